"""OPS Markdown to a syntax tree: CommonMark and GFM tables by markdown-it-py, with rules of ours.

In: text of one side. Out: `SyntaxTreeNode`s. What OPS adds becomes tokens of these types:

    ops_mark      block   `:::name key="value":::`, opening, closing or standing alone; meta:
                          {name, attributes, end}
    ops_image     block, inline   `:::image …:::`; meta: {attributes}, content: the long description
    ops_include   block, inline   `[!INCLUDE [title](path)]`; meta: {path}
    ops_no_loc    inline  `:::no-loc text="…":::`; content: the text
    ops_label     inline  `:::link-list type="…":::`, as `hub_pages` writes it; content: the type
    ops_code      block   `[!CODE-lang[title](path)]`; meta: {path, language}
    ops_video     block, inline   `[!VIDEO url]`; meta: {url}

and a paragraph that begins with `[!NOTE]` or `[!div class="…"]` gets `meta["alert"]` and loses
the marker. Markers are matched in any case and spacing, since machine translation varies both.
https://learn.microsoft.com/contribute/content/markdown-reference
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode

from partner_kb.ops import addresses
from partner_kb.ops.bracket_marks import block_bracket, find_alerts, inline_bracket, reference
from partner_kb.ops.colon_marks import block_colons, inline_colons
from partner_kb.ops.mending import LINK_LIKE, tidy_target
from partner_kb.ops.tables import table

_SPACED = re.compile(r"[ \t\u00a0\u200b]*[(（]")
_INSIDE = re.compile(r"(?:[^()（）\n]|[(（][^()（）\n]*[)）])*(?=[)）])")
_MAX_NESTING = 100
"""Behind this the parser takes what is in lines for text, and would pass over blocks in silence."""
_MAX_TARGET = 2000
"""No link's target and title are longer; a page of open brackets must not take forever."""
_TAB = re.compile(r"#[^\W\d_]+/\S")
_LINK = re.compile(r"(?<!!)\[[^\[\]!][^\[\]]{0,400}\]\(")
_TITLE = re.compile(r"[ \u00a0]+[\"“„«]([^\"“”„«»]*)[\"”“»]\s*\Z")


def parse_markdown(text: str) -> SyntaxTreeNode:
    """The tree of a text; raises `RecursionError` where its blocks nest without end."""
    return SyntaxTreeNode(_parser().parse(text))


@cache
def _parser() -> MarkdownIt:
    parser = (
        MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING})
        .enable(["table", "strikethrough"])
        .disable("text_join")
    )
    parser.block.ruler.before("table", "ops_depth", _depth)
    parser.block.ruler.at("table", table, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.at("reference", reference)
    # Links are resolved later, with their place: nothing may be encoded or refused before.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    interrupts = {"alt": ["paragraph", "blockquote", "list", "reference"]}
    parser.block.ruler.before("fence", "ops_colons", block_colons, interrupts)  # type: ignore[arg-type]
    parser.block.ruler.before("fence", "ops_block", block_bracket, interrupts)  # type: ignore[arg-type]
    parser.inline.ruler.at("text", addresses.text)
    parser.inline.ruler.before("link", "ops_inline", inline_bracket)
    parser.inline.ruler.before("link", "ops_inline_colons", inline_colons)
    parser.inline.ruler.after("link", "mended_link", _mended_link)
    parser.core.ruler.after("block", "ops_alerts", find_alerts)
    return parser


def _depth(state: StateBlock, _start: int, _end: int, _silent: bool) -> bool:
    """No block: looks whether one that begins here, by at most two levels, still has its place."""
    if state.level >= _MAX_NESTING - 2:
        raise RecursionError
    return False


def _mended_link(state: StateInline, silent: bool) -> bool:
    """`[text] (url)`, `[text]（url）` and `[text](a b.md)`: links that translation broke."""
    if state.src[state.pos] != "[" or state.linkLevel:
        return False
    start = state.pos + 1
    close = state.md.helpers.parseLinkLabel(state, state.pos, False)
    if close < 0:
        return False
    opening = _SPACED.match(state.src, close + 1)
    if not opening or _LINK.search(state.src, start, close):  # of two, the inner one is the link
        return False
    found = _INSIDE.match(state.src, opening.end(), opening.end() + _MAX_TARGET)
    if not found:
        return False
    inside, end = found[0].replace("\\)", ")").replace("\\(", "("), found.end() + 1
    title = _TITLE.search(inside)
    target = tidy_target(inside[: title.start()] if title else inside)
    if not LINK_LIKE.match(target.replace(" ", "%20")):
        return False
    if not silent:
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": target.replace(" ", "%20")}
        if title:
            token.attrs["title"] = title[1]
        # without damage where a mark in the words kept the parser's own rule from it
        sound = opening[0] == "(" and found[0] == target and " " not in target
        token.meta = {} if sound else {"mended": state.src[state.pos : end]}
        state.pos, state.posMax, saved = start, close, state.posMax
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.push("link_close", "a", -1)
        state.posMax = saved
    state.pos = end
    return True


def is_tab(node: SyntaxTreeNode) -> bool:
    """Whether a heading is the title of a tab: `# [Title](#tab/id)`, "tab" in any language."""
    if node.type != "heading" or not node.children:
        return False
    inline = [child for child in node.children[0].children if not _is_blank(child)]
    return (
        len(inline) == 1
        and inline[0].type == "link"
        and bool(_TAB.match(str(inline[0].attrs.get("href", ""))))
    )


def tab_id(heading: SyntaxTreeNode) -> tuple[str, tuple[str, ...]]:
    """The id of a tab, and those of other sets on which it depends: `#tab/windows/cmd+admin`."""
    link = next(child for child in heading.children[0].children if child.type == "link")
    name, _, others = str(link.attrs["href"]).partition("/")[2].strip("/").partition("/")
    return name, tuple(filter(None, others.split("+")))


def _is_blank(node: SyntaxTreeNode) -> bool:
    if node.type == "html_inline":
        return node.content.lower().startswith(("<a name", "<a id", "</a"))
    return node.type in ("text", "softbreak") and not node.content.strip()


def plain_text(node: SyntaxTreeNode) -> str:
    """The words of a node, without markup."""
    if node.type in ("text", "text_special", "code_inline", "ops_no_loc", "ops_label"):
        return node.content
    if node.type in ("softbreak", "hardbreak"):
        return " "
    if node.type == "image":
        return "".join(plain_text(child) for child in node.children) or node.content
    return "".join(plain_text(child) for child in node.children)
