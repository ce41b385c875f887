"""Replacing a folder as a whole: the new one is filled beside it and takes its place by rename.

In: the folder to replace. Out: a folder to fill. After an error the old one is as it was. What a
killed process left beside it is removed by the next one. Entries of the old folder that begin with
a dot (`.git`, `.nojekyll`) are not of our making, and stay, as `mkdocs build` lets them.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_MOST_TRIES = 10


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A folder to fill, which then takes the place of `target`; after an error it is removed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _remove_left_over(target)
    prefix = f".{target.name}.{os.getpid()}."
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=target.parent))
    old = folder.with_name(f"{folder.name}.old")
    try:
        folder.chmod(0o755)
        yield folder
        _carry_over(target, folder)
        _exchange(folder, target, old)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _carry_over(old: Path, new: Path) -> None:
    """Give `new` the hidden entries of `old`, as second names of the same files.

    So they are never in one place only: whenever a process is killed, the old folder has them.
    """
    for entry in old.iterdir() if old.is_dir() else ():
        place = new / entry.name
        if not entry.name.startswith(".") or os.path.lexists(place):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, place, symlinks=True, copy_function=_link)
        else:
            _link(entry, place)


def _link(source: str | Path, target: str | Path) -> None:
    """A second name of a file; a copy where the file system has none."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _exchange(folder: Path, target: Path, old: Path) -> None:
    """Put `folder` in the place of `target`; another process may do the same at this moment."""
    for tries in range(1, _MOST_TRIES + 1):
        with suppress(FileNotFoundError):
            shutil.rmtree(old, ignore_errors=True)
            target.rename(old)
        try:
            folder.rename(target)
        except OSError:
            if tries == _MOST_TRIES or not target.exists():
                if old.exists() and not target.exists():
                    old.rename(target)
                raise
        else:
            return


def _remove_left_over(target: Path) -> None:
    """Remove the folders of processes that are no more.

    Where one was killed between the two renames, the old folder comes back first.
    """
    ours = re.compile(rf"\.{re.escape(target.name)}\.(\d+)\.[a-z0-9_]{{8}}(\.old)?")
    for path in sorted(target.parent.iterdir(), reverse=True):
        found = ours.fullmatch(path.name)
        if found and path.is_dir() and not _runs(int(found[1])):
            if path.suffix == ".old" and not os.path.lexists(target):
                path.rename(target)
            else:
                shutil.rmtree(path, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is another user's
        return True
    return True
