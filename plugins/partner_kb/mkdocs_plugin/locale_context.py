"""What all pages of one locale share: values, computed once and read by every template as `kb`.

In: the `Site` and a locale. Out: a `LocaleContext`. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from gettext import NullTranslations
from urllib.parse import quote, urljoin

from partner_kb.collation import initial, sort_key
from partner_kb.corpus import Listed, LocaleView, Page, newest
from partner_kb.mkdocs_plugin import navigation as nav
from partner_kb.mkdocs_plugin.config import PartnerKBConfig
from partner_kb.mkdocs_plugin.locales import SiteLocales
from partner_kb.mkdocs_plugin.reading_order import (
    item_places,
    ranges,
    reading_order,
)
from partner_kb.mkdocs_plugin.site import Site

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
class Letter:
    """A heading of the A–Z list with its pages."""

    name: str
    pages: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """One `<url>` of the sitemap; its URL is absolute."""

    url: str
    updated: date | None


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

    def item_places(self, pages: Iterable[Listed]) -> str:
        """The place of each listed page, as `reading_order.item_places` writes them."""
        return item_places([self._places.get(listed.page.path) for listed in pages])

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
        return not self.site.vocabulary.implied_by(role).isdisjoint(page.roles)

    def page_count(self, role: str) -> int:
        """How many written pages are for `role`, apart from those for everyone."""
        ids = self.site.vocabulary.implied_by(role)
        return sum(1 for roles in self._roles_of_pages if not ids.isdisjoint(roles))

    @cached_property
    def _roles_of_pages(self) -> tuple[tuple[str, ...], ...]:
        """The roles that each written page names."""
        return tuple(listed.page.roles for listed in self.view.guidance)

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
        """Every real page of every locale; no fallbacks."""
        corpus, site_url = self.site.corpus, self.site_url or ""
        return tuple(
            SitemapEntry(absolute_url(site_url, listed.url) or "", listed.page.updated)
            for locale in corpus.locales
            for listed in corpus.view(locale).pages.values()
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


def absolute_url(site_url: str | None, url: str) -> str | None:
    """The whole URL, or None where mkdocs.yml names no site_url."""
    return urljoin(site_url, quote(url)) if site_url else None


def alternate_links(
    site_url: str | None, translations: Sequence[tuple[str, str]], default: str
) -> tuple[tuple[str, str], ...]:
    """(hreflang, absolute URL) of each real translation; x-default is the default locale's."""
    if not site_url or len(translations) < 2:
        return ()
    links = [(locale, urljoin(site_url, quote(url))) for locale, url in translations]
    fallback = next((url for locale, url in links if locale == default), links[0][1])
    return (*links, ("x-default", fallback))
