"""Markdown that stands inside HTML, such as a list in a cell of a `<table>`, as HTML.

In: a node between the tags of an element. Out: its HTML as CommonMark renders it, with the marks of
OPS in the form that HTML has for them, to be sanitized with what is around it.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from functools import cache
from html import escape, unescape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from partner_kb.ops.alerts import ALERTS
from partner_kb.ops.context import PageContext
from partner_kb.ops.parser import parse_markdown


def render_node(node: SyntaxTreeNode, context: PageContext) -> str:
    """The HTML of a node and all that is in it."""
    renderer = _renderer()
    return str(renderer.renderer.render(node.to_tokens(), renderer.options, {"context": context}))


@cache
def _renderer() -> MarkdownIt:
    renderer = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for name, rule in _RULES.items():
        renderer.add_render_rule(name, rule)
    return renderer


_Env = MutableMapping[str, Any]


def _paragraph(_self: object, tokens: Sequence[Token], at: int, _options: object, env: _Env) -> str:
    """A paragraph; the first of an alert says which one it is."""
    alert: Mapping[str, str] = tokens[at].meta.get("alert", {})
    if not alert or alert["kind"] == "div":
        return "" if tokens[at].hidden else "<p>"
    titles = env["context"].labels.alerts
    title = titles.get(ALERTS.get(alert["kind"], ""), alert["marker"])
    return f"<p><strong>{escape(title)}</strong></p>\n<p>"


def _image(_self: object, tokens: Sequence[Token], at: int, _options: object, _env: _Env) -> str:
    attributes = tokens[at].meta["attributes"]
    source, words = attributes.get("source", ""), unescape(attributes.get("alt-text", ""))
    return f'<img src="{escape(source)}" alt="{escape(words)}">'


def _video(_self: object, tokens: Sequence[Token], at: int, _options: object, env: _Env) -> str:
    url = tokens[at].meta["url"]
    words = url.split("://", 1)[-1].split("?")[0]
    return f'<a href="{escape(url)}">{escape(env["context"].labels.video)}: {escape(words)}</a>'


def _include(_self: object, tokens: Sequence[Token], at: int, _options: object, env: _Env) -> str:
    context: PageContext = env["context"]
    path, lines = tokens[at].meta["path"], tuple(tokens[at].map or (0, 1))
    place = (lines[0] + 1, lines[1])
    found = context.find(place, path)
    if found is None:
        return escape(str(tokens[at].meta.get("title", "")))
    where, text = found
    if not context.enters(place, where, path):
        return ""
    saved = context.including
    context.including = (*saved, where)
    html = "".join(render_node(child, context) for child in parse_markdown(text.text).children)
    context.including = saved
    paragraph = html.strip().removeprefix("<p>").removesuffix("</p>")
    return paragraph if "<p>" not in paragraph else html


def _code(_self: object, tokens: Sequence[Token], at: int, _options: object, env: _Env) -> str:
    context: PageContext = env["context"]
    path = tokens[at].meta["path"]
    found = context.include(path.split("?")[0].split("#")[0], context.base)
    if found is None:
        words = tokens[at].meta.get("title") or path
        return f'<p><a href="{escape(path)}">{escape(words)}</a></p>'
    return f"<pre><code>{escape(found[1].text)}</code></pre>"


def _words(_self: object, tokens: Sequence[Token], at: int, _options: object, _env: _Env) -> str:
    return escape(tokens[at].content, quote=False)


def _nothing(_self: object, _tokens: object, _at: int, _options: object, _env: _Env) -> str:
    return ""


_RULES = {
    "paragraph_open": _paragraph, "ops_image": _image, "ops_video": _video,
    "ops_include": _include, "ops_code": _code, "ops_mark": _nothing, "ops_no_loc": _words,
    "text_special": _words,
}  # fmt: skip
