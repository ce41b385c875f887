"""Read locales/synonyms.yml: text with places in, sets of words by language out.

Strict: unknown keys and languages, sets of one, and words that stand twice in a set are errors
with their place. A project's own file adds to the bundled one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from partner_kb.errors import Problem, SourceError, near_miss
from partner_kb.yaml_source import YamlSource, load_yaml

FILE = "synonyms.yml"
LONGEST = 80

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?\Z")
_EXAMPLE = "sets:\n  pt:\n    - [fatura, conta]"


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Sets of words by language, or by a full locale."""

    sets: Mapping[str, tuple[tuple[str, ...], ...]]

    def for_locale(self, locale: str) -> tuple[tuple[str, ...], ...]:
        """The sets of a locale's language and its own."""
        language = locale.partition("-")[0]
        keys = (language, locale) if language != locale else (locale,)
        return tuple(words for key in keys for words in self.sets.get(key, ()))


def load_synonyms(locale_dirs: Sequence[Path]) -> Synonyms:
    """The sets of all folders; absent files count as empty. Raises `SourceError` with everything
    that is wrong.
    """
    sets: dict[str, list[tuple[str, ...]]] = {}
    problems: list[Problem] = []
    for path in (folder / FILE for folder in locale_dirs):
        if not path.is_file():
            continue
        try:
            source = load_yaml(path.read_text("utf-8-sig"), str(path))
        except SourceError as error:
            problems += error.problems
            continue
        except UnicodeDecodeError as error:
            message = f"not UTF-8 (byte {error.start})"
            problems.append(Problem(str(path), 1, 1, "error", "synonyms-encoding", message))
            continue
        problems += _read(source, sets)
    if problems:
        raise SourceError(problems)
    return Synonyms({language: tuple(found) for language, found in sets.items()})


def _read(source: YamlSource, sets: dict[str, list[tuple[str, ...]]]) -> list[Problem]:
    value = source.value if source.value is not None else {}
    if not isinstance(value, dict):
        return [source.problem((), "synonyms-type", f"expected `sets:`, for example {_EXAMPLE}")]
    problems = [
        source.problem(
            (key,),
            "synonyms-unknown-key",
            f'"{key}" is not known here.{near_miss(key, ("version", "sets"))}',
            key=True,
        )
        for key in value
        if key not in ("version", "sets")
    ]
    languages = value.get("sets") or {}
    if not isinstance(languages, dict):
        return [*problems, source.problem(("sets",), "synonyms-type", f"expected {_EXAMPLE}")]
    for language, rows in languages.items():
        place = ("sets", language)
        if not _LANGUAGE.match(language):
            message = f'"{language}" is not a language such as pt or zh-CN'
            problems.append(source.problem(place, "synonyms-language", message, key=True))
        elif not isinstance(rows, list):
            problems.append(source.problem(place, "synonyms-type", f"expected {_EXAMPLE}"))
        else:
            for number, row in enumerate(rows):
                found = _problem_of(source, (*place, number), row)
                if found:
                    problems.append(found)
                else:
                    sets.setdefault(language, []).append(tuple(" ".join(w.split()) for w in row))
    return problems


def _problem_of(source: YamlSource, place: tuple[str | int, ...], row: object) -> Problem | None:
    if not isinstance(row, list) or len(row) < 2:
        message = "a set has two or more words, as [fatura, conta]"
        return source.problem(place, "synonyms-set", message)
    seen: set[str] = set()
    for index, word in enumerate(row):
        if not isinstance(word, str) or not word.strip() or len(word) > LONGEST:
            message = f"expected a word or phrase of at most {LONGEST} characters; quote numbers"
            return source.problem((*place, index), "synonyms-word", message)
        if word.casefold() in seen:
            message = f'"{word}" stands twice in this set'
            return source.problem((*place, index), "synonyms-twice", message)
        seen.add(word.casefold())
    return None
