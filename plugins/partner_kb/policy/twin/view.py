"""Which sections a document has, in which order, under which numbers; and what templates ask.

In: a policy. Out: sections and small answers. Sentences are the templates' own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from partner_kb.policy.twin.dates import civil, ordinal, weekday
from partner_kb.policy.twin.formats import LocaleData, country_name, language_name
from partner_kb.policy.twin.hours import CountryHolidays, Holiday, exception_on
from partner_kb.policy.twin.primitives import groups
from partner_kb.policy.twin.rules import SECTIONS
from partner_kb.policy.twin.words import Said, text_in

DOCUMENTS = ["policy", "summary", "announcement", "collections", "addendum"]
PARTS = {
    "collections": ["collections", "disputes", "complaints", "changes", "legal"],
    "addendum": [
        "hours", "contacts", "severities", "intake", "escalation", "maintenance", "remedies",
        "legal",
    ],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a document; `own` is the index among the policy's own clauses, else -1."""

    id: str
    number: str
    own: int


@dataclass(frozen=True, slots=True)
class Length:
    """A duration taken apart: how many, of min, h, d or w."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class HolidaySpan:
    """A holiday and the last day of it."""

    holiday: Holiday
    last: str


def has_section(policy: Any, name: str) -> bool:
    """Whether the data of a section is there."""
    if name in ["parties", "scope", "hours", "contacts"]:
        return True
    if name == "legal":
        legal = policy.legal
        return (
            legal.governing_law is not None or len(legal.documents) > 0 or legal.contact is not None
        )
    values: dict[str, Any] = {
        "severities": policy.severities,
        "intake": policy.intake,
        "pricing": policy.pricing,
        "duties": policy.duties,
        "remedies": policy.remedies,
        "history": policy.history,
    }
    if name in values:
        return len(values[name]) > 0
    groups_of: dict[str, Any] = {
        "escalation": policy.escalation,
        "collections": policy.collections,
        "disputes": policy.disputes,
        "privacy": policy.privacy,
        "maintenance": policy.maintenance,
        "complaints": policy.complaints,
        "changes": policy.changes,
    }
    return groups_of.get(name) is not None


def sections_of(policy: Any, document: str) -> list[Section]:
    """The numbered sections of a document; own clauses stand in the full policy only."""
    wanted = PARTS.get(document, SECTIONS if document == "policy" else [])
    order = [name for name in wanted if has_section(policy, name)]
    own: list[str] = []
    if document == "policy":
        for clause in policy.clauses:
            place = len(order)
            if clause.after is not None and clause.after in order:
                place = order.index(clause.after) + 1
            elif clause.after is not None:
                place = after_absent(order, clause.after)
            order.insert(place, clause.id)
            own.append(clause.id)
    found: list[Section] = []
    for index in range(len(order)):
        name = order[index]
        found.append(Section(name, str(index + 1), own.index(name) if name in own else -1))
    return found


def after_absent(order: list[str], name: str) -> int:
    """Where a clause goes whose section has no data: behind the last one that comes before it."""
    place = len(order)
    if name in SECTIONS:
        place = 0
        for index in range(len(order)):
            if order[index] in SECTIONS and SECTIONS.index(order[index]) < SECTIONS.index(name):
                place = index + 1
    return place


def numbers_of(sections: list[Section]) -> dict[str, str]:
    """The number of each section that may be referred to; "" where it is not in the document."""
    found: dict[str, str] = {name: "" for name in SECTIONS}  # noqa: C420 - not in the subset
    for section in sections:
        found[section.id] = section.number
    return found


def text_of(policy: Any, locale: str, value: Any) -> Said:
    """A free text in the locale, else in the authoritative language."""
    return text_in(value, locale, policy.authoritative_language)


def tell_clause_title(policy: Any, locale: str, section: Section) -> Said:
    """The title of a section of the policy's own."""
    return text_of(policy, locale, policy.clauses[section.own].title)


def length_of(duration: str) -> Length:
    """A duration taken apart; whole days of hours stay hours, as they were written."""
    found = groups(r"(\d+) (min|h|d|w)", duration)
    return Length(0, "h") if found is None else Length(int(found[1]), found[2])


