"""Data that comes with the package, as files that a site serves as they are: JSON, deflated.

In: a name, and what the data is made from. Out: files by name, below `packed/<name>/`, and beside
them `made-from.json` with the versions that they are made from, so that who reads them can tell
whether they still hold. A build copies them; it neither asks a library nor deflates anything.

The files are gzip, and their name ends with `.bin`: a server that sees `.gz` may announce it as an
encoding of the transfer, and one that sees `.json` may deflate it once more. Who reads them looks
at the first two bytes (`inflated`; assets/js/policy/data.js).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from partner_kb.files import write_atomic

_FOLDER = Path(__file__).parent / "packed"
_MADE_FROM = "made-from.json"
_END = ".bin"


@dataclass(frozen=True, slots=True)
class Packed:
    """A folder of the package: its files by name, and the versions that they are made from."""

    made_from: Mapping[str, str]
    files: Mapping[str, bytes]


def deflated(texts: Mapping[str, str]) -> Mapping[str, bytes]:
    """JSON texts by key as files by name; the same bytes for the same text, on any day."""
    return {f"{key}{_END}": gzip.compress(text.encode(), 9, mtime=0) for key, text in texts.items()}


def inflated(files: Mapping[str, bytes]) -> Mapping[str, str]:
    """The texts of `files`, by key."""
    return {
        name.removesuffix(_END): gzip.decompress(content).decode()
        for name, content in files.items()
    }


def read_packed(name: str) -> Packed | None:
    """The folder of that name; None where it lacks."""
    folder = _FOLDER / name
    try:
        made_from = json.loads((folder / _MADE_FROM).read_text("utf-8"))
        files = {path.name: path.read_bytes() for path in sorted(folder.glob(f"*{_END}"))}
    except (OSError, ValueError):
        return None
    return Packed(made_from, files)


def write_packed(name: str, made_from: Mapping[str, str], texts: Mapping[str, str]) -> None:
    """Write the folder anew; a file whose text is as it was stays, whoever deflated it."""
    folder = _FOLDER / name
    kept = read_packed(name) or Packed({}, {})
    now = deflated(texts)
    for file in kept.files.keys() - now.keys():
        (folder / file).unlink()
    before = inflated(kept.files)
    for (key, text), (file, content) in zip(texts.items(), now.items(), strict=True):
        if before.get(key) != text:
            write_atomic(folder / file, content)
    write_atomic(folder / _MADE_FROM, json.dumps(dict(made_from)) + "\n")
