"""What every part of a policy is made of: the base class and the kinds of text.

A *kind* (`x-kind` in the JSON Schema) is what a pattern alone cannot say: that a text names an
IANA zone, or an item of `contacts`. `twin.shape` checks kinds, in Python and in the browser.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from partner_kb.policy.twin.words import N_

__all__ = ["N_", "SCHEMA_VERSION", "Part", "json_schema", "said"]

SCHEMA_VERSION = 1
SCHEMA_ID = "https://json-schema.org/draft/2020-12/schema"


def said(title: str, description: str, default: Any = ..., **more: Any) -> Any:
    """A field with its title and description; required unless `default` is given."""
    return Field(default, title=title, description=description, **more)


class Part(BaseModel):
    """A group of fields: unknown ones are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _kind(kind: str, **schema: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "x-kind": kind, **schema})


def _plain(value: Any) -> Any:
    """A number as YAML gives it, as text: 120.5 is "120.5", 120.0 is "120"."""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


_LOCALE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"

Text = Annotated[
    str | dict[str, str],
    WithJsonSchema(
        {
            "x-kind": "text",
            "anyOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "minProperties": 1,
                    "propertyNames": {"pattern": _LOCALE},
                    "additionalProperties": {"type": "string", "minLength": 1},
                },
            ],
        }
    ),
]
Name = Annotated[str, _kind("name", minLength=1, maxLength=200)]
Id = Annotated[str, _kind("id", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", maxLength=60)]
Code = Annotated[str, _kind("code", pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", maxLength=20)]
Day = Annotated[str, _kind("date", pattern=r"^\d{4}-\d{2}-\d{2}$")]
Time = Annotated[str, _kind("time", pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$")]
Duration = Annotated[str, _kind("duration", pattern=r"^[1-9]\d{0,3} (min|h|d|w)$")]
Amount = Annotated[
    str,
    BeforeValidator(_plain),
    WithJsonSchema(
        {
            "x-kind": "decimal",
            "anyOf": [
                {"type": "string", "pattern": r"^\d{1,12}(\.\d{1,4})?$"},
                {"type": "number", "minimum": 0},
            ],
        }
    ),
]
Zone = Annotated[str, _kind("zone")]
Currency = Annotated[str, _kind("currency", pattern=r"^[A-Z]{3}$")]
Country = Annotated[str, _kind("country", pattern=r"^[A-Z]{2}$")]
LocaleId = Annotated[str, _kind("locale", pattern=_LOCALE)]
Phone = Annotated[str, _kind("phone", pattern=r"^\+[1-9]\d{5,14}$")]
Email = Annotated[str, _kind("email", maxLength=254)]
Url = Annotated[str, _kind("url", maxLength=2000)]
HoursRef = Annotated[str, _kind("ref:hours")]
ContactRef = Annotated[str, _kind("ref:contacts")]
SeverityRef = Annotated[str, _kind("ref:severities")]
ServiceRef = Annotated[str, _kind("ref:scope.services")]
PlanRef = Annotated[str, _kind("ref:scope.plans")]


def json_schema(model: type[BaseModel], identifier: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a model, without the alternative null of optional fields."""
    cleaned: dict[str, Any] = _without_null(model.model_json_schema())
    for part in (model, *_parts_of(model)):
        holder = cleaned if part is model else cleaned["$defs"].get(part.__name__, {})
        for name, field in part.model_fields.items():
            given = holder.get("properties", {}).get(name)
            if given is not None:  # pydantic leaves them out beside a bare reference
                given["title"], given["description"] = field.title, field.description
    return {"$schema": SCHEMA_ID, "$id": identifier, **cleaned}


def _parts_of(model: type[BaseModel]) -> list[type[BaseModel]]:
    """Every kind of part, whichever the model uses."""
    return [kind for kind in Part.__subclasses__() if kind is not model]


def _without_null(node: Any) -> Any:
    """`anyOf: [X, null]` as X with what stands beside it; defaults of null dropped."""
    if isinstance(node, list):
        return [_without_null(item) for item in node]
    if not isinstance(node, dict):
        return node
    choices = [item for item in node.get("anyOf", []) if item != {"type": "null"}]
    if len(choices) == 1 and len(node["anyOf"]) == 2:
        node = {**choices[0], **{key: value for key, value in node.items() if key != "anyOf"}}
    if "default" in node and node["default"] is None:
        node = {key: value for key, value in node.items() if key != "default"}
    return {key: _without_null(value) for key, value in node.items()}
