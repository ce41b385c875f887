"""Read locales/roles.yml and roles.learned.yml: text with places in, a `Vocabulary` out.

Strict: an unknown key, an id nobody defined, one spelling with two meanings, a circle of
implications are errors with their place. Overlays hold only what differs: names and lists are
added, single values replaced, a spelling given anew belongs to the later file's role.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
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
_WORD_LISTS = (FILLERS, CONJUNCTIONS, PURPOSES, "attributes")
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
    taught = Learned()
    for path in learned:
        if source := _read(path, problems):
            more, faults = _LearnedFile(source).read(entries, draft.words)
            problems += faults
            taught = Learned(
                {**taught.aliases, **more.aliases},
                {**taught.labels, **more.labels},
                {**taught.words, **more.words},
            )
    if any(problem.severity == "error" for problem in problems):
        raise SourceError(problems)
    return Vocabulary(
        entries=entries,
        labels=draft.labels,
        words=draft.words,
        fillers=draft.lists[FILLERS],
        conjunctions=draft.lists[CONJUNCTIONS],
        purposes=draft.lists[PURPOSES],
        attributes=draft.lists["attributes"],
        compounds=frozenset(draft.compounds),
        groups=draft.groups,
        learned=taught,
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


class _LearnedFile(Checked):
    """One roles.learned.yml. What is gone from the vocabulary is a warning: import mends it."""

    def read(
        self, entries: Mapping[str, Role], concepts: Collection[str]
    ) -> tuple[Learned, list[Problem]]:
        """What it holds of known ids and concepts, and its problems."""
        top = self.mapping(self.source.value, (), _LEARNED_TOP)
        self.version(top)
        labels: dict[tuple[str, str], Kind] = {}
        for kind, rows in self.mapping(top.get("labels"), ("labels",), KINDS).items():
            for locale, spellings in self.by_locale(rows, ("labels", kind)).items():
                labels |= {(locale, spelling): cast("Kind", kind) for spelling in spellings}
        aliases = {
            (locale, spelling): ids
            for locale, spelling, ids, place in self._rows(top, "aliases")
            if self._are_known(ids, entries, place, "unknown-id", "is no id.") and ids
        }
        known = (*concepts, FILLERS, CONJUNCTIONS, PURPOSES)
        what = "is none of the concepts."
        words = {
            (locale, word): concept
            for locale, concept, found, place in self._rows(top, "words")
            if self._are_known((concept,), known, place, "unknown-concept", what)
            for word in found
        }
        return Learned(aliases, labels, words), self.problems

    def _rows(
        self, top: Mapping[str, Any], section: str
    ) -> Iterator[tuple[str, str, tuple[str, ...], Place]]:
        """(locale, key, texts, place) of a section that has keys for each locale."""
        for locale, rows in self.mapping(top.get(section), (section,)).items():
            if not self.locale(locale, (section,)):
                continue
            for name, value in self.mapping(rows, (section, locale)).items():
                place: Place = (section, locale, name)
                yield locale, name, self.texts(value, place), place

    def _are_known(
        self, found: Sequence[str], known: Collection[str], place: Place, code: str, message: str
    ) -> bool:
        """Whether all are among the known ones; a warning for each that is not."""
        unknown = [name for name in found if name not in known]
        for name in unknown:
            text = f'"{name}" {message}{near_miss(name, known)}'
            self.problems.append(
                self.source.problem(place, f"vocabulary-{code}", text, warning=True)
            )
        return not unknown
