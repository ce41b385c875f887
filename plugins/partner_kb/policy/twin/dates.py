"""The civil calendar on ISO texts and day numbers (day 1 is 0001-01-01, as `date.toordinal`)."""

from __future__ import annotations

from dataclasses import dataclass

from partner_kb.policy.twin.primitives import groups

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


@dataclass(frozen=True, slots=True)
class Civil:
    """A date of the Gregorian calendar."""

    year: int
    month: int
    day: int


def is_leap(year: int) -> bool:
    """Whether February has 29 days."""
    return (year % 4 == 0 and year % 100 != 0) or year % 400 == 0


def month_length(year: int, month: int) -> int:
    """The days of a month."""
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month in [4, 6, 9, 11] else 31


def civil(text: str) -> Civil | None:
    """A date from YYYY-MM-DD; None where there is no such day."""
    found = groups(r"(\d{4})-(\d{2})-(\d{2})", text)
    if found is None:
        return None
    year = int(found[1])
    month = int(found[2])
    day = int(found[3])
    if year < 1 or month < 1 or month > 12 or day < 1 or day > month_length(year, month):
        return None
    return Civil(year, month, day)


def ordinal(text: str) -> int:
    """The day number of YYYY-MM-DD; 0 where there is no such day."""
    day = civil(text)
    if day is None:
        return 0
    before = day.year - 1
    total = before * 365 + before // 4 - before // 100 + before // 400
    for month in range(1, day.month):
        total += month_length(day.year, month)
    return total + day.day


def iso(number: int) -> str:
    """YYYY-MM-DD of a day number."""
    year = (number * 400) // 146097 + 1
    while ordinal(f"{year:04d}-01-01") > number:
        year -= 1
    while 0 < ordinal(f"{year + 1:04d}-01-01") <= number:
        year += 1
    rest = number - ordinal(f"{year:04d}-01-01")
    month = 1
    while rest >= month_length(year, month):
        rest -= month_length(year, month)
        month += 1
    return f"{year:04d}-{month:02d}-{rest + 1:02d}"


def weekday(number: int) -> int:
    """0 for Monday … 6 for Sunday."""
    return (number + 6) % 7


def minutes(time: str) -> int:
    """Minutes after midnight of HH:MM; -1 where it is no time."""
    found = groups(r"(\d{2}):(\d{2})", time)
    return -1 if found is None else int(found[1]) * 60 + int(found[2])


def clock(total: int) -> str:
    """HH:MM of minutes after midnight; 1440 is 24:00."""
    return f"{total // 60:02d}:{total % 60:02d}"


def duration_minutes(text: str) -> int:
    """Clock minutes of a duration such as "2 h"; 0 where it is none."""
    found = groups(r"(\d+) (min|h|d|w)", text)
    if found is None:
        return 0
    units = {"min": 1, "h": 60, "d": 1440, "w": 10080}
    return int(found[1]) * units[found[2]]
