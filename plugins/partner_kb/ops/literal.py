"""Markup that stayed literal: emphasis that translation broke, and what is left of OPS markers.

In: the inline nodes of a paragraph, heading or cell, as parsed. Out: the same nodes with
emphasis put together again (blanks inside the markers, escaped, full-width or spaced asterisks,
one marker inside a link and its partner outside), markers without a partner taken out, and what
was done, for the report. Most emphasis is sound and never comes here. Words are never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
class _Marker:
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
_Piece = Union[Inline, _Marker]  # noqa: UP007 - as above

_CONTAINERS = frozenset({"link", "strong", "em", "s"})
_SUSPECT = re.compile(r"[*＊]{2}|(?<!\w)__|__(?!\w)|\*[ \u00a0]\*|\[!|:::|<a\s")
_EMPHASIS = r"[*＊]{2,}|(?<![\w*])\*[ \u00a0]\*(?![*])|(?<!\w)__(?!_)|(?<!_)__(?!\w)"
_LEFT = (
    r"(?<=\[)!"
    r"|:{3,}[ ]*(?:zone|moniker)-end(?:[ ]*:{3,}(?!(?:zone|moniker)\b))?"
    r"|:{3,}[ ]*(?:zone|moniker)\b[^:\n]{0,200}:{3,}"
    r"|:{3,}(?:[ ]*[a-z]+(?:-end)?[ ]*:{3,})?"
    r"|<a\s+(?:name|id)\s*=\s*[\"'“”]?[^\"'“”<>]{0,80}[\"'“”]?\s*/?>?(?:\s*</a>)?"
)
_LITERAL = re.compile(f"(?P<emphasis>{_EMPHASIS})|{_LEFT}")
_DROPPED = re.compile(rf"[*＊]{{2,}}|{_LEFT}")
_HINT = re.compile(r"[*＊]{2}|\[!|:::|<a\s")
_ESCAPED_PAIR = re.compile(r"\\\*\\\*(?=[^\s\\])(.+?)(?<=[^\s\\])\\\*\\\*")
_FOLLOWING = re.compile(r"[^\\*_\n\[\]<&`!]{0,12}")
_NOTE_MARK = "⁑"
"""The typographic form of a double asterisk that refers to a note."""


def mend_literals(nodes: Sequence[SyntaxTreeNode]) -> tuple[Sequence[Inline], tuple[Note, ...]]:
    """The nodes as they are where nothing stayed literal, else mended."""
    if not any(_SUSPECT.search(run) for run in _runs(nodes)) and not any(map(_is_crossed, nodes)):
        return nodes, ()
    notes: list[Note] = []
    pieces = list(_pieces(nodes, notes))
    markers = [piece for piece in pieces if isinstance(piece, _Marker)]
    if len(markers) == 1 and _refers_to_note(markers[0]):
        pieces[pieces.index(markers[0])] = Text(_NOTE_MARK)
        notes.append(Note("mended", markers[0].broken))
    return _paired(pieces, notes), tuple(notes)


def without_literals(text: str) -> str:
    """A piece of text that is shown as it is, without markers that stayed literal in it."""
    return _DROPPED.sub("", text) if _HINT.search(text) else text


def has_literals(text: str | None) -> bool:
    """Whether `without_literals` would change the text."""
    return bool(text and _DROPPED.search(text))


def unescape_emphasis(markdown: str) -> str:
    """Inline Markdown with escaped emphasis (`\\*\\*word\\*\\*`) as emphasis."""
    return _ESCAPED_PAIR.sub(r"**\1**", markdown) if "\\*\\*" in markdown else markdown


def _refers_to_note(marker: _Marker) -> bool:
    return marker.escaped and marker.text == "**" and marker.opens is not marker.closes


def _is_crossed(node: SyntaxTreeNode) -> bool:
    """Bold with bold between its words: `**Note:**text **word**next` makes CommonMark see that."""
    inner = node.children if node.type == "strong" and node.markup == "**" else ()
    return len(inner) > 2 and any(
        child.type == "strong" and child.markup == "**" for child in inner[1:-1]
    )


def _is_text(node: SyntaxTreeNode) -> bool:
    return node.type in ("text", "text_special")


def _runs(nodes: Iterable[SyntaxTreeNode]) -> Iterator[str]:
    """The text of neighbouring text nodes, joined; that inside containers too."""
    run = ""
    for node in nodes:
        if _is_text(node):
            run += node.content
            continue
        if run:
            yield run
            run = ""
        if node.type in _CONTAINERS:
            yield from _runs(node.children)
    if run:
        yield run


# -- from nodes to text, markers and nodes ---------------------------------------------------------


def _pieces(nodes: Sequence[SyntaxTreeNode], notes: list[Note]) -> Iterator[_Piece]:
    index = 0
    while index < len(nodes):
        node, stop = nodes[index], index + 1
        if _is_text(node):
            while stop < len(nodes) and _is_text(nodes[stop]):
                stop += 1
            yield from _text_pieces(nodes, index, stop, notes)
        elif node.type == "strong" and node.markup == "**":
            yield from _reopened(nodes, index, notes)
        elif node.type in _CONTAINERS and any(map(_SUSPECT.search, _runs(node.children))):
            yield from _container(node, notes)
        else:
            yield node
        index = stop


def _reopened(nodes: Sequence[SyntaxTreeNode], index: int, notes: list[Note]) -> Iterator[_Piece]:
    """The markers of a sound emphasis, and what is between them."""
    node = nodes[index]
    before = nodes[index - 1].content[-1:] if index else " "
    after = nodes[index + 1].content[:1] if index + 1 < len(nodes) else " "
    yield _Marker("**", "**", False, True, not before.isspace(), node)
    yield from _pieces(node.children, notes)
    yield _Marker("**", "**", False, not after.isspace(), True, node)


def _text_pieces(
    nodes: Sequence[SyntaxTreeNode], start: int, stop: int, notes: list[Note]
) -> Iterator[_Piece]:
    """The text nodes from `start` to `stop`, cut at what stayed literal."""
    text, escaped = "", set[int]()
    for node in nodes[start:stop]:
        if node.type == "text_special":
            escaped.update(range(len(text), len(text) + len(node.content)))
        text += node.content
    position = 0
    for match in _LITERAL.finditer(text):
        is_escaped = match.start() in escaped
        if match[0][0] == "_" and is_escaped:
            continue  # an escaped underscore is a blank to fill in, or part of a name
        if position < match.start():
            yield Text(text[position : match.start()])
        position = match.end()
        shown = "".join(f"\\{char}" for char in match[0]) if is_escaped else match[0]
        following = _FOLLOWING.match(text, position)
        shown += following[0] if following else ""
        if not match["emphasis"]:
            notes.append(Note("marker", f"[{shown}" if shown[0] == "!" else shown))
            continue
        before = text[match.start() - 1] if match.start() else " x"[start > 0]
        after = text[position] if position < len(text) else " x"[stop < len(nodes)]
        for part in _split(match[0]):
            yield _Marker(part, shown, is_escaped, not after.isspace(), not before.isspace())
    if position < len(text):
        yield Text(text[position:])


def _split(run: str) -> list[str]:
    """Four asterisks are the end of one emphasis and the beginning of the next."""
    if len(run) < 4 or run[1] in " \u00a0":
        return [run]
    return [run[:2]] * (len(run) // 2)


def _container(node: SyntaxTreeNode, notes: list[Note]) -> Iterator[_Piece]:
    """A link gives away the marker at its edge whose partner stands outside."""
    inner = list(_pieces(node.children, notes))
    odd = sum(isinstance(piece, _Marker) for piece in inner) % 2 == 1
    give = node.type == "link" and odd
    first, last = inner[0], inner[-1]
    if give and isinstance(first, _Marker):
        yield first
        yield Part(node, tuple(_paired(inner[1:], notes)))
    elif give and isinstance(last, _Marker):
        yield Part(node, tuple(_paired(inner[:-1], notes)))
        yield last
    else:
        yield Part(node, tuple(_paired(inner, notes)))


# -- from markers to emphasis ----------------------------------------------------------------------


def _paired(pieces: Sequence[_Piece], notes: list[Note]) -> list[Inline]:
    """Pair markers in order; of an odd number the one goes that fits worst."""
    pieces = _without_empty(pieces, notes)
    markers = [piece for piece in pieces if isinstance(piece, _Marker)]
    alone = _worst(markers, _places(pieces)) if len(markers) % 2 else -1
    result: list[Inline] = []
    inside: list[Inline] | None = None
    number = -1
    opened: _Marker | None = None
    for piece in pieces:
        current = result if inside is None else inside
        if not isinstance(piece, _Marker):
            current.append(piece)
            continue
        number += 1
        if number == alone:
            if piece.optional:
                current.append(Text(piece.text))
            else:
                notes.append(Note("dropped", piece.broken))
        elif inside is None:
            inside, opened = [], piece
        else:
            if opened is not None and (opened.sound is None or opened.sound is not piece.sound):
                broken = piece.broken if opened.sound else opened.broken
                notes.append(Note("mended" if inside else "dropped", broken))
            if inside:
                result.append(Strong(tuple(inside)))
            inside = None
    return result


def _without_empty(pieces: Sequence[_Piece], notes: list[Note]) -> list[_Piece]:
    """Without `** **` between blanks, which is what is left of emphasis around nothing."""
    kept: list[_Piece] = []
    for piece in pieces:
        bare = isinstance(piece, _Marker) and not piece.opens and not piece.closes
        if bare and len(kept) > 1 and isinstance(kept[-1], Text) and not kept[-1].content.strip():
            first = kept[-2]
            if isinstance(first, _Marker) and not first.opens and not first.closes:
                notes.append(Note("dropped", first.broken))
                del kept[-2]
                continue
        kept.append(piece)
    return kept


def _places(pieces: Sequence[_Piece]) -> list[int]:
    """How much text stands before each marker; what is no text counts as a word."""
    places, place = [], 0
    for piece in pieces:
        if isinstance(piece, _Marker):
            places.append(place)
        else:
            place += len(piece.content) if isinstance(piece, Text) else 5
    return places


def _worst(markers: Sequence[_Marker], places: Sequence[int]) -> int:
    """Which of an odd number of markers to leave out, so that the others fit best in pairs."""

    def fit(index: int, turn: int) -> int:
        """How well a marker opens (at an even turn) or closes; the nearer to its partner the
        better, and sure ones leave before those that may be the author's."""
        marker, opening = markers[index], turn % 2 == 0
        fitting = marker.opens if opening else marker.closes
        near = places[index] if opening else -places[index]
        return near + 100_000 * (2 * fitting + (not marker.optional))

    score = best = sum(fit(index + 1, index) for index in range(len(markers) - 1))
    worst = 0
    for index in range(1, len(markers)):
        # leaving out `index` instead of `index - 1`, which takes its own turn again
        score += fit(index - 1, index - 1) - fit(index, index - 1)
        if score > best:
            best, worst = score, index
    return worst
