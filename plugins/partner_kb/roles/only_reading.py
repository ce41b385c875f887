"""What a text with unknown words can only mean, in a language that nobody described.

In: the known words of a text, how much of it is unknown, and the concepts of all names. Out: the
one id whose name has all the known words; nothing where another name has them as well, or where
too much is missing. "Executive report viewer" is never taken for "Report viewer" like that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from partner_kb.roles.words import Piece, is_joined

if TYPE_CHECKING:
    from partner_kb.roles.vocabulary import Bag

_MAX_GAPS = 2
_MAX_LETTERS_JOINED = 6
_MAX_MISSING = 1
_MAX_RIVALS_MISS = 2


def missing_of(bag: Bag, pieces: Iterable[Piece]) -> int:
    """How many concepts that a bag requires the pieces leave out; a vague one stands for one."""
    telling = list(pieces)
    sure = frozenset().union(*(piece.concepts for piece in telling if not piece.vague))
    left = set(bag.required - sure)
    for piece in telling:
        if piece.vague and (said := sorted(left & piece.concepts)):
            left.discard(said[0])
    return len(left)


def only_reading(
    pieces: Sequence[Piece],
    gaps: Sequence[str],
    bags: Iterable[tuple[str, Bag]],
    unmistakable: frozenset[str],
    well_known: frozenset[str],
) -> tuple[str, ...]:
    """The one id that the known `pieces` leave; `unmistakable` concepts are never in the gaps.

    These are abbreviations that no language translates. Nor are the `well_known` concepts what is
    missing of it ("Global reader" is no "Global admin" where the word for "admin" is known); and
    where several words are known, they rule out other names, too.
    """
    telling = [piece.concepts for piece in pieces if piece.concepts]
    letters = sum(map(len, gaps)) if any(map(is_joined, gaps)) else 0
    if not telling or len(gaps) > max(_MAX_GAPS, len(telling)) or letters > _MAX_LETTERS_JOINED:
        return ()
    present = frozenset().union(*telling)
    excluded = unmistakable | well_known if len(telling) > 1 else unmistakable
    misses: dict[str, int] = {}
    doubtful: set[str] = set()
    for identifier, bag in bags:
        missing = bag.required - present
        if missing & excluded or len(missing) > _MAX_RIVALS_MISS:
            continue
        if all(choice & (bag.required | bag.optional) for choice in telling):
            count = missing_of(bag, pieces)
            misses[identifier] = min(count, misses.get(identifier, count))
            if missing & well_known:
                doubtful.add(identifier)
    if len(misses) != 1:
        return ()
    ((identifier, count),) = misses.items()
    enough = count <= min(_MAX_MISSING, len(gaps)) and identifier not in doubtful
    return (identifier,) if enough else ()
