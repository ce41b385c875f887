"""The few words that conversion adds to a page, in the page's locale.

In: a gettext catalog. Out: `ops.Labels`. The words are in `templates/pages/labels.json.jinja`,
where extraction finds them.
"""

from __future__ import annotations

import json
from functools import lru_cache
from gettext import NullTranslations

import jinja2

from partner_kb.ops import Labels
from partner_kb.resources import templates_dir


@lru_cache(maxsize=32)
def load_labels(translations: NullTranslations) -> Labels:
    """The labels in the language of the catalog."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates_dir() / "pages"),
        extensions=["jinja2.ext.i18n"],
        autoescape=False,  # noqa: S701 - JSON, not HTML
    )
    env.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]  # by the extension
    values = json.loads(env.get_template("labels.json.jinja").render())
    return Labels(values["alerts"], values["video"], values["description"])
