"""Inline content: from syntax nodes to text that Python-Markdown reads the same way.

CommonMark and Python-Markdown disagree about emphasis beside CJK characters, nested emphasis,
entities, and what needs a backslash; where the Markdown form would be read differently, the
HTML element is written instead. What machine translation broke (`**word **`, stray `**`) is
mended here and reported; words are never changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.tree import SyntaxTreeNode

from partner_kb.ops.context import PageContext
from partner_kb.ops.cross_references import parse_reference
from partner_kb.ops.escaping import anchor, clean_id, escape_href
from partner_kb.ops.inline_parts import Inline, Part, Strong, Text
from partner_kb.ops.inline_words import MENDED
from partner_kb.ops.literal import without_literals
from partner_kb.ops.mending import tidy_target
from partner_kb.ops.parser import parse_markdown, plain_text
from partner_kb.ops.pictures import FRAMES, Image, PictureWriter
from partner_kb.ops.sanitize import (
    BLOCKS,
    CELL_TAGS,
    VOID,
    Tag,
    cell_tag,
    inline_tag,
    is_element,
    is_of_a_tool,
    is_safe_url,
)


def emit_inline(
    node: SyntaxTreeNode, context: PageContext, lines: tuple[int, int], *, in_table: bool = False
) -> str:
    """The content of an `inline` node on one line (`<br>` for hard breaks), not yet block-safe."""
    writer = _Writer(context, lines, in_table)
    writer.root = node
    writer.tidied(node)
    writer.mended(node.children)
    return writer.done()


def emit_image(image: Image, context: PageContext, lines: tuple[int, int]) -> str:
    """An image that stands alone."""
    writer = _Writer(context, lines, in_table=False)
    writer.image(image)
    return writer.done()


def emit_video(url: str, context: PageContext, lines: tuple[int, int]) -> str:
    """A link to a video; nothing where it is not safe."""
    writer = _Writer(context, lines, in_table=False)
    writer.video(url)
    return writer.done()


LEFT_OUT = "a tag that a translation tool left behind was left out"
NO_ELEMENT = "what looks like a tag is no element of HTML; it is shown as text"
_END = re.compile(r"</([A-Za-z][^\s>]*)")
_MAX_OPEN_TAGS = 100
"""Nobody nests deeper in one line; a page of open tags must not take forever."""


_LIGHTBOX = re.compile(r"#lightbox\Z", re.I)
"""What a link around an image ends with that leads to the image in large."""


def _only_image(link: SyntaxTreeNode) -> SyntaxTreeNode | None:
    """The image that a link holds and nothing else."""
    inner = [child for child in link.children if child.type == "image" or plain_text(child).strip()]
    return inner[0] if len(inner) == 1 and inner[0].type == "image" else None


class _Writer(PictureWriter):
    root: SyntaxTreeNode
    closing: frozenset[str] | None = None

    def node(self, node: Inline, following: Inline | None) -> None:
        if isinstance(node, Text):
            self.text(node.content, following)
        elif isinstance(node, Strong):
            self.emphasis("strong", node.children)
        elif isinstance(node, Part):
            self._container(node.node, node.children)
        elif node.type in ("text", "text_special"):
            self.text(node.content, following)
        elif node.type == "softbreak":
            self.space()
        elif node.type == "hardbreak":
            self.parts.append("<br>")
        elif node.type == "code_inline":
            self.code(node.content)
        elif node.type in ("strong", "em", "s", "link"):
            self._container(node, node.children)
        elif node.type == "image":
            self.image(Image.of_node(node))
        elif node.type == "ops_image":
            self.image(Image.of_mark(node.meta["attributes"]))
        elif node.type == "ops_no_loc":
            self.text(node.content, following)
        elif node.type == "ops_label":
            self.text(self.context.labels.link_list(node.content), following)
        elif node.type == "ops_video":
            self.video(node.meta["url"])
        elif node.type == "ops_include":
            self._include(node)
        elif node.type == "html_inline":
            self._html(node.content, following)

    def _container(self, node: SyntaxTreeNode, children: Sequence[Inline]) -> None:
        if node.type == "link":
            self._link(node, children)
        else:
            self.emphasis({"s": "del"}.get(node.type, node.type), children)

    # -- links and raw tags ------------------------------------------------------------

    def _link(self, node: SyntaxTreeNode, children: Sequence[Inline]) -> None:
        written = str(node.attrs.get("href", ""))
        href = tidy_target(written)
        if _LIGHTBOX.search(href) and (picture := _only_image(node)):
            self.image(Image.of_node(picture, _LIGHTBOX.sub("", href)))
            return
        if node.meta.get("mended") or href != written:
            self.report("link-mended", MENDED["link"], node.meta.get("mended", written)[:40])
        if self.in_link:  # only a tag can hold another link; browsers end it there
            self._close_tag("a")
        target, words = self.resolved(href)
        if words and (node.markup == "autolink" or not plain_text(node).strip()):
            children = (Text(words),)
        self.in_link += 1
        self.link_has_words = any(child.type != "image" for child in node.children)
        inner = self.nested(children)
        self.link_has_words = False
        self.in_link -= 1
        if not inner.strip():
            return
        if not target:
            self.parts.append(inner)
            return
        lead = inner[: len(inner) - len(inner.lstrip())]
        tail = inner[len(inner.rstrip()) :]
        title = str(node.attrs.get("title", "")).replace('"', "&quot;").replace("\n", " ")
        title = title.replace("|", "&#124;") if self.in_table else title
        self.parts += [
            lead,
            "[",
            inner.strip(),
            "](",
            target,
            f' "{title}")' if title else ")",
            tail,
        ]

    def resolved(self, href: str) -> tuple[str, str]:
        """Where a link leads, if anywhere, and what that is called, if it says so."""
        if parse_reference(href) is None and not is_safe_url(href):
            self.report("link-unsafe", f'a link to "{href[:60]}" is not let through', href[:60])
            return "", ""
        found = self.context.link(href, self.context.base)
        if found.problem:
            self.context.report(self.lines, *found.problem, href, whole=True)
        return escape_href(found.href), found.words

    def _include(self, node: SyntaxTreeNode) -> None:
        path = node.meta["path"]
        found = self.context.find(self.lines, path)
        if found is None:
            self.text(without_literals(node.meta["title"]), None)
            return
        where, text = found
        if not self.context.enters(self.lines, where, path):
            return
        with self.context.inside(where):
            for child in parse_markdown(text.text).children:
                if child.type == "paragraph" and child.children:
                    self.mended(child.children[0].children)

    def _html(self, content: str, following: Inline | None) -> None:
        if content.startswith("<!--"):
            return
        tag = Tag(content)
        if is_of_a_tool(tag.name):
            self.report("marker-dropped", LEFT_OUT, content)
            if self.parts:  # `<<c0>`
                self.parts[-1] = self.parts[-1].removesuffix("&lt;")
        elif tag.kind in ("open", "empty") and not is_element(tag.name) and not self._closes(tag):
            self.report("html-words", NO_ELEMENT, content)
            self.text(content, following)
        elif tag.name in BLOCKS and not (self.in_table and tag.name in CELL_TAGS):
            self._block_edge(tag)
        elif tag.kind == "close":
            self._close_tag(tag.name)
        elif tag.name == "img":
            self.image(Image.of_tag(tag.attributes))
        elif tag.name == "a":
            self._anchor(tag)
        elif tag.name in FRAMES:
            self.frame(tag.attributes)
        elif tag.kind in ("open", "empty"):
            opened = cell_tag(tag) if tag.name in CELL_TAGS else inline_tag(tag)
            self.parts.append(opened)
            if tag.kind == "open":
                self.open_tags.append((tag.name, f"</{tag.name}>" if opened else ""))
            elif opened and tag.name not in VOID:
                self.parts.append(f"</{tag.name}>")

    def _closes(self, tag: Tag) -> bool:
        """Whether an element ends in this line."""
        if self.closing is None:
            tags = (node.content for node in self.root.walk() if node.type == "html_inline")
            self.closing = frozenset(found[1].lower() for found in map(_END.match, tags) if found)
        return tag.name in self.closing

    def _block_edge(self, tag: Tag) -> None:
        """A block in a line: what stands before and behind it are not one word."""
        if tag.kind == "close":
            if tag.name not in (opened for opened, _ in self.open_tags[-_MAX_OPEN_TAGS:]):
                return
            self._close_tag(tag.name)
        elif tag.kind == "open":
            self.open_tags.append((tag.name, ""))
        if tag.name in ("td", "th"):
            self.space()
        elif self.last:
            self.pending = "<br>" if self.parts[-1] != "<br>" else ""
        if tag.attributes.get("id"):
            self.parts.append(anchor(tag.attributes["id"]))

    def _anchor(self, tag: Tag) -> None:
        name = tag.attributes.get("id") or tag.attributes.get("name")
        if name:
            self.parts.append(anchor(name))
            self.context.anchors[clean_id(name)] = None
        closing = ""
        href = tag.attributes.get("href", "")
        if href and any(
            closing for opened, closing in self.open_tags[-_MAX_OPEN_TAGS:] if opened == "a"
        ):
            self._close_tag("a")  # as browsers do: no link holds another one
        if href and not self.in_link and (target := self.resolved(href)[0]):
            self.parts.append("[")
            self.in_link += 1
            closing = f"]({target})"
        if tag.kind == "open":
            self.open_tags.append(("a", closing))

    def _close_tag(self, name: str) -> None:
        if name not in (opened for opened, _ in self.open_tags[-_MAX_OPEN_TAGS:]):
            return
        while True:
            opened, closing = self.closed()
            if closing.startswith("](") and self.last == "[":
                self.parts.pop()  # a link without a word in it
                closing = ""
            self.parts.append(closing)
            if opened == name:
                return
