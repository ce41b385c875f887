"""What single words mean, from all that side-by-side pages say, not from names alone.

In: segments of one locale beside their English. Out: words with the concept that they stand for,
words that carry nothing, and words that join. A word stands for a concept where the two occur in
the same segments and hardly apart: few pages name "Referrals admin", many speak of referrals.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from partner_kb.model import Segment
from partner_kb.roles.lexicon import Lexicon
from partner_kb.roles.words import JOINED, is_joined, key

FILLERS, CONJUNCTIONS, PURPOSES = "fillers", "conjunctions", "purposes"
"""Stand for a concept where a word has none, joins names, or begins what a role is there for."""

TOGETHER = 0.5
"""How often, of 1, a word and a concept are met together rather than alone (Dice)."""

FAITHFUL = 0.8
"""Or how many, of 1, of a word's segments speak of the concept: one of its forms."""

MARGIN = 1.3
"""How much more often than with any other concept."""

_LONGEST_SEGMENT = 240
_LEAST, _OFTEN = 3, 6
_STEMS = (5, 7, 9)
_STRETCHES = (1, 2, 3, 4)
_WORDS_EACH = 6
_LEFT_IN_ENGLISH = 0.5
_FREQUENT = {False: 0.08, True: 0.2}
_SHORT = 4
_LINK = "link: "

_RUN = re.compile(f"[{JOINED}]+|[^{JOINED} ]+")

Row = tuple[frozenset[str], frozenset[str]]
"""The English words of a segment, and the candidates of its translation."""


def words_of_segments(
    segments: Iterable[Segment],
    english: Mapping[str, str],
    linking: Mapping[str, str],
    known: Lexicon,
) -> dict[str, str]:
    """Words (`stem*` among them) with their concept, `CONJUNCTIONS`, `PURPOSES` or `FILLERS`.

    `english` maps single English words to concepts, `linking` others to one of the latter; `known`
    is what the locale's words are known to mean already.
    """
    links = {f"{_LINK}{word}": meaning for word, meaning in linking.items()}
    means = {**english, **{word: f"{_LINK}{word}" for word in linking}}
    texts = {
        (key(segment.source), key(segment.target))
        for segment in segments
        if len(segment.source) <= _LONGEST_SEGMENT and "|" not in segment.source
    }
    rows = [(frozenset(one.split()), frozenset(_candidates(two))) for one, two in sorted(texts)]
    counts = _Counts(rows, means)
    chosen = dict(counts.meanings())
    for word in _meaning_something_else(chosen, rows, means):
        del chosen[word]
    found = {
        word: links.get(concept, concept)
        for word, concept in chosen.items()
        if _is_new(word, known)
    }
    parts = {part for word in chosen for part in (word, *(word if is_joined(word) else ""))}
    fillers = [word for word in counts.fillers() if word not in parts and _is_new(word, known)]
    return found | dict.fromkeys(fillers, FILLERS)


def _is_new(word: str, known: Lexicon) -> bool:
    return known.segment(word.rstrip("*")) is None


def _candidates(text: str) -> Iterator[str]:
    """The words of a text, their beginnings, and stretches of those without blanks."""
    for word in _RUN.findall(text):
        if not is_joined(word):
            yield word
            for size in _STEMS:
                if len(word) > size:
                    yield word[:size] + "*"
        else:
            for size in _STRETCHES:
                yield from (word[at : at + size] for at in range(len(word) - size + 1))


class _Counts:
    """In how many segments concepts and words occur, alone and together."""

    def __init__(self, rows: Sequence[Row], means: Mapping[str, str]) -> None:
        self.segments = len(rows)
        self.concepts: Counter[str] = Counter()
        self.words: Counter[str] = Counter()
        self.together: dict[str, Counter[str]] = defaultdict(Counter)
        left: Counter[str] = Counter()
        for english, words in rows:
            self.words.update(words)
            for concept in {means[word] for word in english if word in means}:
                self.concepts[concept] += 1
                self.together[concept].update(words)
            left.update({means[word] for word in english & words if word in means})
        for concept, count in left.items():
            if count >= _LEFT_IN_ENGLISH * self.concepts[concept]:
                del self.together[concept]  # its English word is what the language says

    def meanings(self) -> Iterator[tuple[str, str]]:
        """Words that stand for a concept, the surest first, none within another one."""
        ranked: list[tuple[float, str, str]] = []
        best: dict[str, list[float]] = defaultdict(list)
        for concept, words in self.together.items():
            for word, both in words.items():
                if both >= _LEAST:
                    likeness = 2 * both / (self.concepts[concept] + self.words[word])
                    best[word].append(likeness)
                    faithful = both >= _OFTEN and both >= FAITHFUL * self.words[word]
                    long_enough = len(word) > 1 or concept.startswith(_LINK)
                    if long_enough and (likeness >= TOGETHER or faithful):
                        ranked.append((round(likeness, 2), word, concept))
        taken: dict[str, list[str]] = defaultdict(list)
        for likeness, word, concept in sorted(ranked, key=_surest):
            second = sorted(best[word])[-2:-1]
            if (second and likeness < MARGIN * second[0]) or len(taken[concept]) >= _WORDS_EACH:
                continue
            if not any(
                _overlap(word, other) and not (meaning == concept and _goes_on(other, word))
                for meaning, words in taken.items()
                for other in words
            ):
                taken[concept].append(word)
                yield word, concept

    def fillers(self) -> Iterator[str]:
        """Short words that stand everywhere."""
        for word, count in sorted(self.words.items()):
            joined = is_joined(word)
            short = word.isalpha() and len(word) <= (1 if joined else _SHORT)
            if short and count >= max(_LEAST, self.segments * _FREQUENT[joined]):
                yield word


def _surest(row: tuple[float, str, str]) -> tuple[float, int, str, str]:
    """Likeness; of equals, longer stretches and shorter beginnings come first."""
    likeness, word, concept = row
    return -likeness, -len(word) if is_joined(word) else len(word), word, concept


def _meaning_something_else(
    chosen: Mapping[str, str], rows: Sequence[Row], means: Mapping[str, str]
) -> list[str]:
    """The chosen words that go with an English word of another meaning at least as often."""
    counts: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    both: dict[str, Counter[str]] = defaultdict(Counter)
    concepts: Counter[str] = Counter()
    for english, words in rows:
        theirs.update(english)
        concepts.update({means[word] for word in english if word in means})
        for word in words & chosen.keys():
            counts[word] += 1
            both[word].update(english)
    found = []
    for word, concept in chosen.items():
        own = sum(any(means.get(e) == concept for e in english) for english, w in rows if word in w)
        likeness = 2 * own / (counts[word] + concepts[concept])
        if any(
            2 * count / (counts[word] + theirs[other]) >= likeness
            for other, count in both[word].items()
            if means.get(other) != concept
        ):
            found.append(word)
    return found


def _goes_on(word: str, other: str) -> bool:
    """Whether a stretch begins with another one, as the Chinese for a contact with "contact"."""
    return is_joined(word) and other.startswith(word)


def _overlap(word: str, other: str) -> bool:
    """Whether one word, or stretch, holds the other, or begins in its end."""
    if not (is_joined(word) and is_joined(other)):
        short, long = sorted((word, other), key=len)
        return short.endswith("*") and long.startswith(short[:-1])
    if word in other or other in word:
        return True
    return any(
        one.endswith(two[:size])
        for one, two in ((word, other), (other, word))
        for size in range(1, min(len(word), len(other)))
    )
