"""What msgfmt would refuse in a PO file whose every line can be read.

In: a `PoFile`. Out: problems of its charset, its plural rule and forms, and of msgids that stand
twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import c2py

from partner_kb.errors import Problem
from partner_kb.translation.po import Key, PoFile


def structure_problems(catalog: PoFile) -> Iterator[Problem]:
    """Every such problem, at its line."""
    content_type = catalog.fields.get("Content-Type", "")
    charset = content_type.partition("charset=")[2].strip().lower()
    if content_type and charset not in {"utf-8", "utf8", "charset"}:
        yield catalog.problem(
            catalog.header.line,
            "po-charset",
            f'the header says charset "{charset}"; the file must be UTF-8 and say so',
        )
    yield from _plural_rule_problems(catalog)
    expected = catalog.plurals[0] if catalog.plurals else None
    seen: dict[Key, int] = {}
    for message in catalog.active():
        if message.key in seen:
            yield catalog.problem(
                message.line,
                "po-duplicate",
                f"this msgid stands a second time; the first is on line {seen[message.key]}",
            )
        seen.setdefault(message.key, message.line)
        if message.msgid_plural is None or expected is None:
            continue
        if len(message.strings) != expected:
            yield catalog.problem(
                message.line,
                "po-plural-count",
                f"{len(message.strings)} plural forms, the header's Plural-Forms says {expected}",
            )


def _plural_rule_problems(catalog: PoFile) -> Iterator[Problem]:
    """A plural rule that gettext cannot read, or that counts further than its forms."""
    stated = catalog.fields.get("Plural-Forms", "")
    if not stated or "EXPRESSION" in stated:  # as a template has it
        return
    line, said = catalog.header_line("Plural-Forms"), ""
    if catalog.plurals is None:
        said = "it must be of the form nplurals=2; plural=(n != 1);"
    else:
        count, expression = catalog.plurals
        try:
            rule = c2py(expression)
            highest = max(rule(number) for number in range(200))
        except (ValueError, ZeroDivisionError, RecursionError, OverflowError) as error:
            said = f"it cannot be used: {error}"
        else:
            if highest >= count:
                said = f"the rule gives form {highest}, but nplurals says {count}"
    if said:
        yield catalog.problem(line, "po-plural-rule", f'the header says "{stated}"; {said}')
