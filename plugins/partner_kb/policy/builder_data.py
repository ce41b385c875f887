"""What the builder loads as data: deflated JSON, in files that are small and apart by use.

In: the site's locales, the year of the build, the project's catalogs. Out: files by name, for a
folder that the site serves; assets/js/policy/data.js reads them. Only the catalogs' strings are
looked up in each build; the rest comes from the package (`builder_facts`, `holiday_files`).

`own.bin` has the schema of policies, their templates and English strings, `world.bin` zones,
currencies and countries, `phones.bin` numbers, `subdivisions.bin` what countries have holidays,
`holidays.B.bin` those of Brazil and its neighbours in the alphabet; `cldr.ru-RU.bin` and
`strings.ru-RU.bin` are what Unicode and our catalogs say in a language.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from partner_kb.catalog import load_translations, plural_rule
from partner_kb.policy import builder_facts
from partner_kb.policy.builder_facts import to_json
from partner_kb.policy.holiday_files import holiday_years, packed_holidays
from partner_kb.policy.packed import deflated, inflated


def data_files(
    locales: Sequence[str],
    year: int,
    overlay: Path | None = None,
    holidays: Mapping[str, bytes] | None = None,
) -> Mapping[str, bytes]:
    """The builder's data by file name.

    `year` is that of the build, `holidays` the files of countries, where they are at hand.
    """
    own, world = builder_facts.OWN.files(), builder_facts.WORLD.files()
    cldr = {f"cldr.{locale}.bin": locale for locale in locales}
    missing = [locale for name, locale in cldr.items() if name not in world]
    messages = json.loads(inflated(own)["own"])
    return {
        **own,
        **{
            name: content
            for name, content in world.items()
            if name in cldr or not name.startswith("cldr.")
        },
        **deflated(dict(map(builder_facts.locale_text, missing))),
        **builder_facts.PHONES.files(),
        **deflated({f"strings.{one}": to_json(strings(one, messages, overlay)) for one in locales}),
        **(holidays or packed_holidays(year) or _made_holidays(year)),
    }


def _made_holidays(year: int) -> Mapping[str, bytes]:
    from partner_kb.policy.holiday_pack import made_holidays

    return deflated(made_holidays(*holiday_years(year)))


def strings(
    locale: str, own: Mapping[str, Any], overlay: Path | None = None
) -> Mapping[str, object]:
    """What the catalogs say for the `messages` of own.bin, in their order; and the plural forms.

    `plural` has one digit for each of 0 … 199; larger numbers have the form of 100 + n % 100,
    which holds in every language that we know of. 0 stands for what is not translated: the
    browser falls back to English as gettext does.
    """
    catalog = load_translations(locale, overlay)
    rule, numbers = plural_rule(catalog)
    plurals: Mapping[str, str] = own["plurals"]
    said: list[str | list[str] | int] = []
    for key in own["messages"]:
        context, _, message = key.rpartition("\x04")
        if key in plurals:
            forms = [catalog.ngettext(key, plurals[key], number) for number in numbers]
            english = [key if number == 1 else plurals[key] for number in numbers]
            said.append(0 if forms == english else forms)
            continue
        text = catalog.pgettext(context, message) if context else catalog.gettext(message)
        said.append(0 if text == message else text)
    return {"plural": rule, "messages": said if any(said) else []}
