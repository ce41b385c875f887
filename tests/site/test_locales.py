"""Languages: <html lang>, canonical and alternate links, sitemap, switcher, 404, fallbacks."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from site_project import LOCALES, PROJECT, build_project, prefix_of


@pytest.mark.parametrize("locale", LOCALES)
def test_html_lang_is_the_locale_of_the_url(site, locale):
    for url in ("", "docset/a/", "docset/b/", "a-z/", "roles/"):
        assert site.page(prefix_of(locale) + url).html["lang"] == locale


@pytest.mark.parametrize(
    ("locale", "words"),
    [("en", "Skip to content"), ("pt-BR", "Pular para conteúdo"), ("zh-CN", "跳转至")],
)
def test_material_speaks_the_locale(site, locale, words):
    assert words in site.page(prefix_of(locale) + "docset/a/").get_text()


def links(page: BeautifulSoup) -> dict[str, str]:
    return {link["hreflang"]: link["href"] for link in page.select("link[rel=alternate][hreflang]")}


def canonical(page: BeautifulSoup) -> str:
    return page.select_one("link[rel=canonical]")["href"]


def test_alternate_links_name_real_translations_only(site):
    root = "https://example.com/kb/"
    expected = {
        "en": f"{root}docset/a/",
        "pt-BR": f"{root}pt-BR/docset/a/",
        "x-default": f"{root}docset/a/",
    }
    assert links(site.page("docset/a/")) == expected
    assert links(site.page("pt-BR/docset/a/")) == expected
    assert links(site.page("ru-RU/docset/a/")) == expected
    assert links(site.page("docset/b/")) == {}


def test_a_fallback_is_canonical_to_its_source(site):
    assert canonical(site.page("ru-RU/docset/a/")) == "https://example.com/kb/docset/a/"
    assert canonical(site.page("pt-BR/docset/a/")) == "https://example.com/kb/pt-BR/docset/a/"


def test_the_sitemap_holds_real_pages_only(site):
    tree = ElementTree.parse(site.root / "sitemap.xml")
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = [loc.text for loc in tree.iterfind("s:url/s:loc", space)]
    assert len(found) == len(set(found))
    assert "https://example.com/kb/pt-BR/docset/a/" in found
    assert "https://example.com/kb/ru-RU/docset/a/" not in found
    for prefix in ("", "pt-BR/", "zh-CN/", "ru-RU/"):
        assert f"https://example.com/kb/{prefix}" in found
        assert f"https://example.com/kb/{prefix}roles/billing-admin/" in found


def test_languages_are_named_in_heads_and_not_again_in_the_sitemap(site):
    assert "alternate" not in (site.root / "sitemap.xml").read_text("utf-8")
    assert len(links(site.page("roles/billing-admin/"))) == 5
    assert len(links(site.page("zh-CN/"))) == 5


def test_a_fallback_page_says_so_and_marks_its_language(site):
    page = site.page("ru-RU/docset/b/")
    assert page.article["lang"] == "en"
    notice = page.select_one('aside[data-pkb-notice="untranslated"]')
    assert notice["aria-label"]
    assert notice.find_parent(lang=True)["lang"] == "ru-RU"
    assert page.article.h1.find_parent(lang=True)["lang"] == "en"
    assert "Second page" in page.h1.get_text()


def test_links_of_a_fallback_stay_in_the_readers_locale(site):
    hrefs = [link["href"] for link in site.page("pt-BR/docset/b/").select("article p a")]
    assert "../a/#deep" in hrefs
    from_russian = [link["href"] for link in site.page("ru-RU/docset/b/").select("article p a")]
    assert "../a/#deep" in from_russian


def test_the_switcher_leads_to_this_page_in_each_language(site):
    page = site.page("pt-BR/docset/a/")
    found = {
        link["lang"]: (link["href"], link.get_text()) for link in page.select("header .pkb-menu a")
    }
    assert found["ru-RU"] == ("../../../ru-RU/docset/a/", "Русский")
    assert found["en"][0] == "../../../docset/a/"
    assert page.select_one("header .pkb-menu [aria-current]")["lang"] == "pt-BR"


def test_the_switcher_leads_home_where_a_language_lacks_the_page(site):
    page = site.page("zh-CN/docset/d/")
    hrefs = {link["lang"]: link["href"] for link in page.select("header .pkb-menu a")}
    assert hrefs["ru-RU"] == "../../../ru-RU/"
    assert not site.has("ru-RU/docset/d")


def test_the_root_404_speaks_every_language(site):
    page = site.page("404.html")
    sections = page.select("article section[lang]")
    assert [section["lang"] for section in sections] == list(LOCALES)
    texts = {section.find(["h1", "h2"]).get_text() for section in sections}
    assert len(texts) == len(LOCALES)
    assert sections[1].a["href"] == "/kb/pt-BR/"


@pytest.mark.parametrize("locale", LOCALES[1:])
def test_each_locale_has_a_404_of_its_own(site, locale):
    page = site.page(f"{locale}/404.html")
    assert page.html["lang"] == locale
    assert [section["lang"] for section in page.select("article section")] == [locale]


def test_without_english_every_locale_has_a_home_page(without_english):
    for locale in LOCALES:
        home = without_english.page(prefix_of(locale))
        assert home.html["lang"] == locale
        assert home.h1
    listed = without_english.page("").select("[data-pkb-elsewhere]")
    titles = {item.span.get_text(): [a["hreflang"] for a in item.select("a")] for item in listed}
    assert titles["仅中文"] == ["zh-CN"]
    assert titles["Primeira página"] == ["pt-BR"]


def test_without_english_nothing_links_to_a_page_that_is_not_there(without_english, dead_links):
    assert dead_links(without_english.root) == []


def test_nothing_links_to_a_page_that_is_not_there(site, dead_links):
    assert dead_links(site.root) == []


def test_a_language_without_pages_of_its_own_is_not_offered_to_a_visitor(tmp_path):
    files = {name: text for name, text in PROJECT.items() if not name.startswith("docs/en/")}
    site = build_project(tmp_path, files)
    hints = json.loads((site.root / "assets/partner-kb/languages.json").read_text("utf-8"))
    assert "en" not in hints
    assert "pt-BR" in hints
    status = site.page("pt-BR/translation-status/").article
    assert status.table is None
    assert "não tem páginas em inglês" in status.get_text()
    assert "%" not in status.dl.get_text().partition("Textos")[0]
