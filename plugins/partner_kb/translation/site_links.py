"""Where the pages below `translation-status/` are, and what they link to.

In: a `Project`, locales, paths of pages below a locale's folder. Out: addresses, relative to the
site's root or to the page that holds the link. Pages are served as folders.
"""

from __future__ import annotations

import posixpath
from pathlib import Path

from partner_kb.catalog_folder import project_above
from partner_kb.translation.project import Project, load_project

STATUS_PAGE = "translation-status.md"
COMPARE = "pkb-compare"
"""The id of that part of an article (templates/theme/pkb/compare.html)."""


def site_project(docs: Path) -> Project:
    """The project whose pages lie in `docs`; read again only when its mkdocs.yml changes."""
    return project_above(docs) or load_project(docs.parent / "mkdocs.yml", docs=docs)


def page_url(project: Project, locale: str, path: str) -> str:
    """The address of a page from the site's root: `pt-BR/guidance/billing/`."""
    prefix = "" if locale == project.source_locale else locale
    folder = posixpath.join(prefix, path.removesuffix(".md").removesuffix("index"))
    return f"{folder.rstrip('/')}/" if folder else ""


def status_url(project: Project, locale: str) -> str:
    """The address of a locale's dashboard."""
    return page_url(project, locale, STATUS_PAGE)


def review_url(project: Project, locale: str, path: str) -> str:
    """The address of the page that shows `path` in two languages.

    The source locale compares with none: there it is the dashboard of all.
    """
    if locale == project.source_locale:
        return status_url(project, locale)
    own = "index/index.md" if path == "index.md" else path  # the folder's own is the dashboard
    return page_url(project, locale, f"translation-status/{own}")


def compare_url(project: Project, locale: str, path: str, *, beside: bool) -> str:
    """Where the page is compared with its English: `beside` it in the article, or on a page apart.

    The article shows its part to compare by, and all its English, where the address names it.
    """
    if beside:
        return f"{page_url(project, locale, path)}#{COMPARE}"
    return review_url(project, locale, path)


def edit_url(project: Project, locale: str, path: str) -> str | None:
    """Where a page's file is edited, if mkdocs.yml says so."""
    return f"{project.edit_base}{locale}/{path}" if project.edit_base else None


def relative_url(target: str, here: str) -> str:
    """`target` as a link on the page at `here`, both relative to the site's root."""
    folder, mark, anchor = target.partition("#")
    return f"{posixpath.relpath(folder or '.', here or '.')}/{mark}{anchor}"
