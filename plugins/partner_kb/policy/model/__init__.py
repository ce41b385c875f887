"""The values of a support policy: typed, frozen, described, and published as JSON Schema.

In: nothing. Out: `Policy` and its parts. The titles and descriptions are what an editor shows on
hover and what the builder prints beside each input, so each of them is a string of the catalogs.
"""

from __future__ import annotations

from partner_kb.policy.model.base import SCHEMA_VERSION, Part, Text, json_schema
from partner_kb.policy.model.identity import Address, Identity, Legal, Registration, Version
from partner_kb.policy.model.money import Collections, Disputes, Price, PricingItem, Reminder
from partner_kb.policy.model.policy import Clause, Policy
from partner_kb.policy.model.service import Break, Contact, Hours, HoursException, Scope, Week
from partner_kb.policy.model.support import Escalation, Level, Severity

__all__ = [
    "SCHEMA_VERSION",
    "Address",
    "Break",
    "Clause",
    "Collections",
    "Contact",
    "Disputes",
    "Escalation",
    "Hours",
    "HoursException",
    "Identity",
    "Legal",
    "Level",
    "Part",
    "Policy",
    "Price",
    "PricingItem",
    "Registration",
    "Reminder",
    "Scope",
    "Severity",
    "Text",
    "Version",
    "Week",
    "json_schema",
]
