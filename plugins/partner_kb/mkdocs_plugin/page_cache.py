"""Pages kept between builds, so that only those are rendered whose inputs changed.

Two levels. A *text* is what Markdown makes of a page; its key holds the page's Markdown and
everything that the extensions read. A *page* is the finished HTML; its key holds that of the text
and all that templates may know of the site besides: titles, navigation, roles, settings,
catalogs. So a changed word renders one page, a changed title one page and all templates.

Links are checked in another way, because a page's links are known only once it is rendered: with
each text the targets are kept that were looked up, and what was found. Where one is found
elsewhere now, the text is as good as not kept. What was logged meanwhile is logged again.

In: MkDocs' pages while it renders them. Out: the same pages, rendered or remembered.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from partner_kb.mkdocs_plugin.inputs import Inputs
from partner_kb.mkdocs_plugin.site import Site
from partner_kb.store import Store, digest

FORMAT = "1"
"""Goes up when records change their form."""

FINISHED = "pkb_finished"
"""In a template's context: the page as it was rendered before."""

LIMIT = 500_000_000
"""Bytes; sixteen thousand pages with their texts."""

_LOGGERS = ("mkdocs", "MARKDOWN")

_BLANK: Mapping[str, Any] = {
    "content": "",
    "title": None,
    "toc": [],
    "ids": [],
    "anchors": {},
    "links": {},
    "logs": [],
}
"""What Markdown makes of a page without any, such as a list: all it shows is the template's."""

_NOT_INPUTS = frozenset({"root", "catalogs", "report", "segments"})
"""Options of our extension that say nothing of the text (a folder, a function), or are hashed
apart."""


@dataclass(slots=True)
class _State:
    """What is known of a page between its Markdown and its template."""

    key: str
    html: str | None = None


@dataclass(slots=True)
class PageCache:
    """The pages of one build. Hashes: `rules` of what renders any Markdown, `shared` of what all
    templates may know, `data` of what directives read (policies, flows, other pages).
    """

    store: Store
    shared: str
    data: str
    rules: str
    whole_pages: bool
    states: dict[str, _State] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store, inputs: Inputs, site: Site) -> PageCache:
        """The cache of a build with these inputs."""
        metadata = digest(
            repr(site.corpus.locales),
            *(repr(page) for page in site.corpus.originals.values()),
            *(f"{locale} {nodes!r}" for locale, nodes in site.navs.items()),
            *map(repr, sorted(site.segments)),
        )
        return cls(
            store=store,
            rules=digest(FORMAT, inputs.code, inputs.settings),
            shared=digest(metadata, inputs.project),
            data=digest(inputs.docs, inputs.project),
            whole_pages=inputs.whole_pages,
        )

    def take_over(self, page: Page, config: MkDocsConfig) -> None:
        """Let `page` come from here when MkDocs renders it; its Markdown is final."""

        def render(config: MkDocsConfig, files: Files) -> None:
            self._render(page, config, files)

        # MkDocs has no hook for this. The page is MkDocs' own object, which its navigation
        # holds as well, so its method is set and not its class replaced.
        setattr(page, "render", render)  # noqa: B010 - see above

    def finished(self, page: Page) -> str | None:
        """The whole page as it was rendered before, or None."""
        state = self.states.get(page.file.dest_uri)
        return state.html if state else None

    def keep(self, page: Page, html: str) -> None:
        """Remember a whole page that was rendered now."""
        state = self.states.pop(page.file.dest_uri, None)
        if state is not None and self.whole_pages and state.html is None:
            self.store.put(self._page_key(page, state.key), {"html": html})

    def _render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        key = self._text_key(page, config)
        blank = not (page.markdown or "").strip()
        record = _BLANK if blank else self.store.get(key)
        if record is None or not _same_links(record["links"], files):
            record = _render_now(page, config, files)
            self.store.put(key, record)
            self.states[page.file.dest_uri] = _State(key)
            return
        _apply(record, page, files)
        for name, level, message in record["logs"]:
            logging.getLogger(name).log(level, "%s", message)
        whole = self.store.get(self._page_key(page, key)) if self.whole_pages else None
        self.states[page.file.dest_uri] = _State(key, whole["html"] if whole else None)

    def _text_key(self, page: Page, config: MkDocsConfig) -> str:
        own = config.mdx_configs.get("partner_kb", {})
        markdown = page.markdown or ""
        reads = ":::" in markdown
        return digest(
            self.rules,
            markdown,
            page.file.src_uri,
            page.file.dest_uri,
            repr(sorted((name, value) for name, value in own.items() if name not in _NOT_INPUTS)),
            str(logging.getLogger("mkdocs").getEffectiveLevel()),
            self.data if reads else "",
            *[
                text
                for one in own.get("segments", ())
                for text in (one.target, one.source, f"{one.id} {one.line}")
            ],
        )

    def _page_key(self, page: Page, text_key: str) -> str:
        data = self.data if "flow" in page.meta else ""
        return digest(text_key, self.shared, repr(page.meta), str(page.edit_url), data)


