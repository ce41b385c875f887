"""The public holidays as files: from the package, where it holds what a build needs.

In: the year of the build. Out: files by name (`holiday_pack` says what is in them), for some years
before and after it; or that they must be made anew, since another version of the library is
installed, or since the package has become old.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version

from partner_kb.policy.packed import read_packed

NAME = "holidays"
YEARS_BEFORE, YEARS_AFTER = 2, 7
"""What is made; a build is content with a year less before it and two years less after it."""


def packed_holidays(year: int) -> Mapping[str, bytes] | None:
    """The files of the package, where they are right for a build of that year."""
    found = read_packed(NAME)
    if found is None or found.made_from.get("holidays") != version("holidays"):
        return None
    first, last = int(found.made_from["first"]), int(found.made_from["last"])
    if first > year - YEARS_BEFORE + 1 or last < year + YEARS_AFTER - 2:
        return None
    return found.files


def holiday_years(year: int) -> tuple[int, int]:
    """The first and the last year that are made in `year`."""
    return year - YEARS_BEFORE, year + YEARS_AFTER


def holidays_made_from(first: int, last: int) -> Mapping[str, str]:
    """What tells whether the files of the package are right."""
    return {"holidays": version("holidays"), "first": str(first), "last": str(last)}
