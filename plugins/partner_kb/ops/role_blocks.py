"""The blocks at the top of a page: where its role lines can stand.

In: the Markdown of one side of a page. Out: the blocks below the title with their paragraphs'
lines, as a reader sees them. Only the top of a page is parsed: a page may be long.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from partner_kb.ops.visible import Visible, visible

_LINES_BELOW_TITLE = 80
_LINES_ABOVE_TITLE = 1000

_LINE_END = re.compile(r"\r\n|\r|\n")
_TITLE = re.compile(r" {0,3}(#(\s|$)|=+\s*$)")

_DASHES = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*\Z")

_TITLE_CLOSE = ("heading_close", "h1", 0)
_BLOCKS = MarkdownIt("commonmark").disable("inline")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph: `number` from 0, `start` and `end` with its line end.

    A line with two labels is read as two of these: `part` counts them, `alone` is false then.
    """

    seen: Visible
    number: int
    start: int
    end: int
    part: int = 0
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """A block below the title: its kind, and its paragraphs' lines.

    The one paragraph of a table has its rows for lines, without the one of dashes. `marker` is the
    first line of an alert.
    """

    kind: Literal["paragraph", "list", "quote", "alert", "table", "heading", "other"]
    paragraphs: tuple[tuple[Line, ...], ...] = ()
    marker: Line | None = None


class TopBlocks:
    """A page's blocks below its first H1, or from the top where there is none.

    Each is read when it is first asked for: role lines stand in the first few.
    """

    def __init__(self, markdown: str) -> None:
        self.text = markdown
        self.starts = [0, *(match.end() for match in _LINE_END.finditer(markdown))]
        self._tokens = self._cut()
        self._blocks: dict[int, Block] = {}

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, index: int) -> Block:
        if index not in self._blocks:
            self._blocks[index] = self._read(self._tokens[index])
        return self._blocks[index]

    def _cut(self) -> list[Sequence[Token]]:
        """The tokens of each block."""
        tokens = _BLOCKS.parse(self.text[: self._line_start(self._last_line())])
        title = next(
            (i for i, t in enumerate(tokens) if (t.type, t.tag, t.level) == _TITLE_CLOSE), -1
        )
        found: list[Sequence[Token]] = []
        start = title + 1
        for index in range(title + 1, len(tokens)):
            token = tokens[index]
            if token.level == 0 and token.nesting >= 0:
                start = index
            if token.level == 0 and token.nesting <= 0:
                found.append(tokens[start : index + 1])
        return found

    def _last_line(self) -> int:
        lines = len(self.starts)
        for number in range(min(lines, _LINES_ABOVE_TITLE)):
            if _TITLE.match(self.text[self.starts[number] : self.starts[number] + 8]):
                return min(lines, number + _LINES_BELOW_TITLE)
        return min(lines, _LINES_BELOW_TITLE)

    def _read(self, tokens: Sequence[Token]) -> Block:
        if tokens[0].type == "heading_open" and tokens[0].markup.startswith("#"):
            line = self._lines(tokens[1])
            return Block("heading", (line,) if line else ())
        kinds: dict[str, Literal["paragraph", "list", "quote"]] = {
            "paragraph_open": "paragraph",
            "bullet_list_open": "list",
            "ordered_list_open": "list",
            "blockquote_open": "quote",
        }
        kind = kinds.get(tokens[0].type)
        if kind is None:
            return Block("other")
        paragraphs = [
            self._lines(tokens[i + 1])
            for i, token in enumerate(tokens)
            if token.type == "paragraph_open" and i + 1 < len(tokens)
        ]
        filled = tuple(paragraph for paragraph in paragraphs if paragraph)
        if kind == "quote" and filled and filled[0][0].seen.text.startswith("[!"):
            marker, *rest = filled[0]
            return Block("alert", ((tuple(rest), *filled[1:]) if rest else filled[1:]), marker)
        if kind == "paragraph" and filled and len(filled[0]) > 1 and _is_dashes(filled[0][1]):
            return Block("table", ((filled[0][0], *filled[0][2:]),))
        return Block(kind, filled)

    def _lines(self, inline: Token) -> tuple[Line, ...]:
        found: list[Line] = []
        first = inline.map[0] if inline.map else 0
        for step, content in enumerate(inline.content.split("\n")):
            number = first + step
            start, end = self._line_start(number), self._line_start(number + 1)
            shown = content.strip()
            at = self.text.find(shown, start, end)
            if at == -1:
                return ()
            found.append(Line(visible(shown, at), number, start, end))
        return tuple(found)

    def place(self, offset: int) -> tuple[int, int]:
        """(line, column) of an offset, from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def _line_start(self, number: int) -> int:
        return self.starts[number] if number < len(self.starts) else len(self.text)


def _is_dashes(line: Line) -> bool:
    """Whether it is the line below a table's head."""
    return "|" in line.seen.text and bool(_DASHES.match(line.seen.text.strip()))
