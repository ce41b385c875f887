"""What the builder loads as data: JSON by file name, small and for each locale and country apart.

In: the site's locales, the year of the build, the project's catalogs. Out: texts, for a folder that
the site serves; assets/js/policy/data.js reads them. Only the catalogs' strings are looked up in
each build; the rest comes from the package (`builder_facts`, `holiday_pack`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from partner_kb.catalog import PLURAL_NUMBERS, load_translations, plural_rule
from partner_kb.policy import builder_facts
from partner_kb.policy.builder_facts import to_json
from partner_kb.policy.holiday_pack import (
    SUBDIVISIONS,
    holiday_years,
    made_holidays,
    packed_holidays,
)


def data_files(
    locales: Sequence[str],
    year: int,
    overlay: Path | None = None,
    holidays: Mapping[str, str] | None = None,
) -> Mapping[str, str]:
    """The builder's data by file name.

    `year` is that of the build, `holidays` the files of countries, where they are at hand.
    """
    own, world = builder_facts.OWN.texts(), builder_facts.WORLD.texts()
    countries = dict(holidays or packed_holidays(year) or made_holidays(*holiday_years(year)))
    reference = {
        **{key: world[key] for key in ("zones", "offsets", "offsetsOf", "currencies", "countries")},
        "phones": builder_facts.PHONES.texts()["phones"],
        "holidays": countries.pop(SUBDIVISIONS),
        "messages": own["messages"],
    }
    parts = ",".join(f'"{key}":{text}' for key, text in reference.items())
    files = {"policy.schema.json": own["schema"], "reference.json": f"{{{parts}}}"}
    for locale in locales:
        cldr = world.get(locale) or builder_facts.locale_text(locale)
        said = to_json(strings(locale, own, overlay))
        files[f"locale.{locale}.json"] = f'{cldr[:-1]},"strings":{said}}}'
    files |= {f"holidays.{country}.json": text for country, text in countries.items()}
    return files


def strings(
    locale: str, own: Mapping[str, str], overlay: Path | None = None
) -> Mapping[str, object]:
    """What the catalogs say for `messages`, in their order, and the plural form of each number.

    `plural` has one digit for each of 0 … 199; larger numbers have the form of 100 + n % 100,
    which holds in every language that we know of. 0 stands for what is not translated: the
    browser falls back to English as gettext does.
    """
    catalog = load_translations(locale, overlay)
    rule, numbers = plural_rule(catalog)
    plurals: Mapping[str, str] = json.loads(own["plurals"])
    said: list[str | list[str] | int] = []
    for key in json.loads(own["messages"]):
        context, _, message = key.rpartition("\x04")
        if key in plurals:
            forms = [
                catalog.ngettext(key, plurals[key], number) for number in range(PLURAL_NUMBERS)
            ]
            english = [key if number == 1 else plurals[key] for number in range(PLURAL_NUMBERS)]
            said.append(0 if forms == english else [forms[number] for number in numbers])
            continue
        text = catalog.pgettext(context, message) if context else catalog.gettext(message)
        said.append(0 if text == message else text)
    return {"plural": rule, "messages": said if any(said) else []}
