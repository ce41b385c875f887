"""A page's units as a PO file that Poedit, Weblate and msgfmt accept, and back.

In: a `Bundle`, or the text of a file that came back. Out: the file's text, or a `Returned`.
A message's context is the unit's id; its flag `python-brace-format` makes editors watch the
numbered placeholders.
"""

from __future__ import annotations

import re

from partner_kb.errors import Problem, SourceError
from partner_kb.translation.exchange import (
    Bundle,
    Returned,
    ReturnedUnit,
    Unit,
    canonical_or_given,
)
from partner_kb.translation.inline import protect
from partner_kb.translation.plurals import plural_rule_of
from partner_kb.translation.po import Message, PoFile, Previous, header_message, render_po
from partner_kb.translation.po_reader import parse_po

_BASE = re.compile(r"base ([0-9a-f]{16})\b")
_PLACEHOLDER = re.compile(r"\{\d+\}")
_PAGE = "X-Partner-KB-Page"
_LOCALE = "X-Partner-KB-Locale"


def render_bundle_po(bundle: Bundle) -> str:
    """The PO file of a page."""
    header = header_message(
        {
            "Project-Id-Version": "partner_kb",
            "Report-Msgid-Bugs-To": "",
            "PO-Revision-Date": "",
            "Last-Translator": "",
            "Language-Team": bundle.locale,
            "Language": bundle.locale.replace("-", "_"),
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": str(plural_rule_of(bundle.locale)),
            _PAGE: bundle.path,
            _LOCALE: bundle.locale,
        }
    )
    return render_po(
        PoFile("", header, tuple(_message(unit, bundle.path) for unit in bundle.units))
    )


def _message(unit: Unit, path: str) -> Message:
    notes = [unit.kind if not unit.base else f"{unit.kind}; base {unit.base}"]
    notes += [
        f"{{{number}}} is {' '.join(literal.split())}"
        for number, literal in enumerate(unit.source.literals, 1)
    ]
    comments = [
        f"Translation memory, {match.score}%: {' '.join(match.unit.target.split())} "
        f"({match.unit.origin})"
        for match in unit.matches
    ]
    fuzzy = unit.state in {"stale", "suggested"}
    flags = ["fuzzy"] if fuzzy else []
    if _is_brace_format(unit):
        flags.append("python-brace-format")
    return Message(
        msgid=unit.source.text,
        strings=(unit.target,),
        context=unit.id,
        comments=tuple(comments),
        extracted=tuple(notes),
        locations=(path,),
        flags=tuple(flags),
        previous=_previous(unit) if fuzzy else None,
    )


def _is_brace_format(unit: Unit) -> bool:
    """Whether msgfmt would take the unit with the flag, as it is now.

    An old translation that lacks a placeholder stays in the file, for `i18n check` to tell of.
    """
    texts = [unit.source.text, unit.target] if unit.target else [unit.source.text]
    bare = "".join(_PLACEHOLDER.sub("", text) for text in texts)
    numbers = [set(_PLACEHOLDER.findall(text)) for text in texts]
    return bool(numbers[0]) and not set(bare) & set("{}") and numbers[0] == numbers[-1]


def _previous(unit: Unit) -> Previous | None:
    if unit.was is not None:
        return Previous(protect(unit.was, like=unit.source).text)
    if unit.state == "suggested" and unit.matches and unit.matches[0].score < 100:
        return Previous(protect(unit.matches[0].unit.source, like=unit.source).text)
    return None


def parse_bundle_po(text: str, name: str) -> Returned:
    """Read a PO file that came back; raises `SourceError` where it is broken or not one of ours."""
    catalog = parse_po(text, name)
    path, locale = catalog.fields.get(_PAGE), catalog.fields.get(_LOCALE)
    if not path or not locale:
        message = f'not an export of a page: the header has no "{_PAGE}"'
        raise SourceError(Problem(name, 1, 1, "error", "exchange-form", message))
    units = tuple(
        ReturnedUnit(
            message.context or "",
            message.strings[0],
            not message.fuzzy,
            next((found[1] for note in message.extracted if (found := _BASE.search(note))), ""),
            message.string_line(0),
        )
        for message in catalog.active()
    )
    return Returned(name, path, canonical_or_given(locale), units)
