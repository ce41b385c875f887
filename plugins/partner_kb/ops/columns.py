"""Rows and columns whose content is indented: CommonMark would see code in it.

In: a page's text. Out: the same text without the indentation that the lines of a column share.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from partner_kb.ops.places import MappedBuilder, MappedText

_ROW = re.compile(r"[ \t]*:::+\s*(?:row|column)(?P<end>-end)?\b", re.I)
_TABBED = re.compile(r"^[ ]*\t[ \t]*:::+\s*(?:row|column)\b", re.I | re.M)
_CODE_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_ITEM = re.compile(r"[ ]*(?:[-*+]|\d{1,9}[.)])[ ]")


@dataclass(slots=True)
class _Column:
    """Lines between two marks: `mark` is how deep the first stands, `lines` each line's offset and
    indentation; `widths` are those that say how deep the content is, `left` those left of the mark.
    """

    mark: int = 0
    lines: list[tuple[int, int]] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    left_item: bool = False

    def add(self, line: str, offset: int, *, counts: bool) -> None:
        """Take in a line; inside code it does not count."""
        indent = _indent(line)
        self.lines.append((offset, indent))
        if counts:
            (self.widths if indent >= self.mark else self.left).append(indent)
            self.left_item |= indent < self.mark and bool(_ITEM.match(line))

    def cuts(self, base: int) -> list[tuple[int, int]]:
        """Ranges that take the common indentation beyond `base` from the lines.

        What a translation moved to the margin says nothing of how deep the others stand; where it
        begins an item of a list, what is deeper may belong to that.
        """
        widths = [*self.widths, *(self.left if self.left_item else ())]
        width = min(widths, default=0)
        if width <= base:
            return []
        return [(at + base, at + min(width, indent)) for at, indent in self.lines if indent > base]


def dedent_columns(text: MappedText) -> MappedText:
    """The text with marks of rows and columns, and what they hold, at the margin."""
    if ":::" not in text.text:
        return text
    text = _without_tabs(text)
    cuts: list[tuple[int, int]] = []
    bases: list[int] = []
    column, fence, offset = _Column(), "", 0
    for line in text.text.split("\n"):
        indent = _indent(line)
        mark = None if fence else _ROW.match(line)
        code = _CODE_FENCE.match(line)
        if code and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else code[1]
        if mark:
            base = bases[0] if bases else indent
            if bases or not mark["end"]:
                cuts += column.cuts(base)
                cuts += [(offset + base, offset + indent)] if indent > base else []
            if not mark["end"]:
                bases.append(base)
                column = _Column(indent)
            elif bases:
                bases.pop()
                column = _Column(column.mark)
        elif bases and line.strip():
            column.add(line, offset, counts=not fence or bool(code))
        offset += len(line) + 1
    return text.without(tuple(cuts)) if cuts else text


def _without_tabs(text: MappedText) -> MappedText:
    """The text with blanks for the tabs before the lines of rows."""
    if not _TABBED.search(text.text):
        return text
    builder = MappedBuilder(text.shown, text.origin)
    offset, depth = 0, 0
    for line in text.text.split("\n"):
        mark, end = _ROW.match(line), min(offset + len(line) + 1, len(text.text))
        start = len(line) - len(line.lstrip(" \t"))
        if (depth or mark) and "\t" in line[:start]:
            builder.add(line[:start].expandtabs(4), text.part(offset, end).pieces[0][1])
            builder.copy(text, offset + start, end)
        else:
            builder.copy(text, offset, end)
        if mark:
            depth = max(depth - 1, 0) if mark["end"] else depth + 1
        offset = end
    return builder.done()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
