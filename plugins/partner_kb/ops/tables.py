"""Pipe tables, as GFM reads them, but that no cell is lost.

A block rule for markdown-it-py in place of its own (`markdown_it.rules_block.table`, whose tokens
and limits it keeps). A row with more cells than the header keeps them in its last cell; GFM drops
them. A delimiter row that translation broke (full-width dashes and pipes, too many or too few
cells) still makes a table where the rows around it begin with a pipe, as docfx's parser has it.
The `table_open` token's `meta["mended"]` says so: tuples of (code, line from 1).
https://github.github.com/gfm/#tables-extension-
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import MAX_AUTOCOMPLETED_CELLS

_DELIMITERS = re.compile(r"[-:|－—–―：｜ \t]{2,}")
_FIRST = frozenset("-:|－—–―：｜")
_WHOLE = re.compile(r"(?<![`\\])(`+)(?!`).*?(?<!`)\1(?!`)|<[A-Za-z/][^<>]*>|\[[^\[\]]*\]\([^()]*\)")
"""Code, a tag or a link: what stands together in a row."""
_PARTING = re.compile(rf"{_WHOLE.pattern}|(?<!\\)\|")
_PIPES = frozenset("|｜")
_DELIMITER = re.compile(r":?-+:?")
_WIDE = str.maketrans("－—–―：｜", "----:|")
_ALIGN = {(True, True): "center", (False, True): "right", (True, False): "left"}


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule."""
    if start + 2 > end or state.src[_begin(state, start + 1)] not in _FIRST:
        return False
    if not _is_row(state, start + 1) or state.is_code_block(start):
        return False
    second = _line(state, start + 1)
    if not _DELIMITERS.fullmatch(second):
        return False
    third = _line(state, start + 2) if start + 2 < end else ""
    aligns, header, mended = _shape(_line(state, start), second, third)
    if not header:
        return False
    if silent:
        return True
    state.parentType, parent = "table", state.parentType
    token = state.push("table_open", "table", 1)
    token.map = lines = [start, 0]
    state.push("thead_open", "thead", 1).map = [start, start + 1]
    _row(state, "th", start, header, aligns)
    state.push("thead_close", "thead", -1)
    line, surplus = _body(state, start, end, aligns)
    token.meta["mended"] = [*([("table-mended", start + 2)] if mended else []), *surplus]
    state.push("table_close", "table", -1)
    lines[1] = state.line = line
    state.parentType = parent
    return True


def _shape(head: str, second: str, third: str) -> tuple[list[str], list[str], bool]:
    """The columns' alignments, the header's cells (none: no table), and whether it was mended."""
    wide = second != second.translate(_WIDE)
    delimiters = second.translate(_WIDE)
    aligns = _aligns(delimiters)
    if not aligns and head[:1] in _PIPES and delimiters.startswith("|"):
        aligns = _aligns(delimiters.replace(" ", ""))  # `|: ---|` is what translations make of it
        wide = bool(aligns)
    row = _narrowed(head, len(aligns)) if wide or "|" in head else head
    mended = wide or row != head
    header = _cells(row, len(aligns)) if "|" in row else []
    if wide and not (row.startswith("|") and delimiters.startswith("|")):
        return [], [], False
    like_list = not wide and delimiters[0] == "-" and delimiters[1] in " \t"
    if like_list and not 1 < len(aligns) == len(header):
        return [], [], False
    if not aligns or not header or len(aligns) == len(header):
        return aligns, header if aligns else [], mended
    # GFM wants as many delimiters as header cells; docfx takes what is clearly meant as a table
    meant = all(line[:1] in _PIPES for line in (head, second, third))
    if not meant or len(aligns) < 2 or len(header) < 2:
        return [], [], False
    return (aligns + [""] * len(header))[: len(header)], header, True


def _aligns(delimiters: str) -> list[str]:
    """The alignment of each column, or nothing where this is no delimiter row."""
    cells = [cell.strip() for cell in delimiters.split("|")]
    cells = cells[1 if not cells[0] else 0 : len(cells) - (not cells[-1])]
    if not cells or not all(_DELIMITER.fullmatch(cell) for cell in cells):
        return []
    return [_ALIGN.get((cell[0] == ":", cell[-1] == ":"), "") for cell in cells]


