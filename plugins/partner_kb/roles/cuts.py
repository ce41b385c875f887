"""Where a text may be cut into names: at separators, before a purpose, behind an attribute."""

from __future__ import annotations

import re
from collections.abc import Iterator

from partner_kb.roles.words import is_joined, key


def cut_all(text: str) -> tuple[list[str], str]:
    """The words of a text, or its characters where it has no blanks; what stands between two."""
    wanted = key(text)
    return (list(wanted), "") if is_joined(wanted) else (wanted.split(), " ")


def cut_at(separator: re.Pattern[str], text: str) -> list[str]:
    """What stands between separators, where it is anything."""
    return [part for part in separator.split(text) if key(part)]


def heads_before(purpose: re.Pattern[str], text: str) -> Iterator[str]:
    """What stands before a purpose, the longest first: one word may begin purposes or not."""
    for match in reversed(list(purpose.finditer(text))):
        if text[: match.start()].strip():
            yield text[: match.start()]


def tails_behind(attribute: re.Pattern[str], text: str) -> Iterator[str]:
    """What stands behind an attribute, the shortest first."""
    for match in reversed(list(attribute.finditer(text))):
        if text[match.end() :].strip():
            yield text[match.end() :]
