"""Pictures of flows: Mermaid, DOT and SVG, without external programs."""

from __future__ import annotations

import gettext
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Golden
from partner_kb.catalog import load_translations
from partner_kb.flow.graph import diagram, dot, mermaid, wrap
from partner_kb.flow.layout import Box, Edge, lay_out
from partner_kb.flow.load import load_flow
from partner_kb.flow.model import Flow
from partner_kb.flow.render import render_diagram

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SVG = "{http://www.w3.org/2000/svg}"


def read(path: Path) -> Flow:
    return load_flow(path.read_text("utf-8"), str(path)).flow


@pytest.fixture
def third() -> Flow:
    return read(HERE / "third" / "flows" / "third.yml")


def test_mermaid(third: Flow, golden: Golden) -> None:
    golden.check(HERE / "third" / "flows" / "third.mmd", mermaid(third))


def test_dot(third: Flow, golden: Golden) -> None:
    golden.check(HERE / "third" / "flows" / "third.dot", dot(third))


def test_labels_cannot_break_out() -> None:
    text = (HERE / "third" / "flows" / "third.yml").read_text("utf-8")
    hostile = text.replace("ask: How many?", "ask: '\"]; x -> y; [\\ <b>&#quot;'")
    flow = load_flow(hostile, "x.yml").flow
    assert '\\"]; x -> y; [\\\\ <b>' in dot(flow)
    assert "#quot;]; x -#gt; y; [\\ #lt;b#gt;&#35;quot;" in mermaid(flow)
    tree = ET.fromstring(render_diagram(flow, "en", gettext.NullTranslations()))
    assert not [item for item in tree.iter() if item.tag == f"{SVG}b"]


@pytest.mark.parametrize("locale", ["en", "pt-BR", "zh-CN", "ru-RU"])
@pytest.mark.parametrize("name", ["escalation", "non-payment"])
def test_svg_has_every_node_in_the_readers_language(name: str, locale: str) -> None:
    flow = read(ROOT / "docs" / "flows" / f"{name}.yml")
    catalog = load_translations(locale)
    tree = ET.fromstring(render_diagram(flow, locale, catalog))
    start = f"#flow-{name}-"
    nodes = {str(item.get("href")).removeprefix(start): item for item in tree.iter(f"{SVG}a")}
    assert set(nodes) == {*flow.questions, *flow.outcomes}
    for question in flow.questions.values():
        shown = "".join(nodes[question.id].itertext()).replace(" ", "").replace("\n", "")
        assert catalog.gettext(question.text).replace(" ", "") in shown
        for response in question.responses:
            assert catalog.gettext(response.label).replace(" ", "") in shown


@pytest.mark.parametrize("name", ["escalation", "non-payment"])
def test_boxes_never_overlap_and_edges_point_right(name: str) -> None:
    flow = read(ROOT / "docs" / "flows" / f"{name}.yml")
    drawing = diagram(flow)
    for one in drawing.shapes:
        assert 0 <= one.x <= drawing.width - drawing.box_width
        assert 0 <= one.y <= drawing.height - one.height
        for other in drawing.shapes:
            apart = (
                one is other
                or abs(one.x - other.x) >= drawing.box_width
                or one.y >= other.y + other.height
                or other.y >= one.y + one.height
            )
            assert apart, (one.id, other.id)
    place = {shape.id: shape for shape in drawing.shapes}
    assert all(place[s.source].x < place[s.target].x for s in drawing.strokes)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_graph_without_cycles_can_be_laid_out(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 14))
    boxes = [Box(str(i), data.draw(st.floats(10, 200))) for i in range(count)]
    edges = [
        Edge(str(a), str(b), 5.0)
        for a in range(count)
        for b in range(a + 1, count)
        if data.draw(st.booleans())
    ]
    layout = lay_out(boxes, edges, width=100, gap=40, space=10)
    heights = {box.id: box.height for box in boxes}
    columns: dict[float, list[tuple[float, float]]] = {}
    for name, (x, y) in layout.places.items():
        columns.setdefault(x, []).append((y, y + heights[name]))
    for spans in columns.values():
        spans.sort()
        assert all(a[1] <= b[0] - 9.99 for a, b in pairwise(spans))
    assert all(line[0][0] < line[-1][0] for line in layout.lines)


@given(st.text(alphabet="abc Шщ中文，。 -", max_size=80), st.integers(20, 300))
def test_wrapping_loses_no_letter(text: str, room: int) -> None:
    assert "".join("".join(wrap(text, room)).split()) == "".join(text.split())
