"""Role and applies-to lines: a page's body in, who and what it is for out.

The lines stand below the H1, in many forms: a label and values in one line or in two, a label
above a list, with emphasis that a translator broke. They are found in the parsed document, by
the label, by values that are all known, or, side by side with English, by standing where the
English line stands. Nothing here changes the text: `RoleLines.cuts` says what to take away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from partner_kb.ops.role_blocks import Block, Line, TopBlocks
from partner_kb.ops.role_groups import Group, Raw, RoleLines, Unknown, Value, without_role_lines
from partner_kb.ops.role_sides import decided_by_english, evidence, pair_evenly
from partner_kb.ops.visible import Visible
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
_LABEL_LENGTH = 48
_LABEL_WORDS = 7

_COLON = re.compile(r"[:：﹕]")
_DASH = re.compile(r"\s[-–—―]\s?|[–—―]")
_VALUE = re.compile(r"[^|｜│¦\n]+")
_PART = re.compile(r"[^,，、;；•·]+")
_PIPE = re.compile(r"[|｜│¦]")
_SENTENCE_END = re.compile(r"[.!?](?=\s)\s*|[。！？]\s*")
_EDGE = " \t\n\r\u00a0\u3000*_"


def find_role_lines(
    markdown: str, vocabulary: Vocabulary, locale: str, english: RoleLines | None = None
) -> RoleLines:
    """Find the lines in one side of a page, without front matter, or in a FAQ's summary.

    `english`, what the English side says, shows where the lines stand in the other one; the
    ids are still those that the text itself states: see `decided_by_english`.
    """
    return _Finder(markdown, vocabulary, locale, english or RoleLines()).find()


@dataclass(frozen=True, slots=True)
class _Opening:
    """A label at the start of a line; `rest` is where values may begin. `sure`: a known label."""

    kind: Kind | None
    label: str
    rest: int
    bold: bool
    sure: bool


class _Finder:
    def __init__(
        self, markdown: str, vocabulary: Vocabulary, locale: str, english: RoleLines
    ) -> None:
        self.vocabulary, self.locale = vocabulary, locale
        self.places = {group.position: group for group in english.groups}
        self.top = TopBlocks(markdown)
        self.groups: list[Group] = []

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
        for opening in self._openings(line.seen, position):
            if not opening.sure and (block.kind == "list" or (at > 0 and not self.groups)):
                continue
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

    def _openings(self, seen: Visible, position: tuple[int, int]) -> Iterator[_Opening]:
        """The ways to read a label at the start of a line: known ones first."""
        edges = _label_edges(seen)
        candidates = []
        for end, rest in edges:
            label = seen.text[:end].strip(_EDGE)
            if not label:
                continue
            bold = any(seen.bold[:end]) or "**" in seen.text[:end]
            kind = self.vocabulary.label(label, self.locale)
            if kind:
                yield _Opening(kind, label, rest, bold, sure=True)
            candidates.append((label, rest, bold))
        expected = self.places.get(position)
        for label, rest, bold in candidates:
            whole = rest >= len(seen.text)
            if expected and (not whole or expected.form == "list"):
                yield _Opening(expected.kind, label, rest, bold=True, sure=True)
            elif not expected and bold and self._may_be_label(label):
                yield _Opening(None, label, rest, bold, sure=False)

    def _may_be_label(self, text: str) -> bool:
        """Whether an unknown bold text can be a label: a few words, no role itself."""
        words = len(normalise(text).split())
        return words <= _LABEL_WORDS and not self.vocabulary.recognise_all(text, self.locale)

    def _values_in_line(
        self, paragraph: Sequence[Line], at: int, opening: _Opening, position: tuple[int, int]
    ) -> int:
        line = paragraph[at]
        values, end = self._values(line, opening.rest, opening)
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
        self, paragraph: Sequence[Line], at: int, opening: _Opening, position: tuple[int, int]
    ) -> int:
        """The label is alone in its line; the values follow in the same paragraph."""
        values: list[Value] = []
        taken = 1
        while at + taken < len(paragraph):
            line = paragraph[at + taken]
            more, end = self._values(line, 0, opening)
            known = [value for value in more if value.ids]
            piped = bool(_PIPE.search(line.seen.text)) and bool(known)
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
        self, line: Line, opening: _Opening, position: tuple[int, int], following: Block
    ) -> bool:
        """The label is a paragraph; a list follows, or a paragraph of nothing but known values."""
        values: list[Value] = []
        end = line
        for paragraph in following.paragraphs:
            first = paragraph[0]
            if following.kind == "list":
                value = self._item(paragraph, opening)
                values.append(value)
                end = paragraph[-1] if value.cut[1] == paragraph[-1].end else first
            else:
                more, stop = self._values(first, 0, opening)
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

    def _item(self, paragraph: Sequence[Line], opening: _Opening) -> Value:
        """A list item; lines behind its first belong to it only if the whole is a known name."""
        first, last = paragraph[0], paragraph[-1]
        joined = " ".join(line.seen.text for line in paragraph)
        ids = self._recognise(joined, opening)
        if not ids and len(paragraph) > 1:
            last, joined = first, first.seen.text
            ids = self._recognise(joined, opening)
        start, end = first.seen.offset(0), last.seen.end
        return self._value(joined, ids, start, end, (first.start, last.end))

    def _values(self, line: Line, rest: int, opening: _Opening) -> tuple[list[Value], int]:
        """The values of a line from `rest` on, and where in its visible text they end."""
        seen = line.seen
        found: list[Value] = []
        matches = list(_VALUE.finditer(seen.text, rest))
        end = len(seen.text)
        for number, match in enumerate(matches):
            start, stop = _trim(seen.text, match.start(), match.end())
            if start >= stop:
                continue
            ids = self._recognise(seen.text[start:stop], opening)
            if not ids and number == len(matches) - 1:
                for sentence in _SENTENCE_END.finditer(seen.text, start, stop):
                    head = self._recognise(seen.text[start : sentence.start()], opening)
                    if head and sentence.end() < stop:
                        ids, stop, end = head, sentence.start(), sentence.end()
                        break
            found += (
                [self._at(line, start, stop, ids)]
                if ids
                else self._parts(line, start, stop, opening)
            )
        return found, end

    def _parts(self, line: Line, start: int, stop: int, opening: _Opening) -> list[Value]:
        """An unknown value whole, or, where it is a list with known members, each member."""
        members = [
            _trim(line.seen.text, m.start(), m.end())
            for m in _PART.finditer(line.seen.text, start, stop)
        ]
        values = [
            self._at(line, *member, self._recognise(line.seen.text[slice(*member)], opening))
            for member in members
            if member[0] < member[1]
        ]
        if len(values) > 1 and 2 * sum(bool(value.ids) for value in values) >= len(values):
            return values
        return [self._at(line, start, stop, ())]

    def _continued(self, before: Line, line: Line, opening: _Opening) -> list[Value]:
        """Values in a line below a line of values, where it goes on the list."""
        if any(True for found in self._openings(line.seen, (-1, 0)) if found.sure):
            return []
        values, end = self._values(line, 0, opening)
        known = sum(bool(value.ids) for value in values)
        joined = _PIPE.search(before.seen.text.rstrip()[-1:]) or _PIPE.match(
            line.seen.text.lstrip()
        )
        if end == len(line.seen.text) and values and (known == len(values) or (joined and known)):
            return values
        return []

    def _convincing(self, values: Sequence[Value], opening: _Opening, rest: str) -> bool:
        """Whether this is such a line: a known label in bold is; else the values must tell."""
        known = sum(bool(value.ids) for value in values)
        if not values:
            return False
        if opening.sure:
            return opening.bold or bool(known)
        return known == len(values) or (bool(_PIPE.search(rest)) and 2 * known >= len(values) > 1)

    # Making values

    def _recognise(self, text: str, opening: _Opening) -> tuple[str, ...]:
        if opening.kind:
            ids = self.vocabulary.recognise_all(text, self.locale, opening.kind)
            if ids:
                return ids
        return self.vocabulary.recognise_all(text, self.locale, whole=True)

    def _at(self, line: Line, start: int, stop: int, ids: tuple[str, ...]) -> Value:
        begin, end = line.seen.offset(start), line.seen.offset(stop - 1) + 1
        return self._value(line.seen.text[start:stop], ids, begin, end, (begin, end))

    def _value(
        self, text: str, ids: tuple[str, ...], start: int, end: int, cut: tuple[int, int]
    ) -> Value:
        return Value(text.strip(_EDGE), ids, start, end, cut, *self.top.place(start))

    def _add(
        self,
        opening: _Opening,
        values: Sequence[Value],
        form: Literal["line", "list"],
        position: tuple[int, int],
        cut: tuple[int, int],
        numbers: tuple[int, int],
        whole: bool,
        splittable: bool,
    ) -> None:
        """Keep a group; values of the other kind than its label make a group of their own kind."""
        kinds = [found for value in values if (found := self._kind(value) or opening.kind)]
        kind: Kind = opening.kind or "roles"
        if len(set(kinds)) == 1:  # an "Applies to" that names roles, or an unknown label
            kind = kinds[0]
        lines = (numbers[0] + 1, numbers[1] + 1)
        self.groups.append(
            Group(kind, opening.label, tuple(values), form, position, cut, lines, whole, splittable)
        )

    def _kind(self, value: Value) -> Kind | None:
        entry = self.vocabulary.role(value.ids[0]) if value.ids else None
        return entry.kind if entry else None


def _label_edges(seen: Visible) -> list[tuple[int, int]]:
    """Where a label at the start of a line may end, and where its values would begin."""
    text = seen.text[:_LABEL_LENGTH]
    found: list[tuple[int, int]] = []
    if colon := _COLON.search(text):
        found.append(colon.span())
    elif dash := _DASH.search(text):
        found.append(dash.span())
    else:
        found += [
            (index, index)
            for index in range(1, len(text))
            if seen.bold[index - 1] and not seen.bold[index]
        ]
    if len(seen.text) <= _LABEL_LENGTH and not (found and normalise(seen.text[found[0][1] :])):
        found.append((len(seen.text), len(seen.text)))
    return found


def _trim(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and text[start] in _EDGE:
        start += 1
    while stop > start and text[stop - 1] in _EDGE:
        stop -= 1
    return start, stop
