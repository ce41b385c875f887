"""Bad flow files: each in `bad/`, with the problems it must give beside it."""

from __future__ import annotations

from gettext import NullTranslations
from pathlib import Path

import pytest

from conftest import Golden
from partner_kb.errors import SourceError
from partner_kb.flow.check import check_flow
from partner_kb.flow.load import load_flow, load_flows
from partner_kb.flow.paths import report
from partner_kb.flow.render import render_flow
from partner_kb.flow.view import Place

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").glob("bad.*.yml"))
GOOD = (HERE / "third" / "flows" / "third.yml").read_text("utf-8")


def anchors(page: str) -> frozenset[str] | None:
    return frozenset({"steps"}) if page == "guidance/here.md" else None


def problems_of(path: Path) -> str:
    try:
        loaded = load_flow(path.read_text("utf-8"), path.name)
    except SourceError as error:
        found = error.problems
    else:
        found = check_flow(
            loaded, anchors=anchors, roles={"helpdesk-agent", "admin-agent"}, flows={"bad"}
        )
    return "".join(f"{problem}\n" for problem in found)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem.removeprefix("bad."))
def test_bad_flow(path: Path, golden: Golden) -> None:
    found = problems_of(path)
    assert found, "a bad flow passed"
    golden.check(path.with_suffix(".txt"), found)


def test_all_problems_at_once() -> None:
    text = GOOD.replace("to: too-old", "to: too-odl").replace("vehicle: cart", "vehicle: car")
    with pytest.raises(SourceError) as error:
        load_flow(text, "x.yml")
    assert {problem.code for problem in error.value.problems} == {"unknown-next", "unknown-vehicle"}
    assert all(problem.line > 1 and problem.column > 1 for problem in error.value.problems)


def test_two_flows_with_one_id() -> None:
    with pytest.raises(SourceError) as error:
        load_flows([(GOOD, "a.yml"), (GOOD, "b.yml")])
    (problem,) = error.value.problems
    assert (problem.path, problem.code) == ("b.yml", "duplicate-flow")
    assert "a.yml" in problem.message


def test_no_flow_takes_the_page_of_the_list():
    lines = GOOD.splitlines(keepends=True)
    text = "".join("id: index\n" if line.startswith("id:") else line for line in lines)
    with pytest.raises(SourceError, match=r"index.yml:\d+:\d+: error: a flow cannot be named"):
        load_flows([(text, "index.yml")])


def test_one_bad_flow_does_not_hide_another() -> None:
    with pytest.raises(SourceError) as error:
        load_flows([("- a", "a.yml"), ("b", "b.yml"), (GOOD, "c.yml")])
    assert [problem.path for problem in error.value.problems] == ["a.yml", "b.yml"]


def test_a_long_flow_of_500_questions() -> None:
    """Diamonds in a row: 2^500 paths, 500 questions, no recursion."""
    questions = "".join(
        f"  - id: q{i}\n    ask: Question {i}?\n"
        f"    responses: [{{id: a, label: A}}, {{id: b, label: B}}]\n"
        f"    to: {'end' if i == 499 else f'q{i + 1}'}\n"
        for i in range(500)
    )
    text = (
        f"id: long\ntitle: Long\ndescription: Long.\nstart: q0\nquestions:\n{questions}"
        "outcomes:\n  - {id: end, title: End, summary: Ends., actor: partner, steps: [Stop.]}\n"
    )
    assert check_flow(load_flow(text, "long.yml")) == ()


def test_500_nodes_become_a_page() -> None:
    questions = "".join(
        f"  - id: q{i}\n    ask: Question {i}?\n    responses:\n"
        f"      - {{id: a, label: A, to: {'o250' if i == 249 else f'q{i + 1}'}}}\n"
        f"      - {{id: b, label: B, to: o{i}}}\n"
        for i in range(250)
    )
    outcomes = "".join(
        f"  - {{id: o{i}, title: Out {i}, summary: Ends., actor: partner, steps: [Stop.]}}\n"
        for i in range(251)
    )
    text = (
        f"id: wide\ntitle: Wide\ndescription: Wide.\nstart: q0\nquestions:\n{questions}"
        f"outcomes:\n{outcomes}"
    )
    loaded = load_flow(text, "wide.yml")
    assert check_flow(loaded) == ()
    place = Place("en", NullTranslations(), str, lambda _: None, lambda _: None)
    html = render_flow(loaded.flow, place)
    assert html.count('data-pkb-outcome="') == 251
    report_of = report(loaded.flow, 300)
    assert (report_of["count"], report_of["longest"]) == (251, 250)


def test_too_many_combinations_are_said_so() -> None:
    count = 20
    questions = "".join(
        f"  - id: q{i}\n    ask: Question {i}?\n"
        f"    responses: [{{id: a, label: A}}, {{id: b, label: B}}]\n"
        f"    to: {'last' if i == count - 1 else f'q{i + 1}'}\n"
        for i in range(count)
    )
    routes = "".join(f"      - {{when: {{q{i}: a}}, to: end}}\n" for i in range(count))
    text = (
        f"id: big\ntitle: Big\ndescription: Big.\nstart: q0\nquestions:\n{questions}"
        f"  - id: last\n    ask: Last?\n    kind: number\n    to:\n{routes}"
        "      - {otherwise: end}\n"
        "outcomes:\n  - {id: end, title: End, summary: Ends., actor: partner, steps: [Stop.]}\n"
    )
    assert [problem.code for problem in check_flow(load_flow(text, "big.yml"))] == ["too-complex"]
