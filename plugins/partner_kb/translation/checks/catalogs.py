"""The rules for a catalog.

In: a `PoFile` and its locale. Out: the problems, at the line of the string that has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel.core import get_global

from partner_kb.errors import Problem
from partner_kb.translation.checks.external import check_with_tools
from partner_kb.translation.checks.glossary import Glossary
from partner_kb.translation.checks.suppress import Suppressions, catalog_suppressions
from partner_kb.translation.checks.text import Finding, check_text
from partner_kb.translation.markup import placeholders
from partner_kb.translation.plurals import is_enough, plural_rule_of
from partner_kb.translation.po import Message, PoFile

_LIMIT = re.compile(r"\bmax-length:?\s*(\d+)", re.IGNORECASE)


def check_catalog(catalog: PoFile, locale: str, glossary: Glossary) -> list[Problem]:
    """Every problem of a locale's catalog that no comment allows."""
    off = catalog_suppressions(catalog)
    found = [*_language(catalog, locale), *_plural_rule(catalog, locale), *_missing(catalog, off)]
    for message in catalog.active():
        found += _check_message(catalog, message, locale, glossary)
    found += check_with_tools(catalog, locale, {(one.line, one.code) for one in found})
    return sorted({*off.problems, *off.kept(found)})


def _language(catalog: PoFile, locale: str) -> Iterator[Problem]:
    """Editors take spelling and plural forms from the header's language."""
    stated = re.split("[-_@.]", catalog.fields.get("Language", ""))[0].lower()
    expected = locale.split("-")[0].lower()
    aliases = get_global("language_aliases")
    if stated and aliases.get(stated, stated) != aliases.get(expected, expected):
        said = f'the header says "Language: {catalog.fields["Language"]}"'
        message = f"{said}, and this is the catalog of {locale}"
        line = catalog.header_line("Language")
        yield catalog.problem(line, "language-header", message, warning=True)


def _plural_rule(catalog: PoFile, locale: str) -> Iterator[Problem]:
    """A header may tell more numbers apart than needed, as that of some tools does."""
    expected = plural_rule_of(locale)
    stated = catalog.plurals
    needed = any(message.msgid_plural is not None for message in catalog.active())
    if stated is None and not needed:
        return
    if stated is None or not is_enough(stated[1], locale):
        yield catalog.problem(
            catalog.header_line("Plural-Forms"),
            "plural-forms",
            f"the header must say Plural-Forms: {expected}",
            warning=stated is not None and stated[0] >= expected.count,
        )


def _missing(catalog: PoFile, off: Suppressions) -> Iterator[Problem]:
    """One line for a catalog, not hundreds: `i18n status` counts them."""
    messages = list(catalog.active())
    missing = [
        message
        for message in messages
        if (not any(message.strings) or message.fuzzy)
        and ("missing-translation", message.line) not in off.lines
    ]
    if missing:
        first = missing[0]
        yield catalog.problem(
            first.line,
            "missing-translation",
            f"{len(missing)} of {len(messages)} strings are not translated or only guessed "
            f"(fuzzy); the first is {first.msgid[:60]!r}",
            warning=True,
        )


def _check_message(
    catalog: PoFile, message: Message, locale: str, glossary: Glossary
) -> Iterator[Problem]:
    if not any(message.strings) or message.fuzzy:
        return
    for number, text in enumerate(message.strings):
        line = message.string_line(number)
        if not text:
            yield catalog.problem(line, "plural-forms", f"msgstr[{number}] is empty")
            continue
        for finding in _findings(message, number, text, locale, glossary):
            yield Problem(catalog.path, line, 1, finding.severity, finding.rule, finding.message)


def _findings(
    message: Message, number: int, text: str, locale: str, glossary: Glossary
) -> Iterator[Finding]:
    if message.msgid_plural is None:
        yield from check_text(message.msgid, text, locale, glossary)
    else:
        yield from _plural_findings(message, number, text, locale, glossary)
    for comment in message.extracted:
        limit = _LIMIT.search(comment)
        if limit and len(text) > int(limit[1]):
            said = f"{len(text)} characters; the label has room for {limit[1]}"
            yield Finding("length", "warning", said)


def _plural_findings(
    message: Message, number: int, text: str, locale: str, glossary: Glossary
) -> Iterator[Finding]:
    """Compare a plural form with the English form that is nearer to it.

    A form for one may spell the number out, so what the English forms do not share may be absent.
    """
    plural = message.msgid_plural or ""
    forms = (message.msgid, plural) if number == 0 and len(message.strings) > 1 else (plural,)
    results = [list(check_text(form, text, locale, glossary)) for form in forms]
    best = min(results, key=len)
    allowed = placeholders(message.msgid) | placeholders(plural)
    extra = [one for one in placeholders(text) if one not in allowed]
    if len(message.strings) > 1 and number == 0 and not extra:
        best = [one for one in best if one.rule not in {"placeholder", "number"}]
    yield from best
