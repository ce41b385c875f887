"""Public holidays, by the `holidays` library, as values that the twin modules read.

In: country, subdivision, years. Out: `CountryHolidays`. Names are the library's English ones,
cleaned of their marks ("(observed)", "(estimated)", "Day off (substituted from …)"), so that the
catalogs hold one name for each holiday. Where a partner's day differs, its policy says so
(`exceptions`, `weekend_workdays`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from partner_kb.policy.holiday_names import NAMES
from partner_kb.policy.twin.hours import CountryHolidays, Holiday

if TYPE_CHECKING:
    import holidays

_OBSERVED = " (observed)"
_ESTIMATED = " (estimated)"
_BOTH = " (observed, estimated)"
_MOVED = re.compile(r"Day off \(substituted from (\d\d)/(\d\d)/(\d{4})\)")
DAY_OFF = "Day off"
_KNOWN = {name for _, name in NAMES}


@cache
def country_holidays(
    country: str, subdivision: str | None, first: int, last: int
) -> CountryHolidays:
    """The holidays from the year `first` to the year `last`, both included."""
    import holidays  # a build without policies doesn't wait for it

    kind = getattr(holidays, country)
    english = "en_US" if "en_US" in kind.supported_languages else None
    found = kind(subdiv=subdivision, years=range(first, last + 1), language=english)
    days = sorted(
        (
            holiday
            for day, names in found.items()
            if first <= day.year <= last
            for name in names.split("; ")
            for holiday in _read(day.isoformat(), name)
        ),
        key=lambda holiday: (holiday.day, holiday.name),
    )
    workdays = sorted(
        day.isoformat() for day in found.weekend_workdays if first <= day.year <= last
    )
    return CountryHolidays(country, _announced(found), days, workdays)


def _read(day: str, name: str) -> Iterator[Holiday]:
    """A name with its marks taken off."""
    moved = _MOVED.fullmatch(name)
    if moved:
        month, number, year = moved.groups()
        yield Holiday(day, DAY_OFF, False, False, f"{year}-{month}-{number}")
        return
    observed = name.endswith((_OBSERVED, _BOTH))
    estimated = name.endswith((_ESTIMATED, _BOTH))
    for mark in (_BOTH, _OBSERVED, _ESTIMATED):
        name = name.removesuffix(mark)
    yield Holiday(day, name, observed, estimated, "", name in _KNOWN)


def _announced(found: holidays.HolidayBase) -> int:
    """The last year for which the country's government has announced its days off.

    Countries that announce each year anew (China, Russia, Kazakhstan …) have a table of such
    years in the library; one that ends before 2020 is history, not a custom.
    """
    tables = (getattr(found, "special_public_holidays", None) or {}).keys()
    years = [year for year in tables if isinstance(year, int)]
    return max(years) if len(years) >= 4 and max(years) >= 2024 else 0
