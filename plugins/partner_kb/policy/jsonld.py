"""A policy as schema.org data: Organization, ContactPoint, OpeningHoursSpecification, Offer.

In: a policy, a locale. Out: a value for a `<script type="application/ld+json">`. A fictional
company is described as well, so that the sample shows the form, but on reserved domains.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from partner_kb.policy.model import Contact, Hours, Policy, PricingItem
from partner_kb.policy.twin.dates import clock
from partner_kb.policy.twin.hours import hours_lines
from partner_kb.policy.twin.view import hours_by_id, text_of

_DAYS = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday",
    "fri": "Friday", "sat": "Saturday", "sun": "Sunday",
}  # fmt: skip
_PERIODS = {"month": "MON", "quarter": "QAN", "year": "ANN"}  # UN/CEFACT codes


def policy_jsonld(policy: Policy, locale: str) -> dict[str, Any]:
    """The organization with everything below it."""
    identity, address = policy.identity, policy.identity.address
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": identity.trading_name or identity.legal_name,
        "legalName": identity.legal_name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": ", ".join(address.lines),
            "addressLocality": address.city,
            "addressRegion": address.region,
            "postalCode": address.postal_code,
            "addressCountry": address.country,
        },
        "url": identity.website,
        "logo": identity.logo if (identity.logo or "").startswith("https:") else None,
        "identifier": [
            {"@type": "PropertyValue", "propertyID": entry.kind.upper(), "value": entry.number}
            for entry in identity.registrations
        ],
        "contactPoint": [_contact(policy, contact, locale) for contact in policy.contacts],
        "makesOffer": [offer for item in policy.pricing for offer in _offers(policy, item, locale)],
    }
    return dict(_without_empty(found))


def jsonld_text(policy: Policy, locale: str) -> str:
    """The value as JSON that can stand inside a `<script>` element."""
    text = json.dumps(policy_jsonld(policy, locale), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _contact(policy: Policy, contact: Contact, locale: str) -> dict[str, Any]:
    label = text_of(policy, locale, contact.label).text if contact.label is not None else None
    return {
        "@type": "ContactPoint",
        "contactType": "emergency" if contact.emergency else "customer support",
        "name": label,
        "telephone": contact.phone,
        "email": contact.email,
        "url": _contact_url(contact),
        "availableLanguage": list(contact.languages),
        "hoursAvailable": list(_opening(hours_by_id(policy, contact.hours))),
    }


def _contact_url(contact: Contact) -> str | None:
    if contact.kind == "telegram":
        return f"https://t.me/{contact.account}"
    if contact.kind == "whatsapp" and contact.phone:
        return f"https://wa.me/{contact.phone[1:]}"
    return contact.url or (contact.qr if contact.qr and contact.qr.startswith("https:") else None)


def _opening(hours: Hours) -> Iterator[dict[str, Any]]:
    """One specification for each line of the week.

    Overnight, `closes` is before `opens`: schema.org takes it for the next day.
    """
    if hours.always:
        yield _specification(list(_DAYS.values()), "00:00", "23:59")
        return
    for line in hours_lines(hours):
        for start, end in line.spans:
            closes = clock(end % 1440) if end != 1440 else "23:59"
            yield _specification([_DAYS[day] for day in line.days], clock(start), closes)
    for entry in hours.exceptions:
        opens, closes = entry.open or "00:00", entry.close or "00:00"
        yield {
            "@type": "OpeningHoursSpecification",
            "validFrom": entry.start,
            "validThrough": entry.end or entry.start,
            "opens": opens,
            "closes": closes,
        }


def _specification(days: list[str], opens: str, closes: str) -> dict[str, Any]:
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": [f"https://schema.org/{day}" for day in days],
        "opens": opens,
        "closes": closes,
    }


def _offers(policy: Policy, item: PricingItem, locale: str) -> Iterator[dict[str, Any]]:
    for price in item.prices:
        specification: dict[str, Any] = {
            "@type": "UnitPriceSpecification",
            "price": price.amount,
            "priceCurrency": price.currency,
            "valueAddedTaxIncluded": price.tax == "included",
            "unitCode": "HUR" if item.kind == "per-hour" else _PERIODS.get(item.period or ""),
        }
        yield {
            "@type": "Offer",
            "name": text_of(policy, locale, item.name).text,
            "price": price.amount,
            "priceCurrency": price.currency,
            "priceValidUntil": item.valid_until,
            "eligibleRegion": list(price.markets),
            "priceSpecification": specification,
        }


def _without_empty(value: Any) -> Any:
    """What has no value is not said."""
    if isinstance(value, dict):
        return {
            key: _without_empty(item) for key, item in value.items() if item not in (None, [], "")
        }
    return [_without_empty(item) for item in value] if isinstance(value, list) else value
