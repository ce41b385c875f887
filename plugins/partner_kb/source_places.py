"""Where a file of source guidance belongs: its locale and its path in the docset.

A SOURCE may be a checkout of one locale (`live/pt-BR`), a level above (`live`) or below
(`live/pt-BR/partner-center`), or a file. Whatever was given, paths start at the docset, and the
locale is that of the folder which bears a locale's name.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from babel import Locale, UnknownLocaleError

from partner_kb.ops import canonical_locale
from partner_kb.ops.toc import is_toc

DOCSET = "partner-center"
"""The docset of single files that lie in no docset's folder."""

REDIRECTS = re.compile(r"\A\.openpublishing\.redirection(?:\.[\w.-]+)?\.json\Z", re.I)
"""Names of a repository's lists of moved pages."""

REPOSITORY = re.compile(
    r"\A(?:readme|license|licence|contributing|code_of_conduct|security|thirdpartynotices?|notice)"
    r"(?:[-.].*)?\Z", re.I,
)  # fmt: skip
"""Names of files that are about a repository, and no guidance, at its top."""

_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,4}){1,2}")
_ABOVE = 3
"""How many folders above a SOURCE may be the one that names the locale."""


@dataclass(frozen=True, slots=True)
class Place:
    """`locale` is what the folders say, if anything; `path` is `partner-center/x.md`."""

    locale: str | None
    path: str


def places(source: Path) -> Callable[[Path], Place]:
    """A function from each file below the folder `source` to its place."""
    root = Path(os.path.abspath(source))
    above = _folders_above(root)
    if above is not None:
        locale, folder = above
        return lambda file: _place(locale, _below(file, folder))
    base = root.parent if _is_docset(root) else root
    return lambda file: _below_a_locale(_below(file, base))


def single_place(file: Path) -> Place:
    """The place of a file that was given by itself."""
    path = Path(os.path.abspath(file))
    for folder in path.parents:
        locale = folder_locale(folder.name)
        if locale is not None:
            inner = _below(path, folder)
            return _place(locale, inner if "/" in inner else f"{DOCSET}/{inner}")
    docset = path.parent.name if _has_toc(path.parent) else DOCSET
    return _place(None, f"{docset}/{path.name}")


def folder_locale(name: str) -> str | None:
    """The locale that a folder's name is, or ends with after a dot (`repository.pt-br`).

    CLDR must know the language in that country or region: `my-docs` is no locale.
    """
    last = name.rpartition(".")[2]
    if not _LOCALE.fullmatch(last):
        return None
    locale = canonical_locale(last)
    try:
        Locale.parse(last.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    return locale


def _folders_above(root: Path) -> tuple[str, Path] | None:
    """The locale and the folder that names it, at or above `root`.

    A folder of locales' folders is a level above, wherever it lies itself.
    """
    own = folder_locale(root.name)
    if own is not None:
        return own, root
    if not _is_docset(root) and any(folder_locale(name) for name in _folder_names(root)):
        return None
    for folder in list(root.parents)[:_ABOVE]:
        locale = folder_locale(folder.name)
        if locale is not None:
            return locale, folder
    return None


def _below_a_locale(path: str) -> Place:
    """The place of a file by the first of its own folders that names a locale."""
    parts = path.split("/")
    for index, part in enumerate(parts[:-1]):
        locale = folder_locale(part)
        if locale is not None:
            return _place(locale, "/".join(parts[index + 1 :]))
    return _place(None, path)


def _place(locale: str | None, path: str) -> Place:
    """Names in one form of Unicode, as file systems differ in it."""
    return Place(locale, unicodedata.normalize("NFC", path))


def _below(file: Path, folder: Path) -> str:
    return Path(os.path.abspath(file)).relative_to(folder).as_posix()


def _is_docset(folder: Path) -> bool:
    """Whether a folder holds pages itself, and is not the top of a repository."""
    names = _file_names(folder)
    if any(
        REDIRECTS.match(name) or name == ".openpublishing.publish.config.json" for name in names
    ):
        return False
    return any(
        name.lower().endswith((".md", ".yml")) and not REPOSITORY.match(name) for name in names
    )


def _has_toc(folder: Path) -> bool:
    return any(is_toc(name) for name in _file_names(folder))


def _file_names(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries if entry.is_file()]
    except OSError:
        return []


def _folder_names(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries if entry.is_dir()]
    except OSError:
        return []
