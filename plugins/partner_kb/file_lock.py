"""One process at a time: a lock of the system's on a file, so that a killed process holds none.

In: the lock's file, made where it is missing. Out: the right to go on. Where the file cannot be
written, or the system has no such locks (Windows), nobody waits.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO


@contextmanager
def one_at_a_time(path: Path, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Wait until no other process is within the same lock; tell `waiting` if that is needed."""
    with ExitStack() as stack:
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            stack.enter_context(_locked(stack.enter_context(open(path, "ab")), waiting))
        yield


@contextmanager
def _locked(stream: IO[bytes], waiting: Callable[[], None] | None) -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    import fcntl

    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        if waiting is not None:
            waiting()
        fcntl.flock(stream, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(stream, fcntl.LOCK_UN)  # forks that live on have the file open as well
