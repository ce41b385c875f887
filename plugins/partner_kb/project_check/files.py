"""Files of a docs folder that no site can be made of: the build passes over them in silence.

In: the folder. Out: a problem for each link that leads nowhere or out, for each pipe or device,
and for each name that some reader's disk, or an address, cannot hold.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from partner_kb.errors import Problem, Severity
from partner_kb.usable_names import unusable_part


def check_files(docs: Path) -> Iterator[Problem]:
    """The problems of `docs`, in the order of paths; hidden files are nobody's business."""
    root = os.path.realpath(docs)
    for folder, folders, names in os.walk(docs):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted([*folders, *names]):
            path = here / name
            if not name.startswith("."):
                fault = _fault(path, root)
                if fault:
                    severity, code, message = fault
                    yield Problem(str(path), 1, 1, severity, code, message)


def _fault(path: Path, root: str) -> tuple[Severity, str, str] | None:
    real = os.path.realpath(path)
    if path.is_symlink():
        if not os.path.exists(real):
            return "error", "symlink-broken", "a symbolic link that leads nowhere: left out"
        if not real.startswith(root + os.sep):
            return "error", "symlink-outside", "a symbolic link that leads out of docs: left out"
        if os.path.isdir(real):
            return "warning", "symlink-folder", "a symbolic link to a folder: not followed"
    if not os.path.isdir(real) and not os.path.isfile(real):
        return "error", "page-unreadable", "not a file with text: a device or a pipe"
    problem = unusable_part(path.name)
    return ("warning", "path-unusable", problem) if problem else None
