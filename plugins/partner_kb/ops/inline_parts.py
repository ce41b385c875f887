"""Inline content on its way from the parser to the writer: nodes as parsed, and what was mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Union

from markdown_it.tree import SyntaxTreeNode


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text."""

    content: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Emphasis that the parser left literal, put together again."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A link or emphasis that the parser saw, with children that were mended."""

    node: SyntaxTreeNode
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What was done, and `broken`, the beginning of the place as it stands in the source."""

    kind: Literal["mended", "dropped", "marker"]
    broken: str


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker; text stands right after it (`opens`) or right before it (`closes`).

    `sound` is the emphasis that the parser made of it: with a literal marker beside it, that may
    be the wrong half of the line, so all of them are paired anew.
    """

    text: str
    broken: str
    escaped: bool
    opens: bool
    closes: bool
    sound: SyntaxTreeNode | None = None

    @property
    def optional(self) -> bool:
        """Whether it may be a word of the author's: a full-width or a spaced one."""
        return self.text[0] == "＊" or len(self.text.split()) > 1


Inline = Union[SyntaxTreeNode, Text, Strong, Part]  # noqa: UP007 - the alias is recursive
Piece = Union[Inline, Marker]  # noqa: UP007 - as above
