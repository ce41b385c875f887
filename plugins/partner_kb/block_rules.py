"""The rules by which markdown-it finds the blocks of a page, without reading what is in them.

In: Markdown. Out: markdown-it's tokens of blocks, with tokens of our own for what Python-Markdown
adds (`!!! note`, `=== "Tab"`, `::: flow`) and for the rows of tables.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, table
from markdown_it.token import Token

_CONTAINER = re.compile(r"(?:!!!|\?\?\?\+?|===\+?!?) ")
_CONTAINER_MARKS = ("!!!", "???", "===")
_CONTAINER_TITLE = re.compile(r'([^"]*")(.*)(")\s*\Z')


@cache
def block_parser() -> MarkdownIt:
    """A parser of blocks alone.

    Its tokens `pkb_row`, `pkb_directive`, `pkb_title` and `pkb_container_open` and `_close` are
    ours; the inline token of a heading has its `level` in `meta`.
    """
    parser = MarkdownIt("commonmark").enable("table")
    parser.block.ruler.at("table", _rows, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.before(
        "fence", "pkb_directive", _directive, {"alt": ["paragraph", "blockquote", "list"]}
    )
    parser.block.ruler.before(
        "fence", "pkb_container", _container, {"alt": ["paragraph", "blockquote", "list"]}
    )
    parser.core.ruler.after("block", "pkb_levels", _levels)
    parser.core.ruler.enableOnly(["normalize", "block", "pkb_levels"])
    return parser


def _levels(state: object) -> None:
    """Tell the inline token of a heading which level it has."""
    tokens: list[Token] = state.tokens  # type: ignore[attr-defined]  # StateCore has no type here
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            token.meta["level"] = before.tag


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _directive(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """`::: flow escalation` and OPS marks: one line each, whatever stands around."""
    if not state.src.startswith(":::", state.bMarks[start] + state.tShift[start]):
        return False
    if state.sCount[start] - state.blkIndent >= 4:
        return False
    if silent:
        return True
    token = state.push("pkb_directive", "", 0)
    token.content, token.map = _line(state, start), [start, start + 1]
    state.line = start + 1
    return True


def _rows(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table where the library sees one, as its rows: what is in a cell is no block of its own."""
    if not table(state, start, end, True):
        return False
    if silent:
        return True
    outer, state.parentType = state.parentType, "table"
    ending = state.md.block.ruler.getRules("blockquote")  # as the library has it
    line = start
    while line < end:
        if line > start + 1 and (
            state.sCount[line] < state.blkIndent
            or any(rule(state, line, end, True) for rule in ending)
            or not mdTrim(_line(state, line))
            or state.is_code_block(line)
        ):
            break
        if line != start + 1:  # that one holds dashes
            token = state.push("pkb_row", "", 0)
            token.map = [line, line + 1]
        line += 1
    state.parentType = outer
    state.line = line
    return True


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`!!! note "Title"` and `=== "Tab"`: a title, then blocks indented by four."""
    if not state.src.startswith(_CONTAINER_MARKS, state.bMarks[start] + state.tShift[start]):
        return False
    line = _line(state, start)
    if state.sCount[start] - state.blkIndent >= 4 or not _CONTAINER.match(line):
        return False
    if silent:
        return True
    indent = state.blkIndent + 4
    stop = start + 1
    last = stop
    while stop < end:
        if not state.isEmpty(stop):
            if state.sCount[stop] < indent:
                break
            last = stop + 1
        stop += 1
    title = _CONTAINER_TITLE.match(line)
    if title and title[2].strip():
        token = state.push("pkb_title", "", 0)
        token.content, token.map = title[2], [start, start + 1]
    state.push("pkb_container_open", "div", 1)
    old = (state.blkIndent, state.lineMax, state.parentType)
    state.blkIndent, state.lineMax = indent, last
    state.md.block.tokenize(state, start + 1, last)
    state.blkIndent, state.lineMax, state.parentType = old
    state.push("pkb_container_close", "div", -1)
    state.line = last
    return True
