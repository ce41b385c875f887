"""Elements that only wrap Markdown: `<div>`, `<center>`, `<section>` fall away, `<details>` stay.

CommonMark reads a wrapper's tags as blocks of their own, with Markdown between them. In: the nodes
of one level. Out: the same with those tags taken out, and an `ops_details` node (`meta["summary"]`)
for each `<details>`, so that what they hold is written as it would be elsewhere: alerts, images,
tabs, nested lists. A wrapper inside a table or a list in HTML is left to `html_blocks`, and so is
one that never closes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

_WRAPPERS = frozenset({"div", "center", "section", "article", "details"})
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>div|center|section|article|details|table|figure|dl|ul|ol|pre)\b"
    r"(?P<attributes>[^<>]*)>",
    re.I,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_ID = re.compile(r"""(?<![\w-])id\s*=\s*["']?([^"'\s<>]+)""", re.I)
_SUMMARY = re.compile(r"<summary\b[^<>]*>(?P<title>.*?)</summary\s*>", re.I | re.S)


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag in the node at index `node`; `native` wrappers are taken out."""

    node: int
    match: re.Match[str]

    @property
    def name(self) -> str:
        return self.match["name"].lower()


def unwrapped(nodes: Sequence[SyntaxTreeNode]) -> Sequence[SyntaxTreeNode]:
    """The nodes without tags of wrappers that hold other nodes."""
    pairs = _pairs(nodes)
    if not pairs:
        return nodes
    cuts: dict[int, list[tuple[re.Match[str], bool]]] = {}
    for first, last in pairs:
        cuts.setdefault(first.node, []).append((first.match, True))
        cuts.setdefault(last.node, []).append((last.match, False))
    levels: list[tuple[re.Match[str] | None, list[SyntaxTreeNode]]] = [(None, [])]
    for index, node in enumerate(nodes):
        position = 0
        if node.type == "paragraph" and index in cuts:
            levels[-1][1].append(node)
            for _ in cuts[index]:
                opening, children = levels.pop()
                levels[-1][1].extend(_wrapped(opening, children, node))
            continue
        for tag, opens in sorted(cuts.get(index, ()), key=lambda cut: cut[0].start()):
            levels[-1][1].extend(_fragment(node.content[position : tag.start()], node))
            position = tag.end()
            if opens:
                levels.append((tag, []))
                continue
            opening, children = levels.pop()
            levels[-1][1].extend(_wrapped(opening, children, node))
        if position:
            levels[-1][1].extend(_fragment(node.content[position:], node))
        else:
            levels[-1][1].append(node)
    return levels[0][1]


def _pairs(nodes: Sequence[SyntaxTreeNode]) -> list[tuple[_Tag, _Tag]]:
    """Opening and closing tags of wrappers that begin in one node and end in another."""
    pairs: list[tuple[_Tag, _Tag]] = []
    stack: list[_Tag] = []
    opened: Counter[str] = Counter()
    for index, node in enumerate(nodes):
        for match in _tags(node, opened):
            tag = _Tag(index, match)
            if not match["close"]:
                stack.append(tag)
                opened[tag.name] += 1
                continue
            if not opened[tag.name]:
                continue
            while stack[-1].name != tag.name:
                opened[stack.pop().name] -= 1
            opened[tag.name] -= 1
            pairs.append((stack.pop(), tag))
    return _outside_of_others(pairs)


def _tags(node: SyntaxTreeNode, opened: Counter[str]) -> Iterator[re.Match[str]]:
    """The tags of an HTML block, or the closing ones of what is open at the end of a paragraph."""
    if node.type == "html_block":
        yield from _TAG.finditer(_COMMENT.sub(_blanks, node.content))
    elif node.type == "paragraph" and opened.total():
        for match in _TAG.finditer(tags_at_end(node)):
            if match["close"] and match["name"].lower() in _WRAPPERS:
                yield match


def tags_at_end(node: SyntaxTreeNode) -> str:
    """The tags that a paragraph ends with: `</details>` may stand behind the last sentence."""
    inline = node.children[0].children if node.children else []
    last = len(inline)
    while last and inline[last - 1].type == "html_inline":
        last -= 1
    return "".join(child.content for child in inline[last:])


def _outside_of_others(pairs: Sequence[tuple[_Tag, _Tag]]) -> list[tuple[_Tag, _Tag]]:
    """The wrappers over several nodes that stand in no table or list."""

    def place(tag: _Tag) -> tuple[int, int]:
        return tag.node, tag.match.start()

    kept: list[tuple[_Tag, _Tag]] = []
    behind = (-1, -1)
    for opening, closing in sorted(pairs, key=lambda pair: place(pair[0])):
        if place(opening) < behind:
            continue
        if opening.name not in _WRAPPERS:
            behind = place(closing)
        elif opening.node != closing.node:
            kept.append((opening, closing))
    return kept


def _wrapped(
    opening: re.Match[str] | None, children: list[SyntaxTreeNode], node: SyntaxTreeNode
) -> list[SyntaxTreeNode]:
    if opening is None:  # pragma: no cover - each closing tag has its opening one
        return children
    if opening["name"].lower() == "details":
        summary, children = _summary(children)
        token = Token("ops_details", "", 0, meta={"summary": summary})
        details = SyntaxTreeNode([token], create_root=False)
        details.children = children
        return [details]
    name = _ID.search(opening["attributes"])
    anchor = _fragment(f'<div id="{name[1]}"></div>', node) if name else []
    return [*anchor, *children]


def _summary(children: list[SyntaxTreeNode]) -> tuple[str, list[SyntaxTreeNode]]:
    """What a `<details>` shows when it is closed, and the rest."""
    for index, child in enumerate(children):
        match = _SUMMARY.search(child.content) if child.type == "html_block" else None
        if match:
            before, rest = child.content[: match.start()], child.content[match.end() :]
            parts = [*_fragment(before, child), *_fragment(rest, child)]
            return _words(match["title"]), [*children[:index], *parts, *children[index + 1 :]]
    return "", children


def _words(html: str) -> str:
    return BeautifulSoup(html, "html.parser").get_text(" ")


def _fragment(html: str, node: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    """A part of an HTML block as a node of its own, if anything is in it."""
    if not html.strip():
        return []
    token = Token("html_block", "", 0, content=html, map=list(node.map) if node.map else None)
    return [SyntaxTreeNode([token], create_root=False)]


def _blanks(comment: re.Match[str]) -> str:
    """As much of nothing, so that places stay."""
    return " " * len(comment[0])
