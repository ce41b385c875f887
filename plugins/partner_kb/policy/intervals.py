"""When a timetable is open, as moments: so that a browser needs no zone rules and no holidays.

In: an `hours` entry, its holidays, a first day. Out: `Opening`s in UTC for a number of days,
joined where they touch. The day is an argument; the edge of the program reads the clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from partner_kb.policy.holiday_data import country_holidays
from partner_kb.policy.model import Hours, Policy
from partner_kb.policy.twin.hours import CountryHolidays, open_on

DAYS = 400
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Opening:
    """Open from `start` to `end`, in minutes since 1970-01-01 00:00 UTC, half-open.

    `offsets` are the zone's minutes from UTC at the start and at the end.
    """

    start: int
    end: int
    offsets: tuple[int, int]


def open_intervals(hours: Hours, first: date, days: int = DAYS) -> tuple[Opening, ...]:
    """The openings from the first minute of `first` (in the zone) for `days` days."""
    zone = ZoneInfo(hours.zone)
    low, high = _moment(first, 0, zone)[0], _moment(first + timedelta(days), 0, zone)[0]
    found: list[Opening] = []
    for opening in sorted(_each(hours, first, days, zone), key=lambda one: (one.start, one.end)):
        start, end = max(opening.start, low), min(opening.end, high)
        if start >= end:
            continue
        if found and start <= found[-1].end:
            last = found[-1]
            if end > last.end:
                found[-1] = Opening(last.start, end, (last.offsets[0], opening.offsets[1]))
        else:
            found.append(Opening(start, end, opening.offsets))
    return tuple(found)


def intervals_end(policy: Policy, first: date, days: int = DAYS) -> int:
    """The minute at which the exported intervals of every timetable have ended."""
    return min(
        _moment(first + timedelta(days), 0, ZoneInfo(hours.zone))[0] for hours in policy.hours
    )


def _each(hours: Hours, first: date, days: int, zone: ZoneInfo) -> Iterator[Opening]:
    """The openings that begin on each day, from the day before (which may run overnight)."""
    holidays: CountryHolidays | None = None
    if hours.holidays is not None:
        years = first.year - 1, (first + timedelta(days)).year
        holidays = country_holidays(hours.holidays.country, hours.holidays.subdivision, *years)
    for index in range(-1, days):
        day = first + timedelta(index)
        for start, end in open_on(hours, holidays, day.toordinal()):
            begins, ends = _moment(day, start, zone), _moment(day, end, zone)
            if begins[0] < ends[0]:
                yield Opening(begins[0], ends[0], (begins[1], ends[1]))


def _moment(day: date, minute: int, zone: ZoneInfo) -> tuple[int, int]:
    """A wall-clock time as minutes since the epoch, and the offset then.

    A time that summer time skips is the moment at which the clock jumps past it (PEP 495,
    `fold=0`); one that comes twice is the first of the two.
    """
    local = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
    moment = local.replace(tzinfo=zone).astimezone(UTC)
    offset = moment.astimezone(zone).utcoffset() or timedelta()
    return int((moment - _EPOCH).total_seconds() // 60), int(offset.total_seconds() // 60)
