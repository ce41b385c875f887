"""Blocks: from a syntax tree to clean Markdown for Python-Markdown and Material.

CommonMark and Python-Markdown nest differently, so nothing of the source's layout survives:
nested blocks are indented by four, paragraphs stand on one line, and every construct of OPS
becomes the form that the dialect in `partner_kb.markdown_ext` reads:

    alert            !!! note "Title"                  tabs, zones     === "Title"
    row, column      <div class="pkb-row" markdown>    details         ??? note "Summary"
    heading          ## Text {#slug}                   code            ```lang
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from partner_kb.ops.alerts import alert_block, quote
from partner_kb.ops.blocks import (
    SEPARATOR,
    Block,
    code_block,
    indent,
    join,
    lines_of,
    report,
    report_mended,
)
from partner_kb.ops.containers import check_nesting, container, tabs
from partner_kb.ops.context import PageContext
from partner_kb.ops.escaping import escape_block_start, escape_href, quoted_title
from partner_kb.ops.headings import Headings
from partner_kb.ops.inline import emit_image, emit_inline, emit_video
from partner_kb.ops.literal import without_literals
from partner_kb.ops.parser import is_tab, parse_markdown
from partner_kb.ops.pictures import Image
from partner_kb.ops.snippets import Snippet

_TABLE_PROBLEMS = {
    "table-mended": "a table whose delimiter row is broken was put together again",
    "table-surplus": "a row has more cells than the table's header; they were joined to its last",
}


@dataclass(frozen=True, slots=True)
class Emitted:
    """A page's body: Markdown, the text of its H1, and the ids of its headings, then of others."""

    body: str
    title: str
    anchors: tuple[str, ...]


def emit_page(tree: SyntaxTreeNode, context: PageContext) -> Emitted:
    """Write a whole page."""
    check_nesting(tree.children)
    emitter = _Emitter(context)
    blocks = emitter.blocks(tree.children, nested=False)
    body = "\n\n".join(block.text for block in blocks)
    headings = emitter.headings
    return Emitted(f"{body}\n" if body else "", headings.title, (*headings.ids, *context.anchors))


