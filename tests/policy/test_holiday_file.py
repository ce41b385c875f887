"""The holidays that the package carries hold what the library says, for every subdivision."""

import gzip
import json
from datetime import date

import pytest

from partner_kb.policy import holiday_files, holiday_pack
from partner_kb.policy.holiday_data import country_holidays
from partner_kb.policy.holiday_files import holiday_years, holidays_made_from, packed_holidays
from partner_kb.policy.holiday_pack import made_holidays
from partner_kb.policy.packed import inflated, read_packed
from partner_kb.policy.reference import holiday_countries, holiday_subdivisions
from partner_kb.policy.site_data import DATA_FOLDER, site_files
from partner_kb.policy.twin.calendar import unpack_holidays

PACKED = read_packed("holidays")
TEXTS = inflated(PACKED.files)
COUNTRIES = {
    country: file
    for key, text in TEXTS.items()
    if key.startswith("holidays.")
    for country, file in json.loads(text).items()
}
FIRST, LAST = int(PACKED.made_from["first"]), int(PACKED.made_from["last"])


def test_the_package_holds_what_the_library_says_today():
    assert dict(PACKED.made_from) == holidays_made_from(FIRST, LAST)
    made = made_holidays(FIRST, LAST)
    changed = [key for key in {*made, *TEXTS} if made.get(key) != TEXTS.get(key)]
    assert changed == [], "python -m partner_kb.policy.browser"


@pytest.mark.parametrize("country", holiday_countries())
def test_every_subdivision_unpacks_to_its_own_days(country):
    file = COUNTRIES[country]
    for part in [None, *holiday_subdivisions(country)]:
        own = country_holidays(country, part, FIRST, LAST)
        assert unpack_holidays(file, country, part or "") == own, part


def test_files_are_small_and_hold_the_countries_of_a_letter():
    assert set(COUNTRIES) == set(holiday_countries())
    assert set(json.loads(TEXTS["subdivisions"])) == set(holiday_countries())
    for key, text in TEXTS.items():
        assert key == "subdivisions" or all(key == f"holidays.{one[0]}" for one in json.loads(text))
    sizes = sorted(map(len, PACKED.files.values()))
    assert sizes[-1] < 8000
    assert sum(sizes) < 80_000


@pytest.mark.parametrize("year", [FIRST + 1, FIRST + 2, LAST - 5])
def test_builds_of_the_years_around_take_the_package(year):
    assert packed_holidays(year) is not None


@pytest.mark.parametrize("year", [FIRST, LAST - 4, 2055])
def test_other_years_are_made_anew_and_kept(year, monkeypatch, tmp_path):
    monkeypatch.setattr(holiday_pack, "holiday_countries", lambda: ("BR", "DE"))
    (tmp_path / "docs").mkdir()
    given = tmp_path / "docs", ("en",), date(year, 6, 1), tmp_path / "cache"
    files = site_files(*given)
    file = json.loads(gzip.decompress(files[f"{DATA_FOLDER}/holidays.D.bin"]))["DE"]
    assert (file["first"], file["last"]) == holiday_years(year)
    days = country_holidays("DE", "BE", *holiday_years(year))
    assert unpack_holidays(file, "DE", "BE") == days
    monkeypatch.setattr(holiday_pack, "pack_holidays", None)
    assert site_files(*given) == files


def test_another_version_of_the_library_is_asked_itself(monkeypatch):
    assert packed_holidays(LAST - 5) is not None
    monkeypatch.setattr(holiday_files, "version", lambda name: "0.1")
    assert packed_holidays(LAST - 5) is None
