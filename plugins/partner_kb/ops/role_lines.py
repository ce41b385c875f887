"""Role and applies-to lines: a page's body in, who and what it is for out.

The lines stand below the H1, in many forms: a label and values in one line or in two, a label
above a list, with emphasis that a translator broke. They are found in the parsed document, by
the label, by values that are all known, or, side by side with English, by standing where the
English line stands. Nothing here changes the text: `cuts` says what to take away.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from partner_kb.ops.visible import Visible, visible
from partner_kb.roles import Evidence, Kind, Vocabulary
from partner_kb.roles.words import normalise

BLOCKS_BELOW_TITLE = 4
_LINES_BELOW_TITLE = 120
_LABEL_LENGTH = 48
_LABEL_WORDS = 7

_LINE_END = re.compile(r"\r\n|\r|\n")
_TITLE = re.compile(r" {0,3}(#(\s|$)|=+\s*$)")
_COLON = re.compile(r"[:：﹕]")
_DASH = re.compile(r"\s[-–—―]\s?|[–—―]")
_VALUE = re.compile(r"[^|｜│¦\n]+")
_PART = re.compile(r"[^,，、;；•·]+")
_PIPE = re.compile(r"[|｜│¦]")
_SENTENCE_END = re.compile(r"[.!?](?=\s)\s*|[。！？]\s*")
_EDGE = " \t\n\r\u00a0\u3000*_"

_BLOCKS = MarkdownIt("commonmark").disable("inline")


@dataclass(frozen=True, slots=True)
class Value:
    """One string of a line: what it says, the ids that it means (none: unknown), where it stands.

    `start` and `end` are offsets in the text given, `cut` what to remove to take it away;
    `line` and `column` count from 1.
    """

    text: str
    ids: tuple[str, ...]
    start: int
    end: int
    cut: tuple[int, int]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Group:
    """A label and its values. `position` is (block below the H1, line in the block), from 0.

    `cut` removes it all; `lines` are its first and last line, from 1; `whole_lines` says
    whether nothing else stands on them.
    """

    kind: Kind
    label: str
    values: tuple[Value, ...]
    form: Literal["line", "list"]
    position: tuple[int, int]
    cut: tuple[int, int]
    lines: tuple[int, int]
    whole_lines: bool
    splittable: bool = True

    @property
    def unknown(self) -> tuple[Value, ...]:
        """The values that no role or service is known for."""
        return tuple(value for value in self.values if not value.ids)

    def cuts(self) -> tuple[tuple[int, int], ...]:
        """What to remove so that the label and the unknown values stay, or everything."""
        if not self.unknown:
            return (self.cut,)
        if len(self.unknown) == len(self.values) or not self.splittable:
            return ()
        if self.form == "list":
            return tuple(value.cut for value in self.values if value.ids)
        found: list[tuple[int, int]] = []
        kept_before = False
        for index, value in enumerate(self.values):
            if not value.ids:
                kept_before = True
            elif any(not later.ids for later in self.values[index:]):
                found.append((value.start, self.values[index + 1].start))
            elif kept_before:
                found.append((self.values[index - 1].end, value.end))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A string in a role line that no id is known for."""

    kind: Kind
    label: str
    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Raw:
    """A line as it was read: its label and its values in their order."""

    kind: Kind
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleLines:
    """Everything that a page says about whom and what it is for.

    `stated` holds ids that another side of the page decided, instead of the groups' own.
    """

    groups: tuple[Group, ...] = ()
    stated: tuple[str, ...] | None = None
    stated_services: tuple[str, ...] | None = None

    @property
    def roles(self) -> tuple[str, ...]:
        """Role ids in the page's order, each once."""
        return self._ids("roles") if self.stated is None else self.stated

    @property
    def applies_to(self) -> tuple[str, ...]:
        """Service ids in the page's order, each once."""
        return self._ids("applies_to") if self.stated_services is None else self.stated_services

    @property
    def unknown(self) -> tuple[Unknown, ...]:
        """What to report."""
        return tuple(
            Unknown(group.kind, group.label, value.text, value.line, value.column)
            for group in self.groups
            for value in group.unknown
        )

    @property
    def raw(self) -> tuple[Raw, ...]:
        """The lines as they stand."""
        return tuple(
            Raw(group.kind, group.label, tuple(value.text for value in group.values))
            for group in self.groups
        )

    @property
    def cuts(self) -> tuple[tuple[int, int], ...]:
        """Ranges of offsets to remove from the text: all that is known, nothing else."""
        return tuple(sorted(cut for group in self.groups for cut in group.cuts()))

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The groups that are known and alone on their lines: first and last line, from 1.

        Coarser than `cuts`: a group with an unknown string or with text behind it is left out.
        """
        return tuple(
            group.lines for group in self.groups if group.whole_lines and not group.unknown
        )

    def _ids(self, kind: Kind) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(
                identifier
                for group in self.groups
                if group.kind == kind
                for value in group.values
                for identifier in value.ids
            )
        )


def find_role_lines(
    markdown: str, vocabulary: Vocabulary, locale: str, english: RoleLines | None = None
) -> RoleLines:
    """Find the lines in one side of a page, without front matter, or in a FAQ's summary.

    `english`, what the English side says, shows where the lines stand in the other one; the
    ids are still those that the text itself states: see `decided_by_english`.
    """
    return _Finder(markdown, vocabulary, locale, english or RoleLines()).find()


def without_role_lines(markdown: str, found: RoleLines) -> str:
    """The text without the lines that were found."""
    parts: list[str] = []
    position = 0
    for start, end in found.cuts:
        parts.append(markdown[position:start])
        position = max(position, end)
    return "".join((*parts, markdown[position:]))


def decided_by_english(target: RoleLines, english: RoleLines) -> RoleLines:
    """The target's lines with the English side's ids: a translation may drop or bend a role.

    For a kind that the English states, only strings that the English does not know either stay
    unknown; a kind that it does not state is left to the target.
    """
    groups = list(target.groups)
    kinds = {group.kind for group in english.groups}
    for theirs, ours in _pairs(english, target):
        index = target.groups.index(ours)
        if len(theirs.values) == len(ours.values):
            values = tuple(
                replace(value, ids=other.ids)
                for value, other in zip(ours.values, theirs.values, strict=True)
            )
        elif not theirs.unknown:
            ids = tuple(identifier for value in theirs.values for identifier in value.ids)
            values = tuple(replace(value, ids=value.ids or ids) for value in ours.values)
        else:
            values = ours.values
        groups[index] = replace(ours, kind=theirs.kind, values=values)
    return RoleLines(
        tuple(groups),
        english.roles if "roles" in kinds else None,
        english.applies_to if "applies_to" in kinds else None,
    )


def evidence(english: RoleLines, target: RoleLines, locale: str) -> tuple[Evidence, ...]:
    """What the two sides of a page teach, pair by pair; uneven lists teach their label only."""
    found: list[Evidence] = []
    for theirs, ours in _pairs(english, target):
        if theirs.label and ours.label:
            found.append(Evidence(locale, ours.label, theirs.label, theirs.kind, label=True))
        if len(theirs.values) == len(ours.values):
            found += [
                Evidence(locale, value.text, other.text, theirs.kind)
                for value, other in zip(ours.values, theirs.values, strict=True)
            ]
    return tuple(found)


def _pairs(english: RoleLines, target: RoleLines) -> Iterator[tuple[Group, Group]]:
    """Groups that stand in the same place, else those of one kind in their order."""
    by_position = {group.position: group for group in target.groups}
    if all(group.position in by_position for group in english.groups):
        for group in english.groups:
            yield group, by_position[group.position]
        return
    for kind in ("roles", "applies_to"):
        theirs = [group for group in english.groups if group.kind == kind]
        ours = [group for group in target.groups if group.kind == kind]
        if len(theirs) == len(ours):
            yield from zip(theirs, ours, strict=True)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a paragraph: `number` from 0, `start` and `end` with its line end."""

    seen: Visible
    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Block:
    """A block below the title: its kind, and its paragraphs' lines."""

    kind: Literal["paragraph", "list", "quote", "other"]
    paragraphs: tuple[tuple[_Line, ...], ...] = ()


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
        self.text = markdown
        self.vocabulary, self.locale = vocabulary, locale
        self.places = {group.position: group for group in english.groups}
        self.starts = [0, *(match.end() for match in _LINE_END.finditer(markdown))]
        self.groups: list[Group] = []

    def find(self) -> RoleLines:
        blocks = self._blocks()
        index, left = 0, BLOCKS_BELOW_TITLE
        while index < len(blocks) and left > 0:
            used = self._block(index, blocks)
            if not used:
                left -= 1
            index += used or 1
        return RoleLines(tuple(self.groups))

    # Reading the document

    def _blocks(self) -> list[_Block]:
        """The blocks below the first H1, or from the top where there is none."""
        last = self._last_line()
        head = self.text[: self._line_start(last)]
        tokens = _BLOCKS.parse(head)
        title = next(
            (i for i, t in enumerate(tokens) if t.type == "heading_close" and t.tag == "h1"), -1
        )
        blocks: list[_Block] = []
        depth_start = title + 1
        for index in range(title + 1, len(tokens)):
            token = tokens[index]
            if token.level == 0 and token.nesting >= 0:
                depth_start = index
            if token.level == 0 and token.nesting <= 0:
                blocks.append(self._read(tokens[depth_start : index + 1]))
        return blocks

    def _last_line(self) -> int:
        lines = len(self.starts)
        for number in range(min(lines, 1000)):
            if _TITLE.match(self.text[self.starts[number] : self.starts[number] + 8]):
                return min(lines, number + _LINES_BELOW_TITLE)
        return min(lines, _LINES_BELOW_TITLE)

    def _read(self, tokens: Sequence[Token]) -> _Block:
        kinds: dict[str, Literal["paragraph", "list", "quote"]] = {
            "paragraph_open": "paragraph",
            "bullet_list_open": "list",
            "ordered_list_open": "list",
            "blockquote_open": "quote",
        }
        kind = kinds.get(tokens[0].type)
        if kind is None:
            return _Block("other")
        paragraphs = [
            self._lines(tokens[i + 1])
            for i, token in enumerate(tokens)
            if token.type == "paragraph_open" and i + 1 < len(tokens)
        ]
        if kind == "quote" and paragraphs and paragraphs[0]:
            if paragraphs[0][0].seen.text.lstrip().startswith("[!"):
                return _Block("other")
        return _Block(kind, tuple(paragraph for paragraph in paragraphs if paragraph))

    def _lines(self, inline: Token) -> tuple[_Line, ...]:
        found: list[_Line] = []
        first = inline.map[0] if inline.map else 0
        for step, content in enumerate(inline.content.split("\n")):
            number = first + step
            start, end = self._line_start(number), self._line_start(number + 1)
            shown = content.strip()
            at = self.text.find(shown, start, end)
            if at == -1:
                return ()
            found.append(_Line(visible(shown, at), number, start, end))
        return tuple(found)

    def _line_start(self, number: int) -> int:
        return self.starts[number] if number < len(self.starts) else len(self.text)

    # Finding the groups

    def _block(self, index: int, blocks: Sequence[_Block]) -> int:
        """Look for groups in a block; how many blocks they took, 0 where there are none."""
        block = blocks[index]
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        before = len(self.groups)
        used = 1
        line_in_block = 0
        for paragraph in block.paragraphs:
            at = 0
            while at < len(paragraph):
                last = at == len(paragraph) - 1 and paragraph is block.paragraphs[-1]
                taken, took_next = self._line(
                    paragraph, at, (index, line_in_block + at), following if last else None, block
                )
                used += took_next
                at += taken or 1
            line_in_block += len(paragraph)
        return used if len(self.groups) > before else 0

    def _line(
        self,
        paragraph: Sequence[_Line],
        at: int,
        position: tuple[int, int],
        following: _Block | None,
        block: _Block,
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
            elif following and self._values_in_block(line, opening, position, following):
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
                yield _Opening(expected.kind, label, rest, bold, sure=True)
            elif not expected and bold and len(normalise(label).split()) <= _LABEL_WORDS:
                if not self.vocabulary.recognise_all(label, self.locale):
                    yield _Opening(None, label, rest, bold, sure=False)

    def _values_in_line(
        self, paragraph: Sequence[_Line], at: int, opening: _Opening, position: tuple[int, int]
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
        self, paragraph: Sequence[_Line], at: int, opening: _Opening, position: tuple[int, int]
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
        self, line: _Line, opening: _Opening, position: tuple[int, int], following: _Block
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

    def _item(self, paragraph: Sequence[_Line], opening: _Opening) -> Value:
        """A list item; lines behind its first belong to it only if the whole is a known name."""
        first, last = paragraph[0], paragraph[-1]
        joined = " ".join(line.seen.text for line in paragraph)
        ids = self._recognise(joined, opening)
        if not ids and len(paragraph) > 1:
            last, joined = first, first.seen.text
            ids = self._recognise(joined, opening)
        start, end = first.seen.offset(0), last.seen.end
        return self._value(joined, ids, start, end, (first.start, last.end))

    def _values(self, line: _Line, rest: int, opening: _Opening) -> tuple[list[Value], int]:
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

    def _parts(self, line: _Line, start: int, stop: int, opening: _Opening) -> list[Value]:
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

    def _continued(self, before: _Line, line: _Line, opening: _Opening) -> list[Value]:
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
        return self.vocabulary.recognise_all(text, self.locale)

    def _at(self, line: _Line, start: int, stop: int, ids: tuple[str, ...]) -> Value:
        begin, end = line.seen.offset(start), line.seen.offset(stop - 1) + 1
        return self._value(line.seen.text[start:stop], ids, begin, end, (begin, end))

    def _value(
        self, text: str, ids: tuple[str, ...], start: int, end: int, cut: tuple[int, int]
    ) -> Value:
        line = bisect_right(self.starts, start)
        return Value(
            text.strip(_EDGE), ids, start, end, cut, line, start - self.starts[line - 1] + 1
        )

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
        kinds = [self._kind(value) or opening.kind for value in values]
        kind = opening.kind or next((k for k in kinds if k), "roles")
        first = kinds[0]
        if first and all(found == first for found in kinds):
            kind = first
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
