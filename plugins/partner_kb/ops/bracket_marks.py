"""Marks in brackets, `[!NAME …]`: alerts, includes, code and videos, as rules for markdown-it-py.

In: the parser's states. Out: the tokens `ops_include`, `ops_code`, `ops_video`, and alerts in the
paragraphs that begin with one, as `parser` describes. Any case, spacing and width is taken.
https://learn.microsoft.com/contribute/content/markdown-reference
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from typing import Any

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import reference as commonmark_reference
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from partner_kb.ops.colon_marks import line_at, parse_attributes
from partner_kb.ops.mending import BANG, tidy_inline
from partner_kb.ops.snippets import referred_snippet
from partner_kb.ops.terms import term_at

_INCLUDE = re.compile(
    rf"{BANG}\s*(?:include|[^\W\d_]{{2,20}}(?=\s*[\[［][^\]］\n]{{0,400}}[\]］]\s*[(（][^)）\n]{{0,400}}\.md\s*>?\s*[)）]))"
    r"\s*[\[［]([^\]］\n]{0,400})[\]］]\s*[(（]\s*<?([^)）>\n]{0,400}?)>?\s*[)）](?:\s*\\?[\]］】])?",
    re.I,
)
"""Where the word was translated too, the file shows that it is an include. No title and no path
is longer than 400: a page of open brackets must not take forever."""
_CODE = re.compile(
    rf"{BANG}\s*(?:code|notebook)(?:-([\w+#.-]{{0,40}}))?\s*[\[［]([^\]］\n]{{0,400}})[\]］]\s*"
    r"[(（]\s*([^)）\s]{0,400})[^)）\n]{0,400}[)）](?:\s*[\]］】])?",
    re.I,
)
_VIDEO = re.compile(rf"{BANG}\s*video\s*([^\]］】\s]{{1,2000}})\s*[\]］】]", re.I)
_ALERT = re.compile(
    rf"{BANG}\s*([^\[\]［］【】{{}}\n!！]{{1,120}}?)\s*[!！]?\s*"
    r"\\?[\]］】}][ \t]*[:：]?[ \t]*\n?()"
)
_BOLD_ALERT = re.compile(
    rf"(\*\*|__)[ ]?({BANG}[ ]?(?:note|tip|important|warning|caution)[ ]?[\]］】])[:：]?[ ]?\1",
    re.I,
)
_UNCLOSED_ALERT = re.compile(
    rf"{BANG}\s*(?:(note|tip|important|warning|caution)(?:\s+|\Z|[:：.][ \t]*)"
    r"|([^\W\d_]+(?: [^\W\d_]+){0,2})[ \t]*(?:[：。]\s*|[:.–—-]\s+))",
    re.I,
)
_NEXT_ALERT = re.compile(
    r"\n(?=[ \t]*\[!(?:note|tip|important|warning|caution|div\b[^\]\n]{0,200})\])", re.I
)
_SENTENCE = re.compile(r"([^\W\d_]+(?: [^\W\d_]+){0,2})\s*[:：.。]\s*(?=\w)")
"""A marker whose bracket closes behind the text of the alert instead of behind its name."""


def block_bracket(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule: an include, a code file or a video alone on its line."""
    if state.is_code_block(start):
        return False
    line = line_at(state, start)
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


def reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """CommonMark's rule for `[label]: target`, but that `[!NOTE]: text` is none."""
    return not line_at(state, start).startswith("[!") and commonmark_reference(
        state, start, end, silent
    )


def _meta(kind: str, match: re.Match[str]) -> dict[str, Any]:
    if kind == "ops_include":
        return {"title": match[1], "path": match[2]}
    if kind == "ops_code":
        snippet = referred_snippet(match[3])
        return {"language": match[1] or "", "title": match[2], "snippet": snippet}
    return {"url": match[1]}


