"""The words of one locale and what they mean: a text in, the known words that it is made of out.

Nothing here knows a role. What is no word of the lexicon is a gap; the rules that read names
decide whether a text with gaps can be a name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from partner_kb.roles.words import is_joined, key, same_start

_SAME_START = 4
_CASE = 2
_GAP = 2.0
_GAP_LETTER = 0.4
_LINKING = ("s", "n")
_MAX_TAIL = 8
_MAX_TAIL_IN_COMPOUND = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that the lexicon knows; `concepts` is empty for a filler.

    `spare`: it is among the fillers, and need not mean what it means elsewhere. `length` counts
    its letters. `vague`: it means one of its concepts; other words may mean several at once.
    """

    concepts: frozenset[str]
    spare: bool = False
    length: int = 0
    vague: bool = False


_Reading = tuple[float, tuple[Piece, ...], tuple[str, ...]]
"""What a text was read as up to a place: cost so far, known pieces, unknown stretches."""

_Way = tuple[float, int, Piece | None]
"""How a place in a text was reached: cost so far, from where, over which piece."""


class Lexicon:
    """The words of one locale and what they mean; cuts a text into known words.

    `words` maps a concept to spellings, `stem*` among them; `fillers` mean nothing. With
    `compounds`, one word of a text may be several of the lexicon's, as in German.
    """

    def __init__(
        self,
        words: Iterable[tuple[str, str]],
        fillers: Collection[str],
        *,
        compounds: bool,
        vague: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.compounds = compounds
        self._exact: dict[str, frozenset[str]] = {}
        self._stems: dict[str, frozenset[str]] = {}
        for concept, spelling in words:
            self._add(spelling, frozenset((concept,)))
        for filler in fillers:
            self._add(filler, frozenset())
        self._spare = frozenset(key(filler) for filler in fillers)
        self._vague = frozenset(word for _, word in vague if word not in self._exact)
        for concept, word in vague:
            if word in self._vague:
                self._add(word, frozenset((concept,)))
        lengths = {len(word) for word in (*self._exact, *self._stems)}
        self._lengths = tuple(sorted(lengths, reverse=True))

    def _add(self, spelling: str, concepts: frozenset[str]) -> None:
        target = self._stems if spelling.rstrip().endswith("*") else self._exact
        word = key(spelling)
        if word:
            target[word] = target.get(word, frozenset()) | concepts

    def segment(self, text: str) -> tuple[Piece, ...] | None:
        """The known words that `text`, a `key`, is wholly made of, or nothing.

        Of several readings it takes the one with the fewest words and the shortest endings.
        """
        size = len(text)
        best: list[_Way | None] = [None] * (size + 1)
        best[0] = (0.0, 0, None)
        for start in range(size):
            reached = best[start]
            if reached is None:
                continue
            if text[start] == " ":
                _keep(best, start + 1, (reached[0], start, None))
                continue
            for end, cost, concepts in self._matches(text, start):
                piece = self._piece(text[start:end], concepts)
                _keep(best, end, (reached[0] + cost, start, piece))
        if best[size] is None:
            return None
        pieces: list[Piece] = []
        position = size
        while position:
            step = best[position]
            if step is None:  # pragma: no cover - a reached end has a way back
                return None
            position = step[1]
            if step[2] is not None:
                pieces.append(step[2])
        return tuple(reversed(pieces))

    def read(self, text: str) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
        """The known words of `text`, a `key`, and the unknown stretches between them.

        Of several readings it takes the one with the fewest and shortest unknown stretches.
        """
        size = len(text)
        closed: list[_Reading | None] = [None] * (size + 1)
        within: list[_Reading | None] = [None] * (size + 1)
        closed[0] = (0.0, (), ())

        def keep(table: list[_Reading | None], at: int, reading: _Reading) -> None:
            known = table[at]
            if known is None or reading[0] < known[0]:
                table[at] = reading

        for at in range(size):
            for reading, new in ((closed[at], True), (within[at], False)):
                if reading is None:
                    continue
                cost, pieces, gaps = reading
                if text[at] == " ":
                    keep(closed, at + 1, reading)
                    continue
                for end, price, concepts in self._matches(text, at):
                    piece = self._piece(text[at:end], concepts)
                    keep(closed, end, (cost + price, (*pieces, piece), gaps))
                if new:
                    keep(within, at + 1, (cost + _GAP + _GAP_LETTER, pieces, (*gaps, text[at])))
                else:
                    longer = (*gaps[:-1], gaps[-1] + text[at])
                    keep(within, at + 1, (cost + _GAP_LETTER, pieces, longer))
        ways = [way for way in (closed[size], within[size]) if way is not None]
        if not ways:
            return (), ()
        _, pieces, gaps = min(ways, key=lambda way: way[0])
        return pieces, gaps

    def _piece(self, text: str, concepts: frozenset[str]) -> Piece:
        return Piece(concepts, text in self._spare, len(text), text in self._vague)

    def kin(self, word: str) -> Piece | None:
        """What an unknown word means that differs from known ones in its ending only."""
        found: set[Piece] = set()
        for other, concepts in self._exact.items():
            same = same_start(word, other)
            if concepts and same >= _SAME_START and max(len(word), len(other)) - same <= _CASE:
                found.add(Piece(concepts, False, len(word), other in self._vague))
        return found.pop() if len(found) == 1 else None

    def _matches(self, text: str, start: int) -> Iterable[tuple[int, float, frozenset[str]]]:
        """The known words that begin at `start`: (end, cost, what it can mean)."""
        if not self._may_split(text, start):
            return ()
        found: dict[int, tuple[float, frozenset[str]]] = {}

        def add(end: int, cost: float, concepts: frozenset[str]) -> None:
            known = found.get(end, (cost, concepts))
            found[end] = (min(cost, known[0]), concepts | known[1])

        for length in self._lengths:
            end = start + length
            if end > len(text):
                continue
            word = text[start:end]
            exact, stem = self._exact.get(word), self._stems.get(word)
            if exact is not None and self._may_split(text, end):
                add(end, 1.0 if exact else 1.05, exact)
            if stem is not None:
                space = text.find(" ", end)
                tail = (len(text) if space == -1 else space) - end
                if tail <= (_MAX_TAIL_IN_COMPOUND if self.compounds else _MAX_TAIL):
                    add(end + tail, 1.0 + tail * (0.3 if self.compounds else 0.1), stem)
                if self.compounds and tail > 0:
                    add(end, 1.1, stem)
                    for letters in _LINKING:
                        if tail > len(letters) and text.startswith(letters, end):
                            add(end + len(letters), 1.1, stem)
        return [(end, cost, concepts) for end, (cost, concepts) in found.items()]

    def _may_split(self, text: str, at: int) -> bool:
        if at in (0, len(text)) or text[at] == " " or text[at - 1] == " ":
            return True
        return self.compounds or is_joined(text[at]) or is_joined(text[at - 1])


def _keep(
    best: list[tuple[float, int, Piece | None] | None],
    at: int,
    way: tuple[float, int, Piece | None],
) -> None:
    known = best[at]
    if known is None or way[0] < known[0]:
        best[at] = way
