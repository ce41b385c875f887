"""Markdown that stands inside HTML, such as a list in a cell of a `<table>`, as HTML.

In: a node between the tags of an element. Out: its HTML as CommonMark renders it, with the marks of
OPS in the form that HTML has for them, to be sanitized with what is around it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, MutableMapping, Sequence
from functools import cache
from html import escape, unescape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from markdown_it.utils import OptionsDict

from partner_kb.ops.alerts import ALERTS
from partner_kb.ops.blocks import lines_of
from partner_kb.ops.context import PageContext
from partner_kb.ops.cross_references import parse_reference
from partner_kb.ops.literal import without_literals
from partner_kb.ops.parser import parse_markdown
from partner_kb.ops.snippets import Snippet, marked_snippet


def render_node(node: SyntaxTreeNode, context: PageContext) -> str:
    """The HTML of a node and all that is in it."""
    return _rendered(node, context, context.base)


def _rendered(node: SyntaxTreeNode, context: PageContext, page: str) -> str:
    """The same, with references as the file `page` would make them, into which it is put."""
    renderer = _renderer()
    env = {"context": context, "lines": lines_of(node), "page": page}
    return str(renderer.renderer.render(node.to_tokens(), renderer.options, env))


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


def _reference(href: str, env: _Env) -> str:
    """A reference as the page makes it, where an included file of another folder made it."""
    context: PageContext = env["context"]
    if context.base == env["page"] or re.match(r"[\w.+-]+:|[/\\#~]|\Z", href):
        return href
    path, mark, fragment = href.replace("\\", "/").partition("#")
    joined = posixpath.join(posixpath.dirname(context.base), path)
    return posixpath.relpath(joined, posixpath.dirname(env["page"]) or ".") + mark + fragment


def _link(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: _Env
) -> str:
    href = str(tokens[at].attrs.get("href", ""))
    if parse_reference(href):
        context: PageContext = env["context"]
        target = context.link(href, context.base)
        if target.problem:
            context.report(env["lines"], *target.problem, href)
        tokens[at].attrs["href"] = target.href
        if tokens[at].markup == "autolink":
            tokens[at + 1].content = target.words
    else:
        tokens[at].attrs["href"] = _reference(href, env)
    return renderer.renderToken(tokens, at, options, env)


def _picture(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: _Env
) -> str:
    tokens[at].attrs["src"] = _reference(str(tokens[at].attrs.get("src", "")), env)
    return renderer.image(tokens, at, options, env)


def _image(_self: object, tokens: Sequence[Token], at: int, _options: object, env: _Env) -> str:
    attributes = tokens[at].meta["attributes"]
    source = _reference(attributes.get("source", ""), env)
    return f'<img src="{escape(source)}" alt="{escape(unescape(attributes.get("alt-text", "")))}">'


def _video(_self: object, tokens: Sequence[Token], at: int, _options: object, env: _Env) -> str:
    url = tokens[at].meta["url"]
    words = url.split("://", 1)[-1].split("?")[0]
    return f'<a href="{escape(url)}">{escape(env["context"].labels.video)}: {escape(words)}</a>'


def _include(_self: object, tokens: Sequence[Token], at: int, _options: object, env: _Env) -> str:
    context: PageContext = env["context"]
    path, lines = tokens[at].meta["path"], _lines(tokens[at], env)
    found = context.find(lines, path)
    if found is None:
        return escape(without_literals(str(tokens[at].meta.get("title", ""))))
    where, text = found
    if not context.enters(lines, where, path):
        return ""
    with context.inside(where, text):
        nodes = parse_markdown(text.text).children
        html = "".join(_rendered(child, context, env["page"]) for child in nodes)
    words = html.strip().removeprefix("<p>").removesuffix("</p>")
    return html if "<p>" in words or "</p>" in words else words


def _code(_self: object, tokens: Sequence[Token], at: int, _options: object, env: _Env) -> str:
    context: PageContext = env["context"]
    snippet: Snippet = tokens[at].meta["snippet"]
    found = context.find_code(_lines(tokens[at], env), snippet)
    if found is None:
        words = tokens[at].meta.get("title") or snippet.path
        target = context.link(snippet.path, context.base).href
        return f'<p><a href="{escape(target)}">{escape(words)}</a></p>'
    return f"<pre><code>{escape(found)}\n</code></pre>"


def _mark(self: object, tokens: Sequence[Token], at: int, options: object, env: _Env) -> str:
    meta = tokens[at].meta
    if meta["name"] != "code" or not meta["attributes"].get("source"):
        return ""
    meta["snippet"] = marked_snippet(meta["attributes"])
    return _code(self, tokens, at, options, env)


def _lines(token: Token, env: _Env) -> tuple[int, int]:
    """The first and last line, from 1, of a mark; among words those of what is around it."""
    lines: tuple[int, int] = (token.map[0] + 1, token.map[1]) if token.map else env["lines"]
    return lines


def _words(_self: object, tokens: Sequence[Token], at: int, _options: object, _env: _Env) -> str:
    return escape(tokens[at].content, quote=False)


_RULES = {
    "paragraph_open": _paragraph, "link_open": _link, "image": _picture,
    "ops_image": _image, "ops_video": _video,
    "ops_include": _include, "ops_code": _code, "ops_mark": _mark, "ops_no_loc": _words,
    "text_special": _words,
}  # fmt: skip
