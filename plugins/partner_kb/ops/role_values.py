"""The strings of a role line: where each stands and which ids it means.

In: lines, and the opening that they belong to. Out: `Value`s. A string that is not known whole is
taken apart at commas where most of its members are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from partner_kb.ops.role_blocks import Line
from partner_kb.ops.role_groups import Value
from partner_kb.ops.role_openings import Opening
from partner_kb.ops.visible import EDGE
from partner_kb.roles.vocabulary import Vocabulary

_VALUE = re.compile(r"[^|｜│¦\n]+")
_PART = re.compile(r"[^,，、;；•·]+")
_PIPE = re.compile(r"[|｜│¦]")
_SENTENCE_END = re.compile(r"[.!?](?=\s)\s*|[。！？]\s*")


class Values:
    """Reads values in one locale; `place` gives (line, column) of an offset."""

    def __init__(
        self, vocabulary: Vocabulary, locale: str, place: Callable[[int], tuple[int, int]]
    ) -> None:
        self.vocabulary, self.locale, self.place = vocabulary, locale, place

    def item(self, paragraph: Sequence[Line], opening: Opening) -> Value:
        """A list item; lines behind its first belong to it only if the whole is a known name."""
        first, last = paragraph[0], paragraph[-1]
        whole = " ".join(line.seen.text for line in paragraph)
        joined = whole
        ids = self._recognise(joined, opening)
        if not ids and len(paragraph) > 1:
            last, joined = first, first.seen.text
            ids = self._recognise(joined, opening)
        if not ids and opening.sure and opening.kind == "roles":
            ids = self.vocabulary.recognise_in_sentence(whole, self.locale)
            if ids:
                last, joined = paragraph[-1], whole
        start, end = first.seen.offset(0), last.seen.end
        return self._value(joined, ids, start, end, (first.start, last.end))

    def in_line(self, line: Line, rest: int, opening: Opening) -> tuple[list[Value], int]:
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

    def _parts(self, line: Line, start: int, stop: int, opening: Opening) -> list[Value]:
        """An unknown value whole, or, where it is a list with known members, each member.

        Beside English that has as many values, no member need be known.
        """
        members = [
            _trim(line.seen.text, m.start(), m.end())
            for m in _PART.finditer(line.seen.text, start, stop)
        ]
        values = [
            self._at(line, *member, self._recognise(line.seen.text[slice(*member)], opening))
            for member in members
            if member[0] < member[1]
        ]
        known = sum(bool(value.ids) for value in values)
        if len(values) > 1 and (2 * known >= len(values) or len(values) == opening.count):
            return values
        return [self._at(line, start, stop, ())]

    def _recognise(self, text: str, opening: Opening) -> tuple[str, ...]:
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
        entry = self.vocabulary.role(ids[0]) if ids else None
        line, column = self.place(start)
        kind = entry.kind if entry else None
        return Value(text.strip(EDGE), ids, start, end, cut, line, column, kind)


def has_pipe(text: str) -> bool:
    """Whether values in `text` are parted by bars."""
    return bool(_PIPE.search(text))


def _trim(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and text[start] in EDGE:
        start += 1
    while stop > start and text[stop - 1] in EDGE:
        stop -= 1
    return start, stop
