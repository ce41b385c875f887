"""Import: source guidance on disk to clean pages on disk, without losing anybody's work.

A file is written where it is new, or where it still is what the last import wrote; what a person
changed stays, and an upstream change to it is listed as a conflict. `import_state` knows what the
last import wrote. Everything is staged before the first file changes, and the state is written
last: an import that failed or was killed is completed by the next one.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import splitext

from partner_kb.catalog import load_translations
from partner_kb.errors import Problem, Severity, SourceError
from partner_kb.files import remove_abandoned, write_all_atomic, write_atomic
from partner_kb.import_english import KnownEnglish
from partner_kb.import_known import kept_segments, known_media, known_pages
from partner_kb.import_lists import joined_redirects, joined_toc, read_redirects
from partner_kb.import_state import NO_LOCALE, ImportState, digest, digest_of
from partner_kb.labels import load_labels
from partner_kb.model import Document
from partner_kb.ops.conversion import Conversion, Options
from partner_kb.ops.convert import convert
from partner_kb.ops.redirects import render_redirects
from partner_kb.pages import render_page
from partner_kb.project_file import find_project, render_project
from partner_kb.resources import locales_dir
from partner_kb.roles.learn import render_learned
from partner_kb.roles.load import load_vocabulary
from partner_kb.segment_files import render_segments, segments_file
from partner_kb.source_files import Found, find_sources
from partner_kb.translation.project import load_project
from partner_kb.translation.record import imported_records
from partner_kb.usable_names import shown_path

_SAYS = {
    "conflict": "changed by hand since the last import, and changed upstream too: not "
    "overwritten; to take the source's text, delete the file and import again",
    "foreign": "a file of this name was here before the import: not overwritten",
}


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

    Where no mkdocs.yml lies beside `docs`, one is written. Raises `SourceError` where the
    vocabulary is broken and `OSError` where the disk refuses; then no page has changed.
    """
    found = find_sources(sources, apart=(docs,))
    vocabulary = load_vocabulary([locales_dir(), *([locales] if locales.is_dir() else [])])
    overlay = locales if locales.is_dir() else None
    english = KnownEnglish(locales, docs)
    options = Options(
        vocabulary=vocabulary,
        labels=lambda name: load_labels(load_translations(name, overlay)),
        locale=locale,
        known=known_pages(docs),
        segments=lambda name, path: kept_segments(locales, name, path),
        english=english.of,
        redirects=read_redirects(_text(docs / "redirects.yml")),
    )
    conversion = convert([*found.files, *known_media(docs, found)], options)
    return _Writer(docs, locales, found, conversion, english).write()


