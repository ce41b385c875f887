"""One page in one locale: its blocks, and what its front matter says of the translation.

In: the text of a file. Out: a `Page`. Both kinds are read: clean Markdown, and OPS source as it
lies. A side-by-side page is its translated side, or the English beside it; neither can be
written back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from partner_kb.model import Segment, Translation
from partner_kb.ops.places import MappedText
from partner_kb.ops.sxs import Sides, split_sides
from partner_kb.segments import Block, parse_blocks
from partner_kb.translation.readable import readable
from partner_kb.yaml_source import SAFE_LOADER

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_OPS_KINDS: Mapping[str, Translation] = {
    "mt": "machine",
    "ht": "human",
    "pe": "reviewed",
    "pemt": "reviewed",
    "mtpe": "reviewed",
}


@dataclass(frozen=True)
class Page:
    """One page in one locale. `path` is relative to the locale's folder, with `/`.

    `text` is the file's, but for a FAQ or hub page in YAML: there it is the Markdown that the
    page becomes, and `file` cannot be written from it. `beside` says that this is the English
    which stands beside the translation in a file of another locale.
    """

    path: str
    locale: str
    file: Path
    text: str
    beside: bool = False

    @property
    def writable(self) -> bool:
        """Whether blocks can be written back into the file."""
        return not self.side_by_side and self.file.suffix == ".md"

    @cached_property
    def side_by_side(self) -> bool:
        """Whether the page holds both languages, so that blocks cannot be written back."""
        return "data-ttu-id" in self.text

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The page's blocks; of a side-by-side page those of one side."""
        text = self.text.replace("\r\n", "\n")
        if not self.side_by_side:
            return parse_blocks(text)
        sides = _sides(text, self.path)
        if not self.beside:
            return parse_blocks(sides.target.text)
        return tuple(_english_blocks(parse_blocks(sides.english.text if sides.english else "")))

    @property
    def segments(self) -> tuple[Segment, ...]:
        """What a side-by-side page says in both languages, sentence by sentence; else nothing."""
        return (
            _sides(self.text.replace("\r\n", "\n"), self.path).segments if self.side_by_side else ()
        )

    @cached_property
    def words(self) -> int:
        """How many words the page's translatable blocks have."""
        return sum(block.words for block in self.blocks if block.translatable)

    @cached_property
    def front(self) -> Mapping[str, Any]:
        """The front matter; empty where there is none or it cannot be read."""
        match = _FRONT.match(self.text.replace("\r\n", "\n"))
        try:
            value = yaml.load(match[1], Loader=SAFE_LOADER) if match else None  # noqa: S506 - safe
        except (yaml.YAMLError, ValueError):
            return {}
        return value if isinstance(value, dict) else {}

    @property
    def source(self) -> Mapping[str, Any]:
        """The `source:` block of clean pages."""
        value = self.front.get("source")
        return value if isinstance(value, dict) else {}

    @property
    def translation(self) -> Translation:
        """How the page was translated."""
        stated = self.source.get("translation")
        if stated in {"original", "human", "machine", "reviewed"}:
            found: Translation = stated
            return found
        return _OPS_KINDS.get(str(self.front.get("ms.translationtype", "")).lower(), "human")

    @property
    def hash(self) -> str | None:
        """`ms.openlocfilehash`: equal hashes mean that a translation was made from this English."""
        found = self.source.get("hash") or self.front.get("ms.openlocfilehash")
        return str(found) if found else None

    @property
    def title(self) -> str:
        """The page's title, else its path."""
        return next((block.text for block in self.blocks if block.kind == "title"), self.path)

    def date(self, *names: str) -> date | None:
        """The first of these dates that the front matter holds."""
        for name in names:
            value = self.source.get(name) or self.front.get(name)
            found = _as_date(value)
            if found:
                return found
        return None


_DATES = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), (1, 2, 3)),
    (re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})"), (3, 1, 2)),
)


@lru_cache(maxsize=2)
def _sides(text: str, path: str) -> Sides:
    """Both sides, of which the translation and its English are read one after the other."""
    return split_sides(MappedText.whole(text, path))


def _english_blocks(blocks: Sequence[Block]) -> Iterator[Block]:
    """As the import has it: foreign metadata is no English, and the first heading is the title."""
    body = [block for block in blocks if block.kind not in {"title", "description"}]
    heading = next((block for block in body if block.shape.endswith("/headingh1")), None)
    if heading is not None:
        text = readable(heading.text)
        yield Block("title", "title", text, heading.start, heading.end, first="title: ")
    yield from body


def _as_date(value: object) -> date | None:
    """A date as YAML gives it, or as text in ISO or US order."""
    if isinstance(value, date):
        return value
    for pattern, order in _DATES:
        match = pattern.match(str(value or ""))
        if match:
            try:
                return date(int(match[order[0]]), int(match[order[1]]), int(match[order[2]]))
            except ValueError:
                return None
    return None
