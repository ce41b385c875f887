"""Each file `bad/bad.*.yml` has one kind of mistake; `bad.*.txt` is what `check` says of it.

`PKB_UPDATE=1 pytest tests/policy/test_bad_input.py` writes the expectations anew: read the diff.
"""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from partner_kb.cli.policy import command
from partner_kb.errors import has_errors
from partner_kb.policy.load import load_policy

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").glob("bad.*.yml"))


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_each_mistake_is_told_with_its_place(path):
    loaded = load_policy(path.read_text("utf-8"), path.name)
    found = "".join(f"{problem}\n" for problem in loaded.problems if "id-file" not in problem.code)
    expected = path.with_suffix(".txt")
    if os.environ.get("PKB_UPDATE"):
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")
    assert has_errors(loaded.problems)
    assert loaded.policy is None


def test_the_good_file_that_the_bad_ones_come_from_is_good():
    path = HERE / "good.small.yml"
    assert load_policy(path.read_text("utf-8"), "small.yml").problems == ()


def test_all_problems_in_one_run_exit_1_and_nothing_is_written(tmp_path):
    files = [str(path) for path in BAD]
    result = CliRunner().invoke(command, ["check", *files])
    assert result.exit_code == 1
    for path in BAD:
        assert path.name in result.output
    target = tmp_path / "out"
    for path in BAD:
        for arguments in (
            ["publish", str(path), "-o", str(target), "--no-pdf"],
            ["render", str(path), "--locale", "en", "--format", "html", "-o", str(target / "x")],
        ):
            if "untranslated" in path.name and arguments[0] == "render":
                continue  # a page marks what is not translated; only publishing refuses it
            result = CliRunner().invoke(command, arguments)
            assert result.exit_code == 1 or result.exception, path
            assert not target.exists(), path


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.yml"
    path.write_bytes(b"a: " + b"x" * 10_000_000)
    result = CliRunner().invoke(command, ["check", str(path)])
    assert result.exit_code == 1
    assert "huge.yml:1:1: error" in result.output
    assert "yaml-too-large" in result.output


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    path = tmp_path / "latin.yml"
    path.write_bytes("city: São Paulo".encode("latin-1"))
    result = CliRunner().invoke(command, ["check", str(path)])
    assert result.exit_code == 1
    assert "[encoding]" in result.output


def test_untranslated_text_is_a_warning_where_it_is_allowed():
    path = HERE / "bad" / "bad.untranslated-clause.yml"
    loaded = load_policy(path.read_text("utf-8"), path.name, allow_untranslated=True)
    assert loaded.policy is not None
    assert [problem.severity for problem in loaded.problems if "untranslated" in problem.code] == [
        "warning"
    ]


def test_publish_wants_every_text_in_every_locale():
    path = HERE / "good.small.yml"
    loaded = load_policy(path.read_text("utf-8"), "small.yml", strict=True)
    assert {problem.code for problem in loaded.problems} == {"policy-untranslated"}
    assert loaded.policy is None
