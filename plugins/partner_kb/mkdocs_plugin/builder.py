"""One run of MkDocs: the `Site`, and the locale contexts, from config to page.

The only place with state (which MkDocs' plugin API asks for): everything is made once, in
`start`, and read afterwards.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from partner_kb.catalog import load_translations
from partner_kb.errors import Problem, SourceError
from partner_kb.markdown_ext import Context
from partner_kb.mkdocs_plugin import assets, locales, postbuild, theme
from partner_kb.mkdocs_plugin.config import PartnerKBConfig, project_folder
from partner_kb.mkdocs_plugin.environment import set_up
from partner_kb.mkdocs_plugin.faq import faq_data
from partner_kb.mkdocs_plugin.features import features_of
from partner_kb.mkdocs_plugin.home_links import HomeLinks
from partner_kb.mkdocs_plugin.inputs import Inputs
from partner_kb.mkdocs_plugin.live_pages import Rendering
from partner_kb.mkdocs_plugin.locale_context import LocaleContext
from partner_kb.mkdocs_plugin.locales import SiteLocales
from partner_kb.mkdocs_plugin.navigation import mkdocs_nav
from partner_kb.mkdocs_plugin.page_cache import FINISHED, LIMIT, KeptTemplate, PageCache
from partner_kb.mkdocs_plugin.policy_data import write_policy_data
from partner_kb.mkdocs_plugin.prepare import prepare
from partner_kb.mkdocs_plugin.review import prune_reviews
from partner_kb.mkdocs_plugin.site import Site
from partner_kb.mkdocs_plugin.toc_entries import entries_from_nav
from partner_kb.mkdocs_plugin.view import PageView, page_view
from partner_kb.resources import assets_dir
from partner_kb.store import Store

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger("partner-kb")


def report(error: SourceError) -> None:
    """Log each problem; a person must mend it, so --strict fails, with --quiet too."""
    for problem in error.problems:
        log.error("%s", problem)


@dataclass(slots=True)
class Builder:
    """What the hooks share. `source_docs` is docs_dir as the user wrote it."""

    site: Site
    options: PartnerKBConfig
    locales: SiteLocales
    source_docs: Path
    overlay: Path
    cache: Path
    assets: assets.Assets
    use_directory_urls: bool
    inputs: Inputs | None
    pages: PageCache | None
    home_links: HomeLinks
    rendering: Rendering | None = None
    contexts: dict[str, LocaleContext] = field(default_factory=dict)
    translations: dict[str, NullTranslations] = field(default_factory=dict)

    @classmethod
    def start(
        cls, config: MkDocsConfig, options: PartnerKBConfig, inputs: Inputs | None, cache: Path
    ) -> Builder:
        """Read and stage everything; problems are kept, and stop nothing."""
        found = locales.site_locales(config)
        locales.configure(config)
        source_docs = Path(config.docs_dir)
        overlay = project_folder(config) / options.locales_dir
        translations = lru_cache(lambda locale: load_translations(locale, overlay))
        site = prepare(
            source_docs=source_docs,
            overlay=overlay,
            cache=cache,
            locales=found.order,
            not_pages=options.not_pages,
            policy_builder=options.policy_builder,
            use_directory_urls=config.use_directory_urls,
            translations=translations,
            navs={
                locale: entries_from_nav(nav, titles)
                for locale, (nav, titles) in locales.own_navs(config).items()
            },
        )
        contexts = {
            locale: LocaleContext(site, options, found, locale, translations, config.site_url)
            for locale in found.order
        }
        features = features_of(site.corpus.view(found.default).pages)
        return cls(
            site=site,
            options=options,
            locales=found,
            source_docs=source_docs,
            overlay=overlay,
            cache=cache,
            assets=assets.collect(assets_dir(), features),
            use_directory_urls=config.use_directory_urls,
            inputs=inputs,
            pages=PageCache.of(Store(cache / "pages", LIMIT), inputs, site) if inputs else None,
            home_links=HomeLinks(site),
            contexts=contexts,
            translations={locale: translations(locale) for locale in found.order},
        )

    def log_problems(self) -> None:
        """One line each. A defect of the source never fails --strict, an error does."""
        for problem in self.site.problems:
            level = logging.ERROR if problem.severity == "error" else logging.INFO
            log.log(level, "%s", problem)

    def log(self, problems: Sequence[Problem]) -> None:
        """Tell of what a person must mend, which fails --strict."""
        if problems:
            report(SourceError(problems))

    def configure(self, config: MkDocsConfig) -> MkDocsConfig:
        """Point MkDocs at the staged folder, this locale's nav, and our theme folder."""
        context = self._context(config)
        config.docs_dir = str(self.site.docs_dir)
        config.nav = mkdocs_nav(context.nodes, self.locales.default)
        theme.configure(config)
        return config

    def add_files(self, files: Files, config: MkDocsConfig) -> Files:
        """The assets, which the default locale writes for all, and the edit links of pages."""
        for file in [file for file in files if assets.unused(file)]:
            files.remove(file)
        if self._context(config).is_default:
            for file in assets.files(self.assets, config):
                files.append(file)
        for file in files.documentation_pages():
            locale = locales.file_locale(file) or self.locales.default
            key = (locale, locales.normalised_path(file))
            if key in self.site.origins:
                file.edit_uri = self.site.origins[key]
            page = self.site.corpus.originals.get(key)
            if page is not None and page.kind != "page":
                file.inclusion = InclusionLevel.NOT_IN_NAV  # lists are linked, not in the nav
        return files

    def set_up_environment(
        self, env: jinja2.Environment, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """The theme's environment in the locale that is being built."""
        context = self._context(config)
        translations = self.translations[context.locale]
        set_up(env, context.locale, translations, theme.FOLDER, self.cache if self.inputs else None)
        env.template_class = KeptTemplate
        self.rendering = Rendering(config, env, files)
        return env

    def tell_extension(self, page: Page, config: MkDocsConfig) -> None:
        """The options of our Markdown extension for this page."""
        locale, path = locales.current_locale(config), locales.normalised_path(page.file)
        segments = self.site.segments.get((locale, path), ()) if self.options.side_by_side else ()
        # The locale of the site, not of the text: a policy on a fallback page speaks the reader's.
        config.mdx_configs["partner_kb"] = {
            **config.mdx_configs.get("partner_kb", {}),
            "locale": locale,
            "page": path,
            "root": str(self.source_docs),
            "catalogs": str(self.overlay),
            "policy_builder": self.options.policy_builder,
            "segments": segments if locales.file_locale(page.file) == locale else (),
            "title_slot": True,
            "lean_cells": True,
            "drop_dead_links": True,
            "home_links": self.home_links.of(locale, path, page.markdown or ""),
            "report": report,
        }
        if self.pages is not None:
            self.pages.take_over(page, config)

    def page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig
    ) -> TemplateContext:
        """`pkb` is the page's view, `kb` the locale's context, `pkb_assets` where files lie."""
        kept = self.pages.finished(page) if self.pages else None
        if kept is not None:
            context.update({FINISHED: kept})  # type: ignore[misc]  # ours
            return context
        path = locales.normalised_path(page.file)
        view = page_view(self._context(config), path, page.meta, page.edit_url)
        ours = {
            **self._shared(config),
            "pkb": view,
            "pkb_callout": self._callout(path, page, config),
            "pkb_json_ld": self._json_ld(page, view),
        }
        context.update(ours)  # type: ignore[typeddict-item]  # ours
        return context

    def keep_page(self, page: Page, html: str) -> str:
        """Remember the finished page for the next build."""
        if self.pages is not None:
            self.pages.keep(page, html)
        return html

    def template_context(
        self, context: TemplateContext, name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """The context of a template without a page: 404.html, sitemap.xml."""
        view: PageView | None = None
        if name.endswith(".html"):
            view = page_view(self._context(config), name, {}, None)
        context.update({**self._shared(config), "pkb": view})  # type: ignore[typeddict-item]  # ours
        return context

    def finish_locale(self, locale: str, config: MkDocsConfig) -> None:
        """Write what belongs to a locale that was built."""
        if self.pages is not None:
            self.pages.store.flush()
        postbuild.finish_locale(self, locale, Path(config.site_dir))

    def finish(self, site_dir: Path) -> tuple[Problem, ...]:
        """Write what concerns all locales at once; returns what is wrong with search."""
        if self.pages is not None:
            self.pages.store.prune()
        prune_reviews(self)
        return postbuild.finish(self, site_dir)

    def finish_alone(self, config: MkDocsConfig) -> None:
        """Write what is left where this process made the whole site, the default locale last."""
        site = Path(config.site_dir)
        self.finish_locale(self.locales.default, config)
        write_policy_data(
            self.source_docs,
            self.locales.order,
            self.cache,
            site,
            builder=self.options.policy_builder,
            overlay=self.overlay,
        )
        self.log(self.finish(site))

    def watch(self, server: LiveReloadServer) -> LiveReloadServer:
        """Rebuild when people's files change; the staged folder changes with every build."""
        if str(self.site.docs_dir) in server._watched_paths:
            server.unwatch(str(self.site.docs_dir))
        for path in (self.source_docs, self.overlay):
            if path.is_dir():
                server.watch(str(path))
        return server

    def _json_ld(self, page: Page, view: PageView) -> dict[str, object] | None:
        """What search engines are told of the page: the questions of a FAQ."""
        if page.meta.get("type") != "faq":
            return None
        return faq_data(page.content or "", view.language)

    def _callout(self, path: str, page: Page, config: MkDocsConfig) -> str:
        """What the page's front matter `flow:` asks for, as HTML."""
        if not page.meta.get("flow"):
            return ""
        from partner_kb.flow.directive import callout

        place = Context(
            locales.current_locale(config),
            path,
            str(self.source_docs),
            catalogs=str(self.overlay),
        )
        try:
            return callout(page.meta["flow"], place)
        except SourceError as error:
            report(error)
            return ""

    def _shared(self, config: MkDocsConfig) -> dict[str, Any]:
        return {"kb": self._context(config), "pkb_assets": self.assets}

    def _context(self, config: MkDocsConfig) -> LocaleContext:
        return self.contexts[locales.current_locale(config)]
