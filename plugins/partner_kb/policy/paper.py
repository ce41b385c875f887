"""A document's HTML as the tree that goes on paper.

In: HTML. Out: an ElementTree without what only a screen needs (landmarks, the machine-readable form
of dates, what scrolls a wide table, what is hidden), or None where the HTML leaves tags out, as a
partner's own template may: then an HTML5 parser must say what was meant. Ours don't, and the
parser of the standard library is three times as fast.
"""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

_LANDMARKS = {"main", "header", "section", "time"}
_VOID = {"br", "hr", "img", "link", "meta"}
_UNSEEN = {"link", "meta", "script", "style", "template"}
_FOREIGN = {"svg", "math"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p",
    "pre", "section", "table", "ul",
}  # fmt: skip
_LED = {"ol", "table", "ul"}
_PARENTS = {
    "tr": {"thead", "tbody", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
    "li": {"ul", "ol", "menu"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
}


def paper_tree(text: str) -> Element | None:
    """The root element; None where the HTML is not written out in full."""
    builder = _Builder()
    try:
        builder.feed(text)
        builder.close()
    except _NotInFullError:
        return None
    return builder.root if builder.root is not None and not builder.open else None


class _NotInFullError(Exception):
    """A tag is missing, or stands where HTML would mend it."""


class _Builder(HTMLParser):
    """`open` are the names of all open elements; `kept` those of them that are in the tree."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: Element | None = None
        self.open: list[tuple[str, bool]] = []
        self.kept: list[Element] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins; one of a screen's leaves its content to its parent."""
        around = self.open[-1][0] if self.open else ""
        out_of_place = tag in _PARENTS and around not in _PARENTS[tag]
        if tag in _FOREIGN or out_of_place or (tag in _BLOCKS and around == "p"):
            raise _NotInFullError
        given = {name: value or "" for name, value in attrs}
        gone = self.unseen > 0 or tag in _UNSEEN or "hidden" in given
        if gone or tag in _LANDMARKS or given.get("class") == "pkb-policy-scroll":
            kept = False
        else:
            kept = True
            if self.kept:
                if tag in _LED:
                    _mark_lead(self.kept[-1])
                self.kept.append(SubElement(self.kept[-1], tag, given))
            elif self.root is None:
                self.root = Element(tag, given)
                self.kept.append(self.root)
            else:
                raise _NotInFullError
        if tag in _VOID:
            if kept:
                self.kept.pop()
            return
        self.unseen += int(gone)
        self.open.append((tag, kept))

    def handle_endtag(self, tag: str) -> None:
        """An element ends: the last one that began."""
        if not self.open or self.open[-1][0] != tag:
            raise _NotInFullError
        _, kept = self.open.pop()
        if kept:
            self.kept.pop()
        elif self.unseen:
            self.unseen -= 1

    def handle_data(self, data: str) -> None:
        """Text, behind what its element holds already."""
        if self.unseen or not self.kept:
            return
        parent = self.kept[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data


def _mark_lead(parent: Element) -> None:
    """Give the paragraph that stands before what follows now a class, so that they stay together.

    The style sheet could find it by `:has()`, which costs a twelfth of a document's time.
    """
    if len(parent) and parent[-1].tag == "p" and not (parent[-1].tail or "").strip():
        classes = parent[-1].get("class", "").split()
        parent[-1].set("class", " ".join([*classes, "pkb-policy-lead"]))
