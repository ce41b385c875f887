"""Words, emphasis and code among inline content, written piece by piece.

The part of the inline writer that needs no more of a page than the text itself; `inline` adds
what leads elsewhere: links, images, includes and raw tags.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.tree import SyntaxTreeNode

from partner_kb.ops.context import PageContext
from partner_kb.ops.escaping import code_span, escape_text
from partner_kb.ops.inline_parts import Inline, Part, Text
from partner_kb.ops.literal import mend_literals

MENDED = {
    "link": "a link that translation broke was put together again",
    "image": "an image that translation broke was put together again",
    "tag": "an HTML tag that translation broke was put together again",
    "entity": "a character entity that translation broke was put together again",
    "marker": "a mark that translation broke was put together again",
}
"""What was mended before a line was parsed, by what it is."""

_NOTES = {
    "mended": ("emphasis-mended", "emphasis that translation broke was mended"),
    "dropped": ("emphasis-dropped", "an emphasis marker without a partner was left out"),
    "marker": ("marker-dropped", "a marker that means nothing here was left out"),
}

_UNSEEN = re.compile(r"<(style|script|template)\b(?![^>]*/>)", re.I)
_UNSEEN_END = re.compile(r"</(style|script|template)\s*>", re.I)
_MANY_BRACKETS = 20
"""From each `[` on, Python-Markdown reads to the end of the paragraph: many are escaped."""


class WordWriter:
    """Collects the pieces of one line; `lines` are where it stands, for problems."""

    def __init__(self, context: PageContext, lines: tuple[int, int], in_table: bool) -> None:
        self.context, self.lines, self.in_table = context, lines, in_table
        self.parts: list[str] = []
        self.open_tags: list[tuple[str, str]] = []
        self.in_link = 0
        self.brackets = 0
        self.pending = ""

    def done(self) -> str:
        """Everything written so far, open tags closed."""
        while self.open_tags:
            self.parts.append(self.closed()[1])
        return "".join(self.parts)

    def closed(self) -> tuple[str, str]:
        """Take the innermost open tag: its name, and what closes it."""
        name, closing = self.open_tags.pop()
        self.in_link -= closing.startswith("](")
        return name, closing

    @property
    def last(self) -> str:
        """The last character written, or nothing."""
        for part in reversed(self.parts):
            if part:
                return part[-1]
        return ""

    def tidied(self, node: SyntaxTreeNode) -> None:
        """Report what was broken in an `inline` node before it was parsed."""
        own = node.meta and not node.type.startswith("ops_")  # theirs is the marker's text
        for what, broken in dict.fromkeys(node.meta.get("mended", ()) if own else ()):
            self.report(f"{what}-mended", MENDED[what], broken)

    def mended(self, nodes: Sequence[SyntaxTreeNode]) -> None:
        """Write nodes as they were parsed."""
        pieces, notes = mend_literals(_seen(nodes))
        for note in dict.fromkeys(notes):
            code, message = _NOTES[note.kind]
            self.report(code, message, note.broken)
        self.sequence(pieces)

    def sequence(self, nodes: Sequence[Inline]) -> None:
        """Write nodes that were mended."""
        for index, node in enumerate(nodes):
            following = nodes[index + 1] if index + 1 < len(nodes) else None
            if self.pending and _has_words(node):
                if self.pending == "<br>" or self.last not in ("", " "):
                    self.parts.append(self.pending)
                self.pending = ""
            self.node(node, following)

    def node(self, node: Inline, following: Inline | None) -> None:
        """Write one node; `following` is the next one."""
        raise NotImplementedError

    def space(self) -> None:
        """A blank, unless one stands there or nothing does."""
        if self.last not in ("", " "):
            self.parts.append(" ")

    def text(self, content: str, following: Inline | None) -> None:
        """Words; what follows them may need one of them escaped."""
        content = content.replace("\n", " ")
        if not content:
            return
        node = following.node if isinstance(following, Part) else following
        at_link = isinstance(node, SyntaxTreeNode) and node.type in ("link", "image")
        self.brackets += content.count("[")
        self.parts.append(
            escape_text(
                content,
                self.last,
                in_table=self.in_table,
                in_link=bool(self.in_link) or self.brackets > _MANY_BRACKETS,
                at_link=at_link,
            )
        )

    def emphasis(self, tag: str, children: Sequence[Inline]) -> None:
        """Emphasis, blanks at its edges put outside; as an element where marks would not do."""
        inner = self.nested(children)
        bare = inner.strip()
        if not bare.strip("\u00a0\u200b"):
            self.parts.append(" " if inner and self.last not in ("", " ") else "")
            return
        if inner[0].isspace():
            self.parts.append(inner[: len(inner) - len(inner.lstrip())])
        marker = {"strong": "**", "em": "*"}.get(tag)
        if marker is None or _unsafe_emphasis(bare) or self.last in ("*", "\\"):
            self.parts += [f"<{tag}>", bare, f"</{tag}>"]
        else:
            self.parts += [marker, bare, marker]
        if inner[-1].isspace():
            self.parts.append(inner[len(inner.rstrip()) :])

    def nested(self, children: Sequence[Inline]) -> str:
        """What nodes inside of another are written as."""
        saved, self.parts = self.parts, []
        tags, self.open_tags = self.open_tags, []
        self.sequence(children)
        inner = self.done()
        self.parts, self.open_tags = saved, tags
        return inner

    def code(self, content: str) -> None:
        """A code span."""
        content = content.replace("\n", " ")
        if content.strip():
            self.parts.append(code_span(content, self.last, in_table=self.in_table))
        else:
            self.space()

    def report(self, code: str, message: str, needle: str = "") -> None:
        """Note a problem at `needle` in this line."""
        self.context.report(self.lines, code, message, needle)


def _has_words(node: Inline) -> bool:
    """Whether something of a node is seen."""
    if isinstance(node, Text):
        return bool(node.content.strip())
    if isinstance(node, SyntaxTreeNode):
        if node.type in ("text", "html_inline"):
            return bool(node.content.strip()) and node.content[0] != "<"
        return node.type not in ("softbreak", "hardbreak")
    return True


def _seen(nodes: Sequence[SyntaxTreeNode]) -> Sequence[SyntaxTreeNode]:
    """The nodes without elements whose text no browser shows, from tag to closing tag."""
    for node in nodes:  # of which there are many: a loop is the fastest
        if node.type == "html_inline" and _UNSEEN.match(node.content):
            break
    else:
        return nodes
    closing = {
        tag[1].lower(): index
        for index, node in enumerate(nodes)
        if node.type == "html_inline" and (tag := _UNSEEN_END.match(node.content))
    }
    kept: list[SyntaxTreeNode] = []
    until = ""
    for index, node in enumerate(nodes):
        html = node.content if node.type == "html_inline" else ""
        tag = (_UNSEEN_END if until else _UNSEEN).match(html)
        if until:
            until = "" if tag and tag[1].lower() == until else until
        elif tag and closing.get(tag[1].lower(), -1) > index:
            until = tag[1].lower()
        else:
            kept.append(node)
    return kept


def _unsafe_emphasis(inner: str) -> bool:
    """Whether Python-Markdown would end emphasis at another place than its end."""
    return bool(re.search(r"(?<!\\)\*", inner)) or inner.endswith("\\")
