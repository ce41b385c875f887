"""Which lines of a code file a page shows: `c.cs?name=main`, `#L2-L5`, `?range=1,3-4`, `id="main"`.

In: the reference that a page makes, and the file. Out: the lines that are meant, without the
indentation that they share.
https://learn.microsoft.com/contribute/content/code-in-docs
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from partner_kb.ops.code_files import CodeFile

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

    def of(self, file: CodeFile) -> str | None:
        """The lines that are meant; None where the file has no such snippet or lines."""
        if self.name and self.extension.lower() == "ipynb":
            return file.cell(self.name)
        if self.name:
            chosen = file.part(self.name)
        else:
            chosen = _ranges(file.lines, self.lines) if self.lines else file.lines
        return _without_indent(chosen, self.dedent) if chosen else None


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


def _without_indent(lines: Iterable[str], dedent: int | None) -> str:
    kept = list(lines)
    widths = [len(line) - len(line.lstrip(" ")) for line in kept]
    if dedent is None:
        filled = (width for width, line in zip(widths, kept, strict=True) if line.strip())
        dedent = min(filled, default=0)
    cut = (line[min(width, dedent) :] for width, line in zip(widths, kept, strict=True))
    return "\n".join(cut).strip("\n").rstrip()
