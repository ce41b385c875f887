"""The pages `translation-status/` of a site: a dashboard per locale, and pages to compare by.

In: the folder of the pages, with mkdocs.yml and `locales/` beside it, and a locale. Out: Markdown
pages to mount (`status_pages`), and the HTML of their directive (`render`). The English site has
a dashboard of all locales. Pages to compare by double the number of pages of a site: they are
made where mkdocs.yml says `extra: {translation_review: true}`, and, where it says nothing, in
projects of few pages (`project.FEW_PAGES`). They show words, not markup (`readable`).
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import Literal

import babel.numbers
import jinja2
from babel import Locale, UnknownLocaleError
from markupsafe import Markup

from partner_kb.catalog import SOURCE_LOCALE, load_translations
from partner_kb.directives import Context, MountedPage
from partner_kb.errors import Problem, SourceError
from partner_kb.templating import catalog_environment
from partner_kb.translation.pages import Comparison, compare_all, list_pages, load_page
from partner_kb.translation.project import Project, load_project
from partner_kb.translation.readable import readable
from partner_kb.translation.status import Counts, LocaleStatus, PageStatus, project_status

STATUS_PAGE = "translation-status.md"
_KINDS = ("translated", "machine", "stale", "fuzzy", "untranslated")


@dataclass(frozen=True, slots=True)
class BarPart:
    """A piece of a bar: where it begins and how wide it is, in percent."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class TextPart:
    """A run of words that two versions share, or that only one has."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A block to compare; `difference` shows what changed in the English of a stale one."""

    id: str
    status: str
    source: str
    target: str
    difference: tuple[TextPart, ...] = ()


def status_pages(root: Path, locale: str) -> tuple[MountedPage, ...]:
    """The dashboard of a locale and, if mkdocs.yml asks for them, its pages to compare by."""
    project = _project(root)
    catalog = load_translations(locale, project.locales)
    # Computed here, once, before a build starts a process for each locale.
    _statuses(project, ())
    pages = [MountedPage(STATUS_PAGE, _stub("status.md", catalog))]
    if locale != project.source_locale and project.review_pages:
        for path in list_pages(project, project.source_locale):
            source = load_page(project, project.source_locale, path)
            title = source.title if source else path
            text = _stub("review.md", catalog, path=path, title=title)
            pages.append(MountedPage(_review_path(path), text))
    return tuple(pages)


def render(argument: str, context: Context) -> str:
    """The dashboard of the context's locale, or with a page's path the page to compare by.

    Raises `SourceError` where a catalog or a record is broken, or there is no such page.
    """
    project = _project(Path(context.root))
    catalog = load_translations(context.locale, project.locales)
    if not argument.strip():
        chosen = project.targets if context.locale == project.source_locale else (context.locale,)
        return render_dashboard(project, _statuses(project, chosen), catalog, context.locale)
    path = argument.strip()
    found = next(compare_all(project, (context.locale,), (path,)), None)
    if found is None:
        message = f'there is no English page "{path}"'
        raise SourceError(Problem(context.page, 0, 0, "error", "unknown-page", message))
    return render_review(project, found, catalog)


# -------------------------------------------------------------------------------- dashboard


