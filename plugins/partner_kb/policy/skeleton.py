"""The commented file that `policy new` writes, and the builder offers without JavaScript.

In: an identifier and the answers given. Out: YAML; what has no answer says TODO, which `check`
reports until it is filled in.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from partner_kb.resources import templates_dir

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
    # YAML, not HTML: every answer goes through `quoted`, which is JSON and so YAML as well.
    environment = Environment(  # noqa: S701
        loader=FileSystemLoader(templates_dir()),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["quoted"] = _quoted
    template = environment.get_template("policy/skeleton.yml")
    return template.render(id=policy_id, **asdict(answers))


def _quoted(answer: str, blank: str) -> str:
    return json.dumps(answer or f"{TODO}: {blank}", ensure_ascii=False)
