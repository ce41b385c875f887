"""What the fields of a policy owe each other.

In: reference data and the value as YAML gave it, whatever its form (what has the wrong form is
passed over here: `shape` has told of it). Out: findings.
"""

from __future__ import annotations

from typing import Any

from partner_kb.policy.twin.dates import duration_minutes, minutes, ordinal, weekday
from partner_kb.policy.twin.primitives import groups
from partner_kb.policy.twin.shape import Finding, Reference
from partner_kb.policy.twin.week import day_spans, longest_gap, week_spans
from partner_kb.policy.twin.words import N_, nearest

SECTIONS = [
    "parties", "scope", "hours", "contacts", "severities", "intake", "escalation", "pricing",
    "collections", "disputes", "duties", "privacy", "maintenance", "remedies", "complaints",
    "changes", "legal", "history",
]  # fmt: skip


def part(value: Any, key: str) -> dict[str, Any]:
    """A group of fields, or an empty one where there is none."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def items(value: Any, key: str) -> list[Any]:
    """A list, or an empty one where there is none."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def word(value: Any, key: str) -> str:
    """A text that is not free, or "" where there is none."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def check_rules(ref: Reference, value: Any) -> list[Finding]:
    """Everything that is wrong between the fields."""
    found: list[Finding] = []
    check_ids(value, found)
    check_versions(value, found)
    check_scope(value, found)
    check_identity(value, found)
    for index in range(len(items(value, "hours"))):
        check_hours(ref, items(value, "hours")[index], ["hours", index], found)
    check_contacts(value, found)
    check_severities(value, found)
    check_pricing(ref, value, found)
    check_collections(ref, value, found)
    check_clauses(value, found)
    return found


def tell(
    found: list[Finding], path: list[str | int], code: str, message: str, args: dict[str, str]
) -> None:
    """Add a finding."""
    found.append(Finding(path, code, message, args))


def check_ids(value: Any, found: list[Finding]) -> None:
    """Identifiers are used once in their list."""
    places: list[list[str]] = [
        ["hours"], ["contacts"], ["severities"], ["pricing"], ["clauses"],
        ["scope", "services"], ["scope", "plans"],
    ]  # fmt: skip
    for place in places:
        holder = value if len(place) == 1 else part(value, place[0])
        key = place[len(place) - 1]
        seen: list[str] = []
        for index in range(len(items(holder, key))):
            name = word(items(holder, key)[index], "id")
            if name != "" and name in seen:
                message = N_("the identifier “%(found)s” is used twice in this list")
                tell(found, [*place, index, "id"], "policy-duplicate", message, {"found": name})
            seen.append(name)


def check_versions(value: Any, found: list[Finding]) -> None:
    """Dates in their order; versions numbered once."""
    effective = word(value, "effective")
    review = word(value, "next_review")
    if ordinal(effective) > 0 and ordinal(review) > 0 and ordinal(review) <= ordinal(effective):
        message = N_("the next review, %(later)s, is not after the effective date, %(earlier)s")
        args = {"later": review, "earlier": effective}
        tell(found, ["next_review"], "policy-date-order", message, args)
    newer = effective
    seen = [word(value, "version")]
    for index in range(len(items(value, "history"))):
        entry = items(value, "history")[index]
        day = word(entry, "effective")
        if ordinal(newer) > 0 and ordinal(day) > 0 and ordinal(day) >= ordinal(newer):
            message = N_(
                "version dates run from newest to oldest: %(later)s is not before %(earlier)s"
            )
            args = {"later": day, "earlier": newer}
            tell(found, ["history", index, "effective"], "policy-date-order", message, args)
        if ordinal(day) > 0:
            newer = day
        if word(entry, "version") in seen:
            message = N_("the version “%(found)s” stands here twice")
            args = {"found": word(entry, "version")}
            tell(found, ["history", index, "version"], "policy-duplicate", message, args)
        seen.append(word(entry, "version"))


def check_scope(value: Any, found: list[Finding]) -> None:
    """The partner model and its provider; who gives each service."""
    scope = part(value, "scope")
    model = word(scope, "partner_model")
    if model == "indirect-reseller" and scope.get("provider") is None:
        message = N_("an indirect reseller names its indirect provider in “provider”")
        tell(found, ["scope", "partner_model"], "policy-provider", message, {})
    if model == "direct-bill" and scope.get("provider") is not None:
        message = N_("a direct-bill partner has no indirect provider: take “provider” out")
        tell(found, ["scope", "provider"], "policy-provider", message, {})
    handoff = items(part(value, "escalation"), "provider_handoff")
    if model == "direct-bill" and len(handoff) > 0:
        message = N_("a direct-bill partner has no provider to hand a request to")
        tell(found, ["escalation", "provider_handoff"], "policy-provider", message, {})
    for index in range(len(items(scope, "services"))):
        service = items(scope, "services")[index]
        path: list[str | int] = ["scope", "services", index]
        if word(service, "provided") in ["resold", "outsourced"] and word(service, "by") == "":
            message = N_("say in “by” who gives this support")
            tell(found, [*path, "provided"], "policy-required", message, {})
        if word(service, "kind") == "other" and service.get("name") is None:
            message = N_("a service of the kind “other” needs a name")
            tell(found, [*path, "kind"], "policy-required", message, {})


def check_identity(value: Any, found: list[Finding]) -> None:
    """A register that is not one of ours has a name; numbers have their digits."""
    lengths = {"cnpj": [14], "inn": [10, 12], "kpp": [9], "ogrn": [13, 15], "uscc": [18]}
    entries = items(part(value, "identity"), "registrations")
    for index in range(len(entries)):
        entry = entries[index]
        kind = word(entry, "kind")
        path: list[str | int] = ["identity", "registrations", index]
        if kind == "other" and entry.get("label") is None:
            message = N_("a number of the kind “other” needs a label")
            tell(found, [*path, "kind"], "policy-required", message, {})
        signs = [char for char in word(entry, "number") if char not in [" ", ".", "-", "/"]]
        if kind in lengths and len(signs) > 0 and len(signs) not in lengths[kind]:
            message = N_("a number of the kind %(kind)s has %(expected)s characters, not %(found)s")
            args = {
                "kind": kind.upper(),
                "expected": "/".join([str(length) for length in lengths[kind]]),
                "found": str(len(signs)),
            }
            tell(found, [*path, "number"], "policy-registration", message, args)


def check_hours(ref: Reference, hours: Any, path: list[str | int], found: list[Finding]) -> None:
    """A timetable: open or always open, no interval backwards, none over another."""
    always = isinstance(hours, dict) and hours.get("always") is True
    weekly = items(hours, "weekly")
    if always and len(weekly) > 0:
        message = N_("always open, and weekly hours as well: take one of them out")
        tell(found, [*path, "weekly"], "policy-hours", message, {})
    if isinstance(hours, dict) and not always and len(weekly) == 0:
        message = N_("give weekly hours, or “always: true”")
        tell(found, path, "policy-hours", message, {})
    taken: list[list[int]] = []
    for index in range(len(weekly)):
        check_week(weekly[index], [*path, "weekly", index], taken, found)
    check_exceptions(items(hours, "exceptions"), [*path, "exceptions"], found)
    days = items(hours, "weekend_workdays")
    for index in range(len(days)):
        number = ordinal(days[index]) if isinstance(days[index], str) else 0
        if number > 0 and weekday(number) < 5:
            message = N_("%(found)s is no Saturday or Sunday")
            where = [*path, "weekend_workdays", index]
            tell(found, where, "policy-weekend", message, {"found": days[index]})
    rule = part(hours, "holidays")
    country = word(rule, "country")
    if country in ref.countries:
        check_holidays(ref, country, word(rule, "subdivision"), [*path, "holidays"], found)


def check_holidays(
    ref: Reference, country: str, region: str, path: list[str | int], found: list[Finding]
) -> None:
    """A country and a subdivision whose holidays are known."""
    if country not in ref.holidays:
        message = N_("the public holidays of %(found)s are not known: list them as exceptions")
        tell(found, [*path, "country"], "policy-holidays", message, {"found": country})
    elif region != "" and region not in ref.holidays[country]:
        near = nearest(region, ref.holidays[country])
        message = N_("%(country)s has no subdivision “%(found)s”; known: %(choices)s")
        if near != "":
            message = N_("%(country)s has no subdivision “%(found)s”: did you mean “%(near)s”?")
        args = {
            "country": country, "found": region, "near": near,
            "choices": ", ".join(ref.holidays[country]),
        }  # fmt: skip
        tell(found, [*path, "subdivision"], "policy-holidays", message, args)


def check_week(
    week: Any, path: list[str | int], taken: list[list[int]], found: list[Finding]
) -> None:
    """One line of the weekly hours, and that it is free of those before it (`taken`)."""
    opens = minutes(word(week, "open"))
    closes = minutes(word(week, "close"))
    if opens < 0 or closes < 0:
        return
    overnight = week.get("overnight") is True
    args = {"open": word(week, "open"), "close": word(week, "close")}
    if opens == 1440:
        message = N_("24:00 ends a day: what opens then opens at 00:00 of the next one")
        tell(found, [*path, "open"], "policy-hours-order", message, {})
        return
    if closes <= opens and not overnight:
        message = N_("closes at %(close)s, before it opens at %(open)s: add “overnight: true” "
                     "if it closes on the next day")  # fmt: skip
        tell(found, [*path, "close"], "policy-hours-order", message, args)
        return
    if overnight and closes > opens:
        message = N_("overnight from %(open)s to %(close)s is longer than a day")
        tell(found, [*path, "close"], "policy-hours-order", message, args)
        return
    check_breaks(week, opens, closes + (1440 if overnight else 0), path, found)
    if len(items(week, "breaks")) > 0 and len(day_spans(week)) == 0:
        message = N_("the breaks leave no time in which it is open")
        tell(found, [*path, "breaks"], "policy-hours-break", message, {})
    for span in week_spans([week]):
        for other in taken:
            if span[0] < other[1] and other[0] < span[1]:
                message = N_("%(open)s to %(close)s overlaps hours that stand above")
                tell(found, [*path, "open"], "policy-hours-overlap", message, args)
                return
    taken.extend(week_spans([week]))


def check_breaks(
    week: Any, opens: int, closes: int, path: list[str | int], found: list[Finding]
) -> None:
    """Breaks lie within the hours, one after the other."""
    last = opens
    for index in range(len(items(week, "breaks"))):
        rest = items(week, "breaks")[index]
        start = minutes(word(rest, "start"))
        end = minutes(word(rest, "end"))
        if start < 0 or end < 0:
            continue
        args = {"start": word(rest, "start"), "end": word(rest, "end")}
        if week.get("overnight") is True and start < opens:
            start += 1440
        if week.get("overnight") is True and end <= opens:
            end += 1440
        where = [*path, "breaks", index, "start"]
        if end <= start:
            message = N_("the break ends at %(end)s, before it begins at %(start)s")
            tell(found, [*path, "breaks", index, "end"], "policy-hours-order", message, args)
        elif start < opens or end > closes:
            message = N_("the break from %(start)s to %(end)s lies outside the hours")
            tell(found, where, "policy-hours-break", message, args)
        elif start < last:
            message = N_("the break from %(start)s to %(end)s overlaps the one before it")
            tell(found, where, "policy-hours-overlap", message, args)
        last = end


def check_exceptions(entries: list[Any], path: list[str | int], found: list[Finding]) -> None:
    """Exceptions: dates and times in order, no date twice."""
    taken: list[list[int]] = []
    for index in range(len(entries)):
        entry = entries[index]
        start = ordinal(word(entry, "start"))
        end = ordinal(word(entry, "end")) if word(entry, "end") != "" else start
        if start == 0 or end == 0:
            continue
        args = {"start": word(entry, "start"), "end": word(entry, "end")}
        if end < start:
            message = N_("the last day, %(end)s, is before the first, %(start)s")
            tell(found, [*path, index, "end"], "policy-date-order", message, args)
            continue
        for other in taken:
            if start <= other[1] and other[0] <= end:
                message = N_("%(start)s lies in an exception that stands above")
                tell(found, [*path, index, "start"], "policy-hours-overlap", message, args)
        taken.append([start, end])
        opens = minutes(word(entry, "open"))
        closes = minutes(word(entry, "close"))
        if (opens < 0) != (closes < 0):
            message = N_("give both “open” and “close”, or neither where it stays closed")
            tell(found, [*path, index], "policy-hours", message, {})
        elif opens >= 0 and closes <= opens:
            message = N_("closes at %(close)s, before it opens at %(open)s: a date ends at 24:00, "
                         "what follows is for the next one")  # fmt: skip
            times = {"open": word(entry, "open"), "close": word(entry, "close")}
            tell(found, [*path, index, "close"], "policy-hours-order", message, times)


def check_contacts(value: Any, found: list[Finding]) -> None:
    """Each kind of contact method has its field, and none of another kind."""
    needed = {
        "phone": ["phone"], "email": ["email"], "portal": ["url"], "chat": ["url"],
        "wechat": ["account", "qr"], "telegram": ["account"], "whatsapp": ["phone"],
        "post": ["address"],
    }  # fmt: skip
    for index in range(len(items(value, "contacts"))):
        contact = items(value, "contacts")[index]
        kind = word(contact, "kind")
        if kind not in needed:
            continue
        if contact.get(needed[kind][0]) is None:
            message = N_("a contact method of the kind “%(kind)s” needs “%(field)s”")
            args = {"kind": kind, "field": needed[kind][0]}
            tell(found, ["contacts", index, "kind"], "policy-contact", message, args)
        for field in ["phone", "email", "url", "account", "qr", "address"]:
            if contact.get(field) is not None and field not in needed[kind]:
                message = N_("“%(field)s” has no meaning for the kind “%(kind)s”")
                args = {"kind": kind, "field": field}
                tell(found, ["contacts", index, field], "policy-contact", message, args)


def find(entries: list[Any], name: str) -> Any:
    """The item with that identifier, or None."""
    for entry in entries:
        if name != "" and word(entry, "id") == name:
            return entry
    return None


def check_severities(value: Any, found: list[Finding]) -> None:
    """Each severity can be reported, and its promises can be kept in its hours."""
    for index in range(len(items(value, "severities"))):
        severity = items(value, "severities")[index]
        if not isinstance(severity, dict):
            continue
        name = word(severity, "id")
        path: list[str | int] = ["severities", index]
        hours = find(items(value, "hours"), word(severity, "hours"))
        check_reachable(value, name, hours, path, found)
        check_response(severity, hours, path, found)
        limited = items(hours, "severities")
        if len(limited) > 0 and name != "" and name not in limited:
            message = N_("the hours “%(hours)s” are not for severity %(severity)s")
            args = {"hours": word(severity, "hours"), "severity": name}
            tell(found, [*path, "hours"], "policy-severity-hours", message, args)


def check_reachable(
    value: Any, name: str, hours: Any, path: list[str | int], found: list[Finding]
) -> None:
    """Some contact method takes the severity, at any time at which it is worked on."""
    able = [
        contact
        for contact in items(value, "contacts")
        if len(items(contact, "severities")) == 0 or name in items(contact, "severities")
    ]
    if name != "" and len(able) == 0:
        message = N_("no contact method takes severity %(severity)s")
        tell(found, [*path, "id"], "policy-severity-contact", message, {"severity": name})
    elif name != "" and isinstance(hours, dict) and hours.get("always") is True:
        timetables = [find(items(value, "hours"), word(contact, "hours")) for contact in able]
        if not any(isinstance(table, dict) and table.get("always") is True for table in timetables):
            message = N_(
                "severity %(severity)s is worked on around the clock, but no contact method "
                "for it is open around the clock"
            )
            tell(found, [*path, "hours"], "policy-severity-contact", message, {"severity": name})


def check_response(
    severity: dict[str, Any], hours: Any, path: list[str | int], found: list[Finding]
) -> None:
    """Targets that the hours allow, and in their order."""
    response = duration_minutes(word(severity, "initial_response"))
    if word(severity, "counted") == "clock" and isinstance(hours, dict) and response > 0:
        gap = longest_gap(items(hours, "weekly")) if hours.get("always") is not True else 0
        if response < gap:
            message = N_(
                "a response within %(found)s by the clock cannot be kept: the hours “%(hours)s” "
                "are closed for %(gap)s h at a stretch; count business hours, or open longer"
            )
            args = {
                "found": word(severity, "initial_response"),
                "hours": word(severity, "hours"),
                "gap": str(gap // 60),
            }
            tell(found, [*path, "initial_response"], "policy-response-hours", message, args)
    elif isinstance(hours, dict) and hours.get("always") is not True:
        open_minutes = 0
        for span in week_spans(items(hours, "weekly")):
            open_minutes += span[1] - span[0]
        if word(severity, "initial_response").endswith("h") and response > open_minutes > 0:
            message = N_(
                "a response within %(found)s is longer than the %(open)s h that the hours "
                "“%(hours)s” are open in a week"
            )
            args = {
                "found": word(severity, "initial_response"),
                "open": str(open_minutes // 60),
                "hours": word(severity, "hours"),
            }
            tell(found, [*path, "initial_response"], "policy-response-hours", message, args)
    target = part(severity, "target")
    within = word(target, "within")
    if word(target, "kind") == "none" and within != "":
        message = N_("there is no target, so there is no time for it")
        tell(found, [*path, "target", "within"], "policy-target", message, {})
    if word(target, "kind") in ["resolution", "workaround"] and target.get("within") is None:
        message = N_("say within what time, or that the target is “none”")
        tell(found, [*path, "target"], "policy-target", message, {})
    if duration_minutes(within) > 0 and duration_minutes(within) < response:
        message = N_("the target, %(target)s, is shorter than the initial response, %(response)s")
        args = {"target": within, "response": word(severity, "initial_response")}
        tell(found, [*path, "target", "within"], "policy-target", message, args)


def check_pricing(ref: Reference, value: Any, found: list[Finding]) -> None:
    """Each price says what its kind needs, once for each currency and market."""
    for index in range(len(items(value, "pricing"))):
        item = items(value, "pricing")[index]
        path: list[str | int] = ["pricing", index]
        kind = word(item, "kind")
        prices = items(item, "prices")
        if kind == "included" and len(prices) > 0:
            message = N_("what is included has no price")
            tell(found, [*path, "prices"], "policy-price", message, {})
        if kind != "included" and kind != "" and len(prices) == 0:
            message = N_("give at least one price")
            tell(found, [*path, "kind"], "policy-price", message, {})
        if kind in ["plan", "retainer"] and item.get("period") is None:
            message = N_("say in “period” for how long the price holds: month, quarter or year")
            tell(found, [*path, "kind"], "policy-price", message, {})
        seen: list[str] = []
        for place in range(len(prices)):
            check_digits(ref, prices[place], [*path, "prices", place], found)
            markets = [str(market) for market in items(prices[place], "markets")]
            for market in markets if len(markets) > 0 else [""]:
                mark = f"{word(prices[place], 'currency')} {market}"
                if mark in seen:
                    message = N_("a second price in %(found)s")
                    where = [*path, "prices", place, "currency"]
                    tell(found, where, "policy-duplicate", message, {"found": mark.strip()})
                seen.append(mark)
        last = word(item, "valid_until")
        if ordinal(last) > 0 and ordinal(word(value, "effective")) > ordinal(last):
            message = N_("valid until %(later)s, which is before the effective date, %(earlier)s")
            args = {"later": last, "earlier": word(value, "effective")}
            tell(found, [*path, "valid_until"], "policy-date-order", message, args)


def check_digits(ref: Reference, price: Any, path: list[str | int], found: list[Finding]) -> None:
    """An amount that can be paid: not with more decimals than its currency has."""
    currency = word(price, "currency")
    amount = price.get("amount") if isinstance(price, dict) else None
    if currency not in ref.currencies or isinstance(amount, (bool, dict, list)) or amount is None:
        return
    parts = groups(r"\d+\.(\d+)", str(amount))
    decimals = "" if parts is None else parts[1].rstrip("0")
    digits = ref.digits.get(currency, 2)
    if len(decimals) > digits:
        message = N_("the amount %(found)s cannot be paid: %(currency)s has %(digits)s decimals")
        args = {"found": str(amount), "currency": currency, "digits": str(digits)}
        found.append(
            Finding([*path, "amount"], "policy-amount-decimals", message, args, False, True)
        )


def check_collections(ref: Reference, value: Any, found: list[Finding]) -> None:
    """Reminders in the order of their days; a fee that can be paid."""
    reinstatement = part(part(value, "collections"), "reinstatement")
    fee: list[str | int] = ["collections", "reinstatement", "fee"]
    check_digits(ref, reinstatement.get("fee"), fee, found)
    reminders = items(part(value, "collections"), "reminders")
    last = -1000
    for index in range(len(reminders)):
        days = reminders[index].get("days") if isinstance(reminders[index], dict) else None
        if isinstance(days, int):
            if days <= last:
                message = N_(
                    "reminders run in the order of their days: %(found)s is not after %(last)s"
                )
                args = {"found": str(days), "last": str(last)}
                where: list[str | int] = ["collections", "reminders", index, "days"]
                tell(found, where, "policy-date-order", message, args)
            last = days


def check_clauses(value: Any, found: list[Finding]) -> None:
    """Own sections do not take the name of another, and follow one that exists."""
    own: list[str] = []
    for index in range(len(items(value, "clauses"))):
        clause = items(value, "clauses")[index]
        name = word(clause, "id")
        after = word(clause, "after")
        if name in SECTIONS:
            message = N_("“%(found)s” is a section of every policy: choose another identifier")
            tell(found, ["clauses", index, "id"], "policy-clause", message, {"found": name})
        known = [*SECTIONS, *own]
        if after != "" and after not in known:
            near = nearest(after, known)
            message = N_("there is no section “%(found)s” to follow")
            if near != "":
                message = N_("there is no section “%(found)s” to follow: did you mean “%(near)s”?")
            args = {"found": after, "near": near}
            tell(found, ["clauses", index, "after"], "policy-clause", message, args)
        own.append(name)


def check_languages(
    schema: dict[str, Any], value: Any, locales: list[str], strict: bool
) -> list[Finding]:
    """Free texts that a locale lacks.

    A text given by language must hold the authoritative one, and every locale that it was begun
    for. With `strict`, as for publishing, a text given in one language only is reported as well.
    """
    found: list[Finding] = []
    authoritative = word(value, "authoritative_language")
    if authoritative == "":
        return found
    check_spoken(schema, schema, value, authoritative, locales, strict, [], found)
    lacking = [item for item in found if item.code == "policy-text-authoritative"]
    if len(lacking) > 1 and not is_spoken(value, authoritative):
        message = N_("no text is written in the authoritative language, %(language)s")
        args = {"language": authoritative}
        return [Finding(["authoritative_language"], "policy-text-authoritative", message, args)]
    return found


def is_spoken(value: Any, language: str) -> bool:
    """Whether any text is given in the language."""
    if isinstance(value, dict):
        return language in value or any(is_spoken(item, language) for item in value.values())
    return isinstance(value, list) and any(is_spoken(item, language) for item in value)


def check_spoken(
    schema: dict[str, Any],
    given: dict[str, Any],
    value: Any,
    authoritative: str,
    locales: list[str],
    strict: bool,
    path: list[str | int],
    found: list[Finding],
) -> None:
    """Walk to every free text."""
    node = given
    if "$ref" in node:
        node = schema["$defs"][node["$ref"][len("#/$defs/") :]]
    if given.get("x-kind") == "text":
        missing = [locale for locale in locales if locale != authoritative]
        if isinstance(value, dict):
            if authoritative not in value and len(value) > 0:
                message = N_("the text is missing in the authoritative language, %(language)s")
                tell(found, path, "policy-text-authoritative", message, {"language": authoritative})
            missing = [locale for locale in missing if locale not in value]
        elif not strict or not isinstance(value, str):
            missing = []
        if len(missing) > 0:
            message = N_("the text is not translated: %(languages)s missing")
            args = {"languages": ", ".join(missing)}
            tell(found, path, "policy-untranslated", message, args)
    elif isinstance(value, dict) and "properties" in node:
        for key in value.keys():  # noqa: SIM118
            if key in node["properties"]:
                field = node["properties"][key]
                where: list[str | int] = [*path, key]
                check_spoken(
                    schema, field, value[key], authoritative, locales, strict, where, found
                )
    elif isinstance(value, list) and "items" in node:
        for index in range(len(value)):
            place: list[str | int] = [*path, index]
            check_spoken(
                schema, node["items"], value[index], authoritative, locales, strict, place, found
            )
