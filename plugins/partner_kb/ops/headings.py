"""Headings: their anchors, those of older pages kept, each once on a page.

In: a heading's node and its content as written. Out: `## Text {#slug}`.
"""

from __future__ import annotations

import re
from html import unescape

from markdown_it.tree import SyntaxTreeNode

from partner_kb.ops.escaping import anchor, clean_id, fits_attribute_list, listed_id
from partner_kb.ops.literal import without_literals
from partner_kb.ops.parser import plain_text
from partner_kb.ops.sanitize import Tag

_SEEN = frozenset({"text", "text_special", "code_inline", "image", "ops_no_loc", "ops_image"})
_ANCHOR = re.compile(r"<span id=\"[^\"]*\"></span>")


def slugify(text: str) -> str:
    """A heading's anchor as docfx makes it, by GitHub's rule: lower case, a hyphen for each space,
    without other signs (Markdig, `LinkHelper.UrilizeAsGfm`).
    """
    kept = (char for char in unescape(text).strip().lower() if char.isalnum() or char in "-_ ")
    return "".join(kept).replace(" ", "-") or "section"


class Headings:
    """Writes the headings of one page; `ids` are all that they have, `title` is the first H1."""

    def __init__(self) -> None:
        self.ids: dict[str, None] = {}
        self.title = ""
        self._repeats: dict[str, int] = {}

    def heading(self, node: SyntaxTreeNode, text: str) -> str:
        """A heading of Markdown, or the anchors of one without words; `text` is its content."""
        names, later = _anchors(node)
        words = " ".join(without_literals(plain_text(node)).split())
        if not words and not _ANCHOR.sub("", text).strip():
            return "".join(anchor(name) for name in (*names, *later))
        ids = [clean_id(name) for name in names] or [slugify(words)]
        if not fits_attribute_list(ids[0]):
            ids.insert(0, listed_id(ids[0]))
        ids += [clean_id(name) for name in later]
        text = _ANCHOR.sub("", text).strip() if names or later else text
        unique = self._unique(ids[0])
        extra = "".join(anchor(name) for name in dict.fromkeys(ids[1:]) if self._first(name))
        if node.tag == "h1" and not self.title:
            self.title = words
        return f"{'#' * int(node.tag[1])} {extra}{text} {{#{unique}}}"

    def _first(self, name: str) -> bool:
        if name in self.ids:
            return False
        self.ids[name] = None
        return True

    def _unique(self, name: str) -> str:
        unique, count = name, self._repeats.get(name, 0)
        while not self._first(unique):
            count += 1
            unique = f"{name}-{count}"
        self._repeats[name] = count
        return unique


def _anchors(node: SyntaxTreeNode) -> tuple[list[str], list[str]]:
    """The anchors that a heading begins with, which docfx takes for its own, and those behind."""
    first: list[str] = []
    later: list[str] = []
    names = first
    for child in node.walk():
        if child.type == "html_inline" and child.content[:2].lower() == "<a":
            attributes = Tag(child.content).attributes
            name = attributes.get("id") or attributes.get("name")
            if name:
                names.append(name)
        elif child.type in _SEEN and (child.type != "text" or child.content.strip()):
            names = later
    return first, later
