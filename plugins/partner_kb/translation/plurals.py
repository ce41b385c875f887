"""The plural rule of a language, as gettext writes it.

In: a locale, or the rule that a catalog states. Out: a rule, or whether the stated one is enough.
Babel's table has the rules that gettext's own tools write; it lacks many languages, for which
CLDR's rules are turned into gettext's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from gettext import c2py

from babel import Locale
from babel.messages.plurals import PLURALS, get_plural
from babel.plural import to_gettext

from partner_kb.catalog import PLURAL_NUMBERS


@dataclass(frozen=True, slots=True)
class PluralRule:
    """How many forms there are, and the expression in `n` that gives the number of one."""

    count: int
    expression: str

    def __str__(self) -> str:
        """As the header of a catalog has it."""
        return f"nplurals={self.count}; plural={self.expression};"


def plural_rule_of(locale: str) -> PluralRule:
    """The rule for a locale (BCP 47)."""
    name = locale.replace("-", "_")
    if name in PLURALS or name.split("_")[0] in PLURALS:
        known = get_plural(name)
        return PluralRule(known.num_plurals, known.plural_expr)
    count, _, rest = to_gettext(Locale.parse(name).plural_form).partition("; plural=")
    return PluralRule(int(count.removeprefix("nplurals=")), rest.rstrip(";"))


def is_enough(stated: str, locale: str) -> bool:
    """Whether numbers that need different forms get different ones, by Babel's table or by CLDR.

    A rule may tell more apart: that of some tools has a form for fractions, or for millions.
    """
    form = c2py(stated)
    cldr = Locale.parse(locale, sep="-").plural_form
    rule: Callable[[int], int] = c2py(plural_rule_of(locale).expression)
    return _tells_apart(form, rule) or _tells_apart(form, cldr)


def _tells_apart(form: Callable[[int], int], needed: Callable[[int], object]) -> bool:
    found: dict[int, object] = {}
    return all(found.setdefault(form(n), needed(n)) == needed(n) for n in range(PLURAL_NUMBERS))
