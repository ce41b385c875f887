"""What known words leave over of learned names, and what that must then mean.

In: names with the concepts of their roles, and a lexicon. Out: words with their concept, and
words that carry none: of "Kontoadministrator" a lexicon may know the half, and the English beside
the name says what is missing. Also the beginnings of words, by which their other cases are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from partner_kb.roles.lexicon import Lexicon
from partner_kb.roles.words import is_joined, key

Name = tuple[str, frozenset[str]]

_MAX_NAME = 60
_MAX_NAME_JOINED = 24
_SHORT = 4
_VAGUE = 2
_LONGEST = 8
_STEM = 5
_ENDING = 3


@dataclass(frozen=True, slots=True)
class Rest:
    """(concept, word) pairs, and words that mean nothing."""

    meanings: tuple[tuple[str, str], ...] = ()
    fillers: tuple[str, ...] = ()


def infer_rest(names: Iterable[Name], lexicon: Lexicon) -> Rest:
    """What the one stretch that is left over of a name means, where all names agree."""
    said: dict[str, set[frozenset[str]]] = {}
    bags: dict[str, set[frozenset[str]]] = {}
    for name, concepts in names:
        wanted = key(name)
        if not concepts or _is_sentence(wanted):
            continue
        pieces, gaps = lexicon.read(wanted)
        told = [piece.concepts for piece in pieces if piece.concepts]
        if len(gaps) != 1 or not all(found & concepts for found in told):
            continue
        missing = concepts - frozenset().union(*told)
        said.setdefault(gaps[0], set()).add(missing)
        bags.setdefault(gaps[0], set()).add(concepts)
    meanings: list[tuple[str, str]] = []
    fillers: list[str] = []
    for word, found in sorted(said.items()):
        if found == {frozenset()}:
            if len(bags[word]) > 1 or len(word) <= (1 if is_joined(word) else _SHORT):
                fillers.append(word)
            continue
        common = frozenset.intersection(*(missing for missing in found if missing))
        if len(common) == 1 and frozenset() not in found:
            meanings.append((next(iter(common)), word))
    return Rest(tuple(meanings), tuple(fillers))


def infer_vague(names: Iterable[Name], lexicon: Lexicon) -> list[tuple[str, str]]:
    """Words of two sentences or more, and of no shorter name, with the few concepts these share.

    "Any account …" and "Any … user account …" leave open which word is "any"; but only one of the
    two makes a name with "admin".
    """
    bags: dict[str, list[frozenset[str]]] = {}
    short: set[str] = set()
    for name, concepts in names:
        wanted = key(name)
        _, gaps = lexicon.read(wanted)
        if not _is_sentence(wanted):
            short.update(gaps)
        else:
            for gap in set(gaps):
                bags.setdefault(gap, []).append(concepts)
    found: list[tuple[str, str]] = []
    joined = [gap for gap in bags if is_joined(gap)]
    for part, holders in _common_parts(list(bags) if lexicon.compounds else joined).items():
        if not any(part in word for word in short):
            bags[part] = [bag for gap in holders for bag in bags[gap]]
    for word, rows in sorted(bags.items()):
        common = frozenset.intersection(*rows)
        long_enough = is_joined(word) or len(word) >= _SHORT
        if len(rows) > 1 and long_enough and word not in short and len(common) <= _VAGUE:
            found += [(concept, word) for concept in sorted(common)]
    return found


def _is_sentence(text: str) -> bool:
    """Whether a text is longer than names are."""
    return len(text) > (_MAX_NAME_JOINED if is_joined(text) else _MAX_NAME)


def _common_parts(gaps: Sequence[str]) -> dict[str, frozenset[str]]:
    """The stretches that several gaps hold, the longest that the same ones hold; and who does."""
    holders: dict[str, set[str]] = {}
    for gap in gaps:
        for start in range(len(gap)):
            for end in range(start + 2, min(start + _LONGEST, len(gap)) + 1):
                holders.setdefault(gap[start:end], set()).add(gap)
    several = {part: frozenset(found) for part, found in holders.items() if len(found) > 1}
    longer = {
        part
        for text, found in several.items()
        for part in (text[1:], text[:-1])
        if several.get(part) == found
    }
    return {part: found for part, found in several.items() if part not in longer}


def stems(meanings: Sequence[tuple[str, str]], others: Iterable[str]) -> list[tuple[str, str]]:
    """The beginnings of words that no word of another meaning shares, as `stem*`."""
    spoken: Mapping[str, set[str]] = _by_word(meanings)
    rest = {word for word in others if word not in spoken}
    found: list[tuple[str, str]] = []
    for word, concepts in spoken.items():
        if len(concepts) != 1 or is_joined(word) or " " in word or len(word) <= _STEM:
            continue
        stem = word[: max(_STEM, len(word) - _ENDING)]
        (concept,) = concepts
        rivals = (said for other, said in spoken.items() if other.startswith(stem))
        if all(said == concepts for said in rivals) and not any(w.startswith(stem) for w in rest):
            found.append((concept, stem + "*"))
    return found


def _by_word(meanings: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for concept, word in meanings:
        if not word.endswith("*"):
            found.setdefault(key(word), set()).add(concept)
    return found
