"""Comments that switch a rule off where a person has looked and knows better.

    # partner-kb: allow punctuation: the product writes it so           above a message of a PO file
    # partner-kb: allow-file length: no narrow screens here             in the header's comment
    <!-- partner-kb: allow number: the offer has other figures here --> on the line above a block
    <!-- partner-kb: allow-file glossary-term: quoted from a contract --> anywhere in a page

In: comments with their lines. Out: which rules are off where, and problems with the comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from partner_kb.errors import Problem, near_miss
from partner_kb.translation.checks import RULES
from partner_kb.translation.po import PoFile

_COMMENT = re.compile(r"partner-kb:\s*(allow(?:-file)?)\s+([\w-]+)\s*(?::\s*(.*?))?\s*(?:-->|\Z)")


@dataclass(frozen=True, slots=True)
class Suppressions:
    """Rules that are off: in the whole file, or on a line."""

    everywhere: frozenset[str] = frozenset()
    lines: frozenset[tuple[str, int]] = frozenset()
    problems: tuple[Problem, ...] = ()

    def kept(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems whose rule is on where they are."""
        return [
            one
            for one in problems
            if one.code not in self.everywhere and (one.code, one.line) not in self.lines
        ]


def catalog_suppressions(catalog: PoFile) -> Suppressions:
    """The comments of a catalog: in the header for all of it, else for the message below."""
    found = _Found(catalog.path)
    for comment in catalog.header.comments:
        found.add(comment, max(1, catalog.header.line), ())
    for message in catalog.active():
        for comment in message.comments:
            found.add(comment, message.line, (message.line, *message.string_lines))
    return found.done()


def page_suppressions(text: str, path: str) -> Suppressions:
    """The comments of a page: each is for the lines up to the end of the next block."""
    found = _Found(path)
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if "partner-kb:" not in line or "<!--" not in line:
            continue
        start = number + 1
        while start <= len(lines) and not lines[start - 1].strip():
            start += 1
        end = start
        while end <= len(lines) and lines[end - 1].strip():
            end += 1
        found.add(line, number, tuple(range(start, end)))
    return found.done()


class _Found:
    def __init__(self, path: str) -> None:
        self.path = path
        self.everywhere: set[str] = set()
        self.lines: set[tuple[str, int]] = set()
        self.problems: list[Problem] = []

    def add(self, comment: str, line: int, lines: tuple[int, ...]) -> None:
        match = _COMMENT.search(comment)
        if match is None:
            if "partner-kb:" in comment:
                expected = 'expected "partner-kb: allow RULE: why"'
                self._report(line, f"{expected}, found {comment.strip()!r}")
            return
        scope, rule, reason = match[1], match[2], match[3]
        if rule not in RULES:
            self._report(line, f'there is no rule "{rule}".{near_miss(rule, RULES)}')
        elif not reason:
            self._report(line, f'say why, as in "partner-kb: {scope} {rule}: the reason"')
        elif scope == "allow-file":
            self.everywhere.add(rule)
        elif not lines:
            self._report(line, f'"allow {rule}" stands above nothing; for a file use allow-file')
        else:
            self.lines.update((rule, number) for number in lines)

    def _report(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.path, line, 1, "error", "suppression", message))

    def done(self) -> Suppressions:
        return Suppressions(frozenset(self.everywhere), frozenset(self.lines), tuple(self.problems))
