"""Lists and tables of HTML that Markdown can say.

In: a sanitized element, which is changed on the way. Out: Markdown source, or nothing where it
holds more than a line of Markdown can.
"""

from __future__ import annotations

from collections.abc import Sequence

from bs4 import BeautifulSoup, NavigableString
from bs4 import Tag as Element

_RICH = [
    "table", "pre", "blockquote", "dl", "details", "h1", "h2", "h3", "h4", "h5", "h6"
]  # fmt: skip
"""What a line of Markdown cannot hold: a table's cell or a list's item with it stays HTML."""
_LINES = ["p", "div", "details", "summary", "figure", "figcaption"]
"""Blocks that a line can hold, set off by breaks."""


def as_list(element: Element) -> str:
    """A `<ul>` or `<ol>` with what is in it; nothing where an item needs more than a line."""
    return "" if element.find(_RICH) or not _is_plain(element) else _list(element)


def as_pipe_table(table: Element) -> str:
    """A plain grid below a header as a pipe table; nothing where it is more than that."""
    rows = [row.find_all(["td", "th"], recursive=False) for row in table.find_all("tr")]
    rows = [row for row in rows if row]
    width = max((len(row) for row in rows), default=0)
    plain = (
        width > 0
        and all(cell.name == "th" for cell in rows[0])
        and not table.find([name for name in _RICH if name not in ("dl", "details")])
        and not any(cell.get("colspan") or cell.get("rowspan") for row in rows for cell in row)
    )
    if not plain:
        return ""
    lines = [_row(row, width) for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)


def is_words(child: object) -> bool:
    """Whether a child is text that is seen."""
    return type(child) is NavigableString and bool(child.strip())


def _is_plain(element: Element) -> bool:
    """Whether nothing stands behind a list in an item of a list."""
    return not any(
        sibling.get_text(strip=True) and getattr(sibling, "name", None) not in ("ul", "ol")
        for inner in element.find_all(["ul", "ol"])
        for sibling in inner.next_siblings
        if isinstance(sibling, Element | NavigableString)
    )


def _list(element: Element, depth: int = 0) -> str:
    lines = []
    start = str(element.get("start", "1"))
    first = int(start) if start.isdecimal() and len(start) < 10 else 1
    for number, item in enumerate(element.find_all("li", recursive=False), first):
        nested = [inner.extract() for inner in item.find_all(["ul", "ol"], recursive=False)]
        _unwrap(item)
        marker = f"{number}." if element.name == "ol" else "-"
        lines.append("    " * depth + f"{marker} {' '.join(item.decode_contents().split())}")
        lines += [_list(inner, depth + 1) for inner in nested]
    return "\n".join(lines)


def _row(cells: Sequence[Element], width: int) -> str:
    texts = [_cell(cell) for cell in cells] + [""] * (width - len(cells))
    return "| " + " | ".join(texts) + " |"


def _unwrap(holder: Element) -> None:
    """Make inline what an element holds, a break where a block began or ended."""
    for wrapper in holder.find_all(_LINES):
        if _is_seen(wrapper.previous_sibling) and not _is_line(wrapper.previous_sibling):
            wrapper.insert(0, BeautifulSoup("<br>", "html.parser"))
        if _is_seen(wrapper.next_sibling):
            wrapper.append(BeautifulSoup("<br>", "html.parser"))
        wrapper.hidden = True  # `unwrap` would count all its siblings


def _is_seen(sibling: object) -> bool:
    """Whether words or an element stand there, and no break already."""
    if isinstance(sibling, Element):
        return sibling.name not in ("br", "ul", "ol")
    return is_words(sibling)


def _is_line(sibling: object) -> bool:
    return isinstance(sibling, Element) and sibling.name in _LINES


def _cell(cell: Element) -> str:
    _unwrap(cell)
    return " ".join(cell.decode_contents().split()).replace("|", "\\|")
