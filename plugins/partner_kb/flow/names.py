"""The names in a flow file: each given once, and each that is used exists.

In: the shape that was read and the `Flow` built from it. Out: problems with places. `load` calls
this before it hands out a flow; what needs a walk through the graph is in `check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from partner_kb.errors import Problem, near_miss
from partner_kb.flow import schema
from partner_kb.flow.answers import iso_date
from partner_kb.flow.conditions import Condition
from partner_kb.flow.model import Flow, SeverityTable
from partner_kb.yaml_source import Path, YamlSource


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def name_problems(shape: schema.FlowFile, flow: Flow, source: YamlSource) -> Iterator[Problem]:
    """Ids given twice, names that nothing has, routes that lead nowhere."""
    yield from _twins(source, (("questions", shape.questions), ("outcomes", shape.outcomes)))
    yield from _twins(source, (("evidence", shape.evidence),))
    yield from _twins(source, (("vehicles", shape.vehicles),))
    for index, item in enumerate(shape.questions):
        place: Path = ("questions", index)
        yield from _twins(source, (((*place, "responses"), item.responses),))
        yield from _question_problems(item, source, place)
    yield from _reference_problems(flow, source)


def _twins(
    source: YamlSource, groups: Iterable[tuple[str | Path, Iterable[_Named]]]
) -> Iterator[Problem]:
    """A problem for each id that a group (or groups sharing one space of ids) gives twice."""
    seen: dict[str, tuple[int, int]] = {}
    for name, items in groups:
        base = (name,) if isinstance(name, str) else name
        for index, item in enumerate(items):
            place = (*base, index, "id")
            if item.id in seen:
                line, column = seen[item.id]
                message = f'the id "{item.id}" is already used at {line}:{column}'
                yield source.problem(place, "duplicate-id", message)
            seen.setdefault(item.id, source.place(place))


def _question_problems(
    shape: schema.QuestionShape, source: YamlSource, at: Path
) -> Iterator[Problem]:
    choice = shape.kind in ("single", "multiple")

    def wrong(place: Path, message: str, code: str = "bad-question") -> Problem:
        return source.problem(place, code, message)

    if choice and not shape.responses:
        yield wrong(at, f'the question "{shape.id}" has no responses', "dead-end")
    if not choice and shape.responses:
        yield wrong((*at, "responses"), f"a {shape.kind} question takes no responses")
    if choice and (shape.min is not None or shape.max is not None or shape.unit):
        yield wrong(at, f'"min", "max" and "unit" belong to a number or date, not to "{shape.id}"')
    for name, bound in (("min", shape.min), ("max", shape.max)):
        if bound is not None and not choice and not _fits(shape.kind, bound):
            yield wrong((*at, name), f'"{name}" of a {shape.kind} question is a {shape.kind}')
    yield from _range_problems(shape, source, at)
    labels: set[str] = set()
    for index, item in enumerate(shape.responses):
        place = (*at, "responses", index)
        if item.label in labels:
            message = f'the label "{item.label}" stands above: nobody could tell the two apart'
            yield wrong((*place, "label"), message, "duplicate-label")
        labels.add(item.label)
        if shape.kind == "multiple" and item.to:
            yield wrong((*place, "to"), 'a multiple choice leads on by the question\'s "to"')
        if shape.kind == "single" and item.exclusive:
            yield wrong((*place, "exclusive"), 'only a multiple choice has "exclusive" responses')
        if shape.kind == "single" and not item.to and not shape.to:
            message = f'the response "{item.id}" leads nowhere: give it a "to"'
            yield wrong(place, message, "dead-end")
        yield from _route_problems(item.to, source, (*place, "to"))
    if shape.kind != "single" and not shape.to:
        yield wrong(at, f'the question "{shape.id}" leads nowhere: give it a "to"', "dead-end")
    if (
        shape.kind == "single"
        and shape.responses
        and shape.to
        and all(item.to for item in shape.responses)
    ):
        yield wrong((*at, "to"), 'this "to" is never used: every response has its own')
    yield from _route_problems(shape.to, source, (*at, "to"))


def _range_problems(shape: schema.QuestionShape, source: YamlSource, at: Path) -> Iterator[Problem]:
    """A range that holds no answer; dates are compared as they are written."""
    low, high = shape.min, shape.max
    if isinstance(low, int) and isinstance(high, int):
        empty = low > high
    else:
        empty = isinstance(low, str) and isinstance(high, str) and low > high
    if empty:
        message = f'"max", {high}, is below "min", {low}: no answer would fit'
        yield source.problem((*at, "max"), "bad-question", message)


def _route_problems(
    routes: list[schema.RouteShape], source: YamlSource, at: Path
) -> Iterator[Problem]:
    for index, item in enumerate(routes):
        place = (*at, index)
        if (item.to is None) == (item.otherwise is None):
            message = (
                'a route has "to" or "otherwise", for example {when: {severity: a}, to: urgent}'
            )
            yield source.problem(place, "bad-route", message)
        if item.otherwise is not None and item.when:
            yield source.problem(place, "bad-route", '"otherwise" takes no "when"')
    if sum(item.otherwise is not None for item in routes) > 1:
        yield source.problem(at, "rules-overlap", 'two routes say "otherwise"')


def _fits(kind: str, bound: int | str) -> bool:
    if kind == "number":
        return isinstance(bound, int)

    return isinstance(bound, str) and iso_date(bound) is not None


def _reference_problems(flow: Flow, source: YamlSource) -> Iterator[Problem]:
    nodes = (*flow.questions, *flow.outcomes)

    def missing(at: Path, code: str, what: str, found: str, known: Iterable[str]) -> Problem:
        return source.problem(at, code, f'there is no {what} "{found}".{near_miss(found, known)}')

    if flow.start_id not in flow.questions:
        yield missing(("start",), "unknown-next", "question", flow.start_id, flow.questions)
    for question in flow.questions.values():
        for route in question.routes:
            if route.to and route.to not in nodes:
                at = (*route.at, "otherwise" if route.otherwise else "to")
                yield missing(at, "unknown-next", "question or outcome", route.to, nodes)
            yield from _condition_problems(flow, route.when, (*route.at, "when"), source)
    for outcome in flow.outcomes.values():
        for line in outcome.lines:
            yield from _condition_problems(flow, line.when, (*line.at, "when"), source)
        for index, name in enumerate(outcome.evidence):
            if name not in flow.evidence:
                place = (*outcome.at, "evidence", index)
                yield missing(place, "unknown-evidence", "evidence", name, flow.evidence)
        if outcome.vehicle and outcome.vehicle not in flow.vehicles:
            place = (*outcome.at, "vehicle")
            yield missing(place, "unknown-vehicle", "vehicle", outcome.vehicle, flow.vehicles)
        if outcome.by_severity and flow.severity is None:
            message = 'the flow has no "severity", so no response time can follow from it'
            yield source.problem((*outcome.at, "response"), "unknown-severity", message)
    if flow.severity is not None:
        yield from _severity_problems(flow, flow.severity, source)


def _severity_problems(flow: Flow, table: SeverityTable, source: YamlSource) -> Iterator[Problem]:
    question = flow.questions.get(table.question)
    if question is None:
        message = (
            f'there is no question "{table.question}".{near_miss(table.question, flow.questions)}'
        )
        yield source.problem((*table.at, "question"), "unknown-severity", message)
        return
    known = [item.id for item in question.responses]
    for name in table.hours:
        if name not in known:
            message = f'"{question.id}" has no response "{name}".{near_miss(name, known)}'
            yield source.problem((*table.at, "hours", name), "unknown-severity", message, key=True)
    for name in known:
        if name not in table.hours:
            message = f'"hours" says nothing about the response "{name}" of "{question.id}"'
            yield source.problem((*table.at, "hours"), "unknown-severity", message)


def _condition_problems(
    flow: Flow, when: Condition, at: Path, source: YamlSource
) -> Iterator[Problem]:
    """Unknown questions and responses, and tests that the question's kind can't have."""

    def found(code: str, message: str) -> Problem:
        return source.problem(at, code, message)

    for clause in when.clauses:
        named = [name for name, _ in clause]
        if len(set(named)) < len(named):
            message = f"a response's own route can't have a condition on \"{named[0]}\" again"
            yield found("condition-own", message)
    for name, test in when.tests:
        question = flow.questions.get(name)
        if question is None:
            hint = near_miss(name, flow.questions)
            yield found("condition-unknown", f'the condition names no question "{name}".{hint}')
            continue
        known = [item.id for item in question.responses]
        for response in test.responses:
            if response not in known:
                hint = near_miss(response, known)
                message = f'"{name}" has no response "{response}".{hint}'
                yield found("condition-unknown", message)
        if test.bounds and question.kind in ("single", "multiple"):
            message = f'"{name}" is a choice: "at_least" and "below" are for numbers and dates'
            yield found("condition-kind", message)
        elif any(not _fits(question.kind, bound) for bound in test.bounds):
            yield found("condition-kind", f'a bound of "{name}" is not a {question.kind}')
        if not test.responses and not test.bounds:
            yield found("condition-empty", f'the condition on "{name}" says nothing')
