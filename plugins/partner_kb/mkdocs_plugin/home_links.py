"""Links of imported pages to the vendor's site that should lead elsewhere in a reader's locale.

An import sends a link to the vendor where its page is not here. It may come with a later import,
so that which links stay is known only when the site is built. And a page that readers of another
locale get as it is sends them to the vendor's pages in its own language, not in theirs. In: a
page's text and the `Site`. Out: the addresses in it that are pages here, each with the path from
that page, and those that the vendor has in the reader's locale. Pages that were not imported lead
where their authors say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from partner_kb.mkdocs_plugin.site import Site
from partner_kb.ops.links import VENDOR_HOSTS, Inventory, Links, vendor_locale

_ADDRESS = re.compile(
    rf"https?://(?:{'|'.join(map(re.escape, sorted(VENDOR_HOSTS)))})/[^\s<>()\"]+"
)


@dataclass(frozen=True, slots=True)
class HomeLinks:
    """Looks addresses up in the pages of `site`, as each locale shows them."""

    site: Site
    _inventories: dict[str, Inventory] = field(default_factory=dict, repr=False)

    def of(self, locale: str, path: str, text: str) -> tuple[tuple[str, str], ...]:
        """Pairs of address and href, in order, for the page at `path` as `locale` shows it."""
        listed = self.site.corpus.view(locale).pages.get(path)
        if listed is None or listed.page.source is None:
            return ()
        links = Links(self._inventory(locale), path)
        found: dict[str, str] = {}
        for address in _ADDRESS.findall(text):
            href = links.link(address, path).href
            if "://" in href:
                href = _in_locale(address, listed.page.locale, locale) if listed.fallback else ""
            if href:
                found[address] = href
        return tuple(sorted(found.items()))

    def _inventory(self, locale: str) -> Inventory:
        if locale not in self._inventories:
            view = self.site.corpus.view(locale)
            pages = frozenset(listed.page.path for listed in view.guidance)
            self._inventories[locale] = Inventory(locale, pages, redirects=self.site.redirects)
        return self._inventories[locale]


def _in_locale(address: str, written: str, locale: str) -> str:
    """The address with the reader's locale where it names that of the page; else nothing."""
    host, _, path = address.partition("://")[2].partition("/")
    named, slash, rest = path.partition("/")
    if named.lower() != vendor_locale(written):
        return ""
    return f"https://{host}/{vendor_locale(locale)}{slash}{rest}"