def names_in(policy: Any) -> list[str]:
    """The names of companies that sentences are built around."""
    names = [policy.identity.legal_name, policy.identity.trading_name]
    names.append(None if policy.scope.provider is None else policy.scope.provider.name)
    names.append(None if policy.escalation is None else policy.escalation.vendor)
    names.extend([service.by for service in policy.scope.services])
    return [name for name in names if name is not None and name != ""]


def find_item(items: Any, name: str) -> Any:
    """The item of a list with that identifier."""
    for item in items:
        if item.id == name:
            return item
    return None


def hours_by_id(policy: Any, name: str) -> Any:
    """A timetable by its identifier."""
    return find_item(policy.hours, name)


def contact_by_id(policy: Any, name: str) -> Any:
    """A contact method by its identifier."""
    return find_item(policy.contacts, name)


def first_year(policy: Any, today: str) -> int:
    """The first year whose holidays a document lists: that in which the policy begins to apply."""
    day = civil(policy.effective if policy.effective is not None else today)
    return 2026 if day is None else day.year


def last_year(policy: Any, today: str) -> int:
    """The last year whose holidays a document lists: that of the next review, or the next one."""
    first = first_year(policy, today)
    day = civil(policy.next_review) if policy.next_review is not None else None
    return first + 1 if day is None else min(max(first, day.year), first + 2)


def in_years(known: CountryHolidays, first: int, last: int) -> CountryHolidays:
    """The holidays of the years `first` to `last`."""
    return CountryHolidays(
        known.country,
        known.announced,
        [holiday for holiday in known.days if first <= year_of(holiday.day) <= last],
        [day for day in known.workdays if first <= year_of(day) <= last],
    )


def listed_holidays(hours: Any, known: CountryHolidays) -> list[Holiday]:
    """The holidays on which it would be open otherwise, each once a day."""
    days = open_weekdays(hours)
    found: list[Holiday] = []
    for holiday in known.days:
        number = ordinal(holiday.day)
        if weekday(number) not in days or exception_on(hours, number) is not None:
            continue
        if holiday.day in hours.weekend_workdays:
            continue
        found.append(holiday)
    return found


def joined_holidays(found: list[Holiday]) -> list[HolidaySpan]:
    """Days in a row with the same name, as one line."""
    spans: list[HolidaySpan] = []
    for holiday in found:
        last = spans[len(spans) - 1] if len(spans) > 0 else None
        if (
            last is not None
            and last.holiday.name == holiday.name
            and last.holiday.observed == holiday.observed
            and last.holiday.estimated == holiday.estimated
            and holiday.moved == ""
            and ordinal(holiday.day) == ordinal(last.last) + 1
        ):
            spans = [*spans[: len(spans) - 1], HolidaySpan(last.holiday, holiday.day)]
        else:
            spans.append(HolidaySpan(holiday, holiday.day))
    return spans


def open_weekdays(hours: Any) -> list[int]:
    """The days of a normal week on which it opens, 0 for Monday."""
    names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    return [
        index
        for index in range(len(names))
        if any(names[index] in week.days for week in hours.weekly)
    ]


def listed_workdays(hours: Any, known: CountryHolidays | None) -> list[str]:
    """The weekend days that are worked, from the country and from the policy."""
    found = list(hours.weekend_workdays)
    if known is not None and hours.holidays.weekend_workdays:
        found.extend([day for day in known.workdays if day not in found])
    return sorted([day for day in found if exception_on(hours, ordinal(day)) is None])


def is_provisional(known: CountryHolidays, day: str) -> bool:
    """Whether the country has yet to announce the year of a holiday."""
    when = civil(day)
    return when is not None and known.announced > 0 and when.year > known.announced


def year_of(day: str) -> int:
    """The year of an ISO date."""
    when = civil(day)
    return 0 if when is None else when.year


def phone_uri(number: str) -> str:
    """The digits of a phone number, for a link to WhatsApp."""
    return number[1:]


def opens_on_fewer(hours: Any, count: int) -> bool:
    """Whether a normal week has fewer open days."""
    return len(open_weekdays(hours)) < count


def as_list(values: Any) -> list[str]:
    """A list or a tuple as the list that formats take."""
    return [str(value) for value in values]


def language_names(loc: LocaleData, tags: Any) -> list[str]:
    """The names of languages."""
    return [language_name(loc, tag) for tag in tags]


def country_names(loc: LocaleData, codes: Any) -> list[str]:
    """The names of countries."""
    return [country_name(loc, code) for code in codes]
