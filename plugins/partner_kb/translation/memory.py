"""Translation memory: what was translated before, offered again on every page.

In: pairs of texts, from aligned pages, side-by-side segments and imported TMX. Out: for an
English text, exact and similar ones with their translations and a score.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<=[.!?:]) (?=\S)")
_UNSPACED = frozenset("。！？：”）")

#: A match below this many percent is not worth a translator's look.
LOWEST_SCORE = 70


@dataclass(frozen=True, slots=True, order=True)
class MemoryUnit:
    """A translated text; `origin` says which page or file it comes from."""

    source: str
    target: str
    origin: str


@dataclass(frozen=True, slots=True)
class Match:
    """A unit with how alike its English is, in percent; 100 only for equal texts."""

    score: int
    unit: MemoryUnit


@dataclass(frozen=True)
class Memory:
    """The units of one locale."""

    units: tuple[MemoryUnit, ...]

    @cached_property
    def _exact(self) -> dict[str, list[MemoryUnit]]:
        found: dict[str, list[MemoryUnit]] = defaultdict(list)
        for unit in self.units:
            found[_folded(unit.source)].append(unit)
        return found

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for index, unit in enumerate(self.units):
            for word in set(_words(unit.source)):
                found[word].append(index)
        return found

    def exact(self, source: str) -> MemoryUnit | None:
        """The translation that equal English has most often; the first of those in a draw."""
        units = self._exact.get(_folded(source))
        if not units:
            return None
        counts = Counter(unit.target for unit in units)
        return max(units, key=lambda unit: counts[unit.target])

    def matches(self, source: str, limit: int = 3) -> tuple[Match, ...]:
        """The best units for an English text, best first, each translation once."""
        found: dict[str, Match] = {}
        same = self.exact(source)
        whole = None if same else self.assembled(source)
        if same:
            found[same.target] = Match(100, same)
        elif whole:
            found[whole.target] = Match(99, whole)
        for unit in self._candidates(source):
            score = min(99, round(100 * _ratio(unit.source, source)))
            if score >= LOWEST_SCORE and score > found.get(unit.target, Match(0, unit)).score:
                found[unit.target] = Match(score, unit)
        return tuple(sorted(found.values(), key=lambda one: (-one.score, one.unit))[:limit])

    def assembled(self, source: str) -> MemoryUnit | None:
        """A text of several sentences, each of which was translated somewhere."""
        sentences = _SENTENCE_END.split(_folded(source))
        units = [self.exact(sentence) for sentence in sentences]
        known = [unit for unit in units if unit is not None]
        if len(units) < 2 or len(known) < len(units):
            return None
        target = known[0].target
        for unit in known[1:]:
            target += unit.target if target[-1:] in _UNSPACED else f" {unit.target}"
        return MemoryUnit(source, target, ", ".join(dict.fromkeys(unit.origin for unit in known)))

    def _candidates(self, source: str) -> Iterator[MemoryUnit]:
        """The units that share the most words with a text; rare words weigh more."""
        weights: Counter[int] = Counter()
        for word in set(_words(source)):
            indexes = self._by_word.get(word, ())
            for index in indexes:
                weights[index] += 1000 // len(indexes)
        for index, _ in weights.most_common(15):
            yield self.units[index]


def build_memory(units: Iterable[MemoryUnit]) -> Memory:
    """A memory without empty and untranslated units, each once, in a fixed order."""
    kept = {unit for unit in units if _is_translation(unit)}
    return Memory(tuple(sorted(kept)))


def _is_translation(unit: MemoryUnit) -> bool:
    source, target = _folded(unit.source), _folded(unit.target)
    return bool(source and target) and source != target


def _folded(text: str) -> str:
    return " ".join(text.split())


def _words(text: str) -> Sequence[str]:
    return _WORD.findall(text.lower())


def _ratio(one: str, other: str) -> float:
    """How alike two texts are, by words; order counts."""
    return SequenceMatcher(None, _words(one), _words(other), autojunk=False).ratio()
