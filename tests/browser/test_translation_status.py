"""The translation status in Chromium: filters, sorting, comparing; and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from partner_kb.resources import assets_dir

TABLE = "[data-pkb-translation-status] table"


def rows(page: Page) -> list[str]:
    """The titles of the rows that are shown, in order."""
    found: list[str] = page.eval_on_selector_all(
        f"{TABLE} tbody tr",
        "rows => rows.filter(r => !r.hidden).map(r => r.querySelector('a').textContent)",
    )
    return found


@pytest.fixture
def dashboard(browser: Browser, site_url: str) -> Page:
    page = browser.new_page()
    page.goto(f"{site_url}ru-RU/translation-status/")
    page.wait_for_selector(".pkb-status__filter")
    return page


def test_filters_by_state_and_title(dashboard: Page) -> None:
    everything = rows(dashboard)
    assert len(everything) == 16
    dashboard.select_option(".pkb-status__filter select", "machine")
    assert rows(dashboard) == ["Severities and response times"]
    dashboard.select_option(".pkb-status__filter select", "")
    dashboard.fill(".pkb-status__filter input", "billing")
    shown = rows(dashboard)
    assert 0 < len(shown) < 16
    assert all("billing" in title.lower() for title in shown)
    assert str(len(shown)) in dashboard.inner_text(".pkb-status__filter output")
    dashboard.close()


def test_sorts_by_keyboard_and_says_so(dashboard: Page) -> None:
    button = dashboard.locator(f"{TABLE} th[data-pkb-sort=number] button").first
    button.focus()
    dashboard.keyboard.press("Enter")
    head = dashboard.locator(f"{TABLE} th[data-pkb-sort=number]").first
    assert head.get_attribute("aria-sort") == "descending"
    words = dashboard.eval_on_selector_all(
        f"{TABLE} tbody th + td",
        "cells => cells.map(c => Number(c.textContent.replace(/\\D/g, '')))",
    )
    assert words == sorted(words, reverse=True)
    dashboard.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    dashboard.close()


def test_every_link_of_the_dashboard_leads_somewhere(dashboard: Page) -> None:
    links: list[str] = dashboard.eval_on_selector_all(
        f"{TABLE} a",
        "links => links.map(link => link.href).filter(url => url.includes('127.0.0.1'))",
    )
    assert len(links) >= 32
    for link in links:
        assert dashboard.request.get(link).status == 200, link
    dashboard.close()


def test_compares_a_page_side_by_side(dashboard: Page, site_url: str) -> None:
    dashboard.goto(f"{site_url}ru-RU/translation-status/guidance/support-vehicles-compared/")
    cells = dashboard.locator(".pkb-review__table tbody tr").nth(3).locator("td")
    assert cells.nth(0).get_attribute("lang") == "en"
    assert dashboard.get_attribute("html", "lang") == "ru-RU"
    assert "partner-kb i18n review" in dashboard.inner_text(".pkb-review")
    assert dashboard.locator(".pkb-review pre .pkb-copy").count() == 1
    dashboard.click("details.pkb-menu summary")
    dashboard.click("header a[lang=zh-CN]")
    assert dashboard.url.endswith("/zh-CN/translation-status/guidance/support-vehicles-compared/")
    dashboard.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_to_compare_by_needs_no_script(browser: Browser, site_url: str, scheme: str) -> None:
    context = browser.new_context(
        java_script_enabled=False,
        viewport={"width": 360, "height": 700},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site_url}pt-BR/translation-status/guidance/billing-disputes/")
    table = page.locator(".pkb-review__table")
    assert table.locator("tbody tr").count() > 20
    for cell in table.locator("tbody tr").nth(4).locator("td").all():
        box = cell.bounding_box()
        assert box is not None
        assert box["width"] > 250  # one below the other
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert all(url.startswith(site_url) for url in asked)
    page.click("article p a:has-text('A página em si')")
    assert page.url == f"{site_url}pt-BR/guidance/billing-disputes/"
    page.go_back()
    page.click("details.pkb-menu summary")
    page.click("header a[lang=en]")
    assert page.url == f"{site_url}translation-status/"
    context.close()


def test_is_complete_without_javascript_and_narrow(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(f"{site_url}pt-BR/translation-status/")
    assert page.locator(f"{TABLE} tbody tr").count() == 16
    assert page.locator(".pkb-status__filter").count() == 0
    assert page.locator("main").bounding_box()["width"] <= 360  # type: ignore[index]  # it is shown
    for link in page.locator(f"{TABLE} td:last-child").all():
        box = link.bounding_box()
        assert box is not None
        assert box["x"] > 0
        assert box["x"] + box["width"] <= 360  # what a row leads to is in sight
    context.close()


def test_links_are_named_for_their_page_without_a_script(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for locale, compare, edit in (("", "Compare", "Edit"), ("ru-RU/", "Сравнить", "Изменить")):
        page.goto(f"{site_url}{locale}translation-status/")
        for row in page.locator(f"{TABLE} tbody tr").all():
            title = row.get_by_role("rowheader").get_by_role("link").inner_text()
            links = row.locator("td").get_by_role("link")
            for link, word in zip(links.all(), (compare, edit), strict=False):
                expect(link).to_have_accessible_name(f"{word} {title}")
    context.close()


def test_right_to_left_pages_turn_bars_round_and_no_english(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        '<html lang="ar" dir="rtl"><p lang="en" data-pkb-english>English.</p>'
        '<svg class="pkb-bar"></svg></html>'
    )
    for sheet in ("css/article.css", "js/translation/pages.css"):
        page.add_style_tag(path=assets_dir() / sheet)
    style = "(element, name) => getComputedStyle(element)[name]"
    assert page.locator("p").evaluate(style, "direction") == "ltr"
    assert page.locator("svg").evaluate(style, "transform") == "matrix(-1, 0, 0, 1, 0, 0)"
    page.close()


def test_cells_and_links_have_names(dashboard: Page) -> None:
    row = dashboard.locator(f"{TABLE} tbody tr", has_text="Severities and response times")
    expect(row.get_by_role("rowheader")).to_have_count(1)
    for word in ("Сравнить", "Изменить"):
        link = row.get_by_role("link", name=f"{word} Severities and response times", exact=True)
        expect(link).to_be_visible()
    dashboard.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["translation-status/", "translation-status/guidance/support-vehicles-compared/"]
)
def test_axe_finds_nothing_serious(visit, axe, path: str, scheme: str) -> None:
    page = visit(f"zh-CN/{path}", color_scheme=scheme)
    assert axe(page) == []
