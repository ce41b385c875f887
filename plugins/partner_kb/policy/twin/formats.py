"""Dates, money, lists, zones and names as CLDR writes them in a locale.

In: `LocaleData`, which `locale_data` takes from Babel, and plain values. Out: text. A golden test
holds each function to what Babel itself prints.
"""

from __future__ import annotations

from dataclasses import dataclass

from partner_kb.policy.twin.dates import WEEKDAYS, civil, clock


@dataclass(frozen=True, slots=True)
class LocaleData:
    """What CLDR says of a locale. `languages`, `countries` and `symbols` are names by code."""

    locale: str
    long_date: str
    months: list[str]
    weekdays: list[str]
    list_two: str
    list_start: str
    list_middle: str
    list_end: str
    decimal: str
    group: str
    money: str
    symbols: dict[str, str]
    digits: dict[str, int]
    offset: str
    languages: dict[str, str]
    countries: dict[str, str]


@dataclass(frozen=True, slots=True)
class Offsets:
    """The offsets from UTC in minutes, from a year on; `summer` is `standard` without DST."""

    year: int
    standard: int
    summer: int


@dataclass(frozen=True, slots=True)
class ZoneData:
    """A time zone: its names in a locale, and its offsets, oldest first."""

    standard: str
    generic: str
    offsets: list[Offsets]


def format_date(loc: LocaleData, day: str) -> str:
    """A date in the locale's long form: 21 November 2026."""
    when = civil(day)
    if when is None:
        return day
    out = ""
    field = ""
    quoted = False
    for char in loc.long_date + "'":
        if char == "'":
            out += date_field(loc, field, when.year, when.month, when.day)
            field = ""
            quoted = not quoted
        elif quoted:
            out += char
        elif field != "" and char != field[0]:
            out += date_field(loc, field, when.year, when.month, when.day)
            field = char
        else:
            field += char
    return out


def date_field(loc: LocaleData, field: str, year: int, month: int, day: int) -> str:
    """One field of a CLDR date pattern, or the literal text that it is."""
    if field == "y":
        return str(year)
    if field == "MMMM":
        return loc.months[month - 1]
    if field in ["M", "MM"]:
        return str(month) if field == "M" else f"{month:02d}"
    if field in ["d", "dd"]:
        return str(day) if field == "d" else f"{day:02d}"
    return field


def format_money(loc: LocaleData, amount: str, currency: str) -> str:
    """An amount in a currency: R$ 1.234,50.

    More decimals than the currency has are kept. A letter does not touch a digit: CLDR's
    currency spacing, which Babel leaves out.
    """
    whole = amount.split(".")[0].lstrip("0")
    fraction = amount.split(".")[1].rstrip("0") if "." in amount else ""
    digits = loc.digits.get(currency, 2)
    while len(fraction) < digits:
        fraction += "0"
    grouped = group_digits(loc, "0" if whole == "" else whole)
    number = grouped if fraction == "" else f"{grouped}{loc.decimal}{fraction}"
    symbol = loc.symbols.get(currency, currency)
    before = loc.money.split("#")[0]
    after = loc.money[len(loc.money.rstrip("¤\u00a0 ")) :]
    if before == "¤" and is_letter(symbol[len(symbol) - 1]):
        before = "¤\u00a0"
    if after == "¤" and is_letter(symbol[0]):
        after = "\u00a0¤"
    return before.replace("¤", symbol) + number + after.replace("¤", symbol)


def is_letter(char: str) -> bool:
    """Whether a sign of a currency symbol is a letter."""
    return char.lower() != char.upper()


def group_digits(loc: LocaleData, whole: str) -> str:
    """Digits in groups of three."""
    out = ""
    for index in range(len(whole)):
        if index > 0 and (len(whole) - index) % 3 == 0:
            out += loc.group
        out += whole[index]
    return out


def format_number(loc: LocaleData, number: int) -> str:
    """A whole number: 1,000."""
    digits = group_digits(loc, str(abs(number)))
    return "-" + digits if number < 0 else digits


def format_list(loc: LocaleData, items: list[str]) -> str:
    """Items as a sentence has them: a, b, and c."""
    if len(items) == 0:
        return ""
    if len(items) == 1:
        return items[0]
    if len(items) == 2:
        return pair(loc.list_two, items[0], items[1])
    out = pair(loc.list_end, items[len(items) - 2], items[len(items) - 1])
    for index in reversed(range(1, len(items) - 2)):
        out = pair(loc.list_middle, items[index], out)
    return pair(loc.list_start, items[0], out)


def pair(pattern: str, first: str, second: str) -> str:
    """A CLDR pattern of two places filled; neither value is looked into."""
    middle = pattern.split("{0}")[1]
    return (
        pattern.split("{0}")[0] + first + middle.split("{1}")[0] + second + middle.split("{1}")[1]
    )


def format_offset(loc: LocaleData, total: int) -> str:
    """An offset from UTC: UTC-03:00, with the locale's sign."""
    signs = loc.offset.split(";")
    pattern = signs[0] if total >= 0 else signs[1]
    return "UTC" + pattern.replace("HH:mm", clock(abs(total)))


def offsets_in(zone: ZoneData, year: int) -> Offsets:
    """The offsets of a zone in a year."""
    found = zone.offsets[0]
    for entry in zone.offsets:
        if entry.year <= year:
            found = entry
    return found


def language_name(loc: LocaleData, tag: str) -> str:
    """The name of a language in the locale."""
    return loc.languages.get(tag, loc.languages.get(tag.split("-")[0], tag))


def country_name(loc: LocaleData, code: str) -> str:
    """The name of a country in the locale."""
    return loc.countries.get(code, code)


def weekday_name(loc: LocaleData, day: str) -> str:
    """The name of a day of the week, as it stands alone."""
    return loc.weekdays[WEEKDAYS.index(day)]
