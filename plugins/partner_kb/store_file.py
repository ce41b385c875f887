"""Values by key in one SQLite file, which may fail to keep anything but never gives a wrong value.

In: a folder, keys and bytes. Out: the bytes that were written under a key, or None. Any number of
processes may read and write at once, and each may be killed at any moment: SQLite's journal takes
back what was half written. A damaged file, or one with other tables, is emptied when something is
written next; a file that is locked for long or cannot be written is left alone.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from pathlib import Path

from partner_kb.file_lock import one_at_a_time

NAME = "values.sqlite3"

_VERSION = 2
"""Goes up when the tables change, or what is in them."""

_PAGE = 8192
"""Bytes, the unit of the file: a value takes one or two."""

_TABLES = (
    # Apart from the values, which SQLite writes anew with each change of their row.
    "CREATE TABLE uses (key TEXT PRIMARY KEY, used REAL NOT NULL, size INTEGER NOT NULL)"
    " WITHOUT ROWID",
    "CREATE TABLE bodies (key TEXT PRIMARY KEY, checksum BLOB NOT NULL, body BLOB NOT NULL)",
)
_SCHEMA = "SELECT sql FROM sqlite_master WHERE sql NOT NULL"
_BODY = "SELECT checksum, body FROM bodies WHERE key = ?"
_SIZE = "SELECT total(size) FROM uses"
_PRUNE = (
    "DELETE FROM uses WHERE key IN (SELECT key FROM ("
    "SELECT key, total(size) OVER (ORDER BY used DESC, key) AS newer FROM uses) WHERE newer > ?)"
)
_PRUNE_BODIES = "DELETE FROM bodies WHERE key NOT IN (SELECT key FROM uses)"

_REFUSAL = (sqlite3.OperationalError, OSError)
"""Locked, full, not to be written: to be caught before the damage, of which it is a kind."""

_DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError, OverflowError, MemoryError)
"""What reading a file raises whose lengths, references or names make no sense."""

_OLD_SHELF = re.compile(r"[0-9a-f]{2}\Z")


class _DamagedError(sqlite3.DatabaseError):
    """A file that SQLite can read, but that is not ours."""


class ValuesFile:
    """The file in a folder, for one process: a fork must make its own."""

    def __init__(self, folder: Path, patience: float) -> None:
        """`patience` is the seconds to wait for others who write."""
        self.path = folder / NAME
        self._patience = patience
        self._connection: sqlite3.Connection | None = None
        self._is_missing = False
        self._is_damaged = False
        self._is_refused = False

    def read(self, key: str) -> bytes | None:
        """What was written under `key`."""
        found: list[tuple[object, object]] = []
        if not self._is_missing:
            self._try(lambda connection: found.extend(connection.execute(_BODY, (key,))))
        for checksum, body in found:
            if isinstance(body, bytes) and checksum == _checksum(key, body):
                return body
        return None

    def write(self, values: Mapping[str, bytes], used: AbstractSet[str], now: float) -> None:
        """Write values, and that they and those under the keys `used` were used `now`."""
        bodies = [(key, _checksum(key, body), body) for key, body in values.items()]
        sizes = [(key, now, len(body)) for key, body in values.items()]
        uses = [(now, key) for key in used - values.keys()]

        def task(connection: sqlite3.Connection) -> None:
            with _transaction(connection):
                connection.executemany("INSERT OR REPLACE INTO bodies VALUES (?, ?, ?)", bodies)
                connection.executemany("INSERT OR REPLACE INTO uses VALUES (?, ?, ?)", sizes)
                connection.executemany("UPDATE uses SET used = ? WHERE key = ?", uses)

        self._try(task, make=True)
        if self._is_damaged:
            self._repair()
            self._try(task, make=True)

    def prune(self, limit: int) -> None:
        """Delete what was not used for longest, until at most `limit` bytes are left."""

        def task(connection: sqlite3.Connection) -> None:
            if connection.execute(_SIZE).fetchone()[0] > limit:
                with _transaction(connection):
                    connection.execute(_PRUNE, (limit,))
                    connection.execute(_PRUNE_BODIES)

        self._try(task)

    def close(self) -> None:
        """Let go of the file; the next call opens it again."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _try(self, task: Callable[[sqlite3.Connection], object], *, make: bool = False) -> None:
        """Do something with the file, if it can be done; `make` the file if there is none."""
        if self._is_refused or self._is_damaged:
            return
        try:
            self._connection = self._connection or self._open(make=make)
            self._is_missing = self._connection is None
            if self._connection is not None:
                task(self._connection)
                return
        except _REFUSAL:
            self._is_refused = True
        except _DAMAGE:
            self._is_damaged = True
        self.close()

    def _open(self, *, make: bool) -> sqlite3.Connection | None:
        if make:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        elif not self.path.exists():
            return None
        connection = self._connect()
        try:
            connection.execute("PRAGMA synchronous = OFF")  # the journal is for killed processes
            if _has_our_tables(connection):
                return connection
            if make:
                _make_tables(connection)
                _remove_old_form(self.path.parent)
                return connection
        except BaseException:
            connection.close()
            raise
        connection.close()
        return None

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, self._patience, isolation_level=None, check_same_thread=False
        )
        connection.text_factory = bytes  # damaged text need not be UTF-8
        return connection

    def _repair(self) -> None:
        """Empty the file, unless another process has just done so."""
        try:
            with one_at_a_time(self.path.with_suffix(".lock")):
                if not self._is_sound():
                    with open(self.path, "r+b") as stream:  # others who have it open see it empty
                        stream.truncate()
        except OSError:
            self._is_refused = True
        self._is_damaged = False

    def _is_sound(self) -> bool:
        connection = self._connect()
        try:
            _has_our_tables(connection)
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchall() == [(b"ok",)])
        except _DAMAGE:
            return False
        finally:
            connection.close()


def _has_our_tables(connection: sqlite3.Connection) -> bool:
    """False for an empty file; raises `_DamagedError` for one that holds something else."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = {sql for (sql,) in connection.execute(_SCHEMA)}
    if version == 0 and not tables:
        return False
    if version != _VERSION or tables != {sql.encode() for sql in _TABLES}:
        raise _DamagedError
    return True


def _make_tables(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA page_size = {_PAGE}")
    with _transaction(connection):
        if not _has_our_tables(connection):  # another process may have been faster
            for statement in _TABLES:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {_VERSION}")


def _remove_old_form(folder: Path) -> None:
    """Delete what was kept as a file for each value, in folders named by two digits of keys."""
    for path in folder.iterdir():
        if _OLD_SHELF.match(path.name):
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing of what is done within."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _checksum(key: str, body: bytes) -> bytes:
    found = hashlib.sha256(key.encode())
    found.update(body)
    return found.digest()
