"""The form of a policy: every value against the JSON Schema, and the kinds that it names.

In: the schema (as `model.json_schema` exports it), reference data, the value as YAML gave it.
Out: findings, all of them. A finding's message is a string of the catalogs with its arguments.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from partner_kb.policy.twin.dates import civil
from partner_kb.policy.twin.phones import PhoneCode, phone_is_valid
from partner_kb.policy.twin.primitives import groups
from partner_kb.policy.twin.words import N_, nearest

LETTERS = r"A-Za-z\u00c0-\u1fff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
HOST = r"(?:[0-9" + LETTERS + r"-]+\.)+[" + LETTERS + r"][0-9" + LETTERS + r"-]+"
"""The name of a host, in any script: северный-мост.рф is a name as xn--… is."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: where (keys and indexes), the rule's code, the message and its arguments.

    `on_key` points at the key instead of the value; `warning` does not fail a check.
    """

    path: list[str | int]
    code: str
    message: str
    args: dict[str, str]
    on_key: bool = False
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """What the world knows: IANA zones, ISO currencies and countries, phone numbers, holidays.

    `holidays` maps a country to the subdivisions that it has holidays of, `digits` a currency to
    its decimals, where those are not two.
    """

    zones: list[str]
    currencies: list[str]
    digits: dict[str, int]
    countries: list[str]
    phones: dict[str, PhoneCode]
    holidays: dict[str, list[str]]


def resolve(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """A node, or the definition that it refers to with what stands beside the reference."""
    if "$ref" not in node:
        return node
    target: dict[str, Any] = dict(schema["$defs"][node["$ref"][len("#/$defs/") :]])
    for key in ["title", "description", "default"]:
        if key in node:
            target[key] = node[key]
    return target


def show(value: Any) -> str:
    """A value as a message quotes it: short, on one line."""
    text = value if isinstance(value, str) else kind_of(value)
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57] + "..."


def kind_of(value: Any) -> str:
    """The YAML word for what a value is."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a group of fields"
    if isinstance(value, list):
        return "a list"
    return str(value)


def ids_at(root: Any, where: str) -> list[str]:
    """The identifiers of the items of a list such as `scope.services`."""
    node = root
    for key in where.split("."):
        node = node.get(key) if isinstance(node, dict) else None
    found: list[str] = []
    if isinstance(node, list):
        for item in node:
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                found.append(item["id"])
    return found


def check_shape(schema: dict[str, Any], ref: Reference, value: Any) -> list[Finding]:
    """Everything about the form of a policy that is wrong."""
    found: list[Finding] = []
    check_node(schema, ref, value, schema, value, [], found)
    return found


def check_node(
    schema: dict[str, Any],
    ref: Reference,
    root: Any,
    given: dict[str, Any],
    value: Any,
    path: list[str | int],
    found: list[Finding],
) -> None:
    """Check one value against one node of the schema."""
    node = resolve(schema, given)
    kind = str(node.get("x-kind", ""))
    if kind == "text":
        check_text(value, path, found)
    elif kind == "decimal":
        check_decimal(value, path, found)
    elif node.get("type") == "object":
        check_object(schema, ref, root, node, value, path, found)
    elif node.get("type") == "array":
        check_array(schema, ref, root, node, value, path, found)
    elif node.get("type") == "boolean":
        if not isinstance(value, bool):
            say(found, path, "policy-type", N_("expected true or false, found %(found)s"), value)
    elif node.get("type") == "integer":
        check_integer(node, value, path, found)
    elif not isinstance(value, str):
        check_wrong_text(value, path, found)
    else:
        check_string(ref, root, node, kind, value, path, found)


def say(found: list[Finding], path: list[str | int], code: str, message: str, value: Any) -> None:
    """Add a finding that quotes the value."""
    found.append(Finding(path, code, message, {"found": show(value)}))


