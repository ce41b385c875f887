"""The search of the site: each locale indexed when its pages are written, then what is of all.

In: the builder's values and the site's folder. Out: `pagefind/<locale>/`, the program that asks
them, and for each locale `assets/partner-kb/search.<locale>.json`, which tells the search box its
words and its index.

Locales may be built in processes of their own: each leaves what came of it in a small file in the
site that is being built, from which the last step, in the process of all, takes it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from partner_kb.errors import Problem, SourceError
from partner_kb.mkdocs_plugin.output import write_output
from partner_kb.mkdocs_plugin.script_strings import compact_json, script_strings
from partner_kb.resources import locales_dir
from partner_kb.search.bundle import (
    PROGRAM,
    WORDS_FILE,
    Bundle,
    build_bundle,
    kept_bundle,
    place_bundle,
    place_program,
)
from partner_kb.search.document import SearchPage, search_document
from partner_kb.search.pagefind import PagefindFailedError, PagefindMissingError
from partner_kb.search.synonyms import Synonyms, load_synonyms

if TYPE_CHECKING:
    from partner_kb.corpus import Listed
    from partner_kb.mkdocs_plugin.builder import Builder
    from partner_kb.mkdocs_plugin.locale_context import LocaleContext

FOLDER = "pagefind"

WEIGHTS = {"policy": 0.6, "flow": 0.85}
"""Policies say the same of every partner at length; a question is answered by guidance first."""


@dataclass(frozen=True, slots=True)
class _Indexed:
    """What came of a locale: its settings without the tags, and its bundle's tag, "" for none."""

    tag: str
    settings: Mapping[str, object]
    problems: tuple[Problem, ...]

    @classmethod
    def read(cls, path: Path) -> _Indexed:
        """What `write` wrote."""
        value = json.loads(path.read_text("utf-8"))
        problems = tuple(Problem(*row) for row in value["problems"])
        return cls(value["tag"], value["settings"], problems)

    def write(self, path: Path) -> None:
        rows = [astuple(problem) for problem in self.problems]
        write_output(path, compact_json({**asdict(self), "problems": rows}))


def index_locale(builder: Builder, locale: str, site_dir: Path) -> None:
    """Index a locale whose pages are written, in whichever process; `finish_search` follows."""
    context = builder.contexts[locale]
    bundle, problems = _bundle(builder, context, site_dir)
    target = site_dir / FOLDER / locale
    if bundle:
        place_bundle(bundle, target)
    else:
        shutil.rmtree(target, ignore_errors=True)
    found = _Indexed(bundle.tag if bundle else "", _settings(context), problems)
    found.write(_record(site_dir, locale))


def finish_search(builder: Builder, site_dir: Path) -> tuple[Problem, ...]:
    """Let the search boxes know the indexes, when all locales are indexed. What went wrong is
    returned, each once, and the search box says that there is no index.
    """
    records = {locale: _record(site_dir, locale) for locale in builder.contexts}
    found = {locale: _Indexed.read(path) for locale, path in records.items()}
    tags = {locale: indexed.tag for locale, indexed in found.items()}
    with_index = [locale for locale, tag in tags.items() if tag]
    _remove_others(site_dir / FOLDER, with_index)
    if with_index:
        first = with_index[0]
        bundle = kept_bundle(_cache(builder), first, tags[first])
        place_program(bundle, site_dir / FOLDER)
    english = tags[builder.locales.default]
    for locale, indexed in found.items():
        has_english = bool(indexed.settings["english"])
        value = {"tag": indexed.tag, "englishTag": english if has_english else ""}
        path = site_dir / "assets" / "partner-kb" / f"search.{locale}.json"
        write_output(path, compact_json({**value, **indexed.settings}))
        records[locale].unlink(missing_ok=True)
    return tuple(dict.fromkeys(problem for one in found.values() for problem in one.problems))


def _record(site_dir: Path, locale: str) -> Path:
    """What came of a locale, from its own process to the last step: below this build's own site."""
    return site_dir / FOLDER / f".{locale}.json"


def _cache(builder: Builder) -> Path:
    """Where indexes are kept by locale and tag."""
    return builder.site.docs_dir.parent / "search"


def _bundle(
    builder: Builder, context: LocaleContext, site_dir: Path
) -> tuple[Bundle | None, tuple[Problem, ...]]:
    """The index of a locale, None where there is none to make or it cannot be made."""
    documents = _documents(context, site_dir)
    if not documents:
        return None, ()  # such as English where only translations were imported
    problems: tuple[Problem, ...] = ()
    try:
        synonyms = load_synonyms([locales_dir(), builder.overlay])
    except SourceError as error:
        synonyms, problems = Synonyms(), tuple(error.problems)
    words = synonyms.for_locale(context.locale).with_sets(_role_names(context))
    try:
        return build_bundle(documents, words, context.locale, _cache(builder)), problems
    except (PagefindMissingError, PagefindFailedError) as error:
        failure = Problem(FOLDER, 0, 0, "error", _code(error), str(error))
        return None, (*problems, failure)


def _remove_others(folder: Path, locales: list[str]) -> None:
    """Remove what an earlier build left: all, where nothing is indexed any more."""
    if not locales:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for path in folder.iterdir():
        if path.is_dir() and path.name not in locales:
            shutil.rmtree(path)


def _role_names(context: LocaleContext) -> Iterator[tuple[str, str]]:
    """Each role and service in the reader's language and in English: people use both."""
    vocabulary = context.site.vocabulary
    for identifier in vocabulary.entries:
        yield vocabulary.name(identifier, context.locale), vocabulary.name(identifier, "en")


def _code(error: Exception) -> str:
    return "search-missing" if isinstance(error, PagefindMissingError) else "search-failed"


def _documents(context: LocaleContext, site_dir: Path) -> dict[SearchPage, str]:
    """The searched pages of a locale with their documents; lists, tools and 404 pages are none."""
    topics = {li.page.path: topic.title for topic in context.topics for li in topic.pages}
    found: dict[SearchPage, str] = {}
    for listed in context.view.content:
        file = site_dir / listed.url / "index.html"
        if file.is_file():
            page = _search_page(context, listed, topics.get(listed.page.path, ""))
            document = search_document(file.read_text("utf-8"), page, context.locale)
            if document is not None:
                found[page] = document
    return found


def _search_page(context: LocaleContext, listed: Listed, topic: str) -> SearchPage:
    page = listed.page
    if not topic and page.kind != "page":  # flows and policies: the list that they stand in
        index = context.view.pages.get(f"{page.path.split('/')[0]}/index.md")
        topic = index.page.title if index else ""
    return SearchPage(
        url=listed.url,
        title=page.title,
        description=page.description,
        topic=topic,
        roles=page.roles,
        applies_to=page.applies_to,
        language=page.locale if listed.fallback else "",
        weight=WEIGHTS.get(page.kind, 1),
    )


def _settings(context: LocaleContext) -> dict[str, object]:
    """The strings of the search box, and where the indexes and their program are."""
    default = context.locales.default
    rule, strings = script_strings(context.translations(context.locale), "search")
    return {
        "program": f"{FOLDER}/{PROGRAM}",
        "index": f"{FOLDER}/{context.locale}/",
        "words": WORDS_FILE,
        "english": "" if context.is_default else f"{FOLDER}/{default}/",
        "englishLanguage": default,
        "prefix": context.prefix,
        "page": context.url_of("search.md"),
        "plural": rule,
        "strings": strings,
    }
