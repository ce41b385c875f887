"""A flow file read into values: YAML text in, a `Flow` out, every problem with its place.

Two stages, and each collects all it can find: the shape (unknown fields, wrong types), then the
names (ids given twice, next nodes, evidence and vehicles that don't exist). What needs a walk
through the graph is in `check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError

from partner_kb.errors import Problem, SourceError, near_miss
from partner_kb.flow import schema
from partner_kb.flow.conditions import ALWAYS, Condition, Test
from partner_kb.flow.model import (
    Evidence,
    Flow,
    Line,
    Link,
    Outcome,
    Question,
    Response,
    Route,
    SeverityTable,
    Vehicle,
)
from partner_kb.flow.names import name_problems
from partner_kb.yaml_source import Path, YamlSource, load_yaml

_EXAMPLE = 'a flow begins like this: "id: escalation", "title: …", "start: first-question"'


@dataclass(frozen=True, slots=True)
class LoadedFlow:
    """A flow with the file it came from, so that later checks can name places."""

    flow: Flow
    source: YamlSource


def load_flow(text: str, path: str) -> LoadedFlow:
    """Read one flow file.

    Raises `SourceError` with every problem of the stage that failed.
    """
    source = load_yaml(text, path)
    if not isinstance(source.value, dict):
        found = type(source.value).__name__ if source.value is not None else "nothing"
        raise SourceError(
            source.problem(
                (), "flow-not-a-mapping", f"a mapping was expected, found {found}; {_EXAMPLE}"
            )
        )
    try:
        shape = schema.FlowFile.model_validate(source.value)
    except ValidationError as error:
        raise SourceError(sorted(_shape_problem(source, item) for item in error.errors())) from None
    flow = _build(shape, path)
    problems = sorted(name_problems(shape, flow, source))
    if problems:
        raise SourceError(problems)
    return LoadedFlow(flow, source)


def load_flows(files: Iterable[tuple[str, str]]) -> tuple[LoadedFlow, ...]:
    """Read several files, given as (text, path), in order; flow ids must differ.

    Raises `SourceError` with the problems of all of them.
    """
    loaded: list[LoadedFlow] = []
    problems: list[Problem] = []
    for text, path in files:
        try:
            one = load_flow(text, path)
        except SourceError as error:
            problems.extend(error.problems)
            continue
        loaded.append(one)
    problems += twin_problems(loaded)
    if problems:
        raise SourceError(problems)
    return tuple(loaded)


def twin_problems(loaded: Iterable[LoadedFlow]) -> Iterator[Problem]:
    """A problem for each flow whose page would be that of an earlier one, or of the list."""
    first: dict[str, str] = {}
    for one in loaded:
        if one.flow.id == "index":
            message = 'a flow cannot be named "index", the page of the list of flows'
            yield one.source.problem(("id",), "duplicate-flow", message)
        elif one.flow.id in first:
            message = (
                f'the flow "{one.flow.id}" is already in {first[one.flow.id]}: ids must differ'
            )
            yield one.source.problem(("id",), "duplicate-flow", message)
        first.setdefault(one.flow.id, one.source.path)


@cache
def _field_names() -> tuple[str, ...]:
    shapes = [item for item in vars(schema).values() if isinstance(item, type)]
    models = [item for item in shapes if issubclass(item, BaseModel)]
    return tuple(sorted({name for model in models for name in model.model_fields}))


def _shape_problem(source: YamlSource, error: Any) -> Problem:
    place: Path = tuple(error["loc"])
    kind, name = error["type"], str(place[-1]) if place else ""
    if kind == "extra_forbidden":
        message = f'unknown field "{name}".{near_miss(name, _field_names())}'
        return source.problem(place, "unknown-field", message, key=True)
    if kind == "missing":
        return source.problem(place, "missing-field", f'the field "{name}" is missing')
    if kind == "string_pattern_mismatch":
        message = (
            f"{error['input']!r} is not an id: lower-case letters, digits and hyphens, "
            'such as "billing-issue"'
        )
        return source.problem(place, "bad-id", message)
    found = repr(error["input"])
    found = found if len(found) <= 60 else f"{found[:57]}…"
    return source.problem(place, "bad-value", f'"{name}": {error["msg"]}, found {found}')


def _build(shape: schema.FlowFile, path: str) -> Flow:
    severity = shape.severity
    questions = [_question(item, ("questions", i)) for i, item in enumerate(shape.questions)]
    outcomes = [_outcome(item, ("outcomes", i)) for i, item in enumerate(shape.outcomes)]
    return Flow(
        id=shape.id,
        title=shape.title,
        description=shape.description,
        start_id=shape.start,
        questions={item.id: item for item in questions},
        outcomes={item.id: item for item in outcomes},
        evidence={
            item.id: Evidence(item.id, item.label, item.hint, item.kind, ("evidence", i))
            for i, item in enumerate(shape.evidence)
        },
        vehicles={
            item.id: Vehicle(item.id, item.name, item.note, ("vehicles", i))
            for i, item in enumerate(shape.vehicles)
        },
        severity=SeverityTable(severity.question, severity.hours, ("severity",))
        if severity
        else None,
        close_loop=shape.close_loop,
        note=shape.note,
        as_of=shape.as_of,
        path=path,
    )


def _question(shape: schema.QuestionShape, at: Path) -> Question:
    responses, routes = [], []
    for index, item in enumerate(shape.responses):
        place = (*at, "responses", index)
        responses.append(Response(item.id, item.label, item.hint, item.exclusive, place))
        own = Test(any=(item.id,))
        routes += [_narrow(route, shape.id, own) for route in _routes(item.to, (*place, "to"))]
    left = tuple(item.id for item in shape.responses if not item.to)
    shared = _routes(shape.to, (*at, "to"))
    if len(left) < len(shape.responses) and left:
        shared = [_narrow(route, shape.id, Test(any=left)) for route in shared]
    return Question(
        id=shape.id,
        text=shape.ask,
        kind=shape.kind,
        routes=(*routes, *shared) if left or not shape.responses else tuple(routes),
        responses=tuple(responses),
        hint=shape.hint,
        help=shape.help,
        unit=shape.unit,
        min=shape.min,
        max=shape.max,
        roles=tuple(shape.roles),
        links=_links(shape.links, (*at, "links")),
        at=at,
    )


def _narrow(route: Route, question: str, test: Test) -> Route:
    return Route(route.to, route.when.narrowed(question, test), route.at, route.otherwise)


def _routes(shapes: list[schema.RouteShape], at: Path) -> list[Route]:
    """Routes in order, `otherwise` last; one without a node is reported by `_route_problems`."""
    routes = [
        Route(
            item.to or item.otherwise or "", _condition(item.when), (*at, i), bool(item.otherwise)
        )
        for i, item in enumerate(shapes)
    ]
    return sorted(routes, key=lambda route: route.otherwise)


def _condition(clauses: list[schema.Clause]) -> Condition:
    if not clauses:
        return ALWAYS
    return Condition(
        tuple(
            tuple(
                (name, Test(tuple(t.any), tuple(t.all), tuple(t.none), t.at_least, t.below))
                for name, t in clause.items()
            )
            for clause in clauses
        )
    )


def _links(shapes: list[schema.LinkShape], at: Path) -> tuple[Link, ...]:
    links = []
    for index, item in enumerate(shapes):
        page, _, anchor = item.page.partition("#")
        external = page.startswith("https://")
        links.append(
            Link(item.page, None, item.text, (*at, index))
            if external
            else Link(page, anchor or None, item.text, (*at, index))
        )
    return tuple(links)


def _lines(shapes: list[schema.LineShape], at: Path) -> tuple[Line, ...]:
    return tuple(
        Line(item.text, _condition(item.when), (*at, index)) for index, item in enumerate(shapes)
    )


def _outcome(shape: schema.OutcomeShape, at: Path) -> Outcome:
    by_severity = shape.response == "by-severity"
    return Outcome(
        id=shape.id,
        title=shape.title,
        summary=shape.summary,
        actor=shape.actor,
        steps=_lines(shape.steps, (*at, "steps")),
        tell_customer=_lines(shape.tell_customer, (*at, "tell_customer")),
        channel=shape.channel,
        vehicle=shape.vehicle,
        by_severity=by_severity,
        response_time=None if by_severity else shape.response,
        evidence=tuple(shape.evidence),
        close_loop=shape.close_loop,
        roles=tuple(shape.roles),
        links=_links(shape.links, (*at, "links")),
        at=at,
    )
