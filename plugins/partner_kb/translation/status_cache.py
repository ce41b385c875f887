"""Numbers of pages kept between runs, so that only pages that changed are read as Markdown.

In: everything that a page's numbers depend on, as text. Out: a key, and the numbers that were
kept under it. The cache is one JSON file below `.cache/`; a broken or missing one is empty.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from partner_kb import (
    alignment,
    block_rules,
    english_blocks,
    english_inline,
    ops,
    segments,
    yaml_source,
)
from partner_kb.files import write_atomic
from partner_kb.segment_files import segments_file
from partner_kb.store import digest
from partner_kb.translation.page import Page
from partner_kb.translation.pages import read_text, state_path
from partner_kb.translation.project import Project

CACHE = Path(".cache/partner-kb/translation-status.json")


@dataclass(frozen=True, slots=True)
class Kept:
    """What was found the last time: the numbers of pages by key (`page_key`), and in `rows` the
    locale and key of each page, in order, as long as the project's files have this `stamp`.
    """

    pages: Mapping[str, Any] = field(default_factory=dict)
    rows: Sequence[Sequence[str]] = ()
    stamp: str = ""


def load_cache(project: Project) -> Kept:
    """What was kept."""
    try:
        kept = Kept(**json.loads((project.root / CACHE).read_text("utf-8")))
        pairs = [(str(locale), str(key)) for locale, key in kept.rows]
        return Kept(dict(kept.pages), pairs, str(kept.stamp))
    except (OSError, ValueError, TypeError):
        return Kept()


def save_cache(project: Project, kept: Kept) -> None:
    """Keep this and nothing else; where the folder cannot be written, nothing is kept."""
    text = json.dumps(asdict(kept), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        write_atomic(project.root / CACHE, text)
    except OSError:
        return


@cache
def comparing_code() -> str:
    """What reads and compares: another version may give other numbers, and other pages to compare
    by.
    """
    modules = (alignment, block_rules, english_blocks, english_inline, segments, yaml_source)
    others = (Path(str(module.__file__)) for module in modules)
    folders = (Path(__file__).parent, Path(str(ops.__file__)).parent)
    files = [*(file for folder in folders for file in sorted(folder.glob("*.py"))), *others]
    return digest(version("markdown-it-py"), *(file.read_bytes() for file in files))


def page_key(
    project: Project, source: Page, target: Page | None, locale: str, redirects: Mapping[str, str]
) -> str:
    """The key of a page in a locale: it changes when its numbers may."""
    records = (
        state_path(project, locale, source.path),
        state_path(project, project.source_locale, source.path),
        segments_file(project.locales, locale, source.path),
    )
    parts = [
        comparing_code(),
        source.path,
        locale,
        f"{source.beside} {project.side_by_side}",
        source.text,
        *(("", "missing") if target is None else (target.text, "there")),
        *(read_text(project, file) if file.is_file() else "" for file in records),
        json.dumps(sorted(redirects.items())),
    ]
    return digest(*parts)
