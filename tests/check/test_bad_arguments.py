"""Arguments that lead to nothing, or to a loss: bad usage, and nothing is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from importer.kb import Kb
from site_project import MKDOCS_YML, page

DOCS = Path(__file__).resolve().parents[2] / "docs"
BAD = Path(__file__).parent / "bad"
RENDER = "policy render docs/policies/p.yml --locale en --format md"


@pytest.fixture
def kb(tmp_path: Path) -> Kb:
    """A small project with a flow and a policy of the product's own."""
    made = Kb(tmp_path)
    made.write("mkdocs.yml", MKDOCS_YML)
    made.write("docs/en/a.md", page("A", roles="[all-users]"))
    made.write("docs/pt-BR/a.md", page("A", roles="[all-users]"))
    made.write("templates/x.html", "x")
    made.write("source/en/a.md", "---\ntitle: A\n---\n\nA\n")
    for name, file in (("policies/p.yml", "policies/*.yml"), ("flows/f.yml", "flows/non-*.yml")):
        (tmp_path / "docs" / name).parent.mkdir()
        shutil.copy(sorted(DOCS.glob(file))[0], tmp_path / "docs" / name)
    assert made.run("i18n", "add", "de").code == 0
    return made


@pytest.mark.parametrize(
    "command",
    [
        "i18n status -f nope.yml",
        "i18n check --docs nope",
        "i18n check --locales nope",
        "i18n add en",
        "flow check docs/flows/f.yml --docs nope",
        "flow check docs/flows/f.yml --locale xx",
        "flow check docs/flows/f.yml --locale ../x",
        "flow graph docs/flows/f.yml --locale xx",
        "flow paths docs/flows/f.yml --limit -1",
        f"{RENDER} -o x.md --templates nope",
        f"{RENDER} -o docs/policies/p.yml",
        f"{RENDER} -o docs/../docs/policies/p.yml",
        f"{RENDER} -o templates/x.html --templates templates",
        "i18n tmx -l pt-BR -o mkdocs.yml",
        "i18n tmx -l pt-BR -o docs/pt-BR/a.md",
        "i18n tmx -l de -o locales/de/LC_MESSAGES/partner_kb.po",
        "import source --docs new/docs --report source/en/a.md",
        "import source --docs docs --report mkdocs.yml",
    ],
)
def test_it_is_bad_usage(kb: Kb, command: str) -> None:
    before = kb.snapshot(".")
    done = kb.run(*command.split())
    assert done.code == 2, done
    assert kb.snapshot(".") == before


@pytest.mark.parametrize("words", [("import", "source", "--docs", ""), ("build", "--site-dir", "")])
def test_an_empty_name_is_no_folder(kb: Kb, words: tuple[str, ...]) -> None:
    assert kb.run(*words).code == 2


def test_publishing_over_the_policy_is_refused(kb: Kb) -> None:
    (kb.root / "docs/policies/p.yml").rename(kb.root / "index.json")
    before = kb.snapshot(".")
    done = kb.run("policy", "publish", "index.json", "-o", ".", "--no-pdf", "--allow-untranslated")
    assert done.code == 2
    assert kb.snapshot(".") == before


def test_settings_that_are_none_are_an_error_of_status(kb: Kb) -> None:
    assert kb.run("i18n", "status", "-f", str(BAD / "bad.list.yml")).code == 1


def test_what_need_not_be_there(kb: Kb) -> None:
    assert kb.run("flow", "paths", "docs/flows/f.yml", "--limit", "0").code == 0
    assert kb.run("flow", "graph", "docs/flows/f.yml", "--locale", "pt_br").code == 0
    assert kb.run("i18n", "extract", "--locales", "other").code == 0
    (kb.root / "mkdocs.yml").unlink()
    assert kb.run("i18n", "status").code == 0
