"""All walks through a flow at once, without walking them one by one.

A flow of twenty diamonds in a row has a million paths. What matters at a node is only which of
the earlier answers a later condition still asks for, so walks that agree on those are one
*situation*, and a flow of hundreds of nodes has hundreds of situations. Answers that no condition
can tell apart (the numbers between two bounds) are one *class*, for which one answer stands.

In: a flow without cycles. Out: an `Exploration`: counts, and what goes wrong in which situation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

from partner_kb.flow.conditions import Answer, Condition, Test
from partner_kb.flow.model import Flow, Question, Route

_ANY = Test()
MAX_SITUATIONS = 100_000
MAX_NAMED = 10
"""Of a multiple choice: how many responses conditions may name before it has too many classes."""

Situation = frozenset[tuple[str, Answer]]


class TooComplexError(Exception):
    """A flow whose situations can't all be looked at; `question` is where it grew too large."""

    def __init__(self, question: str) -> None:
        super().__init__(f'too many combinations of answers matter at "{question}"')
        self.question = question


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong in a situation at a question: `routes` fit together, or none fits, or a
    condition asks for `unanswered`. `sample` is a walk that ends there.
    """

    question: str
    sample: tuple[tuple[str, Answer], ...]
    routes: tuple[Route, ...] = ()
    unanswered: str | None = None
    condition: Condition | None = None


@dataclass(frozen=True)
class Exploration:
    """What is known of all walks. `paths` counts them by the node they come through."""

    flow: Flow
    paths: Mapping[str, int]
    taken: frozenset[Route]
    faults: tuple[Fault, ...]

    @cached_property
    def count(self) -> int:
        """How many paths end in an outcome."""
        return sum(self.paths.get(name, 0) for name in self.flow.outcomes)

    @cached_property
    def never_reached(self) -> tuple[str, ...]:
        """Outcomes and questions that no walk comes to."""
        nodes = (*self.flow.questions, *self.flow.outcomes)
        return tuple(name for name in nodes if not self.paths.get(name))


def explore(flow: Flow) -> Exploration:
    """Follow every situation from the start. The flow must have no cycle (`check.find_cycles`).

    Raises `TooComplexError` beyond `MAX_SITUATIONS`.
    """
    live = live_answers(flow)
    work = _Work(flow, live)
    for name in order(flow):
        work.leave(name)
    return Exploration(
        flow,
        {name: sum(found.values()) for name, found in work.reached.items()},
        frozenset(work.taken),
        tuple(work.faults),
    )


@dataclass
class _Work:
    """The exploration while it runs."""

    flow: Flow
    live: Mapping[str, frozenset[str]]
    reached: dict[str, dict[Situation, int]] = field(default_factory=dict)
    samples: dict[tuple[str, Situation], tuple[str, Situation, Answer]] = field(
        default_factory=dict
    )
    taken: set[Route] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    total: int = 0

    def __post_init__(self) -> None:
        self.reached = {self.flow.start_id: {frozenset(): 1}}

    def leave(self, name: str) -> None:
        for situation, count in self.reached.get(name, {}).items():
            question = self.flow.questions.get(name)
            if question is None:
                self._end(name, situation)
            else:
                for answer in classes(self.flow, question):
                    self._respond(question, situation, answer, count)

    def _respond(self, question: Question, before: Situation, answer: Answer, count: int) -> None:
        answers = {**dict(before), question.id: answer}
        fitting = [route for route in question.routes if route.when.holds(answers)]
        firm = tuple(route for route in fitting if not route.otherwise)
        unknown = [(r, name) for r in question.routes if (name := r.when.missing(answers))]
        if unknown or len(firm) > 1 or not fitting:
            sample = (*self.sample(question.id, before), (question.id, answer))
        for route, missing in unknown:
            self.faults.append(Fault(question.id, sample, (), missing, route.when))
        if not unknown and (len(firm) > 1 or not fitting):
            self.faults.append(Fault(question.id, sample, firm))
        if not fitting:
            return
        route = fitting[0]
        self.taken.add(route)
        keep = self.live.get(route.to, frozenset())
        after = frozenset((name, value) for name, value in answers.items() if name in keep)
        known = self.reached.setdefault(route.to, {})
        if after not in known:
            self.total += 1
            if self.total > MAX_SITUATIONS:
                raise TooComplexError(question.id)
            self.samples[(route.to, after)] = (question.id, before, answer)
        known[after] = known.get(after, 0) + count

    def _end(self, name: str, situation: Situation) -> None:
        for condition in asked_at(self.flow, name):
            missing = condition.missing(dict(situation))
            if missing is not None:
                sample = self.sample(name, situation)
                self.faults.append(Fault(name, sample, (), missing, condition))

    def sample(self, name: str, situation: Situation) -> tuple[tuple[str, Answer], ...]:
        """One walk that ends in this situation."""
        walk: list[tuple[str, Answer]] = []
        while (name, situation) in self.samples:
            name, situation, answer = self.samples[(name, situation)]
            walk.append((name, answer))
        return tuple(reversed(walk))


def asked_at(flow: Flow, name: str) -> Iterator[Condition]:
    """The conditions that are looked at when a walk stands at a node."""
    if name in flow.questions:
        yield from (route.when for route in flow.questions[name].routes)
        return
    outcome = flow.outcomes[name]
    yield from (line.when for line in outcome.lines)
    if outcome.by_severity and flow.severity is not None:
        yield Condition((((flow.severity.question, _ANY),),))


def successors(flow: Flow, name: str) -> tuple[str, ...]:
    """The next nodes of a question, each once, in order; none for an outcome."""
    question = flow.questions.get(name)
    return tuple(dict.fromkeys(route.to for route in question.routes)) if question else ()


def order(flow: Flow) -> tuple[str, ...]:
    """The nodes that can be reached, each before all that follow it. No recursion."""
    done: dict[str, None] = {}
    stack = [(flow.start_id, iter(successors(flow, flow.start_id)))]
    seen = {flow.start_id}
    while stack:
        name, ahead = stack[-1]
        following = next((item for item in ahead if item not in seen), None)
        if following is None:
            done[name] = None
            stack.pop()
        else:
            seen.add(following)
            stack.append((following, iter(successors(flow, following))))
    return tuple(reversed(done))


def live_answers(flow: Flow) -> dict[str, frozenset[str]]:
    """For each node the earlier questions whose answers still matter there or later."""
    live: dict[str, frozenset[str]] = {}
    for name in reversed(order(flow)):
        asked = {q for condition in asked_at(flow, name) for q in condition.questions}
        later = {q for following in successors(flow, name) for q in live[following]}
        live[name] = frozenset((asked | later) - {name})
    return live


def longest(flow: Flow) -> dict[str, int]:
    """For each node how many questions may still follow, itself included."""
    steps: dict[str, int] = {}
    for name in reversed(order(flow)):
        ahead = [steps[following] for following in successors(flow, name)]
        steps[name] = 1 + max(ahead, default=0) if name in flow.questions else 0
    return steps


def classes(flow: Flow, question: Question) -> tuple[Answer, ...]:
    """One answer for each set of answers that no condition of the flow can tell apart."""
    if question.kind == "single":
        return tuple(item.id for item in question.responses)
    tests = [test for name, test in _all_tests(flow) if name == question.id]
    if question.kind == "multiple":
        named = {item for test in tests for item in test.responses}
        return tuple(_selections(question, named))
    bounds = sorted({bound for test in tests for bound in test.bounds}, key=str)
    return tuple(_regions(question, bounds))


def _all_tests(flow: Flow) -> Iterator[tuple[str, Test]]:
    for name in (*flow.questions, *flow.outcomes):
        for condition in asked_at(flow, name):
            yield from condition.tests


def _selections(question: Question, named: set[str]) -> Iterator[Answer]:
    plain = [item.id for item in question.responses if not item.exclusive]
    told = [item for item in plain if item in named]
    rest = [item for item in plain if item not in named][:1]
    if len(told) > MAX_NAMED:
        raise TooComplexError(question.id)
    for size in range(len(told) + 1):
        for chosen in combinations(told, size):
            for more in ((), tuple(rest)) if rest else ((),):
                if chosen or more:
                    yield tuple(item for item in plain if item in chosen or item in more)
    alone = [item.id for item in question.responses if item.exclusive]
    yield from ((item,) for item in alone)


def _regions(question: Question, bounds: list[int | str]) -> Iterator[Answer]:
    """The lowest answer, and each bound that is an answer too."""
    low, high = question.min, question.max
    if question.kind == "number":
        numbers = sorted(bound for bound in bounds if isinstance(bound, int))
        first = low if isinstance(low, int) else min([0, *(bound - 1 for bound in numbers)])
        last = high if isinstance(high, int) else None
        yield first
        yield from (n for n in numbers if n > first and (last is None or n <= last))
        return
    dates = sorted(bound for bound in bounds if isinstance(bound, str))
    if isinstance(low, str):
        first_date = low
    elif dates:
        first_date = (date.fromisoformat(dates[0]) - timedelta(days=1)).isoformat()
    else:
        first_date = high if isinstance(high, str) else "2000-01-01"
    yield first_date
    yield from (d for d in dates if d > first_date and not (isinstance(high, str) and d > high))
