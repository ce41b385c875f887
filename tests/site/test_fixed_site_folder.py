"""A site folder that cannot be renamed (a mount point) gets new content, and never half of it."""

from __future__ import annotations

import errno
import os
from multiprocessing import get_context
from pathlib import Path

import pytest

from partner_kb.replacing import replacing
from site_project import write_project

OLD = {"404.html": "old", "gone/index.html": "old", "pt-BR/index.html": "old"}
NEW = {"404.html": "new", "made/index.html": "new", "pt-BR/index.html": "new", ".built": "new"}
KEPT = {".git/HEAD": "ref", ".nojekyll": ""}
STEPS = 8
"""Renames: three old entries away, one that says so, four new entries into place."""

real_rename = os.rename


def content(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


class Disk:
    """Renames as on a disk where `target` is a mount point; `end` ends the one of that number."""

    def __init__(self, target: Path, number: int = 0, end=None) -> None:
        self.target, self.number, self.end, self.done = target, number, end, 0

    def __call__(self, source: object, goal: object) -> None:
        if Path(str(source)) == self.target:
            raise OSError(errno.EBUSY, "Device or resource busy", str(source))
        same = self.target in Path(str(source)).parents
        if self.target in Path(str(goal)).parents and not same:
            raise OSError(errno.EXDEV, "Invalid cross-device link", str(source))
        self.done += 1
        if self.done == self.number:
            self.end()
        real_rename(source, goal)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_project(tmp_path / "site", OLD | KEPT)
    return tmp_path / "site"


def replace(site: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", disk)
        with replacing(site) as folder:
            write_project(folder, NEW)


def test_its_content_is_replaced(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = site.stat().st_ino
    replace(site, Disk(site), monkeypatch)
    assert content(site) == NEW | KEPT
    assert (site.stat().st_ino, os.listdir(site.parent)) == (before, ["site"])


def test_where_nothing_can_be_made_beside_it(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.mkdir

    def mkdir(path: object, mode: int = 0o777) -> None:
        if Path(str(path)).parent == site.parent:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        real(path, mode)

    monkeypatch.setattr(os, "mkdir", mkdir)
    replace(site, Disk(site), monkeypatch)
    assert content(site) == NEW | KEPT
    with pytest.raises(KeyError), replacing(site):
        raise KeyError
    assert content(site) == NEW | KEPT


def fail() -> None:
    raise OSError(errno.EIO, "Input/output error")


@pytest.mark.parametrize("number", range(1, STEPS + 1))
def test_what_fails_on_the_way_leaves_the_old_site(
    site: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(site, number, fail)
    with pytest.raises(OSError, match="Input/output"):
        replace(site, disk, monkeypatch)
    assert content(site) == OLD | KEPT
    assert os.listdir(site.parent) == ["site"]


@pytest.mark.parametrize("number", range(1, STEPS + 1))
def test_what_is_killed_on_the_way_is_brought_to_an_end(
    site: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die() -> None:
        os._exit(9)

    process = get_context("fork").Process(
        target=replace, args=(site, Disk(site, number, die), monkeypatch)
    )
    process.start()
    process.join()
    assert process.exitcode == 9
    with pytest.raises(KeyError), replacing(site):
        raise KeyError
    assert content(site) == (OLD if number <= STEPS // 2 else NEW) | KEPT
    assert os.listdir(site.parent) == ["site"]
