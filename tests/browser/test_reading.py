"""Pages that readers look things up on, on a phone: axe-core finds nothing serious."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

LOCALES = ("", "pt-BR/", "zh-CN/", "ru-RU/")
LISTS = ("", "roles/", "roles/billing-admin/", "a-z/", "policies/", "flows/")
NARROW = {"viewport": {"width": 360, "height": 740}, "reduced_motion": "reduce"}


@pytest.mark.parametrize("prefix", LOCALES)
def test_lists_on_a_phone(visit, axe, site_url, prefix):
    page = visit(prefix, **NARROW, color_scheme="dark")
    found = {}
    for path in LISTS:
        page.goto(f"{site_url}{prefix}{path}")
        if problems := axe(page):
            found[path] = problems
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert found == {}


@pytest.mark.parametrize("prefix", ["", "ru-RU/"])  # the shortest words and the longest
def test_guidance_on_a_phone(visit, axe, bundled: Path, site_url, prefix):
    page = visit(prefix, **NARROW)
    found = {}
    for folder in sorted((bundled / prefix / "guidance").iterdir()):
        page.goto(f"{site_url}{prefix}guidance/{folder.name}/")
        page.wait_for_load_state("networkidle")  # what is too wide can be reached by then
        if problems := axe(page):
            found[folder.name] = problems
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), folder.name
    assert found == {}


def test_tabs_are_reached_and_told_apart_by_the_keyboard(visit):
    page = visit("guidance/indirect-resellers-and-providers/", **NARROW)
    first = page.locator(".tabbed-set > input").first
    first.focus()
    page.keyboard.press("ArrowRight")
    styles = page.eval_on_selector_all(
        ".tabbed-labels > label",
        """labels => labels.map(label => {
            const { outlineStyle, borderBottomColor } = getComputedStyle(label);
            return [outlineStyle, borderBottomColor, label.getBoundingClientRect().right];
        })""",
    )
    assert [outline for outline, _, _ in styles] == ["none", "solid", "none"]
    assert styles[0][1] == styles[2][1] != styles[1][1]
    assert all(right <= 360 for _, _, right in styles)
