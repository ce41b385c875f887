"""Raw HTML in source guidance: what may pass, by nh3's allow-list.

The source is other people's text: scripts, styles, frames, event handlers and odd URL schemes
never reach a page. One policy serves whole blocks and single inline tags alike.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html.parser import HTMLParser
from urllib.parse import urlsplit

import nh3

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del",
    "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby",
    "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
}  # fmt: skip
_OTHER_ELEMENTS = frozenset({
    "address", "applet", "area", "article", "aside", "audio", "base", "basefont", "bdi", "bdo",
    "bgsound", "big", "blink", "body", "button", "canvas", "center", "command", "content", "data",
    "datalist", "dialog", "dir", "embed", "fieldset", "font", "footer", "form", "frame", "frameset",
    "g", "head", "header", "hgroup", "html", "iframe", "image", "input", "keygen", "label",
    "legend", "link", "listing", "main", "map", "marquee", "math", "menu", "menuitem", "meta",
    "meter", "multicol", "nav", "nobr", "noembed", "noframes", "noscript", "object", "optgroup",
    "option", "output", "param", "path", "picture", "plaintext", "portal", "progress", "script",
    "search", "section", "select", "shadow", "slot", "source", "spacer", "strike", "style", "svg",
    "template", "textarea", "title", "track", "tt", "video", "xmp",
})  # fmt: skip
"""Elements of HTML, old ones too, that do not pass; a tag of another name is an author's words."""
INLINE_TAGS = TAGS - {
    "blockquote", "caption", "col", "colgroup", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "p", "pre", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr",
}  # fmt: skip
CELL_TAGS = frozenset({
    "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "dl", "dt", "dd", "p", "div",
    "blockquote", "details", "summary", "hr",
})  # fmt: skip
"""Blocks that may stand in a line of a table's cell; none of their attributes is an address."""
BLOCKS = TAGS - INLINE_TAGS
_TOOL = re.compile(r"c\d{1,3}|[be]pt|ph|mrk", re.I)
VOID = frozenset({"br", "hr", "img", "wbr", "col"})
_ATTRIBUTES = {
    "*": {"id", "lang", "dir", "title"},
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "ol": {"start", "type"},
    "time": {"datetime"},
    "details": {"open"},
    "col": {"span"},
    "colgroup": {"span"},
}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"\A[\s\x00-\x20]*([A-Za-z][A-Za-z0-9+.\-]*)\s*:")


def sanitize(html: str) -> str:
    """A fragment with only what the policy allows; unclosed elements come back closed."""
    return nh3.clean(
        html, tags=TAGS, attributes=_ATTRIBUTES, url_schemes=set(SCHEMES), link_rel=None
    )


def is_safe_url(url: str) -> bool:
    """Whether a link target has no scheme, or one that a reader may follow."""
    folded = "".join(char for char in url if char > " ")
    match = _SCHEME.match(folded)
    if match and match[1].lower() not in SCHEMES:
        # `a.md:12` has no scheme; `javascript:` has.
        return "." in match[1] and "/" not in match[1]
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


class Tag(HTMLParser):
    """One inline tag, taken apart: `name`, `attributes`, `kind` (open, close, empty, other)."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.name = ""
        self.attributes: dict[str, str] = {}
        self.kind = "other"
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<b>`."""
        self.name, self.kind = tag, "empty" if tag in VOID else "open"
        self.attributes = {key: value or "" for key, value in attrs}

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<br/>`; browsers read `<b/>` as an opening tag, we read it as an empty element."""
        self.name, self.kind = tag, "empty"
        self.attributes = {key: value or "" for key, value in attrs}

    def handle_endtag(self, tag: str) -> None:
        """`</b>`."""
        self.name, self.kind = tag, "close"


def is_of_a_tool(name: str) -> bool:
    """Whether a tag is one by which translation tools carry marks of a line."""
    return bool(_TOOL.fullmatch(name))


def is_element(name: str) -> bool:
    """Whether a tag's name is one that a browser or an office program knows."""
    name = name.lower()
    return name in TAGS or name in _OTHER_ELEMENTS or ":" in name


def inline_tag(tag: Tag) -> str:
    """The opening tag as the policy lets it through, or nothing."""
    return _opening(tag.name, _allowed(tag)) if tag.name in INLINE_TAGS else ""


def cell_tag(tag: Tag) -> str:
    """The opening tag of one of `CELL_TAGS`; nh3 reads a cell's only in a table."""
    return f"<{tag.name}{_allowed(tag)}>"


def _allowed(tag: Tag) -> str:
    allowed = _ATTRIBUTES.get(tag.name, set()) | _ATTRIBUTES["*"]
    kept = {key: value for key, value in tag.attributes.items() if key in allowed}
    return "".join(f' {key}="{_attribute(value)}"' for key, value in sorted(kept.items()))


@lru_cache(maxsize=1024)
def _opening(name: str, attributes: str) -> str:
    return sanitize(f"<{name}{attributes}>").split(f"</{name}>", maxsplit=1)[0]


def _attribute(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
