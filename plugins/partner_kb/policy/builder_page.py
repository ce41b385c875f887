"""The builder's page: a form that works on data in this browser only, and the skeleton without it.

In: a locale, the sample policies. Out: HTML. The form itself is made in the browser from the JSON
Schema (assets/js/policy/builder.js); its words are here, so that they are in the catalogs.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from partner_kb.policy.skeleton import Answers, render_skeleton
from partner_kb.policy.templating import policy_environment

if TYPE_CHECKING:
    from partner_kb.policy.model import Policy


def render_builder(locale: str, overlay: Path | None, samples: Sequence[Policy]) -> str:
    """The builder as an HTML fragment."""
    template = policy_environment(locale, overlay).get_template("policy/builder.html")
    skeleton = render_skeleton("my-company", Answers(language=locale))
    names = {one.id: one.identity.trading_name or one.identity.legal_name for one in samples}
    return template.render(locale=locale, skeleton=skeleton, samples_names=names)
