"""How a request is treated: severities, intake, escalation."""

from __future__ import annotations

from typing import Literal

from partner_kb.policy.model.base import (
    N_,
    Code,
    ContactRef,
    Duration,
    Email,
    HoursRef,
    Name,
    Part,
    Text,
    Url,
    said,
)


class Target(Part):
    """What is aimed at after the first response."""

    kind: Literal["resolution", "workaround", "none"] = said(
        N_("Kind of target"), N_("Resolution, workaround, or explicitly none.")
    )
    within: Duration | None = said(
        N_("Within"), N_("A number and min, h, d or w; leave out where there is none."), None
    )


class Severity(Part):
    """How urgent a problem is, and what is promised for it."""

    id: Code = said(N_("Code"), N_("Such as A."))
    name: Text = said(N_("Name"), N_("Such as “Critical”."))
    definition: Text = said(N_("Definition"), N_("When a problem has this severity."))
    examples: tuple[Text, ...] = said(N_("Examples"), N_("Problems of this severity."), ())
    hours: HoursRef = said(N_("Service hours"), N_("The timetable in which it is worked on."))
    counted: Literal["business", "clock"] = said(
        N_("How time is counted"), N_("In business hours, or by the clock."), "business"
    )
    initial_response: Duration = said(
        N_("Initial response"), N_("A number and min, h, d or w, such as 2 h.")
    )
    updates: Duration | None = said(
        N_("Updates"), N_("How often the customer hears of progress; a number and unit."), None
    )
    target: Target = said(N_("Target"), N_("Resolution, workaround, or explicitly none."))
    pauses: tuple[Text, ...] = said(N_("The clock pauses"), N_("When the time does not count."), ())


class Level(Part):
    """One step of the escalation inside the company."""

    name: Text = said(N_("Name"), N_("Such as “Second level”."))
    role: Text = said(N_("Role"), N_("Who takes over."))
    trigger: Text = said(N_("Trigger"), N_("What moves a request to this level."))
    after: Duration | None = said(
        N_("After this time"), N_("The time after which it moves by itself."), None
    )
    contact: ContactRef | None = said(
        N_("Contact method"), N_("How a customer reaches this level."), None
    )


class Vulnerability(Part):
    """Where a security vulnerability is reported."""

    text: Text = said(N_("Instructions"), N_("What a finder shall do."))
    email: Email | None = said(N_("Email address"), N_("Where to write."), None)
    url: Url | None = said(N_("Address"), N_("The page of the vendor's response center."), None)


class Escalation(Part):
    """How a request goes up, and out of the house."""

    levels: tuple[Level, ...] = said(N_("Levels"), N_("From the first to the last."), ())
    provider_handoff: tuple[Text, ...] = said(
        N_("Hand-off to the provider"), N_("When the indirect provider takes over."), ()
    )
    vendor_handoff: tuple[Text, ...] = said(
        N_("Hand-off to the vendor"), N_("When a request is escalated to the vendor."), ()
    )
    vendor: Name | None = said(N_("Vendor"), N_("The name of the vendor."), None)
    vulnerability: Vulnerability | None = said(
        N_("Security vulnerabilities"), N_("Where they are reported."), None
    )
