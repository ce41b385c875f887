"""Segments of a page on disk: what is written is read again, and each broken line is told."""

from __future__ import annotations

import pytest

from partner_kb.errors import SourceError
from partner_kb.model import Segment
from partner_kb.segment_files import parse_segments, render_segments

SEGMENTS = (Segment("a-1", "One\u2028.", 'Um "1".', 3), Segment("a-2", "", "Dois\n", 4))
GOOD = '{"id": "a", "line": 1, "source": "s", "target": "t"}'


def test_what_is_written_is_read_again():
    assert parse_segments(render_segments(SEGMENTS), "x") == SEGMENTS
    assert parse_segments("", "x") == ()


@pytest.mark.parametrize(
    "line", ["{", GOOD[:-1], f"{GOOD}, {GOOD}", f"{GOOD},", "[]", "7", "<<<<<<< HEAD", '{"id": 1}']
)
def test_each_broken_line_is_told(line):
    with pytest.raises(SourceError) as raised:
        parse_segments(f"{GOOD}\n\n{line}\n{GOOD}\n{line}\n", "x.jsonl")
    places = [(one.path, one.line, one.code) for one in raised.value.problems]
    assert places == [("x.jsonl", 3, "segment-form"), ("x.jsonl", 5, "segment-form")]
