"""Side-by-side source: both languages out of one page.

OPS puts a translated segment into a span with `data-ttu-id`, followed by a span of the class
`sxs-lookup` that holds another with `data-stu-id` and the English; inside links, table cells,
over line ends. A stack machine over span tags reads it: text under a `data-ttu-id` is the
target's, text under a `data-stu-id` the English, everything else belongs to both. Span tags of
the author's own pass through.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from partner_kb.errors import Problem
from partner_kb.model import Segment
from partner_kb.ops.places import MappedBuilder, MappedText

_SPAN_TAG = re.compile(r"<(/?)span\b([^<>]*)>", re.IGNORECASE)
_ID = re.compile(r"""\bdata-(ttu|stu)-id\s*=\s*["']?([^"'\s>/]*)""", re.IGNORECASE)
_LOOKUP = re.compile(r"""\bclass\s*=\s*["']?sxs-lookup\b""", re.IGNORECASE)

_BROKEN = re.compile(r"\bdata-(?:ttu|stu)-id\s*=|\bsxs-lookup\b", re.IGNORECASE)
_DIV = re.compile(r"\[!div\b[^\]\n]*\Z", re.IGNORECASE)
"""`[!div class="sxs-lookup"]` is a style of that name."""
_NAMES = ("data-ttu-id", "data-stu-id", "sxs-lookup")

_MAX_PROBLEMS = 20
"""How many problems of one page are told one by one: one broken span may upset all the others."""

_Kind = Literal["target", "english", "lookup", "own"]


@dataclass(frozen=True, slots=True)
class Sides:
    """What a page says in each language.

    `english` is nothing where the page is not side by side. `problems` holds errors only; with
    one, the sides are as good as could be had and the page should not be used.
    """

    target: MappedText
    english: MappedText | None
    segments: tuple[Segment, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Open:
    kind: _Kind
    within: _Kind | None
    id: str
    offset: int
    target_start: int
    english_start: int


def split_sides(page: MappedText) -> Sides:
    """Read a page's body; a page without side-by-side markup comes back whole."""
    if "data-ttu-id" not in page.text and "data-stu-id" not in page.text:
        return Sides(page, None)
    return _Machine(page).run()


class _Machine:
    def __init__(self, page: MappedText) -> None:
        self.page = page
        self.target = MappedBuilder(page.shown, page.origin)
        self.english = MappedBuilder(page.shown, page.origin)
        self.stack: list[_Open] = []
        self.targets: dict[str, tuple[str, int]] = {}
        self.sources: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.named = 0

    def run(self) -> Sides:
        position = 0
        for tag in _SPAN_TAG.finditer(self.page.text):
            self._text(position, tag.start())
            position = tag.end()
            (self._close if tag[1] else self._open)(tag)
        self._text(position, len(self.page.text))
        if sum(map(self.page.text.count, _NAMES)) != self.named:
            self._find_broken_tags()
        for left in self.stack:
            if left.kind != "own":
                self._report(
                    left.offset,
                    "sxs-unclosed-span",
                    f'a side-by-side span is opened here and never closed (id "{left.id}")',
                )
        for identifier, (_, offset) in self.targets.items():
            if identifier not in self.sources:
                self._report(
                    offset,
                    "sxs-unpaired",
                    f'segment "{identifier}" has no English beside it: expected '
                    f'<span data-stu-id="{identifier}"> to follow',
                )
        segments = tuple(
            Segment(identifier, self.sources[identifier], text, self.page.place(offset)[0])
            for identifier, (text, offset) in self.targets.items()
            if identifier in self.sources
        )
        return Sides(self.target.done(), self.english.done(), segments, self._told())

    def _told(self) -> tuple[Problem, ...]:
        """The first problems, in the file's order, and how many more there are."""
        problems = sorted(self.problems)
        if len(problems) <= _MAX_PROBLEMS:
            return tuple(problems)
        last = problems[_MAX_PROBLEMS]
        more = f"{len(problems) - _MAX_PROBLEMS} more problems with side-by-side spans from here on"
        return (*problems[:_MAX_PROBLEMS], replace(last, code="sxs-more", message=more))

    def _find_broken_tags(self) -> None:
        """What names a segment but stands in no tag would be read by the reader."""
        tags = [tag.span() for tag in _SPAN_TAG.finditer(self.page.text)]
        at = 0
        for mark in _BROKEN.finditer(self.page.text):
            while at < len(tags) and tags[at][1] <= mark.start():
                at += 1
            line = self.page.text[self.page.text.rfind("\n", 0, mark.start()) + 1 : mark.start()]
            if _DIV.search(line):
                continue
            if at == len(tags) or mark.start() < tags[at][0]:
                self._report(
                    mark.start(),
                    "sxs-broken-tag",
                    f'"{mark[0]}" stands outside a tag: expected <span data-ttu-id="…">',
                )

    def _state(self) -> _Kind | None:
        return self.stack[-1].within if self.stack else None

    def _text(self, start: int, end: int) -> None:
        if start == end:
            return
        state = self._state()
        if state in (None, "target"):
            self.target.copy(self.page, start, end)
        if state in (None, "english"):
            self.english.copy(self.page, start, end)
        if state == "lookup" and self.page.text[start:end].strip():
            self._report(
                start,
                "sxs-stray-text",
                "text inside the side-by-side look-up but outside its segment",
            )

    def _open(self, tag: re.Match[str]) -> None:
        attributes = tag[2]
        identifier = _ID.search(attributes)
        kind: _Kind = "own"
        if identifier:
            kind = "target" if identifier[1].lower() == "ttu" else "english"
        elif _LOOKUP.search(attributes):
            kind = "lookup"
        self.named += kind != "own"
        if kind == "own":
            self._text(tag.start(), tag.end())
            if attributes.rstrip().endswith("/"):
                return
        state = self._state()
        if (kind == "target" and state is not None) or (kind == "english" and state != "lookup"):
            self._report(
                tag.start(),
                "sxs-nested",
                f'segment "{identifier[2] if identifier else ""}" stands inside another one',
            )
        self.stack.append(
            _Open(
                kind,
                state if kind == "own" else kind,
                identifier[2] if identifier else "",
                tag.start(),
                self.target.length,
                self.english.length,
            )
        )

    def _close(self, tag: re.Match[str]) -> None:
        if not self.stack:
            self._report(tag.start(), "sxs-stray-close", "</span> closes nothing")
            return
        entry = self.stack.pop()
        if entry.kind == "own":
            self._text(tag.start(), tag.end())
        elif entry.kind == "target":
            if entry.id in self.targets:
                self._report(
                    entry.offset,
                    "sxs-duplicate-id",
                    f'the segment id "{entry.id}" is used a second time',
                )
            self.targets[entry.id] = (self.target.since(entry.target_start), entry.offset)
        elif entry.kind == "english":
            self.sources[entry.id] = self.english.since(entry.english_start)
            if entry.id not in self.targets:
                self._report(
                    entry.offset,
                    "sxs-unpaired",
                    f'English segment "{entry.id}" has no translation before it',
                )

    def _report(self, offset: int, code: str, message: str) -> None:
        line, column = self.page.place(offset)
        self.problems.append(Problem(self.page.shown, line, column, "error", code, message))
