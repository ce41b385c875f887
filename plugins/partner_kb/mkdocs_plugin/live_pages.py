"""A page rendered again without the rest of its site, for as long as a build's process lives.

In: what a build of one locale left (`Rendering`), and files that changed. Out: the pages' files,
written again; or None where more than the text of pages changed, and all must be built.

The only module that calls MkDocs' `_populate_page` and `_build_page`, as 1.6 has them.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from partner_kb.corpus import describe
from partner_kb.errors import SourceError
from partner_kb.mkdocs_plugin.config import PartnerKBConfig
from partner_kb.mkdocs_plugin.site import Site
from partner_kb.mkdocs_plugin.source_tree import kind_of
from partner_kb.pages import parse_page

_NO_NAVIGATION = Navigation([], [])
"""Our templates have their own."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """The values with which MkDocs rendered the pages of a locale."""

    config: MkDocsConfig
    env: jinja2.Environment
    files: Files

    def render(self, uris: Iterable[str]) -> None:
        """Read these pages of the staged folder again, and write them into the site."""
        pages = self.files.documentation_pages()
        wanted = frozenset(uris)
        for file in pages:
            if file.src_uri not in wanted or file.page is None:
                continue
            file.page.__dict__.pop("render", None)  # the page cache's, which knows the old site
            _populate_page(file.page, self.config, self.files)
            _build_page(file.page, self.config, pages, _NO_NAVIGATION, self.env)


@dataclass(frozen=True, slots=True)
class Changes:
    """Pages of which the text alone changed: their files, by the names of the staged copies."""

    pages: dict[str, Path]

    def stage(self, folder: Path) -> list[str]:
        """Copy them into the staged folder; returns their names."""
        for uri, path in self.pages.items():
            shutil.copy2(path, folder / uri)
        return list(self.pages)


def text_changes(
    changed: Sequence[Path], docs: Path, site: Site, options: PartnerKBConfig
) -> Changes | None:
    """What `changed` files mean for a site; None where they mean more than the text of pages.

    A page's title, roles, dates and whatever else other pages know of it are in its `Page`; where
    that is as it was, no other page needs to be written.
    """
    locales = site.corpus.locales
    pages: dict[str, Path] = {}
    for path in changed:
        if not path.is_relative_to(docs) or not path.is_file():
            return None
        uri = path.relative_to(docs).as_posix()
        first, _, rest = uri.partition("/")
        locale, name = (first, rest) if first in locales else (locales[0], uri)
        known = site.corpus.originals.get((locale, name))
        staged = f"{locale}/{name}"
        if kind_of(path, uri, locales, options.not_pages) != "clean" or known is None:
            return None
        if not (site.docs_dir / staged).is_file():
            return None
        try:
            document = parse_page(path.read_text("utf-8-sig"), name, locale=locale)
        except (SourceError, UnicodeDecodeError, OSError):
            return None
        if describe(document) != known:
            return None
        pages[staged] = path
    return Changes(pages)
