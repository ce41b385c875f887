"""The record of a page as text: what lies below `locales/<ll_CC>/pages/` and `locales/en/pages/`.

In: the text of a file, or values of `translation.state`. Out: the other of the two; equal values
give equal text. Blocks stand in the page's order, an empty line between any two: so version
control merges two branches that touch different blocks, be they neighbours.
"""

from __future__ import annotations

import re

from partner_kb.errors import Problem, SourceError
from partner_kb.translation.state import PageState, SourceStore

_ENTRY = re.compile(r"([0-9a-f]{16}) ([0-9a-f]{16})\Z")
_MINOR = re.compile(r"= ([0-9a-f]{16}) ([0-9a-f]{16})\Z")
_HEAD = re.compile(r"([0-9a-f]{16})\Z")
_INDENT = "    "


def parse_state(text: str, path: str) -> PageState:
    """Read a page's record; raises `SourceError` with the lines that are neither."""
    entries: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        match = _ENTRY.match(line)
        if match:
            entries.append((match[1], match[2]))
        elif line and not line.startswith("#"):
            problems.append(_broken(path, number, line, "two hashes of 16 hex digits"))
    if problems:
        raise SourceError(problems)
    return PageState(tuple(entries))


def render_state(state: PageState) -> str:
    """The text of a page's record."""
    head = "# English block, translated block. Written by partner-kb i18n; merge line by line.\n"
    return head + "".join(f"\n{source} {target}\n" for source, target in state.entries)


def parse_store(text: str, path: str) -> SourceStore:
    """Read the English blocks; raises `SourceError` with the lines that cannot be read."""
    texts: dict[str, list[str]] = {}
    minor: list[tuple[str, str]] = []
    problems: list[Problem] = []
    current: list[str] | None = None
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if line.startswith(_INDENT) and current is not None:
            current.append(line[len(_INDENT) :])
        elif match := _HEAD.match(line):
            current = texts[match[1]] = []
        elif match := _MINOR.match(line):
            minor.append((match[1], match[2]))
        elif line and not line.startswith("#"):
            problems.append(_broken(path, number, line, "a hash, or text indented by four"))
    if problems:
        raise SourceError(problems)
    return SourceStore({key: "\n".join(lines) for key, lines in texts.items()}, tuple(minor))


def render_store(store: SourceStore) -> str:
    """The text of the English blocks in the store's order, minor edits below the newer block."""
    lines = ["# The English that translations were made from, by hash. Written by partner-kb i18n."]
    pairs = sorted(store.minor)
    lines += [f"= {old} {new}" for old, new in pairs if new not in store.texts]
    for key, text in store.texts.items():
        lines += ["", key, *(f"{_INDENT}{line}" for line in text.split("\n"))]
        lines += [f"= {old} {new}" for old, new in pairs if new == key]
    return "\n".join(lines) + "\n"


def _broken(path: str, number: int, line: str, expected: str) -> Problem:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        message = "a merge conflict was left here; keep the lines of both sides, delete the marks"
        return Problem(path, number, 1, "error", "state-conflict-marker", message)
    return Problem(path, number, 1, "error", "state-syntax", f"expected {expected}: {line[:40]!r}")
