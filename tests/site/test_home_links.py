"""Where a page's links to the vendor's site lead, as readers of each locale get it."""

from __future__ import annotations

from pathlib import Path

import pytest

from partner_kb.corpus import Page, build_corpus
from partner_kb.mkdocs_plugin.home_links import HomeLinks
from partner_kb.mkdocs_plugin.site import Site
from partner_kb.model import Source
from partner_kb.ops.links import vendor_locale
from partner_kb.roles.vocabulary import Vocabulary

LOCALES = ("en", "pt-BR", "zh-Hant-TW", "es")
VENDOR = "https://docs.microsoft.com"


def imported(name: str, locale: str = "en") -> Page:
    path = f"docset/{name}.md"
    return Page(path, locale, name, source=Source(path, locale, "human"))


@pytest.fixture
def links() -> HomeLinks:
    own = Page("docset/own.md", "en", "own")
    pages = (imported("a"), imported("b"), imported("b", "pt-BR"), own)
    corpus = build_corpus(pages, LOCALES)
    return HomeLinks(Site(Path(), corpus, {}, {}, {}, {}, Vocabulary({}, {}), ()))


def lead(links: HomeLinks, locale: str, name: str, address: str) -> str:
    """Where `address` leads from a page, as a locale shows it."""
    found = links.of(locale, f"docset/{name}.md", f"See [there]({address}).")
    return dict(found).get(address, address)


@pytest.mark.parametrize("place", ["docset/away", "azure/x?view=y#part", "docset/away#part"])
def test_english_pages_send_readers_to_the_vendor_in_their_locale(
    links: HomeLinks, place: str
) -> None:
    address = f"{VENDOR}/en-us/{place}"
    assert lead(links, "en", "a", address) == address
    assert lead(links, "pt-BR", "a", address) == f"{VENDOR}/pt-br/{place}"
    assert lead(links, "zh-Hant-TW", "a", address) == f"{VENDOR}/zh-tw/{place}"
    assert lead(links, "es", "a", address) == address, "the vendor has no es"


def test_translated_pages_and_own_ones_lead_where_they_say(links: HomeLinks) -> None:
    address = f"{VENDOR}/en-us/docset/away"
    assert lead(links, "pt-BR", "b", address) == address
    assert lead(links, "pt-BR", "own", address) == address
    assert lead(links, "pt-BR", "a", f"{VENDOR}/azure/x") == f"{VENDOR}/azure/x"
    assert lead(links, "pt-BR", "a", f"{VENDOR}/de-de/azure/x") == f"{VENDOR}/de-de/azure/x"
    assert lead(links, "pt-BR", "a", "https://example.com/en-us/x") == "https://example.com/en-us/x"


def test_pages_of_the_site_come_before_the_vendor_s(links: HomeLinks) -> None:
    assert lead(links, "pt-BR", "a", f"{VENDOR}/en-us/docset/b#part") == "b.md#part"


def test_the_vendor_s_names_of_locales() -> None:
    names = {"pt-BR": "pt-br", "zh-Hans-CN": "zh-cn", "sr-Latn-RS": "sr-latn-rs", "en": "en-us"}
    assert {locale: vendor_locale(locale) for locale in (*names, "sr-Latn", "es-419")} == {
        **names,
        "sr-Latn": "en-us",
        "es-419": "en-us",
    }
