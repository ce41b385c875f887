"""Data that comes with the package: what libraries would have to be asked for in every build.

In: a name, and what the data is made from. Out: texts by key, below `packed/`. The first line of a
file says which versions it is made from, so that who reads it can tell whether it still holds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from partner_kb.files import write_atomic

_FOLDER = Path(__file__).parent / "packed"


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of the package: its texts by key, and the versions that they are made from."""

    made_from: Mapping[str, str]
    texts: Mapping[str, str]


def read_packed(name: str) -> Packed | None:
    """The file of that name; None where it lacks."""
    try:
        head, *lines = (_FOLDER / f"{name}.txt").read_text("utf-8").rstrip("\n").split("\n")
    except (OSError, ValueError):
        return None
    texts = {key: text for key, _, text in (line.partition(" ") for line in lines)}
    return Packed(json.loads(head), texts)


def write_packed(name: str, made_from: Mapping[str, str], texts: Mapping[str, str]) -> None:
    """Write the file: a line for each text, none of which may hold a line break."""
    write_atomic(_FOLDER / f"{name}.txt", packed_text(made_from, texts))


def packed_text(made_from: Mapping[str, str], texts: Mapping[str, str]) -> str:
    """The file as text."""
    lines = [json.dumps(dict(made_from)), *(f"{key} {text}" for key, text in texts.items())]
    return "\n".join(lines) + "\n"
