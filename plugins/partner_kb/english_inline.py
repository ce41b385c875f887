"""Inline Markdown of a segment: as an element of a page, and the letters that it shows.

In: what a segment says, in Markdown. Out: an element that holds it, without links and without marks
of the source that Markdown does not read; or its letters and digits, to find it in a page by.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree  # noqa: N813 - Python-Markdown's name for it
from collections.abc import Iterator, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from partner_kb.ops.literal import unescape_emphasis, without_literals
from partner_kb.ops.sanitize import TAGS

_BREAK = re.compile(r"<br\b", re.I)
_NAME = re.compile(r"</?([A-Za-z][\w-]*)")
_MARK = re.compile(r"[\\`*＊_\[<&~\n\r\0]|::")
"""Without one of these no rule of Markdown or of `without_literals` finds anything in a text."""
_ADDRESS = r"\]\((?:https?://)?[^\\`\s()<>\[\]:&*]*\)"
_LINK = re.compile(rf"(?<![\\!*])\[([^\\`*_\[\]<>&!~\n]+){_ADDRESS}(?!\*)")
_BOLD = re.compile(r"\*\*([^\W_](?:[^*\n]*[^\W_])?)\*\*(?!\*)")
"""Links and bold words that can be nothing else: most marks, which need no parser."""

_LINKED = re.compile(rf"(?<!\\)\[([^\\`\[\]<>&\n]+){_ADDRESS}")
_ENTITY = re.compile(r"&#?\w+;")
_WORDS = re.compile(r"\w+")

_inline = MarkdownIt("commonmark").enable("strikethrough")


def inline_element(markdown: str) -> etree.Element:
    """Inline Markdown as an element: emphasis and code stay, links keep their text only."""
    element = etree.Element("span")
    text = _LINK.sub(r"\1", markdown) if "](" in markdown else markdown
    pieces = _BOLD.split(text) if "**" in text else [text]
    if _MARK.search("".join(pieces)):
        _fill_parsed(element, _inline.parseInline(unescape_emphasis(markdown)))
        return element
    element.text = pieces[0]
    for bold, after in zip(pieces[1::2], pieces[2::2], strict=True):
        strong = etree.SubElement(element, "strong")
        strong.text, strong.tail = bold, after
    return element


_TAGS = {"strong": "strong", "em": "em", "s": "del"}


def _fill_parsed(element: etree.Element, tokens: Sequence[Token]) -> None:
    stack = [element]
    for token in _flat(tokens):
        name = token.type.rpartition("_")[0]
        if token.type.endswith("_open") and name in _TAGS:
            stack.append(etree.SubElement(stack[-1], _TAGS[name]))
        elif token.type.endswith("_close") and name in _TAGS and len(stack) > 1:
            stack.pop()
        elif token.type == "code_inline":
            etree.SubElement(stack[-1], "code").text = token.content
        elif token.type == "text":
            _append_text(stack[-1], without_literals(token.content))
        elif token.type in ("softbreak", "hardbreak") or _BREAK.match(token.content):
            _append_text(stack[-1], " ")
        elif token.type == "html_inline" and not _is_tag(token.content):
            _append_text(stack[-1], token.content)


def _is_tag(html: str) -> bool:
    """Whether it is a tag of HTML; `<tenant ID>` is words."""
    name = _NAME.match(html)
    return name is None or name[1].lower() in TAGS


def _flat(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.children:
            yield from _flat(token.children)
        else:
            yield token


def _append_text(element: etree.Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def letters_of(text: str) -> str:
    """The letters and digits of a text; case does not count."""
    return "".join(_WORDS.findall(text.casefold())).replace("_", "")  # half of the time of a `sub`


@lru_cache(maxsize=4096)
def markdown_letters(markdown: str) -> str:
    """The letters and digits of inline Markdown, without link targets; case does not count."""
    text = markdown
    if "](" in text and "\\" not in text and "`" not in text:
        text = _LINKED.sub(r"\1", text)
    if "](" in text or "<" in text or ("&" in text and _ENTITY.search(text)):
        return letters_of("".join(_text_of(_inline.parseInline(markdown))))
    return letters_of(text)


def _text_of(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.children:
            yield from _text_of(token.children)
        elif token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
