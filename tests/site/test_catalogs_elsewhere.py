"""A project's own catalogs, where `locales_dir` says: for pages, papers, data, flows and checks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from partner_kb.cli import check, flow, policy
from partner_kb.cli.build import build
from partner_kb.policy.packed import inflated
from partner_kb.translation.project import load_project
from partner_kb.translation.site_links import site_project
from site_project import MKDOCS_YML, Built, build_project, page, write_project

HERE = Path(__file__).parent.parent
POLICY = (HERE.parent / "docs/policies/aurora-nuvem.yml").read_text("utf-8")
FLOW = (HERE / "flow/third/flows/third.yml").read_text("utf-8")
CATALOG = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Service hours"
msgstr "Quando estamos aqui"

msgid "Public holidays"
msgstr "Dias de festa"

msgid "Third flow"
msgstr "Terceiro fluxo"

msgid "How many?"
msgstr "Quantos?"
"""
FILES = {
    "mkdocs.yml": MKDOCS_YML.replace(
        "  - partner-kb:\n", "  - partner-kb:\n      locales_dir: words/ours\n"
    ),
    "docs/en/a.md": page("A", "::: policy aurora-nuvem hours", flow="third"),
    "docs/pt-BR/a.md": page("A", "::: policy aurora-nuvem hours", flow="third"),
    "docs/policies/aurora-nuvem.yml": POLICY,
    "docs/flows/third.yml": FLOW,
    "words/ours/pt_BR/LC_MESSAGES/partner_kb.po": CATALOG,
    "locales/pt_BR/LC_MESSAGES/partner_kb.po": CATALOG.replace("Quando estamos", "NUNCA"),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("elsewhere"), FILES).parent


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_project(tmp_path_factory.mktemp("plain"), FILES)


@pytest.fixture(scope="module")
def ours(project: Path) -> Built:
    done = CliRunner().invoke(build, ["-f", str(project / "mkdocs.yml"), "--jobs", "2"])
    assert done.exit_code == 0, done.output
    return Built(project / "site", ())


@pytest.mark.parametrize("built", ["plain", "ours"])
def test_pages_and_their_data(built: str, request: pytest.FixtureRequest) -> None:
    site: Built = request.getfixturevalue(built)
    whole = site.page("pt-BR/policies/aurora-nuvem/")
    assert "Quando estamos aqui" in whole.text
    assert "Dias de festa" in site.page("pt-BR/a/").text
    assert "Quando estamos aqui" not in site.page("policies/aurora-nuvem/").text
    assert site.page("pt-BR/flows/third/").h1.text.strip().startswith("Terceiro fluxo")
    assert "Terceiro fluxo" in site.page("pt-BR/a/").text
    data = site.root / "assets/partner-kb/policy"
    strings = inflated({"strings": (data / "strings.pt-BR.bin").read_bytes()})
    assert "Quando estamos aqui" in strings["strings"]
    assert not [path for path in site.root.rglob("*.html") if "NUNCA" in path.read_text("utf-8")]


def rendered(project: Path, form: str) -> Path:
    out = project / f"out.{form}"
    file = str(project / "docs/policies/aurora-nuvem.yml")
    given = ["render", file, "--locale", "pt-BR", "--format", form, "-o", str(out)]
    done = CliRunner().invoke(policy.command, given)
    assert done.exit_code == 0, done.output
    return out


def text_of_pdf(path: Path) -> str:
    return " ".join(one.extract_text() for one in PdfReader(path).pages)


@pytest.mark.parametrize(
    ("form", "text_of"),
    [("html", Path.read_text), ("md", Path.read_text), ("pdf", text_of_pdf)],
)
def test_policies_rendered_alone(project: Path, form: str, text_of: Callable[[Path], str]) -> None:
    assert "Quando estamos aqui" in " ".join(text_of(rendered(project, form)).split())


def test_policies_published(project: Path, tmp_path: Path) -> None:
    file = str(project / "docs/policies/aurora-nuvem.yml")
    given = ["publish", file, "-o", str(tmp_path), "--no-pdf", "--allow-untranslated"]
    done = CliRunner().invoke(policy.command, given)
    assert done.exit_code == 0, done.output
    assert "Quando estamos aqui" in (tmp_path / "pt-BR/policy/index.html").read_text("utf-8")


def test_flows_alone(project: Path) -> None:
    file = str(project / "docs/flows/third.yml")
    done = CliRunner().invoke(flow.command, ["check", file, "--locale", "pt-BR"])
    assert "Third flow" not in done.output
    assert 'no pt-BR translation of "Which parts?"' in done.output
    drawn = CliRunner().invoke(flow.command, ["graph", file, "--locale", "pt-BR"])
    assert "Quantos?" in drawn.output


def test_the_check_of_the_project(project: Path) -> None:
    given = ["-f", str(project / "mkdocs.yml"), "--format", "json"]
    found = json.loads(CliRunner().invoke(check.command, given).output)
    said = [one["message"] for one in found["problems"]]
    assert 'no pt-BR translation of "Which parts?"' in " ".join(said)
    assert not [one for one in said if '"Third flow"' in one and "pt-BR" in one]


def test_translators_work_on_the_same_folder(project: Path) -> None:
    found = load_project(project / "mkdocs.yml")
    assert found.locales == project / "words/ours"
    assert site_project(project / "docs").locales == found.locales


def test_a_base_that_mkdocs_yml_inherits_may_say_it(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": "INHERIT: base.yml\nsite_name: Y\nextra: {b: 2}\n",
        "base.yml": f"{FILES['mkdocs.yml']}docs_dir: pages\nextra: {{translation_review: false}}\n",
        "words/ours/pt_BR/LC_MESSAGES/partner_kb.po": CATALOG,
        "pages/flows/third.yml": FLOW,
    }
    config = write_project(tmp_path, files)
    found = load_project(config)
    assert (found.docs, found.locales) == (tmp_path / "pages", tmp_path / "words/ours")
    assert found.site_locales == ("en", "pt-BR", "zh-CN", "ru-RU")
    assert not found.review_pages
    file = str(tmp_path / "pages/flows/third.yml")
    done = CliRunner().invoke(flow.command, ["graph", file, "--locale", "pt-BR"])
    assert "Quantos?" in done.output
    write_project(tmp_path, {"base.yml": "INHERIT: mkdocs.yml\nsite_name: Z\n"})
    assert load_project(config).locales == tmp_path / "locales"
