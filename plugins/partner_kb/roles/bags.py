"""Which names the known words of a text make up.

In: words as a lexicon read them, and the bags of concepts that names are made of, each with its
id. Out: the one id, or the ids, that account for every word; nothing where that is not certain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations, product
from math import prod
from typing import TYPE_CHECKING

from partner_kb.roles.lexicon import Piece

if TYPE_CHECKING:
    from partner_kb.roles.vocabulary import Bag

Ids = tuple[str, ...]
Bags = Iterable[tuple[str, "Bag"]]

_MAX_COVER = 3
_MAX_BAGS = 12
_MAX_READINGS = 64
_ARTICLE = 3


def by_words(pieces: Sequence[Piece], bags: Bags) -> Ids:
    """The one id whose bag holds the concepts of all pieces and lacks none of its own."""
    telling = [piece for piece in pieces if piece.concepts]
    if not telling:
        return ()
    present = frozenset().union(*(piece.concepts for piece in telling))
    least = 2 if len(telling) == 1 and _says_more(pieces, telling[0]) else 1
    likely = [
        (identifier, bag)
        for identifier, bag in bags
        if bag.required <= present and len(bag.required) >= least
    ]
    if (found := _fitting(likely, telling)) or all(not piece.spare for piece in telling):
        return found
    rest = [piece for piece in telling if not piece.spare]
    return _fitting(likely, rest) if len(rest) > 1 else ()


def cover(pieces: Sequence[Piece], bags: Sequence[tuple[str, Bag]], *, apart: bool) -> Ids:
    """The one smallest set of ids whose concepts are, together, those of the pieces.

    "Primary contact CHIP admin", in any word order. With `apart`, no two may share a concept that
    they require ("System admin or customizer"): the text does not say that there are two.
    """
    telling = [piece for piece in pieces if piece.concepts]
    for chosen in (telling, [piece for piece in telling if not piece.spare]):
        choices = [sorted(piece.concepts) for piece in chosen]
        if len(choices) < 3 or prod(map(len, choices)) > _MAX_READINGS:
            return ()
        ways = [
            found
            for reading in product(*choices)
            for found in _covers_of(reading, bags, apart=apart)
        ]
        fewest = min(map(len, ways), default=0)
        smallest = {frozenset(way): way for way in ways if len(way) == fewest}
        if smallest:
            return next(iter(smallest.values())) if len(smallest) == 1 else ()
    return ()


def missing_of(bag: Bag, pieces: Iterable[Piece]) -> int:
    """How many concepts that a bag requires the pieces leave out; a vague one stands for one."""
    telling = list(pieces)
    sure = frozenset().union(*(piece.concepts for piece in telling if not piece.vague))
    left = set(bag.required - sure)
    for piece in telling:
        if piece.vague and (said := sorted(left & piece.concepts)):
            left.discard(said[0])
    return len(left)


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


def _covers_of(order: Sequence[str], bags: Bags, *, apart: bool) -> list[Ids]:
    """The smallest sets of ids that cover one reading of a text, each in its order."""
    present = frozenset(order)
    likely = [
        (identifier, bag)
        for identifier, bag in bags
        if bag.required <= present and (len(bag.required) > 1 or not apart)
    ]
    first = {
        identifier: min(order.index(concept) for concept in bag.required)
        for identifier, bag in likely
    }
    for size in range(2, _MAX_COVER + 1) if len(likely) <= _MAX_BAGS else ():
        found = {
            frozenset(identifier for identifier, _ in chosen)
            for chosen in combinations(likely, size)
            if len({identifier for identifier, _ in chosen}) == size
            and _covers([bag for _, bag in chosen], present, apart=apart)
        }
        if found:
            return [tuple(sorted(ids, key=first.__getitem__)) for ids in found]
    return []


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
