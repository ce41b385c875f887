"""Take values out of a YAML file of the vocabulary, noting each that is not what it should be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from partner_kb.errors import Problem, near_miss
from partner_kb.roles.words import is_locale_key
from partner_kb.yaml_source import Path as Place
from partner_kb.yaml_source import YamlSource

ByLocale = dict[str, tuple[str, ...]]


class Checked:
    """Takes values out of a file and notes each that is not what it should be."""

    def __init__(self, source: YamlSource) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def report(self, place: Place, code: str, message: str, *, at_key: bool = False) -> None:
        """Note a problem at a value, or at its key."""
        self.problems.append(self.source.problem(place, code, message, key=at_key))

    def mapping(
        self, value: Any, place: Place, allowed: Iterable[str] | None = None
    ) -> Mapping[str, Any]:
        """The mapping without its unknown keys, which are reported."""
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.report(place, "vocabulary-type", "expected keys and values here (`key: value`)")
            return {}
        if allowed is None:
            return value
        expected = list(allowed)
        for name in value:
            if name not in expected:
                self.report(
                    (*place, name),
                    "vocabulary-unknown-key",
                    f'unknown key "{name}"; expected one of {", ".join(expected)}.'
                    + near_miss(name, expected),
                    at_key=True,
                )
        return {name: item for name, item in value.items() if name in expected}

    def text(self, value: Any, place: Place) -> str:
        """The text, or an empty one where it is none, which is reported."""
        if isinstance(value, str) and value.strip():
            return value
        self.report(place, "vocabulary-type", f"expected a text here, found {value!r}")
        return ""

    def texts(self, value: Any, place: Place) -> tuple[str, ...]:
        """A list of texts, each once; a single text counts as a list of one."""
        rows = value if isinstance(value, list) else [value]
        found = (self.text(row, (*place, i)) for i, row in enumerate(rows))
        return tuple(dict.fromkeys(text for text in found if text))

    def spellings(self, value: Any, place: Place) -> tuple[str, ...]:
        """As `texts`, but a text may hold several, with bars between."""
        if isinstance(value, str) and "|" in value:
            value = [part.strip() for part in value.split("|") if part.strip()]
        return self.texts(value, place)

    def by_locale(self, value: Any, place: Place) -> ByLocale:
        """Locale or language to spellings: a list, or one text with `|` between them."""
        return {
            locale: self.spellings(row, (*place, locale))
            for locale, row in self.mapping(value, place).items()
            if self.locale(locale, place)
        }

    def locale(self, found: str, place: Place) -> bool:
        """Whether a key is a locale or `*`; reported where it is not."""
        if found == "*" or is_locale_key(found):
            return True
        language, *rest = found.replace("_", "-").split("-")
        likely = "-".join((language.lower(), *(part.upper() for part in rest)))
        message = f'"{found}" is no locale; expected a form such as "pt-BR" or "pt"'
        hint = f' (did you mean "{likely}"?)' if is_locale_key(likely) else ""
        self.report((*place, found), "vocabulary-locale", message + hint, at_key=True)
        return False

    def version(self, top: Mapping[str, Any]) -> None:
        """Refuse a file of another version."""
        if top.get("version", 1) != 1:
            self.report(("version",), "vocabulary-version", "this program reads version 1")
