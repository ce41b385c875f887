"""The support policy as a whole."""

from __future__ import annotations

from typing import Literal

from partner_kb.policy.model.base import (
    N_,
    ContactRef,
    Day,
    Duration,
    Id,
    LocaleId,
    Name,
    Part,
    Text,
    Url,
    said,
)
from partner_kb.policy.model.identity import Identity, Legal, Version
from partner_kb.policy.model.money import Collections, Disputes, PricingItem
from partner_kb.policy.model.service import Contact, Hours, Scope
from partner_kb.policy.model.support import Escalation, Severity


class Privacy(Part):
    """Personal data and the access that the customer delegates."""

    text: Text = said(N_("Personal data"), N_("How personal data in requests is treated."))
    delegated_access: Text | None = said(
        N_("Delegated access"), N_("Which rights you hold in the customer's tenant, and why."), None
    )
    url: Url | None = said(N_("Privacy notice"), N_("Its https address."), None)


class Maintenance(Part):
    """Planned work."""

    notice: Duration = said(N_("Notice"), N_("How long before; a number and min, h, d or w."))
    text: Text | None = said(N_("Maintenance windows"), N_("When such work is done."), None)


class Complaints(Part):
    """What to do when support itself is the problem."""

    text: Text = said(N_("How to complain"), N_("What to send, and who reads it."))
    contact: ContactRef | None = said(N_("Contact method"), N_("Whom to write to."), None)
    response: Duration = said(N_("Response"), N_("When you answer; a number and min, h, d or w."))


class Changes(Part):
    """Notice of changes to this policy."""

    notice_days: int = said(N_("Notice"), N_("Days before a change applies."), ge=0, le=365)
    text: Text | None = said(N_("How"), N_("How customers hear of it."), None)


class Clause(Part):
    """A section of your own."""

    id: Id = said(N_("Identifier"), N_("Small letters, digits and hyphens."))
    title: Text = said(N_("Title"), N_("The heading of the section."))
    text: Text | None = said(
        N_("Text"), N_("Paragraphs; or give a template of the same name."), None
    )
    after: Name | None = said(
        N_("Placed after"), N_("The section that it follows; the last one where left out."), None
    )


class Policy(Part):
    """A support policy: what a partner promises to its own customers."""

    schema_version: Literal[1] = said(
        N_("Schema version"), N_("The version of this file's form."), 1
    )
    id: Id = said(N_("Policy identifier"), N_("The name of the file and of the page."))
    version: Name = said(N_("Version"), N_("The number of this version, such as 2.0."))
    effective: Day | None = said(
        N_("Effective date"), N_("YYYY-MM-DD. Without it every page says DRAFT."), None
    )
    next_review: Day | None = said(
        N_("Next review"), N_("YYYY-MM-DD: when you look at it again."), None
    )
    authoritative_language: LocaleId = said(
        N_("Authoritative language"), N_("The language that counts where translations differ.")
    )
    fictional: bool = said(
        N_("Fictional"), N_("A sample: the pages say that the company does not exist."), False
    )
    identity: Identity = said(N_("Identity"), N_("The company that gives the support."))
    legal: Legal = said(N_("Law and documents"), N_("What governs this policy."), Legal())
    scope: Scope = said(N_("Scope"), N_("What the support covers and for whom."))
    hours: tuple[Hours, ...] = said(
        N_("Service hours"),
        N_("Timetables that contact methods and severities refer to."),
        min_length=1,
    )
    contacts: tuple[Contact, ...] = said(
        N_("Contact methods"), N_("How customers reach support."), min_length=1
    )
    severities: tuple[Severity, ...] = said(
        N_("Severities"), N_("How urgent problems are, and what is promised."), ()
    )
    intake: tuple[Text, ...] = said(
        N_("Intake"), N_("What the customer supplies with a request."), ()
    )
    escalation: Escalation | None = said(
        N_("Escalation"), N_("How a request goes up, and out of the house."), None
    )
    pricing: tuple[PricingItem, ...] = said(N_("Pricing"), N_("What support costs."), ())
    collections: Collections | None = said(
        N_("Collections and non-payment"),
        N_("Payment, reminders, suspension, reinstatement."),
        None,
    )
    disputes: Disputes | None = said(
        N_("Billing disputes"), N_("When a customer does not agree with an invoice."), None
    )
    duties: tuple[Text, ...] = said(
        N_("Customer duties"), N_("What the customer does for support to work."), ()
    )
    privacy: Privacy | None = said(
        N_("Privacy and delegated access"), N_("Personal data, rights in the tenant."), None
    )
    maintenance: Maintenance | None = said(
        N_("Maintenance"), N_("How planned work is announced."), None
    )
    remedies: tuple[Text, ...] = said(
        N_("Remedies"), N_("What the customer gets when a promise is not kept."), ()
    )
    complaints: Complaints | None = said(
        N_("Complaints"), N_("When support itself is the problem."), None
    )
    changes: Changes | None = said(
        N_("Notice of changes"), N_("How changes to this policy are announced."), None
    )
    clauses: tuple[Clause, ...] = said(
        N_("Own sections"), N_("Sections that you add to the policy."), ()
    )
    history: tuple[Version, ...] = said(
        N_("Previous versions"), N_("What changed, newest first."), ()
    )
