"""Pages in YAML: the older schema of landing pages, and side-by-side ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from partner_kb.ops.conversion import Options
from partner_kb.ops.convert import convert
from partner_kb.ops.docset import SourceFile
from partner_kb.resources import locales_dir
from partner_kb.roles.load import load_vocabulary

GOLDEN = Path(__file__).parent / "golden"


def body(text: str) -> str:
    page = SourceFile("index.yml", "docset/index.yml", "page", "de-DE", text.encode())
    (document,) = convert([page], Options(load_vocabulary([locales_dir()]))).documents
    return document.body


def test_landing_data_becomes_text_links_and_tables(golden) -> None:
    text = (GOLDEN / "landing-data.yml").read_text("utf-8")
    golden.check(GOLDEN / "landing-data.out", body(text))


@pytest.mark.parametrize(
    "rest",
    ["abstract: words", "sections: {a: b}", "sections: [x, {items: y}, {items: [{items: [1]}]}]",
     "sections: [{items: [{type: table, rows: [{values: z}], columns: 3}]}]"],
)  # fmt: skip
def test_what_has_another_form_is_passed_over(rest: str) -> None:
    text = f"### YamlMime:YamlDocument\ndocumentType: LandingData\ntitle: Dienste\n{rest}\n"
    assert body(text).startswith("# Dienste {#dienste}")


def test_a_page_in_yaml_may_be_side_by_side() -> None:
    def both(number: int, target: str, english: str) -> str:
        return (
            f'<span data-ttu-id="a-{number}">{target}</span><span class="sxs-lookup">'
            f'<span data-stu-id="a-{number}">{english}</span></span>'
        )

    text = (
        f"### YamlMime:FAQ\ntitle: {both(1, 'Fragen', 'Questions')}\nsections:\n"
        f"- questions:\n  - question: {both(2, 'Was?', 'What?')}\n    answer: |\n"
        f"      {both(3, 'Das.', 'That.')}\n"
    )
    page = SourceFile("faq.yml", "docset/faq.yml", "page", "de-DE", text.encode())
    done = convert([page], Options(load_vocabulary([locales_dir()])))
    assert {document.locale: document.body for document in done.documents} == {
        "de-DE": "# Fragen {#fragen}\n\n### Was? {#was}\n\nDas.\n",
        "en": "# Questions {#questions}\n\n### What? {#what}\n\nThat.\n",
    }


def test_a_page_in_yaml_whose_spans_are_broken_is_refused() -> None:
    text = '### YamlMime:FAQ\ntitle: <span data-ttu-id="a">Fragen\n'
    page = SourceFile("faq.yml", "docset/faq.yml", "page", "de-DE", text.encode())
    done = convert([page], Options(load_vocabulary([locales_dir()])))
    assert done.documents == ()
    assert "sxs-unclosed-span" in [problem.code for problem in done.problems]
