"""What people wrote, clean or raw: raw OPS pages go through `partner_kb.ops.convert`.

In: the `SourceTree`. Out: `Written`. Nothing is written here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from gettext import NullTranslations
from pathlib import Path
from posixpath import splitext

from partner_kb.errors import Problem, SourceError
from partner_kb.files import read_text
from partner_kb.labels import load_labels
from partner_kb.mkdocs_plugin.redirects import parse_redirects
from partner_kb.mkdocs_plugin.site import Written, read_clean
from partner_kb.mkdocs_plugin.source_tree import SourceTree
from partner_kb.mkdocs_plugin.toc_entries import TocEntry
from partner_kb.model import Document
from partner_kb.ops.conversion import Conversion, Options
from partner_kb.ops.docset import SourceFile
from partner_kb.ops.toc import Entry, parse_toc
from partner_kb.roles.vocabulary import Vocabulary
from partner_kb.segment_files import parse_segments, segments_file

REDIRECTIONS = ".openpublishing.redirection.json"


def read_written(
    tree: SourceTree,
    locales: Sequence[str],
    vocabulary: Vocabulary,
    translations: Callable[[str], NullTranslations],
) -> Written:
    """The documents and tables of contents of all locales; a clean page wins over a raw one."""
    clean, problems = read_clean(tree, locales)
    known: dict[str, set[str]] = defaultdict(set)
    for document in clean:
        known[document.locale].add(document.path)
    options = Options(
        vocabulary,
        labels=lambda locale: load_labels(translations(locale)),
        locale=locales[0],
        known={locale: frozenset(paths) for locale, paths in known.items()},
        vendor=False,
        default=locales[0],
    )
    conversion = _convert(tuple(_source_files(tree, locales)), options)
    taken = {(doc.locale, doc.path) for doc in clean}
    converted = [doc for doc in conversion.documents if (doc.locale, doc.path) not in taken]
    tocs, toc_problems = _read_tocs(tree, locales, (*clean, *converted))
    redirects, redirect_problems = _read_redirects(tree)
    return Written(
        documents=(*clean, *converted),
        tocs={**_entries(conversion.tocs), **tocs},
        origins=_origins(conversion, taken),
        redirects={**conversion.redirects, **redirects},
        problems=(
            *problems,
            *conversion.problems,
            *_hidden(tree, locales, taken),
            *toc_problems,
            *redirect_problems,
        ),
    )


def _hidden(
    tree: SourceTree, locales: Sequence[str], taken: Container[tuple[str, str]]
) -> Iterator[Problem]:
    """Raw files whose page a clean one is already."""
    for uri in tree.raw:
        locale, inner = _split(uri, locales)
        page = f"{splitext(inner)[0]}.md"
        if (locale, page) in taken:
            message = f"{locale}/{page} is a page of its own already; rename one of them"
            yield Problem(uri, 1, 1, "error", "page-path-taken", message)


def _convert(files: Sequence[SourceFile], options: Options) -> Conversion:
    """As `partner_kb.ops.convert`, which a site without such files need not import."""
    if all(file.kind == "media" for file in files):
        return Conversion()
    from partner_kb.ops.convert import convert

    return convert(files, options)


def with_segments(written: Written, overlay: Path) -> Written:
    """The same, clean pages with the segments that the import left in the project's locales."""
    documents: list[Document] = []
    problems = list(written.problems)
    for document in written.documents:
        file = segments_file(overlay, document.locale, document.path)
        if document.segments or not file.is_file():
            documents.append(document)
            continue
        try:
            segments = parse_segments(read_text(file), str(file))
        except SourceError as error:
            problems.extend(error.problems)
            segments = ()
        documents.append(replace(document, segments=segments))
    return replace(written, documents=tuple(documents), problems=tuple(problems))


def _read_redirects(tree: SourceTree) -> tuple[dict[str, str], list[Problem]]:
    path = tree.root / "redirects.yml"
    if not path.is_file():
        return {}, []
    try:
        return parse_redirects(read_text(path, path.name), path.name)
    except SourceError as error:
        return {}, list(error.problems)


def _source_files(tree: SourceTree, locales: Sequence[str]) -> Iterator[SourceFile]:
    """The raw files as `convert` wants them; media by name only."""
    for kind, files in (("page", tree.raw), ("include", tree.includes), ("media", tree.media)):
        for uri, path in files.items():
            locale, inner = _split(uri, locales)
            data = b"" if kind == "media" else path.read_bytes()
            yield SourceFile(uri, inner, kind, locale, data)  # type: ignore[arg-type]  # one of three literals
    for uri, path in tree.tocs.items():
        locale, inner = _split(uri, locales)
        if inner != "toc.yml":  # that one is ours, and is read below
            yield SourceFile(uri, inner, "toc", locale, path.read_bytes())
    for locale in locales:
        path = tree.root / locale / REDIRECTIONS
        if path.is_file():
            yield SourceFile(
                f"{locale}/{REDIRECTIONS}", REDIRECTIONS, "redirects", locale, path.read_bytes()
            )


def _split(uri: str, locales: Sequence[str]) -> tuple[str, str]:
    first, _, rest = uri.partition("/")
    return (first, rest) if first in locales else (locales[0], uri)


def _origins(
    conversion: Conversion, taken: Iterable[tuple[str, str]]
) -> Mapping[tuple[str, str], str]:
    """The file below docs_dir that each converted page was made from."""
    skipped = set(taken)
    return {
        key: f"{key[0]}/{origin}"
        for key, origin in conversion.origins.items()
        if key not in skipped
    }


def _read_tocs(
    tree: SourceTree, locales: Sequence[str], documents: Iterable[Document]
) -> tuple[dict[str, tuple[TocEntry, ...]], list[Problem]]:
    """The clean `toc.yml` of each locale, in which paths are relative to the locale's folder."""
    tocs: dict[str, tuple[TocEntry, ...]] = {}
    problems: list[Problem] = []
    known = {document.path for document in documents}
    for locale in locales:
        uri = f"{locale}/toc.yml"
        if uri not in tree.tocs:
            continue
        try:
            entries = parse_toc(tree.tocs[uri].read_text("utf-8-sig"), uri, "toc.yml")
        except SourceError as error:
            problems.extend(error.problems)
        except UnicodeDecodeError as error:
            problems.append(Problem(uri, 1, 1, "error", "toc-encoding", f"not UTF-8 ({error})"))
        else:
            tocs[locale] = _entry_tuple(entries)
            problems.extend(_missing(entries, known))
    return tocs, problems


def _missing(entries: Iterable[Entry], known: set[str]) -> Iterator[Problem]:
    for entry in entries:
        path = (entry.href or "").partition("#")[0]
        if path and "://" not in path and path not in known:
            yield Problem(
                entry.shown,
                *entry.place,
                "warning",
                "toc-target-missing",
                f'the entry "{entry.name}" leads to "{path}", which is not here',
            )
        yield from _missing(entry.items, known)


def _entries(tocs: Mapping[str, tuple[Entry, ...]]) -> dict[str, tuple[TocEntry, ...]]:
    return {locale: _entry_tuple(entries) for locale, entries in tocs.items()}


def _entry_tuple(entries: Iterable[Entry]) -> tuple[TocEntry, ...]:
    """Entries with a page of the site; links to elsewhere are no part of the navigation."""
    return tuple(
        TocEntry(
            entry.name,
            entry.href.partition("#")[0] if entry.href and "://" not in entry.href else None,
            _entry_tuple(entry.items),
        )
        for entry in entries
        if entry.name or entry.href or entry.items
    )
