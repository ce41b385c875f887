"""English words that other languages have borrowed, or have from the same root.

In: a word of any language in Latin, Cyrillic or Greek script. Out: the English word that it begins
like: "programa", "Programm" and "программа" are "program". Ask only in a language that nobody
described, for a word that nothing else explains: "actual" is no "actually" either.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from partner_kb.roles.words import key, same_start

_CYRILLIC = dict(
    zip("абвгдежзийклмнопрстуфхцчшщъыьэюяєіїґѓќљњџј",
        ("a", "b", "v", "g", "d", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s",
         "t", "u", "f", "h", "c", "ch", "sh", "sh", "", "i", "", "e", "u", "a", "e", "i", "i", "g",
         "g", "k", "l", "n", "j", "i"), strict=True)
)  # fmt: skip
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "abgdeziqiklmnxoprsstifhpo", strict=True))
_LETTERS = str.maketrans({**_CYRILLIC, **_GREEK})
_ALIKE = (
    (re.compile("ph"), "f"),
    (re.compile("th"), "t"),
    (re.compile("[kq]"), "c"),
    (re.compile("[zs]"), "s"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("y"), "i"),
    (re.compile("w"), "v"),
    (re.compile(r"(.)\1"), r"\1"),
)
_LEAST = 5
_SHARE = 0.5


def sound(word: str) -> str:
    """A word, a `key`, as it may be compared with words of other languages."""
    text = word.translate(_LETTERS)
    for pattern, letter in _ALIKE:
        text = pattern.sub(letter, text)
    return text


def sounds(words: Mapping[str, Mapping[str, tuple[str, ...]]]) -> dict[str, str]:
    """How the English words of each concept sound, and which concept that is."""
    found: dict[str, set[str]] = {}
    for concept, by_language in words.items():
        for word in map(key, by_language.get("en", ())):
            if " " not in word and len(word) >= _LEAST:
                found.setdefault(sound(word), set()).add(concept)
    return {said: next(iter(concepts)) for said, concepts in found.items() if len(concepts) == 1}


def cognate(word: str, english: Mapping[str, str]) -> str | None:
    """What `english`, sounds with what they mean, has for a word: the meaning of the likest."""
    said = sound(word)
    best = 0
    found: set[str] = set()
    for other, meaning in english.items():
        same = same_start(said, other)
        if same >= _LEAST and same >= _SHARE * max(len(said), len(other)) and same >= best:
            found = {meaning} | (found if same == best else set())
            best = same
    return found.pop() if len(found) == 1 else None
