"""Pagefind's program: where it is, and one run of it over documents.

In: documents by address. Out: the files of an index. Nothing here knows what a page is.

The program is spoken to as its own packages do (`pagefind --service`: requests and answers are
base64 of JSON, each with a comma behind it). Given a folder it takes the documents in the order of
the file system, which differs from one disk to another, and so would the index.
"""

from __future__ import annotations

import base64
import importlib
import json
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO, Any

INSTALL = 'pip install "pagefind[extended]"'
TIMEOUT_SECONDS = 600

_PATIENCE = 1
"""Seconds for a program that has closed its answers to end."""

_MOST_READ = 1 << 20

EXCLUDED = ("[hidden]", "[data-pkb-english]", ".pkb-page-meta", ".pkb-page-foot", ".pkb-toc")
"""Not searched: what only a script shows, the English beside a translation, and what stands on
every page about the page.
"""


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


def run_pagefind(program: Path, documents: Mapping[str, str]) -> dict[str, bytes]:
    """Index documents, HTML by address; the files of the index by their path in its folder.

    Raises `PagefindMissingError` where the program cannot be started (it is for another platform),
    `PagefindFailedError` where it gives up.
    """
    with tempfile.TemporaryFile() as said:
        try:
            process = subprocess.Popen(  # noqa: S603 - our own arguments, no shell
                [str(program), "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
            )
        except OSError as error:
            message = f"{program} does not start here ({error}). {INSTALL}"
            raise PagefindMissingError(message) from error
        begun = time.monotonic()
        patience = threading.Timer(TIMEOUT_SECONDS, process.kill)
        patience.start()
        try:
            return _index(_Service(process), documents)
        except (OSError, ValueError, LookupError, TypeError) as error:
            # It ended, or speaks another language.
            code = _ended(process)
            said.seek(0)
            told = said.read().decode(errors="replace").strip() or f"{error} (exit code {code})"
            if time.monotonic() - begun >= TIMEOUT_SECONDS:
                told = f"it did not end within {TIMEOUT_SECONDS} s"
            raise PagefindFailedError(f"pagefind failed: {told}") from error
        finally:
            patience.cancel()
            process.kill()
            process.communicate()


def _ended(process: subprocess.Popen[bytes]) -> int | None:
    """The exit code of a process that is about to end; None where it is not."""
    with suppress(subprocess.TimeoutExpired):
        return process.wait(_PATIENCE)
    return None


def _index(service: _Service, documents: Mapping[str, str]) -> dict[str, bytes]:
    config = {"exclude_selectors": EXCLUDED}
    index = service.ask("NewIndex", config=config)["index_id"]
    for address, html in documents.items():
        service.ask("AddFile", index_id=index, url=address, file_contents=html)
    files = service.ask("GetFiles", index_id=index)["files"]
    return {file["path"]: base64.b64decode(file["content"]) for file in files}


class _Service:
    """A running program that answers one request at a time."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        if process.stdin is None or process.stdout is None:
            raise OSError("no pipes to a process")  # cannot be: they were asked for
        self._requests: IO[bytes] = process.stdin
        self._answers: IO[bytes] = process.stdout

    def ask(self, kind: str, **values: object) -> dict[str, Any]:
        """The answer. Raises `ValueError` with what the program says is wrong, and where it
        answers nothing that can be read.
        """
        request = {"message_id": 1, "payload": {"type": kind, **values}}
        text = json.dumps(request, ensure_ascii=False)
        self._requests.write(base64.b64encode(text.encode()) + b",")
        self._requests.flush()
        answer = json.loads(base64.b64decode(self._read()))["payload"]
        if answer["type"] == "Error":
            raise ValueError(answer["message"])
        return dict(answer)

    def _read(self) -> bytes:
        """The bytes up to the next comma."""
        found = bytearray()
        while not found.endswith(b","):
            part = os.read(self._answers.fileno(), _MOST_READ)
            if not part:
                raise ValueError("it ended without an answer")
            found += part
        return bytes(found[:-1])
