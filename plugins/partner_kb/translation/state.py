"""Which English each block of a translated page was made from.

In: the blocks of two pages and what was recorded of them. Out: for each block whether it is
translated, stale or untranslated. Content hashes decide, never dates.

Two small text files a page keep the record, so that nothing of it stands in the page's prose
and version control merges it line by line:

- `locales/<ll_CC>/pages/<page>.txt`: a line for each block, `<English hash> <its own hash>`;
- `locales/en/pages/<page>.txt`: the English blocks that any locale was translated from, by
  hash, to show what changed since; `= <hash> <hash>` joins two of them that differ in a way
  that no translation cares about (an edit marked minor).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

from partner_kb.alignment import align_blocks
from partner_kb.segments import Block
from partner_kb.translation.inline import plain_text

BlockStatus = Literal["translated", "stale", "untranslated", "extra"]


#: Stands for an English block that nobody recorded.
UNKNOWN = "0" * 16


@dataclass(frozen=True, slots=True)
class PageState:
    """The record of one translated page: (English hash, own hash) for each block, in order."""

    entries: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceStore:
    """English blocks by hash, and pairs of hashes of which the second is a minor edit."""

    texts: Mapping[str, str] = field(default_factory=dict)
    minor: tuple[tuple[str, str], ...] = ()

    def newest(self, one: str) -> str:
        """The hash that a chain of minor edits leads to."""
        following = dict(self.minor)
        seen = {one}
        while one in following and following[one] not in seen:
            one = following[one]
            seen.add(one)
        return one


@dataclass(frozen=True, slots=True)
class ComparedBlock:
    """A block in two languages; `was` is the English that a stale block was translated from."""

    status: BlockStatus
    source: Block | None
    target: Block | None
    was: str | None = None


# --------------------------------------------------------------------------------- comparing


def compare_page(
    source: Sequence[Block],
    target: Sequence[Block],
    state: PageState | None,
    store: SourceStore | None = None,
    *,
    outdated: bool = False,
    normalize: Callable[[str], str] = lambda text: text,
) -> tuple[ComparedBlock, ...]:
    """What each block of a translation is worth, in the English page's order, extras last.

    `outdated` says, of a page without a record, that its English is newer as a whole.
    `normalize` makes texts equal whose difference is none (links that a redirect moved).
    """
    store = store or SourceStore()
    if state is None:
        matches = _by_position(source, target, outdated)
    else:
        matches = _by_record(source, target, state, store, normalize)
    used = {match[0] for match in matches.values() if match[0] is not None}
    compared = [
        _compared(block, target, matches.get(index))
        for index, block in enumerate(source)
        if block.translatable
    ]
    compared += [
        ComparedBlock("extra", None, block)
        for index, block in enumerate(target)
        if block.translatable and block.kind != "description" and index not in used
    ]
    return tuple(compared)


#: For a block of the English page: the index in the translation, whether it is current, and
#: the English it was made from where that is known and differs.
_Match = tuple[int | None, bool, str | None]


def _compared(block: Block, target: Sequence[Block], match: _Match | None) -> ComparedBlock:
    if match is None or match[0] is None:
        return ComparedBlock("untranslated", block, None, match[2] if match else None)
    index, current, was = match[0], match[1], match[2]
    other = target[index]
    if not current:
        return ComparedBlock("stale", block, other, was)
    if other.hash == block.hash and _is_prose(block.text):
        return ComparedBlock("untranslated", block, other)
    return ComparedBlock("translated", block, other)


def _is_prose(text: str) -> bool:
    """Whether a text has common words (not only names, which stay as they are)."""
    words = re.findall(r"(?<![\w/.-])[a-z]{4,}(?![\w/-])", plain_text(text))
    return len(words) >= 3


def _by_position(
    source: Sequence[Block], target: Sequence[Block], outdated: bool
) -> dict[int, _Match]:
    return {
        pair.source: (pair.target, not outdated, None)
        for pair in align_blocks(source, target)
        if pair.source is not None and pair.target is not None
    }


def _by_record(
    source: Sequence[Block],
    target: Sequence[Block],
    state: PageState,
    store: SourceStore,
    normalize: Callable[[str], str],
) -> dict[int, _Match]:
    ours = [index for index, block in enumerate(source) if block.translatable]
    theirs = [index for index, block in enumerate(target) if block.translatable]
    now = [store.newest(source[index].hash) for index in ours]
    then = [store.newest(entry[0]) for entry in state.entries]
    to_entry = match_sequences(now, then)
    to_target = {
        entry: theirs[position]
        for entry, position in match_sequences(
            [entry[1] for entry in state.entries], [target[index].hash for index in theirs]
        ).items()
    }
    found: dict[int, _Match] = {}
    for position, entry in to_entry.items():
        was = store.texts.get(state.entries[entry][0])
        index = ours[position]
        same = now[position] == then[entry] or (
            was is not None and normalize(was) == normalize(source[index].text)
        )
        found[index] = (to_target.get(entry), same, None if same else was)
    recorded = {
        index: store.texts.get(state.entries[entry][0]) for entry, index in to_target.items()
    }
    if len(found) < len(ours) or any(match[0] is None for match in found.values()):
        _pair_unrecorded(source, target, found, recorded)
    return found


def _pair_unrecorded(
    source: Sequence[Block],
    target: Sequence[Block],
    found: dict[int, _Match],
    recorded: Mapping[int, str | None],
) -> None:
    """Pair by position what the record did not pair.

    A block of the translation that the record knows was made from other English: stale. One
    that it doesn't know was written by hand for an English block that is new, too: current.
    """
    used = {match[0] for match in found.values()}
    for pair in align_blocks(source, target):
        if pair.source is None or pair.target is None or pair.target in used:
            continue
        if found.get(pair.source, (None, True, None))[0] is None:
            known = pair.target in recorded
            changed = found.get(pair.source, (None, True, None))
            current = not known and changed[1]
            found[pair.source] = (pair.target, current, changed[2] or recorded.get(pair.target))


def match_sequences(one: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Which item of `other` each item of `one` is: equal ones first, then changed ones between.

    Equal items are found in order, then wherever they moved to; what is left between two
    matched neighbours is paired in order where both sides have the same count, and a lone
    rest is paired from the start otherwise.
    """
    if list(one) == list(other):
        return {index: index for index in range(len(one))}
    found: dict[int, int] = {}
    gaps: list[tuple[range, range]] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            found.update(zip(range(i, i_end), range(j, j_end), strict=True))
        else:
            gaps.append((range(i, i_end), range(j, j_end)))
    _find_moved(one, other, found)
    taken = set(found.values())
    for left, right in gaps:
        ours = [index for index in left if index not in found]
        theirs = [index for index in right if index not in taken]
        if len(ours) == len(theirs):
            found.update(zip(ours, theirs, strict=True))
    return found


def _find_moved(one: Sequence[str], other: Sequence[str], found: dict[int, int]) -> None:
    taken = set(found.values())
    free: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(other):
        if index not in taken:
            free[item].append(index)
    for index, item in enumerate(one):
        if index not in found and free.get(item):
            found[index] = free[item].pop(0)
