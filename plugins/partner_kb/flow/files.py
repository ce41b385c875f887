"""Which files are a project's flows. It imports nothing of ours: who only asks whether there are
any should not wait for the rest.
"""

from __future__ import annotations

from pathlib import Path


def flow_files(docs: Path) -> list[Path]:
    """`<docs>/flows/*.yml`, in the order of their names; empty where there is no such folder."""
    return sorted((docs / "flows").glob("*.yml"))
