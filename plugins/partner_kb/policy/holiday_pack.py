"""The public holidays of every country, as the library tells them, in little room.

In: years. Out: JSON texts, for the countries of each first letter together, so that the builder
loads one of 26; `twin.calendar` unpacks a country. To ask the library for all of them takes a
second: `holiday_files` says when that is needed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from partner_kb.policy.builder_facts import to_json
from partner_kb.policy.holiday_data import country_holidays
from partner_kb.policy.reference import holiday_countries, holiday_subdivisions
from partner_kb.policy.twin.calendar import SIGNS
from partner_kb.policy.twin.hours import Holiday


def made_holidays(first: int, last: int) -> Mapping[str, str]:
    """The texts, by the installed library: `{country: …}` by letter, the subdivisions of all."""
    countries = sorted(holiday_countries())
    packed = {
        f"holidays.{letter}": to_json({one: pack_holidays(one, first, last) for one in group})
        for letter, group in groupby(countries, key=lambda country: country[0])
    }
    return {
        **packed,
        "subdivisions": to_json({country: holiday_subdivisions(country) for country in countries}),
    }


def pack_holidays(country: str, first: int, last: int) -> Mapping[str, object]:
    """A country: days that share name, marks and area are one row."""
    parts = (None, *holiday_subdivisions(country))
    by_part = {part: country_holidays(country, part, first, last) for part in parts}
    areas: dict[Holiday, list[str | None]] = {}
    for part in parts:
        for holiday in by_part[part].days:
            areas.setdefault(holiday, []).append(part)
    rows_of: dict[tuple[Holiday, tuple[str | None, ...]], dict[int, list[str]]] = {}
    for one, where in areas.items():
        day = date.fromisoformat(one.day)
        kind = replace(one, day=""), tuple(where)
        rows_of.setdefault(kind, {}).setdefault(day.year, []).append(_sign(day))
    names = list(dict.fromkeys(one.name for one, _ in rows_of if one.known))
    known = len(names)
    names += dict.fromkeys(one.name for one, _ in rows_of if not one.known)
    places = {name: place for place, name in enumerate(names)}
    told: dict[str, int] = {}
    rows: list[list[object]] = []
    for (one, shared), by_year in rows_of.items():
        everywhere = len(shared) == len(parts)
        area = -1 if everywhere else told.setdefault(_area(shared, parts), len(told))
        marks = int(one.observed) + 2 * int(one.estimated)
        more = [area, marks, one.moved] if one.moved else [area, marks] if marks else [area]
        for when in _whens(by_year, first, last):
            rows.append([places[one.name], when, *([] if more == [-1] else more)])
    return {
        "first": first,
        "last": last,
        "announced": by_part[None].announced,
        "workdays": by_part[None].workdays,
        "known": known,
        "names": names,
        "areas": list(told),
        "rows": rows,
    }


def _sign(day: date) -> str:
    """A day of a year as two signs."""
    number = (day.month - 1) * 31 + day.day - 1
    return SIGNS[number // 36] + SIGNS[number % 36]


def _whens(by_year: Mapping[int, Sequence[str]], first: int, last: int) -> Sequence[str]:
    """The days of all years in as few texts as hold them; one that never changes is one pair."""
    found = []
    for place in range(max(map(len, by_year.values()))):
        days = [by_year.get(year, ()) for year in range(first, last + 1)]
        pairs = [signs[place] if len(signs) > place else ".." for signs in days]
        found.append(pairs[0] if len(set(pairs)) == 1 else "".join(pairs))
    return found


def _area(where: Sequence[str | None], parts: Sequence[str | None]) -> str:
    """Subdivisions by name, "-" being the country as a whole; or all but those."""
    rest = [part for part in parts if part not in where]
    named = rest if len(rest) < len(where) else where
    return ("!" if named is rest else "") + "|".join(part or "-" for part in named)
