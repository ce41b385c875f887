"""Fixtures for the import's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from importer.kb import Kb


@pytest.fixture
def kb(tmp_path: Path) -> Kb:
    """An empty folder for a knowledge base and its source."""
    return Kb(tmp_path)
