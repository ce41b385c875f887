"""The public holidays of every country as small files, of which the builder loads one.

In: the year of a build. Out: a JSON text for each country, which `twin.calendar` unpacks, for some
years before and after. To ask the library for all of them takes a second, so they are kept in the
package (`packed/holidays.txt`, by `python -m partner_kb.policy.browser`) and made anew only where
another version of the library is installed, or a year is wanted that is not there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import version

from partner_kb.policy.builder_facts import to_json
from partner_kb.policy.holiday_data import country_holidays
from partner_kb.policy.packed import read_packed
from partner_kb.policy.reference import holiday_countries, holiday_subdivisions
from partner_kb.policy.twin.calendar import SIGNS
from partner_kb.policy.twin.hours import Holiday

NAME = "holidays"
SUBDIVISIONS = "subdivisions"
YEARS_BEFORE, YEARS_AFTER = 2, 7
"""What is made; a build is content with a year less before it and two years less after it."""


def packed_holidays(year: int) -> Mapping[str, str] | None:
    """The file of each country from the package, where it is right for a build of that year."""
    found = read_packed(NAME)
    if found is None or found.made_from.get("holidays") != version("holidays"):
        return None
    first, last = int(found.made_from["first"]), int(found.made_from["last"])
    if first > year - YEARS_BEFORE + 1 or last < year + YEARS_AFTER - 2:
        return None
    return found.texts


def holiday_years(year: int) -> tuple[int, int]:
    """The first and the last year that are made in `year`."""
    return year - YEARS_BEFORE, year + YEARS_AFTER


def made_holidays(first: int, last: int) -> Mapping[str, str]:
    """The file of each country, by the installed library; and, last, the subdivisions of all."""
    countries = holiday_countries()
    found = {country: to_json(pack_holidays(country, first, last)) for country in countries}
    parts = {country: holiday_subdivisions(country) for country in countries}
    return {**found, SUBDIVISIONS: to_json(parts)}


def holidays_made_from(first: int, last: int) -> Mapping[str, str]:
    """What tells whether the files of the package are right."""
    return {"holidays": version("holidays"), "first": str(first), "last": str(last)}


def pack_holidays(country: str, first: int, last: int) -> Mapping[str, object]:
    """A country's file: days that share name, marks and area are one row."""
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
