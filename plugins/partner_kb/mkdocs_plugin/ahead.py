"""What each locale's process would do for itself, done once: before they part, or beside them.

In: nothing that a page holds. Out: what forks inherit (`load_ahead`), what they find in the cache
(`keep_ahead`). Nothing depends on it: who finds a template not compiled compiles it.
"""

from __future__ import annotations

from gettext import NullTranslations
from pathlib import Path

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig

from partner_kb.catalog import SOURCE_LOCALE
from partner_kb.markdown_ext import DIALECT
from partner_kb.mkdocs_plugin import theme
from partner_kb.mkdocs_plugin.environment import compile_templates
from partner_kb.mkdocs_plugin.inputs import is_known
from partner_kb.mkdocs_plugin.role_data import picker_template
from partner_kb.mkdocs_plugin.script_strings import script_strings
from partner_kb.resources import locales_dir
from partner_kb.search.document import document_template
from partner_kb.search.synonyms import load_synonyms
from partner_kb.translation.site_pages import compare_all, dashboard_templates

_STRINGS = ("roles", "search")
_POLICIES = ("policy/index.html", "policy/builder.html")


def load_ahead(*, policy_builder: bool = True) -> None:
    """Compile templates in which every locale has a page, import the extensions of Markdown."""
    catalog = NullTranslations()
    for folder in _STRINGS:
        script_strings(catalog, folder)
    picker_template(catalog)
    document_template()
    load_synonyms([locales_dir()])
    if policy_builder:
        from partner_kb.policy.skeleton import skeleton_template
        from partner_kb.policy.templating import policy_environment

        skeleton_template()
        policies = policy_environment(SOURCE_LOCALE)
        for name in _POLICIES:
            policies.get_template(name)
    dashboard_templates(catalog)
    Markdown(extensions=list(DIALECT), extension_configs=dict(DIALECT))


def keep_ahead(config: MkDocsConfig, docs: Path, cache: Path) -> None:
    """Compile the theme's templates, and compare all translations with their English.

    Raises `SourceError` where a catalog or a record of translations is broken.
    """
    if is_known(config):
        theme.add_folder(config.theme)
        compile_templates(config.theme.get_env(), theme.FOLDER, cache)
    compare_all(docs)