def check_object(
    schema: dict[str, Any],
    ref: Reference,
    root: Any,
    node: dict[str, Any],
    value: Any,
    path: list[str | int],
    found: list[Finding],
) -> None:
    """A group of fields: each known, none that is required missing."""
    if not isinstance(value, dict):
        say(found, path, "policy-type", N_("expected a group of fields, found %(found)s"), value)
        return
    fields: dict[str, Any] = node["properties"]
    for key in value.keys():  # noqa: SIM118 - the subset of Python that becomes JavaScript
        if key in fields:
            if value[key] is None:
                message = N_("“%(field)s” has no value: fill it in, or take the line out")
                found.append(Finding([*path, key], "policy-empty", message, {"field": key}))
            else:
                check_node(schema, ref, root, fields[key], value[key], [*path, key], found)
            continue
        near = nearest(key, list(fields.keys()))
        args = {"field": key, "near": near}
        if near == "":
            message = N_("unknown field “%(field)s”")
        else:
            message = N_("unknown field “%(field)s”: did you mean “%(near)s”?")
        found.append(Finding([*path, key], "policy-unknown-field", message, args, True))
    for key in node.get("required", []):
        if key not in value:
            message = N_("the field “%(field)s” is missing")
            found.append(Finding(path, "policy-required", message, {"field": key}))


def check_array(
    schema: dict[str, Any],
    ref: Reference,
    root: Any,
    node: dict[str, Any],
    value: Any,
    path: list[str | int],
    found: list[Finding],
) -> None:
    """A list: its length, then each item."""
    if not isinstance(value, list):
        say(found, path, "policy-type", N_("expected a list, found %(found)s"), value)
        return
    if len(value) < int(node.get("minItems", 0)):
        found.append(Finding(path, "policy-empty", N_("at least one item is needed here"), {}))
    for index in range(len(value)):
        check_node(schema, ref, root, node["items"], value[index], [*path, index], found)
        if isinstance(value[index], str) and value[index] in value[:index]:
            message = N_("“%(found)s” stands in this list twice")
            say(found, [*path, index], "policy-duplicate", message, value[index])


