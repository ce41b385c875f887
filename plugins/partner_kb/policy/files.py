"""Which files are a project's policies. It imports nothing of ours: who only asks whether there
are any should not wait for the rest.
"""

from __future__ import annotations

from pathlib import Path


def policy_files(docs: Path) -> list[Path]:
    """`<docs>/policies/*.yml`, in the order of their names; empty where there is no such folder."""
    return sorted((docs / "policies").glob("*.yml"))
