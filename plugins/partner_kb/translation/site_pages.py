"""The pages below `translation-status/` of a site: a dashboard per locale, and pages to compare by.

In: the folder of the pages, with mkdocs.yml and `locales/` beside it, and a locale. Out: a Markdown
page to mount (`status_pages`), and the HTML of its directive (`render`). The English site has a
dashboard of all locales. Pages to compare by (`review_pages`) double the number of a site's pages:
they come as finished HTML, for whoever writes the site to put into a frame, and are no pages of the
navigation, of the search or of a list.

To compare a page, its blocks have to be read as Markdown in both languages. The dashboard's numbers
need that as well; so what is compared for them is rendered there and then, and kept.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path

import babel.numbers
import jinja2
from babel import Locale, UnknownLocaleError
from markupsafe import Markup

from partner_kb.catalog import SOURCE_LOCALE, load_translations
from partner_kb.directives import Context, MountedPage
from partner_kb.errors import Problem, SourceError
from partner_kb.file_lock import one_at_a_time
from partner_kb.store import digest
from partner_kb.templating import catalog_environment
from partner_kb.translation import site_links as links
from partner_kb.translation.pages import (
    compare,
    load_page,
    load_redirects,
    load_sources,
    redirect_normalizer,
)
from partner_kb.translation.project import Project
from partner_kb.translation.review_pages import ReviewPage, Reviews
from partner_kb.translation.status import Counts, LocaleStatus, PageStatus, project_status
from partner_kb.translation.status_cache import comparing_code, page_key

_LOCK = ".cache/partner-kb/status.lock"

_KINDS = ("translated", "machine", "stale", "fuzzy", "untranslated")


@dataclass(frozen=True, slots=True)
class BarPart:
    """A piece of a bar: where it begins and how wide it is, in percent."""

    kind: str
    x: str
    width: str


def status_pages(root: Path, locale: str) -> tuple[MountedPage, ...]:
    """The dashboard of a locale."""
    project = links.site_project(root)
    catalog = load_translations(locale, project.locales)
    text = _environment(catalog, escape=False).get_template("translation/status.md").render()
    return (MountedPage(links.STATUS_PAGE, text),)


def compare_all(root: Path) -> None:
    """Compare all translations with their English, and keep what the dashboards tell of them.

    Raises `SourceError` where a catalog or a record is broken.
    """
    _statuses(links.site_project(root), ())


def render(argument: str, context: Context) -> str:
    """The dashboard of the context's locale.

    Raises `SourceError` where a catalog or a record is broken.
    """
    if argument.strip():
        message = f'"::: translation-status" takes no argument, and "{argument.strip()}" was given'
        raise SourceError(Problem(context.page, 0, 0, "error", "directive-argument", message))
    project = links.site_project(Path(context.root))
    catalog = load_translations(context.locale, project.locales)
    chosen = project.targets if context.locale == project.source_locale else (context.locale,)
    return render_dashboard(project, _statuses(project, chosen), catalog, context.locale)


def review_pages(
    project: Project, locale: str, paths: Iterable[str] | None = None
) -> Iterator[ReviewPage]:
    """The pages to compare by of a locale; of the source locale none.

    An article that can be compared by itself (`translation.beside`) has none. With `paths`, those
    of just these pages, as they are now, since an article may fall out of step while its site
    lives. Raises `SourceError` where a page or its record cannot be read.
    """
    if not project.review_pages or locale not in project.targets:
        return
    reviews = Reviews(project)
    if paths is not None:
        yield from _reviews_now(reviews, locale, paths)
        return
    (status,) = _statuses(project, (locale,))
    for page in status.pages:
        if not page.beside:
            kept = reviews.get(page.key, page.path, locale)
            yield from (kept,) if kept else _reviews_now(reviews, locale, (page.path,))
    reviews.flush()


def pages_beside(
    project: Project, paths: Iterable[str] | None = None
) -> frozenset[tuple[str, str]]:
    """(locale, path) of each article that is its own page to compare by; of `paths`, as now."""
    if paths is None:
        statuses = _statuses(project, project.targets)
        return frozenset(
            (status.locale, page.path)
            for status in statuses
            for page in status.pages
            if page.beside
        )
    reviews = Reviews(project)
    normalize = redirect_normalizer(load_redirects(project))
    return frozenset(
        (locale, path)
        for path in paths
        for locale, source in load_sources(project, path, project.targets).items()
        if reviews.is_beside(compare(project, source, locale, normalize=normalize))
    )


def _reviews_now(reviews: Reviews, locale: str, paths: Iterable[str]) -> Iterator[ReviewPage]:
    project = reviews.project
    redirects = load_redirects(project)
    normalize = redirect_normalizer(redirects)
    for path in paths:
        for source in load_sources(project, path, (locale,)).values():
            key = page_key(project, source, load_page(project, locale, path), locale, redirects)
            kept = reviews.get(key, path, locale)
            yield kept or reviews.keep(key, compare(project, source, locale, normalize=normalize))


# -------------------------------------------------------------------------------- dashboard


def render_dashboard(
    project: Project,
    statuses: tuple[LocaleStatus, ...],
    catalog: NullTranslations,
    locale: str,
) -> str:
    """The dashboard as an HTML fragment; `locale` is the page's own."""
    dashboard, texts = dashboard_templates(catalog)
    here = links.status_url(project, locale)

    def place(other: str, page: PageStatus) -> str | None:
        if not project.review_pages:
            return None
        url = links.compare_url(project, other, page.path, beside=page.beside is True)
        return links.relative_url(url, here)

    strings = texts.render()
    return dashboard.render(
        statuses=statuses,
        locale=locale,
        source_locale=project.source_locale,
        to_review=any(status.total.machine or status.total.stale for status in statuses),
        names={status.locale: _native_name(project, status.locale) for status in statuses},
        parts=bar_parts,
        states=page_states,
        number=lambda value: _number(value, locale),
        page_url=lambda other, path: links.relative_url(links.page_url(project, other, path), here),
        compare_url=place,
        edit_url=lambda other, page: (
            None if page.missing else links.edit_url(project, other, page.path)
        ),
        strings=Markup(strings.replace("<", "\\u003c")),  # noqa: S704 - "<" cannot occur
    )


