"""From docs_dir to a staged `Site`: read, convert, describe, generate, write.

The steps of a build before MkDocs starts, in order; each is a pure function of the one before,
but for `stage`, which writes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from gettext import NullTranslations
from pathlib import Path
from types import MappingProxyType

from partner_kb.corpus import build_corpus
from partner_kb.errors import Problem, SourceError
from partner_kb.mkdocs_plugin.generated import generated_pages, mounted_pages
from partner_kb.mkdocs_plugin.included_parts import take_parts
from partner_kb.mkdocs_plugin.raw_pages import read_written, with_segments
from partner_kb.mkdocs_plugin.site import Site, describe_all, merge_navs, stage
from partner_kb.mkdocs_plugin.source_tree import read_tree
from partner_kb.mkdocs_plugin.toc_entries import TocEntry
from partner_kb.resources import locales_dir
from partner_kb.roles.load import read_vocabulary


def prepare(
    *,
    source_docs: Path,
    overlay: Path,
    cache: Path,
    locales: Sequence[str],
    not_pages: Sequence[str],
    policy_builder: bool,
    use_directory_urls: bool,
    translations: Callable[[str], NullTranslations],
    navs: Mapping[str, tuple[TocEntry, ...]] = MappingProxyType({}),
) -> Site:
    """Make the site's value and its staged folder, `cache/docs`."""
    vocabulary = read_vocabulary([locales_dir(), *([overlay] if overlay.is_dir() else [])])
    tree = read_tree(source_docs, locales, not_pages)
    take_parts(tree)
    written = read_written(tree, locales, vocabulary, translations)
    written = with_segments(written, overlay)
    pages = describe_all(written.documents, ())
    corpus = build_corpus(pages, locales, use_directory_urls=use_directory_urls)
    generated = list(generated_pages(corpus, vocabulary, translations))
    problems = list(written.problems)
    for locale in locales:
        try:
            generated += mounted_pages(
                source_docs, locale, policy_builder=policy_builder, overlay=overlay
            )
        except SourceError as error:
            problems += [problem for problem in error.problems if problem not in problems]
    pages = describe_all(written.documents, generated)
    corpus = build_corpus(pages, locales, use_directory_urls=use_directory_urls)
    target = cache / "docs"
    stage(target, tree, written.documents, generated, locales)
    return Site(
        docs_dir=target,
        corpus=corpus,
        navs=merge_navs({**written.tocs, **navs}, corpus),
        segments={
            (doc.locale, doc.path): doc.segments for doc in written.documents if doc.segments
        },
        origins=written.origins,
        redirects=written.redirects,
        vocabulary=vocabulary,
        problems=tuple(_from_project(problem, source_docs) for problem in problems),
    )


def _from_project(problem: Problem, docs: Path) -> Problem:
    """The problem with its path as the project sees it: `docs/en/x.md`, not `en/x.md`."""
    inside = not Path(problem.path).is_absolute() and (docs / problem.path).exists()
    return problem.at(f"{docs.name}/{problem.path}") if inside else problem
