"""What a theme template knows of the page it renders: values, no decisions left to take.

In: a `LocaleContext` and a path. Out: a `PageView`. Pure; everything shared by the pages of a
locale is in its context, computed once.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote, urlsplit

from partner_kb.corpus import Listed, Page, as_date
from partner_kb.mkdocs_plugin import navigation as nav
from partner_kb.mkdocs_plugin.locale_context import (
    Badge,
    LocaleContext,
    absolute_url,
    alternate_links,
)
from partner_kb.mkdocs_plugin.notices import Notice, notices_for
from partner_kb.model import Source

LICENSES: Mapping[str, tuple[str, str]] = {
    "CC-BY-4.0": (
        "Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    "MIT": ("MIT License", "https://opensource.org/license/mit"),
}


@dataclass(frozen=True, slots=True)
class Switch:
    """A line of the language switcher; `translated` tells whether the page truly exists there."""

    locale: str
    name: str
    url: str
    translated: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Attribution:
    """What a licence such as CC BY 4.0 wants said of an imported page."""

    source: Source
    license_name: str | None
    license_url: str | None


@dataclass(frozen=True, slots=True)
class Comparing:
    """What the article's part to compare by says: whether its English is newer as a whole.

    `to_review` tells that a review is still to be recorded.
    """

    outdated: bool
    to_review: bool


@dataclass(frozen=True, slots=True)
class PageView:
    """One page as its reader meets it. URLs are relative to the site's root unless absolute.

    `language` is that of the text, `content_lang` the same where it is not the site's. `parents`
    are (title, url or None, lang or None); `indexed` says that search finds it.
    """

    path: str
    title: str
    description: str
    kind: str
    listed: Listed | None
    language: str
    content_lang: str | None
    trail: tuple[nav.NavNode, ...]
    parents: tuple[tuple[str, str | None, str | None], ...]
    indexed: bool
    roles: tuple[Badge, ...]
    applies_to: tuple[Badge, ...]
    notices: tuple[Notice, ...]
    switches: tuple[Switch, ...]
    canonical: str | None
    alternates: tuple[tuple[str, str], ...]
    english_url: str | None
    attribution: Attribution | None
    as_of: date | None
    sources: tuple[tuple[str, str], ...]
    edit_url: str | None
    report_url: str | None
    has_english: bool
    compare: Comparing | None


def page_view(
    context: LocaleContext, path: str, meta: Mapping[str, Any], edit_url: str | None
) -> PageView:
    """The view of one page in one locale; `meta` is its front matter."""
    corpus = context.site.corpus
    listed = context.view.pages.get(path)
    page = listed.page if listed else None
    original = corpus.originals.get((corpus.default, path))
    generated = page is None or page.kind != "page"
    translations = corpus.translations(path)
    default_listed = corpus.view(corpus.default).pages.get(path)
    english = default_listed.url if default_listed and not context.is_default else None
    fallback = bool(listed and listed.fallback)
    url = listed.url if listed else ""
    canonical = default_listed.url if fallback and default_listed else url
    title = page.title if page else str(meta.get("title", ""))
    notices = () if generated else notices_for(listed, original, english)
    return PageView(
        path=path,
        title=title,
        description=page.description if page else "",
        kind=page.kind if page else "page",
        listed=listed,
        language=page.locale if page else context.locale,
        content_lang=page.locale if page and fallback else None,
        trail=context.trails.get(path, ()),
        parents=_parents(context, path),
        indexed=bool(listed and listed.is_content),
        roles=tuple(context.role(role) for role in page.roles) if page else (),
        applies_to=tuple(context.cloud(cloud) for cloud in page.applies_to) if page else (),
        notices=notices,
        switches=_switches(context, path),
        canonical=absolute_url(context.site_url, canonical),
        alternates=alternate_links(context.site_url, translations, corpus.default),
        english_url=english,
        attribution=_attribution(page.source if page else None),
        as_of=as_date(meta.get("as_of")),
        sources=_sources(meta.get("sources")),
        edit_url=None if generated else edit_url,
        report_url=None if generated else _report_url(context, path, title, url),
        has_english=context.has_english(path),
        compare=None if page is None or fallback else _comparing(context, page, notices),
    )


def _comparing(context: LocaleContext, page: Page, notices: Sequence[Notice]) -> Comparing | None:
    if not context.has_english(page.path):
        return None
    outdated = any(notice.kind == "outdated" for notice in notices)
    return Comparing(outdated, to_review=bool(notices))


def _switches(context: LocaleContext, path: str) -> tuple[Switch, ...]:
    found = []
    for locale in context.locales.order:
        there = context.site.corpus.view(locale).pages.get(path)
        found.append(
            Switch(
                locale=locale,
                name=context.name_of(locale),
                url=there.url if there else context.home_of(locale),
                translated=bool(there and not there.fallback),
                current=locale == context.locale,
            )
        )
    return tuple(found)


def _parents(context: LocaleContext, path: str) -> tuple[tuple[str, str | None, str | None], ...]:
    """(title, url, lang) of what lies above a page: by the navigation, else by its folder."""
    trail = context.trails.get(path)
    if trail:
        return tuple((node.title, node.url, node.lang) for node in trail[:-1])
    index = context.view.pages.get(posixpath.join(posixpath.dirname(path), "index.md"))
    if index is None or index.page.path in (path, "index.md"):
        return ()
    return ((index.page.title, index.url, None),)


def _attribution(source: Source | None) -> Attribution | None:
    """Only a page that somebody else published has one: it names a URL or a licence."""
    if source is None or not (source.url or source.license):
        return None
    name, url = LICENSES.get(source.license or "", (source.license, None))
    return Attribution(source, name, url)


def _sources(value: object) -> tuple[tuple[str, str], ...]:
    """(title, url) of each source that has an http(s) address."""
    found = []
    for item in value if isinstance(value, list) else ():
        if isinstance(item, Mapping):
            url = str(item.get("url", ""))
            if urlsplit(url).scheme in ("http", "https"):
                found.append((str(item.get("title") or url), url))
    return tuple(found)


def _report_url(context: LocaleContext, path: str, title: str, url: str) -> str | None:
    template = context.options.report_url
    if not template:
        return None
    values = {
        "url": absolute_url(context.site_url, url) or f"/{url}",
        "title": title,
        "locale": context.locale,
        "path": posixpath.join(context.locale, path),
    }
    return template.format_map({key: quote(value, safe="") for key, value in values.items()})
