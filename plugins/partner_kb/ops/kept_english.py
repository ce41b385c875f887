"""The English of a page that came without it, out of the segments of an earlier import.

In: a page's text in its own language, and the segments that its side-by-side form gave. Out: the
English side, where the text still is the one that the segments were made from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from partner_kb.model import Segment
from partner_kb.ops.places import MappedText

_MARKS = re.compile(
    r"(?P<fence>```+|~~~+).*?(?:(?P=fence)|\Z)"
    r"|<[^<>]*>|\]\([^()\n]*\)|:::[^\n]*|\[[^\][\n]*\]|`[^`\n]*`|&#?\w+;", re.S,
)  # fmt: skip
"""What may stand between two segments and holds letters or digits, yet is no text of its own."""


def kept_english(target: MappedText, segments: Sequence[Segment]) -> MappedText | None:
    r"""The English of `target`; None where its text is not that of `segments`, all of them.

    Side-by-side pages escape `*` and `_` where others do not. The places of what is given back
    are those in the English text itself.
    """
    text = _plain(target.text)
    pieces: list[str] = []
    position = 0
    for segment in segments:
        wanted = _plain(segment.target)
        start = text.find(wanted, position)
        if start < 0 or not _are_marks(text[position:start]):
            return None
        pieces += [text[position:start], segment.source]
        position = start + len(wanted)
    if not pieces or not _are_marks(text[position:]):
        return None
    return MappedText.whole("".join([*pieces, text[position:]]), target.shown)


def _are_marks(text: str) -> bool:
    return not any(char.isalpha() for char in _MARKS.sub("", text))


def _plain(text: str) -> str:
    return text.replace("\\*", "*").replace("\\_", "_")
