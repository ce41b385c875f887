"""`locales/glossary.yml`: terms with their renderings, forbidden renderings, names that stay.

In: the file's text. Out: a `Glossary` that says, for an English text and a locale, what its
translation must and must not hold.

    terms:
      - term: service hours
        ru-RU: {use: часы работы поддержки, match: [час, врем], not: [часы сервиса]}
    names:
      - name: Partner Center
        except: [ru-RU]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from partner_kb.errors import Problem, SourceError, near_miss
from partner_kb.files import read_text
from partner_kb.yaml_source import YamlSource, load_yaml

_TERM_KEYS = frozenset({"term", "note", "plural"})
_RENDERING_KEYS = ("use", "match", "not")
_LOCALE = re.compile(r"[a-z]{2,3}(?:-[A-Z][A-Za-z]{1,3})*\Z")


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a term is in one locale.

    `match` lists stems of which one must occur, `forbidden` what must not.
    """

    use: str = ""
    match: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """An English term with its renderings by locale; `spellings` are matched as whole words."""

    term: str
    spellings: tuple[str, ...]
    note: str
    renderings: tuple[tuple[str, Rendering], ...]

    def rendering(self, locale: str) -> Rendering | None:
        """The rendering in a locale."""
        return dict(self.renderings).get(locale)


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms, and names with the locales in which they are translated all the same."""

    terms: tuple[Term, ...] = ()
    kept: tuple[tuple[str, frozenset[str]], ...] = ()

    def forbidden(self, locale: str, source: str) -> Iterator[tuple[str, str]]:
        """(wrong, right) for each forbidden rendering of a term that the English holds."""
        for term in self.terms:
            rendering = term.rendering(locale)
            if rendering and rendering.forbidden and _occurs(term, source):
                for wrong in rendering.forbidden:
                    yield wrong, rendering.use

    def expected(self, locale: str, source: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """(term, rendering, forms) for each term of which one form must be in the translation."""
        for term in self.terms:
            rendering = term.rendering(locale)
            if rendering and rendering.match and _occurs(term, source):
                yield term.term, rendering.use, rendering.match

    def names(self, locale: str, source: str) -> Iterator[str]:
        """The names in an English text that its translation must hold, longest first."""
        rest = " ".join(source.split())
        for name, exceptions in self.kept:
            if _whole(name).search(rest):
                rest = _whole(name).sub(" ", rest)
                if locale not in exceptions:
                    yield name

    def without_names(self, text: str) -> str:
        """A text without the names that stay English."""
        for name, _ in self.kept:
            text = _whole(name).sub(" ", text)
        return text


def find_term(term: str, text: str) -> bool:
    """Whether a text holds a term: as whole words where it begins and ends with Latin letters."""
    return _whole(term).search(" ".join(text.split())) is not None


def _occurs(term: Term, source: str) -> bool:
    return any(find_term(spelling, source) for spelling in term.spellings)


def _whole(text: str) -> re.Pattern[str]:
    before = r"(?<!\w)" if text[:1].isascii() and text[:1].isalnum() else ""
    after = r"(?!\w)" if text[-1:].isascii() and text[-1:].isalnum() else ""
    return re.compile(f"{before}{re.escape(text)}{after}", re.IGNORECASE)


# ---------------------------------------------------------------------------------- reading


def load_glossary(path: Path, shown: str) -> Glossary:
    """Read a glossary; an absent one is empty. Raises `SourceError` with every problem."""
    if not path.is_file():
        return Glossary()
    return parse_glossary(read_text(path, shown), shown)


def parse_glossary(text: str, path: str) -> Glossary:
    """Read a glossary's text; raises `SourceError` with every unknown key and wrong type."""
    source = load_yaml(text, path)
    reader = _Reader(source)
    glossary = reader.read()
    if reader.problems:
        raise SourceError(reader.problems)
    return glossary


class _Reader:
    def __init__(self, source: YamlSource) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def read(self) -> Glossary:
        value = self.source.value if isinstance(self.source.value, dict) else {}
        self._unknown((), value, ("terms", "names"))
        terms = tuple(
            self._term(("terms", index), one) for index, one in enumerate(self._list("terms"))
        )
        names = [self._name(("names", index), one) for index, one in enumerate(self._list("names"))]
        return Glossary(terms, tuple(sorted(names, key=lambda one: (-len(one[0]), one[0]))))

    def _list(self, key: str) -> list[Any]:
        value = self.source.value.get(key) if isinstance(self.source.value, dict) else None
        return value if isinstance(value, list) else []

    def _term(self, path: tuple[str | int, ...], value: Any) -> Term:
        if not isinstance(value, dict) or not isinstance(value.get("term"), str):
            self._report(path, "expected a mapping with `term:`, for example `term: service hours`")
            return Term("", (), "", ())
        renderings = []
        for key, one in value.items():
            if key in _TERM_KEYS:
                continue
            if not _LOCALE.match(key):
                hint = near_miss(key, _TERM_KEYS)
                self._report((*path, key), f'"{key}" is neither a locale nor a key.{hint}')
            else:
                renderings.append((key, self._rendering((*path, key), one)))
        spellings = [value["term"], *self._texts((*path, "plural"), value.get("plural"))]
        if len(spellings) == 1 and spellings[0][-1:].isalpha():
            spellings.append(f"{spellings[0]}s")
        return Term(value["term"], tuple(spellings), str(value.get("note", "")), tuple(renderings))

    def _rendering(self, path: tuple[str | int, ...], value: Any) -> Rendering:
        if isinstance(value, str):
            return Rendering(value)
        if not isinstance(value, dict):
            self._report(path, "expected the rendering, or {use: …, match: […], not: […]}")
            return Rendering()
        self._unknown(path, value, _RENDERING_KEYS)
        return Rendering(
            str(value.get("use", "")),
            self._texts((*path, "match"), value.get("match")),
            self._texts((*path, "not"), value.get("not")),
        )

    def _name(self, path: tuple[str | int, ...], value: Any) -> tuple[str, frozenset[str]]:
        if isinstance(value, str):
            return value, frozenset()
        if isinstance(value, dict) and isinstance(value.get("name"), str):
            self._unknown(path, value, ("name", "except"))
            return value["name"], frozenset(self._texts((*path, "except"), value.get("except")))
        self._report(path, "expected a name, or {name: …, except: [locale]}")
        return "", frozenset()

    def _texts(self, path: tuple[str | int, ...], value: Any) -> tuple[str, ...]:
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(one, str) and one for one in value):
            return tuple(value)
        self._report(path, "expected a list of texts")
        return ()

    def _unknown(
        self, path: tuple[str | int, ...], value: dict[str, Any], known: tuple[str, ...]
    ) -> None:
        for key in value:
            if key not in known:
                message = f'unknown key "{key}".{near_miss(key, known)}'
                self._report((*path, key), message, key=True)

    def _report(self, path: tuple[str | int, ...], message: str, *, key: bool = False) -> None:
        self.problems.append(self.source.problem(path, "glossary-form", message, key=key))
