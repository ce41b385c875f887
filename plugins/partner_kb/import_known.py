"""What earlier imports left in a knowledge base, as far as the next conversion asks for it.

In: the docs and locales folders. Out: pages, media, and the segments of a page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from partner_kb.errors import SourceError
from partner_kb.model import Segment
from partner_kb.ops.docset import SourceFile
from partner_kb.segment_files import parse_segments, segments_file
from partner_kb.source_files import Found, is_media


def known_pages(docs: Path) -> dict[str, frozenset[str]]:
    """The pages that lie in a docs folder already, by locale."""
    pages: dict[str, set[str]] = defaultdict(set)
    if docs.is_dir():
        for folder in sorted(path for path in docs.iterdir() if path.is_dir()):
            for path in folder.rglob("*.md"):
                pages[folder.name].add(path.relative_to(folder).as_posix())
    return {locale: frozenset(found) for locale, found in pages.items()}


def kept_segments(locales: Path, locale: str, path: str) -> tuple[Segment, ...]:
    """The segments that an earlier import left of a page; none where they cannot be read."""
    file = segments_file(locales, locale, path)
    try:
        return parse_segments(file.read_text("utf-8"), str(file)) if file.is_file() else ()
    except (SourceError, UnicodeDecodeError):
        return ()  # the build and `check` tell of it


def known_media(docs: Path, found: Found) -> Iterator[SourceFile]:
    """Images and the like that earlier imports brought, so that pages still find them."""
    coming = {(file.locale, file.path) for file in found.files if file.kind == "media"}
    for folder in sorted(path for path in docs.iterdir() if path.is_dir()) if docs.is_dir() else ():
        for path in sorted(folder.rglob("*")):
            inner = path.relative_to(folder).as_posix()
            if is_media(path) and (folder.name, inner) not in coming:
                yield SourceFile(str(path), inner, "media", folder.name)
