"""A mkdocs.yml that is none: each command that reads it says the same, with the place."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from partner_kb.cli import cli
from partner_kb.errors import SourceError
from site_project import MKDOCS_YML, page, write_project

BAD = Path(__file__).parent / "bad"
EXPECTED = {
    "list": "1:1: error: expected `key: value` lines, such as `site_name: Name` [config]",
    "scalar": "1:1: error: expected `key: value` lines, such as `site_name: Name` [config]",
    "syntax": "2:4: error: not valid YAML: while parsing a flow node did not find expected node "
    "content [yaml-syntax]",
    "empty": "1:1: error: site_name: Required configuration not provided. [config]",
    "encoding": "1:1: error: not UTF-8: byte 5 cannot be read [encoding]",
    "deep": "1:71: error: nested deeper than 60 levels [yaml-depth]",
    "number": "1:12: error: a number of more than 300 digits; put it in quotes if it is a text "
    "[yaml-number]",
    "bomb": "5:17: error: aliases make more than 20000 values of it [yaml-alias]",
    "loop": "2:6: error: alias *a stands in what it repeats [yaml-alias]",
}
COMMANDS = (("check",), ("build",), ("serve",), ("i18n", "status"))


def said(*args: str) -> tuple[int, list[str]]:
    """The exit code that a command gives in the end, and its problems."""
    done = CliRunner().invoke(cli, args)
    if isinstance(done.exception, SourceError):
        return 1, [str(problem) for problem in done.exception.problems]
    assert isinstance(done.exception, SystemExit | None), done.exception
    return done.exit_code, [line for line in done.output.splitlines() if ": error: " in line]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("name", EXPECTED)
def test_settings_that_are_none(name: str, command: tuple[str, ...]) -> None:
    path = BAD / f"bad.{name}.yml"
    if (name, command) == ("empty", ("i18n", "status")):
        return  # which needs none
    assert said(*command, "-f", str(path)) == (1, [f"{path}:{EXPECTED[name]}"])


def test_what_a_file_inherits_is_told_of_where_it_is_named(tmp_path: Path) -> None:
    config = write_project(tmp_path, {"mkdocs.yml": f"{MKDOCS_YML}INHERIT: base.yml\n"})
    (tmp_path / "base.yml").write_bytes((BAD / "bad.number.yml").read_bytes())
    line = MKDOCS_YML.count("\n") + 1
    code, found = said("build", "-f", str(config))
    assert (code, len(found)) == (1, 1)
    assert found[0].startswith(f"{config}:{line}:1: error: ")


def test_aliases_of_an_ordinary_file_are_nobodys_business(tmp_path: Path) -> None:
    settings = f"{MKDOCS_YML}extra: &x {{a: &y [1, 2], b: *y}}\nextra_css: []\nvalidation: {{}}\n"
    config = write_project(tmp_path, {"mkdocs.yml": settings, "docs/en/a.md": page("A")})
    assert said("check", "-f", str(config)) == (0, [])


@pytest.mark.parametrize("address", ["bad", "127.0.0.1:99999", "127.0.0.1:0", ":80", "x:80", ""])
def test_an_address_that_is_none_is_bad_usage(tmp_path: Path, address: str) -> None:
    config = write_project(tmp_path, {"mkdocs.yml": MKDOCS_YML, "docs/en/a.md": page("A")})
    done = CliRunner().invoke(cli, ["serve", "-f", str(config), "--addr", address])
    assert done.exit_code == 2
    assert "--addr" in done.output


def test_a_port_that_is_none_in_the_settings(tmp_path: Path) -> None:
    settings = f"{MKDOCS_YML}dev_addr: 127.0.0.1:99999\n"
    config = write_project(tmp_path, {"mkdocs.yml": settings, "docs/en/a.md": page("A")})
    line = MKDOCS_YML.count("\n") + 1
    for command in ("serve", "check"):
        code, found = said(command, "-f", str(config))
        assert code == 1
        assert found[0].startswith(f"{config}:{line}:1: error: dev_addr: 99999 is no port")
