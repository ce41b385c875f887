"""What earlier imports wrote, so that a person's work is told apart from ours.

In: `LOCALES/<ll_CC>/import.tsv`, a line a file: its path below `DOCS/<locale>` and the hash of
what was written. Out: the same with what this import writes. `redirects.yml`, which belongs to no
locale, is kept in `LOCALES/import.tsv`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

NAME = "import.tsv"
NO_LOCALE = ""

Standing = Literal["free", "same", "edited", "conflict", "foreign"]
"""What stands where a file is to be written: nothing or our own text; the very text; a person's
version of ours, upstream having the same as last time; or something else than last time; a file
that no import wrote."""


class ImportState:
    """Hashes by locale and path, read when asked for."""

    def __init__(self, locales: Path) -> None:
        self.locales = locales
        self._known: dict[str, dict[str, str]] = {}

    def of(self, locale: str) -> dict[str, str]:
        """The paths and hashes of a locale; what is set in it is written by `texts`."""
        if locale not in self._known:
            file = self._file(locale)
            text = file.read_text("utf-8", "replace") if file.is_file() else ""
            cut = (line.partition("\t") for line in text.splitlines() if "\t" in line)
            self._known[locale] = {path: digest for path, _, digest in cut}
        return self._known[locale]

    def standing(self, locale: str, path: str, target: Path, digest: str) -> Standing:
        """How the file at `target` stands to what this import would write there."""
        there = digest_of(target)
        last = self.of(locale).get(path)
        if there == digest:
            return "same"
        if there is None or there == last:
            return "free"
        if last is None:
            return "foreign"
        return "edited" if digest == last else "conflict"

    def recorded(self) -> tuple[str, ...]:
        """The locales that an import has written to, now or earlier."""
        found = {path.parent.name.replace("_", "-") for path in self.locales.glob(f"*/{NAME}")}
        return tuple(sorted(found | {locale for locale in self._known if locale}))

    def texts(self) -> Iterator[tuple[Path, str]]:
        """The files to write; without those of locales in which nothing is."""
        for locale, state in sorted(self._known.items()):
            if state:
                lines = (f"{path}\t{digest}\n" for path, digest in sorted(state.items()))
                yield self._file(locale), "".join(lines)

    def _file(self, locale: str) -> Path:
        return self.locales / locale.replace("-", "_") / NAME


def digest(content: str | bytes) -> str:
    """The hash by which a text is known again."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()[:32]


def digest_of(path: Path) -> str | None:
    """The hash of a file, or None where there is none."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()[:32]
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None
