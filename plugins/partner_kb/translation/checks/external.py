"""What other people's checkers find: Babel's always, dennis and translate-toolkit if installed.

In: a `PoFile`. Out: problems that our own rules have not reported on the same line. The two
come with `pip install mkdocs-partner-kb[i18n]`.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from babel.messages.catalog import Catalog, TranslationError
from babel.messages.catalog import Message as BabelMessage
from babel.messages.checkers import checkers as babel_checkers
from babel.messages.checkers import num_plurals

from partner_kb.errors import Problem
from partner_kb.translation.markup import PERCENT
from partner_kb.translation.po import Message, PoFile, render_po

#: Those of pofilter's tests that are right in every language, with our rule for the same.
_POFILTERS = {
    "xmltags": "markup",
    "pythonbraceformat": "placeholder",
    "escapes": "",
    "tabs": "",
    "emails": "",
    "newlines": "line-break",
    "compendiumconflicts": "",
    "credits": "",
}
_DENNIS_SAME = {"E101": "placeholder", "E102": "placeholder", "E103": "placeholder",
                "E104": "placeholder", "E201": "placeholder", "W202": "placeholder",
                "W303": "markup"}  # fmt: skip
_DENNIS_RULES = ("E101", "E102", "E103", "E104", "E201", "W303")


def check_with_tools(
    catalog: PoFile, locale: str, known: Container[tuple[int, str]]
) -> Iterator[Problem]:
    """The findings of all checkers that are installed; `known` has (line, rule) of ours."""
    yield from _babel(catalog, locale, known)
    if find_spec("dennis"):
        yield from _dennis(catalog, known)
    if find_spec("translate"):
        yield from _pofilter(catalog, known)


def installed_tools() -> tuple[str, ...]:
    """The names of the checkers that `check_with_tools` uses here."""
    optional = (("dennis", "dennis"), ("translate", "translate-toolkit"))
    return ("Babel", *(name for module, name in optional if find_spec(module)))


def _babel(catalog: PoFile, locale: str, known: Container[tuple[int, str]]) -> Iterator[Problem]:
    container = Catalog(locale=locale.replace("-", "_"))
    for message in catalog.active():
        if not message.translated:
            continue
        msgid = (message.msgid, message.msgid_plural) if message.msgid_plural else message.msgid
        string = message.strings if message.msgid_plural else message.strings[0]
        flags = ["python-format"] if "python-format" in message.flags else []
        if not flags and PERCENT.search(message.msgid):
            continue
        one = BabelMessage(msgid, string, flags=flags)
        for checker in babel_checkers:
            if checker is num_plurals:  # the header may tell more apart than Babel does
                continue
            try:
                checker(container, one)
            except TranslationError as error:
                if not _known(message, "placeholder", known):
                    yield catalog.problem(message.line, "babel", str(error))


def _known(message: Message, rule: str, known: Container[tuple[int, str]]) -> bool:
    lines = (message.line, *message.string_lines)
    return any((line, rule) in known for line in lines)


def _dennis(catalog: PoFile, known: Container[tuple[int, str]]) -> Iterator[Problem]:
    linter: Any = import_module("dennis.linter").Linter(
        ["python-format", "python-brace-format"], _DENNIS_RULES
    )
    for finding in linter.verify_file(render_po(catalog)):
        message = catalog.by_key.get((finding.poentry.msgctxt, finding.poentry.msgid))
        if message is None or message.fuzzy:
            continue
        if not _known(message, _DENNIS_SAME.get(finding.code, ""), known):
            text = f"{finding.code}: {finding.msg}"
            yield catalog.problem(message.line, "dennis", text, warning=finding.kind != "err")


def _pofilter(catalog: PoFile, known: Container[tuple[int, str]]) -> Iterator[Problem]:
    checks: Any = import_module("translate.filters.checks")
    units: Any = import_module("translate.storage.pypo")
    checker = checks.StandardUnitChecker(limitfilters=list(_POFILTERS))
    texts = checks.StandardChecker(limitfilters=list(_POFILTERS))
    for message in catalog.active():
        if not message.translated or message.msgid_plural is not None:
            continue
        unit = units.pounit(message.msgid)
        unit.target = message.strings[0]
        found = {**checker.run_filters(unit), **texts.run_filters(unit)}
        for name, said in found.items():
            if not _known(message, _POFILTERS.get(name, ""), known):
                text = f"{name}: {' '.join(str(said).split())}"
                yield catalog.problem(message.line, "pofilter", text, warning=True)
