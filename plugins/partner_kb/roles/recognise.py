"""Which roles a string names, in one locale.

In: a vocabulary and a locale, then strings of any origin. Out: ids, or nothing where the string
is not known for certain. The order of the rules is told in locales/roles.yml; every rule
accounts for the whole string, so that "Security admin" is unknown rather than some admin.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from partner_kb.roles.words import (
    MAX_LENGTH,
    Lexicon,
    Piece,
    grams,
    is_cjk,
    key,
    label_key,
    language_keys,
    normalise,
    spellings,
    without_brackets,
)

if TYPE_CHECKING:
    from partner_kb.roles.vocabulary import Kind, Role, Vocabulary

_SEPARATORS = re.compile(r"[,，、;；/／&|｜]")
_ALIKE = 0.62
_MARGIN = 0.12
_MAX_COVER = 3

Ids = tuple[str, ...]


class Index:
    """The tables of one locale. Made from values, never changed after."""

    def __init__(self, vocabulary: Vocabulary, locale: str) -> None:
        self._entries = vocabulary.entries
        self._exact = _exact(vocabulary, locale)
        self._labels = _labels(vocabulary, locale)
        self._patterns = _patterns(vocabulary, locale)
        self._lexicon = Lexicon(
            (
                (concept, spelling)
                for concept, by_language in vocabulary.words.items()
                for spelling in spellings(by_language, locale)
            ),
            spellings(vocabulary.fillers, locale),
            compounds=bool(language_keys(locale, vocabulary.compounds)),
        )
        conjunctions = spellings(vocabulary.conjunctions, locale)
        self._conjunction = _splitter(conjunctions)
        self._purpose = _splitter(spellings(vocabulary.purposes, locale))
        self._attribute = _splitter(spellings(vocabulary.attributes, locale))
        self._near = _Nearness(
            (alias, ids) for alias, (ids, own) in self._exact.items() if own and len(ids) == 1
        )

    def label(self, text: str) -> Kind | None:
        """The kind of line that the label `text` opens."""
        return self._labels.get(label_key(text)) if len(text) <= MAX_LENGTH else None

    def recognise(self, text: str, kind: Kind | None = None) -> Ids:
        """The ids that `text` names, in its order; of one kind only, if given."""
        if not text.strip() or len(text) > MAX_LENGTH:
            return ()
        for variant in dict.fromkeys((text, without_brackets(text))):
            found = self._whole(variant, kind) or self._several(variant, kind)
            if found:
                return found
        if kind != "applies_to":  # "Admin agent to create …"; no service is named like that
            for head in (*_heads(self._purpose, text), *_tails(self._attribute, text)):
                found = self._whole(head, "roles") or self._several(head, "roles")
                if found:
                    return found
        return self._only(self._near.find(key(text)), kind) if self._segment(text) is None else ()

    def is_exact(self, text: str) -> bool:
        """Whether `text` is a name or an alias, letter for letter."""
        return key(text) in self._exact

    def _whole(self, text: str, kind: Kind | None) -> Ids:
        wanted = key(text)
        if wanted in self._exact:
            found = self._only(self._exact[wanted][0], kind)
            if found:
                return found
        for pattern, identifier in self._patterns:
            if pattern.fullmatch(wanted) or pattern.fullmatch(normalise(text)):
                found = self._only((identifier,), kind)
                if found:
                    return found
        return self._by_words(self._segment(text), kind)

    def _segment(self, text: str) -> tuple[Piece, ...] | None:
        return self._lexicon.segment(key(text)) or self._lexicon.segment(normalise(text))

    def _by_words(self, pieces: Sequence[Piece] | None, kind: Kind | None) -> Ids:
        choices = [piece.concepts for piece in pieces or () if piece.concepts]
        if not choices:
            return ()
        present = frozenset().union(*choices)
        fitting = {
            entry.id: max(len(bag.required) for bag in bags)
            for entry in self._of(kind)
            if (
                bags := [
                    bag
                    for bag in entry.bags
                    if bag.required <= present
                    and all(choice & (bag.required | bag.optional) for choice in choices)
                ]
            )
        }
        best = max(fitting.values(), default=0)
        ids = tuple(identifier for identifier, size in fitting.items() if size == best)
        return ids if len(ids) == 1 else ()

    def _several(self, text: str, kind: Kind | None) -> Ids:
        for parts in (_SEPARATORS.split(text), self._conjunction.split(text)):
            parts = [part for part in parts if key(part)]
            if len(parts) > 1:
                found = [self._whole(part, kind) for part in parts]
                if all(found):
                    return tuple(dict.fromkeys(i for ids in found for i in ids))
        return self._cover(text, kind)

    def _cover(self, text: str, kind: Kind | None) -> Ids:
        """The one smallest set of entries whose concepts are, together, those of the text."""
        plain = self._conjunction.sub(" ", _SEPARATORS.sub(" ", text))
        choices = [piece.concepts for piece in self._segment(plain) or () if piece.concepts]
        if len(choices) < 3 or any(len(choice) > 1 for choice in choices):
            return ()
        order = [next(iter(choice)) for choice in choices]
        present = frozenset(order)
        bags = [
            (entry, bag)
            for entry in self._of(kind)
            for bag in entry.bags
            if bag.required <= present
        ]
        if len(bags) > 12:
            return ()
        for size in range(2, _MAX_COVER + 1):
            found = {
                frozenset(entry.id for entry, _ in chosen)
                for chosen in combinations(bags, size)
                if len({entry.id for entry, _ in chosen}) == size
                and _covers([(bag.required, bag.optional) for _, bag in chosen], present)
            }
            if found:
                if len(found) > 1:
                    return ()
                (ids,) = found
                return tuple(entry.id for entry, _ in bags if entry.id in ids)
        return ()

    def _of(self, kind: Kind | None) -> Iterator[Role]:
        return (entry for entry in self._entries.values() if kind in (None, entry.kind))

    def _only(self, ids: Ids, kind: Kind | None) -> Ids:
        if all(i in self._entries and kind in (None, self._entries[i].kind) for i in ids):
            return ids
        return ()


def _covers(
    chosen: Sequence[tuple[frozenset[str], frozenset[str]]], present: frozenset[str]
) -> bool:
    """Whether the bags make up `present`, each by something that no other one requires."""
    everything = frozenset().union(*(required | optional for required, optional in chosen))
    if not present <= everything:
        return False
    needed = Counter(concept for required, _ in chosen for concept in required)
    return all(any(needed[concept] == 1 for concept in required) for required, _ in chosen)


def _exact(vocabulary: Vocabulary, locale: str) -> dict[str, tuple[Ids, bool]]:
    """Every name and alias that counts in a locale: its key to (ids, whether it is the locale's own)."""
    table: dict[str, tuple[Ids, bool]] = {}
    language = locale.split("-")[0]

    def add(found: str, spelling: str, ids: Ids) -> None:
        table.setdefault(key(spelling), (ids, found.split("-")[0] == language))

    learned = vocabulary.learned.aliases
    rows: list[tuple[str, str, Ids]] = [
        (found, spelling, (entry.id,))
        for entry in vocabulary.entries.values()
        for by_locale in ({k: (v,) for k, v in entry.names.items()}, entry.aliases)
        for found, words in by_locale.items()
        for spelling in words
    ]
    rows += [(found, spelling, ids) for (found, spelling), ids in learned.items()]
    wanted = language_keys(locale, dict.fromkeys(found for found, _, _ in rows))
    for name in dict.fromkeys((*wanted, "*", "en")):
        for found, spelling, ids in rows:
            if found == name:
                add(found, spelling, ids)
    table.pop("", None)
    return table


def _labels(vocabulary: Vocabulary, locale: str) -> dict[str, Kind]:
    table: dict[str, Kind] = {}
    for kind, by_locale in vocabulary.labels.items():
        for spelling in spellings(by_locale, locale):
            table.setdefault(label_key(spelling), kind)
    for (found, spelling), kind in vocabulary.learned.labels.items():
        if language_keys(locale, (found,)):
            table.setdefault(label_key(spelling), kind)
    table.pop("", None)
    return table


def _patterns(vocabulary: Vocabulary, locale: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows: list[tuple[int, re.Pattern[str], str]] = []
    for entry in vocabulary.entries.values():
        for spelling in spellings(entry.patterns, locale):
            parts = [normalise(part) for part in spelling.split("*")]
            open_ended = ".*".join(re.escape(part) for part in parts)
            rows.append((-sum(map(len, parts)), re.compile(open_ended), entry.id))
    return tuple(
        (pattern, identifier) for _, pattern, identifier in sorted(rows, key=lambda r: r[0])
    )


def _splitter(spoken: Iterable[str]) -> re.Pattern[str]:
    """Matches any of the words, as words; Chinese, Japanese and Korean ones anywhere."""
    parts = []
    for word in sorted(set(spoken), key=lambda w: (-len(w), w)):
        escaped = re.escape(word)
        left = "" if is_cjk(word) or not word[0].isalnum() else r"(?<!\w)"
        right = "" if is_cjk(word) else r"(?!\w)"
        parts.append(left + escaped + right)
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


def _heads(purpose: re.Pattern[str], text: str) -> Iterator[str]:
    for match in purpose.finditer(text):
        if text[: match.start()].strip():
            yield text[: match.start()]


def _tails(attribute: re.Pattern[str], text: str) -> Iterator[str]:
    for match in reversed(list(attribute.finditer(text))):
        if text[match.end() :].strip():
            yield text[match.end() :]


class _Nearness:
    """Likeness of unknown spellings to known ones, rare letter sequences counting more."""

    def __init__(self, known: Iterable[tuple[str, Ids]]) -> None:
        self._known = [(grams(alias), ids) for alias, ids in known]
        meanings: dict[str, set[Ids]] = {}
        for found, ids in self._known:
            for gram in found:
                meanings.setdefault(gram, set()).add(ids)
        total = len({ids for _, ids in self._known}) + 1
        self._weights = {gram: math.log(1 + total / len(ids)) for gram, ids in meanings.items()}
        self._unseen = math.log(1 + total)

    def find(self, text: str) -> Ids:
        """The ids of the nearest known spelling, if it is near and no other meaning is."""
        wanted = grams(text)
        scores: dict[Ids, float] = {}
        for found, ids in self._known:
            common = self._weight(wanted & found)
            if common:
                score = common / self._weight(wanted | found)
                scores[ids] = max(score, scores.get(ids, 0.0))
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] < _ALIKE:
            return ()
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN:
            return ()
        return ranked[0][0]

    def _weight(self, found: Iterable[str]) -> float:
        return sum(self._weights.get(gram, self._unseen) for gram in found)
