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

from partner_kb.ops.mending import BANG, LINK_LIKE, tidy_inline, tidy_target
from partner_kb.ops.tables import table

_ATTRIBUTE = re.compile(
    r"""([^\W\d_]\w*(?:[ ]?-[ ]?\w+)*)\s*[=＝]\s*"""
    r"""(?:"([^"]*)"|'([^']*)'|[“”„«»＂]([^“”„«»＂]*)[“”«»＂]|[‘’]([^‘’]*)[‘’]|[「『]([^」』]*)[」』])"""
)
_BROKEN_ATTRIBUTE = re.compile(r"＝|[=＝]\s*[“”„«»＂‘’「『]")
_COLONS = re.compile(r"[:：](?:[ \u00a0]?[:：]){2,}")
_MARK = re.compile(rf"{_COLONS.pattern}\s*([A-Za-z][\w-]*)\b([^\n]*)")
_BARE = re.compile(rf"{_COLONS.pattern}\s*\Z")
_IMAGE_END = re.compile(rf"{_COLONS.pattern}\s*image-end", re.I)
_INLINE_MARK = re.compile(
    rf"{_COLONS.pattern}\s*(image|no-loc)\b(.*?){_COLONS.pattern}", re.I | re.S
)
_INCLUDE = re.compile(
    rf"{BANG}\s*include\s*[\[［]([^\]］\n]*)[\]］]\s*[(（]\s*<?([^)）>\n]*?)>?\s*[)）]\s*[\]］】]?",
    re.I,
)
_CODE = re.compile(
    rf"{BANG}\s*code(?:-([\w+#.-]*))?\s*[\[［]([^\]］\n]*)[\]］]\s*"
    r"[(（]\s*([^)）\s]*)[^)）\n]*[)）]\s*[\]］】]?",
    re.I,
)
_VIDEO = re.compile(rf"{BANG}\s*video\s*([^\]］】\s]+)\s*[\]］】]", re.I)
_ALERT = re.compile(
    rf"{BANG}\s*([^\[\]［］【】\n!！]{{1,120}}?)\s*\\?[\]］】][ \t]*[:：]?[ \t]*\n?"
)
_UNCLOSED_ALERT = re.compile(
    rf"{BANG}\s*(note|tip|important|warning|caution)[ \t]*(?:\n|\Z|[:：][ \t]*)", re.I
)
_SPACED = re.compile(r"[ \t\u00a0\u200b]*[(（]")
_TITLE = re.compile(r"[ \u00a0]+[\"“„«]([^\"“”„«»]*)[\"”“»]\s*\Z")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|bmp|webp)\s*\Z", re.I)

STANDALONE = frozenset({"code", "video", "form", "breadcrumb"})
"""Marks that hold no Markdown: everything else in triple colons opens or closes a container."""


def parse_markdown(text: str) -> SyntaxTreeNode:
    """The tree of a text, whatever it holds."""
    return SyntaxTreeNode(_parser().parse(text))


def parse_attributes(text: str) -> dict[str, str]:
    """`source="a.png" type='content'` as a dict, keys in lower case; any pair of quotes serves."""
    return {
        match[1].replace(" ", "").lower(): next(
            value for value in match.groups()[1:] if value is not None
        )
        for match in _ATTRIBUTE.finditer(text)
    }


def _image_attributes(text: str) -> dict[str, str]:
    """The attributes of an image; where their names were translated, by what they hold."""
    attributes = parse_attributes(text)
    if "source" in attributes:
        return attributes
    for key, value in attributes.items():
        if key != "lightbox" and _PICTURE.search(value):
            attributes["source"] = value
            break
    unknown = [value for key, value in attributes.items() if not key.isascii()]
    words = [value for value in unknown if " " in value.strip() and not _PICTURE.search(value)]
    if words and "alt-text" not in attributes:
        attributes["alt-text"] = words[0]
    return attributes


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    parser.block.ruler.at("table", table, {"alt": ["paragraph", "reference"]})
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
    line = _line(state, start)
    if line[:1] not in (":", "："):
        return False
    match = _MARK.match(line)
    if not match:
        return _stray_colons(state, start, line, silent)
    name, rest = match[1].lower(), match[2]
    if name == "no-loc" or (name == "image" and not _closes_line(rest) and _COLONS.search(rest)):
        return False
    if silent:
        return True
    last = start
    if name == "image":
        return _block_image(state, start, end, rest)
    if name in STANDALONE:
        while not _COLONS.search(rest) and last + 1 < end and not state.isEmpty(last + 1):
            last += 1
            rest += " " + _line(state, last)
    is_end = name.endswith("-end")
    token = state.push("ops_mark", "", 0)
    token.meta = {
        "mended": _broken(line),
        "name": name.removesuffix("-end"),
        "attributes": parse_attributes(rest),
        "argument": rest.strip().rstrip(":：").strip(),
        "end": is_end,
    }
    token.map = [start, last + 1]
    state.line = last + 1
    return True


