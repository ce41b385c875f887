"""The values that the templates of a policy are rendered with.

In: a policy, a locale, today's date (an argument: nothing here reads a clock). Out: one mapping,
the same that the builder makes in the browser (assets/js/policy/render.js).
"""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from functools import cache
from typing import Any

from partner_kb.policy.holiday_data import country_holidays
from partner_kb.policy.load import policy_schema
from partner_kb.policy.locale_data import locale_data, zone_data
from partner_kb.policy.model import Hours, Policy
from partner_kb.policy.reference import reference
from partner_kb.policy.twin.hours import CountryHolidays
from partner_kb.policy.twin.rules import check_languages
from partner_kb.policy.twin.view import first_year, last_year, numbers_of, sections_of


def render_context(
    policy: Policy,
    locale: str,
    document: str,
    today: str,
    *,
    logo: str = "",
    embedded: bool = False,
) -> Mapping[str, Any]:
    """What the templates of `document` see.

    `logo` is a data: URI; `embedded` leaves the title out.
    """
    sections = sections_of(policy, document)
    return {
        "policy": policy,
        "document": document,
        "today": today,
        "loc": locale_data(locale),
        "zones": {hours.zone: zone_data(hours.zone, locale) for hours in policy.hours},
        "phones": reference().phones,
        "holidays": {hours.id: hours_holidays(hours, policy, today) for hours in policy.hours},
        "sections": sections,
        "numbers": numbers_of(sections),
        "untranslated": is_untranslated(policy, locale),
        "qr_images": {item.id: qr_image(item.qr) for item in policy.contacts if item.qr},
        "logo": logo,
        "embedded": embedded,
    }


def hours_holidays(hours: Hours, policy: Policy, today: str) -> CountryHolidays | None:
    """The public holidays of a timetable, for the years that the policy speaks of."""
    if hours.holidays is None:
        return None
    years = first_year(policy, today), last_year(policy, today)
    return country_holidays(hours.holidays.country, hours.holidays.subdivision, *years)


def is_untranslated(policy: Policy, locale: str) -> bool:
    """Whether a free text of the policy lacks the locale."""
    if locale == policy.authoritative_language:
        return False
    value = policy.model_dump(mode="json", exclude_none=True)
    return bool(check_languages(policy_schema(), value, [locale], True))


@cache
def qr_image(address: str) -> str:
    """A QR code as a data: URI of an SVG."""
    import segno  # a build without policies doesn't wait for it

    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=2, xmldecl=False, nl=False)
    return "data:image/svg+xml;base64," + base64.b64encode(out.getvalue()).decode("ascii")