def bar_parts(counts: Counts) -> tuple[BarPart, ...]:
    """The pieces of a page's bar that are not empty, from left to right."""
    if not counts.blocks:
        return ()
    found: list[BarPart] = []
    start = 0.0
    for kind in _KINDS:
        width = 100 * getattr(counts, kind) / counts.blocks
        if width:
            found.append(BarPart(kind, f"{start:.4g}", f"{width:.4g}"))
        start += width
    return tuple(found)


def page_states(page: PageStatus) -> tuple[str, ...]:
    """What the filter of the dashboard finds a page by."""
    counts = page.counts
    names = {
        "missing": counts.untranslated,
        "stale": counts.stale,
        "machine": counts.machine,
    }
    return tuple(name for name, count in names.items() if count)


def _statuses(project: Project, locales: tuple[str, ...]) -> tuple[LocaleStatus, ...]:
    stamp = digest(comparing_code(), repr(project), *map(repr, _stamps(project)))
    found = {status.locale: status for status in _all_statuses(project, stamp)}
    return tuple(found[locale] for locale in locales if locale in found)


@lru_cache(maxsize=4)
def _all_statuses(
    project: Project,
    stamp: str,
) -> tuple[LocaleStatus, ...]:
    """Computed once for all pages of a build; the stamp changes when a file does.

    A page that has to be compared for it is rendered to compare by as well. Where another process
    is at it (`mkdocs_plugin.run` begins with it), this one waits and takes what was kept.
    """
    alone = multiprocessing.current_process().daemon  # which may have no processes of its own
    jobs = 1 if alone else min(4, os.cpu_count() or 1)
    seen = Reviews(project) if project.review_pages else None
    with one_at_a_time(project.root / _LOCK):
        return project_status(project, project.targets, jobs=jobs, seen=seen, stamp=stamp)


def _stamps(project: Project) -> Iterator[tuple[str, int, int]]:
    """Name, time and size of every file that the status depends on."""
    records = (".txt", ".po", ".jsonl")
    for root, endings in ((project.docs, (".md", ".yml")), (project.locales, records)):
        for folder, folders, names in os.walk(root):
            folders.sort()
            for name in sorted(names):
                path = os.path.join(folder, name)
                if name.endswith(endings) and os.path.isfile(path):  # else a link to nowhere
                    stamp = os.stat(path)
                    yield path, stamp.st_mtime_ns, stamp.st_size


# ------------------------------------------------------------------------------- rendering


@lru_cache(maxsize=16)
def _environment(catalog: NullTranslations, *, escape: bool = True) -> jinja2.Environment:
    """Escaping is off for Markdown only."""
    return catalog_environment(
        catalog,
        autoescape=escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def dashboard_templates(catalog: NullTranslations) -> tuple[jinja2.Template, jinja2.Template]:
    """The dashboard, and the texts of its script."""
    env = _environment(catalog)
    return env.get_template("translation/status.html"), env.get_template("translation/strings.json")


def _number(value: int, locale: str) -> str:
    try:
        return babel.numbers.format_decimal(value, locale=Locale.parse(locale, sep="-"))
    except UnknownLocaleError:
        return babel.numbers.format_decimal(value, locale=SOURCE_LOCALE)


def _native_name(project: Project, locale: str) -> str:
    """A locale's name in its own language: as the site has it, else as CLDR."""
    stated = dict(project.site_names).get(locale)
    try:
        name = stated or Locale.parse(locale, sep="-").display_name
    except UnknownLocaleError:
        name = None
    return name[:1].upper() + name[1:] if name else locale
