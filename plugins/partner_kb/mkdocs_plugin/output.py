"""Writing what a build makes and can make again: whole files, but without waiting for the disk.

In: a path and its text. Out: the file. A build writes hundreds; `files.write_atomic`, which
people's own files need, flushes each of them to the disk. Here a reader never meets half of a file
either (it is renamed into place), and what a power cut leaves is mended by the next build.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path


def write_output(path: Path, text: str | bytes) -> bool:
    """Write `path`, making its folder; False where it held this text already."""
    content = text.encode("utf-8") if isinstance(text, str) else text
    with suppress(OSError):
        if path.stat().st_size == len(content) and path.read_bytes() == content:
            return False
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}.tmp")
    try:
        _fill(temporary, content)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return True


def _fill(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
