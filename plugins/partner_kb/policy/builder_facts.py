"""What the builder knows of the world and of policies, as files of JSON.

In: the installed libraries, our own schema and templates. Out: `Facts`: files by name, and what
they are made from. They come from the package (`packed/`) as long as that is true, else they are
made anew, which takes some tenths of a second.
"""

from __future__ import annotations

import json
import zoneinfo
from collections.abc import Callable, Mapping
from dataclasses import asdict, astuple, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from partner_kb.policy.packed import deflated, read_packed
from partner_kb.resources import templates_dir

# Babel and pydantic take their time, and the package nearly always holds what they would be asked
# for: what makes it imports them.


@dataclass(frozen=True, slots=True)
class Facts:
    """Files that belong together: what they are made from, and how to make their texts."""

    name: str
    made_from: Callable[[], Mapping[str, str]]
    make: Callable[[], Mapping[str, str]]

    def files(self) -> Mapping[str, bytes]:
        """From the package where it holds the same, else made anew."""
        found = read_packed(self.name)
        if found is not None and found.made_from == self.made_from():
            return found.files
        return deflated(self.make())


def _own() -> Mapping[str, str]:
    """Our schema, our templates, and the strings that policies use, those with plurals apart."""
    from partner_kb.policy.builder_templates import builder_templates
    from partner_kb.policy.load import policy_schema

    keys = [
        f"{context}\x04{message}" if context else message for context, message, _ in message_ids()
    ]
    plurals = {message: many for _, message, many in message_ids() if many}
    own = {
        "schema": policy_schema(),
        "templates": builder_templates(),
        "messages": keys,
        "plurals": plurals,
    }
    return {"own": to_json(own)}


def _phones() -> Mapping[str, str]:
    """Patterns and formats of phone numbers: `[[pattern], [[pattern, format, leading]]]`."""
    from partner_kb.policy.reference import calling_codes, phone_code

    return {"phones": to_json({code: astuple(phone_code(code)) for code in calling_codes()})}


def _world() -> Mapping[str, str]:
    """Zones, currencies, countries; CLDR's names and patterns in each of our locales."""
    from partner_kb.policy.locale_data import LOCALES, zone_offsets
    from partner_kb.policy.reference import countries, currencies, currency_digits, time_zones

    kinds = [tuple(astuple(one) for one in zone_offsets(zone)) for zone in time_zones()]
    distinct = list(dict.fromkeys(kinds))
    world = {
        "zones": time_zones(),
        "offsets": distinct,
        "offsetsOf": [distinct.index(kind) for kind in kinds],
        "currencies": currencies(),
        "digits": currency_digits(),
        "countries": countries(),
    }
    return {"world": to_json(world), **dict(map(locale_text, LOCALES))}


def locale_text(locale: str) -> tuple[str, str]:
    """Key and text of CLDR's data of a locale; zones have, in order, the index of their names."""
    from partner_kb.policy.locale_data import locale_data, zone_data
    from partner_kb.policy.reference import time_zones

    names = [
        (data.standard, data.generic) for data in (zone_data(zone, locale) for zone in time_zones())
    ]
    distinct = list(dict.fromkeys(names))
    data = {
        "loc": asdict(locale_data(locale)),
        "zoneNames": distinct,
        "zoneNamesOf": [distinct.index(name) for name in names],
    }
    return f"cldr.{locale}", to_json(data)


OWN = Facts("own", dict, _own)
PHONES = Facts("phones", lambda: {"phonenumbers": version("phonenumbers")}, _phones)
WORLD = Facts("world", lambda: {"babel": version("babel"), "zones": zones_version()}, _world)


def zones_version() -> str:
    """The version of the IANA data that `zoneinfo` reads, such as 2025b; "" where it is unknown."""
    for folder in map(Path, zoneinfo.TZPATH):
        if (folder / "tzdata.zi").is_file():
            with (folder / "tzdata.zi").open("rb") as file:
                return file.readline().decode("ascii", "replace").removeprefix("# version").strip()
        if folder.is_dir():
            return ""
    try:
        return version("tzdata")
    except PackageNotFoundError:
        return ""


@cache
def message_ids() -> tuple[tuple[str, str, str], ...]:
    """(context, message, plural) of every string of the policies' templates and modules."""
    from babel.messages.extract import extract_from_file
    from jinja2.ext import babel_extract

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


def to_json(value: object) -> str:
    """JSON in as few signs as it takes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
