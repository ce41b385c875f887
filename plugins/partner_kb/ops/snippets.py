"""Which lines of a code file a page shows: `c.cs?name=main`, `#L2-L5`, `?range=1,3-4`, `id="main"`.

In: the reference that a page makes, and the file's text. Out: the lines that are meant, without
the indentation that they share. A snippet is named by comments (`// <main>` to `// </main>`, in
the comments of any language), by a region, or by the name of a notebook's cell.
https://learn.microsoft.com/contribute/content/code-in-docs
"""

from __future__ import annotations

import json
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

_COMMENT = re.compile(
    r"\s*(?://|'|<!\s*--|--|#|rem\b|%|;|/\*)\s*<\s*(?P<end>/?)\s*(?P<name>[\w.-]+)\s*>\s*"
    r"(?:--\s*>|\*/)?\s*\Z",
    re.I,
)
_REGION = re.compile(
    r"\s*(?://\s*)?#\s*(?:(?P<end>end\s*region)\b.*|region\b\s*\"?(?P<name>[^\n]{0,200}?)\"?\s*)\Z",
    re.I,
)
_LINES = re.compile(r"\s*L?(\d{1,9})?\s*(-)?\s*L?(\d{1,9})?\s*\Z", re.I)
_LAST = 10**9
"""A line behind the last one of any file."""

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """What a page shows of the file `path`: the part called `name`, else `lines`, else all.

    `lines` are (first, last), from 1; `dedent` is how many blanks lines lose at their beginning,
    None where they lose what all of them share.
    """

    path: str
    name: str = ""
    lines: tuple[Range, ...] = ()
    dedent: int | None = None

    @property
    def extension(self) -> str:
        """How the file's name ends, which most languages are known by."""
        return posixpath.splitext(self.path)[1].removeprefix(".")

    @property
    def what(self) -> str:
        """What of the file is meant, for people."""
        return f'snippet called "{self.name}"' if self.name else f"line {self.lines[0][0]}"

    def of(self, code: str) -> str | None:
        """The lines that are meant; None where the file has no such snippet or lines."""
        lines = code.expandtabs(4).rstrip("\n").split("\n")
        if not self.name:
            chosen = _ranges(lines, self.lines) if self.lines else lines
            return _without_indent(chosen, self.dedent) if chosen else None
        if self.extension.lower() == "ipynb":
            return _cell(code, self.name)
        for mark in (_COMMENT, _REGION):
            found = _named(lines, mark, self.name.casefold())
            if found is not None:
                return _without_indent(found, self.dedent)
        return None


def referred_snippet(reference: str) -> Snippet:
    """The snippet of `[!code[](reference)]`."""
    path, _, fragment = reference.partition("#")
    path, _, query = path.partition("?")
    words = dict(part.partition("=")[::2] for part in query.replace("&amp;", "&").split("&"))
    options = {key.strip().lower(): unquote(value.strip()) for key, value in words.items()}
    lines = _parse_lines(fragment) if fragment[:1] in ("L", "l") else ()
    name = options.get("name", "") or ("" if lines else unquote(fragment.strip()))
    start, end = options.get("start", ""), options.get("end", "")
    if not lines and start:
        lines = _parse_lines(f"{start}-{end or start}")
    lines = lines or _parse_lines(options.get("range", ""))
    dedent = options.get("dedent", "")
    return Snippet(path.strip(), name, lines, int(dedent) if dedent.isdecimal() else None)


def marked_snippet(attributes: Mapping[str, str]) -> Snippet:
    """The snippet of `:::code source="…" id="…" range="…":::`."""
    lines = _parse_lines(attributes.get("range", ""))
    return Snippet(attributes.get("source", "").strip(), attributes.get("id", "").strip(), lines)


def _parse_lines(text: str) -> tuple[Range, ...]:
    """`1,3-4,9-` as ranges of lines; nothing where a part of it is none."""
    found = []
    for part in text.split(","):
        match = _LINES.match(part)
        if not match or not (match[1] or match[3]):
            return ()
        first = int(match[1] or 1)
        found.append((first, int(match[3] or _LAST) if match[2] else first))
    return tuple(found)


def _ranges(lines: Sequence[str], ranges: Iterable[Range]) -> Sequence[str]:
    return [line for first, last in ranges for line in lines[max(first - 1, 0) : last]]


def _named(lines: Sequence[str], mark: re.Pattern[str], name: str) -> list[str] | None:
    """The lines of the snippet `name`, without the marks of those within."""
    marks = {at: match for at, line in enumerate(lines) if (match := mark.match(line))}
    found = {called: (first, last) for called, first, last in _parts(marks)}
    first, last = found.get(name) or found.get(f"snippet{name}") or (0, 0)
    if not last:
        return None
    return [lines[at] for at in range(first, last) if at not in marks]


def _parts(marks: Mapping[int, re.Match[str]]) -> Iterator[tuple[str, int, int]]:
    """Each snippet as its name, the line behind its mark, and that of its end, from 0.

    The end of a region has no name: it ends the one that was opened last.
    """
    opened: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for at, match in marks.items():
        name = (match["name"] or "").casefold()
        still_open = opened[name if match.re is _COMMENT else ""]
        if not match["end"]:
            still_open.append((name, at + 1))
        elif still_open:
            yield *still_open.pop(), at


def _without_indent(lines: Iterable[str], dedent: int | None) -> str:
    kept = list(lines)
    widths = [len(line) - len(line.lstrip(" ")) for line in kept]
    if dedent is None:
        filled = (width for width, line in zip(widths, kept, strict=True) if line.strip())
        dedent = min(filled, default=0)
    cut = (line[min(width, dedent) :] for width, line in zip(widths, kept, strict=True))
    return "\n".join(cut).strip("\n").rstrip()


def _cell(code: str, name: str) -> str | None:
    """The source of a notebook's cell."""
    try:
        notebook = json.loads(code)
    except (ValueError, RecursionError):
        return None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    for cell in cells if isinstance(cells, list) else ():
        metadata = cell.get("metadata") if isinstance(cell, dict) else None
        if isinstance(metadata, dict) and metadata.get("name") == name:
            source = cell.get("source")
            lines = source if isinstance(source, list) else [source]
            return "".join(str(line) for line in lines).rstrip()
    return None
