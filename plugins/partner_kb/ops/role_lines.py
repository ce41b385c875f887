"""Role and applies-to lines: a page's body in, who and what it is for out.

The lines stand below the H1, in many forms: a label and values in one line or in two, a label
above a list, with emphasis that a translator broke. They are found in the parsed document, by
the label, by values that are all known, or, side by side with English, by standing where the
English line stands. Nothing here changes the text: `RoleLines.cuts` says what to take away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from partner_kb.ops.role_blocks import Block, Line, TopBlocks
from partner_kb.ops.role_groups import (
    Group,
    Position,
    Raw,
    RoleLines,
    Unknown,
    Value,
    without_role_lines,
)
from partner_kb.ops.role_openings import openings
from partner_kb.ops.role_parts import parts
from partner_kb.ops.role_shapes import Shapes
from partner_kb.ops.role_sides import decided_by_english, evidence, pair_evenly
from partner_kb.ops.role_tables import labelled
from partner_kb.roles.vocabulary import Kind, Vocabulary
from partner_kb.roles.words import normalise

__all__ = [
    "Group",
    "Raw",
    "RoleLines",
    "Unknown",
    "Value",
    "decided_by_english",
    "evidence",
    "find_role_lines",
    "pair_evenly",
    "without_role_lines",
]

BLOCKS_BELOW_TITLE = 4
_LABELS_ARE_KNOWN = ("list", "heading", "alert")
_HOLDS_ITEMS = ("list", "quote", "alert")


def find_role_lines(
    markdown: str, vocabulary: Vocabulary, locale: str, english: RoleLines | None = None
) -> RoleLines:
    """Find the lines in one side of a page, without front matter, or in a FAQ's summary.

    `english`, what the English side says, shows where the lines stand in the other one; the
    ids are still those that the text itself states: see `decided_by_english`.
    """
    return _Finder(markdown, vocabulary, locale, english or RoleLines()).find()


class _Finder:
    def __init__(
        self, markdown: str, vocabulary: Vocabulary, locale: str, english: RoleLines
    ) -> None:
        self.vocabulary, self.locale = vocabulary, locale
        self.places = {group.position: group for group in english.groups}
        self.top = TopBlocks(markdown)
        self.shapes = Shapes(self.top, vocabulary, locale)

    def find(self) -> RoleLines:
        index, left = 0, BLOCKS_BELOW_TITLE
        while index < len(self.top) and left > 0:
            used = self._block(index)
            if not used:
                left -= 1
            index += used or 1
        return RoleLines(tuple(self.shapes.groups))

    # Finding the groups

    def _block(self, index: int) -> int:
        """Look for groups in a block; how many blocks they took, 0 where there are none."""
        block = self.top[index]
        before = len(self.shapes.groups)
        used = 1
        if block.kind == "table":
            self._table(index, block.paragraphs[0])
            return used if len(self.shapes.groups) > before else 0
        paragraphs = [self._parts(paragraph, index, block) for paragraph in block.paragraphs]
        number = line_in_block = 0
        left_over = 0
        while number < len(paragraphs):
            paragraph = paragraphs[number]
            at = 0
            inner = 0
            while at < len(paragraph):
                last = at == len(paragraph) - 1
                below = paragraphs[number + 1 :] if last and block.kind in _HOLDS_ITEMS else []
                following = index + 1 if last and number == len(paragraphs) - 1 else len(self.top)
                line = paragraph[at]
                position = (index, line_in_block + line.number - paragraph[0].number, line.part)
                taken, inner, took_next = self._line(
                    paragraph, at, position, below, following, block
                )
                left_over += not taken
                used += took_next
                at += taken or 1
            for passed in paragraphs[number : number + 1 + inner]:
                line_in_block += len({line.number for line in passed})
            number += 1 + inner
        if block.marker and not left_over:
            self.shapes.alert(block.marker, before)
        return used if len(self.shapes.groups) > before else 0

    def _parts(self, paragraph: Sequence[Line], index: int, block: Block) -> list[Line]:
        """The lines of a paragraph, each cut where it holds further labels."""
        if block.kind == "heading":
            return list(paragraph)
        start = sum(
            len(other) for other in block.paragraphs if other[0].number < paragraph[0].number
        )
        found: list[Line] = []
        for step, line in enumerate(paragraph):
            places = [part for at, row, part in self.places if (at, row) == (index, start + step)]
            expected = max(places, default=0) + 1
            found += parts(line, self.top.text, self.vocabulary, self.locale, expected)
        return found

    def _line(
        self,
        paragraph: Sequence[Line],
        at: int,
        position: Position,
        below: Sequence[Sequence[Line]],
        following: int,
        block: Block,
    ) -> tuple[int, int, int]:
        """Read a group that begins in this line.

        How many lines it took, how many paragraphs of the list below, how many blocks below.
        """
        line = paragraph[at]
        guess = not (block.kind in _LABELS_ARE_KNOWN or line.part)
        guess = guess and (at == 0 or bool(self.shapes.groups))
        expected = self.places.get(position)
        for opening in openings(line.seen, self.vocabulary, self.locale, expected, guess=guess):
            if block.kind == "heading" or (line.part and not self.shapes.groups):
                # a section of that name may hold anything, and so may a label within a text
                opening = replace(opening, bold=False)
            if normalise(line.seen.text[opening.rest :]):
                taken, took_next = self.shapes.in_line(paragraph, at, opening, position, following)
                if taken:
                    return taken, 0, took_next
            elif at + 1 < len(paragraph):
                taken = self.shapes.below(paragraph, at, opening, position)
                if taken:
                    return taken, 0, 0
            elif below and (inner := self.shapes.in_items(line, opening, position, below)):
                return 1, inner, 0
            elif took_next := self.shapes.in_blocks(line, opening, position, following):
                return 1, 0, took_next
        return 0, 0, 0

    def _table(self, index: int, rows: Sequence[Line]) -> None:
        """Read the labels of a table, where some of their values are known."""

        def kind_of(label: str, row: int, column: int) -> Kind | None:
            known = self.vocabulary.label(label, self.locale)
            expected = self.places.get((index, row, column))
            return known or (expected.kind if expected else None)

        found = []
        for label in labelled(rows, index, kind_of):
            expected = self.places.get((index, label.row, label.column))
            values = self.shapes.cells(label, len(expected.values) if expected else 0)
            if any(value.ids for value in values) or (expected and values):
                found.append((label, values))
        self.shapes.table(found, rows)