def _stray_colons(state: StateBlock, start: int, line: str, silent: bool) -> bool:
    """Colons alone on a line, left over from a mark that lost its name."""
    if not _BARE.match(line):
        return False
    if not silent:
        token = state.push("ops_mark", "", 0)
        token.meta = {"mended": "", "name": "", "attributes": {}, "argument": "", "end": True}
        token.map = [start, start + 1]
        state.line = start + 1
    return True


def _broken(line: str) -> str:
    """The beginning of a mark that translation broke; nothing of a sound one."""
    sound = line.startswith(":::") and not _BROKEN_ATTRIBUTE.search(line)
    return "" if sound else line[:40]


def _closes_line(rest: str) -> bool:
    return bool(_BARE.search(rest.rstrip()))


def _block_image(state: StateBlock, start: int, end: int, rest: str) -> bool:
    last = start
    while not _COLONS.search(rest) and last + 1 < end and not state.isEmpty(last + 1):
        last += 1
        rest += " " + _line(state, last)
    attributes = _image_attributes(rest)
    description = ""
    if attributes.get("type") == "complex":
        for line in range(last + 1, end):
            if _IMAGE_END.match(_line(state, line)):
                description = "\n".join(_line(state, at) for at in range(last + 1, line)).strip()
                last = line
                break
    token = state.push("ops_image", "", 0)
    token.meta, token.content, token.map = (
        {"attributes": attributes, "mended": _broken(_line(state, start))},
        description,
        [start, last + 1],
    )
    state.line = last + 1
    return True


def _block_bracket(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    line = _line(state, start)
    if line[:1] not in ("[", "［", "【", "\\"):
        return False
    for pattern, kind in ((_INCLUDE, "ops_include"), (_CODE, "ops_code"), (_VIDEO, "ops_video")):
        match = pattern.match(line)
        if match and not line[match.end() :].strip():
            if not silent:
                token = state.push(kind, "", 0)
                token.meta, token.map = _meta(kind, match), [start, start + 1]
                token.meta["mended"] = "" if line.startswith("[!") else line[:20]
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
    if state.src[state.pos] not in ":：":
        return False
    match = _INLINE_MARK.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        if match[1].lower() == "image":
            state.push("ops_image", "", 0).meta = {"attributes": _image_attributes(match[2])}
        else:
            text = parse_attributes(match[2]).get("text", "")
            state.push("ops_no_loc", "", 0).content = text
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
    inside = state.src[opening.end() : shut.start()]
    title = _TITLE.search(inside)
    target = tidy_target(inside[: title.start()] if title else inside)
    if not LINK_LIKE.match(target.replace(" ", "%20")):
        return False
    if not silent:
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": target.replace(" ", "%20")}
        if title:
            token.attrs["title"] = title[1]
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
    """Mend each line's markup, then find the alerts."""
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type != "inline":
            continue
        token.content, mended = tidy_inline(token.content)
        if mended:
            token.meta["mended"] = mended
        if token.content[:1] in ("[", "［", "【", "\\"):
            _alert(tokens[index - 1], token, tokens[index + 1])


def _alert(opening: Token, inline: Token, closing: Token) -> None:
    match = _ALERT.match(inline.content) or _UNCLOSED_ALERT.match(inline.content)
    if not match or _INCLUDE.match(inline.content) or _VIDEO.match(inline.content):
        return
    if inline.content[match.end() - 1 :].startswith("](") or inline.content.startswith("[!["):
        return
    if opening.type == "heading_open" and not inline.content[match.end() :].strip():
        # a rule or an empty list item right below the marker makes CommonMark see a heading
        opening.type, closing.type = "paragraph_open", "paragraph_close"
        opening.tag = closing.tag = "p"
    if opening.type == "paragraph_open":
        opening.meta["alert"] = _alert_meta(match[1])
        sound = match[0].startswith("[!") and match[0].rstrip(": \t\n").endswith("]")
        if not sound and "mended" not in inline.meta:
            inline.meta["mended"] = (("marker", match[0].rstrip()),)
        inline.content = inline.content[match.end() :].lstrip()


def _alert_meta(marker: str) -> Mapping[str, str]:
    marker = marker.strip()
    word = marker.split()[0].lower() if marker else ""
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
