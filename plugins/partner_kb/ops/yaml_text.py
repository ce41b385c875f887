"""Markdown made of the values of a YAML file, each word of it with its place in the file.

In: pieces of text, each with the path of the value that it is from. Out: one `MappedText`. A
scalar may be written in any style (plain, quoted, `|`, `>`): its words are found one behind the
other from where it begins, so that a problem in the third line of an answer names that line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from partner_kb.errors import Problem
from partner_kb.ops.places import MappedBuilder, MappedText
from partner_kb.yaml_source import Key, Path, YamlSource

Piece = tuple[str, Path]
Line = Sequence[Piece]

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t](?!.*\]\(#tab/)")
_WORD = re.compile(r"(\s*)(\S+)|\s+\Z")
_NEAR = 200
"""How far behind a word the next one may begin: there are line ends and indents between."""
_NOT_SHOWN = frozenset({
    "metadata", "brand", "itemType", "linkListType", "imageSrc", "image", "icon", "type", "style",
    "azureCategories", "documentType", "className", "layout", "id", "featureFlags", "interests",
})  # fmt: skip
_ALWAYS_SHOWN = frozenset({"url", "href", "text", "title"})


class YamlWriter:
    """Writes one page; `side` is the file's text in one language, from which `loaded` is."""

    def __init__(self, loaded: YamlSource, side: MappedText) -> None:
        self.loaded, self.side = loaded, side
        self._out = MappedBuilder(side.shown, side.origin)
        self._starts = [0, *(match.end() for match in re.finditer("\n", side.text))]
        self._shown: set[Path] = set()

    def done(self) -> MappedText:
        """What was written."""
        return self._out.done()

    def text(self, value: Any, at: Path, *, below: int = 0) -> None:
        """A value that is Markdown, as blocks of its own; nothing for what is no text.

        Its headings are those of a part `below` a heading of that level: they take in nothing
        that follows it.
        """
        text = yaml_words(value).strip("\n")
        if text:
            self.block([[(_lowered(text, below), at)]])

    def block(self, lines: Iterable[Line]) -> None:
        """Lines, apart from what is above them."""
        separator = "\n\n"
        for line in lines:
            for number, (text, at) in enumerate(line):
                if not number and self._out.length:
                    self._out.add(separator, self._origin(self._start(at)))
                self._add(text, at)
            separator = "\n"

    def _add(self, text: str, at: Path) -> None:
        self._shown.add(at)
        position = self._start(at)
        for match in _WORD.finditer(text):
            self._out.add(match[1] or "" if match[2] else match[0], self._origin(position))
            word = match[2] or ""
            found = self.side.text.find(word, position, position + len(word) + _NEAR)
            if word and found >= 0:
                position = found + len(word)
                self._out.copy(self.side, found, position)
            else:
                self._out.add(word, self._origin(position))

    def _start(self, at: Path) -> int:
        """Where the words of a value begin in the side's text."""
        line, column = self.loaded.place(at)
        start = self._starts[min(line, len(self._starts)) - 1] + column - 1
        if self.side.text[start : start + 1] in ("|", ">"):
            return self.side.text.find("\n", start) + 1 or start
        return start

    def _origin(self, position: int) -> int:
        return self.side.part(position, position).pieces[0][1]

    def unread(self) -> Iterator[Problem]:
        """Values that say something, and that no part of the page shows."""
        for at, value in _values(self.loaded.value, ()):
            key = next((part for part in reversed(at) if isinstance(part, str)), "")
            says = key in _ALWAYS_SHOWN or " " in value.strip()
            if at not in self._shown and says and value.strip():
                message = f'nothing is known of "{key}" here: its text is not on the page'
                yield self.loaded.problem(at, "yaml-key-unread", message, warning=True)


def _values(value: Any, at: Path) -> Iterator[tuple[Path, str]]:
    """Every text below a value, but what is no content by its key."""
    items: Iterable[tuple[Key, Any]] = ()
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        items = ((key, inner) for key, inner in value.items() if key not in _NOT_SHOWN)
    elif isinstance(value, list):
        items = enumerate(value)
    for key, inner in items:
        yield from _values(inner, (*at, key))


def _lowered(text: str, below: int) -> str:
    """Markdown whose highest heading is lower than the level `below`."""
    if not below or "#" not in text:
        return text
    lines, fence, found = text.split("\n"), "", []
    for number, line in enumerate(lines):
        if mark := _FENCE.match(line):
            fence = "" if fence and line.strip().startswith(fence) else fence or mark[1]
        elif not fence and (heading := _HEADING.match(line)):
            found.append((number, len(heading[1])))
    more = below + 1 - min((level for _, level in found), default=below + 1)
    for number, level in found if more > 0 else ():
        lines[number] = "#" * (min(level + more, 6) - level) + lines[number].lstrip(" ")
    return "\n".join(lines)


def yaml_words(value: Any) -> str:
    """A scalar as text."""
    return str(value).strip() if isinstance(value, str | int | float) else ""


def one_line(value: Any) -> str:
    """A scalar as text on one line."""
    return " ".join(yaml_words(value).split())


def plain_words(value: Any) -> str:
    """A scalar that is no Markdown, as Markdown that says the same."""
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", one_line(value))


def link(words: Piece, href: Piece) -> Line:
    """A link of Markdown."""
    url = href[0].replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    return [("[", words[1]), words, ("](", words[1]), (url, href[1]), (")", href[1])]
