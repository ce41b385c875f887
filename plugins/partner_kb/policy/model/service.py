"""What is supported, when, and how it is reached: scope, service hours, contact methods."""

from __future__ import annotations

from typing import Literal

from partner_kb.policy.model.base import (
    N_,
    Country,
    Day,
    Email,
    HoursRef,
    Id,
    LocaleId,
    Name,
    Part,
    Phone,
    SeverityRef,
    Text,
    Time,
    Url,
    Zone,
    said,
)

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Service(Part):
    """One kind of support."""

    id: Id = said(N_("Identifier"), N_("Small letters, digits and hyphens."))
    kind: Literal["billing", "subscriptions", "technical", "onboarding", "advisory", "other"] = (
        said(
            N_("Kind of support"),
            N_("Billing, subscription management, technical, onboarding, advisory or other."),
        )
    )
    name: Text | None = said(
        N_("Name"), N_("Your own name of the service; needed where the kind is “other”."), None
    )
    products: tuple[Name, ...] = said(N_("Products"), N_("The products that it covers."), ())
    provided: Literal["own", "resold", "outsourced"] = said(
        N_("How it is provided"), N_("By yourself, resold, or by a subcontractor."), "own"
    )
    by: Name | None = said(
        N_("Provided by"), N_("Who gives the support that is resold or outsourced."), None
    )
    note: Text | None = said(N_("Note"), N_("Anything a customer should know about it."), None)


class Plan(Part):
    """A support plan or tier."""

    id: Id = said(N_("Identifier"), N_("Small letters, digits and hyphens."))
    name: Text = said(N_("Name"), N_("The name of the plan."))
    description: Text = said(N_("Description"), N_("What the plan gives."))


class Provider(Part):
    """The indirect provider of an indirect reseller."""

    name: Name = said(N_("Name"), N_("The name of the provider."))
    url: Url | None = said(N_("Address"), N_("Its website."), None)


class SelfHelp(Part):
    """A page on which customers help themselves."""

    title: Text = said(N_("Title"), N_("What the page gives."))
    url: Url = said(N_("Address"), N_("An https address."))


class Scope(Part):
    """What the support covers and for whom."""

    partner_model: Literal["direct-bill", "indirect-reseller"] = said(
        N_("Partner model"), N_("Direct bill, or indirect reseller with its provider.")
    )
    provider: Provider | None = said(
        N_("Indirect provider"), N_("Needed for an indirect reseller."), None
    )
    services: tuple[Service, ...] = said(
        N_("Services"), N_("The kinds of support that you give."), min_length=1
    )
    plans: tuple[Plan, ...] = said(N_("Plans"), N_("Your support plans, if you have several."), ())
    baseline: tuple[Text, ...] = said(N_("Baseline support"), N_("What every customer gets."), ())
    exclusions: tuple[Text, ...] = said(N_("Exclusions"), N_("What is not covered."), ())
    requesters: Text | None = said(
        N_("Who may contact support"), N_("Which people at the customer may open a request."), None
    )
    self_help: tuple[SelfHelp, ...] = said(
        N_("Self-help"), N_("Pages on which customers help themselves."), ()
    )


class Break(Part):
    """A pause within the opening hours."""

    start: Time = said(N_("From"), N_("HH:MM, 24-hour clock."))
    end: Time = said(N_("To"), N_("HH:MM, 24-hour clock."))


class Week(Part):
    """Opening hours that hold on some days of the week."""

    days: tuple[Weekday, ...] = said(N_("Days"), N_("The days on which it opens."), min_length=1)
    open: Time = said(N_("Opens"), N_("HH:MM, 24-hour clock."))
    close: Time = said(N_("Closes"), N_("HH:MM; 24:00 for the end of the day."))
    overnight: bool = said(
        N_("Overnight"), N_("Closes on the next day; such as 18:00 to 02:00."), False
    )
    breaks: tuple[Break, ...] = said(N_("Breaks"), N_("Pauses within the hours."), ())


