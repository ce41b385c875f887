"""What lies in docs_dir: which files are clean pages, raw OPS source, tables of contents, media.

In: the folder. Out: a `SourceTree` of paths; no text is kept. Raw pages are told apart by their
front matter (`ms.*` keys), by side-by-side spans, or by being YAML with a `YamlMime` header.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

_HEAD = 8192
_INCLUDE = re.compile(rb"ms\.topic:\s*[\"']?include[\"']?\s*$", re.I)

Kind = Literal["clean", "raw", "toc", "include", "media", "data"]
"""What a file is; data are policies, flows and the like, which are no part of the staged folder."""


@dataclass(slots=True)
class SourceTree:
    """Files by what they are; keys are paths relative to docs_dir, with `/`."""

    root: Path
    clean: dict[str, Path] = field(default_factory=dict)
    raw: dict[str, Path] = field(default_factory=dict)
    tocs: dict[str, Path] = field(default_factory=dict)
    includes: dict[str, Path] = field(default_factory=dict)
    media: dict[str, Path] = field(default_factory=dict)


def read_tree(docs_dir: Path, locales: Sequence[str], not_pages: Sequence[str]) -> SourceTree:
    """Sort the files of `docs_dir`; hidden ones and those of folders in `not_pages` are left out.

    Files of an `includes` folder, and others that say they are one, are kept apart for raw pages.
    """
    tree = SourceTree(docs_dir)
    places = {
        "clean": tree.clean,
        "raw": tree.raw,
        "toc": tree.tocs,
        "include": tree.includes,
        "media": tree.media,
    }
    for path in _files(docs_dir):
        uri = path.relative_to(docs_dir).as_posix()
        kind = kind_of(path, uri, locales, not_pages)
        if kind != "data":
            places[kind][uri] = path
    return tree


def kind_of(path: Path, uri: str, locales: Sequence[str], not_pages: Sequence[str]) -> Kind:
    """What a file is; `uri` is its path relative to docs_dir."""
    parts = uri.split("/")
    inner = parts[1:-1] if parts[0] in locales else parts[:-1]
    if "includes" in inner:
        return "include"
    if inner and inner[0] in not_pages:
        return "data"
    if parts[-1].lower() in ("toc.yml", "toc.md"):
        return "toc"
    if path.suffix == ".md":
        return _markdown_kind(path)
    if path.suffix in (".yml", ".yaml"):
        mime = b"### YamlMime:"
        return "raw" if _head(path).startswith(mime) else "data"
    return "media"


def _files(root: Path) -> Iterator[Path]:
    """Every file below `root` in a fixed order.

    Links that lead out of it or nowhere, pipes, and names that are no text are passed over:
    `partner-kb check` tells of them.
    """
    real_root = os.path.realpath(root)
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            real = os.path.realpath(path)
            inside = real.startswith(f"{real_root.rstrip(os.sep)}{os.sep}")
            if inside and not name.startswith(".") and os.path.isfile(real) and _is_text(name):
                yield path


def _is_text(name: str) -> bool:
    """Whether a name is Unicode; one of other bytes can be no address."""
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_HEAD).removeprefix(b"\xef\xbb\xbf")


def _markdown_kind(path: Path) -> Kind:
    """What a text is, by its front matter: `ms.topic: include` is a part of other pages."""
    head = _head(path)
    lines = head.splitlines()
    front = lines[1:] if lines and lines[0].strip() == b"---" else []
    kind: Kind = "raw" if b"data-ttu-id" in head else "clean"
    for line in front:
        if line.strip() == b"---":
            break
        if _INCLUDE.match(line):
            return "include"
        if line.startswith((b"ms.", b"redirect_url:")):
            kind = "raw"
    return kind
