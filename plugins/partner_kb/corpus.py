"""What the pages of a site need to know of one another, as one small value per locale.

In: the documents of every locale. Out: a `Corpus`: for each locale the pages that a reader of it
meets, each with its URL there, whether it is a fallback (default-locale text under this locale's
URL), and which locales truly hold it. It exists so that no page has to be rendered to describe
another: listings, notices, hreflang, the sitemap and filters all read from here.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from partner_kb.model import Document, Source

CONTENT_KINDS = frozenset({"page", "flow", "policy"})
"""Kinds of pages that are searched and listed; others (home, lists, tools) only lead to them."""


@dataclass(frozen=True, slots=True)
class Page:
    """One document, without its text.

    `path` is relative to the locale's folder and always `.md`; `locale` is that of the text.
    `updated` is the day the text last changed, as far as its front matter tells. `kind` is
    "page" for what people wrote; a generated page says its own in its front matter.
    """

    path: str
    locale: str
    title: str
    description: str = ""
    roles: tuple[str, ...] = ()
    applies_to: tuple[str, ...] = ()
    topic: str = ""
    updated: date | None = None
    source: Source | None = None
    kind: str = "page"


@dataclass(frozen=True, slots=True)
class Listed:
    """A page as a reader of one locale meets it; `url` is relative to the site's root."""

    page: Page
    url: str
    fallback: bool

    @property
    def is_guidance(self) -> bool:
        """Whether it is a written page: those are counted, filtered and grouped by topic."""
        return self.page.kind == "page"

    @property
    def is_content(self) -> bool:
        """Whether it says something of its own, as flows and policies do; lists do not."""
        return self.page.kind in CONTENT_KINDS


@dataclass(frozen=True, slots=True)
class LocaleView:
    """The site in one locale: `pages` by path; `elsewhere` is content that only others have."""

    locale: str
    pages: Mapping[str, Listed]
    elsewhere: tuple[Page, ...] = ()

    @property
    def guidance(self) -> tuple[Listed, ...]:
        """The written pages, in path order."""
        return tuple(listed for listed in self.pages.values() if listed.is_guidance)

    @property
    def content(self) -> tuple[Listed, ...]:
        """The written pages, flows and policies, in path order."""
        return tuple(listed for listed in self.pages.values() if listed.is_content)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Every locale's view, the default locale first, and the original pages by locale and path."""

    locales: tuple[str, ...]
    views: Mapping[str, LocaleView]
    originals: Mapping[tuple[str, str], Page] = field(repr=False)

    @property
    def default(self) -> str:
        """The locale at the root of the site, which others fall back to."""
        return self.locales[0]

    def view(self, locale: str) -> LocaleView:
        """The pages as a reader of `locale` meets them."""
        return self.views[locale]

    def translations(self, path: str) -> tuple[tuple[str, str], ...]:
        """(locale, url) of each locale that truly holds the page, in the site's order."""
        return tuple(
            (locale, self.views[locale].pages[path].url)
            for locale in self.locales
            if (locale, path) in self.originals
        )


def build_corpus(
    pages: Iterable[Page], locales: Iterable[str], *, use_directory_urls: bool = True
) -> Corpus:
    """Arrange pages into one view per locale; the first locale is the default.

    A page that the default locale holds is in every view. A page that it does not hold is only in
    the views of the locales that have it, and `elsewhere` in the others.
    """
    order = tuple(locales)
    originals = {(page.locale, page.path): page for page in sorted(pages, key=lambda p: p.path)}
    views = {locale: _view(locale, order, originals, use_directory_urls) for locale in order}
    return Corpus(order, views, originals)


def _view(
    locale: str,
    order: tuple[str, ...],
    originals: Mapping[tuple[str, str], Page],
    use_directory_urls: bool,
) -> LocaleView:
    default = order[0]
    prefix = "" if locale == default else locale
    shown: dict[str, Listed] = {}
    elsewhere: dict[tuple[int, str], Page] = {}
    for path in sorted({path for _, path in originals}):
        page = originals.get((locale, path)) or originals.get((default, path))
        if page is not None:
            url = page_url(path, prefix, use_directory_urls=use_directory_urls)
            shown[path] = Listed(page, url, fallback=page.locale != locale)
            continue
        for rank, other in enumerate(order):
            found = originals.get((other, path))
            if found is not None and found.kind in CONTENT_KINDS:
                elsewhere[rank, path] = found
    return LocaleView(locale, shown, tuple(elsewhere[key] for key in sorted(elsewhere)))


def page_url(path: str, prefix: str = "", *, use_directory_urls: bool = True) -> str:
    """The URL, relative to the site's root, at which MkDocs puts the page `path`.

    The home page of the default locale is "" (and not "./", which MkDocs itself writes).
    """
    folder, name = posixpath.split(path)
    stem = posixpath.splitext(name)[0]
    stem = "index" if stem == "README" else stem
    base = posixpath.join(prefix, folder)
    if stem == "index":
        end = "" if use_directory_urls else "index.html"
        return posixpath.join(base, end) if base else end
    return posixpath.join(base, f"{stem}/" if use_directory_urls else f"{stem}.html")


def describe(document: Document, *, kind: str = "page") -> Page:
    """The entry of the corpus for a document."""
    extra = document.extra
    topic = extra.get("topic")
    updated = document.source.date if document.source else None
    if document.source and document.source.translated:
        updated = document.source.translated
    own_date = as_date(extra.get("date"))
    return Page(
        path=document.path,
        locale=document.locale,
        title=document.title,
        description=document.description,
        roles=document.roles,
        applies_to=document.applies_to,
        topic=topic if isinstance(topic, str) else "",
        updated=own_date or updated,
        source=document.source,
        kind=kind,
    )


def as_date(value: object) -> date | None:
    """A day from front matter: YAML 1.1 makes a date of it, YAML 1.2 leaves the text."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def newest(pages: Iterable[Listed], count: int) -> tuple[Listed, ...]:
    """The pages that changed last, newest first; undated pages never appear."""
    dated = [listed for listed in pages if listed.page.updated]
    dated.sort(key=lambda listed: (-_day(listed.page.updated), listed.page.path))
    return tuple(dated[:count])


def _day(day: date | None) -> int:
    return day.toordinal() if day else 0


@dataclass(frozen=True, slots=True)
class Outdated:
    """The default-locale text is newer: the two dates, where the front matter gives them."""

    translated: date | None
    original: date | None


def outdated(page: Page, original: Page | None) -> Outdated | None:
    """Whether the translation is behind its original.

    By the hash of the original's text where both know it; else by date. None where it is current,
    where it is the original, or where nothing can be said.
    """
    mine = page.source
    theirs = original.source if original else None
    if mine is None or theirs is None or original is page:
        return None
    if mine.hash and theirs.hash:
        behind = mine.hash != theirs.hash
    else:
        day, other = mine.translated or mine.date, theirs.date
        behind = bool(day and other and other > day)
    return Outdated(mine.translated or mine.date, theirs.date) if behind else None
