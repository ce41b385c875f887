"""Whether an article with English beside it is a page to compare by itself.

In: a `Comparison`, and the page's segments, from which the article gets its English
(`english_blocks`). Out: yes, where every English block with words stands in the article as it
is now, and nothing is untranslated or known to be stale; a page of its own has to show all else.

It is told from the page's Markdown, before anything is rendered, and where Markdown leaves a doubt
(raw HTML, tabs) the answer is no. Source that holds both languages, and is converted in the build,
is told from as it lies: it becomes the same blocks with other marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from partner_kb.english_blocks import alert_title, align
from partner_kb.english_inline import markdown_letters
from partner_kb.model import Segment
from partner_kb.segments import Block
from partner_kb.translation.page import Page
from partner_kb.translation.pages import Comparison
from partner_kb.translation.plain_source import alert_text, is_plain_source

_ATTRIBUTES = re.compile(r"\s*\{:?\s*[#.][^{}]*\}\s*\Z")
_LINK_ATTRIBUTES = re.compile(r"(?<=\))\{:?\s*[#.][^{}]*\}")
_CELLS = re.compile(r"(?<!\\)\|")
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)")
_ALERT = re.compile(r'[\s>]*!!! (\w+) "\Z')
_ELSEWHERE = re.compile(r"\*\[|\[\^")
"""What abbreviations and footnotes begin with, which are shown in other places or not at all."""


def is_beside(comparison: Comparison, segments: Sequence[Segment]) -> bool:
    """Whether the article shows all that a page to compare by would."""
    target = comparison.target
    if target is None or not is_in_step(comparison) or not _has_its_blocks(target):
        return False
    shown = _english(target.blocks, segments)
    titles: list[str] = []
    body: set[str] = set()
    for one in comparison.blocks:
        if one.source is None or one.target is None:
            return False
        letters = _letters(one.source.text)
        if one.source.kind == "title":
            titles.append(letters)
        elif letters and letters != shown.get(one.target.start):
            return False
        else:
            body.add(letters)
    # The title is that of a heading; the article's part to compare by says how it is translated.
    return body.issuperset(titles)


def is_in_step(comparison: Comparison) -> bool:
    """Whether each block has its counterpart, made from what the English says now.

    Where nobody recorded that, it may be known of a page that its English is newer, and not where.
    """
    return all(
        one.status == "translated" or (one.status == "stale" and one.was is None)
        for one in comparison.blocks
    )


def _has_its_blocks(page: Page) -> bool:
    """Whether the article is made of the page's blocks: other source than that has no English."""
    if page.side_by_side:
        return page.file.suffix == ".md" and is_plain_source(page.blocks)
    return page.writable and not any(str(key).startswith("ms.") for key in page.front)


def _english(blocks: Sequence[Block], segments: Sequence[Segment]) -> Mapping[int, str]:
    """The letters of the English beside each block in the article, by the block's first line."""
    pieces = [(block, piece) for block in blocks for piece in _pieces(block)]
    found = align([piece for _, piece in pieces], segments)
    shown: dict[int, str] = {}
    for (block, _), sources in zip(pieces, found, strict=True):
        if not sources:
            alert = _ALERT.match(block.first) if block.kind == "heading" else None
            sources = alert_title(alert[1]) if alert else []
        letters = "".join(map(markdown_letters, sources))
        shown[block.start] = shown.get(block.start, "") + letters
    return shown


def _pieces(block: Block) -> Iterator[str]:
    """The letters of each element that the block becomes, where that may have English."""
    text = _IMAGE.sub("", block.text) if "![" in block.text else block.text
    if block.kind == "row":
        yield from map(markdown_letters, _CELLS.split(text))
    elif block.kind == "paragraph" and not _ELSEWHERE.match(text):
        yield _letters(text)
    elif block.kind == "heading" and ("/headingh" in block.shape or _ALERT.match(block.first)):
        yield _letters(text)  # of containers only alerts have a title with room for English


def _letters(text: str) -> str:
    text = alert_text(text)
    if "){" in text:
        text = _LINK_ATTRIBUTES.sub("", text)
    return markdown_letters(_ATTRIBUTES.sub("", text) if text.endswith("}") else text)
