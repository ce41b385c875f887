"""The site as a value: everything that the hooks need, made once per build.

In: docs_dir and the locales. Out: a `Site` and a staged folder, which MkDocs and static-i18n then
read as if it were docs_dir: raw OPS pages converted, generated pages in place, the rest as it is.
Why a folder and not virtual files: static-i18n makes each `File` anew from docs_dir, so only real
files there get its fallbacks and alternates.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from partner_kb import corpus as corpora
from partner_kb.corpus import Corpus
from partner_kb.errors import Problem, SourceError
from partner_kb.mkdocs_plugin.navigation import NavNode, build_nav
from partner_kb.mkdocs_plugin.output import write_output
from partner_kb.mkdocs_plugin.source_tree import SourceTree
from partner_kb.mkdocs_plugin.toc_entries import TocEntry, merge_tocs
from partner_kb.model import Document, Segment
from partner_kb.pages import parse_page, render_page

if TYPE_CHECKING:
    from partner_kb.roles.vocabulary import Vocabulary

Key = tuple[str, str]
"""A locale and a path below its folder."""


@dataclass(frozen=True, slots=True)
class Generated:
    """A page that the product makes: `text` is Markdown with front matter."""

    locale: str
    path: str
    text: str


Generator = Callable[[Corpus, str], Iterable[Generated]]
"""Makes the generated pages of one locale from what was written."""


@dataclass(frozen=True, slots=True)
class Site:
    """All locales of the site, apart from the pages' text.

    `origins` are the paths, relative to the original docs_dir, of pages that were converted from
    a file of another name. `redirects` lead from a path to a path or URL, below a locale's folder.
    """

    docs_dir: Path
    corpus: Corpus
    navs: Mapping[str, tuple[NavNode, ...]]
    segments: Mapping[Key, tuple[Segment, ...]]
    origins: Mapping[Key, str]
    redirects: Mapping[str, str]
    vocabulary: Vocabulary
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What people wrote, converted: documents with their segments, and tables of contents."""

    documents: tuple[Document, ...]
    tocs: Mapping[str, tuple[TocEntry, ...]]
    origins: Mapping[Key, str]
    redirects: Mapping[str, str]
    problems: tuple[Problem, ...]


def read_clean(tree: SourceTree, locales: Sequence[str]) -> tuple[list[Document], list[Problem]]:
    """The documents of the clean pages; a page that cannot be read is a problem, not a stop."""
    documents: list[Document] = []
    problems: list[Problem] = []
    for uri, file in tree.clean.items():
        first, _, rest = uri.partition("/")
        locale, path = (first, rest) if first in locales else (locales[0], uri)
        try:
            text = file.read_text("utf-8-sig")
            problems.extend(_unreadable(text, uri))
            documents.append(parse_page(text, path, locale=locale))
        except SourceError as error:
            problems.extend(problem.at(uri) for problem in error.problems)
        except UnicodeDecodeError as error:
            problems.append(
                Problem(uri, 1, 1, "error", "page-encoding", f"not UTF-8 (byte {error.start})")
            )
    return documents, problems


def _unreadable(text: str, uri: str) -> Iterator[Problem]:
    """What no page says: nothing at all, or what no text holds."""
    nul = text.find("\x00")
    if nul >= 0:
        place = text.count("\n", 0, nul) + 1, nul - text.rfind("\n", 0, nul)
        yield Problem(
            uri, *place, "error", "page-binary", "a NUL character: this is not a text file"
        )
    elif not text.strip():
        yield Problem(uri, 1, 1, "error", "page-empty", "the file is empty")


def stage(
    target: Path,
    tree: SourceTree,
    documents: Iterable[Document],
    generated: Iterable[Generated],
    locales: Sequence[str],
) -> None:
    """Make `target` hold exactly the site's pages and media, touching only what changed."""
    wanted: set[Path] = set()
    clean = {_staged_uri(uri, locales): file for uri, file in tree.clean.items()}
    for uri, file in {**tree.media, **clean}.items():
        wanted.add(_copy(file, target / uri))
    for document in documents:
        uri = f"{document.locale}/{document.path}"
        if uri not in clean:
            path = target / uri
            write_output(path, render_page(document))
            wanted.add(path)
    for page in generated:
        path = target / page.locale / page.path
        write_output(path, page.text)
        wanted.add(path)
    for path in sorted(target.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted:
            path.unlink()


def _staged_uri(uri: str, locales: Sequence[str]) -> str:
    """Pages outside a locale's folder belong to the default locale."""
    return uri if uri.partition("/")[0] in locales else f"{locales[0]}/{uri}"


def _copy(source: Path, target: Path) -> Path:
    facts = source.stat()
    try:
        there = target.stat()
        same = (there.st_size, there.st_mtime_ns) == (facts.st_size, facts.st_mtime_ns)
    except FileNotFoundError:
        same = False
    if not same:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
    return target


def merge_navs(
    tocs: Mapping[str, tuple[TocEntry, ...]], corpus: Corpus
) -> dict[str, tuple[NavNode, ...]]:
    """The navigation of each locale: its own toc over the default locale's."""
    default = tocs.get(corpus.default, ())
    return {
        locale: build_nav(
            merge_tocs(tocs.get(locale, ()), _retitled(default, corpus, locale)),
            corpus.view(locale),
        )
        for locale in corpus.locales
    }


def _retitled(toc: Iterable[TocEntry], corpus: Corpus, locale: str) -> tuple[TocEntry, ...]:
    """The default locale's entries with the page's own title where it is translated."""
    entries = []
    for entry in toc:
        page = corpus.originals.get((locale, entry.path)) if entry.path else None
        items = _retitled(entry.items, corpus, locale)
        if locale == corpus.default:
            entries.append(entry)
        elif page is not None:
            entries.append(TocEntry(page.title, entry.path, items))
        else:
            entries.append(TocEntry(entry.name, entry.path, items, lang=corpus.default))
    return tuple(entries)


def describe_all(
    documents: Iterable[Document], generated: Iterable[Generated]
) -> list[corpora.Page]:
    """The corpus entries of written and generated pages; a written page wins."""
    pages = {(doc.locale, doc.path): corpora.describe(doc) for doc in documents}
    for page in generated:
        document = parse_page(page.text, page.path, locale=page.locale)
        kind = str(document.extra.get("kind", "generated"))
        pages.setdefault((page.locale, page.path), corpora.describe(document, kind=kind))
    return list(pages.values())