def check_wrong_text(value: Any, path: list[str | int], found: list[Finding]) -> None:
    """Not a text: a number needs quotes, anything else is out of place."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        message = N_('expected text, found the number %(found)s: write it in quotes, "%(found)s"')
        say(found, path, "policy-type", message, value)
    else:
        say(found, path, "policy-type", N_("expected text, found %(found)s"), value)


def check_text(value: Any, path: list[str | int], found: list[Finding]) -> None:
    """A free text: one for all, or one for each language."""
    if isinstance(value, dict):
        if len(value) == 0:
            found.append(Finding(path, "policy-empty", N_("this text is empty"), {}))
        for key in value.keys():  # noqa: SIM118
            check_locale(key, [*path, key], found, True)
            if isinstance(value[key], str):
                check_characters(value[key], [*path, key], found)
            else:
                check_wrong_text(value[key], [*path, key], found)
    elif isinstance(value, str):
        check_characters(value, path, found)
    else:
        check_wrong_text(value, path, found)


def check_characters(text: str, path: list[str | int], found: list[Finding]) -> None:
    """Texts hold something, and no control characters."""
    if text.strip() == "":
        found.append(Finding(path, "policy-empty", N_("this text is empty"), {}))
    elif "TODO" in text:
        message = N_("a blank is still to be filled here: “%(found)s”")
        say(found, path, "policy-blank", message, text)
    if len(text) > 20000:
        found.append(Finding(path, "policy-too-long", N_("this text is too long"), {}))
    for char in text:
        code = ord(char)
        hidden = code in [0x2028, 0x2029] or (code >= 0x202A and code <= 0x202E)
        if (code < 32 and char not in ["\n", "\t"]) or code == 127 or hidden:
            message = N_("a control character stands in this text")
            found.append(Finding(path, "policy-character", message, {}))
            return


def check_locale(text: str, path: list[str | int], found: list[Finding], on_key: bool) -> None:
    """A language tag such as pt-BR."""
    if groups(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", text) is None:
        message = N_("“%(found)s” is no language tag: write pt-BR, zh-CN, ru-RU or en")
        found.append(Finding(path, "policy-locale", message, {"found": show(text)}, on_key))


def check_decimal(value: Any, path: list[str | int], found: list[Finding]) -> None:
    """An amount of money."""
    text = "" if isinstance(value, (bool, dict, list)) or value is None else str(value)
    if text.endswith(".0") and not isinstance(value, str):
        text = text[:-2]
    if groups(r"\d{1,12}(\.\d{1,4})?", text) is None:
        message = N_("“%(found)s” is no amount: write it as 1234.50")
        say(found, path, "policy-amount", message, value)


def check_integer(
    node: dict[str, Any], value: Any, path: list[str | int], found: list[Finding]
) -> None:
    """A whole number within its bounds."""
    if isinstance(value, bool) or not isinstance(value, int):
        message = N_("expected a whole number, found %(found)s")
        say(found, path, "policy-type", message, value)
        return
    if "const" in node and value != node["const"]:
        message = N_("%(found)s is not known here: this version reads %(known)s")
        args = {"found": str(value), "known": str(node["const"])}
        found.append(Finding(path, "policy-schema-version", message, args))
    low = node.get("minimum")
    high = node.get("maximum")
    if (low is not None and value < low) or (high is not None and value > high):
        args = {"found": str(value), "low": str(low), "high": str(high)}
        if high is None:
            message = N_("%(found)s is out of range: at least %(low)s")
        else:
            message = N_("%(found)s is out of range: from %(low)s to %(high)s")
        found.append(Finding(path, "policy-range", message, args))


def check_string(
    ref: Reference,
    root: Any,
    node: dict[str, Any],
    kind: str,
    value: str,
    path: list[str | int],
    found: list[Finding],
) -> None:
    """A text that is not free: an item of a closed set, or of a kind."""
    if "enum" in node:
        if value not in node["enum"]:
            check_choice(value, node["enum"], path, found)
        return
    before = len(found)
    check_characters(value, path, found)
    if len(found) > before:
        return
    if len(value) > int(node.get("maxLength", 20000)):
        found.append(Finding(path, "policy-too-long", N_("this text is too long"), {}))
        return
    if kind == "name":
        if "<" in value or ">" in value:
            message = N_("markup stands in “%(found)s”: write plain text")
            say(found, path, "policy-markup", message, value)
    elif kind == "date":
        if civil(value) is None:
            message = N_("“%(found)s” is no date: write it as 2026-01-31")
            say(found, path, "policy-date", message, value)
    elif kind == "locale":
        check_locale(value, path, found, False)
    elif kind == "zone":
        check_member(value, ref.zones, path, "policy-zone", found)
    elif kind == "currency":
        check_member(value, ref.currencies, path, "policy-currency", found)
    elif kind == "country":
        check_member(value, ref.countries, path, "policy-country", found)
    elif kind == "phone":
        check_phone(value, ref, path, found)
    elif kind == "email":
        local = r"[^\s@<>()\[\],;:\\\"]+"
        if groups(local + "@" + HOST, value) is None:
            message = N_("“%(found)s” is no email address")
            say(found, path, "policy-email", message, value)
    elif kind == "url":
        check_url(value, path, found)
    elif kind.startswith("ref:"):
        check_reference(value, ids_at(root, kind[4:]), kind[4:], path, found)
    elif "pattern" in node and groups(node["pattern"], value) is None:
        check_pattern(kind, value, path, found)


def check_choice(
    value: str, choices: list[str], path: list[str | int], found: list[Finding]
) -> None:
    """A word that is not in a closed set."""
    near = nearest(value, choices)
    args = {"found": show(value), "choices": ", ".join(choices), "near": near}
    if near == "":
        message = N_("“%(found)s” is not one of: %(choices)s")
    else:
        message = N_("“%(found)s” is not one of: %(choices)s. Did you mean “%(near)s”?")
    found.append(Finding(path, "policy-choice", message, args))


def check_member(
    value: str, known: list[str], path: list[str | int], code: str, found: list[Finding]
) -> None:
    """A zone, a currency or a country that the world knows."""
    if value in known:
        return
    near = nearest(value, known)
    messages = {
        "policy-zone": [
            N_("there is no time zone “%(found)s”: write an IANA name such as Europe/Moscow"),
            N_("there is no time zone “%(found)s”: did you mean “%(near)s”?"),
        ],
        "policy-currency": [
            N_("there is no currency “%(found)s”: write an ISO 4217 code such as BRL"),
            N_("there is no currency “%(found)s”: did you mean “%(near)s”?"),
        ],
        "policy-country": [
            N_("there is no country or region “%(found)s”: write an ISO 3166 code such as BR"),
            N_("there is no country or region “%(found)s”: did you mean “%(near)s”?"),
        ],
    }
    message = messages[code][1 if near != "" and len(value) > 3 else 0]
    found.append(Finding(path, code, message, {"found": show(value), "near": near}))


def check_phone(value: str, ref: Reference, path: list[str | int], found: list[Finding]) -> None:
    """A phone number as E.164."""
    if groups(r"\+[1-9]\d{5,14}", value) is None:
        message = N_("“%(found)s” is no phone number: write +, country code and digits only")
        say(found, path, "policy-phone", message, value)
    elif not phone_is_valid(ref.phones, value):
        message = N_("the phone number %(found)s cannot exist in the plan of its country")
        say(found, path, "policy-phone", message, value)


def check_url(value: str, path: list[str | int], found: list[Finding]) -> None:
    """An https address; for a logo, also the name of a file beside the policy."""
    last = path[len(path) - 1]
    if last == "logo" and groups(r"[A-Za-z0-9_-]+\.(svg|png|jpg|jpeg|webp)", value) is not None:
        return
    if last == "qr" and groups(r"(https://|weixin://)[^\s<>\"'`\\]+", value) is not None:
        return
    if groups(r"https://" + HOST + r"(?::\d{1,5})?(?:[/?#][^\s<>\"'`\\]*)?", value) is None:
        message = N_("“%(found)s” is no https address: write https:// and a host name")
        say(found, path, "policy-url", message, value)


def check_reference(
    value: str, known: list[str], where: str, path: list[str | int], found: list[Finding]
) -> None:
    """An identifier of an item elsewhere in the policy."""
    if value in known:
        return
    near = nearest(value, known)
    args = {"found": show(value), "where": where, "near": near}
    if near == "":
        message = N_("“%(found)s” is not an identifier in “%(where)s”")
    else:
        message = N_("“%(found)s” is not an identifier in “%(where)s”: did you mean “%(near)s”?")
    found.append(Finding(path, "policy-reference", message, args))


def check_pattern(kind: str, value: str, path: list[str | int], found: list[Finding]) -> None:
    """A text of a kind whose pattern it does not match."""
    if kind == "time":
        message = N_("“%(found)s” is no time: write it as 09:00, from 00:00 to 24:00")
    elif kind == "duration":
        message = N_("“%(found)s” is no duration: write a number and min, h, d or w, such as 2 h")
    else:
        message = N_(
            "“%(found)s” is no identifier: letters, digits and hyphens, such as service-desk"
        )
    say(found, path, "policy-" + kind, message, value)


def complete(schema: dict[str, Any], given: dict[str, Any], value: Any) -> Any:
    """A value without errors with every field that was left out: its default, or None."""
    node = resolve(schema, given)
    if node.get("x-kind") == "decimal":
        text = str(value)
        return text[:-2] if text.endswith(".0") and not isinstance(value, str) else text
    if node.get("type") == "array":
        return [complete(schema, node["items"], item) for item in value]
    if node.get("type") != "object" or "properties" not in node:
        return value
    filled: dict[str, Any] = {}
    for key in node["properties"].keys():  # noqa: SIM118
        field = node["properties"][key]
        if value.get(key) is not None:
            filled[key] = complete(schema, field, value[key])
        elif "default" in field:
            filled[key] = field["default"]
        else:
            filled[key] = None
    return filled
