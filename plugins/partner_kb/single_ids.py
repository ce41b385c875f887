"""Ids that stand once in a page, as HTML wants: a link then leads to one place in every browser.

Source guidance marks places (`<a name>`, `<a id>`, `{#id}`) that a heading below has as its own id
already, or marks one twice. In: Python-Markdown's tree before it lists the headings, then the
rendered page. Out: headings keep their ids, of other elements the first does; a link to one that
loses its id arrives at the one that is left.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree  # noqa: N813 - Python-Markdown's name for it
from html.parser import HTMLParser

from markdown.extensions.toc import unique
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: Finds all ids, and values of attributes whose names end alike: eight times as fast as `_ID`.
_SOME_ID = re.compile(r"""id\s*=\s*["']?([^"'\s>]+)""")
_VALUE = r"""(?:"[^"]*"|'[^']*')"""
_ID = re.compile(rf"""({_VALUE})|\sid\s*=\s*(?:{_VALUE}|[^\s"'=<>`]+)""", re.IGNORECASE)
"""In a tag: the value of another attribute, which may say anything, or the id."""


class HeadingIds(Treeprocessor):
    """Gives headings that state one id different ones, before they are listed."""

    def run(self, root: etree.Element) -> None:
        """Called by Python-Markdown."""
        used: set[str] = set()
        for element in root.iter():
            if element.tag in _HEADINGS and element.get("id"):
                element.set("id", unique(element.get("id", ""), used))


class SingleIds(Postprocessor):
    """Takes away the ids that a page has already."""

    def run(self, text: str) -> str:
        """Called by Python-Markdown."""
        names = _SOME_ID.findall(text)
        if len(names) == len(set(names)) or text.count("<") > text.count(">"):
            return text  # tags that nothing closes would take a parser long
        return without_repeated_ids(text)


def without_repeated_ids(html: str) -> str:
    """The same HTML with each id once: that of the first heading, else the first."""
    tags = _Tags(html).found
    of_headings = {name for element, name, _, _ in tags if element in _HEADINGS}
    seen: set[str] = set()
    parts: list[str] = []
    end = 0
    for element, name, start, stop in tags:
        if name in seen or (element not in _HEADINGS and name in of_headings):
            parts += [html[end:start], _ID.sub(r"\1", html[start:stop])]
            end = stop
        else:
            seen.add(name)
    left = "".join((*parts, html[end:]))
    return left.replace("<p><span></span></p>\n", "").replace("<span></span>", "")


class _Tags(HTMLParser):
    """`found`: element, id, and where the tag begins and ends, of each tag with an id."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[str, str, int, int]] = []
        self._lines = [0, *(match.end() for match in re.finditer("\n", html))]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called for each tag, also for those that close themselves."""
        name = dict(attrs).get("id")
        if name:
            line, column = self.getpos()
            start = self._lines[line - 1] + column
            self.found.append((tag, name, start, start + len(self.get_starttag_text() or "")))