class KeptTemplate(jinja2.Template):
    """A template that gives back a page that was rendered before."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """As Jinja does, unless the context holds the finished page."""
        context = args[0] if args else kwargs
        kept = context.get(FINISHED) if isinstance(context, Mapping) else None
        return kept if isinstance(kept, str) else super().render(*args, **kwargs)


class _Lookups:
    """MkDocs' files, as far as links ask for them, with a record of what was asked."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.asked: dict[str, list[object] | None] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """As `Files` does."""
        file = self.files.get_file_from_path(path)
        self.asked[path] = _place(file)
        return file


def _place(file: File | None) -> list[object] | None:
    """All that a link says of its target."""
    return [file.src_uri, file.url, file.inclusion.value] if file is not None else None


def _same_links(links: Mapping[str, object], files: Files) -> bool:
    return all(_place(files.get_file_from_path(path)) == place for path, place in links.items())


def _render_now(page: Page, config: MkDocsConfig, files: Files) -> dict[str, Any]:
    """Render the page's Markdown; returns what `_apply` needs to do so without."""
    lookups = _Lookups(files)
    with _listening() as logs:
        type(page).render(page, config, cast("Files", lookups))
    anchors = {file.src_uri: links for file, links in (page.links_to_anchors or {}).items()}
    return {
        "content": page.content,
        "title": page._title_from_render,
        "toc": [_link_value(link) for link in page.toc],
        "ids": sorted(filter(None, page.present_anchor_ids or ())),  # `<x id>` in code gives None
        "anchors": anchors if page.links_to_anchors is not None else None,
        "links": lookups.asked,
        "logs": [[record.name, record.levelno, record.getMessage()] for record in logs],
    }


def _apply(record: Mapping[str, Any], page: Page, files: Files) -> None:
    page.content = record["content"]
    page._title_from_render = record["title"]
    links = [_link(value) for value in record["toc"]]
    if links:
        links[0].active = True  # type: ignore[attr-defined]  # as MkDocs' get_toc does
    page.toc = TableOfContents(links)
    page.present_anchor_ids = set(record["ids"])
    if record["anchors"] is not None:
        found = ((files.get_file_from_path(path), to) for path, to in record["anchors"].items())
        page.links_to_anchors = {file: dict(to) for file, to in found if file is not None}


def _link_value(link: AnchorLink) -> list[object]:
    return [link.title, link.id, link.level, [_link_value(child) for child in link.children]]


def _link(value: list[Any]) -> AnchorLink:
    title, name, level, children = value
    link = AnchorLink(title, name, level)
    link.children = [_link(child) for child in children]
    return link


class _Listener(logging.Handler):
    """Keeps what it hears."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.heard: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record)


@contextmanager
def _listening() -> Iterator[list[logging.LogRecord]]:
    """What is logged within it, apart from what is said to debug."""
    listener = _Listener(logging.INFO)
    for name in _LOGGERS:
        logging.getLogger(name).addHandler(listener)
    try:
        yield listener.heard
    finally:
        for name in _LOGGERS:
            logging.getLogger(name).removeHandler(listener)
