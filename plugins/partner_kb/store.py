"""What a build made before, by the hash of everything it was made from.

In: a key and a JSON value. Out: the value, or None where there is none that can be trusted. What
was put, and what was used, is written with `flush`: once for many values, which is far faster than
a file for each. Equal keys hold equal values, so that any number of builds may share a store. It
may be deleted at any time; where it cannot be read or written it keeps nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from partner_kb.store_file import ValuesFile

_MOST_WAITING = 16_000_000
"""Bytes of values that wait to be written, for the memory's sake."""

_LONG = 500
"""Characters; longer texts are written as they are: as JSON they take several times as long."""

_PATIENCE = 5.0
"""Seconds to wait while another process writes, which takes a fraction of one."""


def digest(*parts: str | bytes) -> str:
    """A key: equal only for equal parts in the same order."""
    contents = [
        part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in parts
    ]
    lengths = ",".join([str(len(content)) for content in contents])
    return hashlib.sha256(b"".join([lengths.encode(), b":", *contents])).hexdigest()[:40]


class Store:
    """Values by key below a folder, at most `limit` bytes of them after `prune`.

    For one thread of a process and its forks: a fork goes on with the file, and with nothing of
    what its parent has not written yet.
    """

    def __init__(
        self,
        folder: Path,
        limit: int,
        *,
        patience: float = _PATIENCE,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.folder = folder
        self.limit = limit
        self._patience = patience
        self._clock = clock
        self._begin()

    def get(self, key: str) -> Any | None:
        """The value under `key`."""
        self._notice_fork()
        body = self._values.get(key) or self._file.read(key)
        if body is None:
            return None
        self._used.add(key)
        return _decoded(body)

    def put(self, key: str, value: Any) -> None:
        """Keep `value`, which JSON must be able to hold, under `key`."""
        self._notice_fork()
        body = _encoded(value)
        self._values[key] = body
        self._waiting += len(body)
        if self._waiting > _MOST_WAITING:
            self.flush()

    def flush(self) -> None:
        """Write what was put and used since, for other processes and builds to find."""
        self._notice_fork()
        if self._values or self._used:
            self._file.write(self._values, self._used, self._clock())
        self._file.close()
        self._forget_waiting()

    def prune(self) -> None:
        """Write, and forget what was not used for longest until `limit` bytes are left."""
        self.flush()
        self._file.prune(self.limit)
        self._file.close()

    def _begin(self) -> None:
        self._process = os.getpid()
        self._file = ValuesFile(self.folder, self._patience)
        self._forget_waiting()

    def _forget_waiting(self) -> None:
        self._values: dict[str, bytes] = {}
        self._used: set[str] = set()
        self._waiting = 0

    def _notice_fork(self) -> None:
        if os.getpid() != self._process:
            self._inherited = self._file  # never to be closed here: its locks are the parent's
            self._begin()


def _encoded(value: Any) -> bytes:
    """A line of JSON with all but the long texts of `value`, and these, one after the other."""
    texts: dict[str, bytes] = {}
    if isinstance(value, dict):
        texts = {
            name: text.encode()
            for name, text in value.items()
            if isinstance(text, str) and len(text) > _LONG
        }
        value = {name: item for name, item in value.items() if name not in texts}
    head = [value, [[name, len(text)] for name, text in texts.items()]]
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return b"\n".join([line, b"".join(texts.values())])


def _decoded(body: bytes) -> Any:
    end = body.index(b"\n")
    value, texts = json.loads(body[:end])
    start = end + 1
    for name, length in texts:
        value[name] = body[start : start + length].decode()
        start += length
    return value
