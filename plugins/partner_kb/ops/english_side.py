"""One side of a page, and which English stands where several locales bring one.

In: sides of the same page. Out: the one to use, and where the others differ from it. Alternative
texts have no English beside them, so they do not count.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from partner_kb.errors import Problem
from partner_kb.ops.colon_marks import parse_attributes
from partner_kb.ops.docset import RawPage
from partner_kb.ops.parser import parse_markdown, plain_text
from partner_kb.ops.places import MappedText
from partner_kb.ops.role_lines import RoleLines

_IMAGE = re.compile(r":::+\s*image\b.*?:::+", re.I | re.S)


@dataclass(slots=True)
class Side:
    """One page in one language, on its way from raw to clean."""

    raw: RawPage
    locale: str
    text: MappedText
    roles: RoleLines
    is_english_side: bool = False
    foreign_alts: frozenset[str] | None = None


def choose_english(versions: Sequence[Side]) -> tuple[Side, list[Problem]]:
    """The English that stands: the newest, then what most locales have, then by locale."""
    problems: list[Problem] = []
    texts = defaultdict(list)
    for side in versions:
        texts[_comparable(side.text.text)].append(side)
    ranked = sorted(
        versions,
        key=lambda side: (
            -(side.raw.front.date.toordinal() if side.raw.front.date else 0),
            -(side.raw.front.translated.toordinal() if side.raw.front.translated else 0),
            -len(texts[_comparable(side.text.text)]),
            side.raw.locale,
        ),
    )
    chosen = ranked[0]
    for side in ranked[1:]:
        line = _first_difference(chosen.text.text, side.text.text)
        if line is not None:
            problems.append(
                side.text.problem(
                    line,
                    "warning",
                    "english-differs",
                    f"the English beside {side.raw.locale} differs from that beside "
                    f"{chosen.raw.locale}; the latter is used (the newest, then what most "
                    "have)",
                )
            )
    return chosen, problems


def alternative_texts(text: str) -> frozenset[str]:
    """The alternative texts of a page's images, as the reader would hear them."""
    found = set()
    if "![" in text:
        for node in parse_markdown(text).walk():
            if node.type == "image":
                found.add(" ".join(plain_text(node).split()))
    for match in _IMAGE.finditer(text):
        found.add(" ".join(parse_attributes(match[0]).get("alt-text", "").split()))
    return frozenset(found - {""})


def _comparable(text: str) -> str:
    """A side's text without what has no English: alternative texts."""
    return re.sub(r"!\[[^\]]*\]", "![]", _IMAGE.sub(":::image:::", text))


def _first_difference(ours: str, theirs: str) -> int | None:
    """The first line (from 1) of `theirs` that differs, beyond alternative texts."""
    left, right = _comparable(ours).split("\n"), _comparable(theirs).split("\n")
    for number, (mine, other) in enumerate(zip(left, right, strict=False), 1):
        if mine.rstrip() != other.rstrip():
            return number
    return None if len(left) == len(right) else min(len(left), len(right))
