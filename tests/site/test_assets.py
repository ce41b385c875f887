"""Scripts and style sheets: each under a name by its content, and none that no page asks for."""

from __future__ import annotations

import re

import pytest

from partner_kb.mkdocs_plugin.assets import EVERYTHING, collect
from partner_kb.mkdocs_plugin.features import FEATURES, features_of
from partner_kb.resources import assets_dir
from site_project import MKDOCS_YML, build_project, page


def test_a_name_follows_its_content(tmp_path) -> None:
    for folder, name in (("css", "site.css"), ("css", "home.css"), ("js", "main.js")):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_text("/* a */\n", "utf-8")
    before = collect(tmp_path)
    (tmp_path / "css/home.css").write_text(".pkb-home { color: red; }\n", "utf-8")
    after = collect(tmp_path)
    assert after.site == before.site
    assert after.js_folder == before.js_folder
    assert after.parts["home"].uri != before.parts["home"].uri
    assert after.parts["home"].css == ".pkb-home{color: red}\n"


def modules(*features: str) -> set[str]:
    return set(collect(assets_dir(), features).modules)


def test_all_features_together_ask_for_every_file_that_there_is() -> None:
    folder = assets_dir() / "js"
    every = {
        path.relative_to(folder).as_posix()
        for path in (*folder.rglob("*.js"), *folder.rglob("*.css"))
    }
    assert modules(*EVERYTHING) == every
    whole = collect(assets_dir())
    assert set(whole.parts) == {"flow", "home", "policy"}


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_a_feature_without_a_page_stays_away(feature) -> None:
    others = [name for name in EVERYTHING if name != feature.name]
    left_out = modules(*EVERYTHING) - modules(*others)
    assert set(feature.entries) <= left_out
    folder = feature.entries[0].partition("/")[0]
    assert all(name.startswith(f"{folder}/") for name in left_out)


def test_a_site_of_guidance_alone_has_the_modules_of_every_page() -> None:
    found = modules("translation-status")
    assert {
        "main.js",
        "scheme.js",
        "not-found.js",
        "search/worker.js",
        "search/search.css",
    } <= found
    assert {"roles/filter.js", "roles/filter.css", "roles/choice.js"} <= found
    assert not [name for name in found if name.startswith(("policy/", "flow/"))]
    assert set(collect(assets_dir(), ("translation-status",)).parts) == {"home"}


def test_policies_without_the_builder_have_what_open_now_needs() -> None:
    found = {name for name in modules("policies") if name.startswith("policy/")}
    assert found == {"policy/live.js", "policy/open-now.js"}
    assert "policy" in collect(assets_dir(), ("policies",)).parts


def test_pages_tell_which_features_a_site_has() -> None:
    assert features_of(["index.md", "policies-of-ours.md"]) == frozenset()
    assert features_of(["policies/index.md", "policies/builder.md"]) == {"policy-builder"}
    assert features_of(["policies/index.md", "policies/acme.md"]) == {"policies"}
    assert features_of(["flows/index.md", "translation-status.md"]) == {
        "flows",
        "translation-status",
    }


def test_a_site_has_what_flows_load_only_where_there_are_flows(site) -> None:
    found = {path.parent.name for path in (site.root / "assets/partner-kb").rglob("*.js")}
    assert {"policy", "roles", "search"} <= found
    assert "flow" not in found
    assert not list((site.root / "assets/partner-kb").glob("flow.*"))
    assert '"./flow/start.js"' in next(site.root.rglob("main.js")).read_text("utf-8")


def test_a_projects_own_styles_come_after_ours(tmp_path) -> None:
    theme = "theme: {name: material, custom_dir: own}\nextra_css: [styles/own.css]"
    files = {
        "mkdocs.yml": MKDOCS_YML.replace("theme: {name: material}", theme),
        "docs/en/a.md": page("First page"),
        "docs/en/styles/own.css": "body { color: red; }\n",
        "own/main.html": "{% extends 'base.html' %}{% block styles %}{{ super() }}"
        '<link rel="stylesheet" href="{{ \'block.css\' | url }}">{% endblock %}',
    }
    site = build_project(tmp_path, files)
    links = [link["href"] for link in site.page("a/").select("link[rel=stylesheet]")]
    assert re.sub(r"\.[0-9a-f]{10}\.", ".*.", " ".join(links)) == (
        "../assets/stylesheets/material.*.css ../assets/partner-kb/site.*.css "
        "../block.css ../styles/own.css"
    )


def test_a_theme_of_ones_own_takes_nothing_away_that_pages_load(tmp_path) -> None:
    theme = "theme: {name: material, custom_dir: own}"
    files = {
        "mkdocs.yml": MKDOCS_YML.replace("theme: {name: material}", theme),
        "docs/en/index.md": page("Start"),
        "docs/pt-BR/index.md": page("Início"),
        "own/main.html": "{% extends 'base.html' %}{% block extrahead %}"
        '<meta name="own">{% endblock %}',
    }
    site = build_project(tmp_path, files)
    for path, name in (("search/", "search.css"), ("pt-BR/translation-status/", "pages.css")):
        head = site.page(path).head
        assert head.select_one('meta[name="own"]'), path
        assert [link for link in head.select("link[rel=stylesheet]") if name in link["href"]], path
    assert site.page("pt-BR/translation-status/").select_one("[data-pkb-translation-status]")
    assert site.page("pt-BR/translation-status/index/").h1
