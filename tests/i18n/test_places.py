"""Places of problems: a person, or a build server, opens them from the current folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from i18n.kb import Base
from partner_kb.cli import cli
from partner_kb.translation.project import load_project


@pytest.fixture
def here(base: Base, monkeypatch: pytest.MonkeyPatch) -> Base:
    """The project in a folder below the current one, with a slip on line 11 of a page."""
    monkeypatch.chdir(base.root.parent)
    base.edit("docs/pt-BR/a/billing.md", "em até 2 dias", "em até 3 dias")
    return base


def run(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == code, result.output
    return result


@pytest.mark.parametrize("absolute", [False, True])
@pytest.mark.parametrize("command", [["i18n", "check"], ["check"]])
def test_paths_are_relative_to_the_current_folder(
    here: Base, command: list[str], absolute: bool
) -> None:
    here.edit("mkdocs.yml", "Русский\n", "Русский\n        - locale: cy\n          name: Cymraeg\n")
    folder = here.root if absolute else Path(here.root.name)
    page = f"{here.root.name}/docs/pt-BR/a/billing.md"
    options = [*command, "-f", str(folder / "mkdocs.yml")]
    shown = here.root / "docs/pt-BR/a/billing.md" if absolute else page
    assert f"\n{shown}:11:" in f"\n{run(*options).stderr}"
    assert f"file={page},line=11," in run(*options, "--format", "github").stdout
    line = here.read("mkdocs.yml").split("\n").index("        - locale: cy") + 1
    assert f"mkdocs.yml:{line}:19: warning: " in run(*options).stderr
    log = json.loads(run(*options, "--format", "sarif").stdout)
    places = [one["locations"][0]["physicalLocation"] for one in log["runs"][0]["results"]]
    uris = {place["artifactLocation"]["uri"] for place in places}
    assert page in uris
    assert f"{here.root.name}/mkdocs.yml" in uris, "nobody has named the roles in Welsh"
    assert all((here.root.parent / uri).is_file() for uri in uris)


def test_update_tells_the_line_that_is_not_current(here: Base) -> None:
    options = ["-f", f"{here.root.name}/mkdocs.yml"]
    run("i18n", "add", "pt-BR", *options)
    here.write("templates/a.html", '{{ _("Open") }}')
    assert (
        f"wrote {here.root.name}/locales/partner_kb.pot" in run("i18n", "update", *options).stdout
    )
    here.write("templates/b.html", '{{ _("Close") }}')
    lines = here.read("locales/partner_kb.pot").split("\n")
    said = run("i18n", "update", "--check", *options, code=1).stderr
    assert f"{here.root.name}/locales/partner_kb.pot:{len(lines)}:1: error: " in said


@pytest.mark.parametrize(
    "command",
    [
        ["review", "a/billing.md", "-l", "ru-RU", "--by", "Ana"],
        ["review", "a/billing.md", "-l", "pt-BR", "--by", "Ana", "--block", "ffffff"],
        ["pseudo", "-o", "."],
    ],
)
def test_a_problem_of_a_whole_file_is_at_its_beginning(here: Base, command: list[str]) -> None:
    config = f"{here.root.name}/mkdocs.yml"
    result = CliRunner().invoke(cli, ["i18n", *command, "-f", config])
    assert ":1:1: error: " in str(result.exception)


@pytest.mark.parametrize("languages", ["3", "pt-BR", "[3, pt-BR]", "{locale: pt-BR}"])
def test_languages_that_are_no_list_name_no_locale(tmp_path: Path, languages: str) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"plugins:\n- i18n: {{languages: {languages}}}\n", "utf-8")
    assert load_project(config).site_locales == ()
