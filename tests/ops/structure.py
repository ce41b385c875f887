"""Words and nesting of an HTML page, to hold two renderings of one page against each other."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, NavigableString, Tag

NESTED = {"ul", "ol", "li", "table", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "pre"}


def outline(html: str) -> list[str]:
    """The page as a flat list: `<ul>`, `<li>`, words, `</li>` … without empty elements."""
    events: list[str] = []
    _walk(BeautifulSoup(html, "html.parser"), events)
    return _without_empty(events)


def words(html: str) -> list[str]:
    return [event for event in outline(html) if not event.startswith("<")]


def _walk(node: Tag, events: list[str]) -> None:
    for child in node.children:
        if isinstance(child, Tag):
            if child.name in ("script", "style"):
                continue
            name = "cell" if child.name in ("td", "th") else child.name
            if child.name in NESTED:
                events.append(f"<{name}>")
            if child.name == "img":
                events += _words(str(child.get("alt", "")))
            _walk(child, events)
            if child.name in NESTED:
                events.append(f"</{name}>")
        elif type(child) is NavigableString:
            events += _words(str(child))


def _words(text: str) -> list[str]:
    """Runs of letters and digits; punctuation and marks do not count."""
    return re.findall(r"[^\W_]+", text)


def _without_empty(events: list[str]) -> list[str]:
    while True:
        kept: list[str] = []
        for event in events:
            if (
                event.startswith("</")
                and kept
                and kept[-1] == f"<{event[2:]}"
                and event != "</cell>"
            ):
                kept.pop()
            else:
                kept.append(event)
        if len(kept) == len(events):
            return kept
        events = kept
