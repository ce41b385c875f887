"""Markup that stayed literal: emphasis that translation broke, and what is left of OPS markers.

In: the inline nodes of a paragraph, heading or cell, as parsed. Out: the same nodes with
emphasis put together again (blanks inside the markers, escaped, full-width or spaced asterisks,
one marker inside a link and its partner outside), markers without a partner taken out, and what
was done, for the report. Most emphasis is sound and never comes here. Words are never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.tree import SyntaxTreeNode

from partner_kb.ops.inline_parts import Inline, Marker, Note, Part, Piece, Text
from partner_kb.ops.marker_pairs import paired

_CONTAINERS = frozenset({"link", "strong", "em", "s"})
_SUSPECT = re.compile(r"[*＊]{2}|(?<!\w)__|__(?!\w)|\*[ \u00a0]\*|\[!|:::|<a\s")
_STARS = r"[*＊]{2,}|(?<![\w*])\*[ \u00a0]\*(?![*])"
_EMPHASIS = rf"{_STARS}|(?<!\w)__(?!_)|(?<!_)__(?!\w)|(?<=[^\W_])__(?=[^\W_])"
_IN_WORDS = re.compile(
    r"(?<!\w)__(?=[^\s_])(?:(?!__).)+?(?<=[^\s_])(?P<end>__)(?=[^\W_])"
    r"|(?<=[^\W_])(?P<begin>__)(?=[^\s_])(?:(?!__).)+?(?<=[^\s_])__(?!\w)"
)
"""Bold with underscores whose one end stands in a word; elsewhere in words they are a name's."""
_NAME = re.compile(r"__[\w.-]+__", re.ASCII)
"""What a program calls something, as in `__init__method`."""
_LEFT = (
    r"\A\[!div\b[^\[\]\n]{0,200}\]|(?<=\[)!"
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
    markers = [piece for piece in pieces if isinstance(piece, Marker)]
    if len(markers) == 1 and _refers_to_note(markers[0]):
        pieces[pieces.index(markers[0])] = Text(_NOTE_MARK)
        notes.append(Note("mended", markers[0].broken))
    return paired(pieces, notes), tuple(notes)


def without_literals(text: str) -> str:
    """A piece of text that is shown as it is, without markers that stayed literal in it."""
    return _DROPPED.sub("", text) if _HINT.search(text) else text


def has_literals(text: str | None) -> bool:
    """Whether `without_literals` would change the text."""
    return bool(text and _DROPPED.search(text))


def unescape_emphasis(markdown: str) -> str:
    """Inline Markdown with escaped emphasis (`\\*\\*word\\*\\*`) as emphasis."""
    return _ESCAPED_PAIR.sub(r"**\1**", markdown) if "\\*\\*" in markdown else markdown


def _refers_to_note(marker: Marker) -> bool:
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


def _pieces(nodes: Sequence[SyntaxTreeNode], notes: list[Note]) -> Iterator[Piece]:
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


def _reopened(nodes: Sequence[SyntaxTreeNode], index: int, notes: list[Note]) -> Iterator[Piece]:
    """The markers of a sound emphasis, and what is between them."""
    node = nodes[index]
    before = nodes[index - 1].content[-1:] if index else " "
    after = nodes[index + 1].content[:1] if index + 1 < len(nodes) else " "
    yield Marker("**", "**", False, True, not before.isspace(), node)
    yield from _pieces(node.children, notes)
    yield Marker("**", "**", False, not after.isspace(), True, node)


def _text_pieces(
    nodes: Sequence[SyntaxTreeNode], start: int, stop: int, notes: list[Note]
) -> Iterator[Piece]:
    """The text nodes from `start` to `stop`, cut at what stayed literal."""
    text, escaped = "", set[int]()
    for node in nodes[start:stop]:
        if node.type == "text_special":
            escaped.update(range(len(text), len(text) + len(node.content)))
        text += node.content
    position, (in_words, names) = 0, _in_words(text)
    for match in _LITERAL.finditer(text):
        is_escaped = match.start() in escaped
        if match[0][0] == "_" and is_escaped:
            continue  # an escaped underscore is a blank to fill in, or part of a name
        if match.start() in names:
            continue
        if match[0] == "__" and match.start() not in in_words and _is_in_word(text, match):
            continue
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
            yield Marker(part, shown, is_escaped, not after.isspace(), not before.isspace())
    if position < len(text):
        yield Text(text[position:])


def _in_words(text: str) -> tuple[set[int], set[int]]:
    """Where underscored emphasis begins or ends in a word, and the marks that are a name's."""
    mended, names = set[int](), set[int]()
    if "__" in text:
        for pair in _IN_WORDS.finditer(text):
            if _NAME.fullmatch(pair[0]):
                names |= {pair.start(), pair.start("begin"), pair.start("end"), pair.end() - 2}
            else:
                mended.add(max(pair.start("begin"), pair.start("end")))
    return mended, names


def _is_in_word(text: str, mark: re.Match[str]) -> bool:
    return (
        mark.start() > 0 and text[mark.start() - 1].isalnum() and text[mark.end() :][:1].isalnum()
    )


def _split(run: str) -> list[str]:
    """Four asterisks are the end of one emphasis and the beginning of the next."""
    if len(run) < 4 or run[1] in " \u00a0":
        return [run]
    return [run[:2]] * (len(run) // 2)


def _container(node: SyntaxTreeNode, notes: list[Note]) -> Iterator[Piece]:
    """A link gives away the marker at its edge whose partner stands outside."""
    inner = list(_pieces(node.children, notes))
    odd = sum(isinstance(piece, Marker) for piece in inner) % 2 == 1
    give = node.type == "link" and odd
    first, last = inner[0], inner[-1]
    if give and isinstance(first, Marker):
        yield first
        yield Part(node, tuple(paired(inner[1:], notes)))
    elif give and isinstance(last, Marker):
        yield Part(node, tuple(paired(inner[:-1], notes)))
        yield last
    else:
        yield Part(node, tuple(paired(inner, notes)))
