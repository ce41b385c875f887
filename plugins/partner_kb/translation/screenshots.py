"""Which screenshot shows a string: `locales/screenshots.yml` of a project.

In: the file's text. Out: `Screenshot`s; `name_for` gives the name that a translator's comment
tells for a source file. `scripts/screenshots` takes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import yaml
from babel.util import pathmatch

from partner_kb.errors import Problem, SourceError

FILE = "locales/screenshots.yml"
_KEYS = frozenset({"page", "files", "click", "show", "wait"})


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


def parse_screenshots(text: str, path: str = FILE) -> tuple[Screenshot, ...]:
    """Read the file; raises `SourceError` where it is not what is expected."""
    try:
        value = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        raise _refuse(path, f"not YAML: {error}") from None
    if not isinstance(value, dict):
        raise _refuse(path, "a mapping of names such as home.png is expected")
    return tuple(_screenshot(path, str(name), entry) for name, entry in value.items())


def name_for(screenshots: Sequence[Screenshot], file: str) -> str | None:
    """The picture that shows the strings of a file, if any."""
    for one in screenshots:
        if any(pathmatch(pattern, file) for pattern in one.files):
            return one.name
    return None


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
