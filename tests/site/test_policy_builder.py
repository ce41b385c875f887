"""A site has the policy builder unless `policy_builder` is false, and policies where it has any."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from partner_kb.cli import check, policy
from partner_kb.project_file import render_project
from site_project import MKDOCS_YML, Built, build_project, page, write_project

POLICY = Path(__file__).parent.parent.parent / "docs/policies/aurora-nuvem.yml"
WITHOUT = MKDOCS_YML.replace("  - partner-kb:\n", "  - partner-kb:\n      policy_builder: false\n")
PAGES = {"docs/en/a.md": page("A"), "docs/pt-BR/a.md": page("A")}


def policy_files(site: Built) -> list[str]:
    """What of policies a site holds, by path."""
    found = (path.relative_to(site.root).as_posix() for path in site.root.rglob("*"))
    return sorted(
        one for one in found if "polic" in one or (one.endswith(".bin") and "pagefind" not in one)
    )


@pytest.fixture(scope="module")
def none(tmp_path_factory) -> Built:
    return build_project(tmp_path_factory.mktemp("none"), {"mkdocs.yml": WITHOUT, **PAGES})


@pytest.fixture(scope="module")
def one(tmp_path_factory) -> Built:
    files = {
        "mkdocs.yml": WITHOUT,
        **PAGES,
        "docs/policies/aurora-nuvem.yml": POLICY.read_text("utf-8"),
    }
    return build_project(tmp_path_factory.mktemp("one"), files)


def test_guidance_alone_has_nothing_of_policies(none: Built, dead_links) -> None:
    assert policy_files(none) == []
    for url in ("", "pt-BR/", "a/", "pt-BR/404.html", "search/"):
        assert not none.page(url).select("[href*=policies]"), url
    assert len(none.page("").select(".pkb-tasks li")) == 2
    assert dead_links(none.root) == []


def test_a_policy_is_shown_without_the_builder(one: Built, dead_links) -> None:
    live = ["policies/aurora-nuvem/live.json", "pt-BR/policies/aurora-nuvem/live.json"]
    found = policy_files(one)
    assert set(live) <= set(found)
    assert not [name for name in found if "builder" in name or name.endswith(".bin")]
    scripts = [name for name in found if name.endswith(".js")]
    assert [name.rpartition("/")[2] for name in scripts] == ["live.js", "open-now.js"]
    listed = one.page("pt-BR/policies/")
    assert [link["href"] for link in listed.select(".pkb-policy-index a")] == ["aurora-nuvem/"]
    assert not listed.select(".pkb-policy-builder-link")
    shown = one.page("pt-BR/policies/aurora-nuvem/").select_one("[data-pkb-policy-live]")
    assert shown is not None
    assert shown["data-pkb-policy-live"] == "./live.json"
    assert one.page("").select(".pkb-tasks [href='policies/']")
    assert dead_links(one.root) == []


def test_the_builder_is_there_if_nothing_is_said(site: Built) -> None:
    assert site.has("policies/builder")
    assert (site.root / "assets/partner-kb/policy/own.bin").is_file()
    assert not list(site.root.rglob("policy/live.js")), "no policy is there to be open now"
    index = site.page("policies/")
    assert index.select_one('.pkb-policy-builder-link a[href="builder/"]')
    assert not index.select(".pkb-policy-index"), "no empty list"


@pytest.mark.parametrize(
    ("directive", "said"),
    [
        ("policy builder", "this site has no policy builder: `policy_builder` in mkdocs.yml is"),
        ("policy", "there is no policy to list in "),
    ],
)
def test_a_page_that_asks_for_what_is_not_there_is_told_of(tmp_path, directive, said) -> None:
    files = {"mkdocs.yml": WITHOUT, "docs/en/a.md": page("A", f"Before.\n\n::: {directive}")}
    built = build_project(tmp_path, files, strict=False)
    assert any(said in message for message in built.warnings)
    done = CliRunner().invoke(check.command, ["-f", str(tmp_path / "mkdocs.yml")])
    assert done.exit_code == 1
    assert "docs/en/a.md:9:1: error: " in done.output, done.output
    assert said in done.output


def test_a_policy_is_made_and_checked_without_the_builder(tmp_path, monkeypatch) -> None:
    write_project(tmp_path, {"mkdocs.yml": WITHOUT, **PAGES})
    monkeypatch.chdir(tmp_path)
    made = CliRunner().invoke(policy.command, ["new", "acme", "--non-interactive"])
    assert made.exit_code == 0
    assert (tmp_path / "docs/policies/acme.yml").is_file()
    checked = CliRunner().invoke(check.command, [])
    assert "docs/policies/acme.yml:" in checked.output, "what is to fill in"
    assert "builder" not in made.output + checked.output


def test_a_project_that_import_makes_has_the_builder_where_policies_are(tmp_path) -> None:
    docs, locales = tmp_path / "docs", tmp_path / "locales"
    text = render_project(["pt-BR"], docs, locales)
    assert plugin_options(text) == {"locales_dir": "locales", "policy_builder": False}
    (line,) = (line for line in text.splitlines() if "policy_builder" in line)
    assert line.partition("#")[2], "says what it is"
    (docs / "policies").mkdir(parents=True)
    (docs / "policies/acme.yml").touch()
    assert plugin_options(render_project(["pt-BR"], docs, locales))["policy_builder"] is True


def plugin_options(text: str) -> dict[str, object]:
    (options,) = (
        one["partner-kb"] for one in yaml.safe_load(text)["plugins"] if "partner-kb" in one
    )
    assert isinstance(options, dict)
    return options
