"""Find the files of source guidance: folders and single files to `SourceFile`s.

In: the SOURCE arguments. Out: `Found`: the files with their places in the docset (`source_places`),
in a fixed order, and what could not be read. Links, special files and names that some reader of
the knowledge base could not use are problems; nothing outside the given folders is read.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from partner_kb.errors import Problem, Severity
from partner_kb.ops.docset import MAX_PAGE_BYTES, Kind, SourceFile
from partner_kb.ops.toc import is_toc
from partner_kb.ops.yaml_pages import yaml_mime
from partner_kb.source_places import REDIRECTS, REPOSITORY, Place, places, single_place
from partner_kb.usable_names import shown_path, unusable_part

_MEDIA = frozenset({
    ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".ico", ".pdf", ".xlsx", ".xls",
    ".docx", ".doc", ".pptx", ".csv", ".zip",
})  # fmt: skip
_CODE = frozenset({
    ".cs", ".ps1", ".py", ".js", ".ts", ".json", ".xml", ".java", ".sh", ".http", ".sql", ".cpp",
    ".go", ".rb", ".php", ".vb", ".fs", ".fsx", ".c", ".cc", ".h", ".hpp", ".cshtml", ".razor",
    ".vbhtml", ".aspx", ".xaml", ".html", ".css", ".jsx", ".tsx", ".psm1", ".psd1", ".bat", ".cmd",
    ".config", ".csproj", ".vbproj", ".props", ".targets", ".bicep", ".tf", ".kql", ".r", ".rs",
    ".scala", ".swift", ".kt", ".ipynb", ".xsd", ".xslt", ".wsdl", ".graphql", ".proto", ".toml",
})  # fmt: skip
_BREADCRUMBS = frozenset({"breadcrumb", "breadcrumbs", "bread"})
_INCLUDES = frozenset({"includes", "_includes", "include"})
_HEAD = 2048
_INCLUDE = re.compile(
    rb"---[ \t]*\r?\n(?:(?!---).*\n)*?ms\.topic:[ \t]*[\"']?include[\"']?[ \t]*\r?$", re.I | re.M
)
"""Front matter of a part of other pages, wherever it lies."""


@dataclass(frozen=True, slots=True)
class Found:
    """The files of all sources.

    `folders` are the (locale, docset) pairs given as whole folders. `media` leads from the path
    shown in problems to the file on disk. `refused` are pages that cannot be used, as (locale,
    page's path).
    """

    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]
    folders: frozenset[tuple[str, str]] = frozenset()
    media: Mapping[str, Path] = field(default_factory=dict)
    refused: frozenset[tuple[str, str]] = frozenset()


def find_sources(sources: Sequence[Path], *, apart: Sequence[Path] = ()) -> Found:
    """Look through the given folders and files, in a fixed order.

    Folders of `apart`, where the import writes to, are no source.
    """
    search = _Search(frozenset(os.path.realpath(path) for path in apart))
    for source in sources:
        if source.is_dir():
            placed = places(source)
            for file in search.walk(source):
                search.take(file, placed(file))
        elif source.exists():
            search.take(source, single_place(source), single=True)
        else:
            search.report(source, "source-missing", "there is no such file or folder")
    return search.found()


class _Search:
    """Collects files and problems over all sources; a file met twice counts once."""

    def __init__(self, apart: frozenset[str]) -> None:
        self.apart = apart
        self.files: dict[str, SourceFile] = {}
        self.problems: list[Problem] = []
        self.folders: set[tuple[str, str]] = set()
        self.media: dict[str, Path] = {}
        self.refused: set[tuple[str, str]] = set()

    def found(self) -> Found:
        self._refuse_second_indexes()
        return Found(
            tuple(self.files.values()),
            tuple(self.problems),
            frozenset(self.folders),
            self.media,
            frozenset(self.refused),
        )

    def report(self, path: Path, code: str, message: str, severity: Severity = "error") -> None:
        self.problems.append(Problem(shown_path(path), 1, 1, severity, code, message))

    def walk(self, root: Path) -> Iterator[Path]:
        """The files below `root`; hidden ones, links to folders and what leads out are left out."""
        real_root = os.path.realpath(root)
        for folder, folders, names in os.walk(root, onerror=self._unreadable):
            here = Path(folder)
            folders[:] = sorted(name for name in folders if self._enters(here / name))
            for name in sorted(names):
                path = here / name
                hidden = name.startswith(".") and not REDIRECTS.match(name)
                if not hidden and not (path.is_symlink() and self._leads_out(path, real_root)):
                    yield path
            for name in list(folders):
                path = here / name
                if path.is_symlink():
                    folders.remove(name)
                    if not self._leads_out(path, real_root):
                        message = "a symbolic link to a folder of the source: not followed"
                        self.report(path, "symlink-folder", message, "warning")

    def _enters(self, folder: Path) -> bool:
        if folder.name.startswith(".") or folder.name == "node_modules":
            return False
        return not self.apart or os.path.realpath(folder) not in self.apart

    def take(self, file: Path, place: Place, *, single: bool = False) -> None:
        """Read one file where it is one that import looks at."""
        key = os.path.abspath(file)
        if key in self.files:
            return
        try:
            if not stat.S_ISREG(file.stat().st_mode):
                self.report(file, "source-unreadable", "not a file with text: a device or a pipe")
                return
            head = b"" if is_media(file) and not single else _read(file, _HEAD)
            kind = _kind(file.name, place.path, head, single=single)
            if kind is None:
                return
            problem = unusable_part(place.path)
            if problem is not None:
                self.report(file, "path-unusable", problem)
                self._refuse(place, kind)
                return
            size = file.stat().st_size
            if kind != "media" and size > MAX_PAGE_BYTES:
                self.report(file, "page-too-large", _too_large(size))
                self._refuse(place, kind)
                return
            data = b"" if kind == "media" else _read(file, MAX_PAGE_BYTES)
        except OSError as error:
            self.report(file, "source-unreadable", error.strerror or str(error))
            self._refuse(place, _kind(file.name, place.path, b"", single=single))
            return
        shown = shown_path(file)
        self.files[key] = SourceFile(shown, place.path, kind, place.locale, data)
        if kind == "media":
            self.media[shown] = file
        if kind == "page" and place.locale and not single:
            self.folders.add((place.locale, place.path.partition("/")[0]))

    def _refuse(self, place: Place, kind: Kind | None) -> None:
        if kind == "page":
            self.refused.add((place.locale or "", f"{os.path.splitext(place.path)[0]}.md"))

    def _refuse_second_indexes(self) -> None:
        """Both index.md and README.md are the page at their folder's address."""
        indexes = {
            (file.locale, os.path.splitext(file.path)[0].casefold()): file
            for file in self.files.values()
            if file.kind == "page"
        }
        for key, file in list(self.files.items()):
            stem = os.path.splitext(file.path)[0].casefold()
            folder, _, name = stem.rpartition("/")
            first = indexes.get((file.locale, f"{folder}/index")) if name == "readme" else None
            if first is not None and file.kind == "page":
                del self.files[key]
                self._refuse(Place(file.locale, file.path), "page")
                message = f"its address is that of {first.shown}; rename one of them"
                self.problems.append(Problem(file.shown, 1, 1, "error", "page-path-taken", message))

    def _leads_out(self, path: Path, real_root: str) -> bool:
        """Whether a link leads out of the source, or nowhere; if so, it is a problem."""
        real = os.path.realpath(path)
        inside = real == real_root or real.startswith(real_root.rstrip(os.sep) + os.sep)
        if inside and os.path.exists(real):
            return False
        if inside:
            self.report(path, "symlink-broken", "a symbolic link that leads nowhere")
        else:
            message = "a symbolic link that leads out of the source: not read"
            self.report(path, "symlink-outside", message)
        return True

    def _unreadable(self, error: OSError) -> None:
        message = f"the folder cannot be read: {error.strerror or error}"
        self.report(Path(str(error.filename)), "source-unreadable", message)


def is_media(path: Path) -> bool:
    """Whether a file is one that pages show or offer, by its name."""
    return path.suffix.lower() in _MEDIA


def _kind(name: str, path: str, head: bytes, *, single: bool) -> Kind | None:
    """What a file is to import, by its name, its folders and how it begins."""
    suffix = os.path.splitext(name)[1].lower()
    folders = set(path.lower().split("/")[:-1])
    if REDIRECTS.match(name):
        return "redirects"
    if folders & _BREADCRUMBS:
        return None
    if is_toc(path):
        return "toc"
    if suffix in _MEDIA and not single:
        return "media"
    if (suffix in _CODE and not single) or folders & _INCLUDES:
        return "include"
    if suffix == ".md" and not single and _INCLUDE.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "include"
    if suffix == ".md" or single:
        return None if "/" not in path and REPOSITORY.match(name) else "page"
    if suffix in (".yml", ".yaml"):
        return "page" if yaml_mime(head.decode("utf-8", "replace")) else None
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    metadata = re.search(rb"^(?:ms\.[a-z]|translationtype:)", head, re.M)
    return "page" if begins.startswith(b"---") and metadata else None


def _too_large(size: int) -> str:
    return (
        f"{size / 1e6:.1f} MB is too large for a page; at most "
        f"{MAX_PAGE_BYTES // 1024 // 1024} MB are read"
    )


def _read(file: Path, size: int) -> bytes:
    with file.open("rb") as stream:
        return stream.read(size)
