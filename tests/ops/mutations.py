"""Damage done to real pages: lines lost, moved, indented, wrapped, marks broken, words kept."""

from __future__ import annotations

import random
from collections.abc import Callable

Lines = list[str]


def mutate(text: str, seed: int, times: int) -> str:
    """The text of a page after some random damage; the same for the same seed."""
    chance = random.Random(seed)
    head, lines = _split(text)
    for _ in range(times):
        lines = chance.choice(_WAYS)(lines, chance)
    return head + "\n".join(lines)


def _split(text: str) -> tuple[str, Lines]:
    """Front matter stays: other tests break that."""
    if text.startswith("---\n") and (end := text.find("\n---\n", 3)) != -1:
        return text[: end + 5], text[end + 5 :].split("\n")
    return "", text.split("\n")


def _part(lines: Lines, chance: random.Random) -> tuple[Lines, Lines, Lines]:
    start = chance.randrange(len(lines))
    stop = min(len(lines), start + chance.randint(1, 8))
    return lines[:start], lines[start:stop], lines[stop:]


def _on_part(change: Callable[[Lines, random.Random], Lines]) -> Callable[..., Lines]:
    def way(lines: Lines, chance: random.Random) -> Lines:
        if not lines:
            return lines
        before, part, after = _part(lines, chance)
        return [*before, *change(part, chance), *after]

    return way


def _replaced(old: str, *news: str) -> Callable[..., Lines]:
    return _on_part(lambda part, chance: [line.replace(old, chance.choice(news)) for line in part])


def _wrapped(before: str, after: str) -> Callable[..., Lines]:
    return _on_part(lambda part, _: [*before.split("\n"), *part, *after.split("\n")])


def _prefixed(*prefixes: str) -> Callable[..., Lines]:
    def change(part: Lines, chance: random.Random) -> Lines:
        prefix = chance.choice(prefixes)
        return [prefix + line for line in part]

    return _on_part(change)


def _cut_line(part: Lines, chance: random.Random) -> Lines:
    at = chance.randrange(len(part[0]) + 1)
    return [part[0][:at], part[0][at:], *part[1:]]


_WAYS = (
    _on_part(lambda part, _: []),
    _on_part(lambda part, _: part + part),
    _on_part(lambda part, _: [line for line in part if line.strip()]),
    _on_part(lambda part, _: [inner for line in part for inner in (line, "")]),
    _on_part(lambda part, _: [" ".join(part)]),
    _on_part(_cut_line),
    _prefixed(" ", "  ", "   ", "    ", "\t"),
    _prefixed("> ", "- ", "1. ", "* ", "| ", "# ", "> > "),
    _wrapped("> [!NOTE]\n>", ""),
    _wrapped(":::row:::\n:::column:::", ":::column-end:::\n:::row-end:::"),
    _wrapped("# [Tab](#tab/one)\n", "\n***"),
    _wrapped("::: zone pivot=\"x\"", "::: zone-end"),
    _wrapped("<div>\n", "\n</div>"),
    _wrapped("<table><tr><td>", "</td></tr></table>"),
    _wrapped("| a | b |\n|---|---|", ""),
    _replaced("**", " **", "** ", "\\*\\*", "＊＊", "", "****"),
    _replaced("[!", "[！", "[! ", "［!", "\\[!"),
    _replaced("](", "] (", "]（", "](\u00a0"),
    _replaced(":::", "：：：", ": : :", "::", "::::"),
    _replaced("|", "｜", "||", ""),
    _replaced(" ", "\u00a0", "  "),
    _replaced("](", "]"),
    _replaced("]", ""),
    _replaced(")", ""),
    _replaced(">", "＞", ""),
    _replaced("`", ""),
    _replaced('"', "“", "«", ""),
)  # fmt: skip
