"""Links of clean pages to other pages, headings and files that are not there.

Links of raw OPS pages were looked at when they were converted. In: the written pages and the
site. Out: a warning for each link that leads nowhere: the page still builds, without the link.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from partner_kb.corpus import LocaleView
from partner_kb.errors import Problem, near_miss
from partner_kb.flow.project import heading_anchors
from partner_kb.mkdocs_plugin.home_links import HomeLinks
from partner_kb.mkdocs_plugin.site import Site
from partner_kb.project_check.pages import WrittenPage

_ANCHOR = re.compile(r"\{ ?#([^\s{}]+)[^{}]*\}")  # also where CommonMark sees code: in a note
_PARSER = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True, slots=True)
class _Link:
    """A link or an image as it is written, with the line of its block, from 1."""

    href: str
    line: int


def check_links(pages: Sequence[WrittenPage], site: Site) -> Iterator[Problem]:
    """Every link of every clean page that leads to nothing."""

    @cache
    def anchors(locale: str, path: str) -> frozenset[str] | None:
        page = site.corpus.view(locale).pages[path].page
        if page.kind != "page":
            return None  # made when it is rendered
        text = (site.docs_dir / page.locale / path).read_text("utf-8")
        return heading_anchors(text) | frozenset(_ANCHOR.findall(text))

    home_links = HomeLinks(site)
    for page in pages:
        if not page.clean:
            continue
        text = page.file.read_text("utf-8-sig")
        lines = text.split("\n")
        view = site.corpus.view(page.locale)
        home = dict(home_links.of(page.locale, page.path, text))
        for link in _links(text):
            problem = _fault(home.get(link.href, link.href), page, view, site, anchors)
            if problem:
                yield Problem(str(page.file), *_place(link, lines), "warning", *problem)


def _fault(
    href: str, page: WrittenPage, view: LocaleView, site: Site, anchors: object
) -> tuple[str, str] | None:
    """The code and the message of what is wrong with a link, if anything."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return "link-malformed", f'"{href}" is not a URL'
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return None
    path = unquote(parts.path)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path))
    if path and not path.endswith(".md"):
        return _missing_file(href, target, page, site)
    target = target if path else page.path
    if target not in view.pages:
        hint = near_miss(posixpath.basename(target), map(posixpath.basename, view.pages))
        return "link-target-missing", f'"{href}" leads to a page that is not here.{hint}'
    fragment = unquote(parts.fragment)
    known = anchors(page.locale, target) if callable(anchors) else None
    if not fragment or known is None or fragment in known or fragment.rpartition("_")[0] in known:
        return None
    hint = near_miss(fragment, known)
    return "anchor-missing", f'"{href}" leads to a heading that "{target}" does not have.{hint}'


def _missing_file(href: str, target: str, page: WrittenPage, site: Site) -> tuple[str, str] | None:
    """A picture or a download; addresses such as `../policies/` are left to the browser."""
    suffix = posixpath.splitext(target)[1]
    folders = (page.locale, site.corpus.default)
    if not suffix or any((site.docs_dir / folder / target).is_file() for folder in folders):
        return None
    return "file-missing", f'"{href}" leads to a file that is not here'


def _links(text: str) -> Iterator[_Link]:
    """The links and images of a page; those of its front matter and its code are none."""
    body = text
    skipped = 0
    if text.startswith("---\n") and "\n---" in text[3:]:
        front = text[: text.index("\n---", 3) + 4]
        skipped = front.count("\n")
        body = text[len(front) :]
    yield from _of_blocks(_PARSER.parse(body), skipped)


def _of_blocks(tokens: Sequence[Token], skipped: int) -> Iterator[_Link]:
    for token in tokens:
        line = (token.map[0] if token.map else 0) + skipped + 1
        for child in token.children or ():
            name = {"link_open": "href", "image": "src"}.get(child.type)
            missing = child.type == "image" and "pkb-image-missing" in token.content
            if name and not missing:
                yield _Link(str(child.attrs.get(name, "")), line)
        if token.type == "code_block" and token.map:
            # The body of an admonition or a tab is indented by four: code to CommonMark.
            inner = _PARSER.parse(token.content)
            yield from _of_blocks(inner, line - 1)


def _place(link: _Link, lines: Sequence[str]) -> tuple[int, int]:
    """The line and column of a link; blocks of several lines are looked through."""
    for number in range(link.line - 1, min(link.line + 400, len(lines))):
        column = lines[number].find(f"({link.href}")
        if column >= 0:
            return number + 1, column + 2
    return link.line, 1
