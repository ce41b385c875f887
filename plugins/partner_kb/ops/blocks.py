"""Finished blocks of clean Markdown, and what all that write them share.

Nested blocks are indented by four, as Python-Markdown wants it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from markdown_it.tree import SyntaxTreeNode

from partner_kb.ops.context import PageContext

SEPARATOR = "<!-- -->"
"""Keeps apart what Python-Markdown would join; invisible."""


@dataclass(frozen=True, slots=True)
class Block:
    """A finished block. `kind` is text, list or other; `tight` lists take no blank lines."""

    kind: str
    text: str
    tight: bool = False
    mark: str = ""


class BlockWriter(Protocol):
    """What writes the blocks of one page."""

    context: PageContext

    def blocks(self, nodes: Sequence[SyntaxTreeNode], *, nested: bool) -> list[Block]:
        """The blocks that nodes become; `nested` in a list item, a tab, an alert."""

    def inline(self, node: SyntaxTreeNode) -> str:
        """A paragraph's, heading's or cell's content on one line."""

    def code_file(self, node: SyntaxTreeNode) -> Block:
        """The file that a node shows as code."""


def indent(text: str, prefix: str = "    ") -> str:
    """Each line behind `prefix`; empty ones stay empty."""
    return "\n".join(prefix + line if line.strip() else "" for line in text.split("\n"))


def join(blocks: Iterable[Block], separator: str = "\n\n") -> str:
    """The text of several blocks."""
    return separator.join(block.text for block in blocks)


def code_block(code: str, info: str) -> Block:
    """A fence long enough for the code; `info` is what the source's fence says."""
    words = info.strip().split()
    language = words[0].lower().removesuffix("-interactive") if words else ""
    language = language if re.fullmatch(r"[\w+#.-]+", language) else ""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", code)), default=0))
    return Block("other", f"{fence}{' ' if language else ''}{language}\n{code}\n{fence}")


def lines_of(node: SyntaxTreeNode) -> tuple[int, int]:
    """The first and last line, from 1, of a node, or of the nearest one around it."""
    span = node.map
    parent = node.parent
    while span is None and parent is not None and parent.type != "root":
        span, parent = parent.map, parent.parent
    return (span[0] + 1, span[1]) if span else (1, 1)


def report(
    context: PageContext, node: SyntaxTreeNode, code: str, message: str, needle: str = ""
) -> None:
    """Note a problem at `needle` in a node's lines."""
    context.report(lines_of(node), code, message, needle)


def report_mended(context: PageContext, node: SyntaxTreeNode) -> None:
    """Report a mark of OPS that translation broke."""
    broken = node.meta.get("mended") if node.type.startswith("ops_") else ""
    if broken:
        message = "a mark that translation broke was put together again"
        report(context, node, "marker-mended", message, broken)
