"""The pages that the product makes for each locale, as Markdown stubs from `templates/pages/`.

A stub is front matter (title, description, template, kind) in the locale's language; what the
page lists is rendered later by its theme template from the page context.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from gettext import NullTranslations
from pathlib import Path

import jinja2

from partner_kb.corpus import Corpus
from partner_kb.directives import MountedPage
from partner_kb.flow.files import flow_files
from partner_kb.mkdocs_plugin.site import Generated
from partner_kb.policy.files import policy_files
from partner_kb.resources import templates_dir
from partner_kb.roles.vocabulary import Vocabulary
from partner_kb.templating import catalog_environment
from partner_kb.translation.site_pages import status_pages

Translations = Callable[[str], NullTranslations]
"""The catalog of a locale."""


def generated_pages(
    corpus: Corpus, vocabulary: Vocabulary, translations: Translations
) -> Iterator[Generated]:
    """Home, A–Z, topics and roles of every locale; `corpus` holds what people wrote.

    A locale's own page at the same path wins, so none is made there.
    """
    for locale in corpus.locales:
        env = _environment(translations(locale))
        for path, template, context in _pages(corpus, vocabulary, locale):
            if (locale, path) not in corpus.originals:
                text = env.get_template(template).render(locale=locale, **context)
                yield Generated(locale, path, text)


def mounted_pages(
    docs_dir: Path, locale: str, *, policy_builder: bool, overlay: Path
) -> Iterator[Generated]:
    """The pages of flows, policies and translations, from the modules that own them, which are
    imported where there are any.
    """
    own = str(overlay)
    if flow_files(docs_dir):
        from partner_kb.flow.directive import flow_pages

        yield from _mounted(locale, flow_pages(docs_dir, locale, catalogs=own))
    if policy_builder or policy_files(docs_dir):
        from partner_kb.policy.directive import policy_pages

        policies = policy_pages(docs_dir, locale, builder=policy_builder, catalogs=own)
        yield from _mounted(locale, policies)
    yield from _mounted(locale, status_pages(docs_dir, locale))


def _mounted(locale: str, pages: Iterable[MountedPage]) -> Iterator[Generated]:
    return (Generated(locale, page.path, page.text) for page in pages)


def _pages(
    corpus: Corpus, vocabulary: Vocabulary, locale: str
) -> Iterator[tuple[str, str, dict[str, str]]]:
    yield "index.md", "home.md.jinja", {}
    yield "a-z.md", "a-z.md.jinja", {}
    yield "search.md", "search.md.jinja", {}
    yield "roles/index.md", "roles.md.jinja", {}
    named = {role for page in corpus.originals.values() for role in page.roles}
    implying = {
        role.id for role in vocabulary.roles if not vocabulary.implied([role.id]).isdisjoint(named)
    }
    for role in sorted(named | implying):
        name = vocabulary.name(role, locale)
        yield f"roles/{role}.md", "role.md.jinja", {"role": role, "name": name}


def _environment(translations: NullTranslations) -> jinja2.Environment:
    """For Markdown: no autoescape; values go through `tojson`, which YAML reads."""
    return catalog_environment(
        translations,
        folder=templates_dir() / "pages",
        autoescape=False,
        keep_trailing_newline=True,
    )
