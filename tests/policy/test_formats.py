"""Each format against Babel (and phonenumbers) itself: the twin's functions are CLDR's."""

from datetime import date, timedelta
from decimal import Decimal

import phonenumbers
import pytest
from babel.dates import format_date as babel_date
from babel.lists import format_list as babel_list
from babel.numbers import format_currency, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from partner_kb.policy.locale_data import babel_locale, locale_data, zone_data
from partner_kb.policy.reference import reference
from partner_kb.policy.render import Request, render_fragment
from partner_kb.policy.twin.dates import duration_minutes, iso, ordinal, weekday
from partner_kb.policy.twin.formats import (
    format_date,
    format_list,
    format_money,
    format_number,
    format_offset,
    offsets_in,
)
from partner_kb.policy.twin.phones import format_phone, phone_is_valid
from partner_kb.policy.twin.words import typeset

LOCALES = ["en", "pt-BR", "zh-CN", "ru-RU"]
AMOUNTS = ["0", "0.05", "1", "9.9", "180.00", "1234.5", "1234567.89", "123456789012"]


@pytest.mark.parametrize("locale", LOCALES)
def test_dates_of_a_year(locale):
    for offset in range(0, 800, 3):
        day = date(2026, 1, 1) + timedelta(offset)
        expected = babel_date(day, "long", locale=locale.replace("-", "_"))
        assert format_date(locale_data(locale), day.isoformat()) == expected


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("currency", ["BRL", "CNY", "RUB", "USD", "EUR"])
def test_money(locale, currency):
    for amount in AMOUNTS:
        expected = format_currency(Decimal(amount), currency, locale=locale.replace("-", "_"))
        if currency == "RUB" and locale in ("en", "zh-CN"):
            # CLDR's currencySpacing, which Babel leaves out: a letter does not touch a digit.
            expected = expected.replace("RUB", "RUB\xa0")
        assert format_money(locale_data(locale), amount, currency) == expected


def test_a_currency_without_cents_and_an_amount_with_more():
    assert format_money(locale_data("en"), "1234", "JPY") == "¥1,234"
    assert format_money(locale_data("en"), "0.125", "USD") == "$0.125"


@pytest.mark.parametrize("locale", LOCALES)
def test_numbers_and_lists(locale):
    babel = locale.replace("-", "_")
    for number in (0, 7, 999, 1000, 1234567, -5000):
        assert format_number(locale_data(locale), number) == format_decimal(number, locale=babel)
    for count in range(6):
        items = ["one", "{1}", "x {0} y", "four", "five"][:count]
        expected = babel_list([f"item{index}" for index in range(count)], locale=babel)
        for index, item in enumerate(items):
            expected = expected.replace(f"item{index}", item)
        assert format_list(locale_data(locale), items) == expected


@given(st.dates(min_value=date(1, 1, 1), max_value=date(9998, 12, 31)))
def test_the_calendar_is_pythons(day):
    assert ordinal(day.isoformat()) == day.toordinal()
    assert iso(day.toordinal()) == day.isoformat()
    assert weekday(day.toordinal()) == day.weekday()


@pytest.mark.parametrize("text", ["2026-02-29", "2026-13-01", "2026-00-10", "x", "2026-1-1", ""])
def test_a_day_that_does_not_exist_has_no_number(text):
    assert ordinal(text) == 0


def test_durations():
    assert duration_minutes("2 h") == 120
    assert duration_minutes("1 w") == 7 * 24 * 60
    assert duration_minutes("two hours") == 0


@pytest.mark.parametrize(
    ("zone", "standard", "summer"),
    [
        ("America/Sao_Paulo", "UTC-03:00", "UTC-03:00"),
        ("Asia/Shanghai", "UTC+08:00", "UTC+08:00"),
        ("Europe/Moscow", "UTC+03:00", "UTC+03:00"),
        ("Europe/Berlin", "UTC+01:00", "UTC+02:00"),
        ("America/New_York", "UTC-05:00", "UTC-04:00"),
        ("Asia/Kolkata", "UTC+05:30", "UTC+05:30"),
        ("Australia/Sydney", "UTC+10:00", "UTC+11:00"),
        ("UTC", "UTC+00:00", "UTC+00:00"),
        ("Africa/Casablanca", "UTC+01:00", "UTC+01:00"),  # back for a month, which is no winter
    ],
)
def test_offsets(zone, standard, summer):
    loc = locale_data("en")
    offsets = offsets_in(zone_data(zone, "en"), 2026)
    assert format_offset(loc, offsets.standard) == standard
    assert format_offset(loc, offsets.summer) == summer


