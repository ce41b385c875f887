"""The corpus: URLs, fallbacks, what is elsewhere, what is outdated, order of titles."""

from __future__ import annotations

from datetime import date

import pytest

from partner_kb.collation import initial, sort_key
from partner_kb.corpus import Page, build_corpus, newest, outdated, page_url
from partner_kb.model import Source


@pytest.mark.parametrize(
    ("path", "prefix", "url"),
    [
        ("index.md", "", ""),
        ("index.md", "pt-BR", "pt-BR/"),
        ("a/b.md", "", "a/b/"),
        ("a/index.md", "ru-RU", "ru-RU/a/"),
        ("a/README.md", "", "a/"),
    ],
)
def test_urls_are_those_of_mkdocs(path, prefix, url):
    assert page_url(path, prefix) == url


def test_urls_without_directories():
    assert page_url("a/b.md", "ru-RU", use_directory_urls=False) == "ru-RU/a/b.html"
    assert page_url("index.md", use_directory_urls=False) == "index.html"


def corpus():
    pages = [Page("a.md", "en", "A"), Page("a.md", "ru-RU", "А"), Page("z.md", "zh-CN", "Z")]
    return build_corpus(pages, ["en", "ru-RU", "zh-CN"])


def test_a_page_of_the_default_locale_is_everywhere():
    assert not corpus().view("ru-RU").pages["a.md"].fallback
    assert corpus().view("zh-CN").pages["a.md"].fallback
    assert corpus().view("zh-CN").pages["a.md"].url == "zh-CN/a/"


def test_a_page_without_an_original_is_elsewhere_for_the_others():
    assert [page.path for page in corpus().view("en").elsewhere] == ["z.md"]
    assert "z.md" not in corpus().view("ru-RU").pages
    assert corpus().translations("z.md") == (("zh-CN", "zh-CN/z/"),)


def version(locale: str, **more) -> Page:
    path = "a.md"
    kind = "original" if locale == "en" else "human"
    return Page(path, locale, "A", source=Source(path, locale, kind, **more))


def test_hashes_decide_before_dates():
    english = version("en", hash="x", date=date(2026, 1, 1))
    assert outdated(version("ru-RU", hash="x", date=date(2020, 1, 1)), english) is None
    assert outdated(version("ru-RU", hash="y", date=date(2026, 2, 2)), english) is not None


def test_dates_decide_without_hashes():
    english = version("en", date=date(2026, 1, 1))
    behind = outdated(version("ru-RU", translated=date(2025, 12, 31)), english)
    assert behind is not None
    assert (behind.translated, behind.original) == (date(2025, 12, 31), date(2026, 1, 1))
    assert outdated(version("ru-RU", translated=date(2026, 1, 2)), english) is None
    assert outdated(version("ru-RU"), english) is None
    assert outdated(english, english) is None


def test_newest_first_and_undated_never():
    pages = [Page("a.md", "en", "A", updated=date(2026, 1, 1)), Page("b.md", "en", "B")]
    pages.append(Page("c.md", "en", "C", updated=date(2026, 2, 1)))
    view = build_corpus(pages, ["en"]).view("en")
    assert [listed.page.path for listed in newest(view.guidance, 5)] == ["c.md", "a.md"]


def in_order(locale: str, *titles: str) -> list[str]:
    return sorted(titles, key=lambda title: sort_key(title, locale))


def test_chinese_is_sorted_by_pinyin():
    assert in_order("zh-CN", "中文", "安全", "CSP 计费", "北京") == [
        "安全", "北京", "CSP 计费", "中文",
    ]  # fmt: skip
    assert initial("计费", "zh-CN") == "J"


def test_russian_is_sorted_by_the_alphabet():
    assert in_order("ru-RU", "Яблоко", "Жук", "Ёлка", "Ель", "Елка", "Йод", "Игра") == [
        "Елка", "Ель", "Ёлка", "Жук", "Игра", "Йод", "Яблоко",
    ]  # fmt: skip
    assert initial("Йод", "ru-RU") == "Й"


def test_accents_and_case_do_not_count_in_latin():
    assert in_order("pt-BR", "Zebra", "índice", "Iate", "Água", "abc") == [
        "abc", "Água", "Iate", "índice", "Zebra",
    ]  # fmt: skip
    assert initial("Água", "pt-BR") == "A"
    assert initial("«Кавычки»", "ru-RU") == "К"
    assert initial("24 horas", "pt-BR") == "0–9"
