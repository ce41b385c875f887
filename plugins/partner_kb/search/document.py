"""What Pagefind reads of a page: its article, and what lists say of it.

In: the page as it was written, and its entry. Out: an HTML document without the site around it,
which is a tenth of the bytes and changes only when the article does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import jinja2
from markupsafe import Markup

from partner_kb.resources import templates_dir

_OPEN, _CLOSE = "<article", "</article>"
_WORD_END = re.compile(
    r"</(?:blockquote|button|caption|dd|dt|figcaption|legend|option|pre|summary|th)>"
)
"""Ends of elements that a reader sees apart, and between which Pagefind (1.5) sees no space: it
would take `<dt>Channel</dt><dd>Phone</dd>` for one word."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page that is searched. `url` is relative to the site's root, `language` that of the text
    where it is not the site's; `topic` is a name in the reader's language, "" for none. `weight`
    is what the page's score is multiplied by.
    """

    url: str
    title: str
    description: str
    topic: str
    roles: tuple[str, ...]
    applies_to: tuple[str, ...]
    language: str = ""
    weight: float = 1


def search_document(html: str, page: SearchPage, locale: str) -> str | None:
    """The document to index, or None where the page has no article.

    The article is cut out, not parsed: our own template writes exactly one, and a thousand pages
    would take longer to parse here than Pagefind needs for everything.
    """
    start, end = html.find(_OPEN), html.rfind(_CLOSE)
    if start < 0 or end < start:
        return None
    cut = _WORD_END.sub(r"\g<0> ", html[start : end + len(_CLOSE)])
    article = Markup(cut)  # noqa: S704 - the site's own page, for Pagefind alone
    return document_template().render(article=article, page=page, locale=locale)


@cache
def document_template() -> jinja2.Template:
    """What a document is made with, compiled once."""
    folder = templates_dir() / "search"
    env = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), autoescape=True)
    return env.get_template("document.html")
