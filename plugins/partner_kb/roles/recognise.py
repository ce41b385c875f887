"""Which roles a string names, in one locale.

In: a vocabulary and a locale, then strings of any origin. Out: ids, or nothing where the string
is not known for certain. The order of the rules is told in locales/roles.yml; every rule
accounts for the whole string, so that "Security admin" is unknown rather than some admin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from partner_kb.roles.bags import by_words, cover
from partner_kb.roles.cuts import cut_all, cut_at, heads_before, tails_behind
from partner_kb.roles.learn_words import CONJUNCTIONS, PURPOSES
from partner_kb.roles.leftovers import Leftovers
from partner_kb.roles.lexicon import Piece
from partner_kb.roles.nearness import Nearness
from partner_kb.roles.tables import (
    any_of,
    exact_names,
    is_described,
    labels,
    learned_names,
    lexicon,
    linking,
    patterns,
)
from partner_kb.roles.words import (
    MAX_LENGTH,
    key,
    label_key,
    language_keys,
    normalise,
    spellings,
    without_brackets,
)

if TYPE_CHECKING:
    from partner_kb.roles.vocabulary import Bag, Kind, Vocabulary

_STRONG_SEPARATORS = re.compile(r"[;；|｜]")
_SEPARATORS = re.compile(r"[,，、/／&•·‧・]")
_SENTENCE_END = re.compile(r"[.!?।]+(?:\s+|\Z)|[。！？]+\s*")
_MAX_OPEN = 24
_MAX_OPEN_JOINED = 60
_LEAST_MORE = 2
_LEAST_MORE_JOINED = 4
_LEAST_SAID = 4
_LEAST_SAID_JOINED = 8
_MAX_SAID = 24
_CONJUNCTION = 5
_KINDS = (None, "roles", "applies_to")

Ids = tuple[str, ...]


class Index:
    """The tables of one locale. Made from values, never changed after."""

    def __init__(self, vocabulary: Vocabulary, locale: str) -> None:
        self._entries = vocabulary.entries
        self._exact = exact_names(vocabulary, locale)
        self._all_bags = {
            kind: [
                (entry.id, bag)
                for entry in vocabulary.entries.values()
                for bag in entry.bags
                if kind in (None, entry.kind)
            ]
            for kind in _KINDS
        }
        self._labels = labels(vocabulary, locale)
        self._patterns = patterns(vocabulary, locale)
        self._lexicon = lexicon(vocabulary, locale)
        self._conjunction = any_of(linking(vocabulary, locale, CONJUNCTIONS))
        self._purpose = any_of(linking(vocabulary, locale, PURPOSES))
        self._attribute = any_of(spellings(vocabulary.attributes, locale))
        self._open_ended = frozenset(
            entry.id for entry in vocabulary.entries.values() if entry.patterns
        )
        self._ends_with_names = bool(language_keys(locale, vocabulary.attributes)) or not any(
            language_keys(locale, entry.patterns) for entry in vocabulary.entries.values()
        )
        self._leftovers = (
            None
            if is_described(vocabulary, locale)
            else Leftovers(self._lexicon, learned_names(vocabulary, locale), vocabulary.words)
        )
        self._near = Nearness(
            (alias, ids) for alias, (ids, own) in self._exact.items() if own and len(ids) == 1
        )

    def label(self, text: str) -> Kind | None:
        """The kind of line that the label `text` opens."""
        return self._labels.get(label_key(text)) if len(text) <= MAX_LENGTH else None

    def recognise(self, text: str, kind: Kind | None = None, *, whole: bool = False) -> Ids:
        """The ids that `text` names, in its order; of one kind only, if given.

        With `whole`, the text must be names and nothing else: no purpose told beside them.
        """
        if not text.strip() or len(text) > MAX_LENGTH:
            return ()
        parts = [part for part in _STRONG_SEPARATORS.split(text) if key(part)]
        found = [self._names(part, kind, whole=whole) for part in parts]
        return _joined(found) if all(found) else ()

    def named(self, text: str) -> str | None:
        """The id whose name or alias `text` is, as written."""
        ids, _ = self._exact.get(key(text), ((), False)) if len(text) <= MAX_LENGTH else ((), False)
        return ids[0] if len(ids) == 1 else None

    def concepts(self, text: str) -> frozenset[str]:
        """The concepts of the words that `text` is made of; none where a word is unknown."""
        pieces = self._segment(self._conjunction.sub(" ", text)) or ()
        return frozenset(concept for piece in pieces for concept in piece.concepts)

    def _names(self, text: str, kind: Kind | None, *, whole: bool) -> Ids:
        for variant in dict.fromkeys((text, without_brackets(text))):
            if found := self._known(variant, kind):
                return found
        if whole:
            return ()
        if kind != "applies_to" and (found := self._open(text)):
            return found
        if kind != "applies_to":  # "Admin agent to create …"; no service is named like that
            for rest in (*heads_before(self._purpose, text), *tails_behind(self._attribute, text)):
                if not self._is_vague(rest) and (found := self._known(rest, "roles")):
                    return found
        near = self._near.find(key(text)) if self._segment(text) is None else ()
        return self._only(near, kind) or self._guessed(text, kind)

    def _guessed(self, text: str, kind: Kind | None) -> Ids:
        """What is left for names with unknown words, each part of the text for itself."""
        if not self._leftovers or kind is None:
            return ()
        parts = cut_at(self._conjunction, text) if "," not in text else [text]
        ways = (self._known, self._two_names, self._only_reading)
        found = [next((ids for way in ways if (ids := way(part, kind))), ()) for part in parts]
        return _joined(found) if found and all(found) else ()

    def _two_names(self, text: str, kind: Kind | None) -> Ids:
        """The ids of two known names side by side, or with what must be "or" between them."""
        units, space = cut_all(text)
        for at in range(1, len(units) if len(units) <= _MAX_OPEN_JOINED else 0):
            first = self._known(space.join(units[:at]), kind)
            for rest in (units[at:], units[at + 1 :] if _may_join(units[at]) else []):
                if first and (second := self._known(space.join(rest), kind)):
                    return _joined((first, second))
        return ()

    def _only_reading(self, text: str, kind: Kind | None) -> Ids:
        wanted = without_brackets(text) if key(without_brackets(text)) else text
        return self._leftovers.find(wanted, self._bags(kind)) if self._leftovers else ()

    def _known(self, text: str, kind: Kind | None) -> Ids:
        """The ids of a text that is names and nothing else."""
        return (
            self._named(key(text), kind)
            or self._each(text, kind)
            or self._whole(text, kind)
            or self._several(text, kind)
        )

    def _whole(self, text: str, kind: Kind | None) -> Ids:
        wanted = key(text)
        if found := self._named(wanted, kind):
            return found
        for pattern, identifier in self._patterns:
            if pattern.fullmatch(wanted) or pattern.fullmatch(normalise(text)):
                found = self._only((identifier,), kind)
                if found:
                    return found
        return self._by_words(self._segment(text), kind)

    def _segment(self, text: str) -> tuple[Piece, ...] | None:
        return self._lexicon.segment(key(text)) or self._lexicon.segment(normalise(text))

    def _is_vague(self, text: str) -> bool:
        """Whether a text is one word that may mean several things: "administrador", "chef"."""
        telling = [piece for piece in self._segment(text) or () if piece.concepts]
        return len(telling) == 1 and len(telling[0].concepts) > 1

    def _by_words(self, pieces: Sequence[Piece] | None, kind: Kind | None) -> Ids:
        return by_words(pieces, self._bags(kind)) if pieces else ()

    def _named(self, wanted: str, kind: Kind | None) -> Ids:
        return self._only(self._exact[wanted][0], kind) if wanted in self._exact else ()

    def _each(self, text: str, kind: Kind | None) -> Ids:
        """The ids of names that are joined by separators or conjunctions, if each is known."""
        if len(parts := cut_at(_SEPARATORS, text)) > 1:
            found = [self._known(self._without_conjunction(part), kind) for part in parts]
            if all(found) and not any(map(self._is_vague, parts)):
                return _joined(found)
        if len(parts := cut_at(self._conjunction, text)) > 1:
            found = [self._whole(part, kind) for part in parts]
            if all(found):
                return _joined(found)
        return ()

    def _open(self, text: str) -> Ids:
        """The open-ended role whose words a text begins or ends with, and goes on.

        "All partners who want to …", and with what they want between: "All interested partners".
        """
        units, space = cut_all(self._conjunction.sub(" ", text))
        least = _LEAST_MORE if space else _LEAST_MORE_JOINED
        if len(units) > (_MAX_OPEN if space else _MAX_OPEN_JOINED):
            return ()
        most = min(len(units) - least, _MAX_SAID)
        heads = self._readings(units[:at] for at in range(most + 1))
        tails = self._readings(units[len(units) - at :] for at in range(most + 1))
        for size in range(most, 1, -1):
            for at in range(size, -1, -1):
                begins, ends = heads[at], tails[size - at]
                if begins is None or ends is None:
                    continue
                if not (self._ends_with_names or any(piece.concepts for piece in begins)):
                    continue
                found = self._by_words((*begins, *ends), "roles")
                if found and found[0] in self._open_ended:
                    return found
        return ()

    def _readings(self, parts: Iterable[Sequence[str]]) -> list[tuple[Piece, ...] | None]:
        """How each part, of words or of characters, is read; nothing where a word is unknown."""
        return [self._lexicon.segment(key(" ".join(part))) for part in parts]

    def in_sentence(self, text: str) -> Ids:
        """The roles of several words with which `text`, one sentence, begins or ends.

        "Admin agents helping customers with their cloud products."
        """
        ends = [match.end() for match in _SENTENCE_END.finditer(text)]
        if len(text) > MAX_LENGTH or ends != [len(text)]:
            return ()
        units, space = cut_all(text)
        longest = min(len(units) - (_LEAST_SAID if space else _LEAST_SAID_JOINED), _MAX_SAID)
        for size in range(longest, 1, -1):
            for part in (units[:size], units[-size:])[: 1 + self._ends_with_names]:
                name = space.join(part)
                pieces = self._lexicon.segment(self._conjunction.sub(" ", name)) or ()
                telling = sum(bool(piece.concepts) for piece in pieces)
                if telling > 1 and (found := self._known(name, "roles")):
                    return found
        return ()

    def _without_conjunction(self, text: str) -> str:
        """The last name of a list, without the "and" before it."""
        begins = self._conjunction.match(text.lstrip())
        return text.lstrip()[begins.end() :] if begins else text

    def _several(self, text: str, kind: Kind | None) -> Ids:
        if kind != "roles":  # a service may have "and" in its name, a role has not
            joined = self._segment(self._conjunction.sub(" ", text))
            if found_one := self._by_words(joined, "applies_to"):
                return found_one
        return self._cover(text) if kind != "applies_to" else ()

    def _cover(self, text: str) -> Ids:
        plain, conjunctions = self._conjunction.subn(" ", _SEPARATORS.sub(" ", text))
        return cover(self._segment(plain) or (), self._bags("roles"), apart=not conjunctions)

    def _bags(self, kind: Kind | None) -> Sequence[tuple[str, Bag]]:
        """What names are made of, with their ids; of one kind only, if given."""
        return self._all_bags[kind]

    def _only(self, ids: Ids, kind: Kind | None) -> Ids:
        if all(i in self._entries and kind in (None, self._entries[i].kind) for i in ids):
            return ids
        return ()


def _may_join(word: str) -> bool:
    return len(word) <= _CONJUNCTION


def _joined(found: Iterable[Ids]) -> Ids:
    return tuple(dict.fromkeys(identifier for ids in found for identifier in ids))
