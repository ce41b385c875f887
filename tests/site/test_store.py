"""The store of a build's values: right or nothing, whatever happens to its file.

Processes here are real ones, as a build has them: forks that write at once, and one that is killed.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import sqlite3
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path
from tempfile import gettempdir

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partner_kb.store import Store, digest
from partner_kb.store_file import NAME

FORK = multiprocessing.get_context("fork")
LIMIT = 10_000_000
KEYS = [digest(str(number)) for number in range(40)]
NOBODY = 65534


def value(key: str) -> dict[str, str]:
    """The only value under a key, as in a build; some take several pages of the file."""
    return {"text": f"Ж中 {key} " * (1 + int(key[:2], 16))}


def filled(folder: Path, keys: list[str] = KEYS) -> Store:
    store = Store(folder, LIMIT)
    for key in keys:
        store.put(key, value(key))
    store.flush()
    return store


def kept(folder: Path) -> set[str]:
    """The keys that a new build finds; nothing may be under them but their value."""
    store = Store(folder, LIMIT)
    found = {key: store.get(key) for key in KEYS}
    assert all(one in (None, value(key)) for key, one in found.items())
    return {key for key, one in found.items() if one is not None}


def in_fork(task: Callable[..., None], *values: object) -> multiprocessing.process.BaseProcess:
    process = FORK.Process(target=task, args=values)
    process.start()
    return process


def test_a_digest_tells_parts_apart():
    assert digest("a", "b") == digest(b"a", "b")
    assert len({digest("a", "b"), digest("ab"), digest("a", "", "b"), digest("1:ab")}) == 4
    assert digest("\udcff") != digest("\udcfe")  # a file's name that is no UTF-8


def test_a_value_is_found_at_once_and_by_the_next_build(tmp_path):
    store = Store(tmp_path, LIMIT)
    assert store.get(KEYS[0]) is None
    store.put(KEYS[0], value(KEYS[0]))
    assert store.get(KEYS[0]) == value(KEYS[0])
    assert kept(tmp_path) == set()
    store.flush()
    assert kept(tmp_path) == {KEYS[0]}


TEXTS = st.one_of(st.text(), st.text(min_size=1).map(lambda text: text * 600))
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), TEXTS),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=8,
)


@given(value=VALUES)
def test_any_value_comes_back_as_it_was(tmp_path_factory, value):
    folder = tmp_path_factory.mktemp("store")
    store = Store(folder, LIMIT)
    store.put(KEYS[0], value)
    store.flush()
    assert Store(folder, LIMIT).get(KEYS[0]) == value


def test_many_values_are_written_before_they_fill_the_memory(tmp_path):
    store = Store(tmp_path, 10 * LIMIT)
    for key in KEYS[:20]:
        store.put(key, "x" * 1_000_000)
    assert (tmp_path / NAME).stat().st_size > LIMIT


def test_what_was_not_used_for_longest_goes_first(tmp_path):
    now = iter(range(100))
    store = Store(tmp_path, limit=3_000, clock=lambda: next(now))
    for key in KEYS[:6]:
        store.put(key, "x" * 900)
        store.flush()
    assert store.get(KEYS[0])
    store.prune()
    assert [key for key in KEYS if store.get(key)] == [KEYS[0], *KEYS[4:6]]
    store.prune()
    assert [key for key in KEYS if store.get(key)] == [KEYS[0], *KEYS[4:6]]


def test_what_is_pruned_makes_room_in_the_file(tmp_path):
    store = Store(tmp_path, limit=100_000)
    sizes = []
    for turn in range(20):
        for number in range(10):
            store.put(digest(str(turn), str(number)), "x" * 9_000)
        store.prune()
        sizes.append((tmp_path / NAME).stat().st_size)
    assert max(sizes) < 4 * 100_000
    assert sizes[-1] == sizes[5]


def test_files_of_the_former_form_are_removed(tmp_path):
    (tmp_path / "a7").mkdir()
    (tmp_path / "a7" / KEYS[0]).write_text("old", "utf-8")
    (tmp_path / "other").mkdir()
    filled(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {NAME, "other"}


# ------------------------------------------------------------------------------- processes


def _one_share(store: Store, number: int, count: int) -> None:
    for key in KEYS[number::count]:
        assert store.get(key) is None
        store.put(key, value(key))
    store.flush()
    for key in KEYS:
        found = store.get(key)
        assert found in (None, value(key))


def test_forks_write_at_once_with_the_store_of_their_parent(tmp_path):
    store = filled(tmp_path / "other")
    store = Store(tmp_path / "store", LIMIT)
    store.put(digest("before"), "the parent's own")
    shares = [in_fork(_one_share, store, number, 6) for number in range(6)]
    for share in shares:
        share.join()
    assert [share.exitcode for share in shares] == [0] * 6
    assert kept(tmp_path / "store") == set(KEYS)
    assert Store(tmp_path / "store", LIMIT).get(digest("before")) is None
    store.flush()
    assert Store(tmp_path / "store", LIMIT).get(digest("before")) == "the parent's own"


def test_forks_read_with_a_file_that_their_parent_has_open(tmp_path):
    filled(tmp_path)
    store = Store(tmp_path, LIMIT)
    assert store.get(KEYS[0]) == value(KEYS[0])
    forks = [in_fork(_read_and_write, store) for _ in range(4)]
    for fork in forks:
        fork.join()
    assert [fork.exitcode for fork in forks] == [0] * 4
    assert store.get(KEYS[1]) == value(KEYS[1])
    assert len(kept(tmp_path)) == len(KEYS)


def _read_and_write(store: Store) -> None:
    for key in KEYS:
        assert store.get(key) == value(key)
    store.put(digest(str(os.getpid())), "mine")
    store.flush()
    assert Store(store.folder, LIMIT).get(digest(str(os.getpid()))) == "mine"


def test_a_build_that_is_killed_while_it_writes_leaves_a_store(tmp_path):
    filled(tmp_path, KEYS[:10])
    for _ in range(15):
        here, there = FORK.Pipe()
        process = in_fork(_write_for_ever, tmp_path, there)
        here.recv()
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        assert kept(tmp_path) >= set(KEYS[:10])
        assert sound(tmp_path / NAME)
    filled(tmp_path)
    assert kept(tmp_path) == set(KEYS)


def _write_for_ever(folder: Path, pipe: object) -> None:
    store = Store(folder, LIMIT)
    while True:
        for key in KEYS:
            store.put(key, value(key))
        store.flush()
        pipe.send(True)


def sound(path: Path) -> bool:
    connection = sqlite3.connect(path)
    try:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        connection.close()


def test_a_kill_in_the_middle_of_a_transaction_takes_it_back(tmp_path):
    filled(tmp_path, KEYS[:10])
    process = in_fork(_stop_half_way, tmp_path)
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert (tmp_path / f"{NAME}-journal").stat().st_size > 0
    assert kept(tmp_path) == set(KEYS[:10])


def _stop_half_way(folder: Path) -> None:
    connection = sqlite3.connect(folder / NAME, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")  # so that it writes before it commits
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE bodies SET body = zeroblob(50000), checksum = x'00'")
    os.kill(os.getpid(), signal.SIGKILL)


# --------------------------------------------------------------------------------- damage


def no_tables(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE uses")
    connection.close()


def another_version(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def values_of_others(path: Path) -> None:
    """Each value under the key of another, with its checksum."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT key, checksum, body FROM bodies ORDER BY key").fetchall()
    for (key, *_), (_, *other) in zip(rows, [*rows[1:], rows[0]], strict=True):
        update = "UPDATE bodies SET checksum = ?, body = ? WHERE key = ?"
        connection.execute(update, (*other, key))
    connection.commit()
    connection.close()


