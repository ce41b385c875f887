"""Names of files that every reader of a knowledge base can use.

A page's path becomes files on other people's disks (Windows among them) and an address. What
either cannot hold is refused at the door, so that nothing later has to think of it.
https://learn.microsoft.com/windows/win32/fileio/naming-a-file
"""

from __future__ import annotations

import re
from pathlib import Path

_CHARACTERS = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\\#%\u2028\u2029\ud800-\udfff]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?\Z", re.I)
_MAX_NAME = 200
"""Bytes of UTF-8 in a name: file systems take 255, and records and temporary files add to it."""
_MAX_PATH = 1000


def unusable_part(path: str) -> str | None:
    """What is wrong with a relative path, as a sentence; None where nothing is."""
    if len(path.encode("utf-8", "surrogateescape")) > _MAX_PATH:
        return f"the path is longer than {_MAX_PATH} bytes"
    for name in path.split("/"):
        shown = escaped(name)
        bad = _CHARACTERS.search(name)
        if bad:
            return (
                f'the character "{escaped(bad[0])}" in "{_short(shown)}": a name that Windows or '
                "an address cannot hold; rename the file"
            )
        if name in ("", ".", ".."):
            return f'"{name}" in the path leads to another folder'
        if _RESERVED.match(name):
            return f'"{shown}" is a name that Windows keeps for itself; rename it'
        if name.endswith((" ", ".")):
            return f'"{shown}" ends in a space or a full stop, which Windows drops; rename it'
        if len(name.encode("utf-8")) > _MAX_NAME:
            return f'"{_short(shown)}" is longer than {_MAX_NAME} bytes; rename it'
    return None


def shown_path(path: Path | str) -> str:
    """A path as a problem names it: on one line, and printable whatever bytes it has."""
    return escaped(str(path))


def escaped(text: str) -> str:
    """Control characters and undecodable bytes as Python escapes; all others as they are."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or char == "\u3000" else char.encode("unicode_escape").decode()
        for char in text
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
