"""The vocabulary of roles and services, as values.

In: what `load` read. Out: names to show, ids that a text means, ids that a role implies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from partner_kb.roles.recognise import Index
from partner_kb.roles.words import language_keys

Kind = Literal["roles", "applies_to"]
KINDS: tuple[Kind, ...] = ("roles", "applies_to")


@dataclass(frozen=True, slots=True)
class Bag:
    """The concepts that a name is made of: all of `required`, any of `optional`, nothing else."""

    required: frozenset[str]
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Role:
    """A role, or (kind `applies_to`) a service that a page is about.

    `names`: locale to the product's own wording. `aliases`, `patterns`: locale or language to
    other spellings. `matches_all`: every reader is meant. `implies`: ids, one step.
    """

    id: str
    kind: Kind
    names: Mapping[str, str]
    group: str = ""
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    patterns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bags: tuple[Bag, ...] = ()
    implies: tuple[str, ...] = ()
    matches_all: bool = False


@dataclass(frozen=True, slots=True)
class Learned:
    """What side-by-side pages taught: (locale, spelling) pairs, in no person's file.

    `aliases` maps (locale, spelling) to ids, `labels` to the kind of line that it opens, `words`
    to a concept, or to the list of words ("fillers", "conjunctions", "purposes") that it is of.
    """

    aliases: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[tuple[str, str], Kind] = field(default_factory=dict)
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def words_of(self, locale: str) -> dict[str, tuple[str, ...]]:
        """What `words` holds for a locale: a concept to its words."""
        found: dict[str, tuple[str, ...]] = {}
        for (name, word), concept in self.words.items():
            if language_keys(locale, (name,)):
                found[concept] = (*found.get(concept, ()), word)
        return found


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Vocabulary:
    """All roles and services with everything needed to know them again in a text.

    `words` (a concept first), `fillers`, `conjunctions`, `purposes` and `attributes` map languages
    to spellings; see locales/roles.yml, which explains each. `groups` names each group of roles in
    English; catalogs translate it in the context "role group".
    """

    entries: Mapping[str, Role]
    labels: Mapping[Kind, Mapping[str, tuple[str, ...]]]
    words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    fillers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    conjunctions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    purposes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    compounds: frozenset[str] = frozenset()
    groups: Mapping[str, str] = field(default_factory=dict)
    learned: Learned = field(default_factory=Learned)
    _indexes: dict[str, Index] = field(default_factory=dict, repr=False)
    _implied: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    def __repr__(self) -> str:
        return f"<Vocabulary of {len(self.entries)} roles and services>"

    @property
    def roles(self) -> tuple[Role, ...]:
        """Every role, in the file's order."""
        return tuple(entry for entry in self.entries.values() if entry.kind == "roles")

    @property
    def services(self) -> tuple[Role, ...]:
        """Every service that pages apply to, in the file's order."""
        return tuple(entry for entry in self.entries.values() if entry.kind == "applies_to")

    def role(self, id: str) -> Role | None:  # noqa: A002 - the field's word
        """The role or service with this id."""
        return self.entries.get(id)

    def name(self, id: str, locale: str) -> str:  # noqa: A002
        """What to call it in `locale`: its name there, in a sibling locale, in English; the id."""
        entry = self.entries.get(id)
        if entry is None:
            return id
        for found in (*language_keys(locale, entry.names), "en"):
            if found in entry.names:
                return entry.names[found]
        return id

    def implied(self, ids: Iterable[str]) -> frozenset[str]:
        """The ids themselves and all that they imply, over any number of steps."""
        reached: set[str] = set()
        waiting = list(ids)
        while waiting:
            current = waiting.pop()
            if current not in reached:
                reached.add(current)
                entry = self.entries.get(current)
                waiting.extend(entry.implies if entry else ())
        return frozenset(reached)

    def implied_by(self, id: str) -> frozenset[str]:  # noqa: A002
        """The id itself and all that it implies, found once."""
        if id not in self._implied:
            self._implied[id] = self.implied([id])
        return self._implied[id]

    def matching(self, ids: Iterable[str]) -> frozenset[str]:
        """The ids of pages that a reader with roles `ids` is shown: implied ones and everyone's."""
        everyone = {entry.id for entry in self.entries.values() if entry.matches_all}
        return self.implied(ids) | everyone

    def recognise(self, text: str, locale: str, kind: Kind | None = None) -> str | None:
        """The one id that `text` names in `locale`, or nothing."""
        found = self.recognise_all(text, locale, kind)
        return found[0] if len(found) == 1 else None

    def recognise_all(
        self, text: str, locale: str, kind: Kind | None = None, *, whole: bool = False
    ) -> tuple[str, ...]:
        """The ids that `text` names ("Primary contact or program admin": two); empty: unknown.

        With `whole`, only names count: "Admin agent to create …" is unknown then.
        """
        return self.index(locale).recognise(text, kind, whole=whole)

    def recognise_in_sentence(self, text: str, locale: str) -> tuple[str, ...]:
        """The ids of the roles with which a sentence begins or ends; empty: unknown."""
        return self.index(locale).in_sentence(text)

    def label(self, text: str, locale: str) -> Kind | None:
        """Which label `text` is, if any."""
        return self.index(locale).label(text)

    def index(self, locale: str) -> Index:
        """The look-up tables of a locale, made once."""
        if locale not in self._indexes:
            self._indexes[locale] = Index(self, locale)
        return self._indexes[locale]
