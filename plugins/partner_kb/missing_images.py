"""Images whose file the source did not bring: their text in a placeholder.

In: the tree of a rendered page, where importing marked such an image with the class
`pkb-image-missing`. Out: `<figure>` with the alternative text as its caption where the image is
a paragraph of its own, else a labelled `<span>`; a browser never asks for the file.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree  # noqa: N813 - as Python-Markdown has it

from markdown.treeprocessors import Treeprocessor

MARK = "pkb-image-missing"


class MissingImages(Treeprocessor):
    """Replaces marked images, before a host resolves their `src`."""

    def run(self, root: etree.Element) -> None:
        """Change the tree in place."""
        for parent in list(root.iter()):
            for index, child in enumerate(list(parent)):
                if child.tag == "img" and MARK in child.get("class", "").split():
                    _replace(parent, index, child)


def _replace(parent: etree.Element, index: int, image: etree.Element) -> None:
    alt = image.get("alt", "").strip()
    alone = (
        parent.tag == "p"
        and len(parent) == 1
        and not (parent.text or "").strip()
        and not (image.tail or "").strip()
    )
    if alone:
        parent.clear()
        parent.tag = "figure"
        parent.set("class", MARK)
        if alt:
            etree.SubElement(parent, "figcaption").text = alt
        return
    span = etree.Element("span", {"class": MARK})
    if alt:
        span.set("role", "img")
        span.set("aria-label", alt)
    span.text, span.tail = alt, image.tail
    parent[index] = span