def inline_bracket(state: StateInline, silent: bool) -> bool:
    """The inline rule: an include, a video or a term among words."""
    if not state.src.startswith("[!", state.pos):
        return False
    term = term_at(state.src, state.pos)
    if term:
        words, href, state.pos = term
        if not silent:
            _term(state, words, href)
        return True
    for pattern, kind in ((_INCLUDE, "ops_include"), (_VIDEO, "ops_video")):
        match = pattern.match(state.src, state.pos)
        if match:
            if not silent:
                state.push(kind, "", 0).meta = _meta(kind, match)
            state.pos = match.end()
            return True
    return False


def _term(state: StateInline, words: str, href: str) -> None:
    if href:
        state.push("link_open", "a", 1).attrs = {"href": href}
    state.push("ops_no_loc", "", 0).content = words
    if href:
        state.push("link_close", "a", -1)


def find_alerts(state: StateCore) -> None:
    """Mend each line's markup, then find the alerts."""
    tokens = state.tokens = list(_parted(state.tokens))
    for index, token in enumerate(tokens):
        if token.type != "inline":
            continue
        token.content, mended = tidy_inline(token.content)
        if mended:
            token.meta["mended"] = mended
        if bold := _BOLD_ALERT.match(token.content):
            token.content = bold[2] + token.content[bold.end() :]
            token.meta.setdefault("mended", (("marker", bold[0]),))
        if token.content[:1] in ("[", "［", "【", "\\"):
            _alert(tokens[index - 1], token, tokens[index + 1])


def _parted(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens, each paragraph parted where a line of its own begins another alert."""
    for index, token in enumerate(tokens):
        parts = _NEXT_ALERT.split(token.content) if token.type == "inline" else []
        opening = tokens[index - 1]
        if len(parts) < 2 or opening.type != "paragraph_open":
            yield token
            continue
        line = token.map[0] if token.map else 0
        for number, part in enumerate(parts):
            stop = line + part.count("\n") + 1
            if number:
                yield copy(tokens[index + 1])
                yield replace(opening, map=[line, stop], meta={})
            else:
                opening.map = [line, stop]
            yield replace(token, map=[line, stop], meta={}, content=part, children=[])
            line = stop


def _alert(opening: Token, inline: Token, closing: Token) -> None:
    match = _marker(inline.content)
    if not match or _INCLUDE.match(inline.content) or _VIDEO.match(inline.content):
        return
    if term_at(inline.content):
        return
    if inline.content[match.end() - 1 :].startswith("](") or inline.content.startswith("[!["):
        return
    if opening.type == "heading_open" and not inline.content[match.end() :].strip():
        # a rule or an empty list item right below the marker makes CommonMark see a heading
        opening.type, closing.type = "paragraph_open", "paragraph_close"
        opening.tag = closing.tag = "p"
    if opening.type == "paragraph_open":
        marker, text = match[1] or match[2], inline.content[match.end() :]
        sound = match[0].startswith("[!") and match[0].rstrip(": \t\n").endswith("]")
        if sentence := _SENTENCE.match(marker):
            sound, text = False, f"{marker[sentence.end() :]} {text}"
            marker = sentence[1]
        while again := _ALERT.match(text):  # the marker once more, translated
            sound, text = False, text[again.end() :]
        opening.meta["alert"] = _alert_meta(marker)
        if not sound and "mended" not in inline.meta:
            inline.meta["mended"] = (("marker", match[0].rstrip()),)
        inline.content = text.lstrip()


def _marker(text: str) -> re.Match[str] | None:
    """The marker that a text begins with: its name is in one of the match's two groups."""
    return _ALERT.match(text) or _UNCLOSED_ALERT.match(text)


def _alert_meta(marker: str) -> Mapping[str, str]:
    marker = marker.strip(" \t\u00a0:：.。")
    word = marker.split()[0].lower() if marker else ""
    attributes = parse_attributes(marker)
    return {"kind": word, "class": attributes.get("class", ""), "marker": marker}
