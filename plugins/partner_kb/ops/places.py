"""Text that remembers where it came from, so that a problem can name the place in the file.

One side of a side-by-side page is cut together from many pieces of the file; a `MappedText`
keeps, for each piece, the offset it had there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from partner_kb.errors import Problem, Severity

_GOES_ON = re.compile(r"[\w#?/&=%~.-]")


def _offset(piece: tuple[int, int]) -> int:
    return piece[0]


class _LineIndex:
    """Offsets of line starts, made once for a text."""

    def __init__(self, text: str) -> None:
        starts = [0]
        find = text.find
        position = find("\n")
        while position != -1:
            starts.append(position + 1)
            position = find("\n", position + 1)
        self.starts = starts

    def place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def offset(self, line: int) -> int:
        return self.starts[min(max(line, 1), len(self.starts)) - 1]

    def end(self, line: int, length: int) -> int:
        return self.starts[max(line, 1)] if line < len(self.starts) else length


@dataclass(frozen=True)
class MappedText:
    """A text and the pieces of `origin` that it was cut from.

    `pieces` are (offset in `text`, offset in `origin`), ascending, the first at 0; between two
    of them offsets run in parallel. `shown` is the path for problems.
    """

    text: str
    shown: str
    origin: str = field(repr=False)
    pieces: tuple[tuple[int, int], ...] = field(default=((0, 0),), repr=False)

    @classmethod
    def whole(cls, text: str, shown: str) -> MappedText:
        """A file's own text, each offset its own origin."""
        return cls(text, shown, text)

    @cached_property
    def _lines(self) -> _LineIndex:
        return _LineIndex(self.text)

    @cached_property
    def _origin_lines(self) -> _LineIndex:
        return _LineIndex(self.origin)

    def place(self, offset: int) -> tuple[int, int]:
        """(line, column) in the file, from 1, of an offset in `text`."""
        index = bisect_right(self.pieces, offset, key=_offset) - 1
        start, origin = self.pieces[max(index, 0)]
        return self._origin_lines.place(min(origin + offset - start, len(self.origin)))

    def place_of(
        self, line: int, needle: str = "", *, last_line: int | None = None
    ) -> tuple[int, int]:
        """(line, column), from 1, in the file of `needle` in lines `line` to `last_line`."""
        return self.place(self.offset_of(needle, (line, last_line or line)))

    def offset_of(
        self, needle: str, lines: tuple[int, int], *, after: int = -1, whole: bool = False
    ) -> int:
        """The offset of `needle` in lines (first, last, from 1): the first one behind `after`.

        Where there is none, `after` itself or the first line's; `whole` wants no more of a link's
        target to follow.
        """
        start, end = self._lines.offset(lines[0]), self._lines.end(lines[1], len(self.text))
        found = self.text.find(needle, max(start, after + 1), end) if needle else -1
        while whole and found != -1 and _GOES_ON.match(self.text, found + len(needle)):
            found = self.text.find(needle, found + 1, end)
        return found if found != -1 else max(start, after)

    def part(self, start: int, end: int) -> MappedText:
        """The text from `start` to `end`, with its places."""
        pieces = [(0, self._origin_offset(start))]
        first = bisect_right(self.pieces, start, key=_offset)
        last = bisect_left(self.pieces, end, key=_offset)
        pieces += [(at - start, origin) for at, origin in self.pieces[first:last]]
        return MappedText(self.text[start:end], self.shown, self.origin, tuple(pieces))

    def without(self, cuts: tuple[tuple[int, int], ...]) -> MappedText:
        """The text without the given ranges of offsets (start, end)."""
        builder = MappedBuilder(self.shown, self.origin)
        position = 0
        for start, end in sorted(cuts):
            builder.copy(self, position, start)
            position = max(position, end)
        builder.copy(self, position, len(self.text))
        return builder.done()

    def problem(
        self,
        line: int,
        severity: Severity,
        code: str,
        message: str,
        needle: str = "",
        last_line: int | None = None,
    ) -> Problem:
        """A problem at `needle` in a line (from 1) of this text, told in the file's terms."""
        return Problem(
            self.shown, *self.place_of(line, needle, last_line=last_line), severity, code, message
        )

    def _origin_offset(self, offset: int) -> int:
        index = bisect_right(self.pieces, offset, key=_offset) - 1
        start, origin = self.pieces[max(index, 0)]
        return origin + offset - start


class MappedBuilder:
    """Cuts a `MappedText` together, piece by piece."""

    def __init__(self, shown: str, origin: str) -> None:
        self._shown, self._origin = shown, origin
        self._parts: list[str] = []
        self._pieces: list[tuple[int, int]] = []
        self._length = 0

    @property
    def length(self) -> int:
        """How much text there is so far, in code points."""
        return self._length

    def add(self, text: str, origin: int) -> None:
        """Append text that stands at `origin` in the file."""
        if not text:
            return
        if not self._pieces or self._pieces[-1][1] + self._length - self._pieces[-1][0] != origin:
            self._pieces.append((self._length, origin))
        self._parts.append(text)
        self._length += len(text)

    def copy(self, text: MappedText, start: int, end: int) -> None:
        """Append a range of another mapped text of the same file."""
        if start >= end:
            return
        if len(text.pieces) == 1:  # a file's own text, which most copies are of
            self.add(text.text[start:end], text.pieces[0][1] + start - text.pieces[0][0])
            return
        part = text.part(start, end)
        bounds = [*part.pieces, (len(part.text), 0)]
        for (at, origin), (until, _) in pairwise(bounds):
            self.add(part.text[at:until], origin)

    def since(self, start: int) -> str:
        """The text added since the length was `start`."""
        kept, length = [], self._length
        for part in reversed(self._parts):
            if length <= start:
                break
            kept.append(part)
            length -= len(part)
        return "".join(reversed(kept))[max(start - length, 0) :]

    def done(self) -> MappedText:
        """The finished text."""
        pieces = tuple(self._pieces) or ((0, 0),)
        return MappedText("".join(self._parts), self._shown, self._origin, pieces)
