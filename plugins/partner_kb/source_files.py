"""Find the files of source guidance: folders and single files to `SourceFile`s.

A SOURCE may be a checkout of one locale (`live/pt-BR`), a level above (`live`) or below
(`live/pt-BR/partner-center`), or a file. Whatever was given, paths start at the docset and the
locale is that of the folder which bears a locale's name.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from partner_kb.errors import Problem
from partner_kb.ops import SourceFile, canonical_locale
from partner_kb.ops.docset import Kind
from partner_kb.ops.toc import is_toc
from partner_kb.ops.yaml_pages import yaml_mime

DOCSET = "partner-center"
"""The docset of single files that lie in no docset's folder."""

_REDIRECTS = re.compile(r"\A\.openpublishing\.redirection(?:\.[\w.-]+)?\.json\Z", re.I)
_REPOSITORY = re.compile(
    r"\A(?:readme|license|licence|contributing|code_of_conduct|security|thirdpartynotices?|notice)"
    r"(?:[-.].*)?\Z", re.I,
)  # fmt: skip
_MEDIA = frozenset({
    ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".ico", ".pdf", ".xlsx", ".xls",
    ".docx", ".doc", ".pptx", ".csv", ".zip",
})  # fmt: skip
_CODE = frozenset({
    ".cs", ".ps1", ".py", ".js", ".ts", ".json", ".xml", ".java", ".sh", ".http", ".sql", ".cpp",
    ".go", ".rb", ".php",
})  # fmt: skip
_BREADCRUMBS = frozenset({"breadcrumb", "breadcrumbs", "bread"})
_MAX_READ = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Found:
    """The files of all sources; `folders` are the (locale, docset) pairs given as whole folders."""

    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]
    folders: frozenset[tuple[str, str]] = frozenset()


def find_sources(sources: Sequence[Path], *, docset: str = DOCSET) -> Found:
    """Look through the given folders and files, in a fixed order."""
    files: dict[str, SourceFile] = {}
    problems: list[Problem] = []
    folders: set[tuple[str, str]] = set()
    for source in sources:
        if source.is_dir():
            for file in _walk(source, problems):
                placed = _place(source, file)
                found = _read(file, placed, problems)
                if found:
                    files.setdefault(found.shown, found)
                    if found.locale and found.kind == "page":
                        folders.add((found.locale, found.path.partition("/")[0]))
        elif source.is_file():
            found = _read(source, _place_single(source, docset), problems, single=True)
            if found:
                files.setdefault(found.shown, found)
        else:
            problems.append(_problem(source, "source-missing", "there is no such file or folder"))
    return Found(tuple(files.values()), tuple(problems), frozenset(folders))


def _walk(root: Path, problems: list[Problem]) -> Iterator[Path]:
    real_root = root.resolve()
    for folder, folders, names in os.walk(root):
        here = Path(folder)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name != "node_modules"
        )
        for name in sorted(names):
            path = here / name
            if path.is_symlink() and not path.resolve().is_relative_to(real_root):
                problems.append(
                    _problem(
                        path, "symlink-outside", "a symbolic link that leads out of the source"
                    )
                )
            elif not name.startswith(".") or _REDIRECTS.match(name):
                yield path
        for name in list(folders):
            if (here / name).is_symlink():
                folders.remove(name)
                problems.append(
                    _problem(
                        here / name,
                        "symlink-outside",
                        "a symbolic link to a folder is not followed",
                    )
                )


def _place(source: Path, file: Path) -> tuple[str | None, str]:
    """The locale that the folders name, and the docset path."""
    parts = file.absolute().parts
    for index in range(len(parts) - 2, 0, -1):
        locale = _folder_locale(parts[index])
        if locale is not None:
            return locale, "/".join(parts[index + 1 :])
    root = source.absolute()
    if _is_docset(source):
        root = root.parent
    return None, file.absolute().relative_to(root).as_posix()


def _place_single(file: Path, docset: str) -> tuple[str | None, str]:
    parts = file.absolute().parts
    for index in range(len(parts) - 2, 0, -1):
        locale = _folder_locale(parts[index])
        if locale is not None:
            path = "/".join(parts[index + 1 :])
            return locale, path if "/" in path else f"{docset}/{path}"
    folder = file.absolute().parent
    name = folder.name if _is_docset(folder) else docset
    return None, f"{name}/{file.name}"


def _folder_locale(name: str) -> str | None:
    """The locale that a folder's name is, or ends with after a dot (`repository.pt-br`)."""
    last = name.rpartition(".")[2]
    return (
        canonical_locale(last)
        if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,4}){1,2}", last)
        else None
    )


def _is_docset(folder: Path) -> bool:
    """Whether a folder holds pages itself, and is not the top of a repository."""
    if not folder.is_dir():
        return False
    names = [entry.name for entry in folder.iterdir() if entry.is_file()]
    if any(
        _REDIRECTS.match(name) or name == ".openpublishing.publish.config.json" for name in names
    ):
        return False
    return any(
        name.lower().endswith((".md", ".yml")) and not _REPOSITORY.match(name) for name in names
    )


def _read(
    file: Path, placed: tuple[str | None, str], problems: list[Problem], *, single: bool = False
) -> SourceFile | None:
    locale, path = placed
    shown = str(file)
    try:
        head = b"" if file.suffix.lower() in _MEDIA else _head(file)
        kind = _kind(file, path, head, single=single)
        if kind is None:
            return None
        data = b"" if kind == "media" else _data(file)
    except OSError as error:
        problems.append(_problem(file, "source-unreadable", error.strerror or str(error)))
        return None
    return SourceFile(shown, path, kind, locale, data)


def _kind(file: Path, path: str, head: bytes, *, single: bool) -> Kind | None:
    name, suffix = file.name, file.suffix.lower()
    folders = path.lower().split("/")[:-1]
    if _REDIRECTS.match(name):
        return "redirects"
    if _BREADCRUMBS & set(folders):
        return None
    if is_toc(path):
        return "toc"
    if suffix in _MEDIA and not single:
        return "media"
    if suffix in _CODE and not single:
        return "include"
    if any(folder in ("includes", "_includes", "include") for folder in folders):
        return "include"
    if suffix == ".md" or single:
        return None if "/" not in path and _REPOSITORY.match(name) else "page"
    if suffix in (".yml", ".yaml"):
        return "page" if yaml_mime(head.decode("utf-8", "replace")) else None
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return "page" if begins.startswith(b"---") and b"\nms." in head else None


def _head(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(2048)


def _data(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(_MAX_READ)


def _problem(path: Path, code: str, message: str) -> Problem:
    return Problem(str(path), 1, 1, "error", code, message)