class _Writer:
    """Plans the files of one import, then writes them."""

    def __init__(
        self,
        docs: Path,
        locales: Path,
        found: Found,
        conversion: Conversion,
        english: KnownEnglish,
    ) -> None:
        self.docs, self.locales = docs, locales
        self.real = {folder: folder.resolve() for folder in (docs, locales)}
        self.found, self.conversion, self.english = found, conversion, english
        self.problems: list[Problem] = [*found.problems, *conversion.problems]
        self.state = ImportState(locales)
        self.files: dict[Path, str | bytes] = {}
        self.changed: set[tuple[str, str]] = set()

    def write(self) -> ImportReport:
        for document in self.conversion.documents:
            self._page(document)
        self._lists()
        self._report_removed()
        learned = render_learned(self.conversion.learned)
        if learned:
            self.files[self.locales / "roles.learned.yml"] = learned
        for folder in (self.docs, self.locales):
            remove_abandoned(folder)
        write_all_atomic(self._inside(self.files))
        self._copy_media()
        self._records()
        read = self.conversion.read + len(self.found.refused)
        if not read:
            self._report(self.docs, "error", "source-empty",
                         "no page of source guidance was found in the sources given")  # fmt: skip
        return ImportReport(
            read=read,
            written=len(self.changed),
            skipped=self.conversion.skipped + len(self.found.refused),
            problems=tuple(sorted(set(self.problems))),
        )

    def _page(self, document: Document) -> None:
        """Plan the files of one page, unless a person's work stands in the way."""
        key = (document.locale, document.path)
        text = render_page(document)
        new = self.state.of(document.locale).get(document.path) != digest(text)
        if self._offer(*key, text):
            if new or digest_of(self.docs / document.locale / document.path) is None:
                self.changed.add(key)
            if document.segments:
                where = segments_file(self.locales, *key)
                self.files[where] = render_segments(document.segments)

    def _lists(self) -> None:
        for locale, entries in self.conversion.tocs.items():
            if entries:
                before = self._ours(locale, "toc.yml")
                self._offer(locale, "toc.yml", joined_toc(before, entries))
        redirects = self.conversion.redirects
        if redirects:
            target = self.docs / "redirects.yml"
            text = _text(target)
            before = self._ours(NO_LOCALE, "redirects.yml")
            joined = render_redirects(joined_redirects(before, redirects))
            if joined == text or not redirects.items() <= read_redirects(text).items():
                self._offer(NO_LOCALE, "redirects.yml", joined)

    def _ours(self, locale: str, path: str) -> str:
        """The text of a list that an import wrote and nobody changed since; else nothing."""
        target = self.docs / locale / path
        last = self.state.of(locale).get(path)
        return _text(target) if last is not None and digest_of(target) == last else ""

    def _offer(self, locale: str, path: str, text: str) -> bool:
        """Plan to write a file below docs; False where it may not be written."""
        target = self.docs / locale / path
        if not self._is_free(target):
            return False
        standing = self.state.standing(locale, path, target, digest(text))
        if standing in _SAYS:
            self._report(target, "warning", "import-conflict", _SAYS[standing])
        if standing not in ("free", "same"):
            return False
        self.state.of(locale)[path] = digest(text)
        self.files[target] = text
        return True

    def _is_free(self, target: Path) -> bool:
        """Whether `target` can be a file, and one inside docs."""
        if not self._is_inside(target, self.docs):
            return False
        above = [folder for folder in target.parents if folder.is_relative_to(self.docs)]
        if target.is_dir() or any(folder in self.files or folder.is_file() for folder in above):
            message = "a file and a folder would have the same name: not written"
            self._report(target, "error", "path-taken", message)
            return False
        return True

    def _is_inside(self, target: Path, folder: Path) -> bool:
        """Whether `target` below `folder` lies there on the disk, too."""
        if target.resolve().is_relative_to(self.real[folder]):
            return True
        ways = (path for path in (*reversed(target.parents), target) if path.is_symlink())
        link = next((path for path in ways if path != folder and folder in path.parents), target)
        message = f"a symbolic link leads out of {shown_path(folder)}: not written"
        self._report(link, "error", "path-outside", message)
        return False

    def _inside(self, files: Mapping[Path, str | bytes]) -> dict[Path, str | bytes]:
        """Those of `files` that do not leave the locales folder by a link; docs are seen to."""
        return {
            path: content
            for path, content in files.items()
            if self.docs in path.parents or self._is_inside(path, self.locales)
        }

    def _report_removed(self) -> None:
        """Pages that an earlier import wrote and that the source, given whole, has no more."""
        now = {(document.locale, document.path) for document in self.conversion.documents}
        now |= self.found.refused
        now |= {
            (file.locale or "", f"{splitext(file.path)[0]}.md")
            for file in self.found.files
            if file.kind == "page"
        }
        now -= self.conversion.moved
        given = self.found.folders
        gone: list[tuple[str, str]] = []
        for locale in self.state.recorded():
            for path in sorted(self.state.of(locale)):
                folder = (locale, path.partition("/")[0])
                if path.endswith(".md") and (locale, path) not in now and folder in given:
                    gone.append((locale, path))
        # English out of side-by-side pages goes when the last page with it goes.
        english_given = any(locale == "en" for locale, _ in given)
        for path in sorted(() if english_given else self.state.of("en")):
            others = {
                (locale, path)
                for locale in self.state.recorded()
                if locale != "en" and path in self.state.of(locale)
            }
            if ("en", path) not in now and others and others <= set(gone):
                gone.append(("en", path))
        for locale, path in gone:
            target = self.docs / locale / path
            if target.exists():
                self._report(target, "warning", "page-removed-upstream",
                             "the source does not have this page any more; it is kept, "
                             "delete it when you agree")  # fmt: skip

    def _copy_media(self) -> None:
        for media in self.conversion.media:
            if media.shown not in self.found.media:
                continue  # it lies in docs already
            source = self.found.media[media.shown]
            target = self.docs / media.locale / media.path
            try:
                content = digest_of(source)
            except OSError as error:
                self._report(source, "error", "source-unreadable", error.strerror or str(error))
                continue
            if content is None or not self._is_free(target):
                continue
            standing = self.state.standing(media.locale, media.path, target, content)
            if standing in _SAYS:
                self._report(target, "warning", "import-conflict", _SAYS[standing])
            if standing in ("free", "same"):
                self.state.of(media.locale)[media.path] = content
            if standing == "free":
                _copy(source, target)

    def _records(self) -> None:
        """The project's file where there is none, translation records, and the state, last."""
        project = find_project(self.docs)
        if self.conversion.documents and not project.exists():
            names = [path.name for path in sorted(self.docs.iterdir()) if path.is_dir()]
            write_atomic(project, render_project(names, self.docs, self.locales))
        records: dict[Path, str | bytes] = {}
        try:
            home = load_project(project, docs=self.docs, locales=self.locales)
            records.update(imported_records(home, self.changed))
            for locale in sorted({locale for locale, _ in self.changed}):
                if home.site_locales and locale not in home.site_locales:
                    message = (
                        f"the site has no language {locale}, so that its pages are not built; "
                        f"add `- locale: {locale}` to the languages of i18n"
                    )
                    self._report(project, "warning", "locale-not-built", message)
        except SourceError as error:
            self.problems += error.problems
        records.update(self.english.with_new(self.conversion.english))
        records.update(self.state.texts())
        write_all_atomic(self._inside(records))

    def _report(self, path: Path, severity: Severity, code: str, message: str) -> None:
        self.problems.append(Problem(shown_path(path), 1, 1, severity, code, message))


def _text(path: Path) -> str:
    return path.read_text("utf-8", "replace") if path.is_file() else ""


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".pkb-{digest(target.name)[:8]}.tmp")
    try:
        shutil.copyfile(source, temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
