"""What the world knows, as the values that checks and formats need: zones, currencies, phones.

In: the installed libraries (`zoneinfo`, Babel, `phonenumbers`, `holidays`). Out: `Reference`,
filled lazily: a check of one Brazilian policy loads no other country's numbers and holidays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TypeVar, cast
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from partner_kb.policy.twin.phones import PhoneCode, PhoneFormat
from partner_kb.policy.twin.shape import Reference

Value = TypeVar("Value")

_NOT_COUNTRIES = {
    "AC",
    "CP",
    "CQ",
    "DG",
    "EA",
    "EU",
    "EZ",
    "IC",
    "QO",
    "TA",
    "UN",
    "XA",
    "XB",
    "ZZ",
}
_AREAS = {
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
    "Indian", "Pacific",
}  # fmt: skip
_TYPES = (
    "fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost",
    "personal_number", "voip", "pager", "uan", "voicemail",
)  # fmt: skip


class Lazy(Mapping[str, Value]):
    """A mapping whose keys are known and whose values are made when they are asked for."""

    def __init__(self, keys: tuple[str, ...], make: Callable[[str], Value]) -> None:
        self._keys, self._make = dict.fromkeys(keys), make

    def __getitem__(self, key: str) -> Value:
        if key not in self._keys:
            raise KeyError(key)
        return self._make(key)

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


@cache
def reference() -> Reference:
    """The reference data of the installed libraries."""
    return Reference(
        zones=time_zones(),
        currencies=currencies(),
        digits=currency_digits(),
        countries=countries(),
        phones=cast("dict[str, PhoneCode]", Lazy(calling_codes(), phone_code)),
        holidays=cast("dict[str, list[str]]", Lazy(holiday_countries(), holiday_subdivisions)),
    )


def countries() -> list[str]:
    """The ISO 3166 codes of countries and regions that CLDR names."""
    return sorted(
        code
        for code in map(str, Locale("en").territories)
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    )


def time_zones() -> list[str]:
    """The IANA zones that are a place, and UTC."""
    return sorted({"UTC"} | {z for z in available_timezones() if z.split("/")[0] in _AREAS})


def currencies() -> list[str]:
    """The currencies that are legal tender somewhere today, by CLDR."""
    tender = get_global("territory_currencies").values()
    return sorted({code for uses in tender for code, _, end, legal in uses if legal and not end})


def currency_digits() -> dict[str, int]:
    """The decimals of the currencies that have not two, by CLDR: none in JPY, three in KWD."""
    fractions = get_global("currency_fractions")
    return {
        code: fractions[code][0]
        for code in currencies()
        if code in fractions and fractions[code][0] != 2
    }


def calling_codes() -> tuple[str, ...]:
    """The country calling codes, such as "55"."""
    # Here, as in the functions below: a build without policies needs none of the metadata.
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    return tuple(str(code) for code in sorted(COUNTRY_CODE_TO_REGION_CODE))


@cache
def phone_code(code: str) -> PhoneCode:
    """The metadata of one calling code, such as "55"; regions that share it, taken together."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

    regions = COUNTRY_CODE_TO_REGION_CODE[int(code)]
    known = [
        PhoneMetadata.metadata_for_region(region) for region in regions if region != "001"
    ] or [PhoneMetadata.metadata_for_nongeo_region(int(code))]
    valid = [
        str(desc.national_number_pattern)
        for data in known
        if data is not None
        for desc in (getattr(data, kind) for kind in _TYPES)
        if desc is not None and desc.national_number_pattern not in (None, "NA")
    ]
    main = known[0]
    formats = (main.intl_number_format or main.number_format) if main is not None else []
    return PhoneCode(
        list(dict.fromkeys(valid)),  # regions share patterns, and kinds of numbers do
        [
            PhoneFormat(
                form.pattern or "",
                (form.format or "").replace("\\", "$"),
                form.leading_digits_pattern[-1] if form.leading_digits_pattern else "",
            )
            for form in formats
            if form.format != "NA"
        ],
    )


def holiday_countries() -> tuple[str, ...]:
    """The countries whose public holidays the `holidays` library knows."""
    from holidays.registry import COUNTRIES

    return tuple(sorted(str(entry[1]) for entry in COUNTRIES.values()))


@cache
def holiday_subdivisions(country: str) -> list[str]:
    """The subdivisions for which the `holidays` library has holidays of their own."""
    import holidays

    return sorted(str(part) for part in getattr(holidays, country).subdivisions)
