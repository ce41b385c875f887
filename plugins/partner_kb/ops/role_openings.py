"""Labels of role lines: how the beginning of a line can be read as one.

In: a line as its reader sees it. Out: `Opening`s, known labels first; each says where the values
would begin. A label ends at a colon, a dash, or where its bold print ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from partner_kb.ops.role_groups import Group
from partner_kb.ops.visible import EDGE, Visible
from partner_kb.roles.vocabulary import Kind, Vocabulary
from partner_kb.roles.words import normalise

LABEL_LENGTH = 48
"""How long a label may be."""
_LABEL_WORDS = 7

COLON = re.compile(r"[:：﹕]")
_SENTENCE_END = re.compile(r"[.!?]\s+\S|[。！？]\s*\S")
_DASH = re.compile(r"\s[-–—―]\s?|[–—―]")


@dataclass(frozen=True, slots=True)
class Opening:
    """A label at the start of a line; `rest` is where values may begin. `sure`: a known label.

    `count` is how many values the English has in this place, 0 where there is none.
    """

    kind: Kind | None
    label: str
    rest: int
    bold: bool
    sure: bool
    count: int = 0


def openings(
    seen: Visible,
    vocabulary: Vocabulary,
    locale: str,
    expected: Group | None,
    *,
    guess: bool = False,
) -> Iterator[Opening]:
    """The ways to read a label at the start of a line: known ones first.

    `expected` is the group that the English side of the page has at this place. With `guess`, an
    unknown bold text may be a label, too.
    """
    count = len(expected.values) if expected else 0
    whole = seen.text.strip(EDGE)
    if len(seen.text) <= LABEL_LENGTH and (kind := vocabulary.label(whole, locale)):
        # Before any part of it that is a label as well, where bold print ends within it.
        bold = any(seen.bold) or "**" in seen.text
        yield Opening(kind, whole, len(seen.text), bold, sure=True, count=count)
    candidates = []
    for end, rest in _label_edges(seen):
        label = seen.text[:end].strip(EDGE)
        if not label:
            continue
        bold = any(seen.bold[:end]) or "**" in seen.text[:end]
        kind = vocabulary.label(label, locale)
        if kind and rest < len(seen.text):
            yield Opening(kind, label, rest, bold, sure=True, count=count)
        candidates.append((label, rest, bold))
    for label, rest, bold in candidates:
        if expected and (rest < len(seen.text) or expected.form == "list"):
            yield Opening(expected.kind, label, rest, bold=True, sure=True, count=count)
        elif guess and not expected and bold and _may_be_label(label, vocabulary, locale):
            yield Opening(None, label, rest, bold, sure=False)


def _may_be_label(text: str, vocabulary: Vocabulary, locale: str) -> bool:
    """Whether an unknown bold text can be a label: a few words of one sentence, no role itself."""
    words = len(normalise(text).split())
    if words > _LABEL_WORDS or _SENTENCE_END.search(text):
        return False
    return not vocabulary.recognise_all(text, locale)


def _label_edges(seen: Visible) -> list[tuple[int, int]]:
    """Where a label at the start of a line may end, and where its values would begin."""
    text = seen.text[:LABEL_LENGTH]
    found: list[tuple[int, int]] = []
    if colon := COLON.search(text):
        found.append(colon.span())
    elif dash := _DASH.search(text):
        found.append(dash.span())
    else:
        found += [
            (index, index)
            for index in range(1, len(text))
            if seen.bold[index - 1] and not seen.bold[index]
        ]
    if len(seen.text) <= LABEL_LENGTH and not (found and normalise(seen.text[found[0][1] :])):
        found.append((len(seen.text), len(seen.text)))
    return found
