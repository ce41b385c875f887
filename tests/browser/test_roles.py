"""Role filters in Chromium: what a reader chooses, and what each page makes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from browser.conftest import serve
from roles_project import FOR_BILLING, PAGES, ROLES_PROJECT
from site_project import LOCALES, build_project, prefix_of

pytestmark = pytest.mark.browser

FORBIDDEN = """
Object.defineProperty(window, "localStorage",
  {get() { throw new DOMException("no", "SecurityError") }});
"""
FULL = """
Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") };
"""
PICKER = "[data-pkb-role-picker]"
BUTTON = f"{PICKER} > button"
CHIPS = "[data-pkb-chip]"
COUNT = "[data-pkb-filter] .pkb-filter__count"
BAR = "[data-pkb-filter]"
LONG = "x" * 10_000
SUMMARY = f"{FOR_BILLING} of {PAGES} pages"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The project of forty pages, served."""
    site = build_project(tmp_path_factory.mktemp("roles"), ROLES_PROJECT)
    url, stop = serve(site.root)
    yield url
    stop()


@pytest.fixture
def look(browser: Browser, root: str) -> Iterator[Callable[..., Page]]:
    """Opens a page in a context of its own; errors of scripts and other origins fail the test.

    `init` runs before each page; `broken` is a pattern of URLs that the host doesn't have.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(path: str = "", **options: object) -> Page:
        init, broken = options.pop("init", None), options.pop("broken", None)
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 900}, "locale": "en-US", **options}  # type: ignore[arg-type]
        )
        context.set_default_timeout(8000)
        contexts.append(context)
        if init:
            context.add_init_script(str(init))
        if broken:
            context.route(re.compile(str(broken)), lambda route: route.fulfill(status=404))
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.on(
            "request",
            lambda request: request.url.startswith((root, "data:")) or wrong.append(request.url),
        )
        page.goto(root + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def choose(page: Page, *ids: str) -> None:
    """Choose roles or services as a person does, and close the picker."""
    page.click(BUTTON)
    for one in ids:
        page.check(f'{PICKER} input[value="{one}"]')
    page.keyboard.press("Escape")


def titles(items: Locator) -> list[str]:
    return [text.strip() for text in items.all_inner_texts()]


def nav(page: Page) -> list[str]:
    """What the navigation shows of pages and groups but the home page, without its tags."""
    return page.eval_on_selector_all(
        ".pkb-nav > ul:first-child li:not(:first-child) > :is(a, span), .pkb-nav ul ul a",
        """links => links.filter(link => link.checkVisibility()).map(link => {
            const copy = link.cloneNode(true);
            for (const tag of copy.querySelectorAll("[data-pkb-tag]")) tag.remove();
            return copy.textContent.trim();
        })""",
    )


def test_a_choice_filters_says_so_and_is_in_the_address(look, root):
    page = look("a/")
    assert nav(page) == ["Start", "Alpha", "Beta", "For all", "Open", "Clouds", "Desk",
                         "Many pages", "Mixed"]  # fmt: skip
    page.click(BUTTON)
    dialog = page.get_by_role("dialog", name="Show pages for my roles")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("every page stays open to everyone")
    dialog.get_by_role("checkbox", name="Billing admin").check()
    expect(dialog.get_by_role("status")).to_have_text(SUMMARY)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator(BUTTON)).to_be_focused()
    expect(page).to_have_url(f"{root}a/?role=billing-admin")
    expect(page.locator(COUNT)).to_have_text(SUMMARY)
    expect(page.locator(CHIPS)).to_have_text(["Billing admin"])
    assert nav(page) == ["Start", "Alpha", "For all", "Open", "Clouds", "Many pages", "Mixed"]
    assert page.evaluate("localStorage['partner-kb.roles']") == "billing-admin"
    page.get_by_role("button", name="Remove Billing admin from the filter").click()
    expect(page.locator(BAR)).to_be_hidden()
    expect(page.locator(BUTTON)).to_be_focused()
    expect(page).to_have_url(f"{root}a/")
    assert "Beta" in nav(page)


def test_everything_by_keyboard(look, root):
    page = look("a/")
    page.focus(BUTTON)
    page.keyboard.press("Enter")
    expect(page.locator(f"{PICKER} h2")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    search = page.get_by_role("searchbox", name="Find a role")
    expect(search).to_be_focused()
    page.keyboard.type("ílling")
    expect(page.locator(f"{PICKER} [role=status]")).to_have_text("2 roles found")
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="Billing admin")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(f"{PICKER} [role=status]")).to_have_text(SUMMARY)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")
    expect(search).to_have_value("")
    expect(page.get_by_role("checkbox", name="Helpdesk agent")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(f"{PICKER} dialog")).to_be_hidden()
    expect(page.locator(BUTTON)).to_be_focused()
    page.focus(CHIPS)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Clear")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(BAR)).to_be_hidden()
    expect(page).to_have_url(f"{root}a/")


def test_several_roles_and_services_and_an_implied_role(look, root):
    page = look("b/")
    choose(page, "global-admin")
    expect(page.locator(COUNT)).to_have_text(f"{FOR_BILLING + 1} of {PAGES} pages")
    choose(page, "partner-center")
    expect(page).to_have_url(f"{root}b/?role=global-admin&applies=partner-center")
    expect(page.locator(COUNT)).to_have_text(f"{FOR_BILLING} of {PAGES} pages")
    choose(page, "helpdesk-agent")
    expect(page).to_have_url(f"{root}b/?role=global-admin,helpdesk-agent&applies=partner-center")
    expect(page.locator(CHIPS)).to_have_text(["Global admin", "Helpdesk agent", "Partner Center"])
    page.click(BUTTON)
    expect(page.locator(f"{PICKER} input:checked")).to_have_count(3)
    page.click("[data-pkb-picker-clear]")
    expect(page.locator(f"{PICKER} input:checked")).to_have_count(0)
    expect(page).to_have_url(f"{root}b/")


def test_a_section_is_emptied_by_its_pages_not_by_the_sum_of_their_roles(look):
    """Clouds holds a page for the helpdesk and one for the Partner Center, but none for both."""
    page = look("a/?role=helpdesk-agent&applies=partner-center")
    expect(page.locator(COUNT)).to_have_text(f"25 of {PAGES} pages")
    assert nav(page) == ["Start", "For all", "Open", "Desk", "Many pages", "Mixed"]


def test_a_group_counts_and_leads_to_its_first_page(look, root):
    page = look("a/?role=helpdesk-agent")
    clouds = page.locator(".pkb-nav a", has_text="Clouds")
    expect(clouds.locator("[data-pkb-tag]")).to_have_text("1/3 1 of 3 pages")
    assert clouds.evaluate("link => link.href") == f"{root}c2/"
    page.get_by_role("button", name="Clear").click()
    expect(clouds.locator("[data-pkb-tag]")).to_have_count(0)
    assert clouds.evaluate("link => link.href") == f"{root}c1/"


def many(page: Page) -> list[int]:
    """The numbers of the pages of the long list that are shown."""
    return [int(name[5:]) for name in nav(page) if re.match(r"Many \d", name)]


def test_a_shortened_list_is_refilled_with_the_nearest_pages_for_the_role(look, root):
    page = look("many/m15/")
    cuts = page.locator(".pkb-nav__cut:visible")
    expect(cuts).to_have_text(["11 more pages", "10 more pages"])
    assert many(page) == list(range(11, 20))
    choose(page, "helpdesk-agent")
    expect(cuts).to_have_text(["6 more pages", "5 more pages"])
    assert many(page) == [10, 11, 13, 14, 16, 17, 19, 20, 22]
    expect(page.locator(".pkb-nav a", has_text="Many 12")).to_be_hidden()
    expect(page.locator(".pkb-nav a", has_text="Many 22")).to_have_attribute("href", "/many/m22/")
    page.locator(CHIPS).click()
    expect(cuts).to_have_text(["11 more pages", "10 more pages"])
    assert many(page) == list(range(11, 20))
    choose(page, "billing-admin")
    expect(cuts).to_have_count(0)
    assert many(page) == list(range(0, 30, 3))
    expect(page.locator('.pkb-nav [aria-current="page"]:visible')).to_have_text("Many 15")


def test_the_rest_of_a_list_opens_in_place(look, root):
    page = look("many/m15/")
    page.evaluate("() => { window.kept = true }")
    before = page.get_by_role("navigation", name="Navigation").get_by_role(
        "button", name="11 more pages"
    )
    before.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pkb-nav a:focus")).to_have_text("Many 0")
    assert many(page) == list(range(20))
    page.get_by_role("button", name="10 more pages").click()
    expect(page.locator(".pkb-nav a:focus")).to_have_text("Many 20")
    assert many(page) == list(range(30))
    expect(page.locator(".pkb-nav__cut")).to_have_count(0)
    choose(page, "helpdesk-agent")
    expect(page.locator(COUNT)).to_be_visible()
    assert many(page) == [number for number in range(30) if number % 3]
    page.locator(CHIPS).click()
    assert many(page) == list(range(30))
    assert page.evaluate("window.kept")
    page.click(".pkb-nav a:has-text('Many 29')")
    expect(page).to_have_url(f"{root}many/m29/")


def test_the_rest_of_a_filtered_list_opens_in_place(look):
    page = look("many/m15/?role=helpdesk-agent")
    page.get_by_role("button", name="5 more pages").click()
    expect(page.locator(".pkb-nav a:focus")).to_have_text("Many 23")
    assert many(page) == [number for number in range(10, 30) if number % 3]
    expect(page.locator(".pkb-nav__cut")).to_have_text(["6 more pages"])


@pytest.mark.parametrize("file", [r"nav\.en\.json$", r"/nav/draw\.js$"])
def test_where_the_rest_cannot_be_loaded_the_link_comes_back(look, root, file):
    page = look("many/m15/", broken=file)
    page.get_by_role("button", name="11 more pages").click()
    link = page.get_by_role("link", name="11 more pages")
    expect(link).to_be_focused()
    expect(page).to_have_url(f"{root}many/m15/")
    link.click()
    expect(page).to_have_url(f"{root}a-z/")


def test_without_javascript_the_rest_of_a_list_is_a_link(look, root):
    page = look("many/m15/", java_script_enabled=False)
    page.get_by_role("link", name="11 more pages").click()
    expect(page).to_have_url(f"{root}a-z/")


def test_next_and_previous_skip_what_is_for_others(look, root):
    page = look("c1/?role=billing-admin")
    next_page = page.locator("[data-pkb-neighbours] [rel=next]")
    expect(next_page).to_contain_text("Cloud three")
    next_page.click()
    expect(page).to_have_url(f"{root}c3/?role=billing-admin")
    page.locator("[data-pkb-neighbours] [rel=next]").click()
    expect(page.locator("h1")).to_have_text("Many 00")
    expect(page.locator("[data-pkb-neighbours] [rel=prev]")).to_contain_text("Cloud three")
    page.locator("[data-pkb-neighbours] [rel=prev]").click()
    expect(page.locator("h1")).to_have_text("Cloud three")
    page = look("mixed/?role=billing-admin")
    expect(page.locator("[rel=prev]")).to_contain_text("Many 27")
    page = look("everyone/?role=sales-agent")
    expect(page.locator("[rel=prev]")).to_be_hidden()
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("[rel=prev]")).to_contain_text("Beta")


def test_lists_are_filtered_counted_and_labelled(look):
    page = look("a-z/?role=billing-admin")
    shown = page.locator("[data-pkb-item]:visible")
    expect(shown).to_have_count(FOR_BILLING)
    expect(page.locator("[data-pkb-list-count]")).to_have_text(SUMMARY)
    open_page = page.locator("[data-pkb-item]", has_text="Open page")
    expect(open_page.locator("[data-pkb-tag=unclassified]")).to_be_visible()
    expect(page.locator("[data-pkb-item] [data-pkb-tag]")).to_have_count(1)
    letters = page.locator(".pkb-letters a:visible")
    assert titles(letters) == ["A", "C", "M", "O", "P"]
    page = look("roles/helpdesk-agent/?role=billing-admin")
    expect(page.locator("[data-pkb-item]:visible")).to_have_count(3)
    assert titles(page.locator("[data-pkb-item]:visible > a")) == [
        "Mixed page", "Page for all", "Open page unclassified"]  # fmt: skip
    expect(page.locator("[data-pkb-list-count]")).to_contain_text("3 of 26 pages")


def test_the_home_page_shows_the_first_pages_that_match(look):
    page = look("?role=helpdesk-agent")
    card = page.locator("[data-pkb-card]", has_text="Many pages")
    expect(card.locator("h3 [data-pkb-tag]")).to_have_text("20 of 30 pages")
    assert titles(card.locator("li:visible a")) == [
        f"Many {n:02}" for n in (1, 2, 4, 5, 7, 8)]  # fmt: skip
    expect(card.locator("[data-pkb-more]")).to_have_text("14 more pages")
    assert page.locator("#pkb-newest + ol li:visible").count() in range(2, 6)
    page.locator(CHIPS).click()
    assert titles(card.locator("li:visible a")) == [f"Many {n:02}" for n in range(6)]
    expect(card.locator("[data-pkb-more]")).to_have_text("24 more pages")
    expect(page.locator("h3 [data-pkb-tag]")).to_have_count(0)
    page = look("?role=sales-agent")
    expect(page.locator("[data-pkb-card]:visible")).to_have_count(1)


def test_parts_for_others_are_put_away_and_can_be_shown(look):
    page = look("mixed/?role=billing-admin")
    line = page.locator("[data-pkb-hidden-parts]")
    expect(line).to_contain_text("1 part of this page is for other roles and is hidden.")
    answer, pay = page.locator("#answer-the-call"), page.locator("#pay-the-invoice")
    expect(answer).to_be_hidden()
    expect(pay).to_be_visible()
    contents = page.locator(".pkb-toc a:visible")
    assert titles(contents) == ["Common part", "Pay the invoice", "Last part"]
    line.get_by_role("button", name="Show hidden parts").click()
    expect(answer).to_be_visible()
    expect(page.get_by_role("button", name="Show hidden parts")).to_be_focused()
    expect(page.get_by_role("button", name="Show hidden parts")).to_have_attribute(
        "aria-pressed", "true"
    )
    page = look("mixed/?role=global-admin&applies=partner-center")
    expect(pay).to_be_visible()
    page = look("mixed/?role=user-admin")
    expect(page.locator("[data-pkb-hidden-parts]")).to_contain_text("2 parts of this page are")
    page = look("mixed/?applies=partner-center")
    expect(page.locator(COUNT)).to_be_visible()
    expect(page.locator("[data-pkb-hidden-parts]")).to_have_count(0)


def test_a_link_into_a_part_for_others_opens_it(look):
    page = look("mixed/?role=billing-admin#answer-the-call")
    expect(page.locator("[data-pkb-hidden-parts]")).to_be_visible()
    expect(page.locator("#answer-the-call")).to_be_visible()


def test_a_page_for_others_stays_readable_with_a_notice(look):
    page = look("c2/?role=billing-admin")
    notice = page.locator('[data-pkb-notice="other-role"]')
    expect(notice).to_contain_text("Helpdesk agent")
    expect(page.get_by_role("complementary", name="About this page")).to_be_visible()
    expect(page.locator("article")).to_contain_text("Text.")
    page = look("c2/?applies=partner-center")
    expect(page.locator('[data-pkb-notice="other-role"]')).to_contain_text(
        "Partner Center for Microsoft Cloud Germany"
    )
    page = look("open/?role=billing-admin")
    expect(page.locator("article [data-pkb-tag=unclassified]")).to_be_visible()
    expect(page.locator("[data-pkb-notice]")).to_have_count(0)
    page = look("roles/?role=billing-admin")
    expect(page.locator("article a.pkb-chosen")).to_have_count(1)
    expect(page.locator("article > header [data-pkb-tag]")).to_have_count(0)


def test_back_and_forward(look, root):
    page = look("a/")
    choose(page, "billing-admin")
    choose(page, "helpdesk-agent")
    expect(page.locator(CHIPS)).to_have_count(2)
    page.go_back()
    expect(page.locator(CHIPS)).to_have_text(["Billing admin"])
    page.go_back()
    expect(page.locator(BAR)).to_be_hidden()
    expect(page).to_have_url(f"{root}a/")
    page.go_forward()
    expect(page.locator(COUNT)).to_have_text(SUMMARY)
    page.click(".pkb-nav a:has-text('For all')")
    expect(page.locator("h1")).to_have_text("Page for all")
    expect(page.locator(CHIPS)).to_have_text(["Billing admin"])
    page.get_by_role("button", name="Clear").click()
    page.go_back()
    expect(page.locator(CHIPS)).to_have_text(["Billing admin"])
    page.go_back()
    expect(page.locator("h1")).to_have_text("Alpha page")
    expect(page.locator(CHIPS)).to_have_text(["Billing admin"])


def test_the_choice_survives_navigation_reload_and_the_language(look, root):
    page = look("a/?role=billing-admin&role=helpdesk-agent&applies=partner-center")
    expect(page.locator(CHIPS)).to_have_count(3)
    page.goto(f"{root}b/")
    expect(page.locator(CHIPS)).to_have_count(3)
    url = f"{root}b/?role=billing-admin,helpdesk-agent&applies=partner-center"
    expect(page).to_have_url(url)  # so that the address can be shared
    page.click("header .pkb-menu summary")
    page.click('header a[lang="ru-RU"]')
    expect(page.locator("html")).to_have_attribute("lang", "ru-RU")
    expect(page.locator(CHIPS)).to_have_text(
        ["Агент службы поддержки", "Администратор выставления счетов", "Центр партнеров"]
    )
    page.reload()
    expect(page.locator(CHIPS)).to_have_count(3)
    page.goto(f"{root}b/?role=")
    expect(page.locator(BUTTON)).to_be_visible()
    expect(page.locator(BAR)).to_be_hidden()


@pytest.mark.parametrize("init", [FORBIDDEN, FULL], ids=["forbidden", "full"])
def test_where_nothing_is_remembered_links_carry_the_choice(look, root, init):
    page = look("a/", init=init)
    choose(page, "billing-admin")
    page.click(".pkb-nav a:has-text('For all')")
    expect(page).to_have_url(f"{root}everyone/?role=billing-admin")
    expect(page.locator(COUNT)).to_have_text(SUMMARY)
    page.click("header .pkb-menu summary")
    page.click('header a[lang="pt-BR"]')
    expect(page).to_have_url(f"{root}pt-BR/everyone/?role=billing-admin")
    page.focus(".pkb-nav a:has-text('Open')")
    page.locator("[data-pkb-filter-clear]").click()
    page.click(".pkb-nav a:has-text('Open')")
    expect(page).to_have_url(f"{root}pt-BR/open/")


@pytest.mark.parametrize("init", [FORBIDDEN, FULL], ids=["forbidden", "full"])
def test_where_nothing_is_remembered_scripts_and_redirects_keep_the_choice(look, root, init):
    page = look("a/?role=billing-admin", init=init)
    expect(page.locator(CHIPS)).to_have_count(1)
    page.evaluate("url => { location.assign(url) }", f"{root}b/")
    expect(page).to_have_url(f"{root}b/?role=billing-admin")
    expect(page.locator(CHIPS)).to_have_text(["Billing admin"])
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(BAR)).to_be_hidden()
    expect(page).to_have_url(f"{root}b/")
    page.reload()
    expect(page.locator(BUTTON)).to_be_visible()
    expect(page.locator(BAR)).to_be_hidden()  # although the page before this one had a filter
    page.evaluate("url => { location.assign(url) }", f"{root}a/")
    expect(page).to_have_url(f"{root}a/")
    expect(page.locator(BAR)).to_be_hidden()


def test_where_the_choice_is_remembered_links_stay_as_they_are(look):
    page = look("a/?role=billing-admin")
    expect(page.locator(COUNT)).to_be_visible()
    link = page.locator(".pkb-nav a:has-text('Open')")
    link.hover()
    page.mouse.down()
    assert link.get_attribute("href") == "../open/"


def test_without_javascript_everything_is_there_and_roles_are_a_link(look):
    page = look("a/?role=helpdesk-agent", java_script_enabled=False)
    expect(page.locator(BUTTON)).to_have_count(0)
    expect(page.locator(".pkb-nav a", has_text="Beta")).to_be_visible()
    expect(page.locator(BAR)).to_be_hidden()
    page.click(f"{PICKER} a")
    expect(page.locator("h1")).to_have_text("Browse by role")
    page.click("article a:has-text('Helpdesk agent')")
    expect(page.locator("article a", has_text="Deep one")).to_be_visible()
    expect(page.locator("[data-pkb-choose]")).to_be_hidden()


def test_a_landing_page_offers_the_filter(look, root):
    page = look("roles/helpdesk-agent/")
    page.click("[data-pkb-choose]")
    expect(page).to_have_url(f"{root}roles/helpdesk-agent/?role=helpdesk-agent")
    expect(page.locator(CHIPS)).to_have_text(["Helpdesk agent"])


@pytest.mark.parametrize(
    ("query", "told", "chips"),
    [
        ("role=billing-admin,ghost", "ghost", ["Billing admin"]),
        ("role=%3Cimg%20src=x%20onerror=alert(1)%3E", "onerror=alert(1)>", []),
        ("role=partner-center&applies=billing-admin", "partner-center, billing-admin", []),
        (f"role={LONG}", "xxx…", []),
        (f"role=__proto__&role=constructor&q={LONG}", "constructor, __proto__", []),
        (f"role={','.join(f'r{n}' for n in range(1500))}", "r0, r1, r2 …", []),
    ],
)
def test_a_strange_address_is_told_and_breaks_nothing(look, query, told, chips):
    page = look(f"a/?{query}")
    expect(page.locator(f"{BAR} [role=status]:not([hidden])").last).to_contain_text(told)
    expect(page.locator(CHIPS)).to_have_text(chips)
    assert page.locator(f"{BAR} img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert "ghost" not in page.url  # told once: the address is mended
    page.click(BUTTON)
    page.check(f'{PICKER} input[value="helpdesk-agent"]')
    expect(page.locator(f"{BAR} .pkb-filter__message")).to_be_hidden()


def test_a_strange_address_leaves_the_remembered_choice(look, root):
    page = look("a/?role=billing-admin")
    expect(page.locator(CHIPS)).to_have_count(1)
    page.goto(f"{root}b/?role=ghost")
    expect(page.locator(f"{BAR} .pkb-filter__message")).to_contain_text("ghost")
    expect(page.locator(CHIPS)).to_have_text(["Billing admin"])


@pytest.mark.parametrize("file", ["roles", "pages", "nav"])
def test_missing_data_are_told_and_every_page_is_shown(look, file):
    page = look("a/?role=helpdesk-agent", broken=rf"/{file}\.en\.json$")
    expect(page.locator(f"{BAR} .pkb-filter__message")).to_contain_text("could not be loaded")
    assert "Beta" in nav(page)
    page.click(BUTTON)
    expect(page.locator(f"{PICKER} dialog")).to_have_count(0)


def test_missing_modules_are_told(look):
    page = look("a/?role=helpdesk-agent", broken=r"/roles/filter\.js$")
    expect(page.locator(BAR)).to_contain_text("could not be loaded")
    assert "Beta" in nav(page)


def test_a_missing_style_sheet_hinders_nothing(look):
    page = look("a/?role=helpdesk-agent", broken=r"/roles/filter\.css$")
    expect(page.locator(COUNT)).to_be_visible()
    assert "Beta" not in nav(page)


def test_a_flow_follows_the_choice(visit):
    page = visit("pt-BR/flows/non-payment/?situation=overdue")
    other = page.locator("[data-pkb-flow] [data-pkb-notice=other-role]")
    expect(page.locator('[data-pkb-flow-question="invoice"]')).to_be_visible()
    page.evaluate("() => { window.kept = true }")
    page.click(BUTTON)
    page.check(f'{PICKER} input[value="sales-agent"]')
    expect(other).to_be_visible()
    page.check(f'{PICKER} input[value="global-admin"]')  # implies billing-admin
    expect(other).to_be_hidden()
    page.go_back()
    expect(other).to_be_visible()
    assert page.evaluate("window.kept")  # nothing was loaded anew


def test_a_missing_picker_is_told(look):
    page = look("a/", broken=r"role-picker\.en\.json$")
    page.click(BUTTON)
    expect(page.locator(f"{BAR} .pkb-filter__message")).to_contain_text("could not be loaded")


def test_a_reader_without_a_filter_fetches_nothing(look, root):
    asked: list[str] = []
    page = look("a/")
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{root}b/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "roles" in url and "/roles/button.js" not in url] == []
    assert [url for url in asked if url.endswith(".json")] == []


def test_on_paper_neither_picker_nor_choice_but_parts_left_out(look):
    page = look("mixed/?role=billing-admin")
    expect(page.locator("[data-pkb-hidden-parts]")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("[data-pkb-hidden-parts]")).to_be_visible()
    expect(page.locator("[data-pkb-hidden-parts] button")).to_be_hidden()
    expect(page.locator(BAR)).to_be_hidden()
    expect(page.locator(PICKER)).to_be_hidden()
    page = look("a-z/?role=billing-admin")
    expect(page.locator("[data-pkb-list-count]")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("[data-pkb-list-count]")).to_be_visible()
    expect(page.locator("[data-pkb-item] [data-pkb-tag] > span")).to_be_hidden()


def test_a_choice_made_elsewhere_on_the_page_counts(look):
    """As the facets of the search make one."""
    page = look("a/")
    page.evaluate(
        """async () => {
            const entry = document.querySelector("script[type=module]").src;
            const { setChoice } = await import(new URL("roles/choice.js", entry));
            setChoice({roles: ["billing-admin"], applies: []});
        }"""
    )
    expect(page.locator(COUNT)).to_have_text(SUMMARY)


EXPECTED = {
    "en": ("Show pages for my roles", "16 of 40 pages"),
    "pt-BR": ("Exibir páginas para minhas funções", "16 de 40 páginas"),
    "zh-CN": ("显示面向我的角色的页面", "16 / 40 个页面"),
    "ru-RU": ("Показывать страницы для моих ролей", "16 из 40 страниц"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", LOCALES)
def test_in_each_language_wide_and_narrow_and_for_all(look, axe, locale, scheme):
    title, count = EXPECTED[locale]
    path = f"{prefix_of(locale)}mixed/?role=billing-admin,ghost"
    for width in (1280, 360):
        page = look(
            path,
            viewport={"width": width, "height": 740},
            color_scheme=scheme,
            locale=locale,
            reduced_motion="reduce",
        )
        expect(page.locator(COUNT)).to_have_text(count)
        expect(page.locator("[data-pkb-hidden-parts]")).to_be_visible()
        assert axe(page) == []
        page.click(BUTTON)
        dialog = page.get_by_role("dialog", name=title)
        expect(dialog).to_be_visible()
        expect(dialog.get_by_role("status")).to_have_text(count)
        assert axe(page) == []
        box = dialog.bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= width - box["width"]
        if width == 360:
            assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 360, 740)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        done = dialog.locator(".pkb-picker__done")
        expect(done).to_be_in_viewport()
        done.click()
        expect(dialog).to_be_hidden()


@pytest.mark.parametrize("locale", LOCALES)
def test_filtered_lists_and_notices_are_for_all(look, axe, root, locale):
    page = look(prefix_of(locale), locale=locale)
    found = {}
    for path in ("", "a-z/", "roles/", "roles/helpdesk-agent/", "c2/", "open/"):
        page.goto(f"{root}{prefix_of(locale)}{path}?role=billing-admin&applies=partner-center")
        expect(page.locator(COUNT)).to_be_visible()
        if problems := axe(page):
            found[path] = problems
    assert found == {}
