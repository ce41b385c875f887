"""Each file `bad/bad.*.yml` has one kind of mistake; `bad.*.txt` is what `check` says of it.

`PKB_UPDATE=1 pytest tests/policy/test_bad_input.py` writes the expectations anew: read the diff.
"""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from partner_kb.cli.policy import command
from partner_kb.errors import SourceError, has_errors
from partner_kb.policy.load import load_policy
from partner_kb.policy.project import check_policies, read_policies

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


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (["index.yml"], ["index.yml:3:5: error: the identifier", "a page of every site"]),
        (["builder.yml"], ["builder.yml:3:5: error: the identifier", "a page of every site"]),
        (["a.yml", "b.yml"], ["b.yml:3:5: error: the identifier", "belongs to a.yml"]),
    ],
)
def test_no_policy_takes_the_page_of_another(tmp_path, files, said):
    good = (HERE / "good.small.yml").read_text("utf-8").splitlines(keepends=True)
    (line,) = (number for number, text in enumerate(good) if text.startswith("id:"))
    folder = tmp_path / "policies"
    folder.mkdir()
    for name in files:
        good[line] = f"id: {'same' if len(files) > 1 else name.removesuffix('.yml')}\n"
        (folder / name).write_text("".join(good), "utf-8")
    errors = [problem for problem in check_policies(tmp_path) if problem.severity == "error"]
    (problem,) = errors
    assert problem.code == "policy-id-taken"
    for words in said:
        assert words.replace(":3:", f":{line + 1}:") in str(problem)
    with pytest.raises(SourceError, match="belongs to"):
        read_policies(tmp_path)


def test_no_new_policy_is_named_as_a_page_of_the_site(tmp_path):
    target = tmp_path / "x.yml"
    arguments = ["new", "builder", "--non-interactive", "-o", str(target)]
    assert CliRunner().invoke(command, arguments).exit_code == 2
    assert not target.exists()


@pytest.mark.parametrize(
    ("amount", "currency", "told"),
    [
        ("1500.50", "JPY", True),
        ("1500.00", "JPY", False),
        ("1500", "KWD", False),
        ("1.505", "KWD", False),
        ("1.5051", "KWD", True),
        ("1.505", "EUR", True),
    ],
)
def test_amounts_that_nobody_could_pay_are_told_of(amount, currency, told):
    text = (HERE / "good.small.yml").read_text("utf-8")
    text = text.replace('"90.00", currency: EUR', f'"{amount}", currency: {currency}')
    loaded = load_policy(text, "small.yml")
    assert loaded.policy is not None
    found = [(one.line, one.column, one.severity, one.code) for one in loaded.problems]
    assert found == ([(55, 18, "warning", "policy-amount-decimals")] if told else [])


@pytest.mark.parametrize("host", ["северный-мост.рф", "münchen.example", "例子.中国"])
def test_names_of_hosts_in_any_script(host):
    text = (HERE / "good.small.yml").read_text("utf-8").replace("small.example", host)
    assert load_policy(text, "small.yml").problems == ()
    for odd in (f"{host}\u2044x", f"{host}\uff0fx", f"-{host}:x"):
        bad = text.replace(f"https://{host}", f"https://{odd}")
        assert [one.code for one in load_policy(bad, "small.yml").problems] == ["policy-url"]
