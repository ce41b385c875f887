"""Which markers of emphasis that stayed literal belong together.

In: the text, markers and nodes of a line, as `literal` cut it. Out: the same with emphasis in the
place of each pair, and a note for each marker that was mended or left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from partner_kb.ops.inline_parts import Inline, Marker, Note, Piece, Strong, Text


def paired(pieces: Sequence[Piece], notes: list[Note]) -> list[Inline]:
    """Pair markers in order; of an odd number the one goes that fits worst."""
    pieces = _without_empty(pieces, notes)
    markers = [piece for piece in pieces if isinstance(piece, Marker)]
    alone = _worst(markers, _places(pieces)) if len(markers) % 2 else -1
    result: list[Inline] = []
    inside: list[Inline] | None = None
    number = -1
    opened: Marker | None = None
    for piece in pieces:
        current = result if inside is None else inside
        if not isinstance(piece, Marker):
            current.append(piece)
            continue
        number += 1
        if number == alone:
            if piece.optional:
                current.append(Text(piece.text))
            else:
                notes.append(Note("dropped", piece.broken))
        elif inside is None:
            inside, opened = [], piece
        else:
            if opened is not None and (opened.sound is None or opened.sound is not piece.sound):
                broken = piece.broken if opened.sound else opened.broken
                notes.append(Note("mended" if inside else "dropped", broken))
            if inside:
                result.append(Strong(tuple(inside)))
            inside = None
    return result


def _without_empty(pieces: Sequence[Piece], notes: list[Note]) -> list[Piece]:
    """Without `** **` between blanks, which is what is left of emphasis around nothing."""
    kept: list[Piece] = []
    for piece in pieces:
        bare = isinstance(piece, Marker) and not piece.opens and not piece.closes
        if bare and len(kept) > 1 and isinstance(kept[-1], Text) and not kept[-1].content.strip():
            first = kept[-2]
            if isinstance(first, Marker) and not first.opens and not first.closes:
                notes.append(Note("dropped", first.broken))
                del kept[-2]
                continue
        kept.append(piece)
    return kept


def _places(pieces: Sequence[Piece]) -> list[int]:
    """How much text stands before each marker; what is no text counts as a word."""
    places, place = [], 0
    for piece in pieces:
        if isinstance(piece, Marker):
            places.append(place)
        else:
            place += len(piece.content) if isinstance(piece, Text) else 5
    return places


def _worst(markers: Sequence[Marker], places: Sequence[int]) -> int:
    """Which of an odd number of markers to leave out, so that the others fit best in pairs."""

    def fit(index: int, turn: int) -> int:
        """How well a marker opens (at an even turn) or closes; the nearer to its partner the
        better, and sure ones leave before those that may be the author's."""
        marker, opening = markers[index], turn % 2 == 0
        fitting = marker.opens if opening else marker.closes
        near = places[index] if opening else -places[index]
        return near + 100_000 * (2 * fitting + (not marker.optional))

    score = best = sum(fit(index + 1, index) for index in range(len(markers) - 1))
    worst = 0
    for index in range(1, len(markers)):
        # leaving out `index` instead of `index - 1`, which takes its own turn again
        score += fit(index - 1, index - 1) - fit(index, index - 1)
        if score > best:
            best, worst = score, index
    return worst
