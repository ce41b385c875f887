"""What style sheets say of light and dark, said again for a page that no script has told."""

from __future__ import annotations

import pytest

from partner_kb.mkdocs_plugin.assets import collect
from partner_kb.mkdocs_plugin.scheme_style import DARK, LIGHT, UNSET, with_unset_scheme
from partner_kb.resources import assets_dir


@pytest.mark.parametrize(
    ("css", "added"),
    [
        ("p{a:b}", ""),
        ('[data-md-color-scheme="slate"]{a:b}', f"{DARK}{{{UNSET}{{a:b}}}}\n"),
        ("[data-md-color-scheme=slate] i,u{a:b}", f"{DARK}{{{UNSET} i{{a:b}}}}\n"),
        ("[data-md-color-scheme=default] i{a:b}", f"{LIGHT}{{{UNSET} i{{a:b}}}}\n"),
        (":root,[data-md-color-scheme=default]{a:b}", ""),
        ("[data-md-color-scheme=default],[data-md-color-scheme=slate]{a:b}", ""),
        ("@media screen{\n[data-md-color-scheme=slate]{a:b}}", f"{DARK}{{{UNSET}{{a:b}}}}\n"),
        (
            "@media (width>9em){[data-md-color-scheme=slate] i{a:b}}",
            f"{DARK}{{@media (width>9em){{{UNSET} i{{a:b}}}}}}\n",
        ),
        ("@supports (a:b){[data-md-color-scheme=slate]{a:b}}", ""),
    ],
)
def test_what_holds_for_one_scheme_holds_where_none_is_set(css: str, added: str) -> None:
    assert with_unset_scheme(css) == css + added


def test_the_site_has_its_dark_colours_and_hides_pictures_for_the_other_scheme() -> None:
    sheets = collect(assets_dir())
    ours, material = sheets.site.css, sheets.material.css
    dark, added = ours[ours.rindex(DARK) :], material[material.index(LIGHT) :]
    assert "--pkb-paper:" in dark.replace(" ", "")
    assert "only-dark" in added
    assert "only-light" in dark
    for css in (ours, material):
        assert css.count("{") == css.count("}")
    assert len(dark) + len(added) < 3000
