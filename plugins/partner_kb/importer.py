"""Import: source guidance on disk to clean pages on disk, without losing anybody's work.

A page is written where it is new, or where its file is still what the last import wrote; a page
that a person changed stays, and an upstream change to it is listed as a conflict. What the last
import wrote is in `LOCALES/<ll_CC>/import.tsv`: a line a page, its path and the hash of its text.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from partner_kb.catalog import load_translations
from partner_kb.errors import Problem
from partner_kb.files import write_all_atomic, write_atomic
from partner_kb.model import Document
from partner_kb.ops import Conversion, Labels, Options, convert
from partner_kb.ops.redirects import render_redirects
from partner_kb.ops.toc import render_toc
from partner_kb.pages import render_page
from partner_kb.project_file import render_project
from partner_kb.resources import locales_dir
from partner_kb.roles import load_vocabulary, render_learned
from partner_kb.segment_files import render_segments, segments_file
from partner_kb.source_files import Found, find_sources
from partner_kb.translation.project import load_project
from partner_kb.translation.record import imported_records

_STATE = "import.tsv"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: counts of pages, and everything that a person should look at."""

    read: int
    written: int
    skipped: int
    problems: tuple[Problem, ...]


def import_sources(
    sources: Sequence[Path], docs: Path, locales: Path, *, locale: str | None = None
) -> ImportReport:
    """Import `sources` into `docs` and `locales`; nothing outside these two is touched.

    Where no mkdocs.yml lies beside `docs`, one is written.
    """
    found = find_sources(sources)
    vocabulary = load_vocabulary([locales_dir(), *([locales] if locales.is_dir() else [])])
    options = Options(
        vocabulary=vocabulary,
        labels=lambda name: conversion_labels(name, locales),
        locale=locale,
        known=known_pages(docs),
    )
    conversion = convert(found.files, options)
    return _Writer(docs, locales, found, conversion).write()


def known_pages(docs: Path) -> dict[str, frozenset[str]]:
    """The pages that lie in a docs folder already, by locale."""
    pages: dict[str, set[str]] = defaultdict(set)
    if docs.is_dir():
        for folder in sorted(path for path in docs.iterdir() if path.is_dir()):
            for path in folder.rglob("*.md"):
                pages[folder.name].add(path.relative_to(folder).as_posix())
    return {locale: frozenset(found) for locale, found in pages.items()}


@cache
def conversion_labels(locale: str, overlay: Path) -> Labels:
    """The words that conversion adds to a page, from the catalog of its locale."""
    texts = load_translations(locale, overlay if overlay.is_dir() else None)
    _ = texts.gettext
    return Labels(
        alerts={
            "note": _("Note"),
            "tip": _("Tip"),
            "important": _("Important"),
            "warning": _("Warning"),
            "caution": _("Caution"),
        },
        video=_("Video"),
        description=_("Image description"),
    )


class _Writer:
    def __init__(self, docs: Path, locales: Path, found: Found, conversion: Conversion) -> None:
        self.docs, self.locales = docs, locales
        self.found, self.conversion = found, conversion
        self.problems: list[Problem] = [*found.problems, *conversion.problems]
        self.states: dict[str, dict[str, str]] = {}
        self.changed: set[tuple[str, str]] = set()

    def write(self) -> ImportReport:
        files: dict[Path, str | bytes] = {}
        for document in self.conversion.documents:
            files.update(self._page(document))
        files.update(self._lists())
        self._report_removed()
        learned = render_learned(self.conversion.learned)
        if learned:
            files[self.locales / "roles.learned.yml"] = learned
        for locale, state in self.states.items():
            files[self._state_file(locale)] = "".join(
                f"{path}\t{digest}\n" for path, digest in sorted(state.items())
            )
        write_all_atomic(files)
        self._copy_media()
        project = self.docs.parent / "mkdocs.yml"
        if self.conversion.documents and not project.exists():
            names = [path.name for path in sorted(self.docs.iterdir()) if path.is_dir()]
            write_atomic(project, render_project(names, self.docs, self.locales))
        home = load_project(project, docs=self.docs, locales=self.locales)
        write_all_atomic(imported_records(home, self.changed))
        return ImportReport(
            read=self.conversion.read,
            written=len(self.changed),
            skipped=self.conversion.skipped,
            problems=tuple(sorted(set(self.problems))),
        )

    def _page(self, document: Document) -> Mapping[Path, str]:
        """The files of one page, or nothing where a person's work stands in the way."""
        target = self._inside(self.docs / document.locale / document.path, document)
        if target is None:
            return {}
        text = render_page(document)
        digest = _digest(text)
        state = self._state(document.locale)
        last = state.get(document.path)
        there = _digest_of(target)
        if there is not None and there not in (last, digest):
            if digest != last:
                self.problems.append(
                    Problem(
                        str(target), 1, 1, "warning", "import-conflict",
                        "changed by hand since the last import, and changed upstream too: not "
                        "overwritten" if last else
                        "a page of this name was here before the import: not overwritten",
                    )
                )  # fmt: skip
            return {}
        state[document.path] = digest
        if there != digest:
            self.changed.add((document.locale, document.path))
        files = {target: text}
        if document.segments:
            where = segments_file(self.locales, document.locale, document.path)
            files[where] = render_segments(document.segments)
        return files

    def _inside(self, target: Path, document: Document) -> Path | None:
        folder = (self.docs / document.locale).resolve()
        if target.resolve().is_relative_to(folder) and ".." not in document.path.split("/"):
            return target
        origin = self.conversion.origins.get((document.locale, document.path), document.path)
        self.problems.append(
            Problem(origin, 1, 1, "error", "path-outside",
                    f'"{document.path}" leads out of {folder.name}: not written')
        )  # fmt: skip
        return None

    def _lists(self) -> dict[Path, str]:
        files: dict[Path, str] = {
            self.docs / locale / "toc.yml": render_toc(entries)
            for locale, entries in self.conversion.tocs.items()
            if entries
        }
        if self.conversion.redirects:
            files[self.docs / "redirects.yml"] = render_redirects(self.conversion.redirects)
        return files

    def _report_removed(self) -> None:
        """Pages that an earlier import wrote and that the source, given whole, has no more."""
        now = {(document.locale, document.path) for document in self.conversion.documents}
        for locale, docset in sorted(self.found.folders):
            for path in sorted(self._state(locale)):
                if path.partition("/")[0] == docset and (locale, path) not in now:
                    target = self.docs / locale / path
                    if target.exists():
                        self.problems.append(
                            Problem(str(target), 1, 1, "warning", "page-removed-upstream",
                                    "the source does not have this page any more; it is kept, "
                                    "delete it when you agree")
                        )  # fmt: skip

    def _copy_media(self) -> None:
        for media in self.conversion.media:
            target = self.docs / media.locale / media.path
            if not target.resolve().is_relative_to(self.docs.resolve()):
                continue
            source = Path(media.shown)
            if target.exists() and target.read_bytes() == source.read_bytes():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary = target.with_name(f".{target.name}.tmp")
            shutil.copyfile(source, temporary)
            temporary.replace(target)

    def _state(self, locale: str) -> dict[str, str]:
        if locale not in self.states:
            file = self._state_file(locale)
            lines = file.read_text("utf-8").splitlines() if file.exists() else []
            cut = (line.partition("\t") for line in lines if "\t" in line)
            self.states[locale] = {path: digest for path, _, digest in cut}
        return self.states[locale]

    def _state_file(self, locale: str) -> Path:
        return self.locales / locale.replace("-", "_") / _STATE


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:32]


def _digest_of(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:32]
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None
