"""Zones and monikers: passages for some readers only, `::: zone pivot="csharp"` … `::: zone-end`.

In: the nodes of one level, and where a passage opens. Out: the index behind it and what it
becomes. The vendor's site shows those that a reader chose. Here neighbours become tabs, and one
alone a tab of its own, so that everybody sees whom it is for; those for roles are role blocks.
https://learn.microsoft.com/contribute/content/zone-pivots
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.tree import SyntaxTreeNode

from partner_kb.ops.blocks import SEPARATOR, Block, BlockWriter, indent, join, report
from partner_kb.ops.escaping import quoted_title

_COMMENT = re.compile(r"<!--.*?-->", re.S)
_ALTERNATIVES = re.compile(r"\s*(?:,|\|+)\s*")
_CONDITION = re.compile(r"([<>]?=?)\s*([^\s<>=]+)")
_SIGNS = {"": "", "=": "", ">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< "}
_OTHER_MEDIA = ("chromeless", "pdf")


def zones(
    writer: BlockWriter, nodes: Sequence[SyntaxTreeNode], index: int, nested: bool
) -> tuple[int, list[Block]]:
    """The passages from `index` on, with nothing that is seen between them."""
    first, kind = nodes[index], bool(_roles(writer, nodes[index]))
    parts: list[tuple[SyntaxTreeNode, list[Block]]] = []
    following, stop = index, index
    while following < len(nodes) and _is_like(writer, nodes[following], first, kind):
        end, closed = closing(nodes, following)
        if nodes[following].meta["attributes"].get("target", "").lower() not in _OTHER_MEDIA:
            inner = writer.blocks(nodes[following + 1 : end], nested=True)
            parts += [(nodes[following], inner)] if inner else []
        stop = following = end + 1 if closed else end
        while following < len(nodes) and _is_comment(nodes[following]):
            following += 1
    if kind and nested:
        # the blocks of a list item or a tab are parsed one by one: none could close a block
        message = "a zone for roles inside a list, tab or alert is shown to everybody"
        report(writer.context, first, "zone-nested", message, ":::")
    elif kind:
        return stop, [
            Block("other", f"::: roles {' '.join(_roles(writer, node))}\n\n{join(inner)}\n\n:::")
            for node, inner in parts
        ]
    for_all = [
        block for node, inner in parts if kind or not _label_of(writer, node) for block in inner
    ]
    return stop, [*for_all, *_tabs(writer, parts if not kind else ())]


def _tabs(
    writer: BlockWriter, parts: Iterable[tuple[SyntaxTreeNode, list[Block]]]
) -> Iterator[Block]:
    """One set of tabs; passages for the same readers are in one tab."""
    tabs: dict[str, list[Block]] = {}
    for node, inner in parts:
        if label := _label_of(writer, node):
            inside = tabs.setdefault(label, [])
            inside += [Block("other", SEPARATOR), *inner] if inside else inner
    titled = (f'=== "{label}"\n\n{indent(join(inner))}' for label, inner in tabs.items())
    if tabs:
        yield Block("other", "\n\n".join(titled), mark="tabs")


def _label_of(writer: BlockWriter, node: SyntaxTreeNode) -> str:
    """What readers see of `csharp,python-sdk` or `>= v1 || = v3`."""
    title = writer.context.pivot_title if node.meta["name"] == "zone" else lambda _name: None
    found = (_CONDITION.findall(part) for part in _ALTERNATIVES.split(_pivot(node).strip()))
    parts = (
        " ".join(f"{_SIGNS[sign]}{title(name) or readable_name(name)}" for sign, name in conditions)
        for conditions in found
    )
    return quoted_title(", ".join(filter(None, parts)))


def readable_name(name: str) -> str:
    """An id as words: `lang-a` is "Lang a"."""
    words = re.sub(r"[-_]+", " ", name).strip()
    return words[:1].upper() + words[1:]


def _is_like(writer: BlockWriter, node: SyntaxTreeNode, first: SyntaxTreeNode, kind: bool) -> bool:
    return (
        node.type == "ops_mark"
        and not node.meta["end"]
        and node.meta["name"] == first.meta["name"]
        and bool(_roles(writer, node)) is kind
    )


def _is_comment(node: SyntaxTreeNode) -> bool:
    return node.type == "html_block" and not _COMMENT.sub("", node.content).strip()


def _roles(writer: BlockWriter, node: SyntaxTreeNode) -> list[str]:
    parts = (part.strip() for part in re.split(r"[,|]", _pivot(node)))
    found = [writer.context.role_of(part) for part in parts if part]
    return [role for role in found if role] if all(found) else []


def _pivot(node: SyntaxTreeNode) -> str:
    attributes = node.meta["attributes"]
    return str(attributes.get("pivot") or attributes.get("range") or "")


def closing(nodes: Sequence[SyntaxTreeNode], index: int) -> tuple[int, bool]:
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
