"""The values of a role line in each of its shapes: behind the label, below it, in a list.

In: a label's opening and where it stands. Out: how much of the page its values took; the groups
that were made are kept in their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from partner_kb.ops.role_blocks import Block, Line, TopBlocks
from partner_kb.ops.role_groups import Group, Position, Value
from partner_kb.ops.role_openings import Opening, openings
from partner_kb.ops.role_tables import Labelled
from partner_kb.ops.role_values import Values, has_pipe
from partner_kb.ops.visible import EDGE
from partner_kb.roles.vocabulary import Kind, Vocabulary


class Shapes:
    """Reads groups out of the top of a page; `groups` has those found so far."""

    def __init__(self, top: TopBlocks, vocabulary: Vocabulary, locale: str) -> None:
        self.top, self.vocabulary, self.locale = top, vocabulary, locale
        self.groups: list[Group] = []
        self.values = Values(vocabulary, locale, top.place)

    def in_line(
        self,
        paragraph: Sequence[Line],
        at: int,
        opening: Opening,
        position: Position,
        following: int,
    ) -> tuple[int, int]:
        """Values behind the label and in lines that go on: (lines taken, blocks taken below)."""
        line = paragraph[at]
        values, end = self.values.in_line(line, opening.rest, opening)
        if not self._convincing(values, opening, line.seen.text[opening.rest :]):
            return 0, 0
        taken, took_next = 1, 0
        whole = end == len(line.seen.text)
        while whole and at + taken < len(paragraph):
            more = self._continued(paragraph[at + taken - 1], paragraph[at + taken], opening)
            if not more:
                break
            values += more
            taken += 1
        last = paragraph[at + taken - 1]
        cut_end, number = last.end if whole else line.seen.offset(end), last.number
        if whole and at + taken == len(paragraph) and _goes_on(last) and following < len(self.top):
            further = self._values_of_paragraph(self.top[following], opening)
            if further:
                values += further[0]
                cut_end, number, took_next = further[1].end, further[1].number, 1
        bold_ends = [line.seen.bold[i] for i in (opening.rest, len(line.seen.text) - 1)]
        alone = whole and all(row.alone for row in paragraph[at : at + taken])
        self._add(
            opening, values, "line", position, (line.start, cut_end), (line.number, number),
            alone, not any(bold_ends) and taken == 1 and not took_next,
        )  # fmt: skip
        return taken, took_next

    def below(
        self, paragraph: Sequence[Line], at: int, opening: Opening, position: Position
    ) -> int:
        """The label is alone in its line; the values follow in the same paragraph."""
        values: list[Value] = []
        taken = 1
        while at + taken < len(paragraph):
            line = paragraph[at + taken]
            more, end = self.values.in_line(line, 0, opening)
            known = [value for value in more if value.ids]
            piped = has_pipe(line.seen.text) and bool(known)
            if end != len(line.seen.text) or not (piped or len(known) == len(more)):
                break
            values += more
            taken += 1
        if not values:
            return 0
        last = paragraph[at + taken - 1]
        self._add_lines(opening, values, "line", position, paragraph[at], last)
        return taken

    def in_items(
        self, line: Line, opening: Opening, position: Position, items: Sequence[Sequence[Line]]
    ) -> int:
        """The label is an item of a list; the items below it, up to another label, are values."""
        found: list[Value] = []
        for item in items:
            if not opening.sure or self._begins_label(item[0]):
                break
            value = self.values.item(item, opening)
            if not value.ids and len(found) >= opening.count:
                break
            found.append(value)
        if found:
            end = items[len(found) - 1][-1]
            self._add_lines(opening, found, "list", position, replace(line, alone=True), end)
        return len(found)

    def in_blocks(self, line: Line, opening: Opening, position: Position, following: int) -> int:
        """The label is a paragraph; a list follows, or paragraphs of nothing but known values."""
        if following >= len(self.top):
            return 0
        block = self.top[following]
        if block.kind == "list":
            return int(self._values_in_list(line, opening, position, block))
        values: list[Value] = []
        end = line
        taken = 0
        while following + taken < len(self.top):
            more = self._values_of_paragraph(self.top[following + taken], opening)
            if not more or (taken and not opening.sure):
                break
            values += more[0]
            end = more[1]
            taken += 1
        if taken:
            self._add_lines(opening, values, "line", position, line, end)
        return taken

    def _values_in_list(
        self, line: Line, opening: Opening, position: Position, block: Block
    ) -> bool:
        values: list[Value] = []
        end = line
        for paragraph in block.paragraphs:
            value = self.values.item(paragraph, opening)
            values.append(value)
            end = paragraph[-1] if value.cut[1] == paragraph[-1].end else paragraph[0]
        known = sum(bool(value.ids) for value in values)
        enough = opening.sure and (opening.bold or known)
        if not values or not (enough or known == len(values)):
            return False
        self._add_lines(opening, values, "list", position, line, end)
        return True

    def _values_of_paragraph(
        self, block: Block, opening: Opening
    ) -> tuple[list[Value], Line] | None:
        """The values of a paragraph that is nothing but names, and its last line."""
        if block.kind not in ("paragraph", "quote") or not block.paragraphs:
            return None
        values: list[Value] = []
        for paragraph in block.paragraphs:
            for line in paragraph:
                more, end = self.values.in_line(line, 0, opening)
                if end != len(line.seen.text) or not all(value.ids for value in more):
                    return None
                values += more
        return (values, block.paragraphs[-1][-1]) if values else None

    def _continued(self, before: Line, line: Line, opening: Opening) -> list[Value]:
        """Values in a line below a line of values, where it goes on the list."""
        if line.part or self._begins_label(line):
            return []
        values, end = self.values.in_line(line, 0, opening)
        known = sum(bool(value.ids) for value in values)
        joined = has_pipe(before.seen.text.rstrip()[-1:]) or has_pipe(line.seen.text.lstrip()[:1])
        if end == len(line.seen.text) and values and (known == len(values) or (joined and known)):
            return values
        return []

    def _convincing(self, values: Sequence[Value], opening: Opening, rest: str) -> bool:
        """Whether this is such a line: a known label in bold is; else the values must tell."""
        known = sum(bool(value.ids) for value in values)
        if not values:
            return False
        if opening.sure:
            return opening.bold or bool(known)
        return known == len(values) or (has_pipe(rest) and 2 * known >= len(values) > 1)

    def _begins_label(self, line: Line) -> bool:
        """Whether a line begins with a label that the vocabulary knows."""
        found = openings(line.seen, self.vocabulary, self.locale, None)
        return any(opening.sure for opening in found)

    def table(self, read: Sequence[tuple[Labelled, list[Value]]], rows: Sequence[Line]) -> None:
        """The labels of a table; it goes where nothing else is in it, and stays else."""
        first, last = rows[0], rows[-1]
        cells = {cell.number for label, _ in read for cell in label.cells}
        filled = {row.number for row in rows if row.seen.text.strip(EDGE + "|")}
        heads = {first.number} if any(not label.row for label, _ in read) else set()
        whole = filled <= cells | heads
        for number, (label, values) in enumerate(read):
            place = (label.block, label.row, label.column)
            cut = (first.start, last.end if whole and not number else first.start)
            numbers = (first.number, last.number)
            self._add(label.opening, values, "line", place, cut, numbers, whole, splittable=False)
            self.groups[-1] = replace(self.groups[-1], bound=True)

    def cells(self, label: Labelled, count: int) -> list[Value]:
        """The values in the cells of a table's label; the English has `count` of them."""
        opening = replace(label.opening, count=count if len(label.cells) == 1 else 0)
        found = (self.values.in_line(cell, 0, opening)[0] for cell in label.cells)
        return [value for values in found for value in values]

    def alert(self, marker: Line, before: int) -> None:
        """Let the first group of an alert take its first line: nothing else is in it."""
        groups = [replace(group, bound=True) for group in self.groups[before:]]
        if groups:
            start, lines = marker.start, (marker.number + 1, groups[0].lines[1])
            groups[0] = replace(groups[0], cut=(start, groups[0].cut[1]), lines=lines)
        self.groups[before:] = groups

    def _add_lines(
        self,
        opening: Opening,
        values: Sequence[Value],
        form: Literal["line", "list"],
        position: Position,
        first: Line,
        last: Line,
    ) -> None:
        """Keep a group that takes whole lines, from `first` to `last`."""
        cut, numbers = (first.start, last.end), (first.number, last.number)
        splittable = form == "list"
        self._add(opening, values, form, position, cut, numbers, first.alone, splittable)

    def _add(
        self,
        opening: Opening,
        values: Sequence[Value],
        form: Literal["line", "list"],
        position: Position,
        cut: tuple[int, int],
        numbers: tuple[int, int],
        whole: bool,
        splittable: bool,
    ) -> None:
        """Keep a group; where all values are of the other kind than its label, it is of that."""
        kinds = {found for value in values if (found := value.kind or opening.kind)}
        kind: Kind = opening.kind or "roles"
        if len(kinds) == 1:  # an "Applies to" that names roles, or an unknown label
            (kind,) = kinds
        lines = (numbers[0] + 1, numbers[1] + 1)
        self.groups.append(
            Group(kind, opening.label, tuple(values), form, position, cut, lines, whole, splittable)
        )


def _goes_on(line: Line) -> bool:
    """Whether a line of values ends in a mark behind which others follow."""
    return line.seen.text.rstrip(EDGE)[-1:] in ("|", "｜", ",", "，", "、")