def split_cells(line: str) -> list[str]:
    """A row's cells: what stands between pipes, `\\|` being none."""
    return _trimmed(re.split(r"(?<!\\)\|", line))


def _cells(line: str, width: int) -> list[str]:
    """A row's cells, of which there should be `width`.

    To docfx a pipe in code, in a tag or in a link parts nothing; to GFM each one does. Its
    reading is left where it makes too few cells.
    """
    cells = split_cells(line)
    if not any("|" in match[0] for match in _WHOLE.finditer(line)):
        return cells
    pieces, start = [], 0
    for match in _PARTING.finditer(line):
        if match[0] == "|":
            pieces.append(line[start : match.start()])
            start = match.end()
    kept = _trimmed([*pieces, line[start:]])
    return cells if len(kept) < width else kept


def _trimmed(cells: list[str]) -> list[str]:
    cells = [cell.replace("\\|", "|") for cell in cells]
    if cells and cells[0] == "":
        del cells[0]
    if cells and cells[-1] == "":
        del cells[-1]
    return [cell.strip() for cell in cells]


def _narrowed(row: str, width: int) -> str:
    """A row with plain pipes for full-width ones, where no plain one parts it.

    With other pipes beside them they may be words, unless only so there are `width` cells.
    """
    if "｜" not in row:
        return row
    narrow = row.replace("｜", "|")
    return narrow if "|" not in row or len(split_cells(narrow)) == width else row


def _body(
    state: StateBlock, start: int, end: int, aligns: list[str]
) -> tuple[int, list[tuple[str, int]]]:
    """Write the rows; the line behind them, and where surplus cells were joined."""
    terminators = state.md.block.ruler.getRules("blockquote")
    surplus: list[tuple[str, int]] = []
    body: list[int] | None = None
    line, width, completed = start + 2, len(aligns), 0
    while line < end and _is_row(state, line):
        written = _line(state, line)
        if not written or any(rule(state, line, end, True) for rule in terminators):
            break
        if written in _PIPES:  # left over below a table; GFM makes an empty row of it
            line += 1
            continue
        cells = _cells(_narrowed(written, width), width)
        completed += width - len(cells)
        if completed > MAX_AUTOCOMPLETED_CELLS:
            break
        if any(cells[width:]):
            cells[width - 1 :] = [_joined(cells[width - 1 :])]
            surplus.append(("table-surplus", line + 1))
        if body is None:
            state.push("tbody_open", "tbody", 1).map = body = [line, 0]
        _row(state, "td", line, (cells + [""] * width)[:width], aligns)
        line += 1
    if body is not None:
        state.push("tbody_close", "tbody", -1)
        body[1] = line
    return line, surplus


def _joined(cells: list[str]) -> str:
    """Cells as one; a pipe that stood in code stands in code again."""
    text = cells[0]
    for number, cell in enumerate(cells[1:], 1):
        if text.count("`") % 2 and any("`" in later for later in cells[number:]):
            text += f"|{cell}"
        elif cell:
            text += f" | {cell}" if text else cell
    return text


def _row(state: StateBlock, tag: str, line: int, cells: list[str], aligns: list[str]) -> None:
    state.push("tr_open", "tr", 1).map = [line, line + 1]
    for cell, align in zip(cells, aligns, strict=True):
        token = state.push(f"{tag}_open", tag, 1)
        if align:
            token.attrs = {"style": f"text-align:{align}"}
        token = state.push("inline", "", 0)
        token.map, token.content, token.children = [line, line + 1], cell, []
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)


def _is_row(state: StateBlock, line: int) -> bool:
    return state.sCount[line] >= state.blkIndent and not state.is_code_block(line)


def _begin(state: StateBlock, line: int) -> int:
    """Where the text of a line begins; for an empty last line, the end of the line before."""
    return min(state.bMarks[line] + state.tShift[line], len(state.src) - 1)


def _line(state: StateBlock, line: int) -> str:
    return state.src[_begin(state, line) : state.eMarks[line]].strip()
