"""Blocks that hold others: tabs, zones, rows and columns, and what stands alone in triple colons.

In: the nodes of one level, and where a container opens. Out: the index behind it and its blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.tree import SyntaxTreeNode

from partner_kb.ops.blocks import Block, BlockWriter, indent, join, lines_of, report, report_mended
from partner_kb.ops.colon_marks import STANDALONE
from partner_kb.ops.inline import emit_video
from partner_kb.ops.literal import without_literals
from partner_kb.ops.parser import is_tab, plain_text
from partner_kb.ops.snippets import marked_snippet

_MAX_DEPTH = 200


def tabs(writer: BlockWriter, nodes: Sequence[SyntaxTreeNode], index: int) -> tuple[int, Block]:
    """Tabs, from their first heading to the rule that ends them (which is theirs)."""
    level = nodes[index].tag
    parts: list[str] = []
    while index < len(nodes) and is_tab(nodes[index]) and nodes[index].tag == level:
        title = " ".join(without_literals(plain_text(nodes[index])).split()).replace('"', "'")
        stop = index + 1
        while stop < len(nodes) and not _ends_tab(nodes[stop], level):
            stop += 1
        inner = writer.blocks(nodes[index + 1 : stop], nested=True)
        parts.append(f'=== "{title}"\n\n{indent(join(inner))}'.rstrip())
        index = stop
    if index < len(nodes) and nodes[index].type == "hr":
        index += 1
    return index, Block("other", "\n\n".join(parts), mark="tabs")


def container(
    writer: BlockWriter, nodes: Sequence[SyntaxTreeNode], index: int, nested: bool
) -> tuple[int, list[Block]]:
    """What a mark in triple colons holds, in the form of its name."""
    node = nodes[index]
    name = node.meta["name"]
    report_mended(writer.context, node)
    if name in STANDALONE:
        return index + 1, list(_standalone(writer, node))
    stop, closed = _closing(nodes, index)
    if not closed:
        report(writer.context, node, "ops-unclosed", f'":::{name}" has no ":::{name}-end"', ":::")
    children = nodes[index + 1 : stop]
    after = stop + 1 if closed else stop
    if name in ("zone", "moniker"):
        return _zones(writer, nodes, index, nested)
    if name in ("row", "column"):
        inner = writer.blocks(children, nested=nested)
        if nested:
            return after, inner
        return after, [
            Block("other", f'<div class="pkb-{name}" markdown>\n\n{join(inner)}\n\n</div>')
        ]
    report(
        writer.context,
        node,
        "ops-unknown",
        f'":::{name}" is not known here; its content is kept',
        ":::",
    )
    return after, writer.blocks(children, nested=nested)


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


def _zones(
    writer: BlockWriter, nodes: Sequence[SyntaxTreeNode], index: int, nested: bool
) -> tuple[int, list[Block]]:
    """Zones of roles are role blocks; neighbouring zones are tabs; a lone one is marked."""
    first = nodes[index]
    parts: list[tuple[str, list[Block]]] = []
    name, kind = nodes[index].meta["name"], bool(_roles(writer, _pivot(nodes[index])))
    while (
        index < len(nodes)
        and nodes[index].type == "ops_mark"
        and not nodes[index].meta["end"]
        and nodes[index].meta["name"] == name
        and bool(_roles(writer, _pivot(nodes[index]))) is kind
    ):
        stop, closed = _closing(nodes, index)
        if nodes[index].meta["attributes"].get("target", "").lower() not in (
            "chromeless",
            "pdf",
        ):
            inner = writer.blocks(nodes[index + 1 : stop], nested=True)
            parts.append((_pivot(nodes[index]), inner))
        index = stop + 1 if closed else stop
    if kind and nested:
        # the blocks of a list item or a tab are parsed one by one: none could close a block
        message = "a zone for roles inside a list, tab or alert is shown to everybody"
        report(writer.context, first, "zone-nested", message, ":::")
    elif kind:
        return index, [
            Block("other", f"::: roles {' '.join(_roles(writer, pivot))}\n\n{join(inner)}\n\n:::")
            for pivot, inner in parts
        ]
    if len(parts) > 1 and not kind:
        titled = [
            f'=== "{_humanise(pivot)}"\n\n{indent(join(inner))}'.rstrip() for pivot, inner in parts
        ]
        return index, [Block("other", "\n\n".join(titled), mark="tabs")]
    return index, [block for _, inner in parts for block in inner]


def _roles(writer: BlockWriter, pivot: str) -> list[str]:
    found = [
        writer.context.role_of(part.strip()) for part in re.split(r"[,|]", pivot) if part.strip()
    ]
    return [role for role in found if role] if all(found) else []


def _ends_tab(node: SyntaxTreeNode, level: str) -> bool:
    return node.type == "hr" or (is_tab(node) and node.tag == level)


def _closing(nodes: Sequence[SyntaxTreeNode], index: int) -> tuple[int, bool]:
    """Where the container that opens at `index` ends, and whether an end mark stands there."""
    name, depth = nodes[index].meta["name"], 0
    for at in range(index + 1, len(nodes)):
        node = nodes[at]
        if node.type != "ops_mark" or node.meta["name"] != name:
            continue
        if not node.meta["end"]:
            depth += 1
        elif depth == 0:
            return at, True
        else:
            depth -= 1
    return len(nodes), False


def check_nesting(nodes: Sequence[SyntaxTreeNode]) -> None:
    """Raises `RecursionError` where marks stand in each other as nobody could have meant it."""
    depth = 0
    for node in nodes:
        if node.type == "ops_mark" and node.meta["name"] not in STANDALONE:
            depth = max(depth - 1, 0) if node.meta["end"] else depth + 1
            if depth > _MAX_DEPTH:
                raise RecursionError


def _pivot(node: SyntaxTreeNode) -> str:
    attributes = node.meta["attributes"]
    return str(attributes.get("pivot") or attributes.get("range") or "")


def _humanise(pivot: str) -> str:
    words = re.sub(r"[-_]+", " ", pivot).strip()
    return (words[:1].upper() + words[1:]).replace('"', "'") or "…"
