"""English beside the translation: which blocks of a rendered page a segment's English belongs to.

In: the tree of a rendered page and the page's segments (target and English, in page order). Out:
the tree with the English, hidden, under each block whose text is made of known targets. Matching
is by the letters and digits alone, so that it survives every change of markup between the source
and the page; a block that is not made of targets for the most part gets no English. Titles that
conversion gave to alerts (`Note`) come from no segment: their English is that of the alert's kind.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree  # noqa: N813 - Python-Markdown's name for it
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import chain, islice

from markdown_it import MarkdownIt
from markdown_it.token import Token

from partner_kb.model import Segment
from partner_kb.ops.context import ENGLISH
from partner_kb.ops.literal import unescape_emphasis, without_literals
from partner_kb.ops.sanitize import TAGS

_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd"})
_CONTAINERS = frozenset({"ul", "ol", "p", "blockquote", "table", "div", "pre", "dl", "details"})
_INSIDE = frozenset({"li", "td", "th", "dt", "dd"})
_ENOUGH = 0.6

_WORDS = re.compile(r"\w+")
_BREAK = re.compile(r"<br\b", re.I)
_NAME = re.compile(r"</?([A-Za-z][\w-]*)")
_MARK = re.compile(r"[\\`*＊_\[<&~\n\r\0]|::")
"""Without one of these no rule of Markdown or of `without_literals` finds anything in a text."""
_ADDRESS = r"\]\((?:https?://)?[^\\`\s()<>\[\]:&*]*\)"
_LINK = re.compile(rf"(?<![\\!*])\[([^\\`*_\[\]<>&!~\n]+){_ADDRESS}(?!\*)")
_BOLD = re.compile(r"\*\*([^\W_](?:[^*\n]*[^\W_])?)\*\*(?!\*)")
"""Links and bold words that can be nothing else: most marks, which need no parser."""
_LINKED = re.compile(rf"(?<!\\)\[([^\\`\[\]<>&\n]+){_ADDRESS}")
_PLACEHOLDER = re.compile("\x02[^\x03]*\x03")
"""Stands for an escaped mark, an ampersand or a tag until Python-Markdown has finished a page."""
_ENTITY = re.compile(r"&#?\w+;")
_START = 4
"""So many letters tell targets apart well enough to look for the others no more."""

_inline = MarkdownIt("commonmark").enable("strikethrough")


@dataclass(frozen=True, slots=True)
class _Block:
    """An element with text of its own, and its place in its parent, before any English."""

    element: etree.Element
    parent: etree.Element | None
    index: int
    text: str


def add_english(root: etree.Element, segments: Sequence[Segment]) -> int:
    """Put the English under its blocks; returns how many blocks got it."""
    blocks: list[_Block] = []
    _walk(root, None, 0, blocks)
    found = align([_letters(block.text) for block in blocks], segments)
    found = [sources or _alert(block) for block, sources in zip(blocks, found, strict=True)]
    # From the last to the first, so that places stay what they were.
    for block, sources in zip(reversed(blocks), reversed(found), strict=True):
        if sources:
            _attach(block, sources)
    return sum(1 for sources in found if sources)


def lean_marks(html: str) -> str:
    """A rendered page with the marks of its English in fewer bytes: a long page has hundreds."""
    for tag in ("p", "span"):
        long = f'<{tag} data-pkb-english="" hidden="" lang="en">'
        html = html.replace(long, f'<{tag} lang="en" data-pkb-english hidden>')
    return html


def alert_title(kind: str) -> list[str]:
    """The English title of an alert of this kind, if conversion knows it."""
    return [ENGLISH.alerts[kind]] if kind in ENGLISH.alerts else []


def align(texts: Sequence[str], segments: Sequence[Segment]) -> list[list[str]]:
    """For each block's letters the English of the segments that it is made of, in order.

    A block begins at a segment that comes after those used, if there is one, so that a sentence
    that a page repeats gets its own English each time.
    """
    targets = [markdown_letters(segment.target) for segment in segments]
    starts: dict[str, list[int]] = {}
    for number, target in enumerate(targets):
        if target:
            starts.setdefault(target[:_START], []).append(number)
    used = 0
    found: list[list[str]] = []
    for text in texts:
        index = _start(text, targets, starts, used)
        if index is None:
            found.append([])
            continue
        position = 0
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


def _start(
    text: str, targets: Sequence[str], starts: Mapping[str, Sequence[int]], used: int
) -> int | None:
    """The first target from `used` on, else before it, with which the text begins."""
    if used < len(targets) and targets[used] and text.startswith(targets[used]):
        return used  # as nearly always
    candidates: list[int] = []
    for length in range(1, min(_START, len(text)) + 1):
        numbers = starts.get(text[:length], ())
        after = bisect_left(numbers, used)
        order = chain(islice(numbers, after, None), islice(numbers, after))
        fitting = (number for number in order if text.startswith(targets[number]))
        candidates.extend(islice(fitting, 1))
    return min(candidates, key=lambda number: (number < used, number), default=None)


def _walk(
    element: etree.Element, parent: etree.Element | None, index: int, found: list[_Block]
) -> str:
    """Collect the blocks in page order; returns the element's text without that of blocks in it."""
    place = len(found)
    parts = [element.text or ""]
    for number, child in enumerate(element):
        if child.tag != "pre":
            text = _walk(child, element, number, found)
            if child.tag not in _CONTAINERS:
                parts.append(text)
        if child.tail:
            parts.append(child.tail)
    text = "".join(parts)
    if "\x02" in text:
        text = _PLACEHOLDER.sub("", text)
    if "&" in text:
        text = unescape(text)  # code is escaped by now
    if element.tag in _BLOCKS and text.strip():
        found.insert(place, _Block(element, parent, index, text))
    return text


