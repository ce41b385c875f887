"""What support costs, and what happens when an invoice is not paid."""

from __future__ import annotations

from typing import Literal

from partner_kb.policy.model.base import (
    N_,
    Amount,
    ContactRef,
    Country,
    Currency,
    Day,
    Duration,
    Id,
    Part,
    PlanRef,
    ServiceRef,
    SeverityRef,
    Text,
    said,
)


class Price(Part):
    """An amount in one currency, for some markets."""

    amount: Amount = said(N_("Amount"), N_("With a decimal point, such as 180.00."))
    currency: Currency = said(N_("Currency"), N_("Three letters (ISO 4217), such as BRL."))
    markets: tuple[Country, ...] = said(
        N_("Markets"), N_("The countries and regions in which it holds; leave out for all."), ()
    )
    tax: Literal["included", "excluded", "exempt"] = said(
        N_("Tax"), N_("Included, excluded, or not charged.")
    )


class PricingItem(Part):
    """Something that is charged, or expressly included."""

    id: Id = said(N_("Identifier"), N_("Small letters, digits and hyphens."))
    name: Text = said(N_("Name"), N_("What the customer pays for."))
    kind: Literal["included", "per-incident", "per-hour", "plan", "retainer"] = said(
        N_("Kind of price"), N_("Included, per incident, per hour, plan or retainer.")
    )
    services: tuple[ServiceRef, ...] = said(
        N_("Services"), N_("The services it holds for; leave out for all."), ()
    )
    plan: PlanRef | None = said(N_("Plan"), N_("The plan that this is the price of."), None)
    severities: tuple[SeverityRef, ...] = said(
        N_("Severities"), N_("Only for these severities; leave out for all."), ()
    )
    prices: tuple[Price, ...] = said(N_("Prices"), N_("One amount for each currency."), ())
    period: Literal["month", "quarter", "year"] | None = said(
        N_("Period"), N_("For plans and retainers: month, quarter or year."), None
    )
    hours_included: int | None = said(
        N_("Hours included"), N_("For retainers: the hours of work in each period."), None, ge=1
    )
    unit: Duration | None = said(
        N_("Billing unit"), N_("Work is charged in steps of this length."), None
    )
    minimum: Duration | None = said(N_("Minimum"), N_("The shortest time that is charged."), None)
    out_of_hours_percent: int | None = said(
        N_("Out-of-hours rate"),
        N_("Percent of the price outside the service hours, such as 150."),
        None,
        ge=1,
        le=1000,
    )
    valid_until: Day | None = said(N_("Valid until"), N_("The last day of this price."), None)
    note: Text | None = said(N_("Note"), N_("Anything a customer should know about it."), None)


class Reminder(Part):
    """A message about an invoice that is due."""

    days: int = said(
        N_("Days from the due date"),
        N_("Days after the due date; below zero for before."),
        ge=-60,
        le=365,
    )
    by: tuple[ContactRef, ...] = said(N_("By"), N_("The contact methods it is sent from."), ())
    text: Text | None = said(N_("What it says"), N_("The contents of the reminder."), None)


class Reinstatement(Part):
    """How a suspended customer gets its access back."""

    within: Duration = said(N_("Within"), N_("After payment; a number and min, h, d or w."))
    conditions: Text | None = said(N_("Conditions"), N_("What must be met."), None)
    fee: Price | None = said(N_("Fee"), N_("What reinstatement costs."), None)


class Collections(Part):
    """Payment, reminders, suspension, reinstatement."""

    due_days: int = said(N_("Payment due"), N_("Days after the date of the invoice."), ge=0, le=365)
    reminders: tuple[Reminder, ...] = said(N_("Reminders"), N_("In the order of their days."), ())
    grace_days: int = said(
        N_("Grace period"), N_("Days after the due date in which access stays."), ge=0, le=365
    )
    suspension_notice_days: int | None = said(
        N_("Notice of suspension"), N_("Days before access is suspended."), None, ge=0, le=365
    )
    suspension: Text | None = said(
        N_("Suspension"), N_("What is suspended, and what stays available."), None
    )
    late_charge: Text | None = said(
        N_("Late payment"), N_("Interest or penalties on late payment."), None
    )
    reinstatement: Reinstatement | None = said(
        N_("Reinstatement"), N_("How access comes back after payment."), None
    )
    contact: ContactRef | None = said(
        N_("Contact method"), N_("Whom to write to about payment."), None
    )


class Disputes(Part):
    """What a customer does who does not agree with an invoice."""

    window_days: int = said(
        N_("Dispute window"), N_("Days after the date of the invoice."), ge=1, le=730
    )
    how: Text = said(N_("How"), N_("What to send, and to whom."))
    response: Duration = said(N_("Response"), N_("When you answer; a number and min, h, d or w."))
    contact: ContactRef | None = said(
        N_("Contact method"), N_("Whom to write to about a dispute."), None
    )
