"""Flows in Chromium: every response and outcome by clicks, keyboard, no JavaScript, hand-over."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from browser.conftest import serve
from flow.site import FLOWS, LOCALES, address, write_site
from partner_kb.flow.conditions import Answer
from partner_kb.flow.load import load_flow
from partner_kb.flow.model import Flow, Question, State
from partner_kb.flow.paths import paths

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
Given = tuple[tuple[str, Answer], ...]
TECHNICAL: dict[str, Answer] = {
    "who": "customer", "model": "direct-bill", "issue": "technical", "environment": "cloud",
    "cloud": "public", "health": "clear", "baseline": ("bug", "network"), "diagnosed": "yes",
    "severity": "a", "entitlement": "premier",
}  # fmt: skip


def read(name: str) -> Flow:
    path = ROOT / "docs" / "flows" / f"{name}.yml"
    return load_flow(path.read_text("utf-8"), str(path)).flow


def query(answers: dict[str, Answer]) -> str:
    return "?" + urlencode(
        {k: list(v) if isinstance(v, tuple) else v for k, v in answers.items()}, True
    )


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Flow pages alone, served; the URL has no slash at its end."""
    folder = tmp_path_factory.mktemp("flows")
    write_site(folder)
    (folder / "404.html").write_text("absent", "utf-8")
    url, stop = serve(folder)
    yield url.rstrip("/")
    stop()


