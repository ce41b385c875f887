"""Emoji by name: `:warning:` becomes the character, as docfx has it, by GitHub's list of names.

In: text of a line, without its code. Out: the same with characters; a name that nobody knows stays.
"""

from __future__ import annotations

import re

_NAME = re.compile(r":(?<![^\s(\[*_>|（]:)[a-z0-9_+-]{1,40}:(?![\w:])")


def emoji_as_characters(text: str) -> str:
    """The text with the characters that names in colons stand for."""
    return _NAME.sub(_character, text) if ":" in text else text


def has_emoji(text: str) -> bool:
    """Whether something in the text may be the name of one."""
    return bool(_NAME.search(text))


def _character(name: re.Match[str]) -> str:
    # a long list, seldom asked for, without types
    from pymdownx.gemoji_db import aliases, emoji  # type: ignore[import-untyped]

    known = emoji.get(aliases.get(name[0], name[0]))
    if known is None:
        return name[0]
    points = known.get("unicode_alt") or known.get("unicode") or ""  # a picture of GitHub's own
    return "".join(chr(int(point, 16)) for point in points.split("-")) if points else name[0]
