"""Addresses in running text, `https://example.com/a`, `www.example.com`, `mailto:a@example.com`.

They are links on the vendor's site, whose Markdown (Markdig) finds them at the beginning of a
word. In: the parser's states, where text is read. Out: the tokens of a link whose words are the
address as it is written. Where translation took the blank before it, a letter of Chinese,
Japanese or Korean, or their punctuation, begins and ends an address, too.
https://github.com/xoofx/markdig/blob/master/src/Markdig.Tests/Specs/AutoLinks.md
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.rules_inline import StateInline

_EAST_ASIAN = r"\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef"
_BEFORE = re.compile(rf"[\s*_~({_EAST_ASIAN}]")
_HOST = r"(?:[^\W_][\w-]{0,62}\.){1,20}[^\W_][\w-]{0,62}"
_REST = (
    r"(?:[:/?#](?:(?!&(?:lt|gt|quot|nbsp|#\w{1,8});)"
    rf"[^\s<>\"`*\[\]\\|\u2000-\u206f{_EAST_ASIAN}]){{0,2000}})?"
)
_ADDRESS = re.compile(
    rf"(?:https?://{_HOST}{_REST}|www\.{_HOST}{_REST}|mailto:[\w.+-]{{1,64}}@{_HOST})"
)
_TAIL = ".,;:!?'_~"
_SCHEMES = ("http", "https", "mailto")


def text(state: StateInline, silent: bool) -> bool:
    """The parser's rule for text, up to the next mark, with the addresses in it."""
    src, start = state.src, state.pos
    mark = state.md.inline.terminator_re.search(src, start)
    end = min(mark.start(), state.posMax) if mark else state.posMax
    if end == start:
        return False
    # most text holds neither sign of an address
    signs = src.startswith(":", end) or src.find("www.", start, end) >= 0
    if signs and not silent and state.linkLevel <= 0:
        for begin in _beginnings(src, start, end):
            if begin >= state.pos and (address := address_at(src, begin, state.posMax)):
                state.append_pending(src[state.pos : begin])
                _link(state, address)
                state.pos = begin + len(address)
    if state.pos < end:
        if not silent:
            state.append_pending(src[state.pos : end])
        state.pos = end
    return True


def _beginnings(src: str, start: int, end: int) -> Iterator[int]:
    """Where in a run of text an address may begin."""
    begin = src.find("www.", start, end)
    while begin >= 0:
        if not begin or _BEFORE.match(src, begin - 1):
            yield begin
        begin = src.find("www.", begin + 4, end)
    if src.startswith(":", end):
        begin = end - next((len(name) for name in _SCHEMES if src.endswith(name, start, end)), 0)
        if begin < end and (not begin or _BEFORE.match(src, begin - 1)):
            yield begin


def _link(state: StateInline, address: str) -> None:
    target = address.replace("&amp;", "&")
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": f"http://{target}" if target.startswith("www.") else target}
    state.push("text", "", 0).content = target
    closing = state.push("link_close", "a", -1)
    opening.markup = closing.markup = "autolink"
    opening.info = closing.info = "auto"


def address_at(src: str, start: int, end: int) -> str:
    """The address that begins at `start`, without the punctuation of its sentence; else nothing."""
    match = _ADDRESS.match(src, start, end)
    if not match:
        return ""
    found, following = match[0], src[match.end() : match.end() + 1]
    if following == "\\" or (following == "<" and found[-1] in "/=?&"):
        return ""  # a placeholder or an escaped mark goes on with it
    while found[-1] in _TAIL or (found[-1] == ")" and found.count(")") > found.count("(")):
        found = found[:-1]
    return found
