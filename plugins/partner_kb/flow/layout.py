"""A layered drawing of a graph without cycles, in columns from left to right, without programs.

In: boxes with sizes, edges from a port of one box to another box. Out: where each box stands and
the points each edge runs through. The steps are Sugiyama's: columns by the longest way from the
start, places kept free where an edge crosses a column, order in a column by the mean of the
neighbours, heights by least squares under "no two boxes touch".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

SWEEPS = 8


@dataclass(frozen=True, slots=True)
class Box:
    """Something to place."""

    id: str
    height: float


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from `source`, leaving it `port` below its top, to the middle of `target`'s left."""

    source: str
    target: str
    port: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The drawing: top left corners, the points of each edge, the size of all."""

    places: Mapping[str, tuple[float, float]]
    lines: tuple[tuple[tuple[float, float], ...], ...]
    width: float
    height: float


@dataclass(slots=True)
class _Slot:
    """A box in its column, or the place that an edge needs to pass through one."""

    id: str
    column: int
    height: float
    y: float = 0.0
    before: list[tuple[str, float]] = field(default_factory=list)
    after: list[tuple[str, float]] = field(default_factory=list)


def lay_out(
    boxes: Sequence[Box],
    edges: Sequence[Edge],
    *,
    width: float,
    gap: float,
    space: float,
    margin: float = 12.0,
) -> Layout:
    """Place boxes of one `width`, columns `gap` apart, boxes at least `space` apart.

    `boxes` come in an order in which every edge points forward.
    """
    slots, chains = _slots(boxes, edges)
    columns: dict[int, list[_Slot]] = defaultdict(list)
    for slot in slots.values():
        columns[slot.column].append(slot)
    _order(columns)
    _settle(columns, slots, space)
    top = min((slot.y for slot in slots.values()), default=0.0)
    for slot in slots.values():
        slot.y += margin - top
    step = width + gap
    heights = {box.id: box.height for box in boxes}
    places = {box.id: (margin + slots[box.id].column * step, slots[box.id].y) for box in boxes}
    lines = []
    for edge, chain in zip(edges, chains, strict=True):
        x, y = places[edge.source]
        points = [(x + width, y + edge.port)]
        for name in chain:
            slot = slots[name]
            left = margin + slot.column * step
            points += [(left, slot.y), (left + width, slot.y)]
        x, y = places[edge.target]
        points.append((x, y + heights[edge.target] / 2))
        lines.append(tuple(points))
    last = max((slot.column for slot in slots.values()), default=0)
    bottom = max((slot.y + slot.height for slot in slots.values()), default=0.0)
    return Layout(places, tuple(lines), last * step + width + 2 * margin, bottom + margin)


def _slots(
    boxes: Sequence[Box], edges: Sequence[Edge]
) -> tuple[dict[str, _Slot], list[tuple[str, ...]]]:
    """All slots, and for each edge the ids of those it passes through."""
    column = {box.id: 0 for box in boxes}
    leaving: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        leaving[edge.source].append(edge)
    for box in boxes:
        for edge in leaving[box.id]:
            column[edge.target] = max(column[edge.target], column[box.id] + 1)
    slots = {box.id: _Slot(box.id, column[box.id], box.height) for box in boxes}
    chains: list[tuple[str, ...]] = []
    for edge in edges:
        chain = []
        previous, port = edge.source, edge.port
        for at in range(column[edge.source] + 1, column[edge.target]):
            # Edges to one box share the places they pass through: fewer, calmer lines.
            name = f"{edge.target}\n{at}"
            slots.setdefault(name, _Slot(name, at, 0.0))
            _join(slots, previous, name, port)
            chain.append(name)
            previous, port = name, 0.0
        _join(slots, previous, edge.target, port)
        chains.append(tuple(chain))
    return slots, chains


def _join(slots: dict[str, _Slot], source: str, target: str, port: float) -> None:
    slots[target].before.append((source, port))
    slots[source].after.append((target, port))


def _order(columns: Mapping[int, list[_Slot]]) -> None:
    """Sort each column by the mean rank of its neighbours, forward and back in turn."""
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        rank = {slot.id: float(i) for column in columns.values() for i, slot in enumerate(column)}

        def mean(slot: _Slot, forward: bool = forward, rank: dict[str, float] = rank) -> float:
            near = slot.before if forward else slot.after
            # The port breaks ties: what leaves a box higher up comes first.
            ranks = [rank[name] + port / 10_000 for name, port in near]
            return sum(ranks) / len(ranks) if ranks else rank[slot.id]

        for index in sorted(columns, reverse=not forward):
            columns[index].sort(key=mean)
            rank.update((slot.id, float(i)) for i, slot in enumerate(columns[index]))


def _settle(columns: Mapping[int, list[_Slot]], slots: Mapping[str, _Slot], space: float) -> None:
    """Move each box towards what it is joined to, keeping order and distance."""
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0

        def wish(slot: _Slot, forward: bool = forward) -> float:
            wanted = [slots[name].y + port - slot.height / 2 for name, port in slot.before]
            if not forward or not wanted:
                wanted += [
                    slots[name].y + slots[name].height / 2 - port for name, port in slot.after
                ]
            return sum(wanted) / len(wanted) if wanted else slot.y

        for index in sorted(columns, reverse=not forward):
            _place(columns[index], wish, space)


def _place(column: list[_Slot], wish: Callable[[_Slot], float], space: float) -> None:
    """Least squares under the column's order: neighbours that would touch move as one block."""
    blocks: list[tuple[float, int]] = []
    offset, offsets = 0.0, []
    for slot in column:
        offsets.append(offset)
        mean, size = wish(slot) - offset, 1
        offset += slot.height + space
        while blocks and blocks[-1][0] > mean:
            other, count = blocks.pop()
            mean, size = (mean * size + other * count) / (size + count), size + count
        blocks.append((mean, size))
    tops = [mean for mean, size in blocks for _ in range(size)]
    for slot, top, shift in zip(column, tops, offsets, strict=True):
        slot.y = top + shift
