"""Directives inside pages: run as the build runs them, so that what they refuse is told beforehand.

In: the written pages, with the folder of policies and flows. Out: a problem, with its place in the
file that a person sees, for each `::: policy …` and `::: flow …` that fails, each `::: roles …`
with an unknown id or without an end, each directive that nobody knows, each `flow:` of a head.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree  # noqa: N813 - Python-Markdown's name for it
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor

from partner_kb.errors import Problem, Severity, SourceError, near_miss
from partner_kb.flow.directive import callout
from partner_kb.markdown_ext import DIALECT, DIRECTIVES, Context
from partner_kb.pages import front_matter
from partner_kb.project_check.pages import WrittenPage
from partner_kb.roles.vocabulary import Vocabulary

_MARK = ":::"
_LINE = re.compile(r"^ {0,3}(?P<text>::: *(?P<name>[a-z][a-z-]*)?(?P<rest>[^\n]*?)) *$", re.M)
_SEPARATOR = re.compile(r"[\s,|]+")
_ROLES = "roles"
_BEFORE_DIRECTIVES = 76
"""Just before the block processors of `markdown_ext`, so that each directive is met once."""


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong with a line of a page's text: the line as written, and the word in it."""

    text: str
    problem: Problem
    word: str = ""


@dataclass(slots=True)
class _Run:
    """One page's directives as they are met; `text` is the one that runs now."""

    context: Context
    vocabulary: Vocabulary | None
    faults: list[_Fault] = field(default_factory=list)
    text: str = ""

    def report(self, error: SourceError) -> None:
        """Takes what the directive that runs now says."""
        self.faults += [_Fault(self.text, problem) for problem in error.problems]

    def meet(self, match: re.Match[str], below: str) -> None:
        """The next directive, before it runs, with the text below it."""
        self.text, name = match["text"], match["name"]
        if name == _ROLES:
            ids = [one for one in _SEPARATOR.split(match["rest"].strip()) if one]
            self._ids(ids)
            if ids and not _is_closed(below):
                message = 'no line ":::" ends the block: it holds the rest of the page'
                self._fault("warning", "role-block-open", message)
        elif name and name not in DIRECTIVES:
            hint = near_miss(name, [*DIRECTIVES, _ROLES])
            message = f'there is no directive "{name}": the line is shown as it is.{hint}'
            self._fault("warning", "directive-unknown", message, name)

    def _ids(self, ids: Sequence[str]) -> None:
        if not ids:
            message = 'no role is named; for example "::: roles billing-admin"'
            self._fault("error", "role-block-empty", message)
        for one in ids if self.vocabulary else ():
            if self.vocabulary and self.vocabulary.role(one) is None:
                hint = near_miss(one, self.vocabulary.entries)
                message = f'"{one}" in a block for roles is no id of the vocabulary.{hint}'
                self._fault("error", "role-id-unknown", message, one)

    def _fault(self, severity: Severity, code: str, message: str, word: str = "") -> None:
        found = Problem(self.context.page, 1, 1, severity, code, message)
        self.faults.append(_Fault(self.text, found, word))


class _Watch(BlockProcessor):
    """Sees each block before the directives do, and takes none."""

    def __init__(self, md: Markdown, run: _Run) -> None:
        super().__init__(md.parser)
        self.watched = run

    def test(self, parent: etree.Element, block: str) -> bool:
        return _MARK in block

    def run(self, parent: etree.Element, blocks: list[str]) -> bool | None:
        match = next((one for one in _LINE.finditer(blocks[0]) if one["name"]), None)
        if match:
            self.watched.meet(match, "\n".join([blocks[0][match.end() :], *blocks[1:]]))
        return False


def _is_closed(text: str) -> bool:
    """Whether a block that was opened above this text ends in it."""
    depth = 1
    for match in _LINE.finditer(text):
        if match["name"] == _ROLES:
            depth += 1
        elif not match["name"] and not match["rest"]:
            depth -= 1
        if depth == 0:
            return True
    return False


def check_directives(
    pages: Sequence[WrittenPage],
    root: Path,
    vocabulary: Vocabulary | None,
    *,
    policy_builder: bool = True,
    catalogs: str = "",
) -> Iterator[Problem]:
    """Every directive of every page, in the page's language; `root` holds policies and flows.

    Without a vocabulary, ids of roles are not looked at. `catalogs` is the folder of the project's
    own.
    """
    for page in pages:
        context = Context(page.locale, page.path, str(root), policy_builder, catalogs)
        yield from _head(page, context)
        text = page.staged.read_text("utf-8-sig", "replace")
        if _MARK in text:
            yield from _body(page, text, context, vocabulary)


def _head(page: WrittenPage, context: Context) -> Iterator[Problem]:
    """The page's link into a flow."""
    value = page.front.value if page.front else None
    wanted = value.get("flow") if isinstance(value, dict) else None
    if page.front is None or not wanted:
        return
    try:
        callout(wanted, context)
    except SourceError as error:
        line, column = page.front.place(("flow",))
        for problem in error.problems:
            own = problem.path == context.page
            place = Problem(str(page.file), line, column, "error", problem.code, problem.message)
            yield place if own else problem


def _body(
    page: WrittenPage, text: str, context: Context, vocabulary: Vocabulary | None
) -> Iterator[Problem]:
    run = _Run(context, vocabulary)
    options = {
        **{name: dict(values) for name, values in DIALECT.items()},
        "partner_kb": {
            "locale": context.locale,
            "page": context.page,
            "root": context.root,
            "catalogs": context.catalogs,
            "policy_builder": context.policy_builder,
            "report": run.report,
        },
    }
    markdown = Markdown(extensions=list(options), extension_configs=options)
    markdown.parser.blockprocessors.register(_Watch(markdown, run), "pkb-check", _BEFORE_DIRECTIVES)
    markdown.convert(_without_head(text, str(page.staged)))
    lines = page.file.read_text("utf-8-sig", "replace").split("\n")
    met: Counter[str] = Counter()
    for fault in run.faults:
        if fault.problem.path != context.page:
            yield fault.problem
            continue
        same = [one for one, line in enumerate(lines, 1) if line.strip() == fault.text.strip()]
        key = f"{fault.text}\n{fault.problem.message}"
        number = same[min(met[key], len(same) - 1)] if same else 1
        met[key] += 1
        column = max(lines[number - 1].find(fault.word or _MARK) + 1, 1) if same else 1
        yield replace(fault.problem, path=str(page.file), line=number, column=column)


def _without_head(text: str, path: str) -> str:
    """The text below the front matter."""
    try:
        head = front_matter(text, path)
    except SourceError:
        return text
    return text if head is None else text.partition("\n---")[2].partition("\n")[2]
