"""Where the links of source guidance lead, in the knowledge base or at the vendor's site.

Paths here are docset paths: `partner-center/billing.md`, YAML pages under their `.md` name.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property, lru_cache
from urllib.parse import SplitResult, quote, unquote, urlsplit

from partner_kb.ops.context import Picture, Target
from partner_kb.ops.cross_references import Reference, parse_reference
from partner_kb.ops.escaping import clean_id

VENDOR = "https://docs.microsoft.com"
VENDOR_HOSTS = frozenset({"docs.microsoft.com", "learn.microsoft.com", "msdn.microsoft.com"})
_LOCALE_SEGMENT = re.compile(r"\A[a-z]{2,3}-(?:[a-z]{4}-)?[a-z]{2}\Z", re.I)
_IN_PATHS = "/@:!$&'()*+,;=~"
"""What a path of a URL may hold as it is (RFC 3986, 3.3)."""
_NEAR = 0.8
"""How alike two pages' names must be, so that one may be meant by the other: a typing slip."""
_PAGE_SUFFIX = re.compile(r"\.(?:md|yml|yaml|html?|aspx)\Z", re.I)


def vendor_url(path: str, locale: str, fragment: str = "", query: str = "") -> str:
    """The public address of a docset path in a locale."""
    page = _PAGE_SUFFIX.sub("", path)
    page = page.removesuffix("index") if page.endswith("/index") else page
    address = f"{VENDOR}/{vendor_locale(locale)}/{quote(page, safe=_IN_PATHS)}"
    return address + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def vendor_locale(locale: str) -> str:
    """How the vendor's addresses name a locale: `zh-tw`; English where it has no country/region."""
    segment = re.sub(r"\Azh-han[st]-", "zh-", locale.lower())
    return segment if _LOCALE_SEGMENT.match(segment) else "en-us"


