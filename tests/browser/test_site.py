"""What a reader does on the site, in real Chromium."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

LOCALES = ("", "pt-BR/", "zh-CN/", "ru-RU/")
SIDE_BY_SIDE = "guidance/billing-support/"
PAGES = ("", "guidance/billing-support/", "guidance/support-faq/", "a-z/", "roles/", "404.html")


def test_switching_the_language_keeps_page_query_and_anchor(visit, site_url):
    page = visit(f"{SIDE_BY_SIDE}?role=billing-admin#pkb-main")
    page.click("header .pkb-menu summary")
    page.click('header a[lang="ru-RU"]')
    expect(page).to_have_url(f"{site_url}ru-RU/{SIDE_BY_SIDE}?role=billing-admin#pkb-main")
    expect(page.locator("html")).to_have_attribute("lang", "ru-RU")


def test_the_language_menu_by_keyboard(visit):
    page = visit(SIDE_BY_SIDE)
    page.focus("header .pkb-menu summary")
    page.keyboard.press("Enter")
    expect(page.locator("header .pkb-menu ul")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator("header .pkb-menu ul")).to_be_hidden()
    expect(page.locator("header .pkb-menu summary")).to_be_focused()


def test_english_beside_the_text_is_off_then_remembered(visit, site_url):
    page = visit(f"pt-BR/{SIDE_BY_SIDE}", locale="pt-BR")
    english = page.locator("[data-pkb-english]").first
    toggle = page.locator("[data-pkb-english-toggle]")
    expect(toggle).to_be_visible()
    expect(english).to_be_hidden()
    toggle.focus()
    page.keyboard.press("Space")
    expect(english).to_be_visible()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    page.goto(f"{site_url}zh-CN/{SIDE_BY_SIDE}")
    expect(page.locator("[data-pkb-english]").first).to_be_visible()
    page.click("[data-pkb-english-toggle]")
    expect(page.locator("[data-pkb-english]").first).to_be_hidden()


def test_english_is_printed_only_when_it_is_shown(visit):
    page = visit(f"ru-RU/{SIDE_BY_SIDE}", locale="ru-RU")
    page.emulate_media(media="print")
    expect(page.locator("[data-pkb-english]").first).to_be_hidden()
    page.emulate_media(media="screen")
    page.click("[data-pkb-english-toggle]")
    page.emulate_media(media="print")
    expect(page.locator("[data-pkb-english]").first).to_be_visible()


def test_without_javascript_the_toggle_is_absent_and_a_link_serves(visit):
    page = visit(f"pt-BR/{SIDE_BY_SIDE}", java_script_enabled=False)
    expect(page.locator("[data-pkb-english-toggle]")).to_be_hidden()
    expect(page.locator("[data-pkb-english-page]")).to_be_visible()
    expect(page.locator("article h1")).to_be_visible()
    expect(page.locator("[data-pkb-english]").first).to_be_hidden()


def test_a_first_visit_suggests_the_browsers_language_until_dismissed(visit):
    page = visit(SIDE_BY_SIDE, locale="pt-PT")
    hint = page.locator(".pkb-suggest")
    expect(hint).to_be_visible()
    expect(hint).to_have_attribute("lang", "pt-BR")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.click("[data-pkb-dismiss]")
    expect(hint).to_have_count(0)
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(hint).to_have_count(0)


def test_no_suggestion_in_ones_own_language_or_an_unknown_one(visit):
    for locale in ("en-GB", "fr-FR"):
        page = visit(SIDE_BY_SIDE, locale=locale)
        page.wait_for_load_state("networkidle")
        expect(page.locator(".pkb-suggest")).to_have_count(0)


def test_a_wrong_case_of_the_locale_finds_the_page(visit, site_url):
    page = visit(f"pt-br/{SIDE_BY_SIDE}?a=1#pkb-main")
    expect(page).to_have_url(f"{site_url}pt-BR/{SIDE_BY_SIDE}?a=1#pkb-main")
    expect(page.locator("html")).to_have_attribute("lang", "pt-BR")


@pytest.mark.parametrize("prefix", LOCALES)
def test_a_page_that_is_not_there_says_so_in_the_locale(visit, prefix):
    page = visit(f"{prefix}nothing/here/")
    expect(page.locator("article h1")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", prefix.strip("/") or "en")


def test_the_scheme_follows_the_system_then_the_reader(visit):
    page = visit("", color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("button", name="Dark mode", pressed=True).click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    expect(page.get_by_role("button", name="Dark mode", pressed=False)).to_be_visible()


def test_without_javascript_the_systems_scheme_holds_and_paper_is_light(visit):
    ground = "getComputedStyle(document.body).backgroundColor"
    light, dark = (
        visit("pt-BR/", color_scheme=scheme).evaluate(ground) for scheme in ("light", "dark")
    )
    assert light != dark
    for scheme, expected in (("light", light), ("dark", dark)):
        page = visit("pt-BR/", color_scheme=scheme, java_script_enabled=False)
        assert page.evaluate(ground) == expected
        page.emulate_media(media="print", color_scheme=scheme)
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        assert page.evaluate("getComputedStyle(document.body).colorScheme") == "light"


def test_a_forbidden_storage_breaks_nothing(visit, site_url):
    page = visit("")
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw 1 }})")
    page.goto(f"{site_url}pt-BR/{SIDE_BY_SIDE}")
    page.click("[data-pkb-english-toggle]")
    expect(page.locator("[data-pkb-english]").first).to_be_visible()


def test_the_drawer_opens_and_closes_by_keyboard(visit):
    page = visit(SIDE_BY_SIDE, viewport={"width": 360, "height": 740})
    expect(page.locator(".pkb-nav")).to_be_hidden()
    page.focus("[popovertarget]")
    page.keyboard.press("Enter")
    expect(page.locator(".pkb-nav")).to_be_visible()
    expect(page.locator(".pkb-nav a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".pkb-nav")).to_be_hidden()
    expect(page.locator("[popovertarget]")).to_be_focused()


def test_the_drawer_works_without_javascript(visit):
    narrow = {"width": 360, "height": 740}
    page = visit(SIDE_BY_SIDE, viewport=narrow, java_script_enabled=False)
    expect(page.locator(".pkb-nav")).to_be_hidden()
    page.click("[popovertarget]")
    expect(page.locator(".pkb-nav")).to_be_visible()
    page.mouse.click(350, 400)
    expect(page.locator(".pkb-nav")).to_be_hidden()


@pytest.mark.parametrize("script", [True, False])
def test_the_contents_are_at_the_side_or_folded(visit, script):
    page = visit(SIDE_BY_SIDE, viewport={"width": 1280, "height": 800}, java_script_enabled=script)
    contents, text = page.locator(".pkb-toc details"), page.locator("article > p").first
    expect(contents.locator("a").first).to_be_visible()
    side, body = contents.bounding_box(), text.bounding_box()
    assert side["x"] > body["x"] + body["width"]
    page.set_viewport_size({"width": 360, "height": 740})
    expect(contents.locator("a").first).to_be_hidden()
    contents.locator("summary").click()
    contents.locator("a").last.click()
    expect(page.locator(":target")).to_be_in_viewport()


def test_the_contents_follow_the_reader(visit):
    page = visit(SIDE_BY_SIDE, viewport={"width": 1280, "height": 500})
    here = page.locator(".pkb-toc [aria-current]")
    expect(here).to_have_count(0)
    last = page.locator(".pkb-toc a").last
    page.locator("article > h2").last.evaluate("heading => heading.scrollIntoView()")
    expect(here).to_have_text(last.inner_text())


@pytest.mark.parametrize("prefix", LOCALES)
@pytest.mark.parametrize("width", [360, 1600])
def test_no_page_scrolls_sideways(visit, site_url, prefix, width):
    page = visit(prefix, viewport={"width": width, "height": 800})
    for url in (*PAGES[:-1], "guidance/support-vehicles-compared/", "roles/helpdesk-agent/"):
        page.goto(f"{site_url}{prefix}{url}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("prefix", LOCALES)
def test_axe_finds_nothing_serious(visit, site_url, axe, prefix, scheme):
    page = visit(prefix, color_scheme=scheme)
    found = {}
    for url in PAGES:
        page.goto(f"{site_url}{prefix}{url}")
        if problems := axe(page):
            found[url] = problems
    assert found == {}


def test_axe_finds_nothing_serious_with_everything_open(visit, axe):
    page = visit(f"ru-RU/{SIDE_BY_SIDE}", locale="en-US", viewport={"width": 360, "height": 740})
    page.click("[data-pkb-english-toggle]")
    page.click("header .pkb-menu summary")
    assert axe(page) == []
