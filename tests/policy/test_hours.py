"""Opening hours as moments: breaks, nights, holidays, exceptions, working weekends, summer time."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from partner_kb.policy.holiday_data import country_holidays
from partner_kb.policy.intervals import DAYS, open_intervals
from partner_kb.policy.model import Hours
from partner_kb.policy.twin.hours import hours_lines, open_on
from partner_kb.policy.twin.view import is_provisional, joined_holidays, listed_holidays
from partner_kb.policy.twin.week import longest_gap, week_spans


def make(zone="UTC", **fields):
    return Hours.model_validate({"id": "h", "name": "Hours", "zone": zone, **fields})


def week(days="mon tue wed thu fri", start="09:00", end="18:00", **more):
    return {"days": days.split(), "open": start, "close": end, **more}


def moments(hours, first, days):
    """The openings as local texts."""
    zone = ZoneInfo(hours.zone)
    return [
        tuple(
            datetime.fromtimestamp(minute * 60, UTC).astimezone(zone).strftime("%m-%d %H:%M")
            for minute in (one.start, one.end)
        )
        for one in open_intervals(hours, first, days)
    ]


def test_a_week_with_a_break():
    hours = make(weekly=[week("mon", breaks=[{"start": "12:00", "end": "13:00"}])])
    assert moments(hours, date(2026, 11, 16), 7) == [
        ("11-16 09:00", "11-16 12:00"),
        ("11-16 13:00", "11-16 18:00"),
    ]


def test_a_night_runs_into_the_next_day_and_into_the_first_one():
    hours = make(weekly=[week("sun mon", "22:00", "06:00", overnight=True)])
    assert moments(hours, date(2026, 11, 16), 2) == [
        ("11-16 00:00", "11-16 06:00"),
        ("11-16 22:00", "11-17 06:00"),
    ]


def test_always_open_is_one_interval():
    (only,) = open_intervals(make("America/Sao_Paulo", always=True), date(2026, 11, 21))
    assert only.end - only.start == DAYS * 1440


def test_400_days_in_a_zone_with_summer_time_keep_the_wall_clock():
    hours = make("Europe/Berlin", weekly=[week("mon tue wed thu fri sat sun", "08:30", "17:30")])
    found = open_intervals(hours, date(2026, 1, 1))
    assert len(found) == 400
    zone = ZoneInfo("Europe/Berlin")
    for one in found:
        local = datetime.fromtimestamp(one.start * 60, UTC).astimezone(zone)
        assert (local.hour, local.minute) == (8, 30)
        assert local.utcoffset() == timedelta(minutes=one.offsets[0])
    assert {one.offsets[0] for one in found} == {60, 120}


@pytest.mark.parametrize(
    ("day", "minutes"),
    [(date(2026, 3, 29), 23 * 60), (date(2026, 10, 25), 25 * 60), (date(2026, 6, 1), 24 * 60)],
)
def test_the_days_on_which_the_clock_jumps(day, minutes):
    hours = make("Europe/Berlin", weekly=[week("mon tue wed thu fri sat sun", "00:00", "24:00")])
    (only,) = open_intervals(hours, day, 1)
    assert only.end - only.start == minutes


def test_an_interval_that_begins_in_the_hour_that_is_skipped():
    hours = make("Europe/Berlin", weekly=[week("sun", "02:30", "05:00")])
    assert moments(hours, date(2026, 3, 29), 1) == [("03-29 03:30", "03-29 05:00")]


def test_holidays_close_exceptions_open():
    hours = make(
        "America/Sao_Paulo",
        weekly=[week()],
        holidays={"country": "BR"},
        exceptions=[
            {"start": "2026-12-24", "open": "09:00", "close": "12:00"},
            {"start": "2026-12-25", "open": "10:00", "close": "11:00"},
        ],
    )
    assert moments(hours, date(2026, 12, 23), 4) == [
        ("12-23 09:00", "12-23 18:00"),
        ("12-24 09:00", "12-24 12:00"),
        ("12-25 10:00", "12-25 11:00"),
    ]


def test_chinas_make_up_weekends_are_worked():
    known = country_holidays("CN", None, 2026, 2026)
    hours = make("Asia/Shanghai", weekly=[week()], holidays={"country": "CN"})
    assert open_on(hours, known, date(2026, 2, 14).toordinal()) == [[540, 1080]]  # a Saturday
    assert open_on(hours, known, date(2026, 2, 20).toordinal()) == []  # the Friday given for it
    without = make(
        "Asia/Shanghai", weekly=[week()], holidays={"country": "CN", "weekend_workdays": False}
    )
    assert open_on(without, known, date(2026, 2, 14).toordinal()) == []


def test_working_days_of_the_partners_own():
    hours = make(weekly=[week()], weekend_workdays=["2026-11-21"])
    assert moments(hours, date(2026, 11, 21), 2) == [("11-21 09:00", "11-21 18:00")]


def test_years_that_are_not_announced_are_provisional():
    china = country_holidays("CN", None, 2026, 2027)
    assert china.announced == 2026
    assert not is_provisional(china, "2026-10-01")
    assert is_provisional(china, "2027-10-01")
    assert not is_provisional(country_holidays("BR", None, 2026, 2027), "2027-09-07")


def test_marks_are_taken_off_names():
    names = {day.name for day in country_holidays("CN", None, 2026, 2027).days}
    names |= {day.name for day in country_holidays("AE", None, 2026, 2027).days}
    assert not [name for name in names if "(" in name and "Spring" not in name]
    moved = [day for day in country_holidays("CN", None, 2026, 2026).days if day.moved]
    assert ("2026-01-02", "2026-01-04") in [(day.day, day.moved) for day in moved]


def test_days_in_a_row_are_one_line():
    known = country_holidays("CN", None, 2026, 2026)
    hours = make("Asia/Shanghai", weekly=[week()], holidays={"country": "CN"})
    spans = joined_holidays(listed_holidays(hours, known))
    spring = next(span for span in spans if "Spring" in span.holiday.name)
    assert (spring.holiday.day, spring.last) == ("2026-02-17", "2026-02-19")


def test_days_with_equal_hours_are_one_line():
    hours = make(weekly=[week("mon tue wed"), week("fri"), week("sat", "10:00", "12:00")])
    lines = hours_lines(hours)
    assert [line.days for line in lines] == [["mon", "tue", "wed", "fri"], ["sat"]]


def test_gaps_and_spans_of_a_week():
    plain = [week()]
    assert longest_gap(plain) == 63 * 60
    assert longest_gap([]) == 7 * 1440
    night = [week("sun", "22:00", "06:00", overnight=True)]
    assert week_spans(night) == [[0, 360], [6 * 1440 + 1320, 7 * 1440]]
