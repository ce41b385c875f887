"""MkDocs' own log on standard error, for our commands."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def logging_to_stderr(level: int) -> Iterator[None]:
    """Within it, what MkDocs and its plugins log from `level` on is shown."""
    logger = logging.getLogger("mkdocs")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)-7s %(message)s"))
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(level)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's advertisement
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)
