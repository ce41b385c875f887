"""The link to a page's English: once on each translation, none where there is no other English."""

from __future__ import annotations

import pytest

LINK = "[data-pkb-english-page]"


@pytest.mark.parametrize(
    ("url", "english", "inside"),
    [
        ("pt-BR/docset/a/", "../../../docset/a/", "[data-pkb-notice='machine-translated']"),
        ("ru-RU/docset/c/", "../../../docset/c/", ".pkb-tools"),
    ],
)
def test_a_translation_has_one(site, url, english, inside):
    article = site.page(url).article
    (link,) = article.select(LINK)
    assert link["href"] == english
    assert link["hreflang"] == "en"
    assert link.find_parent(class_="pkb-page-meta").select_one(f"{inside} {LINK}") is link
    found = [one for one in article.select("a[href]") if one["href"] == english]
    assert found == [link]


@pytest.mark.parametrize("url", ["docset/a/", "zh-CN/docset/d/", "ru-RU/docset/faq/", "pt-BR/a-z/"])
def test_other_pages_have_none(site, url):
    assert site.page(url).select(LINK) == []
