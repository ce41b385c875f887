"""`YamlMime:YamlDocument` of the type LandingData, what landing pages were until 2020, as Markdown.

In: the loaded value. Out: its parts as OPS Markdown, each with the path of the value that it is
from: an abstract, then sections of paragraphs, lists of links and tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from partner_kb.yaml_source import Path


def landing_parts(value: Mapping[str, Any]) -> Iterator[tuple[str, Path]]:
    """Each part as (Markdown, where it stands)."""
    abstract = value.get("abstract")
    if isinstance(abstract, dict):
        yield _text(abstract, "description"), ("abstract",)
        yield from _items(abstract, ("abstract",))
    for index, section in enumerate(_maps(value.get("sections"))):
        at: Path = ("sections", index)
        if title := _line(section, "title"):
            yield f"## {title}", at
        yield _text(section, "text", "html", "summary"), at
        yield from _items(section, at)


def _items(holder: Mapping[str, Any], at: Path) -> Iterator[tuple[str, Path]]:
    for key in ("items", "menu"):
        found = holder.get(key)
        blocks = _maps(found.get("items")) if isinstance(found, dict) else _maps(found)
        links: list[str] = []
        for index, block in enumerate(blocks):
            if not any(isinstance(block.get(name), list) for name in ("items", "rows", "columns")):
                if block.get("type") or not (block.get("href") or block.get("title")):
                    yield _text(block, "text", "html"), (*at, key, index)
                else:
                    links += _entry(block)
                continue
            if title := _line(block, "title", "text"):
                yield f"### {title}", (*at, key, index)
            is_table = isinstance(block.get("rows"), list)
            lines = _table(block) if is_table else _list(_maps(block.get("items")))
            yield "\n".join(lines), (*at, key, index)
        yield "\n".join(links), (*at, key)


def _list(items: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for item in items:
        yield from _entry(item)


def _entry(item: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """A link, what is said of it, and the links below it."""
    title, href = _line(item, "title", "text"), _line(item, "href", "url")
    words = _line(item, "html", "content", "description")
    if not title and words:
        yield f"{indent}- {words}"
    elif title:
        yield f"{indent}- [{title}](<{href}>)" if href else f"{indent}- {title}"
        if words:
            yield from ("", f"{indent}  {words}", "")
    for child in _maps(item.get("items")):
        yield from _entry(child, f"{indent}  ")


def _table(block: Mapping[str, Any]) -> Iterator[str]:
    """Columns with titles; rows with a title and a value, or a link, for each column."""
    titles = [_cell(_line(column, "title", "text")) for column in _maps(block.get("columns"))]
    rows = _maps(block.get("rows"))
    named = any(_line(row, "title") for row in rows)
    head = ["", *titles] if named else titles
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        values = row.get("values") if isinstance(row.get("values"), list) else row.get("cells")
        cells = [
            _value(value, titles[index : index + 1])
            for index, value in enumerate(values if isinstance(values, list) else ())
        ]
        yield f"| {' | '.join([_cell(_line(row, 'title')), *cells] if named else cells)} |"


def _value(value: Any, title: Sequence[str]) -> str:
    if not isinstance(value, dict):
        return _cell("" if value is None else " ".join(str(value).split()))
    href, words = _line(value, "href", "url"), _line(value, "text", "title", "html")
    words = _cell(words or ("".join(title) if href else ""))
    return f"[{words}](<{href}>)" if href and words else words


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _maps(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _text(holder: Mapping[str, Any], *keys: str) -> str:
    found = (holder.get(key) for key in keys)
    return next((value.strip() for value in found if isinstance(value, str) and value.strip()), "")


def _line(holder: Mapping[str, Any], *keys: str) -> str:
    found = (holder.get(key) for key in keys)
    lines = (" ".join(str(value).split()) for value in found if isinstance(value, str | int))
    return next((line for line in lines if line), "")
