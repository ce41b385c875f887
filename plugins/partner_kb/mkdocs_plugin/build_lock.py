"""One build at a time in a cache folder: the staged pages in it belong to the build that runs.

In: the cache folder. Out: the right to use it, when the builds before have ended. The lock is the
system's, so that a killed process holds none; where the system has none (Windows), nobody waits.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

log = logging.getLogger("mkdocs.plugins.partner_kb")

NAME = "lock"


@contextmanager
def one_build(cache: Path) -> Iterator[None]:
    """Wait until no other build uses `cache`, and use it."""
    with ExitStack() as stack:
        with suppress(OSError):  # a folder that cannot be written keeps nothing either
            cache.mkdir(parents=True, exist_ok=True)
            stack.enter_context(_locked(stack.enter_context(open(cache / NAME, "ab")), cache))
        yield


@contextmanager
def _locked(stream: IO[bytes], cache: Path) -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    import fcntl

    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        log.warning("Another build uses %s; this one begins when it has ended.", cache)
        fcntl.flock(stream, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(stream, fcntl.LOCK_UN)  # forks that live on have the file open as well
