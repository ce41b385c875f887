"""Fixtures of the translator's workflow."""

from __future__ import annotations

from pathlib import Path

import pytest

from i18n.kb import Base


@pytest.fixture
def base(tmp_path: Path) -> Base:
    return Base(tmp_path / "kb")
