"""The pinyin of Chinese text without tones, as pypinyin gives it, from a table that loads fast.

In: text. Out: each Chinese character as a syllable, all else as it is. pypinyin's own dictionaries
take a quarter of a second to load, in every process that sorts titles; what they say is kept in
`pinyin.txt`: the version it is from, a line of characters for each syllable, the phrases that are
read as their characters are, and those that are not. With another pypinyin than that, pypinyin is
asked. `python -m partner_kb.pinyin` makes the table anew.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from partner_kb.files import write_atomic

TABLE = Path(__file__).with_suffix(".txt")


@dataclass(frozen=True, slots=True)
class Table:
    """`syllables` by character, `readings` of phrases that are read in another way than that.

    `phrases` are all, in order; `longest` is the length of the longest.
    """

    syllables: Mapping[str, str]
    readings: Mapping[str, str]
    phrases: Sequence[str]
    known: frozenset[str]
    longest: int


def pinyin(text: str) -> str:
    """The text with its Chinese characters in pinyin, without blanks between them."""
    table = _table()
    if table is None:
        return "".join(_by_library(text))
    return "".join(
        table.readings.get(word) or "".join(table.syllables.get(char, char) for char in word)
        for run in _runs(text, table)
        for word in _words(run, table)
    )


def _runs(text: str, table: Table) -> Iterator[str]:
    """The text, parted where Chinese begins or ends."""
    start = 0
    for at in range(1, len(text)):
        if (text[at] in table.syllables) != (text[at - 1] in table.syllables):
            yield text[start:at]
            start = at
    yield text[start:]


def _words(run: str, table: Table) -> Iterator[str]:
    """From the left, the longest phrase each time, or else a single character."""
    while run:
        end = min(table.longest, len(run))
        while end > 1 and run[:end] not in table.known:
            end -= 1
        if end == 1 and _begins_phrase(run, table):  # pypinyin looks no further then
            yield from run
            return
        yield run[:end]
        run = run[end:]


def _begins_phrase(run: str, table: Table) -> bool:
    at = bisect(table.phrases, run)
    return at < len(table.phrases) and table.phrases[at].startswith(run)


@lru_cache(maxsize=1)
def _table() -> Table | None:
    """What the file says; None where it is from another version."""
    stamp, syllables, plain, others = TABLE.read_text("utf-8").rstrip("\n").split("\n\n")
    if stamp != _stamp():
        return None
    lines = (line.partition(" ") for line in syllables.split("\n"))
    readings = dict(line.split(" ") for line in others.split("\n"))
    phrases = sorted([*plain.split("\n"), *readings])
    return Table(
        syllables={char: syllable for syllable, _, chars in lines for char in chars},
        readings=readings,
        phrases=phrases,
        known=frozenset(phrases),
        longest=max(map(len, phrases)),
    )


def _stamp() -> str:
    return f"pypinyin {version('pypinyin')}"


def _by_library(text: str) -> list[str]:
    # Here: it is what loading takes so long for.
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(text, style=Style.NORMAL, errors="default")


def make_table() -> str:
    """The file's text, from the installed pypinyin."""
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    syllables = {chr(code): "".join(_by_library(chr(code))) for code in sorted(PINYIN_DICT)}
    chars: dict[str, list[str]] = defaultdict(list)
    for char, syllable in syllables.items():
        chars[syllable].append(char)
    plain: list[str] = []
    others: list[str] = []
    for phrase in sorted(PHRASES_DICT):
        if not set(phrase) <= syllables.keys():
            continue  # such as one with a comma, at which pypinyin parts the text before it looks
        reading = "".join(_by_library(phrase))
        if reading == "".join(syllables[char] for char in phrase):
            plain.append(phrase)
        else:
            others.append(f"{phrase} {reading}")
    rows = [f"{syllable} {''.join(chars[syllable])}" for syllable in sorted(chars)]
    return "\n\n".join("\n".join(part) for part in ([_stamp()], rows, plain, others)) + "\n"


if __name__ == "__main__":
    write_atomic(TABLE, make_table())
