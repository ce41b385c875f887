"""Which of several locales speaks for another one: the same language in the same script.

In: a locale, and those that there is something for. Out: the nearest, or nothing. Scripts that a
locale doesn't name are CLDR's likely ones, so that `zh-Hant-TW` finds `zh-TW` and never `zh`, which
is in simplified characters, and `sr-Latn` finds `sh` and never `sr`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from babel.core import get_global, parse_locale


def nearest_locale(locale: str, known: Iterable[str]) -> str | None:
    """The locale itself, else one of its region, else the one that names least."""
    names = sorted(known, key=lambda name: (len(name), name))
    if locale in names:
        return locale
    language, script, region = _full(locale)
    same = {name: _full(name) for name in names}
    near = [name for name, full in same.items() if full[:2] == (language, script)]
    there = [name for name in near if same[name][2] == region]
    return next(iter((*there, *near)), None)


@lru_cache(maxsize=1024)
def _full(locale: str) -> tuple[str, str, str]:
    """Language, script and region, the likely ones where the locale names none."""
    try:
        language, region, script = parse_locale(locale, sep="-")[:3]
    except ValueError:
        return locale, "", ""
    alias = get_global("language_aliases").get(language)
    if alias:
        language, _, other = parse_locale(alias)[:3]
        script = script or other
    likely = get_global("likely_subtags")
    for parts in ((script, region), (None, region), (script, None), (None, None)):
        found = likely.get("_".join(filter(None, (language, *parts))))
        if found:
            _, usual_region, usual_script = parse_locale(found)[:3]
            return language, script or usual_script or "", region or usual_region or ""
    return language, script or "", region or ""
