"""Light and dark for pages on which no script has chosen: the system's choice holds there.

In: a style sheet whose rules for either name the `data-md-color-scheme` of `<body>`, which our
script sets. Out: the same rules once more, for a body without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from partner_kb.mkdocs_plugin.material_style import rules, split_selectors

UNSET = "body:not([data-md-color-scheme])"
DARK = "@media screen and (prefers-color-scheme:dark)"
LIGHT = "@media not screen,(prefers-color-scheme:light)"
"""Paper is light, whatever the reader has chosen."""

_SCHEME = re.compile(r"""\[data-md-color-scheme=["']?(default|slate)["']?\]""")
_SCREEN = re.compile(r"@media\s+screen\s*")


def with_unset_scheme(css: str) -> str:
    """`css`, and at its end what it says of light and dark for a body without a scheme.

    Rules that hold for `:root` or for both schemes need no copy.
    """
    added = css
    for scheme, media in (("default", LIGHT), ("slate", DARK)):
        if copied := "".join(_copied(css, scheme)):
            added += f"{media}{{{copied}}}\n"
    return added


def _copied(css: str, scheme: str) -> Iterator[str]:
    for prelude, body in rules(css):
        if body is None:
            continue
        if _SCREEN.fullmatch(prelude):
            yield from _copied(body, scheme)
        elif prelude.startswith("@"):
            if prelude.startswith("@media") and (inner := "".join(_copied(body, scheme))):
                yield f"{prelude}{{{inner}}}"
        else:
            selectors = [one.strip() for one in split_selectors(prelude)]
            named = {found[1] for one in selectors for found in _SCHEME.finditer(one)}
            if named == {scheme} and ":root" not in selectors:
                copies = [_SCHEME.sub(UNSET, one) for one in selectors if _SCHEME.search(one)]
                yield f"{','.join(copies)}{{{body.strip()}}}"
