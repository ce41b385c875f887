"""Blocks of raw HTML: sanitized, and turned into Markdown where Markdown can say the same.

CommonMark ends an HTML block at a blank line, so one `<table>` or `<div>` of an author may be
several nodes with Markdown between them. They are put together again here: tables become pipe
tables or one sanitized block, `<details>` a collapsible block, wrappers fall away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from bs4 import BeautifulSoup, NavigableString
from bs4 import Tag as Element
from markdown_it.tree import SyntaxTreeNode

from partner_kb.ops.context import PageContext
from partner_kb.ops.escaping import anchor, clean_id, escape_block_start
from partner_kb.ops.html_grids import as_list, as_pipe_table, is_words
from partner_kb.ops.html_kept import frames_as_links, keep, lines_of_html
from partner_kb.ops.html_rendering import render_node
from partner_kb.ops.html_wrappers import tags_at_end
from partner_kb.ops.inline import NO_ELEMENT, emit_image
from partner_kb.ops.pictures import Image
from partner_kb.ops.sanitize import INLINE_TAGS, VOID, is_element, is_of_a_tool, sanitize

_ELEMENT = re.compile(r"<(/?)(table|details|div|figure|dl|ul|ol|center|section|pre)\b", re.I)
_BROKEN_TAG = re.compile(r"<(?=[^<>]*(?:<|\Z))")
"""A tag that never ends would take the words up to the next one with it."""
_NAME = re.compile(r"<([A-Za-z][\w.-]*)(?=[\s/>])")
_ANY_TAG = re.compile(r"<(/?)([A-Za-z]\w*)")
_CLOSED = frozenset({
    "div", "table", "details", "span", "section", "blockquote", "font", "b", "i", "ul", "ol", "dl",
    "pre", "center", "figure",
})  # fmt: skip
"""Elements that HTML wants closed, so that they tell how deep a source nests."""
_MAX_UNCLOSED = 1000
_MAX_DEPTH = 100
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_WRAPPERS = ("div", "center", "section", "span", "font", "article", "figure")


def html_runs(nodes: Sequence[SyntaxTreeNode]) -> list[int]:
    """For each node the index after the last one of the run that it begins.

    A run reaches to where every element that opens in it is closed; where one never is, each node
    stands alone. Linear in the nodes, whatever their elements do.
    """
    reach = list(range(len(nodes)))
    opened: dict[str, list[int]] = {}
    for at, node in enumerate(nodes):
        if node.type not in ("html_block", "paragraph"):
            continue
        html = node.content if node.type == "html_block" else tags_at_end(node)
        for tag in _ELEMENT.finditer(_COMMENT.sub("", html)):
            if node.type == "paragraph" and not tag[1]:
                continue
            starts = opened.setdefault(tag[2].lower(), [])
            if not tag[1]:
                starts.append(at)
            elif starts:
                reach[starts.pop()] = at
    closed = [True] * len(nodes)
    for at in (at for starts in opened.values() for at in starts):
        closed[at] = False
    ends = [at + 1 for at in range(len(nodes))]
    for at in reversed(range(len(nodes))):
        last, inner = reach[at], at + 1
        while closed[at] and inner <= last:
            closed[at] = closed[inner]
            last, inner = max(last, ends[inner] - 1), ends[inner]
        ends[at] = last + 1 if closed[at] else at + 1
    return ends


def emit_html(nodes: Sequence[SyntaxTreeNode], context: PageContext) -> Iterator[tuple[str, str]]:
    """The blocks that stand for a run of nodes, as (kind, value).

    Kinds: `markdown` (source to be read and emitted again), `details` (title, newline, source),
    `html` (a finished block on one line), `text` (a finished paragraph). Raises `RecursionError`
    where nobody could have written what is nested so deep.
    """
    source = "\n\n".join(_source(node, context) for node in nodes)
    source = _BROKEN_TAG.sub("&lt;", _COMMENT.sub("", source))
    source = frames_as_links(_with_placeholders(source, context), context)
    if _depth(source, _CLOSED) > _MAX_UNCLOSED or _depth(clean := sanitize(source)) > _MAX_DEPTH:
        raise RecursionError
    # what an included file's blocks leave of the paragraph that they stand in
    soup = BeautifulSoup(clean.replace("<p></p>", ""), "html.parser")
    for link in soup.find_all("a", attrs={"name": True}):
        name = str(link.attrs.pop("name"))
        link["id"] = link.get("id") or name
    yield from _parts(list(soup.children), context)


def _with_placeholders(html: str, context: PageContext) -> str:
    """HTML in which tags that are an author's words, `<tenant id>`, are text."""
    names = {
        tag[1].lower()
        for tag in _NAME.finditer(html)
        if not (is_element(tag[1]) or is_of_a_tool(tag[1]))
    }
    words = {name for name in names if f"</{name}" not in html.lower()}

    def escaped(tag: re.Match[str]) -> str:
        if tag[1].lower() not in words:
            return tag[0]
        context.report(lines_of_html(tag[0], context), "html-words", NO_ELEMENT, tag[0])
        return f"&lt;{tag[0][1:]}"

    return _NAME.sub(escaped, html) if words else html


