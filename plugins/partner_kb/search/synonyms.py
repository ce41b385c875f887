"""Read locales/synonyms.yml: text with places in, words by language out.

`sets` are words for the same thing, `ignored` the words that a question is made of. Strict: unknown
keys and languages, sets of one, and words that stand twice in a set are errors with their place.
A project's own file adds to the bundled one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from partner_kb.errors import Problem, SourceError, near_miss
from partner_kb.yaml_source import Path as Place
from partner_kb.yaml_source import YamlSource, load_yaml

FILE = "synonyms.yml"
LONGEST = 80

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?\Z")
_EXAMPLE = {
    "sets": "`sets: {pt: [[fatura, conta]]}`",
    "ignored": "`ignored: {pt: [o, a, de]}`",
}


_KEYS = ("version", "sets", "ignored")

Words = tuple[str, ...]

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Sets of words, and words to ignore, by language or by a full locale."""

    sets: Mapping[str, tuple[Words, ...]] = field(default_factory=dict)
    ignored: Mapping[str, Words] = field(default_factory=dict)

    def and_those_of(self, more: Synonyms) -> Synonyms:
        """These, then those of another file."""
        return Synonyms(_joined(self.sets, more.sets), _joined(self.ignored, more.ignored))

    def for_locale(self, locale: str) -> LocaleWords:
        """What holds for a locale: its language's and its own."""
        language = locale.partition("-")[0]
        keys = (language, locale) if language != locale else (locale,)
        return LocaleWords(
            tuple(words for key in keys for words in self.sets.get(key, ())),
            tuple(word for key in keys for word in self.ignored.get(key, ())),
        )


def _joined(
    one: Mapping[str, tuple[Row, ...]], other: Mapping[str, tuple[Row, ...]]
) -> dict[str, tuple[Row, ...]]:
    return {key: (*one.get(key, ()), *other.get(key, ())) for key in (*one, *other)}


@dataclass(frozen=True, slots=True)
class LocaleWords:
    """The sets and the ignored words of one locale."""

    sets: tuple[Words, ...] = ()
    ignored: Words = ()

    def with_sets(self, sets: Iterable[Words]) -> LocaleWords:
        """These words, and more sets; those of one word say nothing and are left out."""
        more = (tuple(dict.fromkeys(words)) for words in sets)
        return LocaleWords((*self.sets, *(words for words in more if len(words) > 1)), self.ignored)


@dataclass(slots=True)
class _Draft:
    sets: dict[str, list[Words]] = field(default_factory=dict)
    ignored: dict[str, list[str]] = field(default_factory=dict)


def load_synonyms(locale_dirs: Sequence[Path]) -> Synonyms:
    """The words of all folders; absent files count as empty. Raises `SourceError` with everything
    that is wrong.
    """
    found = Synonyms()
    problems: list[Problem] = []
    for path in (folder / FILE for folder in locale_dirs):
        if not path.is_file():
            continue
        try:
            found = found.and_those_of(_parse(path.read_text("utf-8-sig"), str(path)))
        except SourceError as error:
            problems += error.problems
        except UnicodeDecodeError as error:
            message = f"not UTF-8 (byte {error.start})"
            problems.append(Problem(str(path), 1, 1, "error", "synonyms-encoding", message))
    if problems:
        raise SourceError(problems)
    return found


@lru_cache(maxsize=4)  # the bundled file is the same for every locale and every build
def _parse(text: str, path: str) -> Synonyms:
    draft = _Draft()
    problems = _read(load_yaml(text, path), draft)
    if problems:
        raise SourceError(problems)
    return Synonyms(
        {language: tuple(found) for language, found in draft.sets.items()},
        {language: tuple(found) for language, found in draft.ignored.items()},
    )


def _read(source: YamlSource, draft: _Draft) -> list[Problem]:
    value = source.value if source.value is not None else {}
    if not isinstance(value, dict):
        return [source.problem((), "synonyms-type", f"expected, for example, {_EXAMPLE['sets']}")]
    problems = [
        source.problem(
            (key,),
            "synonyms-unknown-key",
            f'"{key}" is not known here.{near_miss(key, _KEYS)}',
            key=True,
        )
        for key in value
        if key not in _KEYS
    ]
    for language, rows in _languages(source, "sets", problems):
        for number, row in enumerate(rows):
            found = _problem_of_set(source, ("sets", language, number), row)
            if found:
                problems.append(found)
            else:
                words = tuple(" ".join(word.split()) for word in row)
                draft.sets.setdefault(language, []).append(words)
    for language, rows in _languages(source, "ignored", problems):
        found = _problem_of_words(source, ("ignored", language), rows)
        if found:
            problems.append(found)
        else:
            draft.ignored.setdefault(language, []).extend(rows)
    return problems


def _languages(
    source: YamlSource, key: str, problems: list[Problem]
) -> Iterator[tuple[str, list[Any]]]:
    """The lists below a key by language; what is none is reported."""
    languages = source.value.get(key) or {}
    if not isinstance(languages, dict):
        problems.append(source.problem((key,), "synonyms-type", f"expected {_EXAMPLE[key]}"))
        return
    for language, rows in languages.items():
        place = (key, language)
        if not _LANGUAGE.match(language):
            message = f'"{language}" is not a language such as pt or zh-CN'
            problems.append(source.problem(place, "synonyms-language", message, key=True))
        elif not isinstance(rows, list):
            problems.append(source.problem(place, "synonyms-type", f"expected {_EXAMPLE[key]}"))
        else:
            yield language, rows


def _problem_of_set(source: YamlSource, place: Place, row: object) -> Problem | None:
    if not isinstance(row, list) or len(row) < 2:
        message = "a set has two or more words, as [fatura, conta]"
        return source.problem(place, "synonyms-set", message)
    return _problem_of_words(source, place, row)


def _problem_of_words(source: YamlSource, place: Place, words: list[Any]) -> Problem | None:
    seen: set[str] = set()
    for index, word in enumerate(words):
        if not isinstance(word, str) or not word.strip() or len(word) > LONGEST:
            message = f"expected a word or phrase of at most {LONGEST} characters; quote numbers"
            return source.problem((*place, index), "synonyms-word", message)
        if word.casefold() in seen:
            message = f'"{word}" stands here a second time'
            return source.problem((*place, index), "synonyms-twice", message)
        seen.add(word.casefold())
    return None
