"""One build at a time in a cache folder: the staged pages in it belong to the build that runs.

In: the cache folder. Out: the right to use it, when the builds before have ended.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from mkdocs.plugins import get_plugin_logger

from partner_kb.file_lock import one_at_a_time

log = get_plugin_logger("partner-kb")

NAME = "lock"


def one_build(cache: Path) -> AbstractContextManager[None]:
    """Wait until no other build uses `cache`, and use it."""

    def waiting() -> None:
        log.warning("Another build uses %s; this one begins when it has ended.", cache)

    return one_at_a_time(cache / NAME, waiting)