DAMAGE: dict[str, Callable[[Path], object]] = {
    "gone": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "cut off": lambda path: os.truncate(path, path.stat().st_size // 3),
    "cut off in its head": lambda path: os.truncate(path, 50),
    "garbage": lambda path: path.write_bytes(b"garbage" * 9_000),
    "garbage after the head": lambda path: path.write_bytes(path.read_bytes()[:100] * 900),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "no tables": no_tables,
    "another version": another_version,
    "values of others": values_of_others,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_made_anew(tmp_path, damage):
    filled(tmp_path)
    DAMAGE[damage](tmp_path / NAME)
    assert len(kept(tmp_path)) < len(KEYS)
    store = filled(tmp_path)
    store.prune()
    assert kept(tmp_path) == set(KEYS)
    assert sound(tmp_path / NAME)


@pytest.mark.parametrize("damage", ["garbage", "garbage after the head", "cut off"])
def test_forks_that_find_damage_at_once_keep_what_each_writes(tmp_path, damage):
    filled(tmp_path)
    DAMAGE[damage](tmp_path / NAME)
    store = Store(tmp_path, LIMIT)
    forks = [in_fork(_write_share, store, number) for number in range(4)]
    for fork in forks:
        fork.join()
    assert [fork.exitcode for fork in forks] == [0] * 4
    assert kept(tmp_path) == set(KEYS)


def _write_share(store: Store, number: int) -> None:
    for key in KEYS[number::4]:
        assert store.get(key) in (None, value(key))
        store.put(key, value(key))
    store.flush()


@given(
    changes=st.lists(
        st.tuples(st.floats(0, 0.9999), st.binary(min_size=1, max_size=60)), min_size=1, max_size=5
    ),
    in_head=st.booleans(),
)
def test_no_damage_gives_a_wrong_value_or_an_exception(tmp_path_factory, changes, in_head):
    folder = tmp_path_factory.mktemp("store")
    filled(folder)
    path = folder / NAME
    content = bytearray(path.read_bytes())
    end = 2 * 8192 if in_head else len(content)
    for place, replacement in changes:
        start = int(place * end)
        content[start : start + len(replacement)] = replacement
    path.write_bytes(content)
    for _ in range(2):
        kept(folder)
        filled(folder).prune()
    kept(folder)


# ---------------------------------------------------------------------------- no permission


def test_a_file_where_the_folder_should_be_keeps_nothing(tmp_path):
    (tmp_path / "store").write_text("a file", "utf-8")
    store = filled(tmp_path / "store")
    store.prune()
    assert kept(tmp_path / "store") == set()


def test_a_folder_where_the_file_should_be_keeps_nothing(tmp_path):
    (tmp_path / NAME).mkdir()
    filled(tmp_path).prune()
    assert kept(tmp_path) == set()


def test_a_store_that_may_only_be_read_is_read(tmp_path):
    filled(tmp_path / "store", KEYS[:10])
    (tmp_path / "store" / NAME).chmod(0o444)
    (tmp_path / "store").chmod(0o555)
    for folder in takewhile(lambda one: one != Path(gettempdir()), (tmp_path, *tmp_path.parents)):
        folder.chmod(0o755)  # for somebody else to get there
    process = in_fork(_only_read, tmp_path / "store")
    process.join()
    assert process.exitcode == 0
    (tmp_path / "store").chmod(0o755)
    assert kept(tmp_path / "store") == set(KEYS[:10])


def _only_read(folder: Path) -> None:
    if os.getuid() == 0:  # who may write anything
        os.setuid(NOBODY)
    assert kept(folder) == set(KEYS[:10])
    filled(folder).prune()
    assert kept(folder) == set(KEYS[:10])


def test_a_full_disk_keeps_what_was_there(tmp_path):
    filled(tmp_path, KEYS[:10])
    size = (tmp_path / NAME).stat().st_size
    process = in_fork(_write_on_full_disk, tmp_path, size)
    process.join()
    assert process.exitcode == 0
    assert kept(tmp_path) >= set(KEYS[:10])
    assert sound(tmp_path / NAME)


def _write_on_full_disk(folder: Path, size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    filled(folder).prune()


def test_a_store_that_is_locked_is_let_be(tmp_path):
    filled(tmp_path, KEYS[:10])
    connection = sqlite3.connect(tmp_path / NAME, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    store = Store(tmp_path, LIMIT, patience=0.01)
    assert [store.get(key) for key in KEYS] == [None] * len(KEYS)
    store.put(KEYS[11], value(KEYS[11]))
    store.prune()
    connection.execute("COMMIT")
    connection.close()
    assert kept(tmp_path) == set(KEYS[:10])
