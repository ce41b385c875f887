"""A country's holidays out of the small file in which a site keeps them.

In: the file as `holiday_pack` makes it, a country, a subdivision ("" for none). Out: the
`CountryHolidays` that the library itself would give.
"""

from __future__ import annotations

from typing import Any

from partner_kb.policy.twin.hours import CountryHolidays, Holiday

SIGNS = list("0123456789abcdefghijklmnopqrstuvwxyz")


def unpack_holidays(file: dict[str, Any], country: str, part: str) -> CountryHolidays:
    """The holidays of every year that the file holds.

    A row is `[name, when, area, marks, moved]`, of which the last three may be left out: indices
    of a name and an area (-1 for everywhere), the days, 1 for observed and 2 for estimated, the
    working day that was exchanged. Names from `known` on are in no catalog.
    """
    days: list[Holiday] = []
    for row in file["rows"]:
        area = row[2] if len(row) > 2 else -1
        if area >= 0 and not lies_in(file["areas"][area], part):
            continue
        marks = row[3] if len(row) > 3 else 0
        name = file["names"][row[0]]
        moved = row[4] if len(row) > 4 else ""
        for day in days_of_row(row[1], file["first"], file["last"]):
            observed = marks in [1, 3]
            days.append(
                Holiday(day, name, observed, marks in [2, 3], moved, row[0] < file["known"])
            )
    in_order = sorted(days, key=lambda one: [one.day, one.name])
    return CountryHolidays(country, file["announced"], in_order, list(file["workdays"]))


def lies_in(area: str, part: str) -> bool:
    """Whether an area, `A|B` or, after an exclamation mark, all but those, has a subdivision."""
    names = area.lstrip("!").split("|")
    return (("-" if part == "" else part) in names) != area.startswith("!")


def days_of_row(when: str, first: int, last: int) -> list[str]:
    """ISO dates: of one pair of signs, in each year; else of a pair for each, `..` for none."""
    found: list[str] = []
    for index in range(last - first + 1):
        place = 0 if len(when) == 2 else index * 2
        pair = when[place : place + 2]
        if pair != "..":
            number = SIGNS.index(pair[0]) * 36 + SIGNS.index(pair[1])
            found.append(f"{first + index:04d}-{number // 31 + 1:02d}-{number % 31 + 1:02d}")
    return found
