"""Files that people write, too: read with a problem for what is no text, and written whole.

In: a path and its text. Out: the file, either as it was or as it shall be, so that a reader, or a
killed process, never meets half of one. A temporary file in the same folder is filled, flushed to
the disk and renamed over the old one (`rename` is atomic within a POSIX file system, and
`os.replace` on Windows).
"""

from __future__ import annotations

import errno
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from partner_kb.errors import Problem, SourceError
from partner_kb.usable_names import shown_path

_PREFIX, _SUFFIX = ".pkb-", ".tmp"
_ABANDONED = 3600
"""Seconds after which a temporary file belongs to no running process."""


def read_text(path: Path, shown: str | None = None) -> str:
    """The text of a file, without a byte order mark.

    Raises `SourceError` where it is not UTF-8, under the name `shown`, and `OSError`.
    """
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"not UTF-8: byte {error.start + 1} cannot be read"
        problem = Problem(shown or str(path), 1, 1, "error", "encoding", message)
        raise SourceError(problem) from error


def unreadable(error: OSError, otherwise: str = "-") -> Problem:
    """What the file system refuses, as a problem of the file; `otherwise` where it names none."""
    name = error.filename if isinstance(error.filename, str | bytes | os.PathLike) else otherwise
    message = error.strerror or str(error) or type(error).__name__
    path = os.fsdecode(name)
    with suppress(ValueError):  # as a person would type it, where it lies below the current folder
        path = str(Path(path).relative_to(Path.cwd()))
    return Problem(shown_path(path), 0, 0, "error", "file-system", message)


def refuse_unreadable(*folders: Path) -> None:
    """Raise the `OSError` of the first folder at or below these that can't be listed.

    A search for files passes over it in silence, as if nothing were there. Hidden ones are
    nobody's business.
    """

    def refuse(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError | NotADirectoryError):
            raise error

    for folder in folders:
        for _, inner, _ in os.walk(folder, onerror=refuse):
            inner[:] = [name for name in inner if not name.startswith(".")]


def write_atomic(path: Path, text: str | bytes) -> bool:
    """Write `path` whole or not at all; `\\n` line ends and UTF-8 for text.

    Returns False, and does not touch the file (nor its time), where it holds this text already.
    """
    return bool(write_all_atomic({path: text}))


def write_all_atomic(files: Mapping[Path, str | bytes]) -> tuple[Path, ...]:
    """Write several files; returns those that changed, in the order given.

    Everything that can fail (encoding, space, permissions) happens before the first rename, so
    an error leaves all of them as they were. A process killed between two renames leaves each
    file old or new; put first what may safely be new alone. An `OSError` names the file.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for path, text in files.items():
            content = text.encode("utf-8") if isinstance(text, str) else text
            with _told_of(path):
                if _holds(path, content):
                    continue
                path.parent.mkdir(parents=True, exist_ok=True)
                staged.append((_stage(path, content), path))
        for temporary, path in staged:
            with _told_of(path):
                os.replace(temporary, path)
    except BaseException:
        for temporary, _ in staged:
            with suppress(FileNotFoundError):
                temporary.unlink()
        raise
    return tuple(path for _, path in staged)


def remove_abandoned(folder: Path) -> None:
    """Remove the temporary files that killed processes left below `folder` an hour ago or more."""
    before = time.time() - _ABANDONED
    for path in folder.rglob(f"{_PREFIX}*{_SUFFIX}"):
        with suppress(OSError):
            if path.is_file() and path.stat().st_mtime < before:
                path.unlink()


@contextmanager
def _told_of(path: Path) -> Iterator[None]:
    """An error of the file system names the file that was meant, not a temporary one."""
    try:
        yield
    except FileExistsError as error:  # where a folder is to be made
        code = errno.ENOTDIR
        raise NotADirectoryError(code, os.strerror(code), str(path)) from error
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from error


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except (FileNotFoundError, NotADirectoryError):
        return False


def _stage(path: Path, content: bytes) -> Path:
    """A flushed temporary file beside `path`, with the rights that the finished file has."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_PREFIX, suffix=_SUFFIX)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
    except BaseException:
        with suppress(FileNotFoundError):
            temporary.unlink()
        raise
    return temporary


def _umask() -> int:
    """The process's umask; reading it means setting it, so it is put back at once."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
