"""The order of titles in an A–Z list, per language.

In: a title and a locale. Out: a key to sort by, and the letter to file it under. Chinese is
ordered by pinyin; Latin and Cyrillic by letter, without case and accents, except that й and ё
stay letters of their own (ё after е). Latin comes before other scripts, digits before letters.
"""

from __future__ import annotations

import unicodedata

from partner_kb.pinyin import pinyin

_KEEP = {"й": "й", "ё": "ё"}
_DIGITS = "0–9"
_OTHER = "#"


def sort_key(text: str, locale: str) -> tuple[int, str, str]:
    """A key that sorts `text` as a reader of `locale` expects."""
    folded = _fold(_latin(text, locale))
    rank = 0 if folded[:1].isdigit() else 1
    return (rank, folded.replace("ё", "е\uffff"), text)


def initial(text: str, locale: str) -> str:
    """The heading under which `text` is filed: an upper-case letter, `0–9` or `#`."""
    for char in _fold(_latin(text, locale)):
        if char.isdigit():
            return _DIGITS
        if char.isalpha():
            return char.upper()
    return _OTHER


def _latin(text: str, locale: str) -> str:
    return pinyin(text) if locale.startswith("zh") else text


def _fold(text: str) -> str:
    folded = []
    for char in text.casefold():
        if char in _KEEP:
            folded.append(char)
            continue
        folded.extend(c for c in unicodedata.normalize("NFKD", char) if not _is_mark(c))
    return "".join(folded).lstrip("«»\"'“”„(（《 ")


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) == "Mn"
