"""What a theme template knows of the page it renders: values, no decisions left to take.

In: the `Site`, a locale and a path. Out: a `PageView`. Pure; everything shared by the pages of a
locale is in its `LocaleContext`, computed once.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from gettext import NullTranslations
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from partner_kb.collation import initial, sort_key
from partner_kb.corpus import Listed, LocaleView, Page, as_date, newest
from partner_kb.mkdocs_plugin import navigation as nav
from partner_kb.mkdocs_plugin.config import PartnerKBConfig
from partner_kb.mkdocs_plugin.locales import SiteLocales
from partner_kb.mkdocs_plugin.notices import Notice, notices_for
from partner_kb.mkdocs_plugin.reading_order import paths_below, ranges, reading_order, walk
from partner_kb.mkdocs_plugin.site import Site
from partner_kb.model import Source

LICENSES: Mapping[str, tuple[str, str]] = {
    "CC-BY-4.0": (
        "Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    "MIT": ("MIT License", "https://opensource.org/license/mit"),
}


LISTS = (
    "flows/index.md",
    "policies/index.md",
    "roles/index.md",
    "translation-status.md",
    "a-z.md",
)


@dataclass(frozen=True, slots=True)
class Badge:
    """A role or cloud by its id, named in the reader's language; `url` of its landing page."""

    id: str
    name: str
    url: str | None = None


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
class Letter:
    """A heading of the A–Z list with its pages."""

    name: str
    pages: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """One `<url>` of the sitemap; URLs are absolute."""

    url: str
    updated: date | None
    alternates: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LocaleContext:
    """What all pages of one locale share; cached properties are computed at first use."""

    site: Site
    options: PartnerKBConfig
    locales: SiteLocales
    locale: str
    translations: Callable[[str], NullTranslations] = field(repr=False)
    site_url: str | None = None

    @property
    def view(self) -> LocaleView:
        """The pages of this locale."""
        return self.site.corpus.view(self.locale)

    @property
    def is_default(self) -> bool:
        """Whether this is the locale at the root."""
        return self.locale == self.locales.default

    @property
    def prefix(self) -> str:
        """The folder of this locale's URLs: "" or "pt-BR/"."""
        return "" if self.is_default else f"{self.locale}/"

    @property
    def nodes(self) -> tuple[nav.NavNode, ...]:
        """The navigation tree."""
        return self.site.navs[self.locale]

    @cached_property
    def trails(self) -> Mapping[str, tuple[nav.NavNode, ...]]:
        """The way through the navigation to each page."""
        return nav.trails(self.nodes)

    @cached_property
    def reading_order(self) -> tuple[Listed, ...]:
        """The written pages as the navigation lists them; scripts know a page by its place here."""
        return reading_order(self.nodes, self.view)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {listed.page.path: place for place, listed in enumerate(self.reading_order)}

    def places(self, paths: Iterable[str | None]) -> str:
        """The places of pages in the reading order, as `ranges` writes them; others have none."""
        return ranges(self._places[path] for path in paths if path and path in self._places)

    def places_of(self, pages: Iterable[Listed]) -> str:
        """The places of listed pages."""
        return self.places(listed.page.path for listed in pages)

    def places_below(self, nodes: Iterable[nav.NavNode]) -> str:
        """The places of all pages of these nodes and below them."""
        return self.places(paths_below(nodes))

    @cached_property
    def node_places(self) -> Mapping[nav.NavNode, str]:
        """The same for each node of the navigation."""
        return {node: self.places_below([node]) for node in walk(self.nodes)}

    @cached_property
    def topics(self) -> tuple[nav.Topic, ...]:
        """The groups of the navigation as topics."""
        return nav.topics(self.nodes, self.view, "")

    @cached_property
    def newest(self) -> tuple[Listed, ...]:
        """The newest changes of this locale."""
        own = (listed for listed in self.view.guidance if not listed.fallback)
        return newest(own, self.options.home.newest)

    @cached_property
    def letters(self) -> tuple[Letter, ...]:
        """Every written page, by the first letter as this locale sorts them."""
        ordered = sorted(self.view.content, key=lambda li: sort_key(li.page.title, self.locale))
        groups: dict[str, list[Listed]] = {}
        for listed in ordered:
            groups.setdefault(initial(listed.page.title, self.locale), []).append(listed)
        return tuple(Letter(name, tuple(pages)) for name, pages in groups.items())

    @cached_property
    def roles(self) -> tuple[tuple[Badge, int], ...]:
        """Each role that has pages in this locale, with their number, sorted.

        A role's pages are those that name it or a role that it implies.
        """
        named = {role for listed in self.view.guidance for role in listed.page.roles}
        known = {role.id for role in self.site.vocabulary.roles}
        counted = ((self.role(role), self.page_count(role)) for role in named | known)
        badges = [(badge, count) for badge, count in counted if count]
        return tuple(sorted(badges, key=lambda pair: sort_key(pair[0].name, self.locale)))

    @property
    def unclassified(self) -> tuple[Listed, ...]:
        """Written pages that name no role."""
        return tuple(listed for listed in self.view.guidance if not listed.page.roles)

    def role(self, role: str) -> Badge:
        """The badge of a role."""
        landing = self.view.pages.get(f"roles/{role}.md")
        name = self.site.vocabulary.name(role, self.locale)
        return Badge(role, name, landing.url if landing else None)

    def cloud(self, cloud: str) -> Badge:
        """The badge of an applies-to id."""
        return Badge(cloud, self.site.vocabulary.name(cloud, self.locale))

    def everyone(self, role: str) -> bool:
        """Whether the vocabulary says that pages for `role` concern every role."""
        found = self.site.vocabulary.role(role)
        return bool(found and found.matches_all)

    def is_for(self, page: Page, role: str) -> bool:
        """Whether a page names `role`, or one that it implies."""
        return not self.site.vocabulary.implied([role]).isdisjoint(page.roles)

    def page_count(self, role: str) -> int:
        """How many written pages are for `role`, apart from those for everyone."""
        return sum(1 for listed in self.view.guidance if self.is_for(listed.page, role))

    def for_role(self, role: str) -> tuple[nav.Topic, ...]:
        """The topics with only the pages for `role`: they name it, or a role that it implies."""
        return self._topics_where(lambda page: self.is_for(page, role))

    def for_everyone(self, role: str) -> tuple[nav.Topic, ...]:
        """The topics with only the pages that concern every role, or name none."""
        return self._topics_where(
            lambda page: (
                not self.is_for(page, role)
                and (not page.roles or any(self.everyone(other) for other in page.roles))
            )
        )

    def _topics_where(self, wanted: Callable[[Page], bool]) -> tuple[nav.Topic, ...]:
        found = (
            nav.Topic(topic.title, tuple(li for li in topic.pages if wanted(li.page)))
            for topic in self.topics
        )
        return tuple(topic for topic in found if topic.pages)

    def count(self, topic: nav.Topic, role: str) -> int:
        """How many pages of `topic` are for `role`."""
        return sum(1 for listed in topic.pages if self.is_for(listed.page, role))

    def topic_number(self, topic: nav.Topic) -> int:
        """The place of a topic, or of a part of it, among all topics; counted from 1."""
        return [whole.title for whole in self.topics].index(topic.title) + 1

    @cached_property
    def sitemap(self) -> tuple[SitemapEntry, ...]:
        """Every real page of every locale, with its real translations; no fallbacks."""
        corpus, site_url = self.site.corpus, self.site_url or ""
        return tuple(
            SitemapEntry(
                _absolute(site_url, listed.url) or "",
                listed.page.updated,
                _alternates(site_url, corpus.translations(path), corpus.default),
            )
            for locale in corpus.locales
            for path, listed in corpus.view(locale).pages.items()
            if not listed.fallback
        )

    def has_english(self, path: str) -> bool:
        """Whether the page's English can be shown beside its text."""
        return self.options.side_by_side and (self.locale, path) in self.site.segments

    def url_of(self, path: str) -> str | None:
        """The URL of a page in this locale, or None where there is none."""
        listed = self.view.pages.get(path)
        return listed.url if listed else None

    def window(self, nodes: tuple[nav.NavNode, ...], trail: Sequence[nav.NavNode]) -> nav.Window:
        """The part of a list of the navigation that a page shows."""
        return nav.window(nodes, trail)

    def first_url(self, paths: Sequence[str]) -> str | None:
        """The URL of the first of several pages that exists."""
        return next((url for path in paths if (url := self.url_of(path)) is not None), None)

    @property
    def lists(self) -> tuple[Listed, ...]:
        """The pages that stand below the navigation: everything by some other order."""
        pages = self.view.pages
        return tuple(pages[path] for path in LISTS if path in pages)

    def url_in(self, locale: str, path: str) -> str:
        """The URL of a generated page, which every locale has, in another locale."""
        return self.site.corpus.view(locale).pages[path].url

    def home_of(self, locale: str) -> str:
        """The URL of another locale's home page."""
        return self.url_in(locale, "index.md")

    def name_of(self, locale: str) -> str:
        """A locale's name in its own language."""
        return self.locales.names.get(locale, locale)

    def gettext_of(self, locale: str) -> Callable[[str], str]:
        """The catalog of another locale, for texts that speak several languages."""
        return self.translations(locale).gettext


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
        notices=() if generated else notices_for(listed, original, english),
        switches=_switches(context, path),
        canonical=_absolute(context.site_url, canonical),
        alternates=_alternates(context.site_url, translations, corpus.default),
        english_url=english,
        attribution=_attribution(page.source if page else None),
        as_of=as_date(meta.get("as_of")),
        sources=_sources(meta.get("sources")),
        edit_url=None if generated else edit_url,
        report_url=None if generated else _report_url(context, path, title, url),
        has_english=context.has_english(path),
    )


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


def _absolute(site_url: str | None, url: str) -> str | None:
    return urljoin(site_url, quote(url)) if site_url else None


def _alternates(
    site_url: str | None, translations: Sequence[tuple[str, str]], default: str
) -> tuple[tuple[str, str], ...]:
    """(hreflang, absolute URL) of each real translation; x-default is the default locale's."""
    if not site_url or len(translations) < 2:
        return ()
    links = [(locale, urljoin(site_url, quote(url))) for locale, url in translations]
    fallback = next((url for locale, url in links if locale == default), links[0][1])
    return (*links, ("x-default", fallback))


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
        "url": _absolute(context.site_url, url) or f"/{url}",
        "title": title,
        "locale": context.locale,
        "path": posixpath.join(context.locale, path),
    }
    return template.format_map({key: quote(value, safe="") for key, value in values.items()})
