"""What each locale's process would load and compile for itself, done before they part.

Forks inherit it. Nothing depends on it: who finds a template not compiled compiles it.
"""

from __future__ import annotations

from gettext import NullTranslations

from markdown import Markdown

from partner_kb.catalog import SOURCE_LOCALE
from partner_kb.markdown_ext import DIALECT
from partner_kb.mkdocs_plugin.role_data import picker_template
from partner_kb.mkdocs_plugin.script_strings import script_strings
from partner_kb.policy.skeleton import skeleton_template
from partner_kb.policy.templating import policy_environment
from partner_kb.resources import locales_dir
from partner_kb.search.document import document_template
from partner_kb.search.synonyms import load_synonyms
from partner_kb.templating import catalog_environment

_STRINGS = ("roles", "search")
_POLICIES = ("policy/index.html", "policy/builder.html")
_STATUS = ("translation/strings.json", "translation/status.html")


def load_ahead() -> None:
    """Compile templates in which every locale has a page, import the extensions of Markdown."""
    catalog = NullTranslations()
    for folder in _STRINGS:
        script_strings(catalog, folder)
    picker_template(catalog)
    skeleton_template()
    document_template()
    load_synonyms([locales_dir()])
    policies = policy_environment(SOURCE_LOCALE)
    for name in _POLICIES:
        policies.get_template(name)
    status = catalog_environment(
        catalog, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    for name in _STATUS:
        status.get_template(name)
    Markdown(extensions=list(DIALECT), extension_configs=dict(DIALECT))
