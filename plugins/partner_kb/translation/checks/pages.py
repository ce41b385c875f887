"""The rules for a translated page.

In: a `Comparison`. Out: the problems of the blocks that are current, at their place in the
translated page. A stale block is not compared: its English is another one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from partner_kb.errors import Problem
from partner_kb.segments import Block
from partner_kb.translation.checks.glossary import Glossary
from partner_kb.translation.checks.suppress import page_suppressions
from partner_kb.translation.checks.text import Finding, check_text
from partner_kb.translation.page import Page
from partner_kb.translation.pages import Comparison

_SENTENCES = frozenset({"paragraph", "description"})


def check_page(comparison: Comparison, shown: str, glossary: Glossary) -> list[Problem]:
    """Every problem of a translated page that no comment allows; `shown` is its path."""
    target = comparison.target
    if target is None:
        return []
    off = page_suppressions(target.text, shown)
    lines = target.text.split("\n")
    found = [*_fixed_blocks(comparison.source, target, shown)]
    for one in comparison.blocks:
        if one.source is None or one.target is None or one.status == "stale":
            continue
        if one.status == "untranslated":
            message = "the block is the English"
            found.append(
                Problem(shown, one.target.start + 1, 1, "warning", "untranslated", message)
            )
            continue
        source, text = one.source.text, one.target.text
        # List items end as the language likes; what ends with a mark must end with one.
        sentence = one.source.kind in _SENTENCES and source.rstrip("*_ )")[-1:] in ".?!:"
        for finding in check_text(source, text, comparison.locale, glossary, sentence=sentence):
            found.append(_problem(finding, one.target, lines, shown, target))
    return sorted({*off.problems, *off.kept(found)})


def _problem(finding: Finding, block: Block, lines: list[str], shown: str, page: Page) -> Problem:
    """The finding at its place; in a side-by-side page only the file is known."""
    line, column = block.start + 1, len(block.first) + 1
    if not page.writable:
        line, column = _find_line(lines, block), 1
    else:
        for number in range(block.start, min(block.end, len(lines))):
            position = lines[number].find(finding.snippet) if finding.snippet.strip() else -1
            if position >= 0:
                line, column = number + 1, position + 1
                break
    return Problem(shown, line, column, finding.severity, finding.rule, finding.message)


def _find_line(lines: list[str], block: Block) -> int:
    """The line of a side-by-side page that holds the block's beginning."""
    words = block.text.split("\n")[0][:24].strip()
    return next((number for number, line in enumerate(lines, 1) if words and words in line), 1)


def _fixed_blocks(source: Page, target: Page, shown: str) -> Iterator[Problem]:
    """Code in a named language and directives are the same in every language."""
    ours = Counter(_fixed(block) for block in source.blocks if _is_fixed(block))
    for block in target.blocks:
        if not _is_fixed(block):
            continue
        if ours[_fixed(block)] > 0:
            ours[_fixed(block)] -= 1
        elif not block.text.startswith(":::image"):
            yield Problem(
                shown,
                1 if not target.writable else block.start + 1,
                1,
                "warning",
                "directive",
                f"not in the English page: {block.text.splitlines()[0][:60]!r}"
                if block.text
                else "an empty block",
            )


def _is_fixed(block: Block) -> bool:
    """Not so samples of messages (fences without a language, or of text): they are translated."""
    if block.kind == "code":
        return block.after.partition(" ")[0] not in {"", "text", "txt", "markdown", "output"}
    return block.kind == "directive"


def _fixed(block: Block) -> tuple[str, str]:
    return block.kind, " ".join(block.text.split())
