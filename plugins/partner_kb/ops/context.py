"""What an emitter may ask about the page that it writes, beyond the syntax tree.

The answers come from the docset (which pages, images and includes exist) and from the catalogs
(titles of alerts); a page's own tree never reaches behind this.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import unquote

from partner_kb.errors import Problem, Severity
from partner_kb.ops.code_files import CodeFile
from partner_kb.ops.places import MappedText
from partner_kb.ops.snippets import Snippet

MAX_INCLUDES = 500
"""How many files a page may include: files that include each other twice would never end."""


def leads_out(path: str, base: str) -> bool:
    """Whether a path, written in the file `base`, climbs out of the source by `..`."""
    path = unquote(path.strip()).replace("\\", "/")
    if "://" in path or path.startswith("//"):
        return False
    folder = "" if path.startswith(("~/", "/")) else posixpath.dirname(base)
    joined = posixpath.normpath(posixpath.join(folder, path.removeprefix("~").lstrip("/")))
    return joined.partition("/")[0] == ".."


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: `href` as it stands in the clean page; empty where nothing is safe.

    `problem` is (code, message) for the person who keeps the source; None where all is well.
    `words` are shown where the link itself has none: of a cross reference, what it is called.
    """

    href: str
    problem: tuple[str, str] | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: `src` for the clean page, and whether its file exists."""

    src: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Labels:
    """The few words that conversion adds to a page, in its locale.

    `alerts` maps an alert's kind (note, tip, important, warning, caution) to its title,
    `link_lists` the type of a landing page's list of links (overview, quickstart …) to its name.
    """

    alerts: dict[str, str]
    video: str = "Video"
    description: str = "Image description"
    link_lists: Mapping[str, str] = field(default_factory=dict)

    def link_list(self, kind: str) -> str:
        """What a list of links of a type is called; a type that is not known by its own words."""
        return self.link_lists.get(kind.lower()) or kind.replace("-", " ").capitalize()


ENGLISH = Labels(
    {
        "note": "Note",
        "tip": "Tip",
        "important": "Important",
        "warning": "Warning",
        "caution": "Caution",
    }
)


@dataclass(slots=True)
class PageContext:
    """The surroundings of one page while it is emitted; `problems` fills on the way.

    `link` and `picture` resolve a reference made in the file at docset path `base`; `include`
    gives an included file's text by its docset path, or None; `code` a file of code;
    `pivot_title` says what a pivot of zones is called.
    `anchors` fills with the ids in running text. `within` are the lines of what is read a second
    time, as `read_again` says.
    """

    text: MappedText
    base: str
    labels: Labels
    link: Callable[[str, str], Target]
    picture: Callable[[str, str], Picture]
    include: Callable[[str, str], tuple[str, MappedText] | None]
    role_of: Callable[[str], str | None]
    code: Callable[[str, str], CodeFile | None] = lambda _path, _base: None
    pivot_title: Callable[[str], str | None] = lambda _pivot: None
    foreign_alts: frozenset[str] | None = None
    problems: list[Problem] = field(default_factory=list)
    including: tuple[str, ...] = ()
    seen: set[tuple[str, str]] = field(default_factory=set)
    anchors: dict[str, None] = field(default_factory=dict)
    includes: int = 0
    within: tuple[int, int] | None = None
    told: dict[tuple[str, str, tuple[int, int], str], int] = field(default_factory=dict)

    def find(self, lines: tuple[int, int], path: str) -> tuple[str, MappedText] | None:
        """Docset path and text of a file to include; one that is not there is reported."""
        found = self.include(path, self.base)
        if found is None:
            message = f'the included file "{path}" is not there'
            self.missing(lines, path, "include-missing", message)
        return found

    def find_code(self, lines: tuple[int, int], snippet: Snippet) -> str | None:
        """What a page shows of a file of code; a file that is not there is reported, and a
        snippet that it does not have: then all of the file is shown.
        """
        path = snippet.path
        found = self.code(path, self.base)
        if found is None:
            self.missing(lines, path, "code-missing", f'the code file "{path}" is not there')
            return None
        shown = snippet.of(found)
        if shown is None:
            message = f'"{path}" has no {snippet.what}; all of it is shown'
            self.report(lines, "snippet-missing", message, snippet.name or path)
            return Snippet(path).of(found)
        return shown

    @contextmanager
    def read_again(self, lines: tuple[int, int]) -> Iterator[None]:
        """While text is written that was made of `lines`, and has none of its own."""
        saved, self.within = self.within, self.within or lines
        try:
            yield
        finally:
            self.within = saved

    @contextmanager
    def inside(self, where: str, text: MappedText | None = None) -> Iterator[None]:
        """While the included file `where` is written: its references are made there.

        With its `text`, lines of problems are that file's; else those of the mark in the page.
        """
        saved = self.base, self.including, self.text, self.within
        self.base, self.including, self.text = where, (*self.including, where), text or self.text
        self.within = None if text else self.within
        try:
            yield
        finally:
            self.base, self.including, self.text, self.within = saved

    @property
    def page(self) -> str:
        """The docset path of the page itself, also while an included file is written."""
        return self.including[0] if self.including else self.base

    def enters(self, lines: tuple[int, int], where: str, path: str) -> bool:
        """Whether an included file may be read here: not within itself, and not without end."""
        if where in self.including:
            self.report(lines, "include-cycle", f'"{path}" includes itself', path, "error")
            return False
        self.includes += 1
        if self.includes > MAX_INCLUDES:
            message = f"more than {MAX_INCLUDES} files are included; the rest is left out"
            self.report(lines, "include-too-many", message, path, "error", once="page")
            return False
        return True

    def missing(
        self, lines: tuple[int, int], path: str, code: str, message: str, once: str = ""
    ) -> None:
        """Note that a file is not there; one out of the source is an error."""
        if leads_out(path, self.base):
            message = f'"{path}" leads out of the source: not read'
            self.report(lines, "path-outside", message, path, "error", once)
        else:
            self.report(lines, code, message, path, once=once)

    def report(
        self,
        lines: tuple[int, int],
        code: str,
        message: str,
        needle: str = "",
        severity: Severity = "warning",
        once: str = "",
        *,
        whole: bool = False,
    ) -> None:
        """Note a problem at `needle` in a range of lines of `text` (first, last, from 1).

        The same problem again is that of the next such place; `whole` is as for `offset_of`.
        """
        lines = self.within or lines
        if once:
            if (code, once) in self.seen:
                return
            self.seen.add((code, once))
        key = self.text.shown, code, lines, needle
        offset = self.text.offset_of(needle, lines, after=self.told.get(key, -1), whole=whole)
        if needle:
            self.told[key] = offset
        place = self.text.place(offset)
        self.problems.append(Problem(self.text.shown, *place, severity, code, message))
