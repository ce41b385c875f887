"""Fixtures for all tests: the sample source guidance, and golden files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

# CI runs the same examples each time; look for new ones with --hypothesis-profile=default.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="Write golden files; read the diff after it."
    )


@pytest.fixture(scope="session")
def source() -> Path:
    """The real source guidance beside the repository."""
    folder = ROOT.parent / "shared" / "source"
    if not folder.is_dir():
        pytest.skip(f"the sample of real source guidance is not at {folder}")
    return folder


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The five documents that the project was created from."""
    folder = ROOT.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip(f"the seed documents are not at {folder}")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; CHROMIUM names another one. One for all tests of a process:
    Playwright's synchronous API cannot be started twice side by side."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.skip("no Chromium here: apt-get install chromium, or set CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


class Golden:
    """Compares a text with a file, or writes it under `--update-golden`."""

    def __init__(self, *, update: bool) -> None:
        self.update = update

    def check(self, path: Path, text: str) -> None:
        if self.update:
            path.write_text(text, "utf-8")
        expected = path.read_text("utf-8") if path.exists() else "(no golden file yet)"
        assert text == expected, f"{path.name} differs; --update-golden writes it anew"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(update=bool(request.config.getoption("--update-golden")))