def _depth(html: str, names: frozenset[str] | None = None) -> int:
    """How deep elements nest: those of `names`, or all, where all are closed."""
    depth = deepest = 0
    for tag in _ANY_TAG.finditer(html):
        if names is not None and tag[2].lower() not in names:
            continue
        if tag[1]:
            depth -= 1
        elif tag[2] not in VOID:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def _source(node: SyntaxTreeNode, context: PageContext) -> str:
    if node.type == "html_block":
        return node.content
    return render_node(node, context)


def _is_block(element: Element) -> bool:
    return element.name not in INLINE_TAGS or element.name in ("ul", "ol", "li")


def _parts(children: Sequence[object], context: PageContext) -> Iterator[tuple[str, str]]:
    """The blocks of an element's children; what stands in a line together stays together."""
    line: list[object] = []
    for child in children:
        if isinstance(child, NavigableString) or (
            isinstance(child, Element) and not _is_block(child) and child.name not in _WRAPPERS
        ):
            line.append(child)
            continue
        yield from _line(line, context)
        line = []
        yield from _element(child, context)
    yield from _line(line, context)


def _line(children: Sequence[object], context: PageContext) -> Iterator[tuple[str, str]]:
    """Inline content that stands between blocks."""
    if any(map(is_words, children)) and len(children) > 1:
        yield "markdown", _words(children)
        return
    for child in children:
        yield from _element(child, context)


def _words(children: Iterable[object]) -> str:
    """Inline content as one paragraph of Markdown source."""
    parts = [
        _text(str(child), keep=True) if type(child) is NavigableString else str(child)
        for child in children
    ]
    return escape_block_start(" ".join("".join(parts).split()))


def _element(child: object, context: PageContext) -> Iterator[tuple[str, str]]:
    if isinstance(child, NavigableString):
        if child.strip():
            yield "markdown", _text(str(child))
        return
    if not isinstance(child, Element):
        return
    if child.name == "details":
        summary = child.find("summary")
        title = " ".join(summary.get_text(" ").split()) if isinstance(summary, Element) else "…"
        if isinstance(summary, Element):
            summary.extract()
        inner = "\n\n".join(
            _nested_details(value) if kind == "details" else value
            for kind, value in _parts(list(child.children), context)
        )
        yield "details", f"{title}\n{inner}"
    elif child.name == "table":
        table = as_pipe_table(child)
        yield ("markdown", table) if table else ("html", keep(child, context))
    elif child.name in _WRAPPERS:
        if child.get("id"):
            yield "html", anchor(str(child["id"]))
            context.anchors[clean_id(str(child["id"]))] = None
        if child.find(["table", "details", "div", "p", "ul", "ol", "pre", "figure"]):
            yield from _parts(list(child.children), context)
        elif child.get_text(strip=True) or child.find("img"):
            yield "markdown", child.decode_contents().strip()
    elif child.name == "p" and not child.find(True, recursive=False):
        yield "markdown", _text(child.get_text())
    elif child.name == "p":
        yield "markdown", " ".join(child.decode_contents().split())
    elif re.fullmatch(r"h[1-6]", child.name):
        name = f'<a name="{child["id"]}"></a>' if child.get("id") else ""
        yield (
            "markdown",
            f"{'#' * int(child.name[1])} {name}{' '.join(child.decode_contents().split())}",
        )
    elif child.name in ("ul", "ol") and (items := as_list(child)):
        yield "markdown", items
    elif child.name == "pre":
        yield "markdown", f"```\n{child.get_text().strip(chr(10))}\n```"
    elif child.name == "img":
        attributes = {key: str(value) for key, value in child.attrs.items()}
        lines = lines_of_html(attributes.get("src", ""), context)
        yield "text", emit_image(Image.of_tag(attributes), context, lines)
    elif child.name == "br":
        return
    elif child.get_text(strip=True) or child.find("img") or child.name == "hr":
        yield "html", keep(child, context)


def _nested_details(value: str) -> str:
    """A collapsible block as source, to be read with what is around it."""
    title, _, inner = value.partition("\n")
    return f"<details>\n<summary>{escape(title, quote=False)}</summary>\n\n{inner}\n\n</details>"


def _text(text: str, *, keep: bool = False) -> str:
    """Decoded text as Markdown source that says the same; `keep` its blanks and its place."""
    escaped = re.sub(r"([\\`*_\[\]])", r"\\\1", escape(text, quote=False))
    if keep:
        return escaped
    escaped = " ".join(escaped.split())
    return escape_block_start(re.sub(r"\A(\d+)\)", r"\1\\)", escaped))
