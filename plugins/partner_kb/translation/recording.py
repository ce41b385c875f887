"""What is recorded of a page's translations, as values.

In: a compared page, and what was recorded of it before. Out: the new `PageState`, and the
`SourceStore` with the English that the records of all locales name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from partner_kb.segments import Block, text_hash
from partner_kb.translation.state import (
    UNKNOWN,
    ComparedBlock,
    PageState,
    SourceStore,
    match_sequences,
)


def _by_target(state: PageState | None) -> Iterable[tuple[str, str]]:
    return ((target, source) for source, target in state.entries) if state else ()


def store_sources(
    store: SourceStore, sources: Iterable[Block], states: Iterable[PageState]
) -> SourceStore:
    """The store with the English of every block that a record names, and no other.

    In the page's order, and what the page no longer has where the records have it.
    """
    blocks, records = tuple(sources), tuple(states)
    known = {**store.texts, **{block.hash: block.text for block in blocks}}
    wanted = {entry[0] for state in records for entry in state.entries}
    wanted |= {one for pair in store.minor for one in pair}
    order = merged_order(
        [
            [block.hash for block in blocks],
            *([entry[0] for entry in state.entries] for state in records),
            *(pair[::-1] for pair in store.minor),
        ]
    )
    return SourceStore(
        {key: known[key] for key in order if key in wanted & set(known)}, store.minor
    )


def merged_order(sequences: Iterable[Sequence[str]]) -> list[str]:
    """Every item once: the first sequence, and what others add, each after its neighbour there."""
    merged: list[str] = []
    seen: set[str] = set()
    for sequence in sequences:
        before: str | None = None
        for item in sequence:
            if item not in seen:
                merged.insert(0 if before is None else merged.index(before) + 1, item)
                seen.add(item)
            before = item
    return merged


def minor_edits(
    source: Sequence[Block], states: Iterable[PageState], store: SourceStore
) -> SourceStore:
    """The store in which every change of the English since the records counts as minor."""
    pairs = dict(store.minor)
    now = [block.hash for block in source]
    for state in states:
        then = [entry[0] for entry in state.entries]
        for index, entry in match_sequences(now, [store.newest(one) for one in then]).items():
            if store.newest(then[entry]) != now[index]:
                pairs[store.newest(then[entry])] = now[index]
    texts = {**store.texts, **{block.hash: block.text for block in source}}
    return SourceStore(texts, tuple(sorted(pairs.items())))


def record_with(
    compared: Iterable[ComparedBlock], old: PageState | None, translated: Mapping[int, str]
) -> PageState:
    """The record after blocks (by the line on which their English starts) got new texts.

    A block that stays stale keeps the English it was made from; where that is unknown, zeros
    say so.
    """
    kept = dict(_by_target(old))
    entries: list[tuple[str, str]] = []
    for one in compared:
        if one.source is None:
            continue
        if one.source.start in translated:
            entries.append((one.source.hash, text_hash(translated[one.source.start])))
        elif one.target is not None and one.status == "translated":
            entries.append((one.source.hash, one.target.hash))
        elif one.target is not None and one.status == "stale":
            was = UNKNOWN if one.was is None else text_hash(one.was)
            entries.append((kept.get(one.target.hash, was), one.target.hash))
    return PageState(tuple(entries))


def is_complete(compared: Iterable[ComparedBlock], state: PageState, store: SourceStore) -> bool:
    """Whether the record knows the English of every block that counts as translated.

    It doesn't where a person wrote a new block into both pages: until that is recorded, an edit
    of the English could not be told.
    """
    known = {store.newest(entry[0]) for entry in state.entries}
    return all(
        store.newest(one.source.hash) in known
        for one in compared
        if one.source is not None and one.status == "translated"
    )
