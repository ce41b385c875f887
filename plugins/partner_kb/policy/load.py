"""From the text of a policy file to a `Policy`, with every problem in it.

In: text, its path (for messages), the locales that the site speaks. Out: `Loaded`. The rules are
those of `twin.shape` and `twin.rules`, which the builder runs as well; this module gives them
places in the file.
"""

from __future__ import annotations

import gettext
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import Any

from pydantic import ValidationError

from partner_kb.errors import Problem, has_errors
from partner_kb.policy.locale_data import LOCALES as LOCALES
from partner_kb.policy.model import Policy, json_schema
from partner_kb.policy.reference import reference
from partner_kb.policy.twin.rules import check_languages, check_rules
from partner_kb.policy.twin.shape import Finding, check_shape
from partner_kb.policy.twin.words import fill
from partner_kb.yaml_source import YamlSource, read_yaml

SCHEMA_URL = "https://partner-kb.example/schema/policy-1.json"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file that was read: `policy` is None where it has errors."""

    policy: Policy | None
    problems: tuple[Problem, ...]


@cache
def policy_schema() -> dict[str, Any]:
    """The JSON Schema that editors, `check` and the builder use."""
    return json_schema(Policy, SCHEMA_URL)


def find_problems(
    value: Any, locales: Sequence[str] = LOCALES, *, strict: bool = False
) -> list[Finding]:
    """Everything wrong with a policy as plain values, in the order of the rules.

    `strict` is what publishing asks for: every free text in every locale.
    """
    schema = policy_schema()
    shape = check_shape(schema, reference(), value)
    rules = check_rules(reference(), value)
    return shape + rules + check_languages(schema, value, list(locales), strict)


def load_policy(
    text: str,
    path: str,
    locales: Sequence[str] = LOCALES,
    *,
    strict: bool = False,
    allow_untranslated: bool = False,
    translations: gettext.NullTranslations | None = None,
) -> Loaded:
    """Read and check one policy; never raises for what the text holds.

    With `allow_untranslated`, texts that a locale lacks are warnings.
    """
    source, problems_of_yaml = read_yaml(text, path)
    if source is None:
        return Loaded(None, problems_of_yaml)
    say = (translations or gettext.NullTranslations()).gettext
    problems = [
        _placed(finding, source, say(finding.message), allow_untranslated)
        for finding in find_problems(source.value, locales, strict=strict)
    ]
    problems += [*problems_of_yaml, *_named_otherwise(source)]
    problems.sort(key=lambda problem: (problem.line, problem.column, problem.code))
    if has_errors(problems):
        return Loaded(None, tuple(problems))
    try:
        return Loaded(Policy.model_validate(source.value), tuple(problems))
    except ValidationError as error:  # the schema says less than the model: a defect of ours
        found = [
            source.problem(tuple(item["loc"]), "policy-model", item["msg"])
            for item in error.errors()
        ]
        return Loaded(None, (*problems, *found))


def _placed(
    finding: Finding, source: YamlSource, message: str, allow_untranslated: bool
) -> Problem:
    lenient = allow_untranslated and finding.code == "policy-untranslated"
    return source.problem(
        tuple(finding.path),
        finding.code,
        fill(message, finding.args),
        key=finding.on_key,
        warning=finding.warning or lenient,
    )


def _named_otherwise(source: YamlSource) -> list[Problem]:
    """The id is the name of the file, because it is the name of the page."""
    name = PurePath(source.path).name
    stem = name.removesuffix(".yml").removesuffix(".yaml")
    value = source.value.get("id") if isinstance(source.value, dict) else None
    if not isinstance(value, str) or stem in (value, name):
        return []
    message = f'the identifier "{value}" is not the name of the file: rename it to {value}.yml'
    return [source.problem(("id",), "policy-id-file", message, warning=True)]
