"""What single words mean, from whole names whose meaning is known.

In: names of one locale with the concepts of their roles. Out: words with one concept each, and
words that carry none. Where "Agente de vendas" and "Administrador de cobrança" were learned,
"Agente de cobrança" is then understood though nobody has seen it. No word is guessed at: it must
be the only one left that can mean the concept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from partner_kb.roles.words import is_joined, key

_MAX_WORDS = 9
_MAX_NEW = 6
_LONG_ENOUGH = 4
_MANY = 4
_MOST = 0.75

_Row = tuple[tuple[str, ...], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Words:
    """(concept, word) pairs, and fillers."""

    meanings: tuple[tuple[str, str], ...] = ()
    fillers: tuple[str, ...] = ()


def infer_words(names: Iterable[tuple[str, frozenset[str]]], known: Mapping[str, str]) -> Words:
    """Cut names into words and settle what each can mean.

    `names` are (spelling, concepts); `known` maps words to concepts settled elsewhere.
    """
    rows = [(tuple(key(name).split()), concepts) for name, concepts in names if not is_joined(name)]
    rows = [(words, found) for words, found in rows if found and _is_name(words, known)]
    bags: dict[str, set[frozenset[str]]] = {}
    for words, concepts in rows:
        for word in words:
            bags.setdefault(word, set()).add(concepts)
    possible = {word: in_most(found) for word, found in bags.items()}
    possible |= {word: frozenset((known[word],)) for word in bags if word in known}
    telling = {word for word in bags if word in known or len(word) >= _LONG_ENOUGH}
    while (fewer := _narrowed(possible, rows, telling)) != possible:
        possible = fewer
    told = {word: _told_elsewhere(word, possible, rows, telling) for word in possible}
    sure = {word for word in telling if word in known or not possible[word] <= told[word]}
    meanings: list[tuple[str, str]] = []
    fillers: list[str] = []
    for word in sorted(possible.keys() - known.keys()):
        found = possible[word]
        short = len(word) < _LONG_ENOUGH
        # where words that mean it for sure stand beside it in each name, it adds nothing
        spare = found <= _told_elsewhere(word, possible, rows, sure)
        if not found or (short and found <= told[word]) or (spare and len(bags[word]) > 1):
            fillers.append(word)
        elif len(found) == 1 and not short and not spare:
            meanings.append((next(iter(found)), word))
    return Words(tuple(meanings), tuple(fillers))


def in_most(bags: Collection[frozenset[str]]) -> frozenset[str]:
    """The concepts that all of `bags` have; of many, that most have: a translator may err."""
    if len(bags) < _MANY:
        return frozenset.intersection(*bags)
    counts = Counter(concept for bag in bags for concept in bag)
    return frozenset(c for c, count in counts.items() if count >= _MOST * len(bags))


def _is_name(words: Sequence[str], known: Mapping[str, str]) -> bool:
    """Whether so few words are new that it is a name, not a sentence."""
    return 0 < len(words) <= _MAX_WORDS and sum(word not in known for word in words) <= _MAX_NEW


def _narrowed(
    possible: Mapping[str, frozenset[str]], rows: Sequence[_Row], telling: Set[str]
) -> dict[str, frozenset[str]]:
    """Take from each word what its neighbours in some name already say, if anything is left."""
    fewer = dict(possible)
    for words, _ in rows:
        for word in words:
            left = fewer[word] - _told(word, words, possible, telling)
            if left:
                fewer[word] = left
    return fewer


def _told_elsewhere(
    word: str, possible: Mapping[str, frozenset[str]], rows: Sequence[_Row], telling: Set[str]
) -> frozenset[str]:
    """What the neighbours of a word say in each name that holds it."""
    found = [_told(word, words, possible, telling) for words, _ in rows if word in words]
    return frozenset.intersection(*found)


def _told(
    word: str,
    words: Iterable[str],
    possible: Mapping[str, frozenset[str]],
    telling: Set[str],
) -> frozenset[str]:
    others = (possible[other] for other in words if other != word and other in telling)
    return frozenset(concept for found in others if len(found) == 1 for concept in found)
