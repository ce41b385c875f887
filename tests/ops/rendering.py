"""The two renderings that are compared: the source by CommonMark, the clean page by the dialect."""

from __future__ import annotations

import re

import markdown
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from partner_kb.markdown_ext import DIALECT

_COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_COMMONMARK.core.ruler.after("block", "markers", lambda state: _without_markers(state))
_IMAGE = re.compile(r':::+ ?image\b[^\n]*?alt-text="([^"]*)"[^\n]*:::')
_MARK = "zzmark"


def render_clean(body: str) -> str:
    html = markdown.markdown(
        body,
        extensions=list(DIALECT),
        extension_configs={name: dict(options) for name, options in DIALECT.items()},
    )
    return re.sub(r'<p class="admonition-title">[^<]*</p>', "", html)


def render_source(text: str) -> str:
    """OPS marks are taken out of the text so that CommonMark alone can read it."""
    text = _IMAGE.sub(r"\1", text)
    text = re.sub(r"^\s*:::.*$", "", text, flags=re.M)
    return _COMMONMARK.render(text).replace(_MARK, "")


def _without_markers(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline":
            token.content = re.sub(r"\[!\w+\]", _MARK, token.content)
