"""Who speaks in a policy, and what stands behind it: identity, versions, law."""

from __future__ import annotations

from typing import Literal

from partner_kb.policy.model.base import (
    N_,
    ContactRef,
    Country,
    Day,
    Email,
    Name,
    Part,
    Text,
    Url,
    said,
)


class Address(Part):
    """A postal address, in the order in which the company writes it."""

    lines: tuple[Name, ...] = said(
        N_("Address lines"), N_("Street, number, building: one line each."), min_length=1
    )
    city: Name = said(N_("City"), N_("The city or town."))
    region: Name | None = said(N_("Region"), N_("State, province or oblast."), None)
    postal_code: Name | None = said(N_("Postal code"), N_("CEP, ZIP or index."), None)
    country: Country = said(N_("Country/region"), N_("Two letters (ISO 3166), such as BR."))


class Registration(Part):
    """A number under which the company is registered."""

    kind: Literal["cnpj", "inn", "kpp", "ogrn", "uscc", "vat", "other"] = said(
        N_("Kind of number"), N_("CNPJ, INN, KPP, OGRN, USCC, VAT or other.")
    )
    number: Name = said(N_("Number"), N_("As the register writes it."))
    label: Text | None = said(
        N_("Name of the register"), N_("Needed where the kind is “other”."), None
    )


class Identity(Part):
    """The company that gives the support."""

    legal_name: Name = said(N_("Legal name"), N_("The registered name, with the legal form."))
    trading_name: Name | None = said(
        N_("Trading name"), N_("The name that customers know, where it differs."), None
    )
    address: Address = said(N_("Registered address"), N_("Where the company is registered."))
    registrations: tuple[Registration, ...] = said(
        N_("Registration numbers"), N_("Company and tax registrations."), ()
    )
    website: Url | None = said(N_("Website"), N_("An https address."), None)
    logo: Url | None = said(
        N_("Logo"), N_("An https address of an image, or the name of a file beside this one."), None
    )
    privacy_contact: Email | None = said(
        N_("Privacy contact"), N_("The address for questions about personal data."), None
    )


class Version(Part):
    """An earlier version of this policy."""

    version: Name = said(N_("Version"), N_("Its number, such as 1.4."))
    effective: Day = said(N_("Effective date"), N_("The day from which it applied."))
    changes: Text = said(N_("Changes"), N_("What changed with this version."))


class GoverningDocument(Part):
    """A document that stands above or beside the policy."""

    title: Text = said(N_("Title"), N_("The title of the document."))
    url: Url | None = said(N_("Address"), N_("Where it can be read."), None)


class Legal(Part):
    """What governs the policy."""

    governing_law: Text | None = said(
        N_("Governing law"), N_("The law that applies, and the courts."), None
    )
    documents: tuple[GoverningDocument, ...] = said(
        N_("Governing documents"), N_("Contracts that take precedence over this policy."), ()
    )
    contact: ContactRef | None = said(
        N_("Legal contact"), N_("The contact method for legal notices."), None
    )
