"""What a text with unknown words can only mean, in a language that nobody described.

In: the known words of a text, how much of it is unknown, and the concepts of all names. Out: the
one id whose name has all the known words; nothing where another name has them as well, or where
too much is missing. "Executive report viewer" is never taken for "Report viewer" like that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from partner_kb.roles.bags import by_words, missing_of
from partner_kb.roles.cognates import cognate, sounds
from partner_kb.roles.lexicon import Lexicon, Piece
from partner_kb.roles.words import is_joined, key

if TYPE_CHECKING:
    from partner_kb.roles.vocabulary import Bag

_ABBREVIATIONS = frozenset(("mpn", "cpv", "chip", "psc", "csp", "aad", "msa", "api", "365"))
_OFTEN = 6
_NEARLY_ALL = 0.9
_MAX_GAPS = 2
_MAX_LETTERS_JOINED = 6
_MAX_MISSING = 1
_MAX_RIVALS_MISS = 2


class Leftovers:
    """Reads texts with unknown words in one language; `names` are those that were learned of it.

    `words` maps concepts to languages and their words, of which the English ones may be borrowed.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        names: Iterable[tuple[str, frozenset[str]]],
        words: Mapping[str, Mapping[str, tuple[str, ...]]],
    ) -> None:
        self._lexicon = lexicon
        self._english = sounds(words)
        self._well_known = _often_met(names, lexicon)

    def find(self, text: str, bags: Sequence[tuple[str, Bag]]) -> tuple[str, ...]:
        """The id that the known words of `text` leave, those like known ones among them."""
        pieces, gaps = self._lexicon.read(key(text))
        explained = {gap: self._kin(gap) for gap in gaps}
        pieces = (*pieces, *(piece for piece in explained.values() if piece))
        unknown = [gap for gap in gaps if not explained[gap]]
        if not unknown and (found := by_words(pieces, bags)):
            return found
        return _only_reading(pieces, unknown, bags, _ABBREVIATIONS, self._well_known)

    def _kin(self, word: str) -> Piece | None:
        """What an unknown word means by its likeness to a known one, or to an English one."""
        said = cognate(word, self._english)
        return self._lexicon.kin(word) or (Piece(frozenset((said,))) if said else None)


def _only_reading(
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


def _often_met(names: Iterable[tuple[str, frozenset[str]]], lexicon: Lexicon) -> frozenset[str]:
    """The concepts whose words are known in nearly all names that have them."""
    stated: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for name, concepts in names:
        pieces, _ = lexicon.read(key(name))
        told = frozenset().union(*(piece.concepts for piece in pieces))
        stated.update(concepts)
        met.update(concepts & told)
    return frozenset(
        concept
        for concept, count in met.items()
        if count >= _OFTEN and count >= _NEARLY_ALL * stated[concept]
    )
