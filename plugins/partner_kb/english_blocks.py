"""English beside the translation: which blocks of a rendered page a segment's English belongs to.

In: the tree of a rendered page and the page's segments (target and English, in page order). Out:
the tree with the English, hidden, under each block whose text is made of known targets, and under
a table's row as a row of its own. Matching is by the letters and digits alone, so that it survives
every change of markup between the source and the page; a block that is not made of targets for the
most part gets no English. Nor does one that says the same in English (a name, a number), nor the
titles that conversion gave to alerts (`Note`), which are no text of the source.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree  # noqa: N813 - Python-Markdown's name for it
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import chain, islice

from partner_kb.english_inline import inline_element, letters_of, markdown_letters
from partner_kb.model import Segment
from partner_kb.ops.context import ENGLISH

_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd"})
_CONTAINERS = frozenset({"ul", "ol", "p", "blockquote", "table", "div", "pre", "dl", "details"})
_INSIDE = frozenset({"li", "td", "th", "dt", "dd"})
_CELLS = frozenset({"td", "th"})
_PARTS = frozenset({"thead", "tbody", "tfoot"})
_KEPT = ("align", "scope", "style")
"""What a cell of an English row has of the cell above it."""
_MARKS = {"data-pkb-english": "", "hidden": "", "lang": "en"}
"""These attributes and no class: `lean_marks` looks for them as they are here."""
_ENOUGH = 0.6

_PLACEHOLDER = re.compile("\x02([^\x03]*)\x03")
"""Stands for an escaped mark, an ampersand or a tag until Python-Markdown has finished a page."""
_START = 4
"""So many letters tell targets apart well enough to look for the others no more."""


@dataclass(frozen=True, slots=True)
class _Block:
    """An element with text of its own, and its place in its parent, before any English."""

    element: etree.Element
    parent: etree.Element | None
    index: int
    text: str


def add_english(root: etree.Element, segments: Sequence[Segment]) -> None:
    """Put the English under its blocks, hidden."""
    blocks: list[_Block] = []
    _walk(root, None, 0, blocks)
    found = align([letters_of(block.text) for block in blocks], segments)
    pairs = list(zip(blocks, map(_english, found), strict=True))
    cells = {block.element: pair for pair in pairs if (block := pair[0]).element.tag in _CELLS}
    for part in list(root.iter()) if cells else ():
        if part.tag in _PARTS:
            _add_rows(part, cells)
    # From the last to the first, so that places stay what they were.
    for block, english in reversed(pairs):
        if english is not None and (block.element.tag not in _CELLS or block.element in cells):
            _add_below(block, english)


def lean_marks(html: str) -> str:
    """A rendered page with the marks of its English in fewer bytes: a long page has hundreds."""
    for tag in ("p", "span", "tr"):
        long = f'<{tag} data-pkb-english="" hidden="" lang="en">'
        html = html.replace(long, f'<{tag} lang="en" data-pkb-english hidden>')
    return html


def alert_title(kind: str) -> list[str]:
    """The English title of an alert of this kind, if conversion knows it."""
    return [ENGLISH.alerts[kind]] if kind in ENGLISH.alerts else []


def align(texts: Sequence[str], segments: Sequence[Segment]) -> list[list[str]]:
    """For each block's letters the English of the segments that it is made of, in order.

    A block begins at a segment that comes after those used, if there is one, so that a sentence
    that a page repeats gets its own English each time.
    """
    targets = [markdown_letters(segment.target) for segment in segments]
    starts: dict[str, list[int]] = {}
    for number, target in enumerate(targets):
        if target:
            starts.setdefault(target[:_START], []).append(number)
    used = 0
    found: list[list[str]] = []
    for text in texts:
        index = _start(text, targets, starts, used)
        if index is None:
            found.append([])
            continue
        position = 0
        taken: list[str] = []
        while index < len(targets) and position < len(text):
            target = targets[index]
            if target and not text.startswith(target, position):
                break
            position += len(target)
            taken.append(segments[index].source)
            index += 1
        if position >= _ENOUGH * len(text):
            found.append([source for source in taken if source.strip()])
            used = index
        else:
            found.append([])
    return found


def _start(
    text: str, targets: Sequence[str], starts: Mapping[str, Sequence[int]], used: int
) -> int | None:
    """The first target from `used` on, else before it, with which the text begins."""
    if used < len(targets) and targets[used] and text.startswith(targets[used]):
        return used  # as nearly always
    candidates: list[int] = []
    for length in range(1, min(_START, len(text)) + 1):
        numbers = starts.get(text[:length], ())
        after = bisect_left(numbers, used)
        order = chain(islice(numbers, after, None), islice(numbers, after))
        fitting = (number for number in order if text.startswith(targets[number]))
        candidates.extend(islice(fitting, 1))
    return min(candidates, key=lambda number: (number < used, number), default=None)


def _walk(
    element: etree.Element, parent: etree.Element | None, index: int, found: list[_Block]
) -> str:
    """Collect the blocks in page order; returns the element's text without that of blocks in it."""
    place = len(found)
    parts = [element.text or ""]
    for number, child in enumerate(element):
        if child.tag != "pre":
            text = _walk(child, element, number, found)
            if child.tag not in _CONTAINERS:
                parts.append(text)
        if child.tail:
            parts.append(child.tail)
    text = "".join(parts)
    if "&" in text:
        text = unescape(text)  # code is escaped by now
    if "\x02" in text:
        text = _PLACEHOLDER.sub(_sign, text)
    if element.tag in _BLOCKS and text.strip():
        found.insert(place, _Block(element, parent, index, text))
    return text


