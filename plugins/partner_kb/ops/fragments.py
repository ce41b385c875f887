"""Anchors that links lead to: looked up when all pages are written.

In: each link with a fragment, as its page is written. Out: a problem for each that leads to a
heading which its page does not have.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import replace

from partner_kb.errors import Problem, near_miss
from partner_kb.ops.context import Target
from partner_kb.ops.emit import Emitted
from partner_kb.ops.places import MappedText


class Fragments:
    """Links with fragments, collected over all pages."""

    def __init__(self) -> None:
        self._links: list[tuple[str, str, str, Problem]] = []

    def note(self, target: Target, href: str, locale: str, page: str, text: MappedText) -> None:
        """Remember where a link of a page leads, if it has a fragment."""
        path, mark, fragment = target.href.partition("#")
        if mark and fragment and "://" not in path and not path.startswith("mailto:"):
            leads_to = (
                posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
            )
            place = text.place(text.offset_of(f"({href}", (1, len(text.text)), whole=True))
            problem = Problem(
                text.shown, *place, "warning", "anchor-missing",
                f'"{href}" leads to a heading that "{leads_to}" does not have',
            )  # fmt: skip
            self._links.append((locale, leads_to, fragment, problem))

    def check(self, emitted: Mapping[tuple[str, str], Emitted], default: str) -> list[Problem]:
        """What leads nowhere; a page missing in a locale is that of the `default` one."""
        problems: list[Problem] = []
        for locale, page, fragment, problem in self._links:
            found = emitted.get((locale, page)) or emitted.get((default, page))
            if found is not None and fragment not in found.anchors:
                hint = near_miss(fragment, found.anchors)
                problems.append(replace(problem, message=problem.message + f".{hint}"))
        return problems
