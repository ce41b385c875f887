"""Included files: the text that `[!INCLUDE …]` and code marks bring into a page.

In: the files of a source. Out: an included file's text by the reference that a page makes to it,
in the language of the page; a file that cannot be read is a problem, once.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from partner_kb.errors import Problem, SourceError
from partner_kb.ops.code_files import CodeFile
from partner_kb.ops.columns import dedent_columns
from partner_kb.ops.docset import SourceFile, decode
from partner_kb.ops.front_matter import without_front_matter
from partner_kb.ops.places import MappedText
from partner_kb.ops.quotes import mend_quotes
from partner_kb.ops.sxs import Sides, split_sides


class Includes:
    """Every file that a page may include; each is read when it is first asked for."""

    def __init__(self, files: Iterable[SourceFile], default: str) -> None:
        self._files = {(file.locale, file.path.casefold()): file for file in files}
        self._default = default
        self._sides: dict[tuple[str | None, str], Sides] = {}
        self._code: dict[tuple[str | None, str], CodeFile | None] = {}
        self.problems: list[Problem] = []

    def find(
        self, locale: str | None, path: str, base: str, language: str
    ) -> tuple[str, MappedText] | None:
        """Docset path and text, in `language`, of what the file `base` of a locale's folder
        includes as `path`; where that folder has no such file, that of the default locale.
        """
        english = language.split("-")[0] == "en"
        for file in self._candidates(locale, path, base, language):
            return file.path, self._in_language(file, self._read(file), english=english)
        return None

    def code(self, locale: str | None, path: str, base: str, language: str) -> CodeFile | None:
        """A file of code, as it lies there; it is looked for in the same places."""
        for file in self._candidates(locale, path, base, language):
            key = file.locale, file.path.casefold()
            if key not in self._code:
                self._code[key] = self._code_of(file)
            if found := self._code[key]:
                return found
        return None

    def _code_of(self, file: SourceFile) -> CodeFile | None:
        try:
            return CodeFile(decode(file).text)
        except SourceError as error:
            self.problems += error.problems
            return None

    def _candidates(
        self, locale: str | None, path: str, base: str, language: str
    ) -> Iterator[SourceFile]:
        english = language.split("-")[0] == "en"
        first = (language, locale) if english and language != locale else (locale,)
        for where in _places(path, base):
            for folder in dict.fromkeys((*first, self._default)):
                file = self._files.get((folder, where.casefold()))
                if file is not None:
                    yield file

    def _read(self, file: SourceFile) -> Sides:
        key = file.locale, file.path.casefold()
        if key not in self._sides:
            self._sides[key] = self._sides_of(file)
        return self._sides[key]

    def _sides_of(self, file: SourceFile) -> Sides:
        """What a file says; nothing where it is empty, or no text at all."""
        nothing = MappedText.whole("", file.shown)
        if not file.data.strip():
            return Sides(nothing, None)
        try:
            text, problems = without_front_matter(decode(file))
        except SourceError as error:
            self.problems += error.problems
            return Sides(nothing, None)
        self.problems += problems
        return split_sides(dedent_columns(mend_quotes(text)[0]))

    def _in_language(self, file: SourceFile, sides: Sides, *, english: bool) -> MappedText:
        if not english or (file.locale or "en").split("-")[0] == "en":
            return sides.target
        if sides.english is None and file.path.endswith(".md"):
            message = (
                f"there is no English of this file; the English page shows it in {file.locale}"
            )
            problem = Problem(file.shown, 1, 1, "warning", "include-language", message)
            self.problems.append(problem)
        return sides.english if sides.english is not None else sides.target


def _places(path: str, base: str) -> list[str]:
    """Where a file may lie that `base` includes: `~` is the docset's folder or what holds it."""
    path = path.replace("\\", "/")
    if path.startswith("~/"):
        docset = base.partition("/")[0] if "/" in base else ""
        places = [posixpath.join(docset, path[2:]), path[2:]]
    else:
        places = [posixpath.join(posixpath.dirname(base), path)]
    places = [posixpath.normpath(place) for place in places]
    return [place for place in places if not place.startswith(("..", "/"))]
