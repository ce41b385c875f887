"""Which block of a page is which of its translation.

In: the blocks of two pages (`segments.parse_blocks`). Out: `Pair`s of their indexes, in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from partner_kb.segments import CODE_SPAN, LINK_TARGET, Block

_ANCHOR = re.compile(r"\{[^{}]*#([\w-]+)[^{}]*\}")
_NUMBER = re.compile(r"\d+")

_Traits = tuple[str, str, frozenset[str], int]
"""The kind and the shape of a block, what of it survives translation, and its length."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Indexes of blocks that say the same; None where a side has nothing for the other."""

    source: int | None
    target: int | None


def align_blocks(source: Sequence[Block], target: Sequence[Block]) -> tuple[Pair, ...]:
    """Which block of `target` translates which of `source`, in order.

    By position where both have the same shapes; else the order-preserving assignment that fits
    shapes, anchors, links, code and numbers best (Needleman and Wunsch, 1970).
    """
    ours, theirs = _front_count(source), _front_count(target)
    kinds = {block.kind: index for index, block in enumerate(target[:theirs])}
    found = {block.kind: index for index, block in enumerate(source[:ours])}
    front = [Pair(index, kinds.get(kind)) for kind, index in found.items()]
    front += [Pair(None, index) for kind, index in kinds.items() if kind not in found]
    body = _align_body(source[ours:], target[theirs:])
    return (
        *front,
        *(
            Pair(
                None if pair.source is None else pair.source + ours,
                None if pair.target is None else pair.target + theirs,
            )
            for pair in body
        ),
    )


def _front_count(blocks: Sequence[Block]) -> int:
    return sum(1 for block in blocks[:2] if block.kind in {"title", "description"})


def _align_body(source: Sequence[Block], target: Sequence[Block]) -> tuple[Pair, ...]:
    if [one.shape for one in source] == [one.shape for one in target]:
        return tuple(Pair(index, index) for index in range(len(source)))
    left, right = [_traits(one) for one in source], [_traits(one) for one in target]
    likeness = [[_likeness(one, other) for other in right] for one in left]
    score = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for row in range(len(left) - 1, -1, -1):
        likely, below, here = likeness[row], score[row + 1], score[row]
        best = 0.0
        for column in range(len(right) - 1, -1, -1):
            both = likely[column] + below[column + 1]
            if below[column] > best:
                best = below[column]
            if both > best:
                best = both
            here[column] = best
    return tuple(_walk(score, likeness))


def _walk(score: Sequence[Sequence[float]], likeness: Sequence[Sequence[float]]) -> Iterator[Pair]:
    row = column = 0
    rows, columns = len(score) - 1, len(score[0]) - 1
    while row < rows or column < columns:
        if row == rows:
            yield Pair(None, column)
            column += 1
        elif column == columns:
            yield Pair(row, None)
            row += 1
        elif likeness[row][column] > 0 and score[row][column] == (
            likeness[row][column] + score[row + 1][column + 1]
        ):
            yield Pair(row, column)
            row, column = row + 1, column + 1
        elif score[row][column] == score[row + 1][column]:
            yield Pair(row, None)
            row += 1
        else:
            yield Pair(None, column)
            column += 1


def _traits(block: Block) -> _Traits:
    """What of a block survives translation."""
    found = {f"#{name}" for name in _ANCHOR.findall(block.text)}
    found |= {f"({target.lower()}" for target in LINK_TARGET.findall(block.text)}
    found |= {f"`{code}" for _, code in CODE_SPAN.findall(block.text)}
    found |= set(_NUMBER.findall(block.text))
    return block.kind, block.shape, frozenset(found), len(block.text)


def _likeness(one: _Traits, other: _Traits) -> float:
    """0 where two blocks cannot be each other's translation, up to about 5 where they must."""
    if one[0] != other[0]:
        return 0.0
    value = 2.0 if one[1] == other[1] else 1.0
    if one[2] or other[2]:
        value += 3.0 * len(one[2] & other[2]) / len(one[2] | other[2]) - 0.5
    shorter, longer = sorted((one[3] + 8, other[3] + 8))
    return max(0.1, value + 0.5 * shorter / longer)
