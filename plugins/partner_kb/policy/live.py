"""`live.json` of a policy: what changes with the day, and what a flow's outcome shows of it.

In: a policy, a locale, a first day. Out: the JSON of `flow.policy_link`, and beside it, as
`openNow`, the value that assets/js/policy/open-now.js reads.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from partner_kb.flow.policy_link import Channel, PolicyLink, Terms
from partner_kb.policy.context import render_context
from partner_kb.policy.model import Contact, Policy
from partner_kb.policy.open_now import open_now_data
from partner_kb.policy.templating import policy_environment
from partner_kb.policy.twin.view import names_in
from partner_kb.policy.twin.words import typeset


def live_json(policy: Policy, locale: str, first: date, overlay: Path | None = None) -> str:
    """Both values in one file."""
    link = policy_link(policy, locale, first, overlay)
    value = {**link.as_json(), "openNow": open_now_data(policy, locale, first, overlay)}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def policy_link(
    policy: Policy, locale: str, first: date, overlay: Path | None = None
) -> PolicyLink:
    """Contact methods, response times and prices, in words."""
    worded = _words(policy, locale, first, overlay)
    return PolicyLink(
        id=policy.id,
        name=policy.identity.trading_name or policy.identity.legal_name,
        channels=tuple(
            Channel(
                label=worded["contacts"][contact.id]["label"],
                value=worded["contacts"][contact.id]["value"],
                hours=contact.hours,
                href=_href(contact),
                severities=tuple(code.lower() for code in contact.severities),
            )
            for contact in policy.contacts
        ),
        terms={
            name: Terms(entry["target"], entry["price"] or None)
            for name, entry in worded["terms"].items()
        },
    )


def _words(
    policy: Policy, locale: str, first: date, overlay: Path | None
) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """The phrases, from a template: `{contacts: {id: {label, value}}, terms: {id: {…}}}`."""
    template = policy_environment(locale, overlay).get_template("policy/live.json")
    context = render_context(policy, locale, "policy", first.isoformat())
    found: Mapping[str, Mapping[str, Mapping[str, str]]] = json.loads(
        typeset(locale, context["loc"].months, template.render(context), names_in(policy))
    )
    return found


def _href(contact: Contact) -> str | None:
    if contact.kind == "whatsapp" and contact.phone:
        return f"https://wa.me/{contact.phone[1:]}"
    if contact.kind == "telegram":
        return f"https://t.me/{contact.account}"
    if contact.phone:
        return f"tel:{contact.phone}"
    return f"mailto:{contact.email}" if contact.email else contact.url
