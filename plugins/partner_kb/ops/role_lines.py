"""Role and applies-to lines: a page's body in, who and what it is for out.

The lines stand below the H1, in many forms: a label and values in one line or in two, a label
above a list, with emphasis that a translator broke. They are found in the parsed document, by
the label, by values that are all known, or, side by side with English, by standing where the
English line stands. Nothing here changes the text: `RoleLines.cuts` says what to take away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from partner_kb.ops.role_blocks import Block, Line, TopBlocks
from partner_kb.ops.role_groups import Group, Raw, RoleLines, Unknown, Value, without_role_lines
from partner_kb.ops.role_openings import Opening, openings
from partner_kb.ops.role_sides import decided_by_english, evidence, pair_evenly
from partner_kb.ops.role_values import Values, has_pipe
from partner_kb.roles import Kind, Vocabulary
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
        self.groups: list[Group] = []
        self.values = Values(vocabulary, locale, self.top.place)

    def find(self) -> RoleLines:
        blocks = self.top
        index, left = 0, BLOCKS_BELOW_TITLE
        while index < len(blocks) and left > 0:
            used = self._block(index, blocks)
            if not used:
                left -= 1
            index += used or 1
        return RoleLines(tuple(self.groups))

    # Finding the groups

    def _block(self, index: int, blocks: TopBlocks) -> int:
        """Look for groups in a block; how many blocks they took, 0 where there are none."""
        block = blocks[index]
        before = len(self.groups)
        used = 1
        line_in_block = 0
        for paragraph in block.paragraphs:
            at = 0
            while at < len(paragraph):
                last = at == len(paragraph) - 1 and paragraph is block.paragraphs[-1]
                taken, took_next = self._line(
                    paragraph,
                    at,
                    (index, line_in_block + at),
                    index + 1 if last else len(blocks),
                    block,
                )
                used += took_next
                at += taken or 1
            line_in_block += len(paragraph)
        return used if len(self.groups) > before else 0

    def _line(
        self,
        paragraph: Sequence[Line],
        at: int,
        position: tuple[int, int],
        below: int,
        block: Block,
    ) -> tuple[int, int]:
        """Read a group that begins in this line: (lines taken, blocks taken below)."""
        line = paragraph[at]
        for opening in self._openings(line, position):
            if not opening.sure and (
                block.kind in ("list", "heading") or (at > 0 and not self.groups)
            ):
                continue
            if block.kind == "heading":  # a section of that name may hold anything
                opening = replace(opening, bold=False)
            if normalise(line.seen.text[opening.rest :]):
                taken = self._values_in_line(paragraph, at, opening, position)
                if taken:
                    return taken, 0
            elif at + 1 < len(paragraph):
                taken = self._values_below(paragraph, at, opening, position)
                if taken:
                    return taken, 0
            elif below < len(self.top) and self._values_in_block(
                line, opening, position, self.top[below]
            ):
                return 1, 1
        return 0, 0

    def _openings(self, line: Line, position: tuple[int, int]) -> Iterator[Opening]:
        return openings(line.seen, self.vocabulary, self.locale, self.places.get(position))

    def _values_in_line(
        self, paragraph: Sequence[Line], at: int, opening: Opening, position: tuple[int, int]
    ) -> int:
        line = paragraph[at]
        values, end = self.values.in_line(line, opening.rest, opening)
        if not self._convincing(values, opening, line.seen.text[opening.rest :]):
            return 0
        taken = 1
        whole = end == len(line.seen.text)
        while whole and at + taken < len(paragraph):
            more = self._continued(paragraph[at + taken - 1], paragraph[at + taken], opening)
            if not more:
                break
            values += more
            taken += 1
        last = paragraph[at + taken - 1]
        cut_end = last.end if whole else line.seen.offset(end)
        bold_ends = [line.seen.bold[i] for i in (opening.rest, len(line.seen.text) - 1)]
        self._add(
            opening, values, "line", position, (line.start, cut_end),
            (line.number, last.number), whole, not any(bold_ends) and taken == 1,
        )  # fmt: skip
        return taken

    def _values_below(
        self, paragraph: Sequence[Line], at: int, opening: Opening, position: tuple[int, int]
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
        self._add(
            opening, values, "line", position, (paragraph[at].start, last.end),
            (paragraph[at].number, last.number), whole=True, splittable=False,
        )  # fmt: skip
        return taken

    def _values_in_block(
        self, line: Line, opening: Opening, position: tuple[int, int], following: Block
    ) -> bool:
        """The label is a paragraph; a list follows, or a paragraph of nothing but known values."""
        values: list[Value] = []
        end = line
        for paragraph in following.paragraphs:
            first = paragraph[0]
            if following.kind == "list":
                value = self.values.item(paragraph, opening)
                values.append(value)
                end = paragraph[-1] if value.cut[1] == paragraph[-1].end else first
            else:
                more, stop = self.values.in_line(first, 0, opening)
                if len(paragraph) > 1 or stop != len(first.seen.text):
                    return False
                values += more
                end = first
        known = [value for value in values if value.ids]
        enough = opening.sure and following.kind == "list" and (opening.bold or bool(known))
        if not values or not (enough or len(known) == len(values)):
            return False
        splittable = following.kind == "list"
        self._add(
            opening, values, "list" if splittable else "line", position,
            (line.start, end.end), (line.number, end.number), whole=True, splittable=splittable,
        )  # fmt: skip
        return True

    def _continued(self, before: Line, line: Line, opening: Opening) -> list[Value]:
        """Values in a line below a line of values, where it goes on the list."""
        if any(True for found in self._openings(line, (-1, 0)) if found.sure):
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

    # Making values

    def _add(
        self,
        opening: Opening,
        values: Sequence[Value],
        form: Literal["line", "list"],
        position: tuple[int, int],
        cut: tuple[int, int],
        numbers: tuple[int, int],
        whole: bool,
        splittable: bool,
    ) -> None:
        """Keep a group; values of the other kind than its label make a group of their own kind."""
        kinds = [found for value in values if (found := self.values.kind(value) or opening.kind)]
        kind: Kind = opening.kind or "roles"
        if len(set(kinds)) == 1:  # an "Applies to" that names roles, or an unknown label
            kind = kinds[0]
        lines = (numbers[0] + 1, numbers[1] + 1)
        self.groups.append(
            Group(kind, opening.label, tuple(values), form, position, cut, lines, whole, splittable)
        )
