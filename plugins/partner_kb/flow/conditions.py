"""Conditions on answers: values that say whether a route or a line of an outcome applies.

In: answers by question id. Out: true or false. The browser reads the same values as JSON
(`as_json`) and decides in the same way (assets/js/flow/machine.js), which a test holds together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Answer = str | int | tuple[str, ...]
"""One response's id, a whole number, an ISO date, or the ids that a multiple choice has chosen."""

Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Test:
    """What one answer must be.

    `any`, `all` and `none` name responses; `at_least` (inclusive) and `below` (exclusive) bound a
    number, or a date as ISO text. Everything that is set must hold.
    """

    __test__ = False  # not a test case, whatever pytest thinks of the name

    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    at_least: int | str | None = None
    below: int | str | None = None

    def holds(self, answer: Answer) -> bool:
        """Whether `answer` passes; an answer of another kind than the test's never does."""
        if self.at_least is not None and not _ordered(self.at_least, answer):
            return False
        if self.below is not None and (
            type(answer) is not type(self.below) or _ordered(self.below, answer)
        ):
            return False
        chosen = answer if isinstance(answer, tuple) else (answer,)
        return (
            (not self.any or any(item in chosen for item in self.any))
            and all(item in chosen for item in self.all)
            and not any(item in chosen for item in self.none)
        )

    @property
    def responses(self) -> tuple[str, ...]:
        """Every response that the test names."""
        return self.any + self.all + self.none

    @property
    def bounds(self) -> tuple[int | str, ...]:
        """Every bound that the test sets."""
        return tuple(bound for bound in (self.at_least, self.below) if bound is not None)

    def as_json(self) -> dict[str, object]:
        """The test as the browser reads it, without what is not set."""
        fields: dict[str, object] = {}
        for name in ("any", "all", "none"):
            if getattr(self, name):
                fields[name] = list(getattr(self, name))
        for name in ("at_least", "below"):
            if getattr(self, name) is not None:
                fields[name] = getattr(self, name)
        return fields


def _ordered(low: int | str, answer: Answer) -> bool:
    if isinstance(low, int) and isinstance(answer, int):
        return low <= answer
    return isinstance(low, str) and isinstance(answer, str) and low <= answer


@dataclass(frozen=True, slots=True)
class Condition:
    """One or more clauses, of which one must hold; in a clause every test must.

    Without clauses the condition holds always. A question that has no answer fails its test.
    """

    clauses: tuple[tuple[tuple[str, Test], ...], ...] = ()

    def holds(self, answers: Answers) -> bool:
        """Whether the condition holds for these answers."""
        return not self.clauses or any(
            all(name in answers and test.holds(answers[name]) for name, test in clause)
            for clause in self.clauses
        )

    def missing(self, answers: Answers) -> str | None:
        """A question that must be asked and has no answer, or None.

        The tests of a clause are looked at in order, up to one that fails: so
        `{environment: cloud, cloud: china}` asks for `cloud` only where the first test holds.
        """
        for clause in self.clauses:
            for name, test in clause:
                if name not in answers:
                    return name
                if not test.holds(answers[name]):
                    break
        return None

    @property
    def questions(self) -> frozenset[str]:
        """The ids of the questions on whose answers the condition depends."""
        return frozenset(name for clause in self.clauses for name, _ in clause)

    @property
    def tests(self) -> tuple[tuple[str, Test], ...]:
        """Every test with its question."""
        return tuple(pair for clause in self.clauses for pair in clause)

    def narrowed(self, question: str, test: Test) -> Condition:
        """This condition, and that `test` holds for `question` too."""
        clauses = self.clauses or ((),)
        return Condition(tuple(((question, test), *clause) for clause in clauses))

    def as_json(self) -> list[dict[str, object]]:
        """A list of clauses; empty for a condition that holds always."""
        return [{name: test.as_json() for name, test in clause} for clause in self.clauses]


ALWAYS = Condition()
