"""The packed holidays that the builder loads hold what the library says, for every subdivision."""

from __future__ import annotations

import pytest

from partner_kb.policy.browser import HOLIDAY_YEARS, holiday_file
from partner_kb.policy.holiday_data import country_holidays
from partner_kb.policy.reference import reference
from partner_kb.policy.twin.hours import Holiday


@pytest.mark.parametrize("country", ["BR", "CA", "CH", "CN", "DE", "ES", "GB", "IN", "RU", "US"])
def test_every_subdivision_unpacks_to_its_own_days(country):
    packed = holiday_file(country, 2026)
    for part in [None, *reference().holidays[country]]:
        own = country_holidays(country, part, 2025, 2026 + HOLIDAY_YEARS - 1)
        assert unpacked(packed, part) == own.days, part


def unpacked(packed, part):
    """As `daysOf` in render.js does it."""
    without, more = packed["regions"].get(part or "", [[], []])
    rows = [row for place, row in enumerate(packed["days"]) if place not in without] + more
    names = packed["names"]
    rows.sort(key=lambda row: (row[0], names[row[1]][0]))
    return [unpacked_day(names, *row) for row in rows]


def unpacked_day(names, day, name, observed=0, estimated=0, moved=""):
    return Holiday(
        day, names[name][0], bool(observed), bool(estimated), moved, bool(names[name][1])
    )