class HolidayRule(Part):
    """The public holidays on which it is closed."""

    country: Country = said(N_("Country/region"), N_("Two letters (ISO 3166), such as BR."))
    subdivision: Name | None = said(
        N_("Subdivision"), N_("State or region (ISO 3166-2 without the country), such as SP."), None
    )
    weekend_workdays: bool = said(
        N_("Make-up working weekends"),
        N_("Open on the weekend days that the country makes working days."),
        True,
    )


class HoursException(Part):
    """Dates on which the hours differ."""

    start: Day = said(N_("First day"), N_("YYYY-MM-DD."))
    end: Day | None = said(N_("Last day"), N_("YYYY-MM-DD, where it is more than one day."), None)
    name: Text | None = said(N_("Reason"), N_("Such as “Year-end closing”."), None)
    open: Time | None = said(N_("Opens"), N_("HH:MM; leave out where it stays closed."), None)
    close: Time | None = said(N_("Closes"), N_("HH:MM; leave out where it stays closed."), None)


class Hours(Part):
    """A timetable that contact methods and severities refer to."""

    id: Id = said(N_("Identifier"), N_("Small letters, digits and hyphens."))
    name: Text = said(N_("Name"), N_("Such as “Service desk”."))
    zone: Zone = said(N_("Time zone"), N_("An IANA name, such as America/Sao_Paulo."))
    always: bool = said(N_("Always open"), N_("24 hours a day, 7 days a week."), False)
    weekly: tuple[Week, ...] = said(N_("Weekly hours"), N_("When it opens in a normal week."), ())
    languages: tuple[LocaleId, ...] = said(
        N_("Languages"), N_("The languages in which support is given in these hours."), ()
    )
    severities: tuple[SeverityRef, ...] = said(
        N_("Severities"), N_("Only for these severities; leave out for all."), ()
    )
    holidays: HolidayRule | None = said(
        N_("Public holidays"), N_("Closed on the public holidays of this country or region."), None
    )
    exceptions: tuple[HoursException, ...] = said(
        N_("Exceptions"), N_("Dates on which the hours differ."), ()
    )
    weekend_workdays: tuple[Day, ...] = said(
        N_("Additional working days"), N_("Weekend days that are worked as a Monday."), ()
    )


class Contact(Part):
    """One way to reach support."""

    id: Id = said(N_("Identifier"), N_("Small letters, digits and hyphens."))
    kind: Literal["phone", "email", "portal", "chat", "wechat", "telegram", "whatsapp", "post"] = (
        said(N_("Kind"), N_("Phone, email, portal, chat, WeChat, Telegram, WhatsApp or post."))
    )
    label: Text | None = said(N_("Label"), N_("Such as “Billing desk”."), None)
    phone: Phone | None = said(
        N_("Phone number"), N_("With + and country code (E.164): for phone and WhatsApp."), None
    )
    email: Email | None = said(N_("Email address"), N_("For email."), None)
    url: Url | None = said(N_("Address"), N_("An https address: for portal and chat."), None)
    account: Name | None = said(
        N_("Account name"), N_("The WeChat ID, or the Telegram name without @."), None
    )
    qr: Url | None = said(
        N_("QR code"), N_("The address that the QR code holds, as WeChat gives it."), None
    )
    address: Text | None = said(N_("Postal address"), N_("For post."), None)
    languages: tuple[LocaleId, ...] = said(
        N_("Languages"), N_("The languages in which it is answered."), min_length=1
    )
    severities: tuple[SeverityRef, ...] = said(
        N_("Severities"), N_("Only for these severities; leave out for all."), ()
    )
    hours: HoursRef = said(N_("Service hours"), N_("The timetable in which it is answered."))
    requires_account_id: bool = said(
        N_("Account number needed"), N_("The customer must have its account number ready."), False
    )
    emergency: bool = said(
        N_("Emergency route"), N_("To be used for the most severe problems."), False
    )
    note: Text | None = said(N_("Note"), N_("Anything a customer should know about it."), None)
