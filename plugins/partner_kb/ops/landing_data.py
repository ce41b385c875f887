"""`YamlMime:YamlDocument` of the type LandingData, what landing pages were until 2020, as Markdown.

In: the loaded value. Out: its blocks of OPS Markdown, as lines of pieces that know their values:
an abstract, then sections of paragraphs, lists of links and tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from partner_kb.ops.yaml_text import Line, Piece, one_line, yaml_words
from partner_kb.yaml_source import Path

Block = Sequence[Line]
Item = tuple[Mapping[str, Any], Path]


def landing_blocks(value: Mapping[str, Any]) -> Iterator[Block]:
    """Each part of the page."""
    abstract = value.get("abstract")
    if isinstance(abstract, dict):
        yield _text(abstract, ("abstract",), "description")
        yield from _items(abstract, ("abstract",))
        if isinstance(abstract.get("aside"), dict):
            yield list(_entry((abstract["aside"], ("abstract", "aside")), marker=""))
    for section, at in _maps(value.get("sections"), ("sections",)):
        if title := _line(section, at, "title"):
            yield [[("## ", at), title]]
        yield _text(section, at, "text", "html", "summary")
        yield from _items(section, at)


def _items(holder: Mapping[str, Any], at: Path) -> Iterator[Block]:
    for key in ("items", "menu"):
        found, where = holder.get(key), (*at, key)
        if isinstance(found, dict):
            title = _line(found, where, "title")
            if title:
                yield [[("**", where), title, ("**", where)]]
            found, where = found.get("items"), (*where, "items")
        links: list[Line] = []
        for block, here in _maps(found, where):
            if not any(isinstance(block.get(name), list) for name in ("items", "rows", "columns")):
                if block.get("type") or not (block.get("href") or block.get("title")):
                    yield _text(block, here, "text", "html")
                else:
                    links += _entry((block, here))
                continue
            if title := _line(block, here, "title", "text"):
                yield [[("### ", here), title]]
            if isinstance(block.get("rows"), list):
                yield list(_table(block, here))
            else:
                yield list(_list(block, here))
        yield links


def _list(block: Mapping[str, Any], at: Path) -> Iterator[Line]:
    ordered = one_line(block.get("style")).lower() == "ordered"
    for number, item in enumerate(_maps(block.get("items"), (*at, "items")), 1):
        yield from _entry(item, marker=f"{number}. " if ordered else "- ")


def _entry(found: Item, indent: str = "", marker: str = "- ") -> Iterator[Line]:
    """A link, what is said of it, and the links below it."""
    item, at = found
    title, href = _line(item, at, "title", "text"), _line(item, at, "href", "url")
    words = _line(item, at, "html", "content", "description")
    inner = indent + " " * len(marker)
    if not title and words:
        yield [(f"{indent}{marker}", at), words]
    elif title:
        yield [(f"{indent}{marker}", at), *(_link(title, href) if href else [title])]
        if words:
            yield from ([], [(inner, at), words], [])
    for child in _maps(item.get("items"), (*at, "items")):
        yield from _entry(child, inner)


def _link(words: Piece, href: Piece) -> Line:
    return [("[", words[1]), words, ("](<", words[1]), href, (">)", href[1])]


def _table(block: Mapping[str, Any], at: Path) -> Iterator[Line]:
    """Columns with titles; rows with a title and a value, or a link, for each column."""
    columns = _maps(block.get("columns"), (*at, "columns"))
    titles = [_cell(_line(column, here, "title", "text")) for column, here in columns]
    rows = _maps(block.get("rows"), (*at, "rows"))
    named = any(_line(row, here, "title") for row, here in rows)
    head = [_cell(None), *titles] if named else titles
    yield _row(at, head)
    yield [(f"|{' --- |' * len(head)}", at)]
    for row, here in rows:
        key = "values" if isinstance(row.get("values"), list) else "cells"
        values = row.get(key) if isinstance(row.get(key), list) else ()
        cells = [
            _value(value, (*here, key, index), titles[index : index + 1])
            for index, value in enumerate(values or ())
        ]
        yield _row(here, [_cell(_line(row, here, "title")), *cells] if named else cells)


def _row(at: Path, cells: Sequence[Line]) -> Line:
    pieces: list[Piece] = [("|", at)]
    for cell in cells:
        pieces += [(" ", at), *cell, (" |", at)]
    return pieces


def _value(value: Any, at: Path, title: Sequence[Line]) -> Line:
    if not isinstance(value, dict):
        return _cell((one_line(value), at) if value is not None else None)
    href, words = _line(value, at, "href", "url"), _line(value, at, "text", "title", "html")
    cell = _cell(words) if words else next(iter(title), []) if href else []
    if not href or not cell:
        return cell
    return [("[", at), *cell, ("](<", at), href, (">)", at)]


def _cell(piece: Piece | None) -> Line:
    return [(piece[0].replace("|", "\\|"), piece[1])] if piece else []


def _maps(value: Any, at: Path) -> list[Item]:
    items = enumerate(value) if isinstance(value, list) else islice((), 0)
    return [(item, (*at, index)) for index, item in items if isinstance(item, dict)]


def _text(holder: Mapping[str, Any], at: Path, *keys: str) -> Block:
    found = ((holder.get(key), key) for key in keys)
    return next(
        ([[(yaml_words(value), (*at, key))]] for value, key in found
         if isinstance(value, str) and value.strip()),
        [],
    )  # fmt: skip


def _line(holder: Mapping[str, Any], at: Path, *keys: str) -> Piece | None:
    found = ((one_line(holder.get(key)), key) for key in keys)
    return next(((line, (*at, key)) for line, key in found if line), None)
