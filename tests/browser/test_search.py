"""Search as a reader meets it, in real Chromium: the box, the results page, and what goes wrong."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser

LOCALES = ("", "pt-BR/", "zh-CN/", "ru-RU/")
QUERIES = {"": "invoice", "pt-BR/": "fatura", "zh-CN/": "账单", "ru-RU/": "счет"}
BOX = "dialog.pkb-search[open]"
INPUT = f"{BOX} [role=combobox]"
OPTIONS = f"{BOX} [data-pkb-search-results] a"
RESULTS = ".pkb-results > li > a"
STATUS = "[data-pkb-search-page] [role=status]"
MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>"


def open_box(page: Page, key: str = "/") -> None:
    expect(page.locator("[data-pkb-search]")).to_be_visible()
    page.keyboard.press(key)
    expect(page.locator(INPUT)).to_be_focused()


def search(page: Page, query: str) -> None:
    """Type into the open box and wait for the answer."""
    page.fill(INPUT, query)
    expect(page.locator(f"{BOX} .pkb-search__list")).to_have_attribute(
        "data-pkb-answered", query.strip()
    )


@pytest.mark.parametrize("prefix", LOCALES)
def test_a_result_is_found_and_opened_by_the_keyboard_alone(visit, site_url, prefix):
    page = visit(prefix)
    open_box(page)
    page.keyboard.type(QUERIES[prefix])
    expect(page.locator(OPTIONS).first).to_be_visible()
    expect(page.locator(f"{BOX} mark").first).to_be_visible()
    expect(page.locator(f"{BOX} [role=status]")).to_contain_text("1")
    page.keyboard.press("ArrowDown")
    first = page.locator(OPTIONS).first
    expect(first).to_have_attribute("aria-selected", "true")
    active = page.locator(INPUT).get_attribute("aria-activedescendant")
    assert active == first.get_attribute("id")
    address = first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site_url.rstrip('/')}{address}")
    assert address.startswith(f"/{prefix}")
    expect(page.locator("html")).to_have_attribute("lang", prefix.rstrip("/") or "en")


def test_keys_open_move_and_close(visit):
    page = visit()
    open_box(page, "s")
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).to_have_count(0)
    expect(page.locator("[data-pkb-search]")).to_be_focused()
    open_box(page)
    search(page, "support")
    options = page.locator(OPTIONS)
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator(INPUT)).not_to_have_attribute("aria-activedescendant", "x")
    expect(page.locator(f"{OPTIONS}[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("Tab")
    expect(page.locator(f"{BOX} button").first).to_be_focused()


def test_keys_type_where_one_types(visit):
    page = visit("search/")
    page.locator("#pkb-results-input").press_sequentially("s/")
    expect(page.locator(BOX)).to_have_count(0)
    expect(page.locator("#pkb-results-input")).to_have_value("s/")


def test_the_shortcuts_can_be_switched_off(visit):
    page = visit()
    open_box(page)
    page.locator(f"{BOX} .pkb-search__shortcuts input").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    expect(page.locator("[data-pkb-search]")).to_be_visible()
    page.keyboard.press("/")
    page.wait_for_function(
        "() => performance.getEntriesByType('resource').some(e => e.name.includes('box.js'))"
    )
    expect(page.locator(BOX)).to_have_count(0)
    page.click("[data-pkb-search]")
    expect(page.locator(INPUT)).to_be_focused()


def test_sections_lead_to_their_headings(visit):
    page = visit()
    open_box(page)
    search(page, "billing dispute")
    section = page.locator(f"{BOX} .pkb-hit--section").first
    address = section.get_attribute("href")
    section.click()
    page.wait_for_url(f"**{address}")
    expect(page.locator(f"[id='{address.split('#')[1]}']")).to_be_visible()


def test_a_fallback_page_is_found_in_the_readers_locale_and_opens_there(visit, site_url):
    page = visit("ru-RU/")
    open_box(page)
    search(page, "communicate with customers")
    first = page.locator(OPTIONS).first
    expect(first).to_have_attribute("href", "/ru-RU/guidance/communicate-with-customers/")
    expect(first.locator(".pkb-hit__title")).to_have_attribute("lang", "en")
    expect(first).to_contain_text("на английском")
    first.click()
    page.wait_for_url(f"{site_url}ru-RU/guidance/communicate-with-customers/")
    expect(page.locator("html")).to_have_attribute("lang", "ru-RU")


def test_english_is_searched_too_where_asked(visit):
    page = visit("pt-BR/search/?q=reseller")
    expect(page.locator(".pkb-results")).to_have_attribute("data-pkb-answered", "reseller")
    english = page.locator(".pkb-results a[href^='/guidance/']")
    expect(english).to_have_count(0)
    page.locator(".pkb-results__form input[type=checkbox]").check()
    expect(english.first).to_be_visible()
    expect(english.first.locator(".pkb-hit__title")).to_have_attribute("lang", "en")
    assert "en=1" in page.url
    addresses = page.eval_on_selector_all(RESULTS, "links => links.map(link => link.pathname)")
    own = {address.removeprefix("/pt-BR") for address in addresses if "/pt-BR/" in address}
    assert own.isdisjoint(addresses)  # no page twice
    page.reload()
    expect(english.first).to_be_visible()


def test_recent_searches_are_kept_here_and_can_be_forgotten(visit):
    page = visit("search/")
    page.fill("#pkb-results-input", "refund")
    page.keyboard.press("Enter")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.goto(page.url.split("search/")[0])
    open_box(page)
    recent = page.locator(OPTIONS)
    expect(recent).to_have_text(["refund"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(INPUT)).to_have_value("refund")
    expect(page.locator(f"{BOX} mark").first).to_be_visible()
    page.fill(INPUT, "")
    page.click(f"{BOX} .pkb-search__forget")
    expect(recent).to_have_count(0)
    assert page.evaluate("localStorage.getItem('partner-kb.searches')") == "[]"


def test_the_results_page_is_linkable_and_goes_back_and_forward(visit):
    page = visit("search/?q=invoice")
    first = page.locator(RESULTS).first
    expect(page.locator("#pkb-results-input")).to_have_value("invoice")
    expect(first).to_be_visible()
    page.fill("#pkb-results-input", "outage")
    page.keyboard.press("Enter")
    expect(page.locator(".pkb-results")).to_have_attribute("data-pkb-answered", "outage")
    page.fill("#pkb-results-input", "severity")
    page.keyboard.press("Enter")
    expect(page.locator(".pkb-results")).to_have_attribute("data-pkb-answered", "severity")
    for go, query in (
        (page.go_back, "outage"),
        (page.go_back, "invoice"),
        (page.go_forward, "outage"),
    ):
        go()
        expect(page.locator("#pkb-results-input")).to_have_value(query)
        expect(page.locator(".pkb-results")).to_have_attribute("data-pkb-answered", query)


def test_more_results_are_shown_on_demand(visit):
    page = visit("search/?q=customer")
    expect(page.locator(RESULTS)).to_have_count(10)
    page.click(".pkb-results__more")
    expect(page.locator(RESULTS).nth(10)).to_be_focused()
    assert page.locator(RESULTS).count() > 10


def test_roles_and_topics_narrow_the_results_with_counts(visit):
    page = visit("search/?q=invoice")
    answered = page.locator(".pkb-results[data-pkb-answered=invoice]")
    expect(answered).to_be_visible()
    all_results = int(page.locator(STATUS).inner_text().split()[0])
    facet = page.locator(".pkb-facet", has_text="Billing admin")
    count = int(facet.locator(".pkb-facet__count").inner_text())
    facet.locator("input").check()
    expect(page.locator(STATUS)).to_contain_text(f"{count} result")
    assert "role=billing-admin" in page.url
    if count < all_results:
        expect(page.locator(STATUS)).to_contain_text(f"{all_results - count} more result")
    topic = page.locator("fieldset", has_text="Topic").locator(".pkb-facet").first
    within = int(topic.locator(".pkb-facet__count").inner_text())
    topic.locator("input").check()
    expect(page.locator(STATUS)).to_contain_text(f"{within} result")
    expect(topic.locator("input")).to_be_focused()
    page.click(".pkb-facets__clear")
    expect(page.locator(STATUS)).to_contain_text(f"{all_results} results")


def test_the_box_follows_the_chosen_roles(visit):
    page = visit("?role=sales-agent")
    open_box(page)
    search(page, "invoice")
    expect(page.locator(f"{BOX} [role=status]")).to_contain_text("for other roles")


def test_without_javascript_a_link_leads_to_all_pages(visit):
    for prefix in LOCALES:
        page = visit(prefix, java_script_enabled=False)
        expect(page.locator("[data-pkb-search]")).to_have_count(0)
        expect(page.locator("[data-pkb-find]")).to_be_visible()
        page.click("[data-pkb-find]")
        expect(page.locator(".pkb-letter a").first).to_be_visible()
    page = visit("pt-BR/search/?q=fatura", java_script_enabled=False)
    expect(page.locator("article noscript a, article p a")).to_have_count(1)


@pytest.mark.parametrize(
    "query",
    [
        "x" * 10_000,
        "счет " * 2_000,
        MARKUP,
        "\"'`&<>\\u0000%",
        "{count} {query}",
        "   ",
        "\u202e\u200b",
    ],
)
def test_strange_queries_break_and_inject_nothing(visit, query):
    page = visit()
    page.on("dialog", lambda _: pytest.fail("a script ran"))
    open_box(page)
    page.fill(INPUT, query)
    expect(page.locator(f"{BOX} [role=status] p").first).to_be_visible()
    assert page.locator(f"{BOX} img, {BOX} script").count() == 0
    page.goto(page.url + "search/?q=" + quote(query[:5000]))
    expect(page.locator(f"{STATUS} p").first).to_be_visible()
    assert page.locator("[data-pkb-search-page] img, [data-pkb-search-page] script").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_long_query_says_that_only_its_beginning_was_used(visit):
    page = visit("search/?q=" + quote("invoice " * 200))
    expect(page.locator(STATUS)).to_contain_text("only its beginning")
    expect(page.locator(RESULTS).first).to_be_visible()


def test_unknown_roles_and_topics_in_the_address_break_nothing(visit):
    page = visit("search/?q=invoice&role=no-such,<b>&topic=<i>&applies=x")
    expect(page.locator(f"{STATUS} p").first).to_be_visible()
    assert page.locator("[data-pkb-search-page] b, [data-pkb-search-page] i").count() == 0
    page.click(".pkb-facets__clear")
    expect(page.locator(RESULTS).first).to_be_visible()


@pytest.mark.parametrize("how", ["forbidden", "full"])
def test_search_works_where_nothing_is_remembered(visit, how):
    page = visit()
    broken = "throw new DOMException('no', 'SecurityError')"
    script = (
        f"Object.defineProperty(window, 'localStorage', {{get() {{ {broken}; }}}})"
        if how == "forbidden"
        else "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceeded') }"
    )
    page.add_init_script(script)
    page.goto(page.url + "search/?q=invoice")
    expect(page.locator(RESULTS).first).to_be_visible()
    open_page = page.locator("#pkb-results-input")
    open_page.fill("refund")
    page.keyboard.press("Enter")
    expect(page.locator(".pkb-results")).to_have_attribute("data-pkb-answered", "refund")


def broken_page(visit, pattern: str, answer: str) -> Page:
    page = visit()

    def handle(route: Route) -> None:
        if answer == "404":
            route.fulfill(status=404, body="no")
        elif answer == "abort":
            route.abort()
        else:
            route.fulfill(status=200, body=answer)

    page.route(pattern, handle)
    return page


@pytest.mark.parametrize("answer", ["404", "abort", "nonsense"])
def test_a_search_without_its_settings_gives_the_link_back(visit, site_url, answer):
    page = broken_page(visit, "**/search.en.json", answer)
    there = page.url
    page.click("[data-pkb-search]")
    link = page.locator("[data-pkb-find]")
    expect(link).to_be_focused()
    expect(page.locator("[data-pkb-search]")).to_have_count(0)
    assert page.url == there
    link.click()
    expect(page).to_have_url(f"{site_url}a-z/")
    page.goto(f"{site_url}search/?q=invoice")
    alert = page.locator("[data-pkb-search-page] [role=alert]")
    expect(alert).to_contain_text("could not be loaded")
    expect(alert.locator("a")).to_have_attribute("href", "/a-z/")


def test_a_search_without_its_modules_gives_the_link_back(visit):
    page = broken_page(visit, "**/search/box.js", "404")
    expect(page.locator("[data-pkb-search]")).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator("[data-pkb-find]")).to_be_focused()


def test_a_results_page_without_its_module_says_so(visit, site_url):
    page = broken_page(visit, "**/search/page.js", "404")
    page.goto(f"{site_url}search/?q=invoice")
    expect(page.locator("[data-pkb-search-page]")).to_contain_text("could not be loaded")


@pytest.mark.parametrize("answer", ["404", "abort", "nonsense"])
@pytest.mark.parametrize(
    "pattern",
    [
        "**/pagefind.js",
        "**/words.bin*",
        "**/pagefind-entry.json*",
        "**/wasm.*.pagefind",
    ],
)
def test_what_is_missing_or_broken_is_told_with_a_way_out(visit, pattern, answer):
    page = broken_page(visit, pattern, answer)
    open_box_anyhow(page)
    expect(page.locator(f"{BOX} [role=alert]")).to_contain_text("could not be loaded")
    expect(page.locator(f"{BOX} [role=alert] a")).to_have_attribute("href", "/a-z/")
    page.keyboard.press("Escape")
    page.goto(page.url + "search/?q=invoice")
    alert = page.locator("[data-pkb-search-page] [role=alert]")
    expect(alert).to_contain_text("could not be loaded")
    expect(alert.locator("a")).to_have_attribute("href", "/a-z/")


@pytest.mark.parametrize("answer", ["404", "abort", "nonsense"])
@pytest.mark.parametrize("pattern", ["**/*.pf_index", "**/*.pf_fragment", "**/*.pf_meta"])
def test_a_part_of_the_index_that_does_not_come_is_told_and_asked_for_again(visit, pattern, answer):
    page = broken_page(visit, pattern, answer)
    page.goto(page.url + "search/?q=invoice")
    alert = page.locator("[data-pkb-search-page] [role=alert]")
    expect(alert).to_contain_text("could not be loaded")
    expect(alert.locator("a")).to_have_attribute("href", "/a-z/")
    expect(page.locator(STATUS)).not_to_contain_text("Nothing found")
    page.unroute_all()
    page.fill("#pkb-results-input", "invoices")
    expect(page.locator(RESULTS).first).to_be_visible()
    expect(alert).to_have_count(0)


@pytest.mark.parametrize("prefix", LOCALES)
def test_the_search_keeps_the_roles_where_nothing_is_remembered(visit, site_url, prefix):
    page = visit()
    broken = "throw new DOMException('no', 'SecurityError')"
    page.add_init_script(
        f"Object.defineProperty(window, 'localStorage', {{get() {{ {broken}; }}}})"
    )
    page.goto(f"{site_url}{prefix}guidance/billing-support/?role=sales-agent")
    open_box(page)
    search(page, QUERIES[prefix])
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=[^&]+&role=sales-agent$"))
    expect(page.locator("[data-pkb-chip]")).to_have_count(1)


def open_box_anyhow(page: Page) -> None:
    expect(page.locator("[data-pkb-search]")).to_be_visible()
    page.click("[data-pkb-search]")
    expect(page.locator(BOX)).to_be_visible()


def test_a_site_without_an_index_says_so(visit, site_url):
    page = visit("ru-RU/")
    stored = page.request.get(f"{site_url}assets/partner-kb/search.ru-RU.json").json()
    page.route("**/search.ru-RU.json", lambda route: route.fulfill(json={**stored, "tag": ""}))
    open_box(page)
    page.keyboard.type("счет")
    alert = page.locator(f"{BOX} [role=alert]")
    expect(alert).to_contain_text("без поискового индекса")
    expect(alert.locator("a")).to_have_attribute("href", "/ru-RU/a-z/")


def test_english_that_cannot_be_loaded_leaves_the_rest(visit):
    page = visit("pt-BR/")
    page.route("**/pagefind/en/**", lambda route: route.abort())
    page.goto(page.url + "search/?q=fatura&en=1")
    expect(page.locator(RESULTS).first).to_be_visible()
    expect(page.locator(STATUS)).to_contain_text("inglês")


@pytest.mark.parametrize("prefix", LOCALES)
def test_small_screens_get_a_full_sheet(visit, prefix):
    page = visit(prefix, viewport={"width": 360, "height": 640})
    page.click("[data-pkb-search]")
    search(page, QUERIES[prefix])
    box = page.locator(BOX).bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 360, 640)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("document.querySelector('dialog').scrollWidth") <= 360
    page.goto(f"{page.url}search/?q={quote(QUERIES[prefix])}")
    expect(page.locator(RESULTS).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("prefix", LOCALES)
def test_axe_finds_nothing_serious(visit, axe, prefix, scheme):
    page = visit(prefix, color_scheme=scheme)
    open_box(page)
    search(page, QUERIES[prefix])
    page.keyboard.press("ArrowDown")
    assert axe(page) == []
    page.goto(f"{page.url}search/?q={quote(QUERIES[prefix])}")
    expect(page.locator(RESULTS).first).to_be_visible()
    assert axe(page) == []


def test_axe_finds_nothing_serious_where_nothing_is_found(visit, axe):
    page = visit("zh-CN/search/?q=zzzzqqqq", viewport={"width": 360, "height": 640})
    expect(page.locator(STATUS)).to_contain_text("zzzzqqqq")
    assert axe(page) == []


def test_other_pages_stay_out_of_the_index(visit):
    """Lists, the search page, English beside a translation."""
    page = visit("pt-BR/search/?q=translation%20status")
    expect(page.locator(f"{STATUS} p").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    addresses = page.eval_on_selector_all(RESULTS, "links => links.map(link => link.pathname)")
    assert not any(
        "translation-status" in one or "/a-z/" in one or "/roles/" in one for one in addresses
    )
    page.goto(page.url.split("?")[0] + "?q=wherever")
    expect(page.locator(f"{STATUS} p").first).to_be_visible()
