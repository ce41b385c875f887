"""What a project has translated so far, as a translation memory.

In: a `Project` and a locale. Out: the `Memory` of its aligned pages, of the segments of
side-by-side pages and of the TMX files that lie in the locale's folder.
"""

from __future__ import annotations

from collections.abc import Iterator

from partner_kb.ops.places import MappedText
from partner_kb.ops.sxs import split_sides
from partner_kb.segment_files import parse_segments, segments_file
from partner_kb.translation.memory import Memory, MemoryUnit, build_memory
from partner_kb.translation.pages import Comparison, compare_all, list_sources, read_text
from partner_kb.translation.project import Project
from partner_kb.translation.tmx import parse_tmx
from partner_kb.translation.xml_text import decode_xml


def gather_memory(project: Project, locale: str) -> Memory:
    """All that is known for a locale; raises `SourceError` where a file is broken."""
    return build_memory([*_pages(project, locale), *_files(project, locale)])


def _pages(project: Project, locale: str) -> Iterator[MemoryUnit]:
    for comparison in compare_all(project, (locale,)):
        yield from page_units(comparison)


def page_units(comparison: Comparison) -> Iterator[MemoryUnit]:
    """The units of one page: its current blocks, and its side-by-side segments."""
    for one in comparison.blocks:
        if one.source and one.target and one.status == "translated":
            yield MemoryUnit(one.source.text, one.target.text, comparison.path)
        elif one.target and one.was and one.status == "stale":
            yield MemoryUnit(one.was, one.target.text, comparison.path)
    page = comparison.target
    if page is not None and page.side_by_side:
        for segment in split_sides(MappedText.whole(page.text, page.path)).segments:
            yield MemoryUnit(segment.source.strip(), segment.target.strip(), comparison.path)


def _files(project: Project, locale: str) -> Iterator[MemoryUnit]:
    for page in list_sources(project):
        file = segments_file(project.locales, locale, page)
        if file.is_file():
            for segment in parse_segments(read_text(project, file), project.shown(file)):
                yield MemoryUnit(segment.source.strip(), segment.target.strip(), page)
    folder = project.catalog(locale).parent.parent
    for file in sorted(folder.glob("*.tmx")):
        text = decode_xml(file.read_bytes(), project.shown(file))
        yield from parse_tmx(text, project.shown(file), project.source_locale, locale)
