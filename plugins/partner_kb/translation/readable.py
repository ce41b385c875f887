"""A block as a person reads it: its words, without Markdown or OPS markup.

In: the Markdown of one block. Out: plain text, for pages that show two languages side by side.
Where only the markup differs between two versions the Markdown itself has to be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark").enable("table")
#: What OPS writes as text: an alert's kind, a triple-colon fence, attributes of a heading.
_ALERT = re.compile(r"^\[!\w+[^\]]*\]\s*")
_IMAGE = re.compile(r'^:::image\b.*?\balt-text="([^"]*)".*$', re.MULTILINE)
_FENCE = re.compile(r"^:::.*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\s*\{[#.][^{}]*\}\s*$")


def readable(markdown: str) -> str:
    """The words of a block; the block itself where nothing is left of it."""
    plain = _IMAGE.sub(r"\1", markdown)
    lines = [text for text in _texts(_PARSER.parse(_FENCE.sub("", plain))) if text]
    return "\n".join(lines) or markdown


def _texts(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            text = "".join(_words(token.children or ())).strip()
            text = _ATTRIBUTES.sub("", _ALERT.sub("", text))
            yield " · ".join(cell.strip() for cell in _cells(text))
        elif token.type in ("fence", "code_block"):
            yield token.content.rstrip("\n")
        elif token.type == "html_block":
            yield BeautifulSoup(token.content, "html.parser").get_text(" ", strip=True)


def _words(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type == "image":
            yield token.content


def _cells(text: str) -> list[str]:
    """The cells of a table's row, which alone is a paragraph to Markdown."""
    if text.startswith("|") and text.endswith("|") and len(text) > 1:
        return [cell for cell in text[1:-1].split("|") if cell.strip()]
    return [text]
