"""A translator's file back into the page: the only way in which these commands change prose.

In: the pages as they are now, and what came back. Out: the translated page's new text and its
record. Where markup broke, where the English or the page changed since the export, nothing
comes out but the places.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from partner_kb.alignment import align_blocks
from partner_kb.errors import Problem, SourceError
from partner_kb.pages import parse_page, render_page
from partner_kb.segments import Block, parse_blocks, replace_blocks
from partner_kb.translation.exchange import Returned, ReturnedUnit, unit_ids
from partner_kb.translation.inline import (
    count_links,
    differences,
    localized_literals,
    protect,
    restore,
    split_anchors,
)
from partner_kb.translation.page import Page
from partner_kb.translation.pages import Comparison
from partner_kb.translation.recording import record_with
from partner_kb.translation.state import PageState

_REFUSED = {
    "code": "code",
    "target": "link target",
    "html": "tag",
    "url": "address",
    "mark": "mark",
    "brace": "placeholder",
    "attributes": "attribute list",
}


@dataclass(frozen=True, slots=True)
class Applied:
    """The page's new text and record, how many blocks changed, and which were left alone."""

    text: str
    state: PageState
    changed: int
    left: tuple[Problem, ...] = ()


def apply_returned(
    comparison: Comparison, returned: Returned, *, bold: bool = False, partly: bool = False
) -> Applied:
    """Merge what came back.

    Raises `SourceError` with every unit that is for another English, that meets an edit of the
    page made since the export, or whose links, code, tags or placeholders broke. With `partly`,
    the first two are left alone and told as warnings.
    """
    texts, broken, conflicts = _accepted(comparison, returned, bold)
    if broken or (conflicts and not partly):
        raise SourceError(sorted([*broken, *conflicts]))
    ids = unit_ids(comparison.source.blocks)
    translated = {ids[identifier].start: new for identifier, new in texts.items()}
    changed = sum(
        1
        for one in comparison.blocks
        if one.source
        and one.source.start in translated
        and (one.target is None or _says_else(one.target, translated[one.source.start]))
    )
    unwritable = not_writable(comparison, returned.name)
    if unwritable and changed:
        raise SourceError(unwritable)
    page = comparison.target or comparison.source
    text = _merged_page(comparison, texts) if changed else page.text
    state = record_with(comparison.blocks, comparison.state, translated)
    left = tuple(replace(one, severity="warning") for one in conflicts)
    return Applied(text, state, changed, left)


def _says_else(block: Block, text: str) -> bool:
    """Whether a text changes the file: a heading or a row is one line, wherever the text breaks."""
    return block.lines(text) != block.lines(block.text)


def not_writable(comparison: Comparison, path: str) -> tuple[Problem, ...]:
    """Why translations cannot be written back into a page, told of a file; empty where they can."""
    page = comparison.target or comparison.source
    if page.writable and not comparison.source.beside:
        return ()
    message = "a side-by-side or YAML page is source: import it, then translate what comes out"
    return (Problem(path, 1, 1, "error", "page-not-writable", message),)


def _problem(returned: Returned, line: int, code: str, message: str) -> Problem:
    return Problem(returned.name, line, 1, "error", code, message)


def _accepted(
    comparison: Comparison, returned: Returned, bold: bool
) -> tuple[dict[str, str], list[Problem], list[Problem]]:
    """The new texts by unit id, what is wrong with some, and which meet another change."""
    ids = unit_ids(comparison.source.blocks)
    now = {one.source.start: one.target for one in comparison.blocks if one.source}
    texts: dict[str, str] = {}
    broken: list[Problem] = []
    conflicts: list[Problem] = []
    for unit in returned.units:
        if not unit.confirmed or not unit.text.strip():
            continue
        block = ids.get(unit.id)
        if block is None:
            message = (
                "the English of this block has changed since the export; export the page again "
                f"and take over: {unit.text[:60]!r}"
            )
            conflicts.append(_problem(returned, unit.line, "source-changed", message))
            continue
        current = now.get(block.start)
        text, wrong = _restored(block, current, unit, bold, comparison.locale)
        if _is_conflict(unit, current, text):
            now_says = (
                f"it says {current.text[:60]!r}" if current else "it has no such block any more"
            )
            since = "the page was edited here since the export"
            if not any(one.base for one in returned.units):
                since = "the file has lost its notes of what the page said when it was exported"
            message = f"{since}; {now_says}"
            conflicts.append(_problem(returned, unit.line, "target-changed", message))
        elif wrong:
            broken += [_problem(returned, unit.line, "markup-broken", one) for one in wrong]
        else:
            texts[unit.id] = text
    return texts, broken, conflicts


def _is_conflict(unit: ReturnedUnit, current: Block | None, text: str) -> bool:
    """Three-way: the page differs from what was exported, and from what came back, too."""
    base = current.hash if current else ""
    return base != unit.base and (current is None or current.text != text)


