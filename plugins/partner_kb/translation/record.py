"""The files in which a page's records are kept, as texts to write.

In: an English page and the new records of some of its translations. Out: paths and texts, the
English blocks first: a record may never name English that isn't there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from pathlib import Path
from urllib.parse import unquote, urlsplit

from partner_kb.catalog import SOURCE_LOCALE
from partner_kb.translation.page import Page
from partner_kb.translation.pages import (
    compare_all,
    is_outdated,
    list_sources,
    load_page,
    load_state,
    load_store,
    state_path,
)
from partner_kb.translation.project import Project
from partner_kb.translation.recording import (
    is_complete,
    minor_edits,
    record_with,
    store_sources,
)
from partner_kb.translation.state import PageState, SourceStore, compare_page
from partner_kb.translation.state_files import render_state, render_store


def record_texts(
    project: Project,
    source: Page,
    states: Mapping[str, PageState],
    store: SourceStore | None = None,
) -> dict[Path, str]:
    """The files of these records; English that no locale needs any more is dropped."""
    every = (
        states.get(locale) or load_state(project, locale, source.path)
        for locale in dict.fromkeys((*project.targets, *states))
    )
    kept = [state for state in every if state is not None]
    known = store or load_store(project, source.path)
    texts = {
        state_path(project, SOURCE_LOCALE, source.path): render_store(
            store_sources(known, source.blocks, kept)
        )
    }
    for locale, state in states.items():
        texts[state_path(project, locale, source.path)] = render_state(state)
    return texts


def first_records(project: Project, locales: tuple[str, ...]) -> dict[Path, str]:
    """Records for the translated pages and blocks that have none: made from today's English.

    Where the page's own dates or hashes say that it was not, its blocks are recorded as stale. A
    side-by-side page needs no record: its English stands beside it.
    """
    texts: dict[Path, str] = {}
    new: dict[str, dict[str, PageState]] = {}
    pages: dict[str, Page] = {}
    for comparison in compare_all(project, locales):
        if comparison.source.beside or comparison.target is None:
            continue
        old = comparison.state
        if old is None or not is_complete(comparison.blocks, old, comparison.store):
            pages[comparison.path] = comparison.source
            state = record_with(comparison.blocks, old, {})
            new.setdefault(comparison.path, {})[comparison.locale] = state
    for path, states in new.items():
        texts.update(record_texts(project, pages[path], states))
    return texts


def imported_records(project: Project, written: Set[tuple[str, str]]) -> dict[Path, str]:
    """Records after an import that wrote these pages, given as (locale, path).

    A translation that came anew was made from the English that came with it, as far as hashes
    or dates agree. One that did not come anew keeps its record, so that what an import changed
    in the English alone is stale.
    """
    texts: dict[Path, str] = {}
    for path in sorted({path for _, path in written}):
        source = load_page(project, project.source_locale, path)
        if source is None:
            continue
        states = {}
        for locale in project.targets:
            target = load_page(project, locale, path)
            if target is None:
                continue
            if (locale, path) in written or load_state(project, locale, path) is None:
                old = is_outdated(source, target)
                compared = compare_page(source.blocks, target.blocks, None, outdated=old)
                states[locale] = record_with(compared, None, {})
        texts.update(record_texts(project, source, states))
    return texts


def minor_texts(project: Project, paths: tuple[str, ...]) -> dict[Path, str]:
    """The English blocks' files after the edits made since the records were called minor."""
    texts: dict[Path, str] = {}
    for path in paths:
        source = load_page(project, project.source_locale, path)
        if source is None:
            continue
        found = (load_state(project, locale, path) for locale in project.targets)
        states = [state for state in found if state is not None]
        store = minor_edits(source.blocks, states, load_store(project, path))
        wanted = store_sources(store, source.blocks, states)
        texts[state_path(project, SOURCE_LOCALE, path)] = render_store(wanted)
    return texts


def _page_at(address: str, known: Collection[str]) -> str | None:
    """The page whose path the end of an address is; a site may lie below its host's root."""
    parts = unquote(urlsplit(address).path).removesuffix("index.html").strip("/").split("/")
    ends = ("/".join(parts[start:]) for start in range(len(parts)))
    named = (name for end in ends for name in (f"{end}.md", f"{end}/index.md"))
    return next((name for name in named if name in known), None)


def page_argument(project: Project, text: str) -> str | None:
    """The page that a person means: by path in a locale's folder, with or without `.md`, or by
    its address on a site.
    """
    known = list_sources(project)
    if "://" in text:
        return _page_at(text, known)
    path = Path(text)
    for folder in (project.docs / locale for locale in (project.source_locale, *project.targets)):
        try:
            path = Path(text).resolve().relative_to(folder.resolve())
            break
        except ValueError:
            continue
    name = path.as_posix()
    for candidate in (name, f"{name}.md"):
        if candidate in known:
            return candidate
    ends = [
        one for one in known if one.removesuffix(".md").endswith(f"/{name.removesuffix('.md')}")
    ]
    return ends[0] if len(ends) == 1 else None
