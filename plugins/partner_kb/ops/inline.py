"""Inline content: from syntax nodes to text that Python-Markdown reads the same way.

CommonMark and Python-Markdown disagree about emphasis beside CJK characters, nested emphasis,
entities, and what needs a backslash; where the Markdown form would be read differently, the
HTML element is written instead. What machine translation broke (`**word **`, stray `**`) is
mended here and reported; words are never changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from markdown_it.tree import SyntaxTreeNode

from partner_kb.ops.context import PageContext
from partner_kb.ops.literal import Inline, Part, Strong, Text, mend_literals
from partner_kb.ops.mending import tidy_target
from partner_kb.ops.parser import parse_markdown, plain_text
from partner_kb.ops.sanitize import Tag, inline_tag, is_safe_url

_MENDED = {
    "link": "a link that translation broke was put together again",
    "image": "an image that translation broke was put together again",
    "tag": "an HTML tag that translation broke was put together again",
    "entity": "a character entity that translation broke was put together again",
    "marker": "a mark that translation broke was put together again",
}
_NOTES = {
    "mended": ("emphasis-mended", "emphasis that translation broke was mended"),
    "dropped": ("emphasis-dropped", "an emphasis marker without a partner was left out"),
    "marker": ("marker-dropped", "a marker that means nothing here was left out"),
}
_SPECIAL = re.compile(r"[*`{|\\_\[\]<&!]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_ESCAPED = re.compile(r"[\\`*_{}\[\]()>#+\-.!|]")
_BLOCK_START = re.compile(r"(\d+)\.(?=\s|\Z)|[-+](?=\s|\Z)|#|>|!!!|\[[^\]]*\]:|[?=:/~|]")
_HREF_ESCAPES = str.maketrans({
    " ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", '"': "%22", "`": "%60",
    "\\": "%5C", "|": "%7C", "[": "%5B", "]": "%5D", "{": "%7B", "}": "%7D", "*": "%2A", "\n": "",
    "\t": "",
})  # fmt: skip


def emit_inline(
    node: SyntaxTreeNode, context: PageContext, lines: tuple[int, int], *, in_table: bool = False
) -> str:
    """The content of an `inline` node on one line (`<br>` for hard breaks), not yet block-safe."""
    writer = _Writer(context, lines, in_table)
    writer.tidied(node)
    writer.mended(node.children)
    return writer.done()


def emit_image(attributes: Mapping[str, str], context: PageContext, lines: tuple[int, int]) -> str:
    """A `:::image`, linked to its larger form where it has one, or marked as missing."""
    writer = _Writer(context, lines, in_table=False)
    writer.ops_image(attributes)
    return writer.done()


def escape_block_start(text: str) -> str:
    """The same text, safe as the first characters of a paragraph."""
    match = _BLOCK_START.match(text)
    if not match:
        return text
    if match[1]:
        return f"{match[1]}\\.{text[match.end() :]}"
    first = text[0]
    return (f"\\{first}" if _ESCAPED.match(first) and first != "|" else f"&#{ord(first)};") + text[
        1:
    ]


def escape_href(href: str) -> str:
    """A link target that ends at its own end, whatever characters it holds."""
    return href.strip().translate(_HREF_ESCAPES)


class _Writer:
    def __init__(self, context: PageContext, lines: tuple[int, int], in_table: bool) -> None:
        self.context, self.lines, self.in_table = context, lines, in_table
        self.parts: list[str] = []
        self.open_tags: list[tuple[str, str]] = []
        self.in_link = 0

    def done(self) -> str:
        while self.open_tags:
            self.parts.append(self.open_tags.pop()[1])
        return "".join(self.parts)

    @property
    def last(self) -> str:
        for part in reversed(self.parts):
            if part:
                return part[-1]
        return ""

    # -- sequences -----------------------------------------------------------------------------

    def tidied(self, node: SyntaxTreeNode) -> None:
        """Report what was broken in an `inline` node before it was parsed."""
        own = node.meta and not node.type.startswith("ops_")  # theirs is the marker's text
        for what, broken in node.meta.get("mended", ()) if own else ():
            self._report(f"{what}-mended", _MENDED[what], broken)

    def mended(self, nodes: Sequence[SyntaxTreeNode]) -> None:
        """Write nodes as they were parsed."""
        pieces, notes = mend_literals(nodes)
        for note in notes:
            code, message = _NOTES[note.kind]
            self._report(code, message, note.broken)
        self.sequence(pieces)

    def sequence(self, nodes: Sequence[Inline]) -> None:
        """Write nodes that were mended."""
        for index, node in enumerate(nodes):
            following = nodes[index + 1] if index + 1 < len(nodes) else None
            self._node(node, following)

    def _node(self, node: Inline, following: Inline | None) -> None:
        if isinstance(node, Text):
            self._text(node.content, following)
        elif isinstance(node, Strong):
            self._emphasis("strong", node.children)
        elif isinstance(node, Part):
            self._container(node.node, node.children)
        elif node.type in ("text", "text_special"):
            self._text(node.content, following)
        elif node.type == "softbreak":
            self._space()
        elif node.type == "hardbreak":
            self.parts.append("<br>")
        elif node.type == "code_inline":
            self._code(node.content)
        elif node.type in ("strong", "em", "s", "link"):
            self._container(node, node.children)
        elif node.type == "image":
            alt = plain_text(node)
            self.image(
                str(node.attrs.get("src", "")), alt, "", title=str(node.attrs.get("title", ""))
            )
        elif node.type == "ops_image":
            self.ops_image(node.meta["attributes"])
        elif node.type == "ops_no_loc":
            self._text(node.content, following)
        elif node.type == "ops_video":
            self.video(node.meta["url"])
        elif node.type == "ops_include":
            self._include(node)
        elif node.type == "html_inline":
            self._html(node.content)

    def _container(self, node: SyntaxTreeNode, children: Sequence[Inline]) -> None:
        if node.type == "link":
            self._link(node, children)
        else:
            self._emphasis({"s": "del"}.get(node.type, node.type), children)

    def _space(self) -> None:
        if self.last not in ("", " "):
            self.parts.append(" ")

    # -- text ----------------------------------------------------------------------------------

    def _text(self, content: str, following: Inline | None) -> None:
        content = content.replace("\n", " ")
        if not content:
            return
        node = following.node if isinstance(following, Part) else following
        at_link = isinstance(node, SyntaxTreeNode) and node.type in ("link", "image")
        self.parts.append(
            _SPECIAL.sub(lambda found: self._escape(found, content, at_link), content)
        )

    def _escape(self, found: re.Match[str], content: str, at_link: bool) -> str:
        char, index = found[0], found.start()
        after = content[index + 1] if index + 1 < len(content) else ""
        if char in "*`{":
            return f"\\{char}"
        if char == "|":
            return "\\|" if self.in_table else char
        if char == "\\":
            return "\\\\" if not after or _ESCAPED.match(after) else char
        if char == "_":
            before = content[index - 1] if index else self.last
            return char if before.isalnum() and after.isalnum() else "\\_"
        if char == "[":
            return "\\[" if self.in_link else char
        if char == "]":
            return "\\]" if self.in_link or after in ("(", "[", ":", "") else char
        if char == "<":
            return "&lt;" if not after or after.isalpha() or after in "/!?" else char
        if char == "&":
            return "&amp;" if not after or _ENTITY.match(content, index) else char
        return "\\!" if after == "[" or (not after and at_link) else char

    # -- emphasis and code -----------------------------------------------------------------------

    def _emphasis(self, tag: str, children: Sequence[Inline]) -> None:
        inner = self._nested(children)
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

    def _nested(self, children: Sequence[Inline]) -> str:
        saved, self.parts = self.parts, []
        tags, self.open_tags = self.open_tags, []
        self.sequence(children)
        inner = self.done()
        self.parts, self.open_tags = saved, tags
        return inner

    def _code(self, content: str) -> None:
        content = content.replace("\n", " ")
        if not content.strip():
            self._space()
            return
        ticked = content[0] == "`" or content[-1] == "`" or self.last == "`"
        if ticked or (self.in_table and "|" in content):
            text = escape(content, quote=False)
            for char in "|`*_{}[]\\":
                text = text.replace(char, f"&#{ord(char)};")
            self.parts.append(f"<code>{text}</code>")
            return
        fence = "`" * (1 + max((len(run) for run in re.findall(r"`+", content)), default=0))
        self.parts += [fence, content.strip(), fence]

    # -- links, images and raw tags ------------------------------------------------------------

    def _link(self, node: SyntaxTreeNode, children: Sequence[Inline]) -> None:
        written = str(node.attrs.get("href", ""))
        href = tidy_target(written)
        if node.meta.get("mended") or href != written:
            self._report("link-mended", _MENDED["link"], node.meta.get("mended", written)[:40])
        target = self._resolve(href)
        self.in_link += 1
        inner = self._nested(children)
        self.in_link -= 1
        if not inner.strip():
            return
        if not target:
            self.parts.append(inner)
            return
        lead = inner[: len(inner) - len(inner.lstrip())]
        tail = inner[len(inner.rstrip()) :]
        title = str(node.attrs.get("title", "")).replace('"', "&quot;").replace("\n", " ")
        self.parts += [
            lead,
            "[",
            inner.strip(),
            "](",
            target,
            f' "{title}")' if title else ")",
            tail,
        ]

    def _resolve(self, href: str) -> str:
        if not is_safe_url(href):
            self._report("link-unsafe", f'a link to "{href[:60]}" is not let through', href[:60])
            return ""
        found = self.context.link(href, self.context.base)
        if found.problem:
            self._report(*found.problem, href)
        return escape_href(found.href)

    def ops_image(self, attributes: Mapping[str, str]) -> None:
        """Write a `:::image`; an icon is decoration and has no text."""
        icon = attributes.get("type") == "icon"
        self.image(
            attributes.get("source", ""),
            "" if icon else attributes.get("alt-text", ""),
            attributes.get("lightbox", ""),
            border=attributes.get("border") == "true",
        )

    def image(
        self, source: str, alt: str, lightbox: str, *, title: str = "", border: bool = False
    ) -> None:
        """Write an image; see `emit_image`."""
        alt = " ".join(alt.split())
        foreign = self.context.foreign_alts
        if foreign is not None and alt in foreign:
            alt = ""
        if not source or not is_safe_url(source):
            self._report("image-source", "an image without a usable source; its text is kept", alt)
            self._text(alt, None)
            return
        picture = self.context.picture(source, self.context.base)
        if "://" in picture.src:
            self._report(
                "image-elsewhere", "an image of another site is linked, not loaded", source
            )
            self._external(alt or picture.src, picture.src)
            return
        classes = []
        if picture.missing:
            self.context.report(
                self.lines,
                "image-missing",
                f'the image file "{source}" is not there',
                source,
                once=picture.src,
            )
            classes.append(".pkb-image-missing")
        if border:
            classes.append(".pkb-border")
        label = re.sub(r"([\\`\[\]])", r"\\\1", alt)
        if self.in_table:
            label = label.replace("|", "\\|")
        attributes = f"{{ {' '.join(classes)} }}" if classes else ""
        text = f"![{label}]({escape_href(picture.src)}" + (
            f' "{title.replace(chr(34), "&quot;")}")' if title else ")"
        )
        large = self.context.picture(lightbox, self.context.base) if lightbox else None
        if large and not large.missing and not picture.missing and not self.in_link:
            text = f"[{text}{attributes}]({escape_href(large.src)}){{ .pkb-lightbox }}"
        else:
            text += attributes
        self.parts.append(text)

    def _external(self, words: str, url: str) -> None:
        if self.in_link:
            self._text(words, None)
            return
        self.parts.append("[")
        self.in_link += 1
        self._text(words, None)
        self.in_link -= 1
        self.parts.append(f"]({escape_href(url)})")

    def video(self, url: str) -> None:
        """A link to a video: nothing of another origin is ever embedded."""
        if not is_safe_url(url):
            self._report("link-unsafe", f'a video at "{url[:60]}" is not let through', url[:60])
            return
        where = re.sub(r"\A\w+://(?:www\.)?", "", url).split("?")[0]
        self.parts += ["[", self.context.labels.video, ": "]
        self.in_link += 1
        self._text(where, None)
        self.in_link -= 1
        self.parts += ["](", escape_href(url), "){ .pkb-video }"]

    def _include(self, node: SyntaxTreeNode) -> None:
        path = node.meta["path"]
        found = self.context.include(path, self.context.base)
        if found is None:
            self._report("include-missing", f'the included file "{path}" is not there', path)
            self._text(node.meta["title"], None)
            return
        where, text = found
        if where in self.context.including:
            self._report_cycle(path)
            return
        saved = self.context.base, self.context.including
        self.context.base, self.context.including = where, (*saved[1], where)
        for child in parse_markdown(text.text).children:
            if child.type == "paragraph" and child.children:
                self.mended(child.children[0].children)
        self.context.base, self.context.including = saved

    def _report_cycle(self, path: str) -> None:
        self.context.report(self.lines, "include-cycle", f'"{path}" includes itself', path, "error")

    def _html(self, content: str) -> None:
        if content.startswith("<!--"):
            return
        tag = Tag(content)
        if tag.kind == "close":
            self._close_tag(tag.name)
        elif tag.name == "img":
            self.image(tag.attributes.get("src", ""), tag.attributes.get("alt", ""), "")
        elif tag.name == "a":
            self._anchor(tag)
        elif tag.kind in ("open", "empty"):
            opened = inline_tag(tag)
            self.parts.append(opened)
            if tag.kind == "open":
                self.open_tags.append((tag.name, f"</{tag.name}>" if opened else ""))
            elif opened and tag.name not in ("br", "wbr", "img"):
                self.parts.append(f"</{tag.name}>")

    def _anchor(self, tag: Tag) -> None:
        name = tag.attributes.get("id") or tag.attributes.get("name")
        if name:
            self.parts.append(anchor(name))
        closing = ""
        href = tag.attributes.get("href", "")
        if href and not self.in_link and (target := self._resolve(href)):
            self.parts.append("[")
            closing = f"]({target})"
        if tag.kind == "open":
            self.open_tags.append(("a", closing))

    def _close_tag(self, name: str) -> None:
        if name not in (opened for opened, _ in self.open_tags):
            return
        while True:
            opened, closing = self.open_tags.pop()
            if closing.startswith("](") and self.last == "[":
                self.parts.pop()  # a link without a word in it
                closing = ""
            self.parts.append(closing)
            if opened == name:
                return

    def _report(self, code: str, message: str, needle: str = "") -> None:
        self.context.report(self.lines, code, message, needle)


def _unsafe_emphasis(inner: str) -> bool:
    """Whether Python-Markdown would end emphasis at another place than its end."""
    return bool(re.search(r"(?<!\\)\*", inner)) or inner.endswith("\\")


def anchor(name: str) -> str:
    """An old anchor as an empty element, so that links to it still arrive."""
    return f'<span id="{escape(clean_id(name), quote=True)}"></span>'


def clean_id(name: str) -> str:
    """An id that attribute lists and URLs take: no spaces, quotes, braces or equals signs."""
    return re.sub(r"[^\w.\-]+", "-", name.strip().lstrip("#")).strip("-") or "section"