def _restored(
    block: Block, current: Block | None, unit: ReturnedUnit, bold: bool, locale: str
) -> tuple[str, tuple[str, ...]]:
    """The Markdown of a unit, and why it can't be taken.

    A text that the page has already is taken as it is: its faults are for `i18n check`.
    """
    source = protect(block.text, bold=bold)
    anchors, words = split_anchors(current.text if current else "", block.text)
    text, wrong = restore(unit.text, localized_literals(source, words, locale))
    text = anchors + text
    unchanged = protect(words, like=source, bold=bold).text == unit.text
    if current is not None and current.hash == unit.base and unchanged:
        return current.text, ()
    found = [*wrong]
    for one in differences(block.text, text):
        if one.kind in _REFUSED:
            state = "is missing" if one.missing else "is not in the English"
            found.append(f"the {_REFUSED[one.kind]} {one.text} {state}")
    if not found and count_links(text) < count_links(block.text):
        found.append("a link or image has lost one of its square brackets")
    controls = {char for char in text if unicodedata.category(char) == "Cc"} - {"\n", "\t"}
    found += [f"U+{ord(char):04X} is a control character" for char in sorted(controls)]
    if text.count("**") % 2:
        found.append('"**" has no partner')
    if block.kind == "row" and text.count("|") != block.text.count("|"):
        found.append(f"{text.count('|')} bars in the table row, {block.text.count('|')} needed")
    if block.kind not in {"title", "description"} and not _is_one_block(block, text):
        found.append("the text would become another block; no empty line, no list or heading mark")
    return text, tuple(dict.fromkeys(found))


def _is_one_block(block: Block, text: str) -> bool:
    """Whether the text, in its place, is still one block of the same kind."""
    if block.kind in {"row", "html"}:
        return "\n\n" not in text
    lines = block.lines(text)
    mark = block.first if block.kind == "heading" and block.first.startswith("#") else ""
    bare = [f"{mark}{text}"] if mark else text.split("\n")
    if not all(line.strip() for line in bare) or not lines:
        return False
    parsed = parse_blocks("\n".join(bare))
    kinds = {one.kind for one in parse_blocks(f"{mark}{block.text}")}
    return len(parsed) == 1 and parsed[0].kind in kinds


# ----------------------------------------------------------------------------------- merging


def _merged_page(comparison: Comparison, texts: dict[str, str]) -> str:
    source, target = comparison.source, comparison.target
    ids = unit_ids(source.blocks)
    by_start = {ids[identifier].start: text for identifier, text in texts.items()}
    if target is None:
        return _new_page(source, comparison.locale, by_start)
    text = target.text.replace("\r\n", "\n")
    lines = text.split("\n")
    partner = _partners(comparison, target)
    edits = [
        (partner[start].start, partner[start].end, partner[start].lines(new))
        for start, new in by_start.items()
        if start in partner and new != partner[start].text
    ]
    missing = {start: new for start, new in by_start.items() if start not in partner}
    edits += _insertions(source, lines, partner, missing)
    for start, end, new_lines in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        lines[start:end] = new_lines
    merged = "\n".join(lines)
    return merged.replace("\n", "\r\n") if "\r\n" in target.text else merged


def _partners(comparison: Comparison, target: Page) -> dict[int, Block]:
    """The block of the translation for each English block, by the line where that begins."""
    found = {
        one.source.start: one.target
        for one in comparison.blocks
        if one.source is not None and one.target is not None
    }
    blocks = comparison.source.blocks
    for pair in align_blocks(blocks, target.blocks):
        if pair.source is None or pair.target is None or blocks[pair.source].translatable:
            continue
        found[blocks[pair.source].start] = target.blocks[pair.target]
    return found


def _new_page(source: Page, locale: str, by_start: dict[int, str]) -> str:
    """A translation that did not exist: the English page with what is translated."""
    changes = {
        index: by_start[block.start]
        for index, block in enumerate(source.blocks)
        if block.start in by_start
    }
    text = replace_blocks(source.text.replace("\r\n", "\n"), changes, source.blocks)
    document = parse_page(text, source.path, locale=locale)
    if document.source is None:
        return text
    origin = replace(document.source, locale=locale, translation="human", translated=None)
    return render_page(replace(document, source=origin))


def _insertions(
    source: Page, lines: Sequence[str], partner: Mapping[int, Block], missing: Mapping[int, str]
) -> list[tuple[int, int, list[str]]]:
    """Put each missing block between those that it stands between in the English page.

    The empty lines there are those of the English page; code before a new block comes along.
    """
    english = source.text.replace("\r\n", "\n").split("\n")
    blocks = source.blocks
    edits: list[tuple[int, int, list[str]]] = []
    position = previous = 0
    new: list[str] = []
    for index, block in enumerate(blocks):
        following = blocks[index + 1].start if index + 1 < len(blocks) else -1
        between = english[previous : block.start]
        if block.start in partner:
            if new:
                edits.append(_gap(lines, position, partner[block.start].start, new, between))
                new = []
            position = partner[block.start].end
        elif block.start in missing:
            new += [*between, *block.lines(missing[block.start])]
        elif not block.translatable and following in missing:
            new += [*between, *english[block.start : block.end]]
        previous = block.end
    if new:
        edits.append((position, position, new))
    return edits


def _gap(
    lines: Sequence[str], start: int, end: int, new: list[str], between: list[str]
) -> tuple[int, int, list[str]]:
    """The edit of the lines between two blocks; what a translator added there stays."""
    if start <= end and not any(line.strip(" \t>") for line in lines[start:end]):
        return (start, end, [*new, *between])
    return (start, start, new)
