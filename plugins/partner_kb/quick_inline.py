"""Text that can hold no mark is not searched for marks.

Python-Markdown tries each of its inline patterns on every text of a page; four of five texts are
plain, and the search takes a quarter of a page's time. In: Python-Markdown's own inline processor.
Out: the same tree, sooner.

The only module that knows how Python-Markdown 3 names its search of one text. Where another version
has none of that name, or somebody's pattern may find other marks, all is searched as ever.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree  # noqa: N813 - Python-Markdown's name for it
from functools import cache

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor

_MARK = re.compile(r"[`\\\[!<&*_\n]")
"""What a match of one of the patterns in `_known` holds at least one of."""


@cache
def _known() -> frozenset[str]:
    """The patterns of plain Markdown and of the extensions that clean pages are written for."""
    return frozenset(one.pattern for one in Markdown(extensions=["footnotes"]).inlinePatterns)


class QuickInline(InlineProcessor):
    """In place of the tree processor `inline`."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._quick = False

    def run(self, tree: etree.Element, ancestors: list[str] | None = None) -> etree.Element:
        """As Python-Markdown does."""
        self._quick = _known().issuperset(one.pattern for one in self.md.inlinePatterns)
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - the name that is overridden
        if self._quick and not _MARK.search(data):
            return data
        return super()._InlineProcessor__handleInline(data, patternIndex)  # type: ignore[misc, no-any-return]  # stubs leave out what is private
