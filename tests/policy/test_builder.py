"""The builder, as a person uses it: by mouse, by keyboard, on a phone, in four languages."""

import json
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import expect

from partner_kb.policy.load import load_policy
from partner_kb.policy.render import Request, render_fragment, render_page
from partner_kb.policy.tree import parse_html
from partner_kb.policy.twin.markdown import plain_text
from policy.policy_generator import LOCALES

pytestmark = pytest.mark.browser
DOCS = Path(__file__).parents[2] / "docs"


def ready(page, builder_site, locale="en"):
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{builder_site}/{locale}.html")
    page.wait_for_selector(".pkb-builder-ready")
    return page


def start_from(page, sample):
    page.select_option("#pkb-builder-start", sample)
    page.click("#pkb-builder-start + button")
    page.wait_for_function(
        "name => document.querySelector('.pkb-builder-output [data-pkb-policy]')"
        "?.dataset.pkbPolicy === name",
        arg=sample,
    )


def sample(name):
    path = DOCS / "policies" / f"{name}.yml"
    return load_policy(path.read_text("utf-8"), path.name).policy


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", ["aurora-nuvem", "hongye-cloud", "severny-most"])
def test_a_sample_shows_the_same_text_as_python(page, builder_site, name, locale):
    ready(page, builder_site, "pt-BR")
    start_from(page, name)
    page.select_option("#pkb-builder-locale", locale)
    page.wait_for_function(
        "locale => document.querySelector('.pkb-builder-output article')?.lang === locale",
        arg=locale,
    )
    shown = page.text_content(".pkb-builder-output")
    html = render_fragment(Request(sample(name), locale))
    assert shown == plain_text(parse_html(html))


def test_all_sections_of_a_sample_are_complete(page, builder_site):
    ready(page, builder_site)
    start_from(page, "aurora-nuvem")
    progress = page.text_content(".pkb-builder-progress")
    done, every = [int(word) for word in progress.split() if word.isdigit()]
    assert done == every > 15
    assert page.locator(".pkb-builder-problems li").count() == 0


def test_mistakes_are_told_with_the_words_of_check(page, builder_site):
    ready(page, builder_site)
    start_from(page, "aurora-nuvem")
    page.fill("#pkb-field-next_review", "2025-01-01")
    message = "the next review, 2025-01-01, is not after the effective date, 2026-01-05"
    expect(page.locator("#pkb-field-next_review-problem")).to_have_text(message)
    expect(page.locator("#pkb-field-next_review")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#pkb-section-general .pkb-builder-problems")).to_contain_text(message)


def test_messages_are_in_the_readers_language(page, builder_site):
    ready(page, builder_site, "ru-RU")
    start_from(page, "severny-most")
    page.fill("#pkb-field-next_review", "2025-01-01")
    expect(page.locator("#pkb-field-next_review-problem")).to_contain_text(
        "не позже даты вступления"
    )


def test_weekly_hours_are_a_grid(page, builder_site):
    ready(page, builder_site)
    start_from(page, "aurora-nuvem")
    page.click("#pkb-section-hours > summary")
    page.fill("[aria-label='Saturday: Opens']", "09:00")
    page.fill("[aria-label='Saturday: Closes']", "12:00")
    expect(page.locator(".pkb-builder-output")).to_contain_text("Saturday")
    page.fill("[aria-label='Saturday: Closes']", "08:00")
    expect(page.locator("#pkb-section-hours .pkb-builder-problems")).to_contain_text(
        "closes at 08:00, before it opens at 09:00"
    )


def test_groups_are_added_moved_and_removed(page, builder_site):
    ready(page, builder_site)
    start_from(page, "aurora-nuvem")
    page.click("#pkb-section-contacts > summary")
    items = page.locator("#pkb-section-contacts .pkb-builder-item-head")
    expect(items).to_have_count(6)
    before = items.count()
    page.click("#pkb-section-contacts .pkb-builder-add")
    expect(items).to_have_count(before + 1)
    focused = page.evaluate("document.activeElement.id")
    assert focused == f"pkb-field-contacts-{before}-id"
    page.locator("#pkb-section-contacts button[aria-label^='Remove']").last.click()
    expect(items).to_have_count(before)
    page.locator("#pkb-section-contacts button[aria-label^='Move down']").first.click()
    expect(page.locator("#pkb-field-contacts-0-id")).to_have_value("email")


def test_a_draft_is_kept_and_comes_back(page, builder_site):
    ready(page, builder_site)
    page.fill("#pkb-field-id", "my-own")
    page.wait_for_function("localStorage.getItem('pkb-policy-draft')?.includes('my-own')")
    page.reload()
    page.wait_for_selector(".pkb-builder-ready")
    expect(page.locator("#pkb-field-id")).to_have_value("my-own")


def saved(page, name):
    with page.expect_download() as download:
        page.click(f"button:text-is('{name}')")
    return Path(download.value.path()).read_text("utf-8"), download.value.suggested_filename


@pytest.mark.parametrize("name", ["aurora-nuvem", "hongye-cloud", "severny-most"])
def test_yaml_is_saved_and_loaded_without_loss(page, builder_site, name, tmp_path):
    ready(page, builder_site)
    start_from(page, name)
    text, file = saved(page, "Save YAML")
    assert file == f"{name}.yml"
    loaded = load_policy(text, file)
    assert loaded.problems == ()
    assert loaded.policy == sample(name)
    assert yaml.safe_load(text)["id"] == name
    page.click("button:text-is('Delete the draft')")
    source = DOCS / "policies" / f"{name}.yml"
    page.set_input_files(".pkb-builder-file", source)
    expect(page.locator("#pkb-field-id")).to_have_value(name)
    again, _ = saved(page, "Save YAML")
    assert load_policy(again, file).policy == sample(name)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [1, 2\nb: 3\n", "The file could not be read: line"),
        ("a: &x 1\nb: *x\n", "anchors, aliases and tags are not read"),
        ("id: a\nid: b\n", "this key stands here twice"),
    ],
)
def test_a_broken_file_is_refused_and_the_draft_stays(page, builder_site, text, message, tmp_path):
    ready(page, builder_site)
    page.fill("#pkb-field-id", "mine")
    path = tmp_path / "broken.yml"
    path.write_text(text)
    page.set_input_files(".pkb-builder-file", path)
    expect(page.locator(".pkb-builder-alert")).to_contain_text(message)
    expect(page.locator("#pkb-field-id")).to_have_value("mine")


