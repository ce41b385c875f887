"""Anchors of questions: links to a FAQ in YAML use the vendor's own ids for them.

There, each sign of a question is a hyphen (`what-s-new-`), where a heading's id drops it
(`whats-new`); and a translated page has the ids of its English. In: the sides of all pages. Out:
the id of the question that a fragment means.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from partner_kb.ops.context import Target
from partner_kb.ops.english_side import Side
from partner_kb.ops.headings import Headings
from partner_kb.ops.parser import parse_markdown, plain_text

_SEVERAL = -1
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _Page:
    """The ids of a page's headings in their order, and the place of each by its words."""

    ids: tuple[str, ...]
    places: Mapping[str, int]

    def index(self, fragment: str) -> int | None:
        """The place of the one heading that a fragment means."""
        place = self.places.get(_key(fragment), _SEVERAL)
        return None if place == _SEVERAL else place


class Questions:
    """The questions of all FAQ pages; a page is read when it is first asked for."""

    def __init__(self, sides: Iterable[Side], default: str) -> None:
        self._sides = {(side.locale, side.raw.path): side for side in sides if _is_faq(side)}
        self._default = default
        self._pages: dict[tuple[str, str], _Page] = {}

    def target(self, target: Target, locale: str, page: str) -> Target:
        """Where a link of `page` leads, with the id that its target has for the question."""
        path, _, fragment = target.href.partition("#")
        if not self._sides or not fragment or "://" in path:
            return target
        where = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        found = self._anchor(locale, where, fragment)
        return replace(target, href=f"{path}#{found}") if found else target

    def _anchor(self, locale: str, path: str, fragment: str) -> str | None:
        shown = self._page(locale, path)
        english = self._page(self._default, path)
        if shown is None or fragment in shown.ids:
            return None
        index = shown.index(fragment)
        if index is None and english is not None and len(english.ids) == len(shown.ids):
            index = english.index(fragment)
        return shown.ids[index] if index is not None else None

    def _page(self, locale: str, path: str) -> _Page | None:
        side = self._sides.get((locale, path)) or self._sides.get((self._default, path))
        if side is None:
            return None
        key = side.locale, path
        if key not in self._pages:
            self._pages[key] = _read(side)
        return self._pages[key]


def _is_faq(side: Side) -> bool:
    return side.raw.kind == "faq"


def _read(side: Side) -> _Page:
    headings, ids, places = Headings(), list[str](), dict[str, int]()
    try:
        nodes = parse_markdown(side.text.text).children
    except RecursionError:  # the page is refused when it is written
        nodes = []
    for node in nodes:
        if node.type != "heading":
            continue
        words = plain_text(node)
        name = headings.heading(node, words).rpartition("{#")[2].removesuffix("}")
        for key in {_key(words), _key(name)}:
            places[key] = _SEVERAL if key in places or not key else len(ids)
        ids.append(name)
    return _Page(tuple(ids), places)


def _key(text: str) -> str:
    """Words with a hyphen for each run of signs."""
    return _SIGNS.sub("-", text.casefold()).strip("-")
