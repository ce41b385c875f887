"""A command in a process that dies in the middle of writing, as if the machine had lost power."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

ALIVE = 100_000
"""A step that no command reaches."""

_PROGRAM = textwrap.dedent(
    """
    import os, sys
    calls, limit = 0, int(sys.argv[1])

    def counted(function):
        def call(*arguments, **options):
            global calls
            calls += 1
            if calls == limit:
                os._exit(9)
            return function(*arguments, **options)
        return call

    for name in ("replace", "fsync", "fdopen"):
        setattr(os, name, counted(getattr(os, name)))
    sys.argv = ["partner-kb", *sys.argv[2:]]
    from partner_kb.cli import main
    main()
    """
)


def killed_at(step: int, *arguments: str, folder: Path | None = None) -> int:
    """The exit code of `partner-kb …`, run in `folder`; 9 where it died at that step of writing."""
    command = [sys.executable, "-c", _PROGRAM, str(step), *arguments]
    return subprocess.run(command, check=False, capture_output=True, cwd=folder).returncode
