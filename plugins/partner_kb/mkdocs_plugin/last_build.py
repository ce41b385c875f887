"""What the last build of a site was made from, to leave the site alone when nothing has changed.

In: the hash of all inputs, the site's folder. Out: a `LastBuild` where the folder is still as that
build left it, file by file (name, size and time, as no two builds leave it); hidden entries of the
folder itself, such as `.git`, are not of a build.
"""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from pathlib import Path

from partner_kb.store import Store, digest

_LIMIT = 100_000
"""Bytes; some hundreds of sites."""


@dataclass(frozen=True, slots=True)
class LastBuild:
    """`inputs` as `Inputs.everything` has it; numbers of pages and of warnings, to tell again."""

    inputs: str
    pages: int
    warnings: int


def find_last_build(cache: Path, site: Path, inputs: str) -> LastBuild | None:
    """The build that made `site` as it is now, if it had the same inputs."""
    store = _store(cache)
    kept = store.get(digest(str(site)))
    store.flush()
    if not isinstance(kept, dict) or kept.get("build", {}).get("inputs") != inputs:
        return None
    if kept.get("files") != _files(site):
        return None
    return LastBuild(**kept["build"])


def keep_last_build(cache: Path, site: Path, build: LastBuild) -> None:
    """Remember that `build` made `site`."""
    store = _store(cache)
    store.put(digest(str(site)), {"build": asdict(build), "files": _files(site)})
    store.prune()


def _store(cache: Path) -> Store:
    return Store(cache / "builds", _LIMIT)


def _files(site: Path) -> str:
    """A hash of the names, sizes and times of all files."""
    found: list[str] = []
    waiting = [str(site)]
    while waiting:
        try:
            entries = list(os.scandir(waiting.pop()))
        except OSError:
            continue
        for entry in entries:
            if entry.name[0] == "." and os.path.dirname(entry.path) == str(site):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            else:
                facts = entry.stat(follow_symlinks=False)
                found.append(f"{entry.path[len(str(site)) :]} {facts.st_size} {facts.st_mtime_ns}")
    return digest(*sorted(found))
