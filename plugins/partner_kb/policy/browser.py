"""What the builder loads: the twin modules and the templates as JavaScript, and data as JSON.

In: the package's own modules and templates, the installed libraries, the catalogs. Out: files by
name, for a folder that the site serves (`assets_files`). Made at build time by this Python, so
the browser can never have an older rule than `check`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path

from babel.messages.extract import extract_from_file
from jinja2.ext import babel_extract

from partner_kb.catalog import PLURAL_NUMBERS, load_translations, plural_rule
from partner_kb.policy import twin
from partner_kb.policy.holiday_data import country_holidays
from partner_kb.policy.jinja_js import compile_templates
from partner_kb.policy.load import policy_schema
from partner_kb.policy.locale_data import locale_data, zone_data
from partner_kb.policy.reference import reference
from partner_kb.policy.templating import FUNCTIONS
from partner_kb.policy.tojs import to_javascript
from partner_kb.policy.twin.hours import Holiday
from partner_kb.policy.twin.view import DOCUMENTS
from partner_kb.resources import assets_dir, templates_dir

PRIMITIVES = ("begins", "groups")
HOLIDAY_YEARS = 4
TWIN_MODULES = (
    "words", "dates", "phones", "week", "shape", "rules", "formats", "hours", "view", "markdown",
)  # fmt: skip
TEMPLATE_NAMES = (
    "policy/phrases.html", "policy/own.html", "policy/notices.html", "policy/facts.html",
    "policy/small-print.html", "policy/sections.html", "policy/page.html", "policy/print.css",
)  # fmt: skip


def script_files() -> Mapping[str, str]:
    """The modules made from Python and Jinja, as they lie in assets/js/policy.

    They are kept in the repository, so that a site needs no step to make them; a test holds
    them to their source. `python -m partner_kb.policy.browser` writes them.
    """
    folder = Path(twin.__file__).parent
    modules = {name: (folder / f"{name}.py").read_text("utf-8") for name in TWIN_MODULES}
    root = templates_dir()
    names = list(TEMPLATE_NAMES)
    names += [f"policy/documents/{name}.html" for name in DOCUMENTS]
    names += sorted(
        path.relative_to(root).as_posix() for path in (root / "policy/clauses").glob("*.html")
    )
    templates = {name: (root / name).read_text("utf-8") for name in names}
    functions = sorted(function.__name__ for function in FUNCTIONS)
    used = "import { " + ", ".join(functions) + ' } from "./twin.js";\n'
    return {
        "twin.js": to_javascript(modules, PRIMITIVES),
        "templates.js": (
            "// Made by partner_kb.policy.jinja_js from templates/policy: change it there.\n"
            + used
            + "export const functions = { "
            + ", ".join(functions)
            + " };\nexport const templates = "
            + compile_templates(templates, functions)
            + ";\n"
        ),
    }


def data_files(locales: Sequence[str], year: int, overlay: Path | None = None) -> Mapping[str, str]:
    """The builder's data by file name: what is the same for all, then for each locale, country.

    `year` is that of the build; the holidays of the year before and of three more are given.
    """
    files = {
        "reference.json": _json(
            {
                "schema": policy_schema(),
                "reference": {
                    "zones": reference().zones,
                    "currencies": reference().currencies,
                    "countries": reference().countries,
                    "phones": {code: asdict(value) for code, value in reference().phones.items()},
                    "holidays": dict(reference().holidays),
                },
            }
        )
    }
    for locale in locales:
        files[f"locale.{locale}.json"] = _json(locale_file(locale, overlay))
    for country in reference().holidays:
        files[f"holidays.{country}.json"] = _json(holiday_file(country, year))
    return files


def locale_file(locale: str, overlay: Path | None = None) -> Mapping[str, object]:
    """CLDR, zones and strings of a locale."""
    return {
        "loc": asdict(locale_data(locale)),
        "zones": {zone: asdict(zone_data(zone, locale)) for zone in reference().zones},
        "strings": strings(locale, overlay),
    }


@cache
def holiday_file(country: str, year: int) -> Mapping[str, object]:
    """The holidays of a country, and what is different in its subdivisions.

    `names` are `[name, whether the catalogs have it]`, `days` are `[ISO date, index of the name,
    observed, estimated, moved]`, the last three only where one of them is set. `regions` are
    `[indices of the days that it has not, days that it has besides]`; `render.js` reads them.
    """
    years = year - 1, year + HOLIDAY_YEARS - 1
    base = country_holidays(country, None, *years)
    names: dict[tuple[str, bool], int] = {}
    days = [_packed_day(day, names) for day in base.days]
    regions: dict[str, list[list[object]]] = {}
    for part in reference().holidays[country]:
        own = country_holidays(country, part, *years)
        if own.days != base.days:
            without, more = _difference(base.days, own.days)
            regions[part] = [list(without), [_packed_day(day, names) for day in more]]
    return {
        "announced": base.announced,
        "workdays": base.workdays,
        "names": [[name, int(known)] for name, known in names],
        "days": days,
        "regions": regions,
    }


def _difference(base: list[Holiday], own: list[Holiday]) -> tuple[list[int], list[Holiday]]:
    """The places of `base` to leave out, and what to add, to have `own` when sorted."""
    of_base, of_own = set(base), set(own)
    without = [place for place, day in enumerate(base) if day not in of_own]
    more = [day for day in own if day not in of_base]
    kept = [day for day in base if day in of_own]
    if sorted([*kept, *more], key=lambda one: (one.day, one.name)) == own:
        return without, more
    return list(range(len(base))), own


def _packed_day(holiday: Holiday, names: dict[tuple[str, bool], int]) -> list[object]:
    place = names.setdefault((holiday.name, holiday.known), len(names))
    marks = [int(holiday.observed), int(holiday.estimated), holiday.moved]
    return [holiday.day, place, *(marks if any(marks) else [])]


def strings(locale: str, overlay: Path | None = None) -> Mapping[str, object]:
    """The catalog's strings that policies use, with the plural form of each number.

    `plural` has one digit for each of 0 … 199; larger numbers have the form of 100 + n % 100,
    which holds in every language that we know of.
    """
    catalog = load_translations(locale, overlay)
    rule, numbers = plural_rule(catalog)
    messages: dict[str, str | list[str]] = {}
    for context, message, many in message_ids():
        if many:
            said = [catalog.ngettext(message, many, number) for number in range(PLURAL_NUMBERS)]
            if said == [message if number == 1 else many for number in range(PLURAL_NUMBERS)]:
                continue  # not translated: the browser falls back to English as gettext does
            messages[message] = [said[number] for number in numbers]
        elif context:
            messages[f"{context}\x04{message}"] = catalog.pgettext(context, message)
        else:
            messages[message] = catalog.gettext(message)
    return {"plural": rule, "messages": messages}


@cache
def message_ids() -> tuple[tuple[str, str, str], ...]:
    """(context, message, plural) of every string of the policies' templates and modules."""
    found: dict[tuple[str, str, str], None] = {}
    for path in sorted((templates_dir() / "policy").rglob("*.*")):
        with path.open("rb") as file:
            for _, function, message, _ in babel_extract(
                file, ("gettext", "_", "ngettext", "pgettext"), [], {"encoding": "utf-8"}
            ):
                found[_message_id(function, message)] = None
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        for _, message, _, context in extract_from_file(
            "python", path, {"N_": None, "pgettext": ((1, "c"), 2)}
        ):
            found[(context or "", str(message), "")] = None
    return tuple(key for key in found if key[1])


def _message_id(function: str, message: object) -> tuple[str, str, str]:
    parts = (
        [part for part in message if isinstance(part, str)] if isinstance(message, tuple) else []
    )
    if function == "pgettext":
        return (parts[0], parts[1], "") if len(parts) == 2 else ("", "", "")
    if function == "ngettext":
        return ("", parts[0], parts[1])
    return ("", message if isinstance(message, str) else "".join(parts[:1]), "")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=False)


def write_scripts() -> None:
    """Write the generated modules into assets/js/policy."""
    for name, text in script_files().items():
        (assets_dir() / "js" / "policy" / name).write_text(text, "utf-8")


if __name__ == "__main__":
    write_scripts()