@pytest.fixture
def look(browser: Browser, small: str) -> Iterator[Callable[..., Page]]:
    """Opens a page in a context of its own; script errors and other origins fail the test."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(path: str, **options: object) -> Page:
        init = options.pop("init", None)
        context = browser.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(8000)
        contexts.append(context)
        page = context.new_page()
        if isinstance(init, str):
            page.add_init_script(init)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "request",
            lambda request: request.url.startswith((small, "data:")) or wrong.append(request.url),
        )
        page.goto(small + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def continue_(page: Page) -> None:
    page.locator("[data-pkb-flow-current] [data-pkb-flow-continue]").click()


def answer(page: Page, question: Question, value: Answer) -> None:
    """Answer the question shown as a person does, and go on."""
    section = page.locator(f'[data-pkb-flow-question="{question.id}"]')
    expect(section).to_be_visible()
    if question.responses:
        for one in value if isinstance(value, tuple) else (value,):
            section.locator(f'input[name="{question.id}"][value="{one}"]').check()
    else:
        section.locator(f'input[name="{question.id}"]').fill(str(value))
    continue_(page)


def widened(flow: Flow, state: State) -> Given:
    """The path with all responses of a multiple choice, where that leads to the same outcome."""
    given = dict(state.given)
    for name, value in state.given:
        plain = tuple(r.id for r in flow.questions[name].responses if not r.exclusive)
        wide = {**given, name: plain}
        if isinstance(value, tuple) and flow.replay(wide).node_id == state.node_id:
            given = wide if value[0] in plain else given
    return tuple(given.items())


def covering_walks(flow: Flow) -> list[tuple[Given, str]]:
    """Few paths that together give every response, and end in every outcome."""
    wanted = {(q.id, r.id) for q in flow.questions.values() for r in q.responses}
    wanted |= {("", name) for name in flow.outcomes}
    walks = []
    for state in sorted(paths(flow), key=lambda s: len(s.given)):
        given = widened(flow, state)
        gives = {("", state.node_id)}
        for name, value in given:
            gives |= {(name, str(one)) for one in (value if isinstance(value, tuple) else (value,))}
        if gives & wanted:
            wanted -= gives
            walks.append((given, state.node_id))
    assert not wanted, wanted
    return walks


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", FLOWS)
def test_every_response_and_every_outcome_by_clicks(
    name: str, locale: str, look: Callable[..., Page]
) -> None:
    flow = read(name)
    page = look(address(name, locale))
    for given, outcome in covering_walks(flow):
        for question, value in given:
            answer(page, flow.questions[question], value)
        shown = page.locator(f'[data-pkb-outcome="{outcome}"]')
        expect(shown).to_be_visible()
        expect(page.locator("[data-pkb-flow-handover]")).to_be_visible()
        assert page.locator("[data-pkb-outcome]:visible").count() == 1
        assert page.locator("[data-pkb-flow-question]:visible").count() == 0
        assert page.url.endswith(query(dict(given)))
        page.locator("[data-pkb-flow-restart]").click()


def test_one_question_at_a_time_with_its_heading_in_focus(look: Callable[..., Page]) -> None:
    page = look("/flows/escalation/")
    assert page.locator(".pkb-flow-node:visible").count() == 1
    assert page.evaluate("document.activeElement === document.body")
    legend = page.locator("[data-pkb-flow-current] fieldset > legend > h2")
    expect(legend).to_have_text("Who has the problem?")
    page.get_by_label("A customer of ours").check()
    continue_(page)
    assert page.evaluate("document.activeElement.textContent").startswith("How does your company")
    assert page.title().startswith("How does your company")
    expect(page.locator("[data-pkb-flow-progress] span")).to_have_text("Question 2, at most 8 more")


def test_nothing_chosen_is_told_in_a_summary_that_leads_to_the_field(
    look: Callable[..., Page],
) -> None:
    page = look("/ru-RU/flows/escalation/")
    continue_(page)
    box = page.get_by_role("alert")
    expect(box).to_be_focused()
    box.get_by_role("link", name="Выберите ответ.").click()
    first = page.locator('input[name="who"][value="customer"]')
    expect(first).to_be_focused()
    assert first.get_attribute("aria-invalid") == "true"
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator('[data-pkb-flow-question="model"]')).to_be_visible()
    expect(box).to_be_hidden()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter a value."),
        ("ten", "Enter a whole number, in digits."),
        ("0", "Enter a value from 1 to 3650."),
        ("3651", "Enter a value from 1 to 3650."),
    ],
)
def test_numbers_that_are_none(typed: str, said: str, look: Callable[..., Page]) -> None:
    page = look("/flows/non-payment/?situation=overdue&invoice=yes&disputed=no")
    page.locator('input[name="days"]').fill(typed)
    continue_(page)
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text(said)
    assert "days" not in page.url


def test_an_exclusive_response_stands_alone(look: Callable[..., Page]) -> None:
    page = look("/flows/escalation/" + query({**TECHNICAL, "baseline": "nonsense"}))
    expect(page.locator("[data-pkb-flow-notice]")).to_contain_text("What does the problem concern?")
    page.locator('input[value="bug"]').check()
    page.locator('input[value="within"]').check()
    continue_(page)
    expect(page.get_by_role("alert")).to_contain_text("None of these: use, settings")
    page.locator('input[value="within"]').uncheck()
    continue_(page)
    expect(page.locator('[data-pkb-outcome="premier"]')).to_be_visible()


def test_dates_and_numbers_without_bounds(look: Callable[..., Page]) -> None:
    page = look("/third/")
    page.locator('input[name="when"]').fill("2025-06-30")
    continue_(page)
    page.locator('input[name="size"]').fill("-1")
    continue_(page)
    expect(page.locator('[data-pkb-outcome="none-left"]')).to_be_visible()
    assert page.url.endswith("?when=2025-06-30&size=-1")
    page.locator('[data-pkb-flow-change="size"]').click()
    page.locator('input[name="size"]').fill("10")
    continue_(page)
    page.get_by_label("Low", exact=True).check()
    continue_(page)
    shown = page.locator('[data-pkb-outcome="done-low"]')
    expect(shown).to_contain_text("Whisper.")
    expect(shown.get_by_text("Shout.")).to_be_hidden()
    expect(shown.locator("[data-pkb-flow-severity]:visible")).to_have_text("Low within 21 hours")
    assert shown.locator('input[type="date"]').count() == 1


def test_a_changed_answer_keeps_the_later_ones(look: Callable[..., Page]) -> None:
    page = look("/flows/escalation/" + query(TECHNICAL))
    expect(page.locator('[data-pkb-outcome="premier"]')).to_be_visible()
    page.locator('[data-pkb-flow-change="cloud"]').click()
    expect(page.locator('[data-pkb-flow-question="cloud"] h2')).to_be_focused()
    expect(page.locator('input[value="public"]')).to_be_checked()
    page.locator('input[value="us-government"]').check()
    continue_(page)
    expect(page.locator('[data-pkb-outcome="premier"]')).to_be_visible()
    shown = page.locator('[data-pkb-outcome="premier"]')
    expect(shown.get_by_text("Open the request in the Partner Center for")).to_be_visible()
    page.locator('[data-pkb-flow-change="model"]').click()
    page.locator('input[value="indirect-reseller"]').check()
    continue_(page)
    expect(page.locator('[data-pkb-outcome="technical-provider"]')).to_be_visible()
    assert "entitlement" not in page.url


def test_back_forward_and_restart(look: Callable[..., Page]) -> None:
    page = look("/flows/escalation/")
    flow = read("escalation")
    for name in ("who", "model", "issue"):
        answer(page, flow.questions[name], TECHNICAL[name])
    page.go_back()
    expect(page.locator('[data-pkb-flow-question="issue"] h2')).to_be_focused()
    page.go_back()
    expect(page.locator('[data-pkb-flow-question="model"]')).to_be_visible()
    page.go_forward()
    page.go_forward()
    expect(page.locator('[data-pkb-flow-question="environment"]')).to_be_visible()
    page.locator("[data-pkb-flow-restart]").click()
    expect(page.locator('[data-pkb-flow-question="who"]')).to_be_visible()
    assert "?" not in page.url
    assert page.locator("input:checked:visible").count() == 0


@pytest.mark.parametrize("locale", LOCALES)
def test_a_link_gives_the_same_outcome_in_any_language(
    locale: str, look: Callable[..., Page]
) -> None:
    page = look(address("escalation", locale) + query(TECHNICAL))
    expect(page.locator('[data-pkb-outcome="premier"]')).to_be_visible()
    assert page.locator("[data-pkb-outcome=premier] [data-pkb-flow-severity]:visible").count() == 1
    expect(page.locator("[data-pkb-flow-notice]")).to_be_hidden()


@pytest.mark.parametrize(
    ("search", "node", "said"),
    [
        ("?issue=technical&severity=a", "who", "Some answers come from the link."),
        ("?who=customer&model=gone&issue=billing", "model", "How does your company take part"),
        ("?who=customer&removed=x", "model", "removed"),
        ("?who=customer&issue=billing", "model", "the flow may have changed"),
        ("?who=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "who", "Who has the problem?"),
        ("?__proto__=x&constructor=y&who=customer", "model", ""),
        ("?who=customer&who=partner", "who", "Who has the problem?"),
        ("?%E0%A4%A=1&&=&who=%00", "who", "Who has the problem?"),
        ("?who=customer&x=" + "y" * 9000, "who", "The link can't be read."),
    ],
    ids=[
        "implied",
        "old-response",
        "old-question",
        "new-question",
        "markup",
        "prototype",
        "twice",
        "bytes",
        "long",
    ],
)
def test_old_malformed_and_hostile_links(
    search: str, node: str, said: str, look: Callable[..., Page]
) -> None:
    page = look("/flows/escalation/" + search)
    expect(page.locator(f'[data-pkb-flow-question="{node}"]')).to_be_visible()
    expect(page.locator("[data-pkb-flow-notice]")).to_contain_text(said)
    assert page.locator("main img").count() == 0


def test_implied_answers_are_not_asked_again(look: Callable[..., Page]) -> None:
    page = look("/flows/escalation/?issue=technical&severity=a")
    flow = read("escalation")
    for name in ("who", "model"):
        answer(page, flow.questions[name], TECHNICAL[name])
    expect(page.locator('[data-pkb-flow-question="environment"]')).to_be_visible()


def test_by_keyboard_alone(look: Callable[..., Page]) -> None:
    page = look("/pt-BR/flows/escalation/" + query(dict(list(TECHNICAL.items())[:6])))
    section = page.locator('[data-pkb-flow-question="baseline"]')
    while not section.locator('input[value="undocumented"]').evaluate(
        "e => e === document.activeElement"
    ):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator('[data-pkb-flow-question="diagnosed"] h2')).to_be_focused()
    for node, downs in (("severity", 0), ("entitlement", 2), ("product", 3)):
        while page.evaluate("document.activeElement.type") != "radio":
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        for _ in range(downs):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        if node != "product":
            expect(page.locator(f'[data-pkb-flow-question="{node}"] h2')).to_be_focused()
    expect(page.locator('[data-pkb-outcome="on-premises-only"] h2')).to_be_focused()
    expect(page.locator("[data-pkb-flow-handover]")).to_be_visible()
    while page.evaluate("document.activeElement.tagName") != "INPUT":
        page.keyboard.press("Tab")
    page.keyboard.type("CASE-9")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "pkb-flow-canvas"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.href.baseVal") == "#flow-escalation-who"
    page.keyboard.press("Enter")
    expect(page.locator('[data-pkb-flow-question="who"] h2')).to_be_focused()


@pytest.mark.parametrize("locale", LOCALES)
def test_without_javascript_links_lead_to_an_outcome(
    locale: str, look: Callable[..., Page]
) -> None:
    page = look(address("escalation", locale), java_script_enabled=False)
    flow = read("escalation")
    assert page.locator(".pkb-flow-node:visible").count() == len(flow.nodes)
    assert page.locator(".pkb-flow input:visible, .pkb-flow button:visible").count() == 0
    for node in ("model", "issue", "environment", "cloud", "health", "baseline", "diagnosed"):
        page.locator(f'.pkb-flow-node a[href="#flow-escalation-{node}"]').first.click()
        assert page.url.endswith(f"#flow-escalation-{node}")
    for node in ("severity", "entitlement", "premier"):
        page.locator(f'.pkb-flow-node a[href="#flow-escalation-{node}"]').first.click()
    section = page.locator('[data-pkb-outcome="premier"]')
    expect(section).to_be_in_viewport()
    assert section.locator(".pkb-flow-when:visible").count() == 2
    assert section.locator("[data-pkb-flow-severity]:visible").count() == 3
    assert section.locator(".pkb-flow-evidence li:visible").count() == 10


def test_everything_can_be_shown_at_once(look: Callable[..., Page]) -> None:
    page = look("/flows/escalation/" + query(TECHNICAL))
    flow = read("escalation")
    page.locator("[data-pkb-flow-all]").click()
    assert page.locator(".pkb-flow-node:visible").count() == len(flow.nodes)
    assert page.locator('[data-pkb-outcome="premier"] .pkb-flow-when:visible').count() == 2
    page.locator("[data-pkb-flow-all]").click()
    assert page.locator(".pkb-flow-node:visible").count() == 1


def test_what_is_typed_stays_on_the_page(look: Callable[..., Page]) -> None:
    page = look("/ru-RU/flows/escalation/" + query(TECHNICAL))
    secret = "Секрет <b>&"
    expect(page.locator("[data-pkb-flow-handover]")).to_be_visible()
    before = page.url
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.locator('[data-pkb-flow-evidence="case-number"]:visible input').fill(secret)
    page.locator('[data-pkb-flow-evidence="effect"]:visible textarea').fill("line 1\nline 2")
    russian = page.locator('[data-pkb-flow-summary="ru-RU"]')
    english = page.locator('[data-pkb-flow-summary="en"]')
    for area in (russian, english):
        text = area.input_value()
        assert secret in text
        assert page.url in text
    assert "Уровень серьезности: A: критический" in russian.input_value()
    assert "Expected initial response: within 2 hours" in english.input_value()
    page.get_by_label("Электронное письмо").check()
    assert english.input_value().startswith(
        "Subject: Escalate through Premier Support for Partners"
    )
    assert (page.url, sent) == (before, [])
    stored = page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    )
    assert "Секрет" not in stored
    page.locator("[data-pkb-flow-clear]").click()
    assert "Секрет" not in page.evaluate(
        "[...document.querySelectorAll('input, textarea')].map((field) => field.value).join()"
    )
    page.reload()
    assert "Секрет" not in page.content() + english.input_value()


@pytest.mark.parametrize("secure", [True, False], ids=["https", "plain-http"])
def test_copying(secure: bool, look: Callable[..., Page]) -> None:
    hide = "Object.defineProperty(window, 'isSecureContext', {value: false});"
    hide += "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
    page = look(
        "/zh-CN/flows/escalation/" + query(TECHNICAL),
        permissions=["clipboard-read", "clipboard-write"],
        init=None if secure else hide,
    )
    page.evaluate(
        "document.addEventListener('copy', () => { window.copied = document.getSelection() + '' })"
    )
    page.locator('[data-pkb-flow-copy="en"]').click()
    expect(page.locator("[data-pkb-flow-status]")).to_have_text("已复制。")
    text = page.locator('[data-pkb-flow-summary="en"]').input_value()
    copied = page.evaluate("navigator.clipboard?.readText()") if secure else None
    assert (copied or text).replace("\r\n", "\n") == text
    assert text.startswith("Escalate through Premier Support for Partners\n")


def test_copying_forbidden(look: Callable[..., Page]) -> None:
    page = look(
        "/flows/escalation/" + query(TECHNICAL),
        init="Object.defineProperty(navigator, 'clipboard', {value: undefined});"
        "Document.prototype.execCommand = () => false;",
    )
    page.locator('[data-pkb-flow-copy="en"]').click()
    expect(page.locator("[data-pkb-flow-status]")).to_contain_text("press Ctrl+C")
    assert page.evaluate("document.activeElement.selectionEnd") > 100


def test_a_policys_terms_at_the_outcome(look: Callable[..., Page]) -> None:
    page = look("/policy/" + query(TECHNICAL) + "&policy=contoso", timezone_id="UTC")
    box = page.locator("[data-pkb-flow-policy]")
    expect(box).to_contain_text("Support terms of Contoso <b>Brasil</b>")
    expect(box).to_contain_text("Within 1 hour")
    expect(box).to_contain_text("Included")
    expect(box).to_contain_text("+55 11 5550-0100 Open day and night.")
    expect(box).to_contain_text("chat Opens Wed, 09:00 (yours: Wed, 06:00).")
    expect(box).to_contain_text("fax see the policy for its hours")
    assert "PO box" not in box.inner_text()
    links = box.locator("[data-pkb-terms-channels] a")
    assert links.first.get_attribute("href") == "tel:+551155500100"
    assert links.nth(1).get_attribute("href") is None
    page.locator("select").select_option("")
    expect(box).to_be_hidden()
    assert "policy=" not in page.url
    page.locator("select").select_option("contoso")
    expect(box).to_be_visible()
    page.goto(page.url.split("?")[0] + query(TECHNICAL))
    expect(box).to_be_visible()


def test_a_policy_that_cannot_be_read_or_is_unknown(look: Callable[..., Page]) -> None:
    page = look("/policy/" + query(TECHNICAL) + "&policy=lost")
    box = page.locator("[data-pkb-flow-policy]")
    expect(box).to_contain_text("The support terms couldn't be read.")
    assert box.get_by_role("link").get_attribute("href") == "/lost-page/"
    page = look("/policy/" + query(TECHNICAL) + "&policy=%3Cb%3Enobody")
    expect(page.locator("[data-pkb-flow-notice]")).to_contain_text("<b>nobody")
    expect(page.locator("[data-pkb-flow-policy]")).to_be_hidden()
    page = look("/flows/escalation/" + query(TECHNICAL) + "&policy=contoso")
    expect(page.locator('[data-pkb-outcome="premier"]')).to_be_visible()


def test_another_role_is_named_and_nothing_hidden(look: Callable[..., Page]) -> None:
    page = look("/flows/escalation/" + query(TECHNICAL) + "&role=billing-admin")
    notice = page.locator('[data-pkb-notice="other-role"]')
    expect(notice).to_contain_text("Helpdesk agent")
    expect(page.locator('[data-pkb-outcome="premier"]')).to_be_visible()
    billing = "?situation=overdue&role="
    page = look(f"/flows/non-payment/{billing}sales-agent")
    expect(page.locator('[data-pkb-notice="other-role"]')).to_contain_text("Billing admin")
    page = look("/flows/escalation/" + query(TECHNICAL) + "&role=helpdesk-agent")
    expect(page.locator('[data-pkb-outcome="premier"]')).to_be_visible()
    expect(page.locator('[data-pkb-notice="other-role"]')).to_be_hidden()


def test_the_diagram_shows_the_way_taken(look: Callable[..., Page]) -> None:
    page = look("/zh-CN/flows/escalation/" + query(TECHNICAL))
    page.locator(".pkb-flow-overview summary").click()
    taken = page.locator(".pkb-flow-svg a.pkb-flow-taken")
    expect(taken).to_have_count(len(TECHNICAL) + 1)
    assert page.locator("path.pkb-flow-taken").count() == len(TECHNICAL)
    assert page.locator("tspan.pkb-flow-taken").count() == len(TECHNICAL) + 1  # two bugs
    current = page.locator(".pkb-flow-svg a[aria-current=step]")
    assert current.get_attribute("href") == "#flow-escalation-premier"
    page.locator(".pkb-flow-canvas").scroll_into_view_if_needed()
    expect(current).to_be_in_viewport()
    page.locator('.pkb-flow-svg a[href$="-signature"]').click()
    expect(page.locator('[data-pkb-outcome="signature"] h2')).to_be_focused()


def test_two_flows_on_one_page(look: Callable[..., Page]) -> None:
    page = look("/both/")
    page.locator('#flow-escalation-who input[value="partner"]').check()
    page.locator("#flow-escalation-who [data-pkb-flow-continue]").click()
    page.locator('#flow-non-payment-situation input[value="suspended"]').check()
    page.locator("#flow-non-payment-situation [data-pkb-flow-continue]").click()
    assert page.url.endswith("?non-payment.situation=suspended&escalation.who=partner")
    page.reload()
    expect(page.locator("#flow-escalation-model")).to_be_visible()
    expect(page.locator("#flow-non-payment-payment")).to_be_visible()


def test_a_script_that_fails_leaves_the_page_readable(browser: Browser, small: str) -> None:
    page = browser.new_page()
    page.route("**/*.js", lambda route: Route.abort(route))
    page.goto(small + "/flows/escalation/")
    premier = page.locator('[data-pkb-outcome="premier"] h2')
    expect(premier).to_be_visible()
    page.wait_for_function(
        "() => { const flow = document.querySelector('.pkb-flow');"
        " return flow.scrollHeight === flow.clientHeight; }"
    )
    page.close()


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_axe(
    locale: str, scheme: str, look: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    base = address("escalation", locale)
    for search, then in (("", "error"), (query(TECHNICAL), "overview"), (query(TECHNICAL), "all")):
        page = look(base + search)
        page.evaluate("scheme => document.body.dataset.mdColorScheme = scheme", scheme)
        if then == "error":
            continue_(page)
        else:
            expect(page.locator("[data-pkb-flow-handover]")).to_be_visible()
            page.locator(".pkb-flow-overview summary").click()
        if then == "all":
            page.locator("[data-pkb-flow-all]").click()
        assert axe(page) == []


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", FLOWS)
def test_nothing_is_wider_than_a_phone(name: str, locale: str, look: Callable[..., Page]) -> None:
    search = query(TECHNICAL) if name == "escalation" else "?situation=suspended&payment=part"
    for extra in ("", search):
        page = look(address(name, locale) + extra, viewport={"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        if extra:
            page.locator("[data-pkb-flow-all]").click()
            page.locator(".pkb-flow-overview summary").click()
            assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_print_shows_the_outcome_and_what_was_typed(look: Callable[..., Page]) -> None:
    page = look("/pt-BR/flows/escalation/" + query(TECHNICAL))
    page.locator('[data-pkb-flow-evidence="case-number"]:visible input').fill("CASE-1")
    page.emulate_media(media="print")
    expect(page.locator('[data-pkb-outcome="premier"] ol')).to_be_visible()
    expect(page.locator('[data-pkb-flow-evidence="case-number"]:visible input')).to_have_value(
        "CASE-1"
    )
    expect(page.locator("[data-pkb-flow-answers] ol")).to_be_visible()
    for hidden in ("tools", "handover", "progress"):
        expect(page.locator(f"[data-pkb-flow-{hidden}]")).to_be_hidden()


def test_implied_roles_count(visit: Callable[..., Page]) -> None:
    """Of the bundled site, because only that has a vocabulary: global-admin may what others may."""
    notice = '[data-pkb-notice="other-role"]'
    page = visit("flows/non-payment/?situation=overdue&role=global-admin")
    expect(page.locator('[data-pkb-flow-question="invoice"]')).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.locator(notice)).to_be_hidden()
    page.goto(page.url.replace("global-admin", "report-viewer"))
    expect(page.locator(notice)).to_contain_text("Billing admin")


HEAVIEST = 60_000
"""Bytes of HTML, JavaScript, JSON and CSS of ours that a flow's page may take, gzipped."""


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    ("name", "search"),
    [
        ("escalation", ""),
        ("escalation", query(TECHNICAL)),
        ("non-payment", ""),
        ("non-payment", "?situation=suspended&payment=part"),
    ],
    ids=["escalation", "escalation-outcome", "non-payment", "non-payment-outcome"],
)
def test_weight_of_the_page(
    name: str, search: str, locale: str, visit: Callable[..., Page], site_url: str, bundled: Path
) -> None:
    """At load, and at an outcome with its hand-over open. `pytest -rP -k weight` prints figures."""
    page = visit(address(name, locale).lstrip("/") + search)
    shown = ".pkb-flow-handover" if search else "[data-pkb-flow-progress]"
    expect(page.locator(shown)).to_be_visible()
    page.wait_for_load_state("networkidle")
    sizes = page_weight(page, site_url, bundled)
    total = sum(sizes.values())
    print(f"{locale} {name} {'outcome' if search else 'load'}: {total} in {len(sizes)} files")
    assert total <= HEAVIEST, sorted(sizes.items(), key=lambda item: -item[1])
    assert any(name.endswith("/flow/page.js") for name in sizes)


