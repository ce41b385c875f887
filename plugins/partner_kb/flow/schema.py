"""The shape of a flow file, for reading it and for editors (`partner-kb flow schema`).

In: plain values from YAML. Out: a validated `FlowFile`; `load` turns it into a `Flow`. Short
forms (`to: node`, `when: {issue: technical}`) are unfolded here, so nothing else knows of them.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from partner_kb.flow.model import Actor, FieldKind, Kind

SCHEMA_URI = "https://json-schema.org/draft/2020-12/schema"

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$", max_length=60)]
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\u202a-\u202e]")
"""Control characters, and those that turn the direction of what stands beside the text."""


def _visible(text: str) -> str:
    found = _HIDDEN.search(text)
    if found:
        raise PydanticCustomError("hidden", f"a control character (U+{ord(found[0]):04X})")
    return text


Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000),
    AfterValidator(_visible),
]
Bound = Annotated[int | str, Field(union_mode="left_to_right")]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _unfold_test(value: Any) -> Any:
    if isinstance(value, str):
        return {"any": [value]}
    return {"any": value} if isinstance(value, list) else value


def _unfold_when(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _unfold_routes(value: Any) -> Any:
    return [{"to": value}] if isinstance(value, str) else value


def _unfold_lines(value: Any) -> Any:
    if isinstance(value, str):
        value = [value]
    if isinstance(value, list):
        return [{"text": item} if isinstance(item, str) else item for item in value]
    return value


def _unfold_links(value: Any) -> Any:
    if isinstance(value, list):
        return [{"page": item} if isinstance(item, str) else item for item in value]
    return value


class TestShape(_Shape):
    """What an answer must be; a response's id or a list of them is short for `any`."""

    __test__ = False

    any: list[Id] = Field([], description="At least one of these responses was chosen.")
    all: list[Id] = Field([], description="All of these responses were chosen.")
    none: list[Id] = Field([], description="None of these responses was chosen.")
    at_least: Bound | None = Field(None, description="The number or date is this or later.")
    below: Bound | None = Field(None, description="The number or date is before this.")


Clause = dict[
    Id,
    Annotated[
        TestShape, BeforeValidator(_unfold_test, json_schema_input_type=Id | list[Id] | TestShape)
    ],
]
When = Annotated[
    list[Clause], BeforeValidator(_unfold_when, json_schema_input_type=Clause | list[Clause])
]


class RouteShape(_Shape):
    """One way on. `otherwise` is the way where no other route fits."""

    when: When = Field([], description="Holds when one clause holds; a clause is {question: test}.")
    to: Id | None = Field(None, description="The next question or outcome.")
    otherwise: Id | None = Field(None, description="The next node where nothing else fits.")


Routes = Annotated[
    list[RouteShape],
    BeforeValidator(_unfold_routes, json_schema_input_type=Id | list[RouteShape]),
]


class LinkShape(_Shape):
    """A guidance page, relative to the locale's folder, or an https address."""

    page: Text = Field(description="`guidance/page.md#anchor`, or an https address.")
    text: Text | None = Field(None, description="Instead of the page's title.")


Links = Annotated[
    list[LinkShape],
    BeforeValidator(_unfold_links, json_schema_input_type=list[str | LinkShape]),
]


class LineShape(_Shape):
    """A sentence, with a condition where it does not always apply."""

    text: Text
    when: When = []


Lines = Annotated[
    list[LineShape],
    BeforeValidator(_unfold_lines, json_schema_input_type=str | list[str | LineShape]),
]


class ResponseShape(_Shape):
    """One choice."""

    id: Id = Field(description="Stands in addresses: keep it when the wording changes.")
    label: Text
    hint: Text | None = None
    exclusive: bool = Field(False, description="Of a multiple choice: stands alone.")
    to: Routes = Field([], description="Where this choice leads; only for a single choice.")


class QuestionShape(_Shape):
    """A question."""

    id: Id = Field(description="Stands in addresses: keep it when the wording changes.")
    ask: Text = Field(description="The question itself, a heading.")
    kind: Kind = "single"
    hint: Text | None = Field(None, description="One sentence below the question.")
    help: Text | None = Field(None, description="More, behind a disclosure.")
    unit: Text | None = Field(None, description="Of a number: what it counts.")
    min: Bound | None = None
    max: Bound | None = None
    roles: list[str] = Field([], description="Role ids that can answer this.")
    links: Links = []
    responses: list[ResponseShape] = []
    to: Routes = Field([], description="Where the question leads, unless a response says so.")


class OutcomeShape(_Shape):
    """What to do, in the end."""

    id: Id
    title: Text
    summary: Text = Field(description="Who solves it, in one sentence.")
    actor: Actor = Field(description="Who acts next.")
    steps: Lines
    tell_customer: Lines = Field([], description="What to say to the customer now.")
    channel: Text | None = Field(None, description="Through which channel.")
    vehicle: Id | None = None
    response: Literal["by-severity"] | Text | None = Field(
        None, description="Expected initial response: a sentence, or `by-severity`."
    )
    evidence: list[Id] = []
    close_loop: bool = Field(True, description="Whether to remind of closing the loop.")
    roles: list[str] = Field([], description="Role ids that can do it.")
    links: Links = []


class EvidenceShape(_Shape):
    """Something to collect. What is typed for the id `case-number` goes into a mail's subject."""

    id: Id
    label: Text
    hint: Text | None = None
    kind: FieldKind = "line"


class VehicleShape(_Shape):
    """A support vehicle."""

    id: Id
    name: Text
    note: Text | None = None


class SeverityShape(_Shape):
    """The vendor's initial response by the severity answered."""

    question: Id
    hours: dict[Id, Annotated[int, Field(gt=0, le=720)]]


class FlowFile(_Shape):
    """An escalation flow: questions that lead to outcomes."""

    id: Id
    title: Text
    description: Text
    note: Text | None = Field(None, description="A caution shown before the first question.")
    as_of: date | None = Field(None, description="The date for which the facts hold.")
    start: Id = Field(description="The id of the first question.")
    severity: SeverityShape | None = None
    close_loop: Text | None = Field(None, description="The reminder to close the loop.")
    vehicles: list[VehicleShape] = []
    evidence: list[EvidenceShape] = []
    questions: Annotated[list[QuestionShape], Field(min_length=1)]
    outcomes: Annotated[list[OutcomeShape], Field(min_length=1)]


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a flow file, short forms included."""
    return {"$schema": SCHEMA_URI, **FlowFile.model_json_schema(mode="validation")}
