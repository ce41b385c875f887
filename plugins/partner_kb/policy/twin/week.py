"""The week as intervals of minutes, from Monday 00:00; the form in which overlaps are found.

In: weekly hours as a policy gives them. Out: `[start, end]` pairs, ends up to 10080 + what an
overnight Sunday runs over.
"""

from __future__ import annotations

from typing import Any

from partner_kb.policy.twin.dates import WEEKDAYS, minutes

WEEK = 10080


def week_spans(weekly: list[Any]) -> list[list[int]]:
    """The open intervals of a week, breaks taken out, in their order; what is malformed is not.

    An interval that runs over Sunday midnight comes back at the start of the week.
    """
    spans: list[list[int]] = []
    for line in weekly:
        if not isinstance(line, dict) or not isinstance(line.get("days"), list):
            continue
        for day in line["days"]:
            if day in WEEKDAYS:
                base = WEEKDAYS.index(day) * 1440
                for span in day_spans(line):
                    start = base + span[0]
                    end = base + span[1]
                    if start >= WEEK:
                        spans.append([start - WEEK, end - WEEK])
                    elif end > WEEK:
                        spans.append([start, WEEK])
                        spans.append([0, end - WEEK])
                    else:
                        spans.append([start, end])
    return sorted(spans)


def day_spans(line: Any) -> list[list[int]]:
    """The open intervals of one line of the weekly hours, from the midnight of its day."""
    opens = minutes(str(line.get("open")))
    closes = minutes(str(line.get("close")))
    overnight = line.get("overnight") is True
    if opens < 0 or closes < 0:
        return []
    end = closes + 1440 if overnight else closes
    breaks = [
        [minutes(str(rest.get("start"))), minutes(str(rest.get("end")))]
        for rest in (line.get("breaks") or [])
        if isinstance(rest, dict)
    ]
    spans: list[list[int]] = []
    start = opens
    for rest in breaks:
        first = rest[0] + 1440 if overnight and rest[0] < opens else rest[0]
        second = rest[1] + 1440 if overnight and rest[1] <= opens else rest[1]
        if first > start:
            spans.append([start, first])
        start = max(start, second)
    if end > start:
        spans.append([start, end])
    return spans


def longest_gap(weekly: list[Any]) -> int:
    """The longest time in minutes for which it stays closed in a normal week."""
    spans = week_spans(weekly)
    if len(spans) == 0:
        return WEEK
    longest = 0
    last = spans[len(spans) - 1][1] - WEEK
    for span in spans:
        longest = max(longest, span[0] - last)
        last = max(last, span[1])
    return longest
