"""OPS Markdown to a syntax tree: CommonMark and GFM tables by markdown-it-py, with rules of ours.

In: text of one side. Out: `SyntaxTreeNode`s. What OPS adds becomes tokens of these types:

    ops_mark      block   `:::name key="value":::`, opening, closing or standing alone; meta:
                          {name, attributes, end}
    ops_image     block, inline   `:::image …:::`; meta: {attributes}, content: the long description
    ops_include   block, inline   `[!INCLUDE [title](path)]`; meta: {path}
    ops_no_loc    inline  `:::no-loc text="…":::`; content: the text
    ops_code      block   `[!CODE-lang[title](path)]`; meta: {path, language}
    ops_video     block, inline   `[!VIDEO url]`; meta: {url}

and a paragraph that begins with `[!NOTE]` or `[!div class="…"]` gets `meta["alert"]` and loses
the marker. Markers are matched in any case and spacing, since machine translation varies both.
https://learn.microsoft.com/contribute/content/markdown-reference
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

_ATTRIBUTE = re.compile(r"""([A-Za-z][\w-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|[“”«]([^“”»]*)[“”»])""")
_MARK = re.compile(r":::+\s*([A-Za-z][\w-]*)\b([^\n]*)")
_INCLUDE = re.compile(r"\[!\s*include\s*\[([^\]\n]*)\]\s*\(\s*<?([^)>\n]*?)>?\s*\)\s*\]", re.I)
_CODE = re.compile(
    r"\[!\s*code(?:-([\w+#.-]*))?\s*\[([^\]\n]*)\]\s*\(\s*([^)\s]*)[^)\n]*\)\s*\]", re.I
)
_VIDEO = re.compile(r"\[!\s*video\s+([^\]\s]+)\s*\]", re.I)
_ALERT = re.compile(r"\[!\s*([^\[\]\n!]{1,120}?)\s*\][ \t]*:?[ \t]*\n?")
_SPACED = re.compile(r"[ \t\u00a0\u200b]*[(（]")
_LINK_LIKE = re.compile(
    r"(?:https?://|mailto:|tel:|[./~#])\S|[^\s()（）]+\.(?:md|ya?ml|aspx|html?|png)(?:[?#]\S*)?\Z",
    re.I,
)

STANDALONE = frozenset({"code", "video", "form", "breadcrumb"})
"""Marks that hold no Markdown: everything else in triple colons opens or closes a container."""


def parse_markdown(text: str) -> SyntaxTreeNode:
    """The tree of a text, whatever it holds."""
    return SyntaxTreeNode(_parser().parse(text))


def parse_attributes(text: str) -> dict[str, str]:
    """`source="a.png" type='content'` as a dict, keys in lower case."""
    return {
        match[1].lower(): next(value for value in match.groups()[1:] if value is not None)
        for match in _ATTRIBUTE.finditer(text)
    }


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    # Links are resolved later, with their place: nothing may be encoded or refused before.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    interrupts = {"alt": ["paragraph", "blockquote", "list", "reference"]}
    parser.block.ruler.before("fence", "ops_colons", _block_colons, interrupts)  # type: ignore[arg-type]
    parser.block.ruler.before("fence", "ops_block", _block_bracket, interrupts)  # type: ignore[arg-type]
    parser.inline.ruler.before("link", "ops_inline", _inline_bracket)
    parser.inline.ruler.before("link", "ops_inline_colons", _inline_colons)
    parser.inline.ruler.after("link", "mended_link", _mended_link)
    parser.core.ruler.after("block", "ops_alerts", _alerts)
    return parser


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _block_colons(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    match = _MARK.match(_line(state, start))
    if not match:
        return False
    name, rest = match[1].lower(), match[2]
    if name == "no-loc" or (name == "image" and not _closes_line(rest) and ":::" in rest):
        return False
    if silent:
        return True
    last = start
    if name == "image":
        return _block_image(state, start, end, rest)
    if name in STANDALONE:
        while ":::" not in rest and last + 1 < end and not state.isEmpty(last + 1):
            last += 1
            rest += " " + _line(state, last)
    is_end = name.endswith("-end")
    token = state.push("ops_mark", "", 0)
    token.meta = {
        "name": name.removesuffix("-end"),
        "attributes": parse_attributes(rest),
        "argument": rest.strip().rstrip(":").strip(),
        "end": is_end,
    }
    token.map = [start, last + 1]
    state.line = last + 1
    return True


def _closes_line(rest: str) -> bool:
    return rest.rstrip().endswith(":::")


def _block_image(state: StateBlock, start: int, end: int, rest: str) -> bool:
    last = start
    while ":::" not in rest and last + 1 < end and not state.isEmpty(last + 1):
        last += 1
        rest += " " + _line(state, last)
    attributes = parse_attributes(rest)
    description = ""
    if attributes.get("type") == "complex":
        for line in range(last + 1, end):
            if re.match(r":::+\s*image-end", _line(state, line), re.I):
                description = "\n".join(_line(state, at) for at in range(last + 1, line)).strip()
                last = line
                break
    token = state.push("ops_image", "", 0)
    token.meta, token.content, token.map = (
        {"attributes": attributes},
        description,
        [start, last + 1],
    )
    state.line = last + 1
    return True


def _block_bracket(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    line = _line(state, start)
    if not line.startswith("[!"):
        return False
    for pattern, kind in ((_INCLUDE, "ops_include"), (_CODE, "ops_code"), (_VIDEO, "ops_video")):
        match = pattern.match(line)
        if match and not line[match.end() :].strip():
            if not silent:
                token = state.push(kind, "", 0)
                token.meta, token.map = _meta(kind, match), [start, start + 1]
                state.line = start + 1
            return True
    return False


def _meta(kind: str, match: re.Match[str]) -> dict[str, str]:
    if kind == "ops_include":
        return {"title": match[1], "path": match[2]}
    if kind == "ops_code":
        return {"language": match[1] or "", "title": match[2], "path": match[3]}
    return {"url": match[1]}


def _inline_bracket(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[!", state.pos):
        return False
    for pattern, kind in ((_INCLUDE, "ops_include"), (_VIDEO, "ops_video")):
        match = pattern.match(state.src, state.pos)
        if match:
            if not silent:
                state.push(kind, "", 0).meta = _meta(kind, match)
            state.pos = match.end()
            return True
    return False


def _inline_colons(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith(":::", state.pos):
        return False
    match = re.compile(r":::+\s*(image|no-loc)\b(.*?):::+", re.I | re.S).match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        attributes = parse_attributes(match[2])
        if match[1].lower() == "image":
            state.push("ops_image", "", 0).meta = {"attributes": attributes}
        else:
            state.push("ops_no_loc", "", 0).content = attributes.get("text", "")
    state.pos = match.end()
    return True


def _mended_link(state: StateInline, silent: bool) -> bool:
    """`[text] (url)`, `[text]（url）` and `[text](a b.md)`: links that translation broke."""
    if state.src[state.pos] != "[" or state.linkLevel:
        return False
    start = state.pos + 1
    close = state.md.helpers.parseLinkLabel(state, state.pos, False)
    if close < 0:
        return False
    opening = _SPACED.match(state.src, close + 1)
    if not opening:
        return False
    shut = re.compile(r"[)）\n]").search(state.src, opening.end())
    if not shut or shut[0] == "\n":
        return False
    target = state.src[opening.end() : shut.start()].strip("<> \t\u00a0")
    if not _LINK_LIKE.match(target.replace(" ", "%20")):
        return False
    if not silent:
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": target.replace(" ", "%20")}
        token.meta = {"mended": state.src[state.pos : shut.end()]}
        state.pos, state.posMax, saved = start, close, state.posMax
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.push("link_close", "a", -1)
        state.posMax = saved
    state.pos = shut.end()
    return True


def _alerts(state: StateCore) -> None:
    tokens = state.tokens
    for index, token in enumerate(tokens[:-1]):
        inline = tokens[index + 1]
        if token.type == "heading_open" and _is_marker(inline.content):
            # a rule or an empty list item right below the marker makes CommonMark see a heading
            token.type, tokens[index + 2].type = "paragraph_open", "paragraph_close"
            token.tag = tokens[index + 2].tag = "p"
        if token.type != "paragraph_open" or inline.type != "inline":
            continue
        match = _ALERT.match(inline.content)
        if not match or _INCLUDE.match(inline.content) or _VIDEO.match(inline.content):
            continue
        if inline.content[match.end() - 1 :].startswith("](") or inline.content.startswith("[!["):
            continue
        token.meta["alert"] = _alert_meta(match[1])
        inline.content = inline.content[match.end() :].lstrip()


def _is_marker(content: str) -> bool:
    match = _ALERT.match(content)
    return match is not None and not content[match.end() :].strip()


def _alert_meta(marker: str) -> Mapping[str, str]:
    word = marker.split()[0].lower()
    attributes = parse_attributes(marker)
    return {"kind": word, "class": attributes.get("class", ""), "marker": marker}


def is_tab(node: SyntaxTreeNode) -> bool:
    """Whether a heading is the title of a tab: `# [Title](#tab/id)`."""
    if node.type != "heading" or not node.children:
        return False
    inline = [child for child in node.children[0].children if not _is_blank(child)]
    return (
        len(inline) == 1
        and inline[0].type == "link"
        and str(inline[0].attrs.get("href", "")).lower().startswith("#tab/")
    )


def _is_blank(node: SyntaxTreeNode) -> bool:
    if node.type == "html_inline":
        return node.content.lower().startswith(("<a name", "<a id", "</a"))
    return node.type in ("text", "softbreak") and not node.content.strip()


def plain_text(node: SyntaxTreeNode) -> str:
    """The words of a node, without markup."""
    if node.type in ("text", "text_special", "code_inline", "ops_no_loc"):
        return node.content
    if node.type in ("softbreak", "hardbreak"):
        return " "
    if node.type == "image":
        return "".join(plain_text(child) for child in node.children) or node.content
    return "".join(plain_text(child) for child in node.children)


__all__ = ["STANDALONE", "Token", "is_tab", "parse_attributes", "parse_markdown", "plain_text"]
