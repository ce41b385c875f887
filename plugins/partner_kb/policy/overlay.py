"""Where a project's own catalogs lie, seen from its docs folder."""

from __future__ import annotations

from pathlib import Path


def overlay_of(root: Path) -> Path | None:
    """The project's own catalogs, beside its docs folder."""
    folder = root.parent / "locales"
    return folder if folder.is_dir() else None
