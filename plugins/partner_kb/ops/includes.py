"""Included files: the text that `[!INCLUDE …]` and code marks bring into a page.

In: the files of a source. Out: an included file's text by the reference that a page makes to it,
in the language of the page; a file that cannot be read is a problem, once.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from partner_kb.errors import Problem, SourceError
from partner_kb.ops.docset import SourceFile, decode, dedent_columns
from partner_kb.ops.front_matter import split_front_matter
from partner_kb.ops.places import MappedText
from partner_kb.ops.quotes import mend_quotes
from partner_kb.ops.sxs import split_sides


class Includes:
    """Every file that a page may include; each is read when it is first asked for."""

    def __init__(self, files: Iterable[SourceFile]) -> None:
        self._files = {(file.locale, file.path.casefold()): file for file in files}
        self._texts: dict[tuple[str | None, str], MappedText | None] = {}
        self.problems: list[Problem] = []

    def find(self, locale: str | None, path: str, base: str) -> tuple[str, MappedText] | None:
        """Docset path and text of what the file `base` of a locale includes as `path`."""
        path = path.replace("\\", "/")
        where = posixpath.normpath(
            path[2:] if path.startswith("~/") else posixpath.join(posixpath.dirname(base), path)
        )
        if where.startswith(("..", "/")):
            return None
        key = (locale, where.casefold())
        file = self._files.get(key)
        if file is None:
            return None
        if key not in self._texts:
            try:
                text = split_front_matter(decode(file))[1]
                self._texts[key] = _in_language(text, locale)
            except SourceError as error:
                self.problems += error.problems
                self._texts[key] = None
        found = self._texts[key]
        return (file.path, found) if found is not None else None


def _in_language(text: MappedText, locale: str | None) -> MappedText:
    """An included file in the language of the page that includes it."""
    sides = split_sides(dedent_columns(mend_quotes(text)[0]))
    return sides.english if locale == "en" and sides.english is not None else sides.target
