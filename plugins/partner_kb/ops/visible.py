"""What a reader sees of one line of Markdown, with the place of each character.

In: a line of a paragraph, parsed as CommonMark. Out: its visible text, and for each character
where it stands in the line and whether it is bold.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

_ENTITY = re.compile(r"&#?\w{1,31};")
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_BOLD_TAG = re.compile(r"<(/?)(b|strong)\b", re.IGNORECASE)
_INLINE = MarkdownIt("commonmark")

EDGE = " \t\n\r\u00a0\u3000*_"
"""What may stand around a label or a value and is none of it."""


@dataclass(frozen=True, slots=True)
class Visible:
    """`text` as read; `at[i]` is the offset of `text[i]` in the file's text, `bold[i]` its weight.

    `end` is the offset behind the line's last character.
    """

    text: str
    at: tuple[int, ...]
    bold: tuple[bool, ...]
    end: int

    def offset(self, index: int) -> int:
        """The offset of a character, or of the end."""
        return self.at[index] if index < len(self.at) else self.end


def visible(line: str, offset: int) -> Visible:
    """Read a line that stands at `offset`. A `<br>` reads as a line end."""
    return _Reader(line, offset).read()


class _Reader:
    def __init__(self, line: str, offset: int) -> None:
        self.line, self.offset = line, offset
        self.position = 0
        self.bold = 0
        self.characters: list[tuple[str, int, bool]] = []

    def read(self) -> Visible:
        for token in _INLINE.parseInline(self.line)[0].children or ():
            self._token(token)
        return Visible(
            "".join(character for character, _, _ in self.characters),
            tuple(at for _, at, _ in self.characters),
            tuple(bold for _, _, bold in self.characters),
            self.offset + len(self.line),
        )

    def _token(self, token: Token) -> None:
        if token.type in ("strong_open", "strong_close"):
            self.bold += token.nesting
        elif token.type == "html_inline":
            self._tag(token.content)
        elif token.type == "link_close":
            if self.line.startswith("](", self.position):
                closing = self.line.find(")", self.position)
                self.position = closing + 1 if closing != -1 else self.position
        elif token.type in ("softbreak", "hardbreak"):
            self._add("\n", self.position)
        elif token.content and self.line.startswith(token.content, self.position):
            self._run(token.content)
        else:
            for character in token.content:
                self._character(character)

    def _tag(self, tag: str) -> None:
        found = self.line.find(tag, self.position)
        start = found if found != -1 else self.position
        self.position = start + len(tag) if found != -1 else start
        if _BREAK.match(tag):
            self._add("\n", start)
        elif match := _BOLD_TAG.match(tag):
            self.bold += -1 if match[1] else 1

    def _run(self, text: str) -> None:
        """Words that stand in the line as they are read: nearly all of them."""
        start = self.offset + self.position
        bold = self.bold > 0
        self.characters += [(text[i], start + i, bold) for i in range(len(text))]
        self.position += len(text)

    def _character(self, character: str) -> None:
        """Find the next occurrence, over markup that is not seen, and step behind it."""
        position = self.position
        while position < len(self.line):
            if self.line[position] == character:
                self._add(character, position)
                self.position = position + 1
                return
            entity = _ENTITY.match(self.line, position)
            if entity and html.unescape(entity[0])[:1] == character:
                self._add(character, position)
                self.position = entity.end()
                return
            position += 1
        self._add(character, self.position)

    def _add(self, character: str, position: int) -> None:
        place = self.offset + min(position, len(self.line))
        self.characters.append((character, place, self.bold > 0))
