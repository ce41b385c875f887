"""Likeness of spellings: the last resort for a name that is in no list.

In: known spellings with their ids. Out: the ids of the one that a text is near to, if it is near
enough and nothing else is. Rare letter sequences count more than those all names share.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from partner_kb.roles.words import grams, is_joined

WORDS_ALIKE = 0.4
"""How much of each single word must be the same as in some word of the other spelling."""

ALIKE = 0.62
"""How much of two spellings must be the same, of 1."""

MARGIN = 0.12
"""How much nearer the nearest must be than the next one with another meaning."""

Ids = tuple[str, ...]

_SHORT = 3


class Nearness:
    """Likeness of unknown spellings to known ones, rare letter sequences counting more."""

    def __init__(self, known: Iterable[tuple[str, Ids]]) -> None:
        self._known = [(grams(alias), ids, _words(alias)) for alias, ids in known]
        meanings: dict[str, set[Ids]] = {}
        for found, ids, _ in self._known:
            for gram in found:
                meanings.setdefault(gram, set()).add(ids)
        total = len({ids for _, ids, _ in self._known}) + 1
        self._weights = {gram: math.log(1 + total / len(ids)) for gram, ids in meanings.items()}
        self._unseen = math.log(1 + total)

    def find(self, text: str) -> Ids:
        """The ids of the nearest known spelling, if it is near and no other meaning is."""
        wanted = grams(text)
        scores: dict[Ids, float] = {}
        for found, ids, words in self._known:
            common = self._weight(wanted & found)
            if common and _each_near(_words(text), words):
                score = common / self._weight(wanted | found)
                scores[ids] = max(score, scores.get(ids, 0.0))
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] < ALIKE:
            return ()
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN:
            return ()
        return ranked[0][0]

    def _weight(self, found: Iterable[str]) -> float:
        return sum(self._weights.get(gram, self._unseen) for gram in found)


def _words(text: str) -> tuple[frozenset[str], ...]:
    return tuple(grams(word) for word in text.split() if len(word) > _SHORT and not is_joined(word))


def _each_near(words: Iterable[frozenset[str]], others: Iterable[frozenset[str]]) -> bool:
    """Whether no word is there that the other spelling has nothing like."""
    known = list(others)
    return all(
        any(len(word & other) >= WORDS_ALIKE * len(word | other) for other in known)
        for word in words
    )
