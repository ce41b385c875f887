"""A flow as its page shows it: conditions in words, ways on, links with titles.

In: a `Flow` and a `Place` (locale, catalog, and functions that know the site). Out: values for the
templates in `templates/flow/`; English text stays a msgid here and is translated in the template.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from dataclasses import dataclass

from partner_kb.flow.conditions import Condition, Test
from partner_kb.flow.graph import bounds_text
from partner_kb.flow.model import Flow, Link, Question, Response, Route
from partner_kb.flow.policy_link import PolicyRef


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link of the flow leads: an address relative to the page, and a title.

    `lang` is set where the title is in another language than the page.
    """

    url: str
    title: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """The page on which a flow stands, as far as the flow must know it."""

    locale: str
    translations: gettext.NullTranslations
    role_name: Callable[[str], str]
    role_url: Callable[[str], str | None]
    link: Callable[[Link], Target | None]
    policies: tuple[PolicyRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One answered question that a condition asks for. `word` is `any`, `all`, `none` or `range`.

    `answers` are msgids, or one range without words.
    """

    question: str
    word: str
    answers: tuple[str, ...]


Clause = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A way on, in words: where one of the clauses holds, `node` (its msgid is `title`)."""

    node: str
    title: str
    clauses: tuple[Clause, ...]
    otherwise: bool


def clauses(flow: Flow, when: Condition, without: str | None = None) -> tuple[Clause, ...]:
    """A condition in words, leaving out the tests on the question `without`."""
    found = []
    for clause in when.clauses:
        parts = [
            part
            for name, test in clause
            if name != without
            for part in _parts(flow.questions[name], test)
        ]
        if parts:
            found.append(tuple(parts))
    return tuple(found)


def _parts(question: Question, test: Test) -> list[Part]:
    parts = []
    for word in ("any", "all", "none"):
        chosen: tuple[str, ...] = getattr(test, word)
        labels = [r.label for r in question.responses if r.id in chosen]
        if labels:
            parts.append(Part(question.text, word, tuple(labels)))
    if test.bounds:
        parts.append(Part(question.text, "range", (bounds_text(test),)))
    return parts


def ways(flow: Flow, question: Question, response: Response | None) -> tuple[Way, ...]:
    """The ways on from a response of a single choice, or from a question as a whole (None)."""
    found = []
    for route in question.routes:
        if response is None or _leads(route, question, response):
            without = question.id if response is not None else None
            node = flow.questions.get(route.to)
            title = node.text if node else flow.outcomes[route.to].title
            told = clauses(flow, route.when, without)
            found.append(Way(route.to, title, told, route.otherwise))
    return tuple(found)


def _leads(route: Route, question: Question, response: Response) -> bool:
    own = [test for name, test in route.when.tests if name == question.id]
    return not own or any(test.holds(response.id) for test in own)


def english_texts(flow: Flow) -> dict[str, list[object]]:
    """The English strings of a hand-over summary, in the order of the machine's ids.

    Those of the page's own language stand in its HTML, where the browser reads them.
    """
    return {
        "questions": [
            [item.text, item.unit or "", *(response.label for response in item.responses)]
            for item in flow.questions.values()
        ],
        "outcomes": [
            [
                item.title,
                item.channel or "",
                flow.vehicles[item.vehicle].name if item.vehicle else "",
                item.response_time or "",
            ]
            for item in flow.outcomes.values()
        ],
        "evidence": [item.label for item in flow.evidence.values()],
    }
