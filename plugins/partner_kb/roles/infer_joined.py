"""What stretches of Chinese, Japanese and Korean names mean, from whole names of known meaning.

In: names in scripts that write words without blanks, with the concepts of their roles. Out:
stretches with their concepts, and those that carry none. A stretch is settled where the names
that hold it share one concept only, or where it is all that the rest of a name leaves over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from partner_kb.roles.infer import in_most
from partner_kb.roles.words import key

_LONGEST = 8
_MAX_LENGTH = 40
_MAX_FILLER = 3
_ROUNDS = 4

Row = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Stretches:
    """(concept, stretch) pairs, several for a stretch that means several; and fillers."""

    meanings: tuple[tuple[str, str], ...] = ()
    fillers: tuple[str, ...] = ()


def infer_stretches(names: Sequence[Row], known: Mapping[str, frozenset[str]]) -> Stretches:
    """Settle stretches of `names`; `known` are words, of any script, that need not be settled."""
    rows = [(key(name), concepts) for name, concepts in names]
    rows = [(text, concepts) for text, concepts in rows if concepts and len(text) <= _MAX_LENGTH]
    settled = {**_shared(rows), **known}
    for _ in range(_ROUNDS):
        fresh = _left_over(rows, settled)
        if not fresh:
            break
        settled |= fresh
    own = sorted((text, found) for text, found in settled.items() if text not in known)
    return Stretches(
        tuple((concept, text) for text, found in own for concept in sorted(found)),
        tuple(text for text, found in own if not found),
    )


def _shared(rows: Sequence[Row]) -> dict[str, frozenset[str]]:
    """The stretches whose names, of two meanings or more, have one concept in common.

    Of stretches that stand in the same names the longest counts, and none that holds another one
    with its meaning: it may begin or end in the middle of a word.
    """
    holders: dict[str, set[int]] = {}
    for number, (text, _) in enumerate(rows):
        for start in range(len(text)):
            for end in range(start + 2, min(start + _LONGEST, len(text)) + 1):
                holders.setdefault(text[start:end], set()).add(number)
    longer = {
        part
        for text, numbers in holders.items()
        for part in (text[1:], text[:-1])
        if holders.get(part) == numbers
    }
    found: dict[str, frozenset[str]] = {}
    for text, numbers in holders.items():
        bags = {rows[number][1] for number in numbers}
        common = in_most(bags)
        if text not in longer and len(bags) > 1 and len(common) == 1:
            found[text] = common
    kept: dict[str, frozenset[str]] = {}
    for text in sorted(_shortest(found), key=lambda text: (-len(holders[text]), text)):
        rests = [rows[number][0].replace(text, " ") for number in holders[text]]
        if not all(
            any(found[text] <= kept[word] and word in rest for word in kept) for rest in rests
        ):
            kept[text] = found[text]  # else the other words of its names say the same
    return kept


def _shortest(found: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Without the stretches that hold another one and share a meaning with it."""
    return {
        text: said
        for text, said in found.items()
        if not any(
            said & found[part] if said else True
            for start in range(len(text))
            for end in range(start + 1, len(text) + 1)
            if (part := text[start:end]) != text and part in found
        )
    }


def _left_over(
    rows: Sequence[Row], settled: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    """What the settled stretches of names leave over, where that can mean one thing only.

    Left alone in its names it means what the rest of them does not say; beside others, the one
    concept that is missing in all its names.
    """
    alone: dict[str, set[frozenset[str]]] = {}
    beside: dict[str, set[frozenset[str]]] = {}
    lengths = sorted({len(text) for text in settled}, reverse=True)
    for text, concepts in rows:
        said, left = _cut(text, settled, lengths)
        if not said <= concepts:
            continue  # the name says something else than its role's English name
        for part in left:
            (alone if len(left) == 1 else beside).setdefault(part, set()).add(concepts - said)
    found = {text: next(iter(said)) for text, said in alone.items() if len(said) == 1}
    for text, missing in beside.items():
        common = frozenset.intersection(*missing)
        if text not in alone and len(missing) > 1 and len(common) == 1:
            found[text] = common
    return _shortest(
        {text: said for text, said in found.items() if said or len(text) <= _MAX_FILLER}
    )


def _cut(
    text: str, settled: Mapping[str, frozenset[str]], lengths: Sequence[int]
) -> tuple[frozenset[str], list[str]]:
    """The concepts of the settled stretches of a text, and what is left between them."""
    said: frozenset[str] = frozenset()
    left: list[str] = [""]
    at = 0
    while at < len(text):
        word = next(
            (text[at : at + size] for size in lengths if text[at : at + size] in settled), ""
        )
        if word:
            said |= settled[word]
            left.append("")
        else:
            left[-1] += text[at]
        at += len(word) or 1
    return said, [part.strip() for part in left if part.strip()]
