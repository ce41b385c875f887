"""Which roles a string names, in one locale.

In: a vocabulary and a locale, then strings of any origin. Out: ids, or nothing where the string
is not known for certain. The order of the rules is told in locales/roles.yml; every rule
accounts for the whole string, so that "Security admin" is unknown rather than some admin.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from math import prod
from typing import TYPE_CHECKING

from partner_kb.roles.cognates import cognate, sounds
from partner_kb.roles.nearness import Nearness
from partner_kb.roles.only_reading import missing_of, only_reading
from partner_kb.roles.tables import any_of, exact_names, labels, learned_names, lexicon, patterns
from partner_kb.roles.words import (
    MAX_LENGTH,
    Piece,
    is_joined,
    key,
    label_key,
    language_keys,
    normalise,
    spellings,
    without_brackets,
)

if TYPE_CHECKING:
    from partner_kb.roles.vocabulary import Bag, Kind, Role, Vocabulary

_STRONG_SEPARATORS = re.compile(r"[;；|｜]")
_SEPARATORS = re.compile(r"[,，、/／&•·‧・]")
_SENTENCE_END = re.compile(r"[.!?।]+(?:\s+|\Z)|[。！？]+\s*")
_MAX_COVER = 3
_MAX_OPEN = 24
_MAX_OPEN_JOINED = 60
_LEAST_MORE = 2
_LEAST_MORE_JOINED = 4
_LEAST_SAID = 4
_LEAST_SAID_JOINED = 8
_MAX_SAID = 24
_MAX_BAGS = 12
_MAX_READINGS = 64
_ARTICLE = 3
_CONJUNCTION = 5
_OFTEN = 6
_NEARLY_ALL = 0.9

_ABBREVIATIONS = frozenset(("mpn", "cpv", "chip", "psc", "csp", "aad", "msa", "api", "365"))

Ids = tuple[str, ...]


class Index:
    """The tables of one locale. Made from values, never changed after."""

    def __init__(self, vocabulary: Vocabulary, locale: str) -> None:
        self._entries = vocabulary.entries
        self._exact = exact_names(vocabulary, locale)
        self._labels = labels(vocabulary, locale)
        self._patterns = patterns(vocabulary, locale)
        self._lexicon = lexicon(vocabulary, locale)
        learned = vocabulary.learned.words_of(locale)
        self._conjunction = any_of(
            (*spellings(vocabulary.conjunctions, locale), *learned.get("conjunctions", ()))
        )
        self._purpose = any_of(
            (*spellings(vocabulary.purposes, locale), *learned.get("purposes", ()))
        )
        self._attribute = any_of(spellings(vocabulary.attributes, locale))
        self._open_ended = frozenset(
            entry.id for entry in vocabulary.entries.values() if entry.patterns
        )
        self._ends_with_names = bool(language_keys(locale, vocabulary.attributes)) or not any(
            language_keys(locale, entry.patterns) for entry in vocabulary.entries.values()
        )
        self._is_described = any(
            language_keys(locale, by_language) for by_language in vocabulary.words.values()
        )
        self._english = {} if self._is_described else sounds(vocabulary.words)
        self._well_known = (
            frozenset()
            if self._is_described
            else self._often_met(learned_names(vocabulary, locale))
        )
        self._near = Nearness(
            (alias, ids) for alias, (ids, own) in self._exact.items() if own and len(ids) == 1
        )

    def _often_met(self, names: Iterable[tuple[str, frozenset[str]]]) -> frozenset[str]:
        """The concepts whose words are known in nearly all names that have them."""
        stated: Counter[str] = Counter()
        met: Counter[str] = Counter()
        for name, concepts in names:
            pieces, _ = self._lexicon.read(key(name))
            told = frozenset().union(*(piece.concepts for piece in pieces))
            stated.update(concepts)
            met.update(concepts & told)
        return frozenset(
            concept
            for concept, count in met.items()
            if count >= _OFTEN and count >= _NEARLY_ALL * stated[concept]
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
            for rest in (*_heads(self._purpose, text), *_tails(self._attribute, text)):
                if not self._is_vague(rest) and (found := self._known(rest, "roles")):
                    return found
        near = self._near.find(key(text)) if self._segment(text) is None else ()
        return self._only(near, kind) or self._guessed(text, kind)

    def _guessed(self, text: str, kind: Kind | None) -> Ids:
        """What is left for names with unknown words, each part of the text for itself."""
        if self._is_described or kind is None:
            return ()
        parts = _parts(self._conjunction, text) if "," not in text else [text]
        ways = (self._known, self._two_names, self._only_reading)
        found = [next((ids for way in ways if (ids := way(part, kind))), ()) for part in parts]
        return _joined(found) if found and all(found) else ()

    def _two_names(self, text: str, kind: Kind | None) -> Ids:
        """The ids of two known names side by side, or with what must be "or" between them."""
        units, space = _units(text)
        for at in range(1, len(units) if len(units) <= _MAX_OPEN_JOINED else 0):
            first = self._known(space.join(units[:at]), kind)
            for rest in (units[at:], units[at + 1 :] if _may_join(units[at]) else []):
                if first and (second := self._known(space.join(rest), kind)):
                    return _joined((first, second))
        return ()

    def _only_reading(self, text: str, kind: Kind | None) -> Ids:
        """The id that the known words leave, those borrowed from English among them."""
        pieces, gaps = self._lexicon.read(key(without_brackets(text)) or key(text))
        explained = {gap: self._kin(gap) for gap in gaps}
        pieces = (*pieces, *(piece for piece in explained.values() if piece))
        unknown = [gap for gap in gaps if not explained[gap]]
        if not unknown and (found := self._by_words(pieces, kind)):
            return found
        bags = [(entry.id, bag) for entry in self._of(kind) for bag in entry.bags]
        return only_reading(pieces, unknown, bags, _ABBREVIATIONS, self._well_known)

    def _kin(self, word: str) -> Piece | None:
        """What an unknown word means by its likeness to a known one, or to an English one."""
        said = cognate(word, self._english)
        return self._lexicon.kin(word) or (Piece(frozenset((said,))) if said else None)

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
        telling = [piece for piece in pieces or () if piece.concepts]
        if not telling:
            return ()
        present = frozenset().union(*(piece.concepts for piece in telling))
        bags = [
            (entry.id, bag)
            for entry in self._of(kind)
            for bag in entry.bags
            if bag.required <= present
        ]
        if len(telling) == 1 and _says_more(pieces or (), telling[0]):
            bags = [(identifier, bag) for identifier, bag in bags if len(bag.required) > 1]
        if (found := _fitting(bags, telling)) or all(not p.spare for p in telling):
            return found
        rest = [piece for piece in telling if not piece.spare]
        return _fitting(bags, rest) if len(rest) > 1 else ()

    def _named(self, wanted: str, kind: Kind | None) -> Ids:
        return self._only(self._exact[wanted][0], kind) if wanted in self._exact else ()

    def _each(self, text: str, kind: Kind | None) -> Ids:
        """The ids of names that are joined by separators or conjunctions, if each is known."""
        if len(parts := _parts(_SEPARATORS, text)) > 1:
            found = [self._known(self._without_conjunction(part), kind) for part in parts]
            if all(found) and not any(map(self._is_vague, parts)):
                return _joined(found)
        if len(parts := _parts(self._conjunction, text)) > 1:
            found = [self._whole(part, kind) for part in parts]
            if all(found):
                return _joined(found)
        return ()

    def _open(self, text: str) -> Ids:
        """The open-ended role whose words a text begins or ends with, and goes on.

        "All partners who want to …", and with what they want between: "All interested partners".
        """
        units, space = _units(self._conjunction.sub(" ", text))
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
        units, space = _units(text)
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
        """The one smallest set of roles whose concepts are, together, those of the text.

        "Primary contact CHIP admin", in any word order. Two roles share a concept ("System
        admin or customizer") only where the text says that there are two.
        """
        plain, conjunctions = self._conjunction.subn(" ", _SEPARATORS.sub(" ", text))
        telling = [piece for piece in self._segment(plain) or () if piece.concepts]
        for pieces in (telling, [piece for piece in telling if not piece.spare]):
            choices = [sorted(piece.concepts) for piece in pieces]
            if len(choices) < 3 or prod(map(len, choices)) > _MAX_READINGS:
                return ()
            ways = [
                found
                for reading in product(*choices)
                for found in self._covers_of(reading, apart=not conjunctions)
            ]
            fewest = min(map(len, ways), default=0)
            smallest = {frozenset(way): way for way in ways if len(way) == fewest}
            if smallest:
                return next(iter(smallest.values())) if len(smallest) == 1 else ()
        return ()

    def _covers_of(self, order: Sequence[str], *, apart: bool) -> list[Ids]:
        """The smallest sets of roles that cover one reading of a text, each in its order."""
        present = frozenset(order)
        bags = [
            (entry.id, bag)
            for entry in self._of("roles")
            for bag in entry.bags
            if bag.required <= present and (len(bag.required) > 1 or not apart)
        ]
        first = {
            identifier: min(order.index(concept) for concept in bag.required)
            for identifier, bag in bags
        }
        for size in range(2, _MAX_COVER + 1) if len(bags) <= _MAX_BAGS else ():
            found = {
                frozenset(identifier for identifier, _ in chosen)
                for chosen in combinations(bags, size)
                if len({identifier for identifier, _ in chosen}) == size
                and _covers([bag for _, bag in chosen], present, apart=apart)
            }
            if found:
                return [tuple(sorted(ids, key=first.__getitem__)) for ids in found]
        return []

    def _of(self, kind: Kind | None) -> Iterator[Role]:
        return (entry for entry in self._entries.values() if kind in (None, entry.kind))

    def _only(self, ids: Ids, kind: Kind | None) -> Ids:
        if all(i in self._entries and kind in (None, self._entries[i].kind) for i in ids):
            return ids
        return ()


def _fitting(bags: Iterable[tuple[str, Bag]], pieces: Sequence[Piece]) -> Ids:
    """The id of the largest bag that each piece can be of, if it is one."""
    sizes: dict[str, int] = {}
    for identifier, bag in bags:
        size = len(bag.required)
        if missing_of(bag, pieces) == 0 and all(
            p.concepts & (bag.required | bag.optional) for p in pieces
        ):
            sizes[identifier] = max(size, sizes.get(identifier, 0))
    best = max(sizes.values(), default=0)
    ids = tuple(identifier for identifier, size in sizes.items() if size == best)
    return ids if len(ids) == 1 else ()


def _says_more(pieces: Iterable[Piece], word: Piece) -> bool:
    """Whether a word alone is no name: it has a noun beside it, or anything where it is vague."""
    longest = 0 if len(word.concepts) > 1 else _ARTICLE
    return any(piece.length > longest for piece in pieces if piece is not word)


def _may_join(word: str) -> bool:
    return len(word) <= _CONJUNCTION


def _units(text: str) -> tuple[list[str], str]:
    """The words of a text, or its characters where they are written without blanks; and what
    stands between two of them."""
    wanted = key(text)
    return (list(wanted), "") if is_joined(wanted) else (wanted.split(), " ")


def _parts(separator: re.Pattern[str], text: str) -> list[str]:
    return [part for part in separator.split(text) if key(part)]


def _joined(found: Iterable[Ids]) -> Ids:
    return tuple(dict.fromkeys(identifier for ids in found for identifier in ids))


def _covers(chosen: Sequence[Bag], present: frozenset[str], *, apart: bool) -> bool:
    """Whether the bags make up `present`, each by something that no other one requires.

    With `apart`, no two may require the same.
    """
    everything = frozenset().union(*(bag.required | bag.optional for bag in chosen))
    if not present <= everything:
        return False
    needed = Counter(concept for bag in chosen for concept in bag.required)
    if apart and max(needed.values()) > 1:
        return False
    return all(any(needed[concept] == 1 for concept in bag.required) for bag in chosen)


def _heads(purpose: re.Pattern[str], text: str) -> Iterator[str]:
    """What stands before a purpose, the longest first: one word may begin purposes or not."""
    for match in reversed(list(purpose.finditer(text))):
        if text[: match.start()].strip():
            yield text[: match.start()]


def _tails(attribute: re.Pattern[str], text: str) -> Iterator[str]:
    for match in reversed(list(attribute.finditer(text))):
        if text[match.end() :].strip():
            yield text[match.end() :]
