"""What one vocabulary file says of ids and concepts that stand elsewhere.

In: the files with their places, and all entries. Out: a problem for each id or concept that
nobody defined, and for each circle of implications.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from partner_kb.errors import Problem, near_miss
from partner_kb.roles.checked import ByLocale
from partner_kb.roles.vocabulary import KINDS, Kind, Role
from partner_kb.yaml_source import Path as Place
from partner_kb.yaml_source import YamlSource


def check_references(
    source: YamlSource, entries: Mapping[str, Role], words: Mapping[str, ByLocale]
) -> list[Problem]:
    """Implied ids and concepts that nobody defined, in one file."""
    found: list[Problem] = []
    for kind, identifier, row in _rows(source):
        for index, implied in enumerate(_listed(row.get("implies"))):
            if implied not in entries:
                message = f'"{identifier}" implies "{implied}", which is no id.'
                place: Place = (kind, identifier, "implies", index)
                hint = near_miss(str(implied), entries)
                found.append(source.problem(place, "vocabulary-unknown-id", message + hint))
        for index, text in enumerate(_listed(row.get("concepts"))):
            for word in str(text).split():
                if word.rstrip("?") not in words:
                    message = f'"{word.rstrip("?")}" is none of the file\'s concepts.'
                    place = (kind, identifier, "concepts", index)
                    hint = near_miss(word.rstrip("?"), words)
                    found.append(
                        source.problem(place, "vocabulary-unknown-concept", message + hint)
                    )
    return found


def check_circles(sources: Sequence[YamlSource], entries: Mapping[str, Role]) -> list[Problem]:
    """Roles that imply themselves, each circle told once, where the last file states it."""
    found: list[Problem] = []
    told: set[frozenset[str]] = set()
    for start in entries:
        way = _circle(start, entries)
        if not way or frozenset(way) in told:
            continue
        told.add(frozenset(way))
        stated = [
            source.problem(
                (kind, identifier, "implies"),
                "vocabulary-implies-circle",
                f"these roles imply one another in a circle: {' → '.join((*way, way[0]))}",
            )
            for source in sources
            for kind, identifier, row in _rows(source)
            if identifier in way and "implies" in row
        ]
        found += stated[-1:]
    return found


def _circle(start: str, entries: Mapping[str, Role]) -> tuple[str, ...]:
    """The shortest way from `start` back to it, or nothing."""
    waiting: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while waiting:
        way = waiting.pop(0)
        for implied in entries[way[-1]].implies:
            if implied == start:
                return way
            if implied in entries and implied not in seen:
                seen.add(implied)
                waiting.append((*way, implied))
    return ()


def _rows(source: YamlSource) -> Iterable[tuple[Kind, str, Mapping[str, Any]]]:
    top = source.value if isinstance(source.value, dict) else {}
    for kind in KINDS:
        rows = top.get(kind)
        for identifier, row in rows.items() if isinstance(rows, dict) else ():
            if isinstance(row, dict):
                yield kind, identifier, row


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
