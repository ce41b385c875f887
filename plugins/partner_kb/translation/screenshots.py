"""Which screenshot shows a string, and what it is: `locales/screenshots.yml` of a project.

In: the file's text. Out: `Screenshot`s and `Note`s; `name_for` and `notes_for` give what a
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
_NOTE_KEYS = frozenset({"note", "files", "texts"})


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
    """What the strings of some files are, for translators who see one alone.

    With `texts`, it is of those alone, such as that a label has room for so many characters.
    """

    text: str
    files: tuple[str, ...]
    texts: frozenset[str] = frozenset()


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


def notes_for(notes: Sequence[Note], file: str, msgid: str) -> tuple[str, ...]:
    """What a string of a file is: the first note on all of the file's, and those on it alone."""
    found = [one for one in notes if _is_for(one.files, file)]
    general = [one.text for one in found if not one.texts][:1]
    return (*general, *(one.text for one in found if msgid in one.texts))


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
    if not isinstance(entry, dict) or not {"note", "files"} <= set(entry) <= _NOTE_KEYS:
        raise _refuse(path, "an item of `notes` has `note` and `files`, and may have `texts`")
    lists = [entry["files"], entry.get("texts", [])]
    if not all(isinstance(one, list) for one in lists):
        raise _refuse(path, f'"files" and "texts" of the note "{entry["note"]}" are lists')
    return Note(str(entry["note"]), tuple(map(str, lists[0])), frozenset(map(str, lists[1])))


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
