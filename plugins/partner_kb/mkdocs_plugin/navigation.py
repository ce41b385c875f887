"""Navigation per locale: a table of contents in, MkDocs nav and a small tree for templates out.

Pure. Pages that no table of contents names come last. An entry without a page is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from partner_kb.collation import sort_key
from partner_kb.corpus import Listed, LocaleView
from partner_kb.mkdocs_plugin.toc_entries import TocEntry

NEIGHBOURS = 9
OUTLINE = 20
FIRST_SIBLINGS = 8


@dataclass(frozen=True, slots=True, eq=False)
class NavNode:
    """A page or a group as templates show it; compared by identity, so that `in` is cheap.

    `roles` and `applies_to` of a group are the union of its pages'; `unclassified` says that a
    page below it has no roles, so that a filter never takes the group away.
    `lang` is set where the title is not in the locale of the site.
    """

    title: str
    url: str | None
    path: str | None
    lang: str | None
    children: tuple[NavNode, ...]
    roles: tuple[str, ...]
    applies_to: tuple[str, ...]
    unclassified: bool
    count: int

    @property
    def first_url(self) -> str:
        """The page that a click on the title opens: its own, or the first below it."""
        if self.url is not None:
            return self.url
        return next(child.first_url for child in self.children)


@dataclass(frozen=True, slots=True)
class Topic:
    """A top-level group of the table of contents, with its pages in reading order."""

    title: str
    pages: tuple[Listed, ...]


def trails(
    nodes: Iterable[NavNode], above: tuple[NavNode, ...] = ()
) -> dict[str, tuple[NavNode, ...]]:
    """For each page of the tree the way to it: its ancestors from the top, then its own node."""
    found: dict[str, tuple[NavNode, ...]] = {}
    for node in nodes:
        trail = (*above, node)
        if node.path is not None:
            found[node.path] = trail
        found.update(trails(node.children, trail))
    return found


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a long list that is shown: what was cut off before and after it, in pages."""

    nodes: tuple[NavNode, ...]
    before: int
    after: int


def window(nodes: tuple[NavNode, ...], trail: Sequence[NavNode]) -> Window:
    """The part of a list that a page shows, around the one node on the way to it.

    It keeps the navigation's size independent of the number of pages, and small, since it is in
    each of them: `NEIGHBOURS` of a list of pages, `OUTLINE` where groups are among them, the first
    `FIRST_SIBLINGS` where none is on the way. A single node is never cut off: the line that says so
    is as long. assets/js/nav/tree.js does the same for what a filter leaves, and for whoever asks
    for the rest.
    """
    here = next((index for index, node in enumerate(nodes) if node in trail), None)
    most = OUTLINE if any(node.children for node in nodes) else NEIGHBOURS
    if len(nodes) <= most:
        return Window(nodes, 0, 0)
    if here is None:
        most = FIRST_SIBLINGS
    start = max(0, min((here or 0) - most // 2, len(nodes) - most))
    end = start + most
    start = 0 if start == 1 else start
    end = len(nodes) if end == len(nodes) - 1 else end
    return Window(nodes[start:end], _count(nodes[:start]), _count(nodes[end:]))


def _count(nodes: Iterable[NavNode]) -> int:
    return sum(node.count for node in nodes)


def build_nav(toc: Sequence[TocEntry], view: LocaleView) -> tuple[NavNode, ...]:
    """The tree of what the locale can show, the home page first.

    Pages that no toc lists come last, by title, in a group without a name.
    """
    shown = dict(view.pages)
    used: set[str] = set()
    nodes = list(_nodes(toc, view, used))
    rest = [
        listed
        for path, listed in shown.items()
        if path not in used and listed.is_guidance and path != "index.md"
    ]
    rest.sort(key=lambda listed: sort_key(listed.page.title, view.locale))
    leaves = tuple(_leaf(listed, listed.page.title, view.locale) for listed in rest)
    if nodes and leaves:
        nodes.append(_group(TocEntry(""), None, leaves, view.locale))
    else:
        nodes.extend(leaves)
    home = shown.get("index.md")
    if home is not None and "index.md" not in used:
        nodes.insert(0, _leaf(home, home.page.title, view.locale))
    return tuple(nodes)


def mkdocs_nav(nodes: Sequence[NavNode], locale: str) -> list[dict[str, object]]:
    """The tree in the form of the `nav` option of mkdocs.yml."""
    nav: list[dict[str, object]] = []
    for node in nodes:
        own: list[dict[str, object]] = []
        if node.path:
            own.append({node.title: f"{locale}/{node.path}"})
        if node.children and node.title:
            nav.append({node.title: [*own, *mkdocs_nav(node.children, locale)]})
        elif node.children:
            nav.extend(mkdocs_nav(node.children, locale))
        else:
            nav.extend(own)
    return nav


def topics(nodes: Sequence[NavNode], view: LocaleView, more: str) -> tuple[Topic, ...]:
    """The top-level groups with their pages; single pages at the top come last, under `more`."""
    found: list[Topic] = []
    rest: list[Listed] = []
    for node in nodes:
        pages = tuple(_listed(node, view))
        if node.children:
            found.append(Topic(node.title, pages))
        else:
            rest.extend(pages)
    if rest:
        found.append(Topic(more, tuple(rest)))
    return tuple(topic for topic in found if topic.pages)


def _listed(node: NavNode, view: LocaleView) -> Iterator[Listed]:
    if node.path and view.pages[node.path].is_guidance:
        yield view.pages[node.path]
    for child in node.children:
        yield from _listed(child, view)


def _nodes(toc: Iterable[TocEntry], view: LocaleView, used: set[str]) -> Iterator[NavNode]:
    for entry in toc:
        listed = view.pages.get(entry.path) if entry.path else None
        if listed is not None and listed.page.path in used:
            listed = None
        if listed is not None:
            used.add(listed.page.path)
        children = tuple(_nodes(entry.items, view, used))
        if listed is None and not children:
            continue
        if listed is not None and not children:
            yield _leaf(listed, entry.name, view.locale, entry.lang)
        else:
            yield _group(entry, listed, children, view.locale)


def _leaf(listed: Listed, name: str, locale: str, lang: str | None = None) -> NavNode:
    page = listed.page
    # A toc name that differs from the English title was translated, though the page was not.
    foreign = listed.fallback and (lang or not name or name == page.title)
    return NavNode(
        title=name or page.title,
        url=listed.url,
        path=page.path,
        lang=page.locale if foreign and page.locale != locale else None,
        children=(),
        roles=page.roles,
        applies_to=page.applies_to,
        unclassified=not page.roles,
        count=1,
    )


def _group(
    entry: TocEntry, listed: Listed | None, children: tuple[NavNode, ...], locale: str
) -> NavNode:
    own = (_leaf(listed, entry.name, locale, entry.lang),) if listed else ()
    parts = (*own, *children)
    return NavNode(
        title=entry.name or (listed.page.title if listed else ""),
        url=listed.url if listed else None,
        path=listed.page.path if listed else None,
        lang=own[0].lang if own else entry.lang,
        children=children,
        roles=tuple(sorted({role for part in parts for role in part.roles})),
        applies_to=tuple(sorted({cloud for part in parts for cloud in part.applies_to})),
        unclassified=any(part.unclassified for part in parts),
        count=sum(part.count for part in parts),
    )
