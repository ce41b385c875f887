"""Tables at the top of a page whose cells hold labels: cells and the values of each label out.

A label stands first in its row, with the values behind it, or at the head of a column. What
stands in other rows and columns is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from partner_kb.ops.role_blocks import Line
from partner_kb.ops.role_openings import Opening
from partner_kb.ops.visible import EDGE, Visible
from partner_kb.roles.vocabulary import Kind

_COLON_AT_END = re.compile(r"[\s:：﹕]+\Z")

KindOf = Callable[[str, int, int], Kind | None]
"""From a cell's text, row and column to the kind of label that it is."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label's cell as an opening, the cells of its values, and where in the page it stands."""

    opening: Opening
    cells: tuple[Line, ...]
    block: int
    row: int
    column: int


def labelled(rows: Sequence[Line], block: int, kind_of: KindOf) -> tuple[Labelled, ...]:
    """The labels of a table with their cells; `kind_of` tells what a cell's text opens.

    Labels are heads of columns only where every head is one: a list of tasks with the roles for
    each task says nothing about the page.
    """
    table = [tuple(_cells(row)) for row in rows]
    heads = [_opening(cell, kind_of, 0, column) for column, cell in enumerate(table[0])]
    if all(heads):
        columns = [[row[at] for row in table[1:] if at < len(row)] for at in range(len(heads))]
        return tuple(
            Labelled(opening, tuple(columns[at]), block, 0, at)
            for at, opening in enumerate(heads)
            if opening
        )
    found: list[Labelled] = []
    for number, row in enumerate(table):
        filled = [cell for cell in row if cell.seen.text.strip(EDGE)]
        if len(filled) > 1 and (opening := _opening(filled[0], kind_of, number, 0)):
            found.append(Labelled(opening, tuple(filled[1:]), block, number, 0))
    return tuple(found)


def _opening(cell: Line, kind_of: KindOf, row: int, column: int) -> Opening | None:
    label = _COLON_AT_END.sub("", cell.seen.text.strip(EDGE)).strip(EDGE)
    kind = kind_of(label, row, column) if label else None
    return Opening(kind, label, 0, bold=False, sure=True) if kind else None


def _cells(row: Line) -> Iterator[Line]:
    """The cells of a row, empty ones too."""
    text = row.seen.text
    start = 1 if text.startswith("|") else 0
    stop = len(text) - 1 if text.endswith("|") and len(text) > start else len(text)
    at = start
    for cell in text[start:stop].split("|"):
        end = at + len(cell)
        seen = Visible(cell, row.seen.at[at:end], row.seen.bold[at:end], row.seen.offset(end))
        yield replace(row, seen=seen, alone=False)
        at = end + 1
