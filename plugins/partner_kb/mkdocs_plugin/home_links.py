"""Links of imported pages to the vendor's site that lead to a page which the site itself has.

An import sends a link to the vendor where its page is not here. It may come with a later import,
so that which links stay is known only when the site is built. In: a page's text and the `Site`.
Out: the addresses in it that are pages here, each with the path from that page. Pages that were
not imported lead where their authors say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from partner_kb.mkdocs_plugin.site import Site
from partner_kb.ops.links import VENDOR_HOSTS, Inventory, Links

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
        found = {address: links.link(address, path).href for address in _ADDRESS.findall(text)}
        here = {address: href for address, href in found.items() if href and "://" not in href}
        return tuple(sorted(here.items()))

    def _inventory(self, locale: str) -> Inventory:
        if locale not in self._inventories:
            view = self.site.corpus.view(locale)
            pages = frozenset(listed.page.path for listed in view.guidance)
            self._inventories[locale] = Inventory(locale, pages, redirects=self.site.redirects)
        return self._inventories[locale]