def _sign(placeholder: re.Match[str]) -> str:
    """The escaped mark or the ampersand that it stands for; nothing for a tag."""
    name = placeholder[1]
    return "&" if name == "amp" else chr(int(name)) if name.isdecimal() else ""


def _english(sources: Sequence[str]) -> etree.Element | None:
    """The English of a block, in an element that is yet to be named."""
    return inline_element(" ".join(source.strip() for source in sources)) if sources else None


def _is_same(block: _Block, english: etree.Element) -> bool:
    """Whether both say the same, letter for letter."""
    return block.text.split() == "".join(english.itertext()).split()


def _add_below(block: _Block, english: etree.Element) -> None:
    """The English below a block, or in it, if it says anything else."""
    if _is_same(block, english):
        return
    element, parent = block.element, block.parent
    inside = element.tag in _INSIDE or parent is None
    english.tag = "span" if inside else "p"
    english.attrib.update(_MARKS)
    if not inside and parent is not None:
        # One line break is enough to part the words of blocks; an item has one behind it.
        last = parent.tag == "li" and block.index == len(parent) - 1
        english.tail, element.tail = None if last else element.tail, None
        parent.insert(block.index + 1, english)
        return
    for index, child in enumerate(element):
        if child.tag in _CONTAINERS:
            element.insert(index, english)
            return
    element.append(english)


# ---------------------------------------------------------------------------------- tables

_Cells = dict[etree.Element, tuple[_Block, etree.Element | None]]
"""The cells with text, and their English; those that have been taken care of are gone."""


def _add_rows(part: etree.Element, cells: _Cells) -> None:
    """Below each row of a table's part the same in English, where cell stands for cell."""
    if any("rowspan" in cell.attrib for row in part for cell in row):
        return
    for index, row in reversed(list(enumerate(part))):
        if not all(_has_counterpart(cell, cells) for cell in row):
            continue
        english = [_counterpart(cell, cells) for cell in row]
        differs = any(
            cell in cells and not _is_same(cells[cell][0], other)
            for cell, other in zip(row, english, strict=True)
        )
        for cell in row:
            cells.pop(cell, None)
        if differs:
            below = etree.Element("tr", _MARKS)
            below.extend(english)
            below.tail, row.tail = row.tail, None
            part.insert(index + 1, below)


def _has_counterpart(cell: etree.Element, cells: _Cells) -> bool:
    """Whether a cell has one in an English row: signs and numbers alone are the same in English."""
    if "colspan" in cell.attrib or any(child.tag in _CONTAINERS for child in cell):
        return False
    block, english = cells.get(cell, (None, None))
    return block is None or english is not None or not any(map(str.isalpha, block.text))


def _counterpart(cell: etree.Element, cells: _Cells) -> etree.Element:
    _, english = cells.get(cell, (None, None))
    if english is None:
        english = etree.Element(cell.tag)
        english.text = "".join(cell.itertext()).strip()
    english.tag = cell.tag
    english.attrib.update({name: cell.attrib[name] for name in _KEPT if name in cell.attrib})
    return english
