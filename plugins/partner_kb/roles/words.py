"""Words as a vocabulary compares them: text in, normal forms out.

What is alike to a reader is made equal here: case, full width, accents, `ё`, quotes, markup
left over by a translator, spaces beside Chinese characters. Nothing here knows a role.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
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
