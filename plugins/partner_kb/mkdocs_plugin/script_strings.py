"""The strings of a feature for the browser: a template of JSON in, plain and plural strings out.

The template is `templates/<folder>/strings.json`: an object of `plain` strings and, rendered for a
number `n`, one of `plural` ones. assets/js/strings.js chooses among the forms.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from gettext import NullTranslations

from partner_kb.catalog import plural_rule
from partner_kb.resources import templates_dir
from partner_kb.templating import catalog_environment


@lru_cache(maxsize=32)
def script_strings(
    translations: NullTranslations, folder: str
) -> tuple[str, Mapping[str, str | list[str]]]:
    """The plural rule, and the strings; of plural ones all forms, in the rule's order."""
    env = catalog_environment(translations, folder=templates_dir() / folder, autoescape=False)
    template = env.get_template("strings.json")
    rule, numbers = plural_rule(translations)
    rendered = [json.loads(template.render(n=number)) for number in numbers]
    found: dict[str, str | list[str]] = dict(rendered[0]["plain"])
    for key in rendered[0]["plural"]:
        found[key] = [row["plural"][key] for row in rendered]
    return rule, found


def compact_json(value: object) -> str:
    """JSON for scripts: no blanks, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
