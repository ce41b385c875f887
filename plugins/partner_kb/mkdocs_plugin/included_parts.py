"""Parts of raw pages: files that they include from elsewhere than a folder named `includes`.

In: the `SourceTree`. Out: the same, with such files among its includes. One without front matter
is a part and nothing else; one that has it stays a page, too.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from partner_kb.mkdocs_plugin.source_tree import SourceTree

_REFERENCE = re.compile(rb"\[!\s*include[^\[\]\n]*\[[^\]\n]*\]\s*\(\s*<?([^)>\n]+)", re.I)


def take_parts(tree: SourceTree) -> None:
    """Move the parts of raw pages, and what those include in turn, to where they are looked for."""
    waiting = [*tree.raw.items(), *tree.includes.items()]
    while waiting:
        uri, path = waiting.pop()
        for part in _references(uri, path):
            if part in tree.clean and part not in tree.includes:
                tree.includes[part] = tree.clean[part]
                waiting.append((part, tree.clean[part]))
                if not tree.clean[part].read_bytes().startswith((b"---", b"\xef\xbb\xbf---")):
                    del tree.clean[part]


def _references(uri: str, path: Path) -> Iterator[str]:
    """The files that one includes, relative to docs_dir."""
    if path.suffix != ".md":
        return
    for found in _REFERENCE.finditer(path.read_bytes()):
        target = unquote(found[1].decode("utf-8", "replace").strip()).replace("\\", "/")
        if target.startswith("~/"):
            parts = uri.split("/")
            yield from (posixpath.join(*parts[:depth], target[2:]) for depth in (1, 2))
        else:
            yield posixpath.normpath(posixpath.join(posixpath.dirname(uri), target))
