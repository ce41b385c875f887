"""What is written when pages are: 404 pages in each folder, redirects, the lists that scripts read.

In: rendered text and the site's values. Out: files below site_dir; first those of each locale,
then those of all.
"""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig

from partner_kb.errors import Problem
from partner_kb.mkdocs_plugin import locales, redirects
from partner_kb.mkdocs_plugin.output import write_output
from partner_kb.mkdocs_plugin.review import write_reviews
from partner_kb.mkdocs_plugin.role_data import role_files
from partner_kb.mkdocs_plugin.script_strings import compact_json, script_strings
from partner_kb.mkdocs_plugin.search import finish_search, index_locale

if TYPE_CHECKING:
    from partner_kb.mkdocs_plugin.builder import Builder
    from partner_kb.mkdocs_plugin.locale_context import LocaleContext


DATA = Path("assets/partner-kb")


def place_template(output: str, name: str, config: MkDocsConfig) -> str | None:
    """Write another locale's 404 page into its folder, and keep the root's files as they are.

    MkDocs renders 404.html and sitemap.xml for each locale, always to the root; an empty answer
    makes it write nothing.
    """
    locale = locales.current_locale(config)
    if locale == locales.site_locales(config).default:
        return output
    if name == "404.html":
        write_output(Path(config.site_dir, locale, name), output)
    return ""


def finish_locale(builder: Builder, locale: str, site_dir: Path) -> None:
    """Write what belongs to one locale: lists for scripts, redirects, pages to compare by, index.

    Called in the locale's own process where there are several, when its pages are written.
    """
    context = builder.contexts[locale]
    data = site_dir / DATA
    write_output(data / f"pages.{locale}.json", page_list(context))
    for name, text in role_files(context).items():
        write_output(data / name, text)
    write_redirects(context, site_dir, use_directory_urls=builder.use_directory_urls)
    write_reviews(builder, locale)
    index_locale(builder, locale, site_dir)


def finish(builder: Builder, site_dir: Path) -> tuple[Problem, ...]:
    """Write what concerns all locales at once; returns what is wrong with the search."""
    hints = {
        locale: script_strings(context.translations(locale), "suggest")[1]
        for locale, context in builder.contexts.items()
        if any(not listed.fallback for listed in context.view.content)
    }
    write_output(site_dir / DATA / "languages.json", compact_json(hints))
    return finish_search(builder, site_dir)


def write_redirects(context: LocaleContext, site_dir: Path, *, use_directory_urls: bool) -> None:
    """Write a page at each address that moved."""
    found = redirects.targets(
        context.site.redirects,
        context.view,
        context.prefix,
        use_directory_urls=use_directory_urls,
    )
    for old, new in found:
        path = site_dir / old / "index.html" if old.endswith("/") else site_dir / old
        if path.resolve().is_relative_to(site_dir.resolve()) and not path.exists():
            href = new if "://" in new else relative_url(new, old)
            translations = context.translations(context.locale)
            write_output(path, redirects.render(translations, context.locale, href))


def page_list(context: LocaleContext) -> str:
    """The written pages of a locale as JSON, in reading order: what a filter or a search needs."""
    topic_of = {listed.page.path: topic.title for topic in context.topics for listed in topic.pages}
    pages = [
        {
            "url": listed.url,
            "title": listed.page.title,
            "roles": listed.page.roles,
            "applies": listed.page.applies_to,
            "topic": topic_of.get(listed.page.path, ""),
            **({"lang": listed.page.locale} if listed.fallback else {}),
        }
        for listed in context.reading_order
    ]
    return compact_json(pages)


def relative_url(target: str, source: str) -> str:
    """`target` as a link on the page at `source`, both relative to the site's root."""
    folder = source if source.endswith("/") or not source else posixpath.dirname(source)
    return posixpath.relpath(target or ".", folder or ".") + ("/" if target.endswith("/") else "")