def _alert(block: _Block) -> list[str]:
    if block.parent is None or block.element.get("class") != "admonition-title":
        return []
    _, _, kind = block.parent.get("class", "").partition(" ")
    return alert_title(kind)


def _letters(text: str) -> str:
    return "".join(_WORDS.findall(text.casefold())).replace("_", "")  # half of the time of a `sub`


@lru_cache(maxsize=4096)
def markdown_letters(markdown: str) -> str:
    """The letters and digits of inline Markdown, without link targets; case does not count."""
    text = markdown
    if "](" in text and "\\" not in text and "`" not in text:
        text = _LINKED.sub(r"\1", text)
    if "](" in text or "<" in text or ("&" in text and _ENTITY.search(text)):
        return _letters("".join(_text_of(_inline.parseInline(markdown))))
    return _letters(text)


def _text_of(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.children:
            yield from _text_of(token.children)
        elif token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "


def _attach(block: _Block, sources: Sequence[str]) -> None:
    element, parent = block.element, block.parent
    inside = element.tag in _INSIDE or parent is None
    english = etree.Element("span" if inside else "p")
    # These attributes and no class: `lean_marks` looks for them as they are here.
    english.set("data-pkb-english", "")
    english.set("hidden", "")
    english.set("lang", "en")
    _fill(english, " ".join(source.strip() for source in sources))
    if not inside and parent is not None:
        english.tail, element.tail = element.tail, "\n"
        parent.insert(block.index + 1, english)
        return
    for index, child in enumerate(element):
        if child.tag in _CONTAINERS:
            element.insert(index, english)
            return
    element.append(english)


def _fill(element: etree.Element, markdown: str) -> None:
    """Inline Markdown as elements: emphasis and code stay, links keep their text only."""
    text = _LINK.sub(r"\1", markdown) if "](" in markdown else markdown
    pieces = _BOLD.split(text) if "**" in text else [text]
    if _MARK.search("".join(pieces)):
        _fill_parsed(element, _inline.parseInline(unescape_emphasis(markdown)))
        return
    element.text = pieces[0]
    for bold, after in zip(pieces[1::2], pieces[2::2], strict=True):
        strong = etree.SubElement(element, "strong")
        strong.text, strong.tail = bold, after


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
