"""A file of code, as pages show parts of it: looked through once, however many pages do.

In: the file's text. Out: its lines, and the parts that it names by comments (`// <main>` to
`// </main>`, in the comments of any language), by regions, or as the cells of a notebook.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

_COMMENT = re.compile(
    r"(?://|'|<!\s*--|--|#|rem\b|%|;|/\*)\s*<\s*(?P<end>/?)\s*(?P<name>[\w.-]+)\s*>\s*"
    r"(?:--\s*>|\*/)?\Z",
    re.I,
)
_REGION = re.compile(
    r"(?://\s*)?#\s*(?:(?P<end>end\s*region)\b.*|region\b(?P<name>.{0,200}))\Z", re.I
)


class CodeFile:
    """The lines of a text, with blanks for tabs, and its parts."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def lines(self) -> Sequence[str]:
        """All lines, without those at the end that are empty."""
        return self.text.expandtabs(4).rstrip("\n").split("\n")

    def part(self, name: str) -> Sequence[str] | None:
        """The lines that a name stands for, without the marks of parts within; None for none."""
        for marks, parts in (self._comments, self._regions):
            found = parts.get(name.casefold()) or parts.get(f"snippet{name.casefold()}")
            if found:
                return [self.lines[at] for at in range(*found) if at not in marks]
        return None

    def cell(self, name: str) -> str | None:
        """The source of a notebook's cell; None where it has none of that name."""
        return self._cells.get(name)

    @cached_property
    def _comments(self) -> tuple[set[int], Mapping[str, tuple[int, int]]]:
        return self._marked(_COMMENT)

    @cached_property
    def _regions(self) -> tuple[set[int], Mapping[str, tuple[int, int]]]:
        return self._marked(_REGION)

    def _marked(self, mark: re.Pattern[str]) -> tuple[set[int], Mapping[str, tuple[int, int]]]:
        """The lines of all marks of a kind, and each part from its first line to its end."""
        marks = {
            at: match for at, line in enumerate(self.lines) if (match := mark.match(line.strip()))
        }
        return set(marks), {name: (first, last) for name, first, last in _parts(marks)}

    @cached_property
    def _cells(self) -> Mapping[str, str]:
        try:
            notebook = json.loads(self.text)
        except (ValueError, RecursionError):
            return {}
        return dict(_named_cells(notebook))


def _parts(marks: Mapping[int, re.Match[str]]) -> Iterator[tuple[str, int, int]]:
    """Each part as its name, the line behind its mark, and that of its end, from 0.

    The end of a region has no name: it ends the one that was opened last.
    """
    opened: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for at, match in marks.items():
        name = (match["name"] or "").strip(' "').casefold()
        still_open = opened[name if match.re is _COMMENT else ""]
        if not match["end"]:
            still_open.append((name, at + 1))
        elif still_open:
            yield *still_open.pop(), at


def _named_cells(notebook: object) -> Iterator[tuple[str, str]]:
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    for cell in cells if isinstance(cells, list) else ():
        metadata = cell.get("metadata") if isinstance(cell, dict) else None
        if isinstance(metadata, dict) and isinstance(metadata.get("name"), str):
            source = cell.get("source")
            lines = source if isinstance(source, list) else [source]
            yield metadata["name"], "".join(str(line) for line in lines).rstrip()
