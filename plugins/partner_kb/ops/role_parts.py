"""Lines that hold two labels: one line in, one for each label out.

"**Applies to**: Partner Center | **Appropriate roles**: Global admin" is read as if each label
stood in a line of its own. A line is cut before a label that the vocabulary knows: in bold print
anywhere, in plain print only where the line begins with such a label, too. Beside English, whose
line has several parts, an unknown bold text before a colon is a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from partner_kb.ops.role_blocks import Line
from partner_kb.ops.role_openings import COLON, LABEL_LENGTH, openings
from partner_kb.ops.visible import EDGE, Visible
from partner_kb.roles.vocabulary import Vocabulary

_BEFORE_LABEL = re.compile(r"[\s|｜│;；.。!！?？]+")
_BETWEEN = " \t\n\r\u00a0\u3000|｜│;；,，、"
_MARKUP = re.compile(r"(?:[*_]|<(?:b|strong)\s*>)+\Z", re.IGNORECASE)


def parts(
    line: Line, markdown: str, vocabulary: Vocabulary, locale: str, expected: int = 1
) -> tuple[Line, ...]:
    """The line, cut before each label behind its first; `expected` parts are in the English."""
    colons = sum(map(line.seen.text.count, ":：﹕"))
    if expected < 2 and colons < 2 and not any(line.seen.bold):
        return (line,)
    known = _known(line.seen, vocabulary, locale, colons)
    if len(known) + 1 < expected:
        unknown = [start for start, end in _bold_runs(line.seen) if _ends_label(line.seen, end)]
        if len(unknown) + 1 == expected:
            known = unknown
    known = [start for start in known if line.seen.text[:start].strip(_BETWEEN)]
    return _cut(line, known, markdown) if known else (line,)


def _known(seen: Visible, vocabulary: Vocabulary, locale: str, colons: int) -> list[int]:
    """Where known labels begin, behind the start of the line."""
    labels = [
        (start, end)
        for start, end in _bold_runs(seen)
        if vocabulary.label(COLON.split(seen.text[start:end])[0], locale)
        and not vocabulary.label(COLON.split(seen.text[:end])[0], locale)
    ]
    if not labels and colons < 2:
        return []
    begins = any(opening.sure for opening in openings(seen, vocabulary, locale, None))
    found = {start for start, end in labels if begins or _ends_label(seen, end)}
    if begins:
        for match in _BEFORE_LABEL.finditer(seen.text):
            start = match.end()
            colon = COLON.search(seen.text, start, start + LABEL_LENGTH)
            if (
                match.start()
                and colon
                and vocabulary.label(seen.text[start : colon.start()], locale)
            ):
                found.add(start)
    return sorted(found)


def _bold_runs(seen: Visible) -> Iterator[tuple[int, int]]:
    """Where bold print begins and ends, behind the start of the line."""
    start = None
    for index, bold in enumerate((*seen.bold, False)):
        if bold and start is None:
            start = index
        elif not bold and start is not None:
            if start and index - start <= LABEL_LENGTH:
                yield start, index
            start = None


def _ends_label(seen: Visible, end: int) -> bool:
    """Whether a colon, or nothing more, is at the end of bold print."""
    rest = seen.text[end:].lstrip(EDGE)
    return not rest or bool(COLON.match(rest)) or bool(COLON.search(seen.text[:end][-2:]))


def _cut(line: Line, starts: Sequence[int], markdown: str) -> tuple[Line, ...]:
    """The line in parts; marks of emphasis before a label are its part's."""
    edges = [0, *starts, len(line.seen.text)]
    raw = [line.start]
    for start in starts:
        place = line.seen.offset(start)
        marks = _MARKUP.search(markdown, raw[-1], place)
        raw.append(marks.start() if marks else place)
    raw.append(line.end)
    found: list[Line] = []
    for part in range(len(edges) - 1):
        first, last = edges[part], edges[part + 1]
        while part < len(starts) and last > first and line.seen.text[last - 1] in _BETWEEN:
            last -= 1
        end = line.seen.end if part == len(starts) else line.seen.offset(last)
        seen = Visible(
            line.seen.text[first:last], line.seen.at[first:last], line.seen.bold[first:last], end
        )
        found.append(
            replace(line, seen=seen, start=raw[part], end=raw[part + 1], part=part, alone=False)
        )
    return tuple(found)
