"""CLDR, by Babel, as the values that `twin.formats` reads; the builder gets the same as JSON.

In: a locale such as pt-BR, zone names. Out: `LocaleData` and `ZoneData`, cached: they depend on
nothing but the installed Babel and the system's zone rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location, get_timezone_name
from babel.numbers import get_currency_symbol

from partner_kb.policy.reference import currencies
from partner_kb.policy.twin.formats import LocaleData, Offsets, ZoneData

LOCALES = ("en", "pt-BR", "zh-CN", "ru-RU")
"""What the bundled catalogs speak."""

FIRST_YEAR, LAST_YEAR = 2020, 2035
_LONG = 4
"""Of the 24 days of a year that are looked at, an offset needs more than these to be winter's or
summer's: in Ramadan the clocks of Morocco go back for a month.
"""

_SCRIPTS = {"zh-CN": "zh_Hans", "zh-TW": "zh_Hant", "zh-HK": "zh_Hant_HK", "ru-RU": "ru"}


@cache
def babel_locale(locale: str) -> Locale:
    """Babel's value for a BCP 47 tag."""
    return Locale.parse(locale, sep="-")


@cache
def locale_data(locale: str) -> LocaleData:
    """What CLDR says of a locale."""
    data = babel_locale(locale)
    lists = data.list_patterns["standard"]
    fractions = get_global("currency_fractions")
    return LocaleData(
        locale=locale,
        long_date=str(data.date_formats["long"].pattern),
        months=[data.months["format"]["wide"][month] for month in range(1, 13)],
        weekdays=[data.days["stand-alone"]["wide"][day] for day in range(7)],
        list_two=lists["2"],
        list_start=lists["start"],
        list_middle=lists["middle"],
        list_end=lists["end"],
        decimal=data.number_symbols["latn"]["decimal"],
        group=data.number_symbols["latn"]["group"],
        money=data.currency_formats["standard"].pattern,
        symbols={
            code: symbol
            for code in currencies()
            if (symbol := get_currency_symbol(code, data)) != code
        },
        digits={code: fractions[code][0] for code in currencies() if code in fractions},
        offset=_offset_pattern(data),
        languages=_languages(data),
        countries={c: str(data.territories[c]) for c in map(str, data.territories) if len(c) == 2},
    )


def _offset_pattern(data: Locale) -> str:
    """`+HH:mm;-HH:mm`, which Babel keeps as two formats with places."""
    signs = data.zone_formats.get("hour", "+HH:mm;-HH:mm")
    return str(signs).replace("%(hour)02d", "HH").replace("%(minute)02d", "mm")


def _languages(data: Locale) -> dict[str, str]:
    """Names by language tag; a tag with a script or a country where CLDR has a name for it."""
    named = {code.replace("_", "-"): str(name) for code, name in data.languages.items()}
    for tag, code in _SCRIPTS.items():
        if code in data.languages:
            named[tag] = str(data.languages[code])
    return {tag: name for tag, name in named.items() if len(tag.split("-")[0]) <= 3}


@cache
def zone_data(zone: str, locale: str) -> ZoneData:
    """A time zone's names in a locale, and its offsets from `FIRST_YEAR` on."""
    return ZoneData(
        standard=_zone_name(zone, locale, "standard"),
        generic=_zone_name(zone, locale, "generic"),
        offsets=list(zone_offsets(zone)),
    )


def _zone_name(zone: str, locale: str, variant: Literal["standard", "generic"]) -> str:
    """A zone's own name, or else its country's, which Babel takes for that in summer in some
    languages (it keeps the first of CLDR's three formats for regions, whichever that is).
    """
    data, when = babel_locale(locale), ZoneInfo(zone)
    name = get_timezone_name(when, "long", locale=data, zone_variant=variant)
    before, _, behind = _region_format(locale).partition("%s")
    if _is_summers(before + behind, locale) and name == get_timezone_location(when, locale=data):
        return name.removeprefix(before).removesuffix(behind)
    return name


def _region_format(locale: str) -> str:
    return str(babel_locale(locale).zone_formats.get("region", "%s"))


@cache
def _is_summers(words: str, locale: str) -> bool:
    """Whether these words are in names of summer times, and in no others."""
    zones = [zone.get("long", {}) for zone in babel_locale(locale).meta_zones.values()]
    words = words.strip(" ,")

    def named(variant: str) -> bool:
        return any(words in str(names.get(variant, "")) for names in zones)

    return named("daylight") and not (named("generic") or named("standard"))


@cache
def zone_offsets(zone: str) -> Sequence[Offsets]:
    """Standard and summer offset of each year in which they change."""
    when, found = ZoneInfo(zone), list[Offsets]()
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        seen = Counter(
            int(delta.total_seconds() // 60)
            for month in range(1, 13)
            for day in (1, 15)
            if (delta := datetime(year, month, day, 12, tzinfo=when).utcoffset()) is not None
        )
        usual = [offset for offset, days in seen.items() if days > _LONG]
        now = Offsets(year, min(usual), max(usual))
        if not found or (found[-1].standard, found[-1].summer) != (now.standard, now.summer):
            found.append(now)
    return tuple(found)