def test_html_is_downloaded_as_python_renders_it(page, builder_site):
    ready(page, builder_site, "en")
    start_from(page, "aurora-nuvem")
    text, file = saved(page, "Download HTML")
    assert file == "aurora-nuvem.en.policy.html"
    assert text == render_page(Request(sample("aurora-nuvem"), "en"))


def test_markup_in_a_field_stays_text(page, builder_site):
    ready(page, builder_site)
    start_from(page, "aurora-nuvem")
    page.click("#pkb-section-identity > summary")
    page.fill("#pkb-field-identity-legal_name", '<img src=x onerror="alert(1)">')
    expect(page.locator("#pkb-field-identity-legal_name-problem")).to_contain_text(
        "markup stands in"
    )
    assert page.locator(".pkb-builder-output img").count() == 0


def test_everything_is_reached_by_keyboard(page, builder_site):
    ready(page, builder_site)
    page.focus("#pkb-section-identity > summary")
    page.keyboard.press("Enter")
    page.wait_for_selector("#pkb-field-identity-legal_name")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "pkb-field-identity-legal_name"
    page.keyboard.type("Keyboard Ltd.")
    expect(page.locator(".pkb-builder-output")).to_contain_text("Keyboard Ltd.")


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_is_wider_than_a_phone(browser, builder_site, locale):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = ready(context.new_page(), builder_site, locale)
    start_from(page, "severny-most")
    page.evaluate("document.querySelectorAll('.pkb-builder-section').forEach(d => d.open = true)")
    page.wait_for_selector("#pkb-field-changes-notice_days")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    labels = page.evaluate(
        """[...document.querySelectorAll('.pkb-builder :is(input, select, textarea)')]
        .filter(i => i.type !== 'file')
        .filter(i => !i.labels?.length && !i.getAttribute('aria-label')).map(i => i.outerHTML)"""
    )
    assert labels == []
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert sorted(ids) == sorted(set(ids))
    context.close()


def test_without_javascript_there_is_the_file(browser, builder_site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{builder_site}/pt-BR.html")
    assert page.get_attribute(".pkb-builder-skeleton a", "href").startswith("data:text/yaml")
    assert page.is_visible("noscript") or "JavaScript" in page.text_content(".pkb-builder")
    context.close()


AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


@pytest.mark.skipif(not AXE.exists(), reason="npm ci has not installed axe-core")
def test_axe_finds_nothing(page, builder_site):
    ready(page, builder_site)
    start_from(page, "hongye-cloud")
    page.evaluate("document.querySelectorAll('.pkb-builder-section').forEach(d => d.open = true)")
    page.wait_for_selector("#pkb-field-changes-notice_days")
    page.add_script_tag(path=str(AXE))
    found = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})"
    )
    assert [
        (one["id"], [n["html"][:200] for n in one["nodes"][:3]]) for one in found["violations"]
    ] == []


def test_the_words_hold_every_choice(builder_site):
    from partner_kb.policy.builder_page import render_builder
    from partner_kb.policy.load import policy_schema

    html = render_builder("en", None, [])
    words = json.loads(html.split('id="pkb-builder-words">')[1].split("</script>")[0])
    choices = {
        choice
        for part in [policy_schema(), *policy_schema()["$defs"].values()]
        for field in part.get("properties", {}).values()
        for choice in field.get("enum", [])
    }
    assert choices - set(words["choices"]) == set()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_browser_that_cannot_inflate_says_so(page, builder_site, locale):
    page.add_init_script("delete globalThis.DecompressionStream")
    page.goto(f"{builder_site}/{locale}.html")
    expect(page.get_by_role("alert")).to_contain_text("TODO")
    expect(page.get_by_role("alert")).to_contain_text(
        {"en": "browser", "pt-BR": "navegador", "zh-CN": "浏览器", "ru-RU": "браузер"}[locale]
    )
    expect(page.locator(".pkb-builder-skeleton a")).to_be_visible()
    expect(page.locator("form")).to_have_count(0)
