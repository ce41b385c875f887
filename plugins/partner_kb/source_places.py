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
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

from partner_kb.ops.docset import canonical_locale
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
        return lambda file: _in_locale(file, *above)
    locales = {folder: name for folder in _folders(root, 2) if (name := folder_locale(folder.name))}
    base = root.parent if _is_docset(root) else root

    def place(file: Path) -> Place:
        path = Path(os.path.abspath(file))
        for folder in reversed(path.parents):
            if folder in locales:
                return _in_locale(path, locales[folder], folder)
        inner = path.relative_to(base).as_posix()
        return _place(None, inner if "/" in inner or _is_list(inner) else f"{DOCSET}/{inner}")

    return place


def single_place(file: Path) -> Place:
    """The place of a file that was given by itself."""
    path = Path(os.path.abspath(file))
    for folder in path.parents:
        locale = folder_locale(folder.name)
        if locale is not None:
            place = _in_locale(path, locale, folder)
            return place if "/" in place.path else _place(locale, f"{DOCSET}/{place.path}")
    docset = path.parent.name if _has_toc(path.parent) else DOCSET
    return _place(None, f"{docset}/{path.name}")


def folder_locale(name: str) -> str | None:
    """The locale that a folder's name is, or ends with after a dot (`repository.pt-br`).

    CLDR must know the language in that country or region: `my-docs` is no locale.
    """
    last = name.rpartition(".")[2]
    if not _LOCALE.fullmatch(last):
        return None
    try:
        Locale.parse(last.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    parts = re.split("[-_]", last)[1:]  # Babel takes any four letters for a script
    return canonical_locale(last) if all(_is_subtag(part) for part in parts) else None


def _is_subtag(part: str) -> bool:
    english = Locale.parse("en")
    return part.title() in english.scripts or part.upper() in english.territories


def _folders_above(root: Path) -> tuple[str, Path] | None:
    """The locale and the folder that names it, at or above `root`.

    A folder of locales' folders is a level above, wherever it lies itself.
    """
    own = folder_locale(root.name)
    if own is not None:
        return own, root
    if not _is_docset(root) and any(folder_locale(folder.name) for folder in _folders(root, 1)):
        return None
    for folder in list(root.parents)[:_ABOVE]:
        locale = folder_locale(folder.name)
        if locale is not None:
            return locale, folder
    return None


def _in_locale(file: Path, locale: str, folder: Path) -> Place:
    """The place of a file below the folder of its locale, which may be the docset itself."""
    inner = Path(os.path.abspath(file)).relative_to(folder).as_posix()
    return _place(locale, f"{DOCSET}/{inner}" if _is_docset(folder) else inner)


def _place(locale: str | None, path: str) -> Place:
    """Names in one form of Unicode, as file systems differ in it."""
    return Place(locale, unicodedata.normalize("NFC", path))


def _is_list(name: str) -> bool:
    """Whether a file at the top of a repository is about the whole of it."""
    return bool(REDIRECTS.match(name) or REPOSITORY.match(name))


@cache
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


def _folders(root: Path, depth: int) -> list[Path]:
    """The folders below `root`, down to `depth` levels; those of one above those of the next."""
    try:
        with os.scandir(root) as entries:
            found = sorted(root / entry.name for entry in entries if entry.is_dir())
    except OSError:
        return []
    return [*found, *(inner for one in found if depth > 1 for inner in _folders(one, depth - 1))]
