"""The words of an index with how many pages hold them, as readers would spell them.

In: the text of the pages as Pagefind cut it. Out: words, which the browser uses to cut a Chinese
query as the index was cut, and to find the word that was meant where one is mistyped.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

MOST_WORDS = 8_000
"""A locale's list, some 30 KB; the rarest words beyond it are left out, where typos stay typos."""

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_HAN}]+|[^\W\d_{_HAN}]{{2,40}}")
_DIGITS = string.digits + string.ascii_lowercase


def count_words(texts: Iterable[str]) -> Counter[str]:
    """In how many texts each word stands, without case; numbers are no words.

    Where Pagefind cut Chinese words apart stands a zero-width space, which no word holds.
    """
    found: Counter[str] = Counter()
    for text in texts:
        found.update(set(_WORD.findall(unicodedata.normalize("NFC", text).lower())))
    return found


def pack_words(counts: Mapping[str, int]) -> str:
    """Words one a line, sorted: how much each shares with the one before it, the rest, and how
    common it is (the power of two, to 9). Half of what gzip makes of the words themselves.
    """
    kept = counts
    if len(counts) > MOST_WORDS:
        rarest_last = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        kept = dict(rarest_last[:MOST_WORDS])
    lines, last = [], ""
    for word in sorted(kept):
        shared = min(_shared(last, word), len(_DIGITS) - 1)
        lines.append(f"{_DIGITS[shared]}{word[shared:]}{min(9, kept[word].bit_length() - 1)}")
        last = word
    return "\n".join(lines)


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length