def test_a_zone_that_changes_its_rules_has_the_offsets_of_the_year():
    zone = zone_data("Asia/Almaty", "en")  # UTC+6 until 2024-03-01, then UTC+5
    assert offsets_in(zone, 2022).standard == 360
    assert offsets_in(zone, 2026).standard == 300


def test_zone_names_are_cldrs():
    assert zone_data("America/Sao_Paulo", "pt-BR").standard == "Horário Padrão de Brasília"
    assert zone_data("Asia/Shanghai", "zh-CN").standard == "中国标准时间"
    assert zone_data("Europe/Berlin", "ru-RU").generic == "Центральная Европа"


@pytest.mark.parametrize("locale", ["ru-RU", "bg-BG", "es-AR", "sr-Cyrl", "zh-Hant-HK"])
def test_a_zone_named_by_its_country_is_not_said_to_have_summer(locale):
    data = babel_locale(locale)
    name = zone_data("Asia/Kolkata", locale).generic
    assert name == data.territories["IN"]


@pytest.mark.parametrize(
    ("locale", "name"), [("pt-BR", "Horário Índia"), ("zh-CN", "印度时间"), ("en", "India Time")]
)
def test_a_zone_named_by_its_country_keeps_the_words_of_its_language(locale, name):
    assert zone_data("Asia/Kolkata", locale).generic == name


def test_phones_of_every_country_are_written_as_phonenumbers_writes_them():
    codes = reference().phones
    checked = 0
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        for kind in (phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE):
            example = phonenumbers.example_number_for_type(region, kind)
            if example is None:
                continue
            text = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
            expected = phonenumbers.format_number(
                example, phonenumbers.PhoneNumberFormat.INTERNATIONAL
            )
            assert phone_is_valid(codes, text), text
            assert format_phone(codes, text) == expected
            checked += 1
    assert checked > 400


@pytest.mark.parametrize("text", ["+5511", "+999123456789", "+1202555", "+86138"])
def test_numbers_that_cannot_exist(text):
    assert not phone_is_valid(reference().phones, text)


@pytest.mark.parametrize(
    ("locale", "phrases"),
    [
        ("en", ["within 2 business hours", "Monday to Friday", "08:00–12:00 and 13:00–18:00",
                "Brasilia Standard Time (UTC-03:00)", "R$1,450.00 plus tax", "January 5, 2026"]),
        ("pt-BR", ["em até 2 horas úteis", "Segunda-feira a sexta-feira",
                   "08:00–12:00 e 13:00–18:00",
                   "Horário Padrão de Brasília (UTC-03:00)", "R$\xa01.450,00 mais impostos",
                   "5 de janeiro de 2026"]),
        ("zh-CN", ["2 个工作小时内", "星期一至星期五", "08:00–12:00和13:00–18:00",
                   "巴西利亚标准时间（UTC-03:00）", "R$1,450.00（不含税）", "2026年1月5日"]),
        ("ru-RU", ["в\xa0течение 2 рабочих часов", "Понедельник – пятница",
                   "08:00–12:00 и\xa013:00–18:00",
                   "Бразилия, стандартное время (UTC-03:00)", "1\xa0450,00\xa0R$ без учета налога",
                   "5\xa0января 2026"]),
    ],
)  # fmt: skip
def test_a_policy_in_four_languages(samples, locale, phrases):
    html = render_fragment(Request(samples["aurora-nuvem"], locale))
    for phrase in phrases:
        assert phrase in html


def test_russian_plural_forms(samples):
    html = render_fragment(Request(samples["severny-most"], "ru-RU"))
    assert "в\xa0течение 1 часа" in html
    assert "21 час работы" in html
    assert "через 10 дней" in html
    assert "Через 1 день" in html
    assert "за 3 дня" in html


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("zh-CN", "由 红叶 提供。 见 <a>A</a>： b", "由红叶提供。见 <a>A</a>：b"),
        ("zh-CN", "由 Aurora 提供 （一） （二）", "由 Aurora 提供（一）（二）"),
        ("zh-CN", "上海 北京 30 天", "上海 北京 30 天"),
        ("en", "由 红叶 提供。 b", "由 红叶 提供。 b"),
        (
            "ru-RU",
            "<p>В ЕС — в срок, и в час",
            "<p>В\u00a0ЕС\u00a0— в\u00a0срок, и\u00a0в\u00a0час",
        ),
        ("ru-RU", "А: С, план Б и", "А: С, план Б и"),
    ],
)
def test_spaces_are_set_as_the_language_has_them(locale, text, expected):
    assert typeset(locale, ["мая"], text, ["红叶", "Aurora"]) == expected
