"""When it is open: the week in a table's lines, and the intervals of one date.

In: an `hours` entry of a policy and the public holidays that hold for it. Out: lines to print,
or intervals in minutes from midnight, which `intervals` turns into UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from partner_kb.policy.twin.dates import WEEKDAYS, clock, iso, minutes, ordinal, weekday
from partner_kb.policy.twin.formats import LocaleData, format_list, weekday_name
from partner_kb.policy.twin.week import day_spans


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday. `name` is English; where `known`, it is a string of the catalogs.

    `moved` is the working day that was exchanged for this day off (ISO), else "".
    """

    day: str
    name: str
    observed: bool
    estimated: bool
    moved: str
    known: bool = True


@dataclass(frozen=True, slots=True)
class CountryHolidays:
    """The public holidays of a country or a subdivision, and its make-up working weekends.

    `announced` is the last year that the country has announced; 0 where none needs announcing.
    """

    country: str
    announced: int
    days: list[Holiday]
    workdays: list[str]


@dataclass(frozen=True, slots=True)
class HoursLine:
    """Days of the week that have the same hours; `spans` in minutes from midnight."""

    days: list[str]
    spans: list[list[int]]


def as_line(week: Any) -> dict[str, Any]:
    """A line of the weekly hours in the form that `week` reads."""
    return {
        "days": list(week.days),
        "open": week.open,
        "close": week.close,
        "overnight": week.overnight,
        "breaks": [{"start": rest.start, "end": rest.end} for rest in week.breaks],
    }


def hours_lines(hours: Any) -> list[HoursLine]:
    """The week: each set of hours once, with its days."""
    by_day: dict[str, list[list[int]]] = {}
    for week in hours.weekly:
        for day in WEEKDAYS:
            if day in week.days:
                by_day[day] = sorted([*by_day.get(day, []), *day_spans(as_line(week))])
    lines: list[HoursLine] = []
    for day in WEEKDAYS:
        if day not in by_day:
            continue
        same = [line for line in lines if line.spans == by_day[day]]
        if len(same) > 0:
            same[0].days.append(day)
        else:
            lines.append(HoursLine([day], by_day[day]))
    return lines


def days_text(loc: LocaleData, days: list[str], span: str) -> str:
    """Days as text; three in a row or more are a span (`{first} to {last}`)."""
    runs: list[list[str]] = []
    for day in days:
        place = WEEKDAYS.index(day)
        if len(runs) > 0 and WEEKDAYS.index(runs[len(runs) - 1][-1]) == place - 1:
            runs[len(runs) - 1].append(day)
        else:
            runs.append([day])
    phrases: list[str] = []
    for run in runs:
        if len(run) >= 3:
            first = weekday_name(loc, run[0])
            last = weekday_name(loc, run[len(run) - 1])
            phrases.append(span.replace("{first}", first).replace("{last}", last))
        else:
            phrases.extend([weekday_name(loc, day) for day in run])
    return format_list(loc, phrases)


def spans_text(loc: LocaleData, spans: list[list[int]], next_day: str) -> str:
    """Intervals as text: 09:00–12:00 and 13:00–18:00; `next_day` is `{span} (next day)`."""
    phrases: list[str] = []
    for span in spans:
        text = f"{clock(span[0] % 1440)}–{clock(span[1] if span[1] <= 1440 else span[1] - 1440)}"
        phrases.append(next_day.replace("{span}", text) if span[1] > 1440 else text)
    return format_list(loc, phrases)


def exception_on(hours: Any, number: int) -> Any:
    """The exception that holds on a day, or None."""
    for entry in hours.exceptions:
        last = entry.start if entry.end is None else entry.end
        if ordinal(entry.start) <= number <= ordinal(last):
            return entry
    return None


def open_on(hours: Any, holidays: CountryHolidays | None, number: int) -> list[list[int]]:
    """The intervals that begin on a day, in minutes from its midnight.

    An exception stands above a holiday, a holiday above a make-up working day, that above the
    week. A make-up working day has the hours of a Monday.
    """
    exception = exception_on(hours, number)
    if exception is not None:
        if exception.open is None or exception.close is None:
            return []
        return [[minutes(exception.open), minutes(exception.close)]]
    if hours.always:
        return [[0, 1440]]
    day = iso(number)
    worked = day in hours.weekend_workdays
    if holidays is not None and not worked:
        if any(holiday.day == day for holiday in holidays.days):
            return []
        worked = hours.holidays.weekend_workdays and day in holidays.workdays
    name = "mon" if worked else WEEKDAYS[weekday(number)]
    spans: list[list[int]] = []
    for week in hours.weekly:
        if name in week.days:
            spans.extend(day_spans(as_line(week)))
    return sorted(spans)
