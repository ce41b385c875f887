"""The sites that several tests look at, built once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from site_project import PROJECT, Built, build_project, find_dead_links


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The example project in four languages."""
    return build_project(tmp_path_factory.mktemp("four"), PROJECT)


@pytest.fixture(scope="session")
def without_english(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same without any English page."""
    files = {name: text for name, text in PROJECT.items() if not name.startswith("docs/en/")}
    return build_project(tmp_path_factory.mktemp("foreign"), files)


@pytest.fixture(scope="session")
def dead_links() -> Callable[[Path], list[str]]:
    """Finds relative links that lead to no file."""
    return find_dead_links
