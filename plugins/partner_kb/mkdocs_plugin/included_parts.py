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

from markdown_it import MarkdownIt

from partner_kb.mkdocs_plugin.source_tree import SourceTree

_REFERENCE = re.compile(r"\[!\s*include[^\[\]\n]*\[[^\]\n]*\]\s*\(\s*<?([^)>\n]+)", re.I)
_SHOWN = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)\1(?!`)|<!--.*?-->", re.S)
"""Code in a line, and comments: what stands there is shown, or nothing, and includes no file."""


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
    text = path.read_bytes().decode("utf-8", "replace")
    if _REFERENCE.search(text) is None:
        return
    for found in _REFERENCE.finditer(_SHOWN.sub("", _without_code_blocks(text))):
        target = unquote(found[1].strip()).replace("\\", "/")
        if target.startswith("~/"):
            parts = uri.split("/")
            yield from (posixpath.join(*parts[:depth], target[2:]) for depth in (1, 2))
        else:
            yield posixpath.normpath(posixpath.join(posixpath.dirname(uri), target))


def _without_code_blocks(text: str) -> str:
    lines: list[str | None] = list(text.split("\n"))
    for token in MarkdownIt("commonmark").disable("inline").parse(text):
        if token.type in ("fence", "code_block") and token.map:
            start, stop = token.map
            lines[start:stop] = [None] * (stop - start)
    return "\n".join(line for line in lines if line is not None)
