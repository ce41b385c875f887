"""Marks in triple colons that a translation put on one line with each other or with text.

In: one side of a page. Out: the same text with each mark on a line of its own, as the block rules
of `colon_marks` want it. `:::row::: :::column::: Text :::column-end:::` would else be one mark, its
text lost. Images and `no-loc` belong into lines and stay; so does everything in code.
"""

from __future__ import annotations

import re

from partner_kb.ops.places import MappedBuilder, MappedText

_MARK = re.compile(
    r"(?<![:：])[:：]{3,}[ \u00a0]*(?:row|column|zone|moniker)(?:-end)?\b[^:：\n]*[:：]{3,}", re.I
)
_INLINE = re.compile(r"\binline[ \u00a0]*[:：]{3}")
"""`:::zone pivot="x" inline :::words:::zone-end:::` stands among words and stays there."""
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_PREFIX = re.compile(r"[ \t>]*")


def part_marks(text: MappedText) -> MappedText:
    """Give each structural mark its own line."""
    if ":::" not in text.text or not any(map(_is_crowded, text.text.split("\n"))):
        return text
    builder = MappedBuilder(text.shown, text.origin)
    offset, fence = 0, ""
    for line in text.text.split("\n"):
        end = offset + len(line) + 1
        code = _FENCE.match(line)
        if code and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else code[1]
        if fence or not _is_crowded(line):
            builder.copy(text, offset, min(end, len(text.text)))
        else:
            _part_line(builder, text, offset, line)
            builder.copy(text, end - 1, min(end, len(text.text)))
        offset = end
    return builder.done()


def _is_crowded(line: str) -> bool:
    """Whether something stands beside a mark."""
    mark = _MARK.search(line) if ":::" in line and "`" not in line else None
    if mark is None or _INLINE.search(line):
        return False
    prefix = _PREFIX.match(line)
    begins = mark.start() == (prefix.end() if prefix else 0)
    return not begins or bool(line[mark.end() :].strip())


def _part_line(builder: MappedBuilder, text: MappedText, offset: int, line: str) -> None:
    """Write a line's marks and texts one below the other, each behind the line's beginning."""
    prefix = _PREFIX.match(line)
    begin = prefix[0] if prefix else ""
    position, parts = len(begin), list[tuple[int, int, bool]]()
    for mark in _MARK.finditer(line):
        parts += [(position, mark.start(), False), (mark.start(), mark.end(), True)]
        position = mark.end()
    parts.append((position, len(line), False))
    before: bool | None = None
    for start, end, is_mark in parts:
        while start < end and line[start].isspace():
            start += 1
        if not line[start:end].strip():
            continue
        at = text.part(offset + start, offset + end).pieces[0][1]
        if before is not None:
            builder.add("\n" if before and is_mark else f"\n{begin.rstrip(' ')}\n", at)
        builder.add(begin, at)
        builder.copy(text, offset + start, offset + end)
        before = is_mark
