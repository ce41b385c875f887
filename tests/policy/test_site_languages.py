"""A policy is wanted in the languages of its site, not in all that the product speaks."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from partner_kb.cli import cli
from partner_kb.policy.project import check_policies

SMALL = (Path(__file__).parent / "good.small.yml").read_text("utf-8")
POLICY = SMALL.replace("Service desk", "{en: Service desk, es-MX: Mesa de ayuda}")
SITE = "site_name: X\nplugins: [{i18n: {languages: [{locale: en, default: true}, {locale: L}]}}]\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "docs/policies/small.yml"
    path.parent.mkdir(parents=True)
    path.write_text(POLICY, "utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(cli, ["policy", *map(str, arguments)])


def test_texts_are_wanted_in_the_languages_of_the_site(file):
    config = file.parents[2] / "mkdocs.yml"
    lacking = "23:11: error: the text is not translated: {} missing"
    assert lacking.format("pt-BR, zh-CN, ru-RU") in run("check", file).output
    config.write_text(SITE.replace("L", "es-MX"), "utf-8")
    assert run("check", file).output.endswith("small.yml: good\n")
    assert check_policies(file.parents[1], ("en", "es-MX")) == ()
    assert lacking.format("de-DE") in run("check", file, "--locale", "de-de").output
    config.write_text(SITE.replace("L", "fr-FR"), "utf-8")
    assert lacking.format("fr-FR") in run("check", file).output


def test_a_policy_is_published_in_the_languages_of_its_site(file, tmp_path):
    given = ("publish", file, "--no-pdf", "--allow-untranslated", "-o", tmp_path / "out")
    assert run(*given, "--locale", "es-MX").exit_code == 2
    (tmp_path / "mkdocs.yml").write_text(SITE.replace("L", "es-MX"), "utf-8")
    assert run(*given).exit_code == 0
    folders = {path.name for path in (tmp_path / "out").iterdir() if path.is_dir()}
    assert {"en", "es-MX"} <= folders
    assert not {"pt-BR", "zh-CN", "ru-RU"} & folders
    assert "Mesa de ayuda" in (tmp_path / "out/es-MX/policy/index.html").read_text("utf-8")


def test_the_check_of_a_project_asks_for_no_other_language(file, tmp_path):
    languages = "[{locale: en, name: English, default: true}, {locale: es-MX, name: Español}]"
    i18n = f"{{i18n: {{docs_structure: folder, languages: {languages}}}}}"
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: X\ntheme: {{name: material}}\nplugins: [partner-kb, {i18n}]\n", "utf-8"
    )
    page = "---\ntitle: A\nroles: [all-users]\n---\n\n# A\n\nText.\n"
    for locale in ("en", "es-MX"):
        (tmp_path / "docs" / locale).mkdir()
        (tmp_path / "docs" / locale / "a.md").write_text(page, "utf-8")
    done = CliRunner().invoke(cli, ["check", "-f", str(tmp_path / "mkdocs.yml")])
    assert "policy-untranslated" not in done.output
    assert done.exit_code == 0, done.output
