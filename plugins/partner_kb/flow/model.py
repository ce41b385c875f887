"""A flow as values: a graph of questions that ends in outcomes, and the state of one walk.

In: what `load` made of a YAML file. Out: what `check`, `paths`, `graph`, `export` and `render`
read. The words are those of GOV.UK's smart answers: question, response, outcome, next node.

All text is English as authored; catalogs hold the rest (`messages`). `at` is the place in the
file, as a path that `YamlSource.place` takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from partner_kb.flow.answers import AnswerError, accept
from partner_kb.flow.conditions import ALWAYS, Answer, Condition
from partner_kb.yaml_source import Path

Kind = Literal["single", "multiple", "number", "date"]
Actor = Literal["partner", "provider", "customer", "microsoft", "publisher"]
FieldKind = Literal["line", "text", "date"]


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the knowledge base, another flow (`flow:<id>`), or an address elsewhere.

    `text` replaces the title of the page or flow.
    """

    page: str
    anchor: str | None = None
    text: str | None = None
    at: Path = field(default=(), compare=False, repr=False)

    @property
    def external(self) -> bool:
        """Whether the link leaves the site."""
        return self.page.startswith("https://")

    @property
    def flow(self) -> str | None:
        """The id of the flow that is linked to."""
        return self.page.removeprefix("flow:") if self.page.startswith("flow:") else None


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an outcome, shown where its condition holds."""

    text: str
    when: Condition = ALWAYS
    at: Path = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Route:
    """A way on: where `when` holds, the next node is `to`."""

    to: str
    when: Condition = ALWAYS
    at: Path = field(default=(), compare=False, repr=False)
    otherwise: bool = False


@dataclass(frozen=True, slots=True)
class Response:
    """One choice of a question. `exclusive` can't be chosen together with another."""

    id: str
    label: str
    hint: str | None = None
    exclusive: bool = False
    at: Path = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Question:
    """A node that asks. `routes` are tried in order; `check` proves that exactly one fits."""

    id: str
    text: str
    kind: Kind
    routes: tuple[Route, ...]
    responses: tuple[Response, ...] = ()
    hint: str | None = None
    help: str | None = None
    unit: str | None = None
    min: int | str | None = None
    max: int | str | None = None
    roles: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    at: Path = field(default=(), compare=False, repr=False)

    def response(self, id: str) -> Response | None:  # noqa: A002 - the field's word
        """The response of that id."""
        return next((item for item in self.responses if item.id == id), None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A node that ends the flow and tells what to do.

    `response_time` is `"severity"` (the flow's table, by the answer given), a text, or None.
    `evidence` names the flow's evidence items; `vehicle` one of its vehicles.
    """

    id: str
    title: str
    summary: str
    actor: Actor
    steps: tuple[Line, ...]
    tell_customer: tuple[Line, ...] = ()
    channel: str | None = None
    vehicle: str | None = None
    by_severity: bool = False
    response_time: str | None = None
    evidence: tuple[str, ...] = ()
    close_loop: bool = True
    roles: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    at: Path = field(default=(), compare=False, repr=False)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every sentence that may have a condition."""
        return self.steps + self.tell_customer


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something to collect before handing over."""

    id: str
    label: str
    hint: str | None = None
    kind: FieldKind = "line"
    at: Path = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A support vehicle: how a request reaches the one who solves it."""

    id: str
    name: str
    note: str | None = None
    at: Path = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SeverityTable:
    """Which question gives the severity, and the vendor's initial response in hours for each."""

    question: str
    hours: Mapping[str, int]
    at: Path = field(default=(), compare=False, repr=False)


Node = Question | Outcome


@dataclass(frozen=True, slots=True)
class Flow:
    """A whole flow, in the order of its file. `start_id` is the first question's id."""

    id: str
    title: str
    description: str
    start_id: str
    questions: Mapping[str, Question]
    outcomes: Mapping[str, Outcome]
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    vehicles: Mapping[str, Vehicle] = field(default_factory=dict)
    severity: SeverityTable | None = None
    close_loop: str | None = None
    note: str | None = None
    as_of: date | None = None
    path: str = field(default="", compare=False, repr=False)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Every question, then every outcome."""
        return (*self.questions.values(), *self.outcomes.values())

    def node(self, id: str) -> Node | None:  # noqa: A002 - the field's word
        """The question or outcome of that id."""
        return self.questions.get(id) or self.outcomes.get(id)

    def start(self) -> State:
        """A walk that has answered nothing."""
        return State(self, self.start_id)

    def replay(self, answers: Mapping[str, Answer]) -> State:
        """Walk on from the start as far as `answers` has a valid answer for what is asked.

        Answers to questions that are not asked are left aside. This is how an address becomes a
        state, and how later answers survive a changed one where they still apply.
        """
        state = self.start()
        while state.question is not None and state.question.id in answers:
            try:
                state = state.respond(answers[state.question.id])
            except AnswerError:
                break
        return state


@dataclass(frozen=True, slots=True)
class State:
    """Where a walk stands: the node, and the answers that led there, in order."""

    flow: Flow = field(repr=False)
    node_id: str
    given: tuple[tuple[str, Answer], ...] = ()

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers by question id."""
        return dict(self.given)

    @property
    def question(self) -> Question | None:
        """The question to answer next; None at an outcome."""
        return self.flow.questions.get(self.node_id)

    @property
    def outcome(self) -> Outcome | None:
        """The outcome that was reached; None while there is a question."""
        return self.flow.outcomes.get(self.node_id)

    def respond(self, answer: Answer) -> State:
        """The state after `answer` to the current question.

        Raises `AnswerError` where the question does not take the answer, where the walk is over,
        and (in a flow that `check` has not passed) where no route fits.
        """
        question = self.question
        if question is None:
            raise AnswerError("finished", self.node_id, "the flow has ended, nothing is asked")
        given = (*self.given, (question.id, accept(question, answer)))
        answers = dict(given)
        for route in question.routes:
            if route.when.holds(answers):
                return State(self.flow, route.to, given)
        raise AnswerError("no-route", question.id, f'no route of "{question.id}" fits {answers}')

    def lines(self) -> Iterator[Line]:
        """The sentences of the outcome that apply to this walk."""
        if self.outcome is not None:
            yield from (line for line in self.outcome.lines if line.when.holds(self.answers))
