"""Words as a vocabulary compares them: text in, normal forms and segments out.

What is alike to a reader is made equal here: case, full width, accents, `ё`, quotes, markup
left over by a translator, spaces beside Chinese characters. Nothing here knows a role.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

MAX_LENGTH = 400
"""Longer texts are no names; they are not compared."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
CJK = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""The characters of Chinese, Japanese and Korean script, for a class of a regular expression."""
JOINED = CJK + "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Those of scripts that write words without blanks: Thai, Lao, Burmese and Khmer, too."""
_JOINED_CHARACTER = re.compile(f"[{JOINED}]")
_BESIDE_JOINED = re.compile(f"(?<=[{JOINED}]) | (?=[{JOINED}])")
_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_LOCALE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?\Z")
_PUNCTUATION = {code: " " for code in range(128) if not chr(code).isalnum()}
_SAME_START = 4
_CASE = 2
_GAP = 2.0
_GAP_LETTER = 0.4
_LINKING = ("s", "n")
_MAX_TAIL = 8
_MAX_TAIL_IN_COMPOUND = 5


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """Lower-case words with single spaces; accents of Latin letters, punctuation, markup gone."""
    if text.isascii():
        return " ".join(text.lower().translate(_PUNCTUATION).split())
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    letters: list[str] = []
    base = ""
    for character in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(character):
            base = character
        elif "a" <= base <= "z" or (base and "LATIN" in unicodedata.name(base, "")):
            continue
        letters.append(character)
    composed = unicodedata.normalize("NFC", "".join(letters)).replace("ё", "е")
    kept = "".join(  # vowel signs of Thai or Hindi are marks; they belong to the word
        c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in composed
    )
    return " ".join(kept.split())


def key(text: str) -> str:
    """The form in which two spellings of one name are equal."""
    return _BESIDE_JOINED.sub("", normalise(text))


def label_key(text: str) -> str:
    """The form in which two spellings of one label are equal: letters and digits alone."""
    return normalise(text).replace(" ", "")


def without_brackets(text: str) -> str:
    """The text without what stands in brackets."""
    return _BRACKETS.sub(" ", text)


def is_joined(text: str) -> bool:
    """Whether any character is of a script that writes words without blanks, or may (Korean)."""
    return bool(_JOINED_CHARACTER.search(text))


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
        self._compounds = compounds
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
                if tail <= (_MAX_TAIL_IN_COMPOUND if self._compounds else _MAX_TAIL):
                    add(end + tail, 1.0 + tail * (0.3 if self._compounds else 0.1), stem)
                if self._compounds and tail > 0:
                    add(end, 1.1, stem)
                    for letters in _LINKING:
                        if tail > len(letters) and text.startswith(letters, end):
                            add(end + len(letters), 1.1, stem)
        return [(end, cost, concepts) for end, (cost, concepts) in found.items()]

    def _may_split(self, text: str, at: int) -> bool:
        if at in (0, len(text)) or text[at] == " " or text[at - 1] == " ":
            return True
        return self._compounds or is_joined(text[at]) or is_joined(text[at - 1])


def _keep(
    best: list[tuple[float, int, Piece | None] | None],
    at: int,
    way: tuple[float, int, Piece | None],
) -> None:
    known = best[at]
    if known is None or way[0] < known[0]:
        best[at] = way


def same_start(one: str, other: str) -> int:
    """How many letters two words have in common at their beginning."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def grams(text: str) -> frozenset[str]:
    """Letter sequences by which two unknown spellings are compared; `text` is a `key`."""
    found: set[str] = set()
    for word in text.split():
        if is_joined(word):
            found.update(word)
            found.update(word[i : i + 2] for i in range(len(word) - 1))
        else:
            padded = f" {word} "
            found.update(padded[i : i + 3] for i in range(len(padded) - 2))
    return frozenset(found)


@lru_cache(maxsize=512)
def is_locale_key(text: str) -> bool:
    """Whether it is a language or a locale in BCP 47 case: `pt`, `pt-BR`, `zh-Hans-CN`."""
    return bool(_LOCALE.match(text))


def language_keys(locale: str, known: Iterable[str]) -> tuple[str, ...]:
    """Of the `known` keys, those that speak for `locale`: itself, its language, its siblings."""
    language = locale.split("-")[0].lower()
    exact = [name for name in known if name.lower() == locale.lower()]
    plain = [name for name in known if name == language and name not in exact]
    siblings = sorted(
        name
        for name in known
        if name.split("-")[0] == language and name not in exact and name not in plain
    )
    return (*exact, *plain, *siblings)


def spellings(by_locale: Mapping[str, tuple[str, ...]], locale: str) -> tuple[str, ...]:
    """All spellings that count in `locale`, nearest first, English and `*` last."""
    keys = language_keys(locale, by_locale)
    rest = [name for name in ("*", "en") if name in by_locale and name not in keys]
    return tuple(word for name in (*keys, *rest) for word in by_locale[name])
