"""Pages that moved: for each old address a small page that leads to the new one.

In: (old path, new path or URL) pairs and a locale's view. Out: (URL, target) pairs; then HTML.
A redirect never takes the place of a page, and one that leads nowhere is left out.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from functools import lru_cache
from gettext import NullTranslations

import jinja2

from partner_kb.corpus import LocaleView, page_url
from partner_kb.errors import Problem, SourceError
from partner_kb.templating import catalog_environment
from partner_kb.yaml_source import load_yaml

_MOST_STEPS = 10


def parse_redirects(text: str, path: str) -> tuple[dict[str, str], list[Problem]]:
    """Read `redirects.yml`: a mapping of old page to new page or URL."""
    try:
        loaded = load_yaml(text, path)
    except SourceError as error:
        return {}, list(error.problems)
    value = loaded.value if loaded.value is not None else {}
    if not isinstance(value, dict):
        message = 'expected lines such as "old/page.md: new/page.md"'
        return {}, [loaded.problem((), "redirects-form", message)]
    found = {str(old): str(new) for old, new in value.items() if new}
    return found, []


def targets(
    redirects: Mapping[str, str], view: LocaleView, prefix: str, *, use_directory_urls: bool
) -> Iterator[tuple[str, str]]:
    """(old URL, new URL) of one locale, relative to the site's root unless absolute."""
    for old, first in redirects.items():
        if old in view.pages or not old.endswith((".md", ".yml")):
            continue
        new = _last(first, redirects)
        listed = view.pages.get(new)
        url = listed.url if listed else new if "://" in new else None
        if url is not None:
            path = posixpath.splitext(old)[0] + ".md"
            yield page_url(path, prefix, use_directory_urls=use_directory_urls), url


def _last(target: str, redirects: Mapping[str, str]) -> str:
    """Where a chain of redirects ends; a circle ends somewhere in it."""
    for _ in range(_MOST_STEPS):
        if target not in redirects:
            break
        target = redirects[target]
    return target


def render(translations: NullTranslations, locale: str, href: str) -> str:
    """The page at an old address."""
    return _template(translations).render(locale=locale, href=href)


@lru_cache(maxsize=16)
def _template(translations: NullTranslations) -> jinja2.Template:
    return catalog_environment(translations).get_template("redirect.html")
