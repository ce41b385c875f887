"""English beside the translation: which blocks of a rendered page a segment's English belongs to.

In: the tree of a rendered page and the page's segments (target and English, in page order). Out:
the tree with the English, hidden, under each block whose text is made of known targets. Matching
is by the letters and digits alone, so that it survives every change of markup between the source
and the page; a block that is not made of targets for the most part gets no English.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree  # noqa: N813 - Python-Markdown's name for it
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from partner_kb.model import Segment
from partner_kb.ops.literal import unescape_emphasis, without_literals
from partner_kb.ops.sanitize import TAGS

_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd"})
_CONTAINERS = frozenset({"ul", "ol", "p", "blockquote", "table", "div", "pre", "dl", "details"})
_INSIDE = frozenset({"li", "td", "th", "dt", "dd"})
_ENOUGH = 0.6

_OTHERS = re.compile(r"[\W_]+")
_BREAK = re.compile(r"<br\b", re.I)
_NAME = re.compile(r"</?([A-Za-z][\w-]*)")
_MARKS = frozenset("\\`*_[]<>&!~:\n")

_inline = MarkdownIt("commonmark").enable("strikethrough")


def add_english(root: etree.Element, segments: Sequence[Segment]) -> int:
    """Put the English under its blocks; returns how many blocks got it."""
    blocks = list(_blocks(root, None))
    texts = [_letters(_own_text(element)) for element, _ in blocks]
    found = align(texts, segments)
    for (element, parent), sources in zip(blocks, found, strict=True):
        if sources:
            _attach(element, parent, sources)
    return sum(1 for sources in found if sources)


def align(texts: Sequence[str], segments: Sequence[Segment]) -> list[list[str]]:
    """For each block's letters the English of the segments that it is made of, in order.

    A block begins at a segment that comes after those used, if there is one, so that a sentence
    that a page repeats gets its own English each time.
    """
    targets = [_letters(_plain(segment.target)) for segment in segments]
    used = 0
    found: list[list[str]] = []
    for text in texts:
        start = _start(text, targets, used)
        if start is None:
            found.append([])
            continue
        index, position = start, 0
        taken: list[str] = []
        while index < len(targets) and position < len(text):
            target = targets[index]
            if target and not text.startswith(target, position):
                break
            position += len(target)
            taken.append(segments[index].source)
            index += 1
        if position >= _ENOUGH * len(text):
            found.append([source for source in taken if source.strip()])
            used = index
        else:
            found.append([])
    return found


def _start(text: str, targets: Sequence[str], used: int) -> int | None:
    if not text:
        return None
    order = [*range(used, len(targets)), *range(used)]
    return next((i for i in order if targets[i] and text.startswith(targets[i])), None)


def _blocks(
    element: etree.Element, parent: etree.Element | None
) -> Iterator[tuple[etree.Element, etree.Element | None]]:
    if element.tag == "pre":
        return
    if element.tag in _BLOCKS and _own_text(element).strip():
        yield element, parent
    for child in element:
        yield from _blocks(child, element)


def _own_text(element: etree.Element) -> str:
    """The element's text without that of blocks inside it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag not in _CONTAINERS:
            parts.append(_own_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _letters(text: str) -> str:
    return _OTHERS.sub("", text.casefold())


def _plain(markdown: str) -> str:
    """The text of inline Markdown, without marks and link targets."""
    if not _MARKS.intersection(markdown):
        return markdown
    return "".join(_text_of(_inline.parseInline(markdown)))


def _text_of(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.children:
            yield from _text_of(token.children)
        elif token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "


def _attach(element: etree.Element, parent: etree.Element | None, sources: Sequence[str]) -> None:
    inside = element.tag in _INSIDE or parent is None
    english = etree.Element("span" if inside else "p")
    # Three attributes and no class: a long page has a hundred of these.
    english.set("data-pkb-english", "")
    english.set("hidden", "")
    english.set("lang", "en")
    text = " ".join(source.strip() for source in sources)
    if _MARKS.intersection(text):
        _fill(english, _inline.parseInline(unescape_emphasis(text)))
    else:
        english.text = text
    if not inside and parent is not None:
        english.tail, element.tail = element.tail, "\n"
        parent.insert(list(parent).index(element) + 1, english)
        return
    for index, child in enumerate(element):
        if child.tag in _CONTAINERS:
            element.insert(index, english)
            return
    element.append(english)


_TAGS = {"strong": "strong", "em": "em", "s": "del"}


def _fill(element: etree.Element, tokens: Sequence[Token]) -> None:
    """Inline Markdown as elements: emphasis and code stay, links keep their text only."""
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
