"""What a build made before, by the hash of everything it was made from.

In: a key and a JSON value. Out: the value, or None where there is none that can be trusted. One
file a key, with a checksum in front: a file that was cut off or changed is as good as none, a
folder that cannot be written keeps nothing. Files are renamed into place and equal keys hold equal
values, so that any number of builds may share a store. It may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

_DAY = 86_400


def digest(*parts: str | bytes) -> str:
    """A key: equal only for equal parts in the same order."""
    found = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(f"{len(content)}:".encode())
        found.update(content)
    return found.hexdigest()[:40]


class Store:
    """Values by key below a folder, at most `limit` bytes of them after `prune`."""

    def __init__(self, folder: Path, limit: int) -> None:
        self.folder = folder
        self.limit = limit

    def get(self, key: str) -> Any | None:
        """The value under `key`."""
        path = self._path(key)
        try:
            head, _, body = path.read_bytes().partition(b"\n")
            if head.decode("ascii", "replace") != _checksum(body):
                return None
            value = json.loads(body)
            os.utime(path)
        except (OSError, ValueError):
            return None
        return value

    def put(self, key: str, value: Any) -> None:
        """Keep `value`, which JSON must be able to hold, under `key`."""
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        path = self._path(key)
        temporary = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}.tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(_checksum(body).encode() + b"\n" + body)
            temporary.replace(path)
        except OSError:
            with suppress(OSError):
                temporary.unlink()

    def prune(self, now: float) -> None:
        """Delete what was not used for longest, until at most `limit` bytes are left.

        `now` is the time as `time.time()` gives it: files that a killed build left half-way are
        deleted once they are a day old.
        """
        kept: list[tuple[float, int, str]] = []
        for entry in _entries(self.folder):
            with suppress(OSError):
                facts = entry.stat()
                if not entry.name.endswith(".tmp"):
                    kept.append((facts.st_mtime, facts.st_size, entry.path))
                elif facts.st_mtime < now - _DAY:
                    os.unlink(entry.path)
        total = sum(size for _, size, _ in kept)
        for _, size, path in sorted(kept):
            if total <= self.limit:
                break
            with suppress(OSError):
                os.unlink(path)
            total -= size

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key


def _checksum(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _entries(folder: Path) -> Iterable[os.DirEntry[str]]:
    """The files of the store's folders."""
    with suppress(OSError), os.scandir(folder) as shelves:
        for shelf in shelves:
            if shelf.is_dir(follow_symlinks=False):
                with suppress(OSError), os.scandir(shelf.path) as files:
                    yield from list(files)
