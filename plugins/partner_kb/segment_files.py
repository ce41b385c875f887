"""Segments of a page on disk: one JSON object a line, so that files merge line by line.

In: the segments that side-by-side source gave. Out: the text of
`locales/<ll_CC>/segments/<path>.jsonl`, and back. The bilingual view and the translation memory
read them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from partner_kb.errors import Problem, SourceError
from partner_kb.model import Segment


def segments_file(locales: Path, locale: str, path: str) -> Path:
    """Where the segments of the page at `path` (below its locale's folder) lie."""
    return locales / locale.replace("-", "_") / "segments" / f"{path.removesuffix('.md')}.jsonl"


def render_segments(segments: Iterable[Segment]) -> str:
    """The text of a segments file; empty without segments."""
    return "".join(
        json.dumps(
            {"id": item.id, "line": item.line, "source": item.source, "target": item.target},
            ensure_ascii=False,
        )
        + "\n"
        for item in segments
    )


def parse_segments(text: str, shown: str) -> tuple[Segment, ...]:
    """Read a segments file. Raises `SourceError` naming each line that can't be read."""
    lines = [line for line in text.split("\n") if line.strip()]
    try:
        values = json.loads(f"[{','.join(lines)}]")  # all at once takes a third of the time
        if len(values) == len(lines):
            return tuple(map(_segment, values))
    except (ValueError, KeyError, TypeError):
        pass  # which line it is has to be found
    return _parse_lines(text, shown)


def _parse_lines(text: str, shown: str) -> tuple[Segment, ...]:
    found: list[Segment] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(_segment(json.loads(line)))
        except (ValueError, KeyError, TypeError):
            message = 'expected {"id": …, "line": …, "source": …, "target": …}'
            problems.append(Problem(shown, number, 1, "error", "segment-form", message))
    if problems:
        raise SourceError(problems)
    return tuple(found)


def _segment(value: Any) -> Segment:
    return Segment(str(value["id"]), str(value["source"]), str(value["target"]), int(value["line"]))
