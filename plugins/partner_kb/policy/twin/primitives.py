"""What neither language says in the other's words.

The twins of these functions are in assets/js/policy/runtime.js.
"""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


def groups(pattern: str, text: str) -> list[str] | None:
    """The groups of a match of the whole text (the match itself first); None without a match."""
    found = _compiled(pattern).fullmatch(text)
    return None if found is None else [found.group(0), *(part or "" for part in found.groups())]


def begins(pattern: str, text: str) -> bool:
    """Whether the text begins with a match of the pattern."""
    return _compiled(pattern).match(text) is not None
