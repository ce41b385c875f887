"""How far each locale is: what `partner-kb i18n status` and the status pages tell.

In: comparisons of pages, and catalogs. Out: counts per locale and page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Protocol

from partner_kb.catalog import bundled_catalog
from partner_kb.translation.pages import (
    Comparison,
    compare,
    list_sources,
    load_page,
    load_redirects,
    load_sources,
    redirect_normalizer,
)
from partner_kb.translation.po import PoFile, header_message
from partner_kb.translation.project import Project
from partner_kb.translation.status_cache import Kept, load_cache, page_key, save_cache
from partner_kb.translation.template import product_template, with_bundled

#: From so many translated pages on, starting processes costs less than they save.
_WORTH_PROCESSES = 150


class Seen(Protocol):
    """Whoever is shown the pages that are compared, in each process that does it."""

    def __call__(self, key: str, comparison: Comparison) -> bool:
        """Whether the article is a page to compare by itself; `key` is that of all that the page
        depends on (`page_key`)."""

    def flush(self) -> None:
        """Keep what was seen: this process has compared all its pages."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of blocks (of strings, for a catalog) by what they are worth; `words` of English.

    The kinds exclude each other: `translated` and checked by a person, `machine` translated and
    not reviewed, `stale` (the English changed), `fuzzy` (a catalog's guess), `untranslated`.
    """

    words: int = 0
    blocks: int = 0
    translated: int = 0
    stale: int = 0
    machine: int = 0
    fuzzy: int = 0
    untranslated: int = 0
    missing_pages: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def percent(self) -> int:
        """How much is translated, rounded down, so that 100 means all of it."""
        return 100 * self.translated // self.blocks if self.blocks else 100


@dataclass(frozen=True, slots=True)
class PageStatus:
    """One page in one locale; `extra` counts blocks that the English page no longer has.

    `key` changes when anything does that the numbers were made from (`page_key`). `beside` is what
    `Seen` told, and None where nobody has asked.
    """

    path: str
    title: str
    counts: Counts
    missing: bool = False
    extra: int = 0
    key: str = ""
    beside: bool | None = None


@dataclass(frozen=True, slots=True)
class LocaleStatus:
    """One locale: its pages in order, and its catalog (None where it has none)."""

    locale: str
    pages: tuple[PageStatus, ...]
    catalog: Counts | None

    @property
    def total(self) -> Counts:
        """All pages together."""
        return sum((page.counts for page in self.pages), Counts())


def project_status(
    project: Project,
    locales: Iterable[str],
    *,
    jobs: int = 1,
    seen: Seen | None = None,
    stamp: str = "",
) -> tuple[LocaleStatus, ...]:
    """The status of these locales; raises `SourceError` where a file of theirs is broken.

    Pages that have not changed since the last time are taken from the cache; with `jobs`, so
    many processes share the others of a large project. `seen` is told of each page that was
    compared, in the process that did it: what it changes there is lost. With a `stamp`, which
    changes whenever one of the project's files does, no page is read that was looked at under it.
    """
    chosen = tuple(locales)
    kept = load_cache(project)
    rows = _rows_of(kept, stamp, chosen, seen)
    if rows is None:
        rows = _all_pages(project, chosen, kept.pages, jobs, seen)
        new = any(row.new for row in rows) or len(rows) != len(kept.pages) or stamp != kept.stamp
        if new and set(chosen) >= set(project.targets):
            pages = {row.key: asdict(row.page) for row in rows}
            save_cache(project, Kept(pages, [(row.locale, row.key) for row in rows], stamp))
    found: dict[str, list[PageStatus]] = {locale: [] for locale in chosen}
    for row in rows:
        found[row.locale].append(replace(row.page, key=row.key))
    return tuple(
        LocaleStatus(locale, tuple(pages), _catalog_counts(project, locale))
        for locale, pages in found.items()
    )


def _catalog_counts(project: Project, locale: str) -> Counts | None:
    """The strings of a locale as its readers get them.

    Where a project's catalog has no translation, that of the product counts. In a language for
    which the product has none, all of the product's strings are to be translated, be they in the
    project's catalog or not.
    """
    file = project.catalog(locale)
    own = project.read_catalog(locale) if file.is_file() else None
    bundled = bundled_catalog(locale)
    if bundled is None:
        mine = own.by_key if own else {}
        messages = tuple(one for one in product_template().messages if one.key not in mine)
        own = replace(own, messages=(*own.messages, *messages)) if own else None
        return catalog_counts(own or PoFile("", header_message({}), messages))
    if own is None:
        return None
    if bundled.resolve() != file.resolve() and not all(one.translated for one in own.active()):
        own = with_bundled(own, locale)
    return catalog_counts(own)


@dataclass(frozen=True, slots=True)
class _Row:
    """A page in a locale, with the key that it is kept under; `new` if it was compared now."""

    locale: str
    key: str
    page: PageStatus
    new: bool


def _rows_of(
    kept: Kept, stamp: str, locales: tuple[str, ...], seen: Seen | None
) -> list[_Row] | None:
    """All rows as they were under this stamp; None where something has to be looked at."""
    if not stamp or stamp != kept.stamp:
        return None
    rows: list[_Row] = []
    for locale, key in kept.rows:
        page = _kept(kept.pages.get(key))
        if page is None or (seen is not None and page.beside is None):
            return None
        if locale in locales:
            rows.append(_Row(locale, key, page, new=False))
    return rows


def _all_pages(
    project: Project,
    locales: tuple[str, ...],
    known: Mapping[str, Any],
    jobs: int,
    seen: Seen | None,
) -> list[_Row]:
    paths = list_sources(project)
    new = len(paths) * len(locales) - len(known)
    if jobs < 2 or new < _WORTH_PROCESSES:
        return _some_pages(project, locales, paths, known, seen)
    size = -(-len(paths) // jobs)
    shares = [paths[start : start + size] for start in range(0, len(paths), size)]
    with ProcessPoolExecutor(jobs) as pool:
        tasks = [pool.submit(_some_pages, project, locales, share, known, seen) for share in shares]
        return [row for task in tasks for row in task.result()]


def _some_pages(
    project: Project,
    locales: tuple[str, ...],
    paths: tuple[str, ...],
    known: Mapping[str, Any],
    seen: Seen | None,
) -> list[_Row]:
    redirects = load_redirects(project)
    normalize = redirect_normalizer(redirects)
    rows: list[_Row] = []
    for path in paths:
        for locale, source in load_sources(project, path, locales).items():
            target = load_page(project, locale, path)
            key = page_key(project, source, target, locale, redirects)
            page = _kept(known.get(key))
            new = page is None or (seen is not None and page.beside is None)
            if page is None or new:
                comparison = compare(project, source, locale, normalize=normalize)
                page = page_status(comparison)
                if seen is not None:
                    page = replace(page, beside=seen(key, comparison))
            rows.append(_Row(locale, key, page, new))
    if seen is not None:
        seen.flush()
    return rows


def _kept(value: Any) -> PageStatus | None:
    """A page's numbers out of the cache; None where it holds something else."""
    try:
        return PageStatus(**{**value, "counts": Counts(**value["counts"])})
    except (KeyError, TypeError):
        return None


def page_status(comparison: Comparison) -> PageStatus:
    """Count the blocks of a page."""
    kinds = Counter(block.status for block in comparison.blocks)
    target = comparison.target
    machine = target is not None and target.translation == "machine"
    done = kinds["translated"]
    counts = Counts(
        words=comparison.source.words,
        blocks=sum(1 for block in comparison.blocks if block.source),
        translated=0 if machine else done,
        machine=done if machine else 0,
        stale=kinds["stale"],
        untranslated=kinds["untranslated"],
        missing_pages=0 if target else 1,
    )
    return PageStatus(
        comparison.path, comparison.source.title, counts, target is None, kinds["extra"]
    )


def catalog_counts(catalog: PoFile) -> Counts:
    """Count the strings of a catalog."""
    messages = list(catalog.active())
    fuzzy = sum(1 for message in messages if message.fuzzy)
    translated = sum(1 for message in messages if message.translated)
    return Counts(
        words=sum(len(message.msgid.split()) for message in messages),
        blocks=len(messages),
        translated=translated,
        fuzzy=fuzzy,
        untranslated=len(messages) - translated - fuzzy,
    )