def render_dashboard(
    project: Project,
    statuses: tuple[LocaleStatus, ...],
    catalog: NullTranslations,
    locale: str,
) -> str:
    """The dashboard as an HTML fragment; `locale` is the page's own."""
    env = _environment(catalog)
    strings = env.get_template("translation/strings.json").render()
    return env.get_template("translation/status.html").render(
        statuses=statuses,
        names={status.locale: _native_name(status.locale) for status in statuses},
        parts=bar_parts,
        states=page_states,
        number=lambda value: _number(value, locale),
        page_url=lambda other, path: _url(project, locale, other, path),
        review_url=lambda other, page: _review_url(project, locale, other, page),
        edit_url=lambda other, page: _edit_url(project, other, page),
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
            found.append(BarPart(kind, f"{start:.2f}", f"{width:.2f}"))
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
    stamps = tuple(_stamps(project))
    found = {status.locale: status for status in _all_statuses(project, stamps)}
    return tuple(found[locale] for locale in locales if locale in found)


@lru_cache(maxsize=4)
def _all_statuses(
    project: Project,
    _stamps: tuple[tuple[str, int, int], ...],
) -> tuple[LocaleStatus, ...]:
    """Computed once for all pages of a build; the stamps change when a file does."""
    return project_status(project, project.targets, jobs=min(4, os.cpu_count() or 1))


def _stamps(project: Project) -> Iterator[tuple[str, int, int]]:
    """Name, time and size of every file that the status depends on."""
    for folder, pattern in (
        (project.docs, "*.md"),
        (project.docs, "*.yml"),
        (project.locales, "*.txt"),
        (project.locales, "*.po"),
    ):
        for path in sorted(folder.rglob(pattern)):
            if path.is_file():  # else a link to nowhere
                stamp = path.stat()
                yield str(path), stamp.st_mtime_ns, stamp.st_size


# ------------------------------------------------------------------------------ review pages


def render_review(project: Project, comparison: Comparison, catalog: NullTranslations) -> str:
    """A page to compare by, as an HTML fragment."""
    page = MountedPage(_review_path(comparison.path), "")
    here = _directory(page.path)
    target = comparison.target
    return (
        _environment(catalog)
        .get_template("translation/review.html")
        .render(
            rows=review_rows(comparison),
            path=comparison.path,
            locale=comparison.locale,
            missing=target is None,
            outdated=any(one.status == "stale" and one.was is None for one in comparison.blocks),
            machine=target is not None and target.translation == "machine",
            page_url=_relative(here, comparison.path),
            status_url=_relative(here, STATUS_PAGE),
            edit_url=_edit_address(project, comparison.locale, comparison.path) if target else None,
        )
    )


def review_rows(comparison: Comparison) -> tuple[ReviewRow, ...]:
    """The blocks of a page in both languages."""
    return tuple(
        ReviewRow(
            id=one.source.hash if one.source else "",
            status=one.status,
            source=readable(one.source.text) if one.source else "",
            target=readable(one.target.text) if one.target else "",
            difference=_english_difference(one.was, one.source.text)
            if one.was is not None and one.source
            else (),
        )
        for one in comparison.blocks
    )


def _english_difference(was: str, now: str) -> tuple[TextPart, ...]:
    """What changed in the words, or in the Markdown where the words are the same."""
    before, after = readable(was), readable(now)
    return word_differences(was, now) if before == after else word_differences(before, after)


def word_differences(old: str, new: str) -> tuple[TextPart, ...]:
    """What changed between two texts, by words."""
    before, after = _tokens(old), _tokens(new)
    parts: list[TextPart] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            parts.append(TextPart("same", "".join(before[start:end])))
            continue
        if start < end:
            parts.append(TextPart("gone", "".join(before[start:end])))
        if other_start < other_end:
            parts.append(TextPart("new", "".join(after[other_start:other_end])))
    return tuple(parts)


def _tokens(text: str) -> list[str]:
    """Words with the white space behind each."""
    found: list[str] = []
    for word in text.replace("\n", " ").split(" "):
        found.append(f"{word} ")
    return [*found[:-1], found[-1].removesuffix(" ")]


# ------------------------------------------------------------------------------ addresses


def _review_path(path: str) -> str:
    return f"translation-status/{path}"


def _directory(path: str) -> str:
    """The folder that a page's URL is: `a/b.md` is served at `a/b/`."""
    name = path.removesuffix(".md")
    return name.removesuffix("index").rstrip("/")


def _relative(here: str, path: str, prefix: str = "") -> str:
    target = posixpath.join(prefix, _directory(path))
    return f"{posixpath.relpath(target or '.', here or '.')}/"


def _url(project: Project, locale: str, other: str, path: str) -> str:
    """From the dashboard of `locale` to a page of `other`."""
    return _relative(_dashboard(project, locale), path, _prefix(project, other))


def _dashboard(project: Project, locale: str) -> str:
    return posixpath.join(_prefix(project, locale), _directory(STATUS_PAGE))


def _prefix(project: Project, locale: str) -> str:
    return "" if locale == project.source_locale else locale


def _review_url(project: Project, locale: str, other: str, page: PageStatus) -> str | None:
    if not project.review_pages:
        return None
    return _url(project, locale, other, _review_path(page.path))


def _edit_url(project: Project, locale: str, page: PageStatus) -> str | None:
    if page.missing:
        return None
    return _edit_address(project, locale, page.path)


def _edit_address(project: Project, locale: str, path: str) -> str | None:
    return f"{project.edit_base}{locale}/{path}" if project.edit_base else None


# ------------------------------------------------------------------------------- rendering


@lru_cache(maxsize=8)
def _project_at(config: Path, docs: Path, _stamp: int) -> Project:
    return load_project(config, docs=docs)


def _project(root: Path) -> Project:
    config = root.parent / "mkdocs.yml"
    stamp = config.stat().st_mtime_ns if config.is_file() else 0
    return _project_at(config, root, stamp)


@lru_cache(maxsize=16)
def _environment(catalog: NullTranslations, *, escape: bool = True) -> jinja2.Environment:
    """Escaping is off for stubs only, which are Markdown."""
    return catalog_environment(
        catalog,
        autoescape=escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _stub(template: str, catalog: NullTranslations, **values: str) -> str:
    env = _environment(catalog, escape=False)
    return env.get_template(f"translation/pages/{template}").render(**values)


def _number(value: int, locale: str) -> str:
    try:
        return babel.numbers.format_decimal(value, locale=Locale.parse(locale, sep="-"))
    except UnknownLocaleError:
        return babel.numbers.format_decimal(value, locale=SOURCE_LOCALE)


def _native_name(locale: str) -> str:
    try:
        name = Locale.parse(locale, sep="-").display_name
    except UnknownLocaleError:
        name = None
    return name[:1].upper() + name[1:] if name else locale
