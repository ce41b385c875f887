"""Replacing a folder as a whole: the new one is filled beside it and takes its place by rename.

In: the folder to replace. Out: a folder to fill. After an error the old one is as it was. What a
killed process left beside it is removed by the next one.
"""

from __future__ import annotations

import os
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
        _exchange(folder, target, old)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


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
    """Remove the folders of processes that are no more."""
    for path in target.parent.glob(f".{target.name}.*"):
        process = path.name.removeprefix(f".{target.name}.").partition(".")[0]
        if process.isdigit() and path.is_dir() and not _runs(int(process)):
            shutil.rmtree(path, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is another user's
        return True
    return True
