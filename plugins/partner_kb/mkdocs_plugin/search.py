"""The search of the site: indexed when every locale is written, from the written pages.

In: the builder's values and the site's folder. Out: `pagefind/<locale>/`, and for each locale
`assets/partner-kb/search.<locale>.json`, which tells the search box its words and its index.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from partner_kb.errors import Problem, SourceError
from partner_kb.files import write_atomic
from partner_kb.mkdocs_plugin.script_strings import compact_json, script_strings
from partner_kb.resources import locales_dir
from partner_kb.search.bundle import WORDS_FILE, Bundle, build_bundle
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


def write_search(builder: Builder, site_dir: Path) -> tuple[Problem, ...]:
    """Index the site. What goes wrong is returned, and the search box says that there is none."""
    cache = builder.site.docs_dir.parent / "search"
    problems: list[Problem] = []
    try:
        synonyms = load_synonyms([locales_dir(), builder.overlay])
    except SourceError as error:
        synonyms = Synonyms()
        problems += error.problems
    shutil.rmtree(site_dir / FOLDER, ignore_errors=True)

    def index(context: LocaleContext) -> Bundle | Exception | None:
        documents = _documents(context, site_dir)
        if not documents:
            return None  # such as English where only translations were imported
        try:
            words = synonyms.for_locale(context.locale).with_sets(_role_names(context))
            return build_bundle(documents, words, context.locale, cache)
        except (PagefindMissingError, PagefindFailedError) as error:
            return error

    cache.mkdir(parents=True, exist_ok=True)
    contexts = list(builder.contexts.values())
    with ThreadPoolExecutor(max_workers=2) as pool:
        found = dict(zip((c.locale for c in contexts), pool.map(index, contexts), strict=True))
    failed = {str(error): error for error in found.values() if isinstance(error, Exception)}
    problems += [
        Problem(FOLDER, 0, 0, "error", _code(error), message) for message, error in failed.items()
    ]
    tags = {
        name: bundle.tag if isinstance(bundle, Bundle) else "" for name, bundle in found.items()
    }
    for context in contexts:
        bundle = found[context.locale]
        if isinstance(bundle, Bundle):
            shutil.copytree(bundle.folder, site_dir / FOLDER / context.locale)
        path = site_dir / "assets" / "partner-kb" / f"search.{context.locale}.json"
        write_atomic(path, _settings(context, tags))
    return tuple(problems)


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


def _settings(context: LocaleContext, tags: Mapping[str, str]) -> str:
    """The strings of the search box, and where the indexes are: no tag where there is none."""
    default = context.locales.default
    rule, strings = script_strings(context.translations(context.locale), "search")
    value = {
        "tag": tags[context.locale],
        "index": f"{FOLDER}/{context.locale}/",
        "words": WORDS_FILE,
        "english": "" if context.is_default else f"{FOLDER}/{default}/",
        "englishTag": "" if context.is_default else tags[default],
        "englishLanguage": default,
        "prefix": context.prefix,
        "page": context.url_of("search.md"),
        "plural": rule,
        "strings": strings,
    }
    return compact_json(value)