@dataclass(frozen=True)
class Inventory:
    """What a reader of one locale can be sent to.

    `pages` are the docset paths that the locale shows, fallbacks included; `media` the files
    that come along; `redirects` map a docset path to a docset path or a URL. `uids` are what cross
    references name: the path and the title of the page.
    """

    locale: str
    pages: frozenset[str]
    media: frozenset[str] = frozenset()
    redirects: Mapping[str, str] = field(default_factory=dict)
    uids: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    _folded: dict[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for path in sorted(self.pages | self.media, reverse=True):
            self._folded[path.casefold()] = path

    @cached_property
    def docsets(self) -> frozenset[str]:
        """The first folders of all pages."""
        return frozenset(path.partition("/")[0] for path in self.pages if "/" in path)

    def find(self, path: str) -> tuple[str | None, bool]:
        """The page or file meant by a docset path, and whether letters' case differed."""
        stem = _PAGE_SUFFIX.sub("", path)
        candidates = [path, f"{stem}.md", f"{path.rstrip('/')}/index.md"]
        for candidate in candidates:
            if candidate in self.pages or candidate in self.media:
                return candidate, False
        for candidate in candidates:
            if candidate.casefold() in self._folded:
                return self._folded[candidate.casefold()], True
        return None, False

    def redirected(self, path: str) -> str | None:
        """Where a redirection leads from a docset path, over any number of steps."""
        seen = set()
        current = f"{_PAGE_SUFFIX.sub('', path)}.md"
        while current in self.redirects and current not in seen:
            seen.add(current)
            following = self.redirects[current]
            if "://" in following:
                return following
            current = following
        return current if seen else None


@dataclass(frozen=True, slots=True)
class Links:
    """Resolves the references of one page, at docset path `page`."""

    inventory: Inventory
    page: str

    def link(self, href: str, base: str) -> Target:
        """Where a link made in the file `base` leads, as an href for the clean page."""
        href = href.strip().replace("\\", "/")
        if not href or href == "#":
            return Target("")
        if href.startswith("#"):
            return Target(f"#{_fragment(href[1:])}")
        if reference := parse_reference(href):
            return self._reference(reference)
        try:
            parts = urlsplit(href)
        except ValueError:
            return Target("", ("link-malformed", f'"{href}" is not a URL'))
        if parts.scheme in ("http", "https"):
            return self._absolute(href, parts)
        if parts.scheme and "." not in parts.scheme:
            return Target(href)
        if href.startswith("//"):
            return Target(f"https:{href}")
        path, problem = self._docset_path(href, base)
        if path is None:
            return Target("", problem)
        return self._page(path, parts, href)

    def _reference(self, reference: Reference) -> Target:
        """The page with an id, or what the vendor's site has of that name."""
        path, title = self.inventory.uids.get(reference.uid, ("", ""))
        if path:
            mark = f"#{_fragment(reference.fragment)}" if reference.fragment else ""
            return Target(self._relative(path) + mark, words=title)
        if reference.api:
            return Target(vendor_url(reference.api, self.inventory.locale), words=reference.words)
        problem = "xref-missing", f'no page here has the uid "{reference.uid}"'
        return Target("", problem, reference.words)

    def picture(self, source: str, base: str) -> Picture:
        """An image of the file `base`, as a path for the clean page."""
        source = source.strip().replace("\\", "/")
        if re.match(r"(?:https?:)?//", source, re.I):
            return Picture(source if source.startswith("http") else f"https:{source}")
        path, _ = self._docset_path(source, base)
        found = self.inventory.find(path)[0] if path else None
        if found is None or found not in self.inventory.media:
            return Picture(self._relative(path or source.lstrip("./")), missing=True)
        return Picture(self._relative(found))

    def _absolute(self, href: str, parts: SplitResult) -> Target:
        """An address at the vendor's own site may be a page that we have, or could be localized."""
        if parts.netloc.lower() not in VENDOR_HOSTS:
            return Target(href)
        segments = [part for part in unquote(parts.path).split("/") if part]
        if segments and _LOCALE_SEGMENT.match(segments[0]):
            segments = segments[1:]
        if not segments or segments[0] not in self.inventory.docsets:
            return Target(href)
        return self._page("/".join(segments), parts, href, complain=False)

    def _docset_path(self, href: str, base: str) -> tuple[str | None, tuple[str, str] | None]:
        path = unquote(href.partition("#")[0].partition("?")[0])
        docset = base.partition("/")[0] if "/" in base else ""
        if path.startswith("~/"):
            inner = path[2:]
            in_docset = f"{docset}/{inner}" if docset else inner
            at_top = self.inventory.find(in_docset)[0] is None and self.inventory.find(inner)[0]
            return (inner if inner.partition("/")[0] == docset or at_top else in_docset), None
        if path.startswith("/"):
            return path.strip("/"), None
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
        if joined.startswith(".."):
            clamped = joined.lstrip("./") or "index"
            return clamped, None
        return joined, None

    def _page(self, path: str, parts: SplitResult, href: str, *, complain: bool = True) -> Target:
        """Where a docset path leads; what is not here is asked for as it was written."""
        fragment, query, locale = parts.fragment, parts.query, self.inventory.locale
        found, folded = self.inventory.find(path)
        mark = f"#{_fragment(fragment)}" if fragment else ""
        if found is not None:
            problem = (
                ("link-case", f'"{href}" differs from the file "{found}" in upper and lower case')
                if folded and complain
                else None
            )
            return Target(self._relative(found) + mark, problem)
        moved = self.inventory.redirected(path)
        if moved is not None:
            if "://" in moved:
                return Target(moved)
            found, _ = self.inventory.find(moved)
            if found is not None:
                return Target(self._relative(found) + mark)
            return Target(vendor_url(moved, locale, fragment, query))
        outside = path.partition("/")[0] not in self.inventory.docsets or href.startswith("/")
        target = vendor_url(path, locale, fragment, query)
        if href.startswith("../") and outside:
            return Target(target, ("link-outside", f'"{href}" leads out of the docset'))
        if outside or not complain:
            return Target(target)
        near = _near_page(path, self.inventory.pages)
        hint = f' Did you mean "{self._relative(near)}"?' if near else ""
        return Target(
            target,
            ("link-target-missing",
             f'"{href}" leads to a page that is not here; it now leads to {target}.{hint}'),
        )  # fmt: skip

    def _relative(self, path: str) -> str:
        return posixpath.relpath(path, posixpath.dirname(self.page) or ".")


@lru_cache(maxsize=4096)
def _near_page(path: str, pages: frozenset[str]) -> str | None:
    """The page of the same docset with the same name in another folder, or one nearly the same."""
    docset, name = path.partition("/")[0], _stem(path)
    if name == "index":  # it is its folder that is not here
        return None
    stems: dict[str, str] = {}
    for page in sorted(pages):
        if page.partition("/")[0] == docset:
            stems.setdefault(_stem(page), page)
    near = get_close_matches(name, stems, n=1, cutoff=_NEAR)
    return stems[near[0]] if near else None


def _stem(path: str) -> str:
    return _PAGE_SUFFIX.sub("", posixpath.basename(path)).casefold()


def _fragment(text: str) -> str:
    """A fragment as the headings' ids are written."""
    return clean_id(unquote(text)) if text else ""
