"""Which screenshot shows a string, and what it is: `locales/screenshots.yml` of a project.

In: the file's text. Out: `Screenshot`s and `Note`s; `name_for` and `note_for` give what a
translator's comment tells for a source file. `scripts/screenshots` takes the pictures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from babel.util import pathmatch

from partner_kb.errors import Problem, SourceError

FILE = "locales/screenshots.yml"
_KEYS = frozenset({"page", "files", "click", "show", "wait"})
_NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Screenshot:
    """A picture of a page of the site, for the strings of some files.

    `page` is below the locale's folder. The rest are CSS selectors: what to wait for, what to
    click, what to scroll to.
    """

    name: str
    page: str
    files: tuple[str, ...]
    wait: str | None = None
    click: str | None = None
    show: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What the strings of some files are, for translators who see one alone."""

    text: str
    files: tuple[str, ...]


def parse_screenshots(text: str, path: str = FILE) -> tuple[Screenshot, ...]:
    """Read the pictures; raises `SourceError` where the file is not what is expected."""
    value = _mapping(text, path)
    return tuple(
        _screenshot(path, str(name), entry) for name, entry in value.items() if name != _NOTES
    )


def parse_notes(text: str, path: str = FILE) -> tuple[Note, ...]:
    """Read what stands under `notes`; raises `SourceError` where it is not what is expected."""
    entries = _mapping(text, path).get(_NOTES, [])
    if not isinstance(entries, list):
        raise _refuse(path, '"notes" is a list of {note: …, files: […]}')
    return tuple(_note(path, entry) for entry in entries)


def name_for(screenshots: Sequence[Screenshot], file: str) -> str | None:
    """The picture that shows the strings of a file, if any."""
    return next((one.name for one in screenshots if _is_for(one.files, file)), None)


def note_for(notes: Sequence[Note], file: str) -> str | None:
    """What the strings of a file are, if anybody said so."""
    return next((one.text for one in notes if _is_for(one.files, file)), None)


def _is_for(patterns: Sequence[str], file: str) -> bool:
    return any(pathmatch(pattern, file) for pattern in patterns)


def _mapping(text: str, path: str) -> dict[Any, Any]:
    try:
        value = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        raise _refuse(path, f"not YAML: {error}") from None
    if not isinstance(value, dict):
        raise _refuse(path, "a mapping of names such as home.png is expected")
    return value


def _note(path: str, entry: object) -> Note:
    if not isinstance(entry, dict) or set(entry) != {"note", "files"}:
        raise _refuse(path, "an item of `notes` has `note` and `files`")
    if not isinstance(entry["files"], list):
        raise _refuse(path, f'"files" of the note "{entry["note"]}" is a list of paths')
    return Note(str(entry["note"]), tuple(map(str, entry["files"])))


def _screenshot(path: str, name: str, entry: object) -> Screenshot:
    if not isinstance(entry, dict) or not {"page", "files"} <= set(entry) <= _KEYS:
        raise _refuse(path, f'"{name}" needs `page` and `files`, and may have click, show, wait')
    files = entry["files"]
    if not isinstance(files, list):
        raise _refuse(path, f'"files" of "{name}" is a list of paths')
    chosen = {key: str(entry[key]) for key in ("wait", "click", "show") if key in entry}
    return Screenshot(name, str(entry["page"]), tuple(map(str, files)), **chosen)


def _refuse(path: str, message: str) -> SourceError:
    return SourceError(Problem(path, 1, 1, "error", "screenshots", message))
