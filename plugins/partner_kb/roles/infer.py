"""What single words mean, from whole names whose meaning is known.

In: names of one locale with the concepts of their roles. Out: words with one concept each, and
words that carry none. Where "Agente de vendas" and "Administrador de cobrança" were learned,
"Agente de cobrança" is then understood though nobody has seen it. No word is guessed at: it must
be the only one left that can mean the concept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from partner_kb.roles.words import is_cjk, key

_MAX_WORDS = 6
_LONG_ENOUGH = 4


@dataclass(frozen=True, slots=True)
class Words:
    """(concept, word) pairs, and fillers."""

    meanings: tuple[tuple[str, str], ...] = ()
    fillers: tuple[str, ...] = ()


def infer_words(names: Iterable[tuple[str, frozenset[str]]], known: Mapping[str, str]) -> Words:
    """Cut names into words and settle what each can mean.

    `names` are (spelling, concepts); `known` maps words to concepts settled elsewhere.
    """
    rows = [(tuple(key(name).split()), concepts) for name, concepts in names if not is_cjk(name)]
    rows = [row for row in rows if 0 < len(row[0]) <= _MAX_WORDS and row[1]]
    bags: dict[str, set[frozenset[str]]] = {}
    for words, concepts in rows:
        for word in words:
            bags.setdefault(word, set()).add(concepts)
    possible = {word: frozenset.intersection(*found) for word, found in bags.items()}
    possible |= {word: frozenset((known[word],)) for word in bags if word in known}
    while (fewer := _narrowed(possible, rows)) != possible:
        possible = fewer
    told = {word: _told_elsewhere(word, possible, rows) for word in possible}
    meanings: list[tuple[str, str]] = []
    fillers: list[str] = []
    for word in sorted(possible.keys() - known.keys()):
        found = possible[word]
        if not found or (len(word) < _LONG_ENOUGH and found <= told[word]):
            fillers.append(word)
        elif len(found) == 1 and len(word) >= _LONG_ENOUGH:
            meanings.append((next(iter(found)), word))
    return Words(tuple(meanings), tuple(fillers))


def _narrowed(
    possible: Mapping[str, frozenset[str]], rows: Sequence[tuple[tuple[str, ...], frozenset[str]]]
) -> dict[str, frozenset[str]]:
    """Take from each word what its neighbours in some name already say, if anything is left."""
    fewer = dict(possible)
    for words, _ in rows:
        for word in words:
            left = fewer[word] - _told(word, words, possible)
            if left:
                fewer[word] = left
    return fewer


def _told_elsewhere(
    word: str,
    possible: Mapping[str, frozenset[str]],
    rows: Sequence[tuple[tuple[str, ...], frozenset[str]]],
) -> frozenset[str]:
    """What the neighbours of a word say in each name that holds it."""
    found = [_told(word, words, possible) for words, _ in rows if word in words]
    return frozenset.intersection(*found)


def _told(
    word: str, words: Iterable[str], possible: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    others = (possible[other] for other in words if other != word)
    return frozenset(concept for found in others if len(found) == 1 for concept in found)
