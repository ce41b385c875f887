"""Comparing a translation in its article, as a translator comes to it from the dashboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.conftest import serve
from i18n.test_beside import imported
from partner_kb.cli import cli

pytestmark = pytest.mark.browser

ENGLISH = "[data-pkb-english]"
TOGGLE = "[data-pkb-english-toggle]"
PART = "#pkb-compare"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    kb = imported(tmp_path_factory.mktemp("comparing"))
    result = CliRunner().invoke(cli, ["build", "-f", str(kb.root / "mkdocs.yml")])
    assert result.exit_code == 0, result.output
    address, stop = serve(Path(kb.root, "site"))
    yield address
    stop()


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def compare(context: BrowserContext, url: str) -> Page:
    """From the dashboard, by its link."""
    page = context.new_page()
    page.goto(f"{url}pt-BR/translation-status/")
    page.click(".pkb-status__table td a:has-text('Comparar')")
    page.wait_for_url(f"{url}pt-BR/partner-center/talk/{PART}")
    return page


@pytest.mark.parametrize("width", [360, 1280])
def test_needs_no_script(browser: Browser, url: str, width: int) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 700}
    )
    page = compare(context, url)
    expect(page.locator(PART)).to_be_in_viewport()
    expect(page.locator(f"{PART} p").first).to_contain_text("Compare cada bloco")
    assert page.locator(ENGLISH).count() == 5
    for block in page.locator(ENGLISH).all():
        expect(block).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(media="print")
    expect(page.locator(f"{PART} p").first).to_be_visible()
    expect(page.locator(ENGLISH).first).to_be_visible()
    page.emulate_media(media="screen")
    page.click(f"{PART} a[href='#pkb-main']")
    expect(page.locator(PART)).to_be_hidden()
    expect(page.locator(ENGLISH).first).to_be_hidden()
    context.close()


def test_the_toggle_agrees_with_what_is_seen(reader: BrowserContext, url: str) -> None:
    page = compare(reader, url)
    toggle, english = page.locator(TOGGLE), page.locator(ENGLISH).first
    expect(toggle).to_have_attribute("aria-pressed", "true")
    expect(english).to_be_visible()
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "false")
    expect(english).to_be_hidden()
    expect(page.locator(PART)).to_be_visible()
    toggle.click()
    expect(english).to_be_visible()


def test_comparing_is_no_choice_for_other_pages(reader: BrowserContext, url: str) -> None:
    page = compare(reader, url)
    expect(page.locator(TOGGLE)).to_have_attribute("aria-pressed", "true")
    page.click(f"{PART} a[href='#pkb-main']")
    expect(page.locator(TOGGLE)).to_have_attribute("aria-pressed", "false")
    expect(page.locator(ENGLISH).first).to_be_hidden()
    page.goto(f"{url}ru-RU/partner-center/talk/")
    expect(page.locator(TOGGLE)).to_have_attribute("aria-pressed", "false")
    page.click(TOGGLE)
    page.goto(f"{url}pt-BR/partner-center/talk/")
    expect(page.locator(ENGLISH).first).to_be_visible()
    page.evaluate("location.hash = 'pkb-compare'")
    page.click(f"{PART} a[href='#pkb-main']")
    expect(page.locator(ENGLISH).first).to_be_visible()  # as the reader chose


def test_the_command_is_copied(browser: Browser, url: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = compare(context, url)
    page.click(f"{PART} a:has-text('como registrar uma revisão')")
    page.click("article .pkb-copy")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "partner-kb i18n review PÁGINA --locale pt-BR --by NOME"
    context.close()


def test_the_other_language_is_compared_by_the_switcher(reader: BrowserContext, url: str) -> None:
    page = compare(reader, url)
    page.click("details.pkb-menu summary")
    page.click("header a[lang='ru-RU']")
    page.wait_for_url(f"{url}ru-RU/partner-center/talk/{PART}")
    expect(page.locator(PART)).to_contain_text("Сравните каждый блок")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, axe, url: str, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    assert axe(compare(context, url)) == []
    context.close()
