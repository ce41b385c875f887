"""The two state machines are one: every path, and any answer at all, through both."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partner_kb.flow.answers import AnswerError, accept
from partner_kb.flow.conditions import Answer, Condition, Test
from partner_kb.flow.explore import classes, explore, longest
from partner_kb.flow.export import machine
from partner_kb.flow.load import load_flow
from partner_kb.flow.model import Flow, State
from partner_kb.flow.paths import paths, report

ROOT = Path(__file__).resolve().parents[2]
FILES = {
    "escalation": ROOT / "docs/flows/escalation.yml",
    "non-payment": ROOT / "docs/flows/non-payment.yml",
    "third": ROOT / "tests/flow/third/flows/third.yml",
}


@pytest.fixture(params=FILES)
def flow(request: pytest.FixtureRequest) -> Flow:
    path = FILES[request.param]
    return load_flow(path.read_text("utf-8"), str(path)).flow


def in_node(flow: Flow, walks: list[object], answers: list[object]) -> dict[str, list[dict]]:
    text = json.dumps({"machine": machine(flow), "walks": walks, "answers": answers})
    script = Path(__file__).parent / "walk.mjs"
    done = subprocess.run(
        ["node", str(script)], input=text, capture_output=True, text=True, check=True, timeout=120
    )
    return json.loads(done.stdout)


def as_json(value: object) -> object:
    return json.loads(json.dumps(value))


def test_every_path_through_both(flow: Flow) -> None:
    states = list(paths(flow))
    found = in_node(flow, [list(state.given) for state in states], [])["walks"]
    assert len(found) == len(states) == explore(flow).count > 40
    for state, other in zip(states, found, strict=True):
        assert other["outcome"] == state.outcome.id == other["replayed"]
        assert other["given"] == as_json(state.given)
        assert other["nodes"] == [*(name for name, _ in state.given), state.node_id]
        assert flow.replay(state.answers) == state
    assert {state.node_id for state in states} == set(flow.outcomes)


def strange_answers(flow: Flow, seed: int) -> list[tuple[str, object]]:
    chance = random.Random(seed)
    question_ids = list(flow.questions)
    words = ["", "a", "yes", "customer", "__proto__", "constructor", "0", "007", "-5", "--5", "1e3"]
    words += ["5", "12", "3651", "99999999999", "٣", " 5", "2026-02-29", "2024-02-29", "0000-01-01"]
    words += [
        "2026-11-21",
        "2026-11-21T00:00",
        "2026-W01-1",
        "20261121",
        "2019-12-31",
        "<b>",
        "a,b",
    ]
    words += [item.id for question in flow.questions.values() for item in question.responses]
    singles = [(name, word) for name in question_ids for word in words]
    lists = [
        (name, chance.sample(words, chance.randint(0, 4)))
        for name in question_ids
        for _ in range(12)
    ]
    return [*singles, *lists, *((name, ["red", "red"]) for name in question_ids)]


def test_any_answer_is_judged_alike(flow: Flow) -> None:
    answers = strange_answers(flow, 7)
    found = in_node(flow, [], answers)["answers"]
    accepted = 0
    for (name, answer), other in zip(answers, found, strict=True):
        value = tuple(answer) if isinstance(answer, list) else answer
        try:
            expected = {"value": as_json(accept(flow.questions[name], value))}
            accepted += 1
        except AnswerError as error:
            expected = {"error": error.code}
        assert other == expected, (name, answer)
    assert accepted > 10


def test_random_walks_fail_alike(flow: Flow) -> None:
    chance = random.Random(11)
    walks: list[list[tuple[str, Answer]]] = []
    for _ in range(300):
        state, walk = flow.start(), []
        while state.question is not None and len(walk) < 30:
            choices = [*classes(flow, state.question), "absent", ""]
            answer = chance.choice(choices)
            walk.append((state.node_id, answer))
            try:
                state = state.respond(answer)
            except AnswerError:
                break
        walks.append(walk)
    for walk, other in zip(walks, in_node(flow, walks, [])["walks"], strict=True):
        state: State = flow.start()
        code = None
        try:
            for _, answer in walk:
                state = state.respond(answer)
        except AnswerError as error:
            code = error.code
        assert other.get("error") == code
        assert other["nodes"][-1] == state.node_id


def test_states_are_frozen_values(flow: Flow) -> None:
    state = flow.start()
    answer = classes(flow, state.question)[0]
    assert state.respond(answer) == state.respond(answer) != state
    assert state.given == ()
    with pytest.raises(AttributeError):
        state.node_id = "elsewhere"  # type: ignore[misc]
    with pytest.raises(AnswerError, match="ended"):
        next(iter(paths(flow))).respond("more")


def test_report_counts_what_it_lists(flow: Flow) -> None:
    full, short = report(flow, 10_000), report(flow, 3)
    assert full["count"] == full["listed"] == sum(full["outcomes"].values())
    assert full["never_reached"] == []
    assert len(full["longest_path"]["answers"]) == full["longest"] == longest(flow)[flow.start_id]
    assert (short["count"], short["listed"]) == (full["count"], 3)


def test_the_escalation_flow_is_complete() -> None:
    """What the issue wants of the bundled flow, as far as a program can tell."""
    path = FILES["escalation"]
    flow = load_flow(path.read_text("utf-8"), str(path)).flow
    assert len(flow.outcomes) >= 20
    assert flow.severity is not None
    assert dict(flow.severity.hours) == {"a": 2, "b": 4, "c": 8}
    for outcome in flow.outcomes.values():
        assert outcome.steps, outcome.id
        assert outcome.channel, outcome.id
        assert outcome.evidence, outcome.id
        assert outcome.links, outcome.id
        told = outcome.tell_customer or outcome.id in ("partner-programs", "own-bill")
        assert told or outcome.id == "own-bill-provider", outcome.id
    for state in paths(flow):
        assert any(state.lines()), state.given


def test_later_answers_survive_a_change() -> None:
    path = FILES["escalation"]
    flow = load_flow(path.read_text("utf-8"), str(path)).flow
    answers: dict[str, Answer] = {
        "who": "customer", "model": "direct-bill", "issue": "technical", "environment": "cloud",
        "cloud": "public", "health": "clear", "baseline": ("bug",), "diagnosed": "yes",
        "severity": "a", "entitlement": "premier",
    }  # fmt: skip
    assert flow.replay(answers).node_id == "premier"
    assert flow.replay({**answers, "model": "indirect-reseller"}).node_id == "technical-provider"
    assert flow.replay({**answers, "cloud": "china"}).node_id == "operator-21vianet"
    assert flow.replay({**answers, "severity": "z"}).node_id == "severity"
    assert flow.replay({"severity": "a"}).node_id == "who"


values = st.one_of(st.text(max_size=3), st.integers(), st.lists(st.sampled_from("abc")).map(tuple))


@given(values, st.sets(st.sampled_from("abc")), st.sets(st.sampled_from("abc")))
def test_a_test_and_its_opposite_never_both_hold(
    answer: Answer, some: set[str], others: set[str]
) -> None:
    if some:
        named = tuple(sorted(some))
        assert Test(any=named).holds(answer) != Test(none=named).holds(answer)
    if some and others:
        either = Condition(
            ((("q", Test(any=tuple(some))),), (("q", Test(any=tuple(others))),))
        ).holds({"q": answer})
        assert either == Test(any=tuple(some | others)).holds(answer)


@given(st.integers(-50, 50), st.integers(-50, 50))
def test_bounds_split_the_line(bound: int, answer: int) -> None:
    assert Test(at_least=bound).holds(answer) != Test(below=bound).holds(answer)
    assert not Test(at_least=bound).holds(str(answer))
    assert not Test(below=bound).holds(str(answer))
