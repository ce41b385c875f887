"""The few words that conversion adds to a page, in the page's locale.

In: a gettext catalog. Out: `ops.Labels`. The words are in `templates/pages/labels.json.jinja`,
where extraction finds them.
"""

from __future__ import annotations

import json
from functools import lru_cache
from gettext import NullTranslations

from partner_kb.ops.context import Labels
from partner_kb.resources import templates_dir
from partner_kb.templating import catalog_environment


@lru_cache(maxsize=32)
def load_labels(translations: NullTranslations) -> Labels:
    """The labels in the language of the catalog."""
    env = catalog_environment(translations, folder=templates_dir() / "pages", autoescape=False)
    values = json.loads(env.get_template("labels.json.jinja").render())
    return Labels(**values)
