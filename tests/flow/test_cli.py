"""`partner-kb flow` as people and scripts call it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FLOWS = ROOT / "docs" / "flows"
BAD = Path(__file__).parent / "bad"


def run(*words: object, status: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from partner_kb.cli import main; main()", "flow"]
    done = subprocess.run(
        [*command, *map(str, words)], capture_output=True, text=True, cwd=ROOT, timeout=120
    )
    assert done.returncode == status, done.stderr
    return done


def test_bundled_flows_are_sound_and_translated() -> None:
    locales = [word for name in ("pt-BR", "zh-CN", "ru-RU") for word in ("--locale", name)]
    done = run("check", *sorted(FLOWS.glob("*.yml")), *locales)
    assert done.stderr == ""
    assert "escalation.yml: 17 questions, 37 outcomes: good" in done.stdout


def test_check_exits_1_and_says_where() -> None:
    path = BAD / "bad.unknown-next.yml"
    done = run("check", path, status=1)
    assert f"{path}:10:31: error: " in done.stderr
    report = json.loads(run("check", path, "--format", "json", status=1).stdout)
    (problem,) = report["problems"]
    assert (problem["line"], problem["column"], problem["code"]) == (10, 31, "unknown-next")


def test_check_finds_pages_beside_the_flow(tmp_path: Path) -> None:
    flows = tmp_path / "docs" / "flows"
    pages = tmp_path / "docs" / "en" / "guidance"
    flows.mkdir(parents=True)
    pages.mkdir(parents=True)
    (pages / "here.md").write_text("# Here\n\n## The steps\n\n## Other {#own-anchor}\n", "utf-8")
    text = (BAD / "bad.unreachable-node.yml").read_text("utf-8").split("outcomes:")[0]
    text += (
        "outcomes:\n  - {id: end, title: End, summary: E., actor: partner, steps: [S.], links: "
        "[guidance/here.md#the-steps, guidance/here.md#own-anchor, guidance/here.md#othr, "
        "../../secret.md]}\n"
    )
    (flows / "bad.yml").write_text(text, "utf-8")
    done = run("check", flows / "bad.yml", status=1)
    assert done.stderr.count("[anchor-missing]") == 1
    assert done.stderr.count("[page-missing]") == 1


def test_a_missing_translation_is_an_error_with_its_place() -> None:
    path = Path(__file__).parent / "third" / "flows" / "third.yml"
    done = run("check", path, "--locale", "ru-RU", status=1)
    assert re.search(
        r'third\.yml:\d+:\d+: error: no ru-RU translation of "[^"]+"; .*\[missing-translation\]',
        done.stderr,
    )
    allowed = run("check", path, "--locale", "ru-RU", "--allow-untranslated")
    assert ": warning: no ru-RU" in allowed.stderr


def test_a_locale_not_begun_is_one_error() -> None:
    path = ROOT / "docs" / "flows" / "escalation.yml"
    done = run("check", path, "--locale", "es-MX", status=1)
    assert done.stderr.count("[missing-translation]") == 1
    assert re.search(r"error: none of the \d+ texts is translated into es-MX", done.stderr)
    allowed = run("check", path, "--locale", "es-MX", "--allow-untranslated")
    assert allowed.stderr.count(": warning: ") == 1


@pytest.mark.parametrize(("docs_dir", "status"), [("kb", 1), ("docs", 0)])
def test_a_flow_of_a_project_is_wanted_in_its_languages(
    tmp_path: Path, docs_dir: str, status: int
) -> None:
    (tmp_path / "kb/flows").mkdir(parents=True)
    path = tmp_path / "kb/flows/third.yml"
    path.write_text((Path(__file__).parent / "third/flows/third.yml").read_text("utf-8"), "utf-8")
    languages = "[{locale: en, default: true}, {locale: pt-BR}, {locale: es-MX}]"
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: X\ndocs_dir: {docs_dir}\nplugins: [{{i18n: {{languages: {languages}}}}}]\n",
        "utf-8",
    )
    said = run("check", path, status=status).stderr
    for locale in ("pt-BR", "es-MX"):
        assert (locale in said) == (status == 1)


def test_the_projects_own_catalogs_are_looked_at(tmp_path: Path) -> None:
    flows = tmp_path / "docs" / "flows"
    flows.mkdir(parents=True)
    path = flows / "third.yml"
    path.write_text((Path(__file__).parent / "third/flows/third.yml").read_text("utf-8"), "utf-8")
    assert run("check", path).stderr == ""
    catalog = tmp_path / "locales" / "pt_BR" / "LC_MESSAGES" / "partner_kb.po"
    catalog.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    catalog.write_text(head + 'msgid "Third flow"\nmsgstr "Terceiro fluxo"\n', "utf-8")
    said = run("check", path, status=1).stderr
    assert 'no pt-BR translation of "How many?"' in said
    assert '"Third flow"' not in said


@pytest.mark.parametrize("form", ["mermaid", "dot", "svg"])
def test_graph(form: str) -> None:
    done = run("graph", FLOWS / "escalation.yml", "--format", form, "--locale", "zh-CN")
    assert "谁遇到了问题" in done.stdout


def test_graph_refuses_a_cycle() -> None:
    done = run("graph", BAD / "bad.cycle.yml", "--format", "svg", status=1)
    assert "[cycle]" in done.stderr
    assert "Traceback" not in done.stderr


def test_paths() -> None:
    report = json.loads(run("paths", FLOWS / "escalation.yml", "--format", "json").stdout)
    assert report["count"] == len(report["paths"]) > 200
    assert report["never_reached"] == []
    assert report["longest"] == len(report["longest_path"]["answers"])
    assert set(report["outcomes"]) == {path["outcome"] for path in report["paths"]}


def test_paths_names_outcomes_never_reached() -> None:
    report = json.loads(run("paths", BAD / "bad.unreachable-node.yml").stdout)
    assert report["never_reached"] == ["other"]


def test_schema_accepts_the_flows_and_refuses_the_bad() -> None:
    schema = json.loads(run("schema").stdout)
    validator = jsonschema.Draft202012Validator(schema)
    for path in (*FLOWS.glob("*.yml"), Path(__file__).parent / "third" / "flows" / "third.yml"):
        text = path.read_text("utf-8").replace("as_of: 2021-07-31", 'as_of: "2021-07-31"')
        assert not list(validator.iter_errors(yaml.safe_load(text)))
    for name in ("unknown-field", "missing-field", "bad-actor", "bad-kind", "bad-id"):
        assert list(validator.iter_errors(yaml.safe_load((BAD / f"bad.{name}.yml").read_text())))


def test_the_schema_for_editors_is_the_schema() -> None:
    assert (FLOWS / "flow.schema.json").read_text("utf-8") == run("schema").stdout
    for path in FLOWS.glob("*.yml"):
        first = path.read_text("utf-8").split("\n", 1)[0]
        assert first == "# yaml-language-server: $schema=flow.schema.json"


def test_bad_usage_exits_2() -> None:
    run("check", status=2)
    run("graph", FLOWS / "escalation.yml", "--format", "png", status=2)
