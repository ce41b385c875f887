"""Replacing what is in a folder that has to stay itself: a mount point, a folder in a folder that
may not be written, one in a lower layer of a container.

In: a complete folder, and the one that gets its entries. Out: nothing; after an error the latter is
as it was. Between the first and the last of a few renames a reader may meet a folder half replaced;
`settle` brings what was killed just there to an end: back, or, once the old entries were away,
forward. Entries that begin with a dot stay, unless the new folder has one of that name.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

_OLD, _READY = ".old", ".ready"


def replace_content(new: Path, target: Path, prefix: str) -> None:
    """Let the entries of `new` take the place of those of `target`, and remove `new`.

    What is needed on the way has names that begin with `prefix`, which has a dot in front.
    """
    staged = Path(tempfile.mkdtemp(prefix=prefix, dir=target))
    old, ready = _beside(staged, _OLD), _beside(staged, _READY)
    moved: list[tuple[Path, Path]] = []

    def move(source: Path, goal: Path) -> None:
        moved.append((source, goal))
        _rename(source, goal)

    try:
        for entry in list(new.iterdir()):
            _rename(entry, staged / entry.name)
        hidden = {entry.name for entry in staged.iterdir() if entry.name.startswith(".")}
        old.mkdir()
        for entry in list(target.iterdir()):
            if entry.name in hidden or not entry.name.startswith("."):
                move(entry, old / entry.name)
        move(staged, ready)
        for entry in list(ready.iterdir()):
            move(entry, target / entry.name)
    except BaseException:
        for source, goal in reversed(moved):
            with suppress(FileNotFoundError):  # the last one was not done
                _rename(goal, source)
        with suppress(OSError):
            old.rmdir()
        shutil.rmtree(staged, ignore_errors=True)
        raise
    shutil.rmtree(ready, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(new, ignore_errors=True)


def settle(target: Path, ours: re.Pattern[str], is_dead: Callable[[int], bool]) -> None:
    """End what a process left that was killed while it replaced what is in `target`.

    `ours` is the form of the names that it gave, with the process as its first group.
    """
    for staged in list(_left(target, ours, is_dead)):
        old, ready = _beside(staged, _OLD), _beside(staged, _READY)
        for source in (ready,) if ready.is_dir() else (old,) if staged.is_dir() else ():
            for entry in list(source.iterdir()) if source.is_dir() else ():
                if not os.path.lexists(target / entry.name):
                    _rename(entry, target / entry.name)
        for folder in (ready, staged, old):
            shutil.rmtree(folder, ignore_errors=True)


def _left(target: Path, ours: re.Pattern[str], is_dead: Callable[[int], bool]) -> Iterator[Path]:
    """What the folders of dead processes were called before they got an ending."""
    for path in target.iterdir() if target.is_dir() else ():
        name = path.name.removesuffix(_OLD).removesuffix(_READY)
        found = ours.fullmatch(name)
        if found and path.is_dir() and is_dead(int(found[1])):
            yield path.with_name(name)


def _beside(folder: Path, ending: str) -> Path:
    return folder.with_name(folder.name + ending)


def _rename(source: Path, goal: Path) -> None:
    """Rename; where that leads to another device, or a layer, copy and remove."""
    try:
        source.rename(goal)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        shutil.move(source, goal)