class _Emitter:
    def __init__(self, context: PageContext) -> None:
        self.context = context
        self.headings = Headings()

    def blocks(self, nodes: Sequence[SyntaxTreeNode], *, nested: bool) -> list[Block]:
        result: list[Block] = []
        for block in self._grouped(nodes, nested):
            if not block.text.strip("\n "):
                continue
            if result and block.mark and result[-1].mark == block.mark:
                result.append(Block("other", SEPARATOR))
            result.append(block)
        return result

    def _grouped(self, nodes: Sequence[SyntaxTreeNode], nested: bool) -> Iterator[Block]:
        index = 0
        runs: list[int] = []
        if any(node.type == "html_block" for node in nodes):
            # Here, so that a build of clean pages does not wait for BeautifulSoup.
            from partner_kb.ops.html_blocks import html_runs
            from partner_kb.ops.html_wrappers import unwrapped

            nodes = unwrapped(nodes)
            runs = html_runs(nodes)
        while index < len(nodes):
            node = nodes[index]
            if is_tab(node):
                index, block = tabs(self, nodes, index)
                yield block
            elif node.type == "ops_mark" and not node.meta["end"]:
                index, found = container(self, nodes, index, nested)
                yield from found
            elif node.type == "html_block":
                yield from self._html(nodes[index : runs[index]], nested)
                index = runs[index]
            elif node.type == "ops_details":
                yield self._details(node.meta["summary"], node.children)
                index += 1
            else:
                yield from self._block(node, nested)
                index += 1

    def _block(self, node: SyntaxTreeNode, nested: bool) -> Iterator[Block]:
        kind = node.type
        report_mended(self.context, node)
        if kind == "paragraph":
            yield from self._paragraph(node)
        elif kind == "heading":
            yield Block("other", self.headings.heading(node, self.inline(node)))
        elif kind in ("bullet_list", "ordered_list"):
            yield self._list(node)
        elif kind == "blockquote":
            yield from quote(self, node, nested)
        elif kind in ("fence", "code_block"):
            yield self._fence(node)
        elif kind == "table":
            yield self._table(node)
        elif kind == "hr":
            yield Block("other", "---")
        elif kind == "ops_image":
            yield from self._image(node)
        elif kind == "ops_video":
            yield Block("text", emit_video(node.meta["url"], self.context, lines_of(node)))
        elif kind == "ops_include":
            yield from self._include(node, nested)
        elif kind == "ops_code":
            yield self.code_file(node)
        elif kind == "ops_mark":
            name = node.meta["name"]
            mark = f":::{name}-end" if name else ":::"
            report(self.context, node, "ops-stray-end", f'"{mark}" closes nothing')

    def inline(self, node: SyntaxTreeNode, *, in_table: bool = False) -> str:
        inline = next((child for child in node.children if child.type == "inline"), None)
        if inline is None:
            return ""
        return emit_inline(inline, self.context, lines_of(node), in_table=in_table).strip(
            " \n\t\u00a0"
        )

    def _paragraph(self, node: SyntaxTreeNode) -> Iterator[Block]:
        alert = node.meta.get("alert")
        text = self.inline(node)
        if alert:
            yield from alert_block(
                self, node, alert, [Block("text", escape_block_start(text))], nested=True
            )
        elif text.strip("\u200b\ufeff"):
            yield Block("text", escape_block_start(text))

    def _fence(self, node: SyntaxTreeNode) -> Block:
        code = node.content.rstrip("\n").expandtabs(4)
        return code_block(code, node.info if node.type == "fence" else "")

    def _image(self, node: SyntaxTreeNode) -> Iterator[Block]:
        image = Image.of_mark(node.meta["attributes"])
        yield Block("text", emit_image(image, self.context, lines_of(node)))
        if node.content:
            with self.context.read_again(lines_of(node)):
                inner = self.blocks(parse_markdown(node.content).children, nested=True)
            title = self.context.labels.description
            yield Block("other", f'??? note "{title}"\n\n{indent(join(inner))}')

    def code_file(self, node: SyntaxTreeNode) -> Block:
        snippet: Snippet = node.meta["snippet"]
        code = self.context.find_code(lines_of(node), snippet)
        if code is None:
            target = self.context.link(snippet.path, self.context.base)
            words = node.meta["title"] or snippet.path
            return Block("text", f"[{words}]({escape_href(target.href)})")
        return code_block(code, node.meta["language"])

    def _table(self, node: SyntaxTreeNode) -> Block:
        rows = [row for part in node.children for row in part.children]
        for code, line in node.meta.get("mended", ()):
            self.context.report((line, line), code, _TABLE_PROBLEMS[code])
        lines = []
        for index, row in enumerate(rows):
            cells = [self.inline(cell, in_table=True) for cell in row.children]
            lines.append("| " + " | ".join(cells) + " |")
            if index == 0:
                lines.append("| " + " | ".join(_alignment(cell) for cell in row.children) + " |")
        return Block("other", "\n".join(lines), mark="table")

    def _list(self, node: SyntaxTreeNode) -> Block:
        ordered = node.type == "ordered_list"
        number = int(node.attrs.get("start", 1)) if ordered else 0
        items = [self.blocks(item.children, nested=True) for item in node.children]
        tight = _is_tight(node) and all(_fits_tight(item) for item in items)
        written = []
        for offset, item in enumerate(items):
            marker = f"{number + offset}." if ordered else "-"
            if not item or item[0].kind != "text":
                item = [Block("text", SEPARATOR), *item]
            text = join(item, "\n" if tight else "\n\n")
            written.append(f"{marker} " + indent(text).lstrip(" "))
        return Block(
            "list", ("\n" if tight else "\n\n").join(written), tight, "ol" if ordered else "ul"
        )

    def _include(self, node: SyntaxTreeNode, nested: bool) -> Iterator[Block]:
        path = node.meta["path"]
        found = self.context.find(lines_of(node), path)
        if found is None or not self.context.enters(lines_of(node), found[0], path):
            return
        where, text = found
        with self.context.inside(where, text):
            yield from self.blocks(parse_markdown(text.text).children, nested=nested)

    def _html(self, nodes: Sequence[SyntaxTreeNode], nested: bool) -> Iterator[Block]:
        from partner_kb.ops.html_blocks import emit_html  # as in `_grouped`

        lines = lines_of(nodes[0])[0], lines_of(nodes[-1])[1]
        with self.context.read_again(lines):
            for kind, value in emit_html(nodes, self.context):
                if kind == "markdown":
                    yield from self.blocks(parse_markdown(value).children, nested=nested)
                elif kind == "details":
                    title, _, inner = value.partition("\n")
                    yield self._details(title, parse_markdown(inner).children)
                else:
                    yield Block("text" if kind == "text" else "other", value)

    def _details(self, title: str, nodes: Sequence[SyntaxTreeNode]) -> Block:
        body = join(self.blocks(nodes, nested=True))
        words = quoted_title(without_literals(title))
        return Block("other", f'??? note "{words or "…"}"\n\n{indent(body)}')


def _alignment(cell: SyntaxTreeNode) -> str:
    style = str(cell.attrs.get("style", ""))
    return {"text-align:center": ":-:", "text-align:right": "--:", "text-align:left": ":--"}.get(
        style, "---"
    )


def _is_tight(node: SyntaxTreeNode) -> bool:
    paragraphs = [
        child for item in node.children for child in item.children if child.type == "paragraph"
    ]
    return all(child.hidden for child in paragraphs)


def _fits_tight(item: list[Block]) -> bool:
    return (
        bool(item)
        and item[0].kind == "text"
        and all(block.kind == "list" and block.tight for block in item[1:])
        and len(item) <= 2
    )
