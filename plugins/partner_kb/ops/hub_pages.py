"""Hub and landing pages: groups of links as headings and cards.

In: the loaded value of a page of the schemas Hub and Landing. Out: its blocks of OPS Markdown, as
lines of pieces that know their values.
https://learn.microsoft.com/contribute/content/yaml-schemas
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from partner_kb.ops.yaml_text import Line, Piece, link, one_line, plain_words, yaml_words
from partner_kb.yaml_source import Path

Block = Iterable[Line]

_GROUPS = ("items", "links", "linkLists", "sections", "cards", "highlightedContent", "columns")
_PARTS = (
    "highlightedContent", "productDirectory", "tools", "conceptualContent", "additionalContent",
    "landingContent", "abstract", "primarycta",
)  # fmt: skip
_ABOVE = frozenset({"metadata", "title", "summary", "brand"})
_FOOTERS = ("footerLink", "callToAction")


def hub_blocks(value: Mapping[str, Any]) -> Iterator[Block]:
    """What a page shows below its title and summary."""
    for part in (*_PARTS, *(key for key in value if key not in _PARTS)):
        if part in value and part not in _ABOVE:
            yield from _group(value[part], (part,))


def _group(value: Any, at: Path) -> Iterator[Block]:
    if isinstance(value, list):
        yield from _cards([(item, (*at, index)) for index, item in enumerate(value)])
    elif isinstance(value, dict):
        children = [(value[key], (*at, key)) for key in _GROUPS if _holds(value.get(key))]
        if not children or value.get("url") or value.get("href"):
            yield from _cards([(value, at)])
            return
        if title := _title(value, at):
            yield [[("## ", at), title]]
        yield from _text(value, at, "summary")
        for child, where in children:
            yield from _group(child, where)
        yield from _text(value, at, "footer")
        for key in _FOOTERS:
            if isinstance(value.get(key), dict):
                yield _link_of(value[key], (*at, key))


def _cards(items: Iterable[tuple[Any, Path]]) -> Iterator[Block]:
    """Items that are links, or titles with links of their own, as a list."""
    lines: list[Line] = []
    for item, at in items:
        if isinstance(item, dict):
            lines += _card(item, at)
    if lines:
        first = next((at for line in lines for _, at in line), ())
        yield [
            [('> [!div class="cards"]', first)],
            [(">", first)],
            *([("> ", line[0][1]), *line] if line else [(">", first)] for line in lines),
        ]


def _card(item: Mapping[str, Any], at: Path, depth: int = 0) -> Iterator[Line]:
    """One card as the lines of a list item, what belongs to it below."""
    title, indent = _title(item, at), "  " * depth
    if not title and item.get("linkListType"):
        kind = one_line(item["linkListType"])
        title = f':::link-list type="{plain_words(kind)}":::', (*at, "linkListType")
    if title:
        url = _first(item, at, "url", "href")
        label: Line = link(title, url) if url else [title]
        if not depth and not url:
            label = [("**", title[1]), title, ("**", title[1])]
        note = _first(item, at, "note")
        behind = [(" – ", note[1]), (plain_words(note[0]), note[1])] if note else []
        yield [(f"{indent}- ", title[1]), *label, *behind]
        if summary := _first(item, at, "summary", "description"):
            yield from ([], [(f"{indent}  ", summary[1]), (one_line(summary[0]), summary[1])], [])
    below = depth + 1 if title else depth
    for key in _GROUPS:
        where, inner = (*at, key), item.get(key)
        for name in ("items", "links"):
            if isinstance(inner, dict) and _holds(inner.get(name)):
                where, inner = (*where, name), inner[name]
        for index, entry in enumerate(inner if isinstance(inner, list) else ()):
            if isinstance(entry, dict):
                yield from _card(entry, (*where, index), below)
    for key in _FOOTERS:
        if isinstance(item.get(key), dict):
            yield from _card(item[key], (*at, key), below)


def _link_of(value: Mapping[str, Any], at: Path) -> Block:
    title, url = _title(value, at), _first(value, at, "url", "href")
    return [link(title, url) if title and url else [title or ("", at)]]


def _text(value: Mapping[str, Any], at: Path, key: str) -> Iterator[Block]:
    """A value that is Markdown."""
    if text := yaml_words(value.get(key)):
        yield [[(text, (*at, key))]]


def _title(item: Mapping[str, Any], at: Path) -> Piece | None:
    found = _first(item, at, "title", "text", "name")
    return found and (plain_words(found[0]), found[1])


def _first(item: Mapping[str, Any], at: Path, *keys: str) -> Piece | None:
    """The first of several values that says something."""
    return next(((text, (*at, key)) for key in keys if (text := yaml_words(item.get(key)))), None)


def _holds(value: Any) -> bool:
    return isinstance(value, list | dict) and bool(value)
