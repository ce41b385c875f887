"""Killed, or stopped by the disk: each file is old or new, and the next import completes it."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from unittest import mock

import pytest

from importer.kb import Kb, both, page
from killed import ALIVE, killed_at


def import_killed_at(kb: Kb, step: int) -> int:
    """Import in a process that dies at its n-th step of writing."""
    return killed_at(step, "import", "source", "--docs", "kb/docs", folder=kb.root)


def source(kb: Kb, word: str) -> None:
    kb.page("one.md", page("Um", f"{both(word, word.upper())}\n"))
    kb.page("two.md", page("Dois", f"{word}.\n\n![Foto](media/x.png)\n"))
    kb.page("media/x.png", word.encode())
    kb.page("TOC.yml", f"- {{name: {word}, href: one.md}}\n")


def test_killed_at_any_step(kb: Kb) -> None:
    source(kb, "velho")
    assert import_killed_at(kb, ALIVE) == 0
    old = kb.snapshot()
    source(kb, "novo")
    assert import_killed_at(kb, ALIVE) == 0
    new = kb.snapshot()
    assert old != new
    step = 1
    while True:
        shutil.rmtree(kb.root / "kb")
        for name, text in old.items():
            kb.write(f"kb/{name}", text)
        code = import_killed_at(kb, step)
        now = {name: text for name, text in kb.snapshot().items() if not name.endswith(".tmp")}
        for name in {*now, *old}:
            assert now.get(name) in (old.get(name), new.get(name)), (step, name)
        if code == 0:
            break
        assert code == 9
        if step % 3 == 0:
            done = kb.imports()
            assert (done.code, done.problems) == (0, [])
            left = {name: text for name, text in kb.snapshot().items() if ".pkb-" not in name}
            assert left == new, f"the import after a kill at step {step} completes it"
        step += 1
    assert step > 8


def test_what_a_killed_import_left_is_removed_when_it_is_old(kb: Kb) -> None:
    source(kb, "velho")
    kb.imports()
    folder = "kb/docs/pt-BR/partner-center"
    fresh = kb.write(f"{folder}/.pkb-fresh.tmp", "half")
    old = kb.write(f"{folder}/.pkb-old.tmp", "half")
    mine = kb.write(f"{folder}/.mine.tmp", "mine")
    for path in (old, mine):
        os.utime(path, (1_000_000, 1_000_000))
    kb.imports()
    assert (fresh.exists(), old.exists(), mine.exists()) == (True, False, True)


def refusing(code: int, name: str) -> Callable[..., object]:
    """The function of `os` of this name, which a full or locked disk refuses."""
    real = getattr(os, name)
    calls = 0

    def call(*arguments: object, **options: object) -> object:
        nonlocal calls
        calls += 1
        if calls > 2:
            raise OSError(code, os.strerror(code))
        return real(*arguments, **options)

    return call


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT])
def test_a_full_disk_is_a_message_and_nothing_has_changed(kb: Kb, code: int) -> None:
    source(kb, "velho")
    kb.imports()
    before = kb.snapshot()
    source(kb, "novo")
    with mock.patch.object(os, "fsync", refusing(code, "fsync")):
        done = kb.imports()
    assert done.code == 1
    assert len(done.problems) == 1
    assert done.problems[0].startswith("kb/")
    assert done.problems[0].endswith(
        f": error: {os.strerror(code)}: the import is not complete; run it again [file-system]"
    )
    assert kb.snapshot() == before
    assert kb.imports().code == 0


def test_files_that_may_not_be_read(kb: Kb) -> None:
    source(kb, "velho")
    real = type(kb.root).open

    def denied(path, *arguments, **options):  # type: ignore[no-untyped-def]
        if path.name == "two.md":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, *arguments, **options)

    with mock.patch.object(type(kb.root), "open", denied):
        done = kb.imports()
    assert done.code == 1
    assert done.problems == [
        "source/pt-BR/partner-center/two.md:1:1: error: Permission denied [source-unreadable]"
    ]
    assert kb.pages() == ["en/partner-center/one.md", "pt-BR/partner-center/one.md"]
