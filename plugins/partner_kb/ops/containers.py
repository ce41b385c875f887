"""Blocks that hold others: tabs, rows and columns, and what stands alone in triple colons.

In: the nodes of one level, and where a container opens. Out: the index behind it and its blocks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from markdown_it.tree import SyntaxTreeNode

from partner_kb.ops.blocks import Block, BlockWriter, indent, join, lines_of, report, report_mended
from partner_kb.ops.colon_marks import STANDALONE
from partner_kb.ops.escaping import quoted_title
from partner_kb.ops.inline import emit_video
from partner_kb.ops.literal import without_literals
from partner_kb.ops.parser import is_tab, plain_text, tab_id
from partner_kb.ops.snippets import marked_snippet
from partner_kb.ops.zones import closing, readable_name, zones

_MAX_DEPTH = 200
_NEAR = 300
"""How many blocks above a set of tabs may lie the one that it depends on."""


def tabs(writer: BlockWriter, nodes: Sequence[SyntaxTreeNode], index: int) -> tuple[int, Block]:
    """Tabs, from their first heading to the rule that ends them (which is theirs)."""
    level, start = nodes[index].tag, index
    parts: list[tuple[SyntaxTreeNode, str]] = []
    while index < len(nodes) and is_tab(nodes[index]) and nodes[index].tag == level:
        stop = index + 1
        while stop < len(nodes) and not _ends_tab(nodes[stop], level):
            stop += 1
        inner = writer.blocks(nodes[index + 1 : stop], nested=True)
        parts.append((nodes[index], indent(join(inner))))
        index = stop
    if index < len(nodes) and nodes[index].type == "hr":
        index += 1
    titles = _titles([heading for heading, _ in parts], nodes[max(start - _NEAR, 0) : start])
    written = (
        f'=== "{title}"\n\n{text}'.rstrip() for title, (_, text) in zip(titles, parts, strict=True)
    )
    return index, Block("other", "\n\n".join(written), mark="tabs")


def _titles(headings: Sequence[SyntaxTreeNode], before: Sequence[SyntaxTreeNode]) -> Iterator[str]:
    """What the tabs are called; one whose name is another's, too, says what it depends on.

    `[Windows](#tab/windows/cmd)` is shown to those who chose the tab `cmd` of a set `before`.
    """
    names = [_tab_name(heading) for heading in headings]
    counts = Counter(names)
    if len(counts) == len(names):
        yield from names
        return
    known = {tab_id(node)[0]: _tab_name(node) for node in before if is_tab(node)}
    for heading, name in zip(headings, names, strict=True):
        conditions = tab_id(heading)[1] if counts[name] > 1 else ()
        shown = [known.get(one) or readable_name(one) for one in conditions]
        yield f"{name} ({', '.join(shown)})" if shown else name


def _tab_name(heading: SyntaxTreeNode) -> str:
    return quoted_title(without_literals(plain_text(heading)))


def container(
    writer: BlockWriter, nodes: Sequence[SyntaxTreeNode], index: int, nested: bool
) -> tuple[int, list[Block]]:
    """What a mark in triple colons holds, in the form of its name."""
    node = nodes[index]
    name = node.meta["name"]
    report_mended(writer.context, node)
    if name in STANDALONE:
        return index + 1, list(_standalone(writer, node))
    stop, closed = closing(nodes, index)
    if not closed:
        report(writer.context, node, "ops-unclosed", f'":::{name}" has no ":::{name}-end"', ":::")
    children = nodes[index + 1 : stop]
    after = stop + 1 if closed else stop
    if name in ("zone", "moniker"):
        return zones(writer, nodes, index, nested)
    if name in ("row", "column"):
        inner = writer.blocks(children, nested=nested)
        if nested:
            return after, inner
        classes = f"pkb-{name}{_span(node)}"
        return after, [
            Block("other", f'<div class="{classes}" markdown>\n\n{join(inner)}\n\n</div>')
        ]
    report(
        writer.context,
        node,
        "ops-unknown",
        f'":::{name}" is not known here; its content is kept',
        ":::",
    )
    return after, writer.blocks(children, nested=nested)


def _span(node: SyntaxTreeNode) -> str:
    """The class of a column that is as wide as two to four others; the grid has no more."""
    span = str(node.meta["attributes"].get("span", "")).strip()
    return f" pkb-span-{span}" if span in ("2", "3", "4") else ""


def _standalone(writer: BlockWriter, node: SyntaxTreeNode) -> Iterator[Block]:
    attributes = node.meta["attributes"]
    source = attributes.get("source", "")
    if node.meta["name"] == "video" and source:
        yield Block("text", emit_video(source, writer.context, lines_of(node)))
    elif node.meta["name"] == "code" and source:
        snippet = marked_snippet(attributes)
        language = attributes.get("language") or snippet.extension
        node.meta.update(snippet=snippet, language=language, title="")
        yield writer.code_file(node)


def _ends_tab(node: SyntaxTreeNode, level: str) -> bool:
    return node.type == "hr" or (is_tab(node) and node.tag == level)


def check_nesting(nodes: Sequence[SyntaxTreeNode]) -> None:
    """Raises `RecursionError` where marks stand in each other as nobody could have meant it."""
    depth = 0
    for node in nodes:
        if node.type == "ops_mark" and node.meta["name"] not in STANDALONE:
            depth = max(depth - 1, 0) if node.meta["end"] else depth + 1
            if depth > _MAX_DEPTH:
                raise RecursionError
