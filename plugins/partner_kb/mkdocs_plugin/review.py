"""The pages to compare translations by, in the site's frame.

In: what a build of one locale left (`Rendering`), and the pages as `translation.site_pages` has
them. Out: files below site_dir. They are no pages of MkDocs: no list, index or sitemap has them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.utils import get_relative_url

from partner_kb.errors import SourceError
from partner_kb.mkdocs_plugin.output import write_output
from partner_kb.mkdocs_plugin.view import Switch
from partner_kb.translation.project import Project
from partner_kb.translation.review_pages import ReviewPage, Reviews
from partner_kb.translation.site_links import compare_url, site_project
from partner_kb.translation.site_pages import pages_beside, review_pages

if TYPE_CHECKING:
    from partner_kb.mkdocs_plugin.builder import Builder
    from partner_kb.mkdocs_plugin.locale_context import LocaleContext


@dataclass(frozen=True, slots=True)
class ReviewView:
    """What the frame asks of any page, as `view.PageView` has it."""

    title: str
    switches: tuple[Switch, ...]
    kind: str = "translation-review"
    path: str = ""
    description: str = ""
    canonical: str | None = None
    alternates: tuple[tuple[str, str], ...] = ()
    content_lang: str | None = None


def write_reviews(builder: Builder, locale: str, paths: Iterable[str] | None = None) -> None:
    """Write the pages of a locale, or those of some paths, after its build.

    A record that cannot be read was reported when the dashboard's numbers were made.
    """
    rendering, context = builder.rendering, builder.contexts[locale]
    project = site_project(builder.source_docs)
    if rendering is None or not project.review_pages or locale not in project.targets:
        return
    template = rendering.env.get_template("review.html")
    shared = {"config": rendering.config, "kb": context, "pkb_assets": builder.assets, "page": None}
    chosen = None if paths is None else tuple(paths)
    try:
        beside = pages_beside(project, chosen)
        for review in review_pages(project, locale, chosen):
            html = template.render(
                **shared,
                base_url=get_relative_url(".", review.url),
                pkb=_view(project, context, review, beside),
                review=review,
            )
            write_output(Path(rendering.config.site_dir, review.url, "index.html"), html)
    except SourceError:
        return


def renew_reviews(builder: Builder, locale: str, uris: Iterable[str]) -> None:
    """Write again what shows these pages of the staged folder beside their English."""
    ours = (locale, builder.locales.default)
    parts = (uri.partition("/") for uri in uris)
    write_reviews(builder, locale, [path for first, _, path in parts if first in ours])


def prune_reviews(builder: Builder) -> None:
    """Keep the cache of these pages within its bounds."""
    Reviews(site_project(builder.source_docs)).prune()


def _view(
    project: Project,
    context: LocaleContext,
    review: ReviewPage,
    beside: Collection[tuple[str, str]],
) -> ReviewView:
    """Its language switcher leads to where the page is compared in the other language."""
    path = review.path
    switches = tuple(
        Switch(
            locale=locale,
            name=context.name_of(locale),
            url=compare_url(project, locale, path, beside=(locale, path) in beside),
            translated=True,
            current=locale == context.locale,
        )
        for locale in context.locales.order
    )
    return ReviewView(review.title, switches)
