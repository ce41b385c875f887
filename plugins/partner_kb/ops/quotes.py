"""Quotation marks of markup that a translation wrote as entities: `<a name=&quot;x&quot;>`.

In: a page's body, both sides still in it. Out: the same with those marks read as marks, and what
was mended. The damage runs from one quotation mark to the next that stayed, over tags, triple
colons, prose and code alike; an entity that an author wrote into an alternative text is another
matter and stays.
"""

from __future__ import annotations

import re

from partner_kb.errors import Problem
from partner_kb.ops.places import MappedBuilder, MappedText

_ENTITY = "&quot;"
_BETWEEN = re.compile(r'[^"]+')
_DAMAGE = re.compile(r"[=＝][ \u00a0]?&quot;|&quot;[ \u00a0]?(?:/?>|:::)")


def mend_quotes(page: MappedText) -> tuple[MappedText, tuple[Problem, ...]]:
    """Read encoded quotation marks as such where they delimit attributes."""
    if _ENTITY not in page.text:
        return page, ()
    spans = [between.span() for between in _BETWEEN.finditer(page.text) if _is_damaged(between[0])]
    if not spans:
        return page, ()
    builder = MappedBuilder(page.shown, page.origin)
    problems: list[Problem] = []
    position = 0
    for start, end in spans:
        at = page.text.find(_ENTITY, start, end)
        problems.append(
            Problem(page.shown, *page.place(at), "warning", "quotes-mended",
                    'quotation marks of markup are written as "&quot;" here; they were read as '
                    "such")
        )  # fmt: skip
        while at != -1:
            builder.copy(page, position, at)
            builder.add('"', page.part(at, at + 1).pieces[0][1])
            position = at + len(_ENTITY)
            at = page.text.find(_ENTITY, position, end)
    builder.copy(page, position, len(page.text))
    return builder.done(), tuple(problems)


def _is_damaged(text: str) -> bool:
    return _ENTITY in text and bool(_DAMAGE.search(text))
