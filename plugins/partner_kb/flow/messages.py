"""The strings of a flow that translators get: a flow in, texts with their places out.

The Babel extractor, the check for missing translations and the page all take their strings from
here or look them up by the same English text, so none is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from partner_kb.flow.model import Flow, Link, Outcome, Question
from partner_kb.yaml_source import Path


@dataclass(frozen=True, slots=True)
class Message:
    """One string and where it stands; `note` tells the translator what it is."""

    text: str
    at: Path
    note: str


def messages(flow: Flow) -> Iterator[Message]:
    """Every string of the flow, in the order of the file's parts."""
    yield Message(flow.title, ("title",), "title of the flow")
    yield Message(flow.description, ("description",), "description of the flow")
    yield from _optional(flow.note, ("note",), "note before the first question")
    yield from _optional(flow.close_loop, ("close_loop",), "reminder")
    for vehicle in flow.vehicles.values():
        yield Message(vehicle.name, (*vehicle.at, "name"), "support vehicle")
        yield from _optional(vehicle.note, (*vehicle.at, "note"), "about a support vehicle")
    for item in flow.evidence.values():
        yield Message(item.label, (*item.at, "label"), "evidence to collect")
        yield from _optional(item.hint, (*item.at, "hint"), "hint on evidence")
    for question in flow.questions.values():
        yield from _question(question)
    for outcome in flow.outcomes.values():
        yield from _outcome(outcome)


def _question(question: Question) -> Iterator[Message]:
    at = question.at
    yield Message(question.text, (*at, "ask"), f"question {question.id}")
    yield from _optional(question.hint, (*at, "hint"), f"hint on question {question.id}")
    yield from _optional(question.help, (*at, "help"), f"help on question {question.id}")
    yield from _optional(question.unit, (*at, "unit"), f"unit of question {question.id}")
    yield from _links(question.links)
    for response in question.responses:
        yield Message(response.label, (*response.at, "label"), f"response to {question.id}")
        yield from _optional(response.hint, (*response.at, "hint"), f"hint on {response.id}")


def _outcome(outcome: Outcome) -> Iterator[Message]:
    at = outcome.at
    yield Message(outcome.title, (*at, "title"), f"outcome {outcome.id}")
    yield Message(outcome.summary, (*at, "summary"), f"summary of outcome {outcome.id}")
    for line in outcome.steps:
        yield Message(line.text, line.at, f"step of outcome {outcome.id}")
    for line in outcome.tell_customer:
        yield Message(line.text, line.at, f"what to tell the customer, outcome {outcome.id}")
    yield from _optional(outcome.channel, (*at, "channel"), f"channel of {outcome.id}")
    yield from _optional(outcome.response_time, (*at, "response"), f"response of {outcome.id}")
    yield from _links(outcome.links)


def _links(links: tuple[Link, ...]) -> Iterator[Message]:
    for link in links:
        yield from _optional(link.text, (*link.at, "text"), "link text")


def _optional(text: str | None, at: Path, note: str) -> Iterator[Message]:
    if text is not None:
        yield Message(text, at, note)
