"""Replacing a folder as a whole: the new one is filled beside it and takes its place by rename.

In: the folder to replace. Out: a folder to fill. After an error the old one is as it was. What a
killed process left beside it is removed by the next one. Entries of the old folder that begin with
a dot (`.git`, `.nojekyll`) are not of our making, and stay, as `mkdocs build` lets them. A folder
that cannot be renamed, such as a mount point, stays; what is in it is replaced.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from partner_kb.replacing_content import replace_content, settle

_MOST_TRIES = 10

_FIXED = frozenset({errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM, errno.EROFS})
"""Why a folder cannot be renamed, or nothing be made beside it, that may itself be written."""


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A folder to fill, which then takes the place of `target`; after an error it is removed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _remove_left_over(target)
    prefix = f".{target.name}.{os.getpid()}."
    folder = _make_folder(target, prefix)
    old = folder.with_name(f"{folder.name}.old")
    try:
        folder.chmod(0o755)
        yield folder
        if folder.parent == target:
            replace_content(folder, target, prefix)
        else:
            carried = _carry_over(target, folder)
            if not _exchange(folder, target, old):
                for name in carried:
                    _remove(folder / name)
                replace_content(folder, target, prefix)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _make_folder(target: Path, prefix: str) -> Path:
    """A folder to fill, beside `target`; in it, where nothing can be made beside it."""
    try:
        return Path(tempfile.mkdtemp(prefix=prefix, dir=target.parent))
    except OSError as error:
        if error.errno not in _FIXED or not target.is_dir():
            raise
        return Path(tempfile.mkdtemp(prefix=prefix, dir=target))


def _carry_over(old: Path, new: Path) -> list[str]:
    """Give `new` the hidden entries of `old`, as second names of the same files; says which.

    So they are never in one place only: whenever a process is killed, the old folder has them.
    """
    carried: list[str] = []
    for entry in old.iterdir() if old.is_dir() else ():
        place = new / entry.name
        if not entry.name.startswith(".") or os.path.lexists(place):
            continue
        carried.append(entry.name)
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, place, symlinks=True, copy_function=_link)
        else:
            _link(entry, place)
    return carried


def _link(source: str | Path, target: str | Path) -> None:
    """A second name of a file; a copy where the file system has none."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _remove(entry: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry)
    else:
        entry.unlink()


def _exchange(folder: Path, target: Path, old: Path) -> bool:
    """Put `folder` in the place of `target`; another process may do the same at this moment.

    False where `target` cannot be renamed: then nothing has changed.
    """
    for tries in range(1, _MOST_TRIES + 1):
        shutil.rmtree(old, ignore_errors=True)
        try:
            target.rename(old)
        except FileNotFoundError:
            pass
        except OSError as error:
            if error.errno not in _FIXED:
                raise
            return False
        try:
            folder.rename(target)
        except OSError:
            if tries == _MOST_TRIES or not target.exists():
                if old.exists() and not target.exists():
                    old.rename(target)
                raise
        else:
            return True
    return False


def _remove_left_over(target: Path) -> None:
    """Remove the folders of processes that are no more.

    Where one was killed between the two renames, the old folder comes back first.
    """
    ours = re.compile(rf"\.{re.escape(target.name)}\.(\d+)\.[a-z0-9_]{{8}}")
    settle(target, ours, _is_dead)
    for path in sorted(target.parent.iterdir(), reverse=True):
        found = ours.fullmatch(path.name.removesuffix(".old"))
        if found and path.is_dir() and _is_dead(int(found[1])):
            if path.suffix == ".old" and not os.path.lexists(target):
                path.rename(target)
            else:
                shutil.rmtree(path, ignore_errors=True)


def _is_dead(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:  # it is another user's
        return False
    return False