def page_weight(page: Page, site_url: str, folder: Path) -> dict[str, int]:
    """The page and what of ours it has loaded so far, each gzipped; not Material's two sheets."""
    loaded = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    sizes = {}
    for url in (page.url.split("?")[0], *loaded):
        path = folder / url.removeprefix(site_url).split("?")[0]
        path = path / "index.html" if url.endswith("/") else path
        name = path.relative_to(folder).as_posix()
        if path.suffix in (".html", ".js", ".json", ".css") and "/stylesheets/" not in name:
            sizes[name] = len(gzip.compress(path.read_bytes(), 9))
    assert any(name.endswith(".html") for name in sizes)
    assert any(name.endswith(".css") for name in sizes)
    return sizes


def test_a_bundled_policy_at_an_outcome(visit: Callable[..., Page]) -> None:
    page = visit("pt-BR/flows/escalation/" + query(TECHNICAL) + "&policy=aurora-nuvem")
    box = page.locator("[data-pkb-flow-policy]")
    expect(box).to_be_visible()
    expect(box.locator("[data-pkb-terms-target] dd")).not_to_be_empty()
    assert box.locator("[data-pkb-terms-channels] li").count() > 0
    # The policy's time first, the reader's beside it.
    hours = box.locator("[data-pkb-terms-channels] b", has_text="no seu horário")
    expect(hours.first).to_be_visible()
    box.locator("[data-pkb-terms-link]").click()
    assert page.url.endswith("/pt-BR/policies/aurora-nuvem/")
