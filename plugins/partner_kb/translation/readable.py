"""A block as a person reads it: its words, without Markdown or OPS markup.

In: the Markdown of one block. Out: plain text, for pages that show two languages side by side.
Where only the markup differs between two versions the Markdown itself has to be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from partner_kb.ops.terms import terms_as_words

_PARSER = MarkdownIt("commonmark").enable("table")
#: What OPS writes as text: an alert's kind, a triple-colon fence, attributes of a heading.
_ALERT = re.compile(r"^\[!\w+[^\]]*\]\s*")
_MARK = re.compile(r"\[!(?:div|include)\b[^\n]*\]\s*\Z", re.IGNORECASE)
_IMAGE = re.compile(r'^:::image\b.*?\balt-text="([^"]*)".*$', re.MULTILINE)
_FENCE = re.compile(r"^:::.*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\s*\{[#.][^{}]*\}\s*$")
#: Links and bold words that can be nothing else, and words in which no rule finds anything: they
#: make nine blocks of ten, for which the parser would take most of a review page's time.
_LINK = re.compile(r"(?<!!)\[([^\\`*_\[\]<>&!\n]+)\]\([^\\`\s()<>\[\]]*\)")
_BOLD = re.compile(r"\*\*([^\W_](?:[^*\n]*[^\W_])?)\*\*(?!\*)")
_PLAIN = re.compile(r"[^\\`*_\[\]<>&]*\Z")
#: A paragraph for certain (each line begins with a letter, a link or bold), or a table's row.
_PARAGRAPH = re.compile(r"(?:(?:\*\*|\[)?[^\W\d_].*(?:\n|\Z))+\Z|\|.*\|\Z")


@lru_cache(maxsize=1024)
def readable(markdown: str) -> str:
    """The words of a block; the block itself where nothing is left of it."""
    if "[!" in markdown or ":::" in markdown:
        return parsed(markdown)
    if not _PARAGRAPH.match(markdown) or "]:" in markdown:
        return parsed(markdown)
    simple = _LINK.sub(r"\1", markdown) if "](" in markdown else markdown
    if "**" in simple:
        simple = _BOLD.sub(r"\1", simple)
    if not _PLAIN.match(simple):
        return _text(_PARSER.parseInline(markdown.strip())[0]) or markdown
    return _finished(" ".join([line.strip() for line in simple.split("\n")])) or markdown


def is_mark(markdown: str) -> bool:
    """Whether a block is a mark of OPS and nothing else, which a reader sees nothing of."""
    return bool(_MARK.match(markdown))


def parsed(markdown: str) -> str:
    """The same, by the parser alone."""
    plain = terms_as_words(_IMAGE.sub(r"\1", markdown))
    texts = [text for text in _texts(_PARSER.parse(_FENCE.sub("", plain))) if text]
    return "\n".join(texts) or markdown


def _text(token: Token) -> str:
    return _finished("".join(_words(token.children or ())))


def _finished(text: str) -> str:
    text = text.strip()
    if text.startswith("[!"):
        text = _ALERT.sub("", text)
    if text.endswith("}"):
        text = _ATTRIBUTES.sub("", text)
    return " · ".join([cell.strip() for cell in _cells(text)])


def _texts(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield _text(token)
        elif token.type in ("fence", "code_block"):
            yield token.content.rstrip("\n")
        elif token.type == "html_block":
            from bs4 import BeautifulSoup  # here, since few blocks are HTML and it loads slowly

            yield BeautifulSoup(token.content, "html.parser").get_text(" ", strip=True)


def _words(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type == "image":
            yield token.content
        elif token.type == "html_inline" and token.content.lower().startswith("<br"):
            yield " "


def _cells(text: str) -> list[str]:
    """The cells of a table's row, which alone is a paragraph to Markdown."""
    if text.startswith("|") and text.endswith("|") and len(text) > 1:
        return [cell for cell in text[1:-1].split("|") if cell.strip()]
    return [text]
