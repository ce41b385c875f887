"""Read locales/roles.yml and roles.learned.yml: text with places in, a `Vocabulary` out.

Strict: an unknown key, an id nobody defined, one spelling with two meanings, a circle of
implications are errors with their place. Overlays hold only what differs: names and lists are
added, single values replaced, a spelling given anew belongs to the later file's role.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from partner_kb.errors import Problem, SourceError, near_miss
from partner_kb.roles.checked import ByLocale, Checked
from partner_kb.roles.learn_words import CONJUNCTIONS, FILLERS, PURPOSES
from partner_kb.roles.references import check_circles, check_references
from partner_kb.roles.vocabulary import KINDS, Bag, Kind, Learned, Role, Vocabulary
from partner_kb.roles.words import key
from partner_kb.yaml_source import Path as Place
from partner_kb.yaml_source import YamlSource, load_yaml

AUTHORED = "roles.yml"
LEARNED = "roles.learned.yml"

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_WORD_LISTS = ("fillers", "conjunctions", "purposes", "attributes")
_TOP = ("version", "labels", "compounds", *_WORD_LISTS, "concepts", "groups", *KINDS)
_ROLE = ("group", "names", "aliases", "concepts", "patterns", "implies", "matches")
_LEARNED_TOP = ("version", "labels", "words", "aliases")


@dataclass(slots=True)
class _Draft:
    """A vocabulary in the making, file upon file."""

    roles: dict[str, dict[str, Any]] = field(default_factory=dict)
    labels: dict[Kind, ByLocale] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    words: dict[str, ByLocale] = field(default_factory=dict)
    lists: dict[str, ByLocale] = field(default_factory=lambda: {n: {} for n in _WORD_LISTS})
    compounds: set[str] = field(default_factory=set)
    groups: dict[str, str] = field(default_factory=dict)


def load_vocabulary(locale_dirs: Sequence[Path]) -> Vocabulary:
    """The vocabulary of these folders, later ones over earlier ones; absent files count as empty.

    Persons' files come first, all of them; what was learned only adds to them. Raises
    `SourceError` with every problem of every file.
    """
    authored = [found for folder in locale_dirs if (found := folder / AUTHORED).is_file()]
    learned = [found for folder in locale_dirs if (found := folder / LEARNED).is_file()]
    draft = _Draft()
    problems: list[Problem] = []
    sources: list[YamlSource] = []
    for path in authored:
        if source := _read(path, problems):
            sources.append(source)
            problems += _Authored(source, draft).read()
    entries = {identifier: _role(identifier, row) for identifier, row in draft.roles.items()}
    for source in sources:
        problems += check_references(source, entries, draft.words)
    problems += check_circles(sources, entries)
    aliases: dict[tuple[str, str], tuple[str, ...]] = {}
    labels: dict[tuple[str, str], Kind] = {}
    words: dict[tuple[str, str], str] = {}
    for path in learned:
        if source := _read(path, problems):
            problems += _read_learned(source, entries, aliases, labels)
            problems += _read_learned_words(source, draft.words, words)
    if any(problem.severity == "error" for problem in problems):
        raise SourceError(problems)
    return Vocabulary(
        entries=entries,
        labels=draft.labels,
        words=draft.words,
        fillers=draft.lists["fillers"],
        conjunctions=draft.lists["conjunctions"],
        purposes=draft.lists["purposes"],
        attributes=draft.lists["attributes"],
        compounds=frozenset(draft.compounds),
        groups=draft.groups,
        learned=Learned(aliases, labels, words),
    )


def read_vocabulary(locale_dirs: Sequence[Path]) -> Vocabulary:
    """The same, read once for all who ask in a build, and again when a file has changed."""
    files = [folder / name for folder in locale_dirs for name in (AUTHORED, LEARNED)]
    return _vocabulary_of(tuple(locale_dirs), tuple(map(_stamp, files)))


@lru_cache(maxsize=4)
def _vocabulary_of(folders: tuple[Path, ...], _stamps: tuple[tuple[int, int], ...]) -> Vocabulary:
    return load_vocabulary(folders)


def _stamp(path: Path) -> tuple[int, int]:
    """What changes when a file does; zeros where there is none."""
    facts = path.stat() if path.is_file() else None
    return (facts.st_mtime_ns, facts.st_size) if facts else (0, 0)


def _read(path: Path, problems: list[Problem]) -> YamlSource | None:
    try:
        return load_yaml(path.read_text(encoding="utf-8"), str(path))
    except SourceError as error:
        problems += error.problems
    except (OSError, UnicodeDecodeError) as error:
        message = f"cannot be read as UTF-8 text: {error}"
        problems.append(Problem(str(path), 0, 0, "error", "vocabulary-unreadable", message))
    return None


class _Authored(Checked):
    """Adds one roles.yml to the draft."""

    def __init__(self, source: YamlSource, draft: _Draft) -> None:
        super().__init__(source)
        self.draft = draft
        self.claimed: dict[tuple[str, str], tuple[str, Place]] = {}
        self.overlays = bool(draft.roles)

    def read(self) -> list[Problem]:
        top = self.mapping(self.source.value, (), _TOP)
        self.version(top)
        for kind in KINDS:
            rows = self.mapping(top.get("labels"), ("labels",), KINDS).get(kind)
            _add(self.draft.labels[kind], self.by_locale(rows, ("labels", kind)))
        for name in _WORD_LISTS:
            _add(self.draft.lists[name], self.by_locale(top.get(name), (name,)))
        if "compounds" in top:
            self.draft.compounds.update(self.texts(top["compounds"], ("compounds",)))
        for concept, rows in self.mapping(top.get("concepts"), ("concepts",)).items():
            found = self.by_locale(rows, ("concepts", concept))
            _add(self.draft.words.setdefault(concept, {}), found)
        for group, name in self.mapping(top.get("groups"), ("groups",)).items():
            self.draft.groups[group] = self.text(name, ("groups", group))
        for kind in KINDS:
            for identifier, row in self.mapping(top.get(kind), (kind,)).items():
                self._role(kind, identifier, row)
        return list(dict.fromkeys(self.problems))

    def _role(self, kind: Kind, identifier: str, value: Any) -> None:
        place: Place = (kind, identifier)
        if not _ID.match(identifier):
            message = f'"{identifier}" is no id; expected small letters and hyphens: "sales-agent"'
            self.report(place, "vocabulary-id", message, at_key=True)
            return
        row = self.mapping(value, place, _ROLE)
        known = self.draft.roles.get(identifier)
        if known and known["kind"] != kind:
            message = f'"{identifier}" stands below "{known["kind"]}" already'
            self.report(place, "vocabulary-kind", message, at_key=True)
            return
        names = {
            locale: self.text(name, (*place, "names", locale))
            for locale, name in self.mapping(row.get("names"), (*place, "names")).items()
            if self.locale(locale, (*place, "names"))
        }
        if known is None and not names.get("en"):
            message = f'the new id "{identifier}" needs a name in English: names: {{en: …}}'
            self.report(place, "vocabulary-no-name", message, at_key=True)
        aliases = self.by_locale(row.get("aliases"), (*place, "aliases"))
        for locale, spelling in names.items():
            self._claim(identifier, locale, spelling, (*place, "names", locale))
        for locale, spellings in aliases.items():
            for index, spelling in enumerate(spellings):
                self._claim(identifier, locale, spelling, (*place, "aliases", locale, index))
        target = self.draft.roles.setdefault(
            identifier, {"kind": kind, "names": {}, "aliases": {}, "patterns": {}, "bags": ()}
        )
        target["names"] |= names
        _add(target["aliases"], aliases)
        _add(target["patterns"], self.by_locale(row.get("patterns"), (*place, "patterns")))
        if "group" in row:
            target["group"] = self.text(row["group"], (*place, "group"))
        if "implies" in row:
            target["implies"] = self.texts(row["implies"], (*place, "implies"))
        if "matches" in row:
            if row["matches"] != "all":
                message = f'`matches` can be "all" or absent, not {row["matches"]!r}'
                self.report((*place, "matches"), "vocabulary-matches", message)
            target["matches_all"] = row["matches"] == "all"
        if "concepts" in row:
            target["bags"] += tuple(map(_bag, self.texts(row["concepts"], (*place, "concepts"))))

    def _claim(self, identifier: str, locale: str, spelling: str, place: Place) -> None:
        """Note whose spelling it is: one meaning a file; a later file takes it from an earlier."""
        wanted = (locale, key(spelling))
        owner, first = self.claimed.setdefault(wanted, (identifier, place))
        if owner != identifier:
            line, column = self.source.place(first)
            self.report(
                place,
                "vocabulary-alias-twice",
                f'"{spelling}" ({locale}) means "{identifier}" here and "{owner}" at '
                f"{line}:{column}; one spelling has one meaning",
            )
        for other, row in self.draft.roles.items() if self.overlays else ():
            if other != identifier and locale in row["aliases"]:
                kept = (word for word in row["aliases"][locale] if key(word) != wanted[1])
                row["aliases"][locale] = tuple(kept)


def _add(target: ByLocale, found: ByLocale) -> None:
    for locale, spellings in found.items():
        target[locale] = tuple(dict.fromkeys((*target.get(locale, ()), *spellings)))


def _bag(text: str) -> Bag:
    words = text.split()
    return Bag(
        frozenset(word for word in words if not word.endswith("?")),
        frozenset(word[:-1] for word in words if word.endswith("?")),
    )


def _role(identifier: str, row: Mapping[str, Any]) -> Role:
    return Role(id=identifier, **row)


def _read_learned(
    source: YamlSource,
    entries: Mapping[str, Role],
    aliases: dict[tuple[str, str], tuple[str, ...]],
    labels: dict[tuple[str, str], Kind],
) -> list[Problem]:
    """Add one roles.learned.yml. An id gone from the vocabulary is a warning: import mends it."""
    checked = Checked(source)
    top = checked.mapping(source.value, (), _LEARNED_TOP)
    checked.version(top)
    for kind, rows in checked.mapping(top.get("labels"), ("labels",), KINDS).items():
        for locale, spellings in checked.by_locale(rows, ("labels", kind)).items():
            labels |= {(locale, spelling): cast("Kind", kind) for spelling in spellings}
    for locale, rows in checked.mapping(top.get("aliases"), ("aliases",)).items():
        place: Place = ("aliases", locale)
        if not checked.locale(locale, ("aliases",)):
            continue
        for spelling, value in checked.mapping(rows, place).items():
            ids = checked.texts(value, (*place, spelling))
            unknown = [identifier for identifier in ids if identifier not in entries]
            for identifier in unknown:
                message = f'"{identifier}" is no id.{near_miss(identifier, entries)}'
                checked.problems.append(
                    source.problem(
                        (*place, spelling), "vocabulary-unknown-id", message, warning=True
                    )
                )
            if ids and not unknown:
                aliases[locale, spelling] = ids
    return checked.problems


def _read_learned_words(
    source: YamlSource, concepts: Mapping[str, ByLocale], words: dict[tuple[str, str], str]
) -> list[Problem]:
    """Add the words of one roles.learned.yml. A concept gone from the vocabulary is a warning."""
    checked = Checked(source)
    top = source.value if isinstance(source.value, dict) else {}
    known = (*concepts, FILLERS, CONJUNCTIONS, PURPOSES)
    for locale, rows in checked.mapping(top.get("words"), ("words",)).items():
        place: Place = ("words", locale)
        if not checked.locale(locale, ("words",)):
            continue
        for concept, value in checked.mapping(rows, place).items():
            found = checked.texts(value, (*place, concept))
            if concept in known:
                words |= {(locale, word): concept for word in found}
                continue
            message = f'"{concept}" is none of the concepts.{near_miss(concept, known)}'
            checked.problems.append(
                source.problem(
                    (*place, concept), "vocabulary-unknown-concept", message, warning=True
                )
            )
    return checked.problems
