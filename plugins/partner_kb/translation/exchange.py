"""A page as a bilingual file for translators, in terms that PO and XLIFF share.

In: a comparison of two pages and a translation memory. Out: a `Bundle` of units, which
`exchange_po` and `exchange_xliff` write; what they read back is a `Returned`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from partner_kb.segments import Block
from partner_kb.translation.inline import Protected, protect, split_anchors
from partner_kb.translation.memory import Match, Memory
from partner_kb.translation.pages import Comparison
from partner_kb.translation.project import canonical_locale

UnitState = Literal["translated", "stale", "suggested", "untranslated"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One block to translate.

    `id` is the hash of the English, with `/2` where the page holds that text again; `source`
    and `target` are the texts with numbered placeholders; `base` is the hash of what the page
    says now, empty where it says nothing; `was` is the English of a stale translation.
    """

    id: str
    kind: str
    source: Protected
    target: str
    state: UnitState
    base: str = ""
    was: str | None = None
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """All units of a page, in its order."""

    path: str
    source_locale: str
    locale: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class ReturnedUnit:
    """What a translator wrote for a unit; `confirmed` False where it is only a suggestion."""

    id: str
    text: str
    confirmed: bool
    base: str
    line: int


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back from a translator; `name` is the file's, for problems."""

    name: str
    path: str
    locale: str
    units: tuple[ReturnedUnit, ...]


def canonical_or_given(locale: str) -> str:
    """The locale of a file as the site writes it: tools say `pt-br`, or `pt_BR`."""
    try:
        return canonical_locale(locale)
    except ValueError:
        return locale


def unit_ids(blocks: tuple[Block, ...]) -> dict[str, Block]:
    """The id of each translatable block of an English page, in order."""
    seen: Counter[str] = Counter()
    found: dict[str, Block] = {}
    for block in blocks:
        if block.translatable:
            seen[block.hash] += 1
            count = seen[block.hash]
            found[block.hash if count == 1 else f"{block.hash}/{count}"] = block
    return found


def build_bundle(comparison: Comparison, memory: Memory, *, bold: bool = False) -> Bundle:
    """The units of a page, filled from its translation, else from the memory.

    With `bold`, `**` becomes a placeholder, too.
    """
    compared = {one.source.start: one for one in comparison.blocks if one.source}
    units: list[Unit] = []
    for identifier, block in unit_ids(comparison.source.blocks).items():
        one = compared[block.start]
        source = protect(block.text, bold=bold)
        target, state, base = "", "untranslated", ""
        matches = memory.matches(block.text) if one.status != "translated" else ()
        if one.target is not None:
            base = one.target.hash
        if one.target is not None and one.status in {"translated", "stale"}:
            _, words = split_anchors(one.target.text, block.text)
            target, state = protect(words, like=source, bold=bold).text, one.status
        elif matches:
            target = protect(matches[0].unit.target, like=source, bold=bold).text
            state = "suggested"
        units.append(
            Unit(identifier, block.kind, source, target, _state(state), base, one.was, matches)
        )
    return Bundle(comparison.path, comparison.source.locale, comparison.locale, tuple(units))


def _state(name: str) -> UnitState:
    states: dict[str, UnitState] = {
        "translated": "translated",
        "stale": "stale",
        "suggested": "suggested",
    }
    return states.get(name, "untranslated")
