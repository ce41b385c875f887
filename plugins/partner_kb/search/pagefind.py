"""Pagefind's program: where it is, and one run of it over a folder of documents.

In: a folder. Out: a folder with an index. Nothing here knows what a page is.
"""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

INSTALL = 'pip install "pagefind[extended]"'
TIMEOUT_SECONDS = 600

EXCLUDED = ("[hidden]", "[data-pkb-english]")
"""Not searched: what only a script shows, and the English beside a translation."""


class PagefindMissingError(Exception):
    """There is no Pagefind that runs here; the message says how to install one."""


class PagefindFailedError(Exception):
    """Pagefind ran and gave up; the message is its own."""


def find_pagefind() -> Path:
    """The program: PAGEFIND_BINARY_PATH, else that of the Python packages, else one on the PATH.

    Raises `PagefindMissingError`.
    """
    named = os.environ.get("PAGEFIND_BINARY_PATH")
    if named:
        if not Path(named).is_file():
            raise PagefindMissingError(f"PAGEFIND_BINARY_PATH names {named}, which is not there.")
        return Path(named)
    for package in ("pagefind_bin_extended", "pagefind_bin"):
        try:
            return Path(importlib.import_module(package).get_executable())
        except (ImportError, FileNotFoundError):
            continue
    for name in ("pagefind_extended", "pagefind"):
        if found := shutil.which(name):
            return Path(found)
    raise PagefindMissingError(
        f"the program pagefind is not installed, so the site has no search. Install it: {INSTALL}; "
        "where there is no wheel for your platform, put a pagefind_extended from "
        "https://github.com/Pagefind/pagefind/releases on the PATH, or name it in "
        "PAGEFIND_BINARY_PATH."
    )


def named_program() -> str:
    """The program that PAGEFIND_BINARY_PATH names, with its time; empty where none is named."""
    named = os.environ.get("PAGEFIND_BINARY_PATH", "")
    return f"{named} {Path(named).stat().st_mtime_ns}" if Path(named).is_file() else named


def pagefind_version() -> str:
    """What tells one Pagefind from another, for caches: a version, or the named program's time."""
    if named := named_program():
        return named
    for package in ("pagefind_bin_extended", "pagefind_bin", "pagefind"):
        try:
            return f"{package} {version(package)}"
        except PackageNotFoundError:
            continue
    return "unknown"


def run_pagefind(program: Path, documents: Path, output: Path) -> None:
    """Index the HTML files below `documents` into `output`.

    Raises `PagefindMissingError` where the program cannot be started (it is for another platform),
    `PagefindFailedError` where it gives up.
    """
    command = [str(program), "--site", str(documents), "--output-path", str(output), "--silent"]
    command += ["--exclude-selectors", ",".join(EXCLUDED)]
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments, no shell
            command, capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False
        )
    except OSError as error:
        raise PagefindMissingError(f"{program} does not start here ({error}). {INSTALL}") from error
    except subprocess.TimeoutExpired as error:
        raise PagefindFailedError(f"pagefind did not end within {TIMEOUT_SECONDS} s") from error
    if done.returncode or not (output / "pagefind-entry.json").is_file():
        said = (done.stderr or done.stdout).strip() or f"exit code {done.returncode}"
        raise PagefindFailedError(f"pagefind failed: {said}")
