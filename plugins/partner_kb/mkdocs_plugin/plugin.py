"""The hooks: each unpacks MkDocs' config, calls one function, returns. What they do is elsewhere.

Priorities, relative to mkdocs-static-i18n (-100 for config, files, nav and post-build, 50 for
page context): a hook at -200 runs when static-i18n has set the locale that is being built.

MkDocs imports this module with every config, so what a build needs is imported when one begins.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from partner_kb.errors import SourceError
from partner_kb.mkdocs_plugin import locales
from partner_kb.mkdocs_plugin.build_lock import one_build
from partner_kb.mkdocs_plugin.config import PartnerKBConfig, project_folder
from partner_kb.mkdocs_plugin.fitness import refuse_faults
from partner_kb.mkdocs_plugin.inputs import Inputs, read_inputs
from partner_kb.pages import without_empty_front_matter

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from partner_kb.mkdocs_plugin.builder import Builder


class PartnerKBPlugin(BasePlugin[PartnerKBConfig]):  # type: ignore[no-untyped-call]  # MkDocs' __init_subclass__
    """`partner-kb` under `plugins:` in mkdocs.yml."""

    def __init__(self) -> None:
        self.builder: Builder | None = None
        self.mkdocs_config: MkDocsConfig | None = None
        self.inputs: Inputs | None = None
        self.alone = ExitStack()
        """The right to use the cache, in a build of MkDocs' own."""

    @event_priority(-200)  # after static-i18n, which sets the locale and its own theme folder
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Stage the site once, then set each locale's nav and theme."""
        if self.builder is None:
            self.alone.enter_context(one_build(self.cache_folder(config)))
            try:
                self.start(config).log_problems()
            except SourceError as error:
                raise PluginError(str(error)) from None
        return self._builder.configure(config)

    @event_priority(100)  # before static-i18n, which makes each file anew, several times
    def _on_files_first(self, files: Files, config: MkDocsConfig) -> Files:
        """Take away what this locale does not show."""
        return locales.before_files(files, config)

    @event_priority(-200)  # static-i18n drops generated files that come before it
    def _on_files_last(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the assets; tell converted pages what they were made from."""
        locales.after_files(config)
        return self._builder.add_files(files, config)

    on_files = CombinedEvent(_on_files_first, _on_files_last)

    @event_priority(-200)
    def on_env(
        self, env: jinja2.Environment, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Make templates speak the locale."""
        return self._builder.set_up_environment(env, config, files)

    @event_priority(-200)  # after every hook that changes the text
    def on_page_markdown(
        self, markdown: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Tell the Markdown extension which page it renders."""
        self._builder.tell_extension(page, config)
        return without_empty_front_matter(markdown)

    @event_priority(-200)  # after static-i18n (50), whose alternates we replace
    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give templates the page's view as `pkb`, the locale's as `kb`."""
        return self._builder.page_context(context, page, config)

    @event_priority(-200)  # after every hook that changes the page
    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Keep the page for the next build."""
        return self._builder.keep_page(page, output)

    @event_priority(-200)
    def on_template_context(
        self, context: TemplateContext, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """The same for 404.html and sitemap.xml."""
        return self._builder.template_context(context, template_name, config)

    def on_post_template(self, output: str, template_name: str, config: MkDocsConfig) -> str | None:
        """Put each locale's 404 page into its own folder."""
        from partner_kb.mkdocs_plugin import postbuild

        return postbuild.place_template(output, template_name, config)

    @event_priority(-200)  # after static-i18n has built all other locales
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write what belongs to the locale, and what concerns all when the last is built."""
        if locales.is_nested_build(config):
            self._builder.finish_locale(locales.current_locale(config), config)
        else:
            self._builder.finish_alone(config)
            self.alone.close()

    def on_build_error(self, error: Exception) -> None:
        """Leave nothing patched behind."""
        locales.restore_after_failure(self.mkdocs_config)
        self.alone.close()

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Watch what people write, and not the staged copy of it."""
        return self._builder.watch(server)

    def start(self, config: MkDocsConfig) -> Builder:
        """The run's builder; made at the first call, which reads and stages everything."""
        from partner_kb.mkdocs_plugin.builder import Builder

        self.mkdocs_config = config
        if self.builder is None:
            inputs = self.inputs or read_inputs(config, self.config)
            self.builder = Builder.start(config, self.config, inputs, self.cache_folder(config))
        return self.builder

    def read_inputs(self, config: MkDocsConfig) -> Inputs | None:
        """What the build depends on, before it starts; None where that cannot be known."""
        self.inputs = read_inputs(config, self.config)
        return self.inputs

    def cache_folder(self, config: MkDocsConfig) -> Path:
        """`cache_dir`, which is relative to mkdocs.yml.

        Raises `PluginError` where no site can be built, before anything is written there.
        """
        refuse_faults(config, self.config)
        return project_folder(config) / self.config.cache_dir

    @property
    def _builder(self) -> Builder:
        if self.builder is None:  # MkDocs calls on_config first
            raise RuntimeError("partner-kb: a hook was called before on_config")
        return self.builder
