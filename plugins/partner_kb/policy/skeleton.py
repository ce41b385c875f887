"""The commented file that `policy new` writes, and the builder offers without JavaScript.

In: an identifier and the answers given. Out: YAML; what has no answer says TODO, which `check`
reports until it is filled in.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from gettext import NullTranslations

import jinja2

from partner_kb.templating import catalog_environment

TODO = "TODO"


@dataclass(frozen=True, slots=True)
class Answers:
    """What `policy new` asks; an empty text leaves a blank."""

    legal_name: str = ""
    city: str = ""
    country: str = ""
    language: str = ""
    zone: str = ""
    model: str = ""
    email: str = ""
    phone: str = ""


def render_skeleton(policy_id: str, answers: Answers) -> str:
    """The file's text."""
    return skeleton_template().render(id=policy_id, **asdict(answers))


def skeleton_template() -> jinja2.Template:
    """YAML, not HTML: every answer goes through `quoted`, which is JSON and so YAML as well."""
    environment = catalog_environment(
        NullTranslations(), autoescape=False, keep_trailing_newline=True
    )
    environment.filters["quoted"] = _quoted
    return environment.get_template("policy/skeleton.yml")


def _quoted(answer: str, blank: str) -> str:
    return json.dumps(answer or f"{TODO}: {blank}", ensure_ascii=False)
