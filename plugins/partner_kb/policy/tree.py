"""HTML as the small tree that `twin.markdown` reads; the browser makes the same from its DOM.

In: HTML of ours. Out: `Element`s and text.
"""

from __future__ import annotations

from html.parser import HTMLParser

from partner_kb.policy.twin.markdown import Element

_VOID = {"br", "img", "hr", "input", "meta", "link"}


def parse_html(text: str) -> Element:
    """The tree below an element without a name."""
    builder = _Builder()
    builder.feed(text)
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {}, [])
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        element = Element(tag, {name: value or "" for name, value in attrs}, [])
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and whatever was left open in it."""
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].tag == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        """Text."""
        self.open[-1].children.append(data)
