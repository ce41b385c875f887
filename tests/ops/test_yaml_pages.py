"""Pages in YAML: the older schema of landing pages, and side-by-side ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from partner_kb.ops.context import ENGLISH
from partner_kb.ops.conversion import Conversion, Options
from partner_kb.ops.convert import convert
from partner_kb.ops.docset import SourceFile
from partner_kb.resources import locales_dir
from partner_kb.roles.load import load_vocabulary

GOLDEN = Path(__file__).parent / "golden"


def converted(text: str) -> Conversion:
    page = SourceFile("index.yml", "docset/index.yml", "page", "de-DE", text.encode())
    return convert([page], Options(load_vocabulary([locales_dir()])))


def body(text: str) -> str:
    (document,) = converted(text).documents
    return document.body


def test_landing_data_becomes_text_links_and_tables(golden) -> None:
    text = (GOLDEN / "landing-data.yml").read_text("utf-8")
    golden.check(GOLDEN / "landing-data.out", body(text))


@pytest.mark.parametrize("name", ["hub", "landing"])
def test_links_become_cards_with_all_that_is_said_of_them(golden, name: str) -> None:
    text = (GOLDEN / f"{name}.yml").read_text("utf-8")
    done = converted(text)
    problems = "\n".join(str(problem) for problem in done.problems)
    golden.check(GOLDEN / f"{name}.out", f"{done.documents[0].body}~~~ problems\n{problems}\n")


def test_kinds_of_links_are_named_in_the_page_s_language() -> None:
    labels = replace(ENGLISH, link_lists={"quickstart": "Schnell los"})
    text = (GOLDEN / "landing.yml").read_text("utf-8")
    page = SourceFile("index.yml", "docset/index.yml", "page", "de-DE", text.encode())
    options = Options(load_vocabulary([locales_dir()]), labels=lambda _locale: labels)
    assert "- Schnell los\n" in convert([page], options).documents[0].body


def test_headings_of_an_answer_take_in_no_other_question() -> None:
    text = (
        "### YamlMime:FAQ\ntitle: F\nquestions:\n- question: One\n  answer: |\n    # More\n\n"
        "    ```\n    # code\n    ```\n\n    ### Still\n- question: Two\n  answer: '##no'\n"
    )
    lines = body(text).split("\n")
    assert [line for line in lines if line.startswith("#")] == [
        "# F {#f}", "### One {#one}", "#### More {#more}", "# code", "###### Still {#still}",
        "### Two {#two}",
    ]  # fmt: skip


def test_a_tutorial_is_its_steps() -> None:
    text = (
        "### YamlMime:Tutorial\ntitle: T\nitems:\n- durationInMinutes: 1\n  content: |\n"
        "    Words.\n- title: First\n  content: |\n    ## Part\n    > [!NOTE]\n    > N\n"
        "  task: do it now\n"
    )
    done = converted(text)
    assert done.documents[0].body == (
        '# T {#t}\n\nWords.\n\n## First {#first}\n\n### Part {#part}\n\n!!! note "Note"\n\n    N\n'
    )
    assert [str(problem) for problem in done.problems] == [
        'index.yml:12:9: warning: nothing is known of "task" here: its text is not on the page '
        "[yaml-key-unread]"
    ]


def test_problems_of_an_answer_name_its_lines() -> None:
    answer = """One two
      [three](a.md)

      - four

        [five](b.md)
"""
    text = "### YamlMime:FAQ\ntitle: F\nsummary: >\n      [zero](z.md) {answer}" + (
        "sections:\n- name: IGNORED\n  questions:\n  - question: 'What''s'\n    answer: |\n"
        "      {answer}  - question: Else\n    answer: 'It''s\n\n      [six](c.md)'\n"
        '  - question: Last\n    answer: "A \\"b\\"\n      [seven](d.md)"\n'
    )
    done = converted(text.replace("{answer}", answer))
    found = [(problem.line, problem.column, problem.message[:6]) for problem in done.problems]
    assert found == [
        (4, 14, '"z.md"'), (5, 15, '"a.md"'), (9, 16, '"b.md"'), (16, 15, '"a.md"'),
        (20, 16, '"b.md"'), (24, 13, '"c.md"'), (27, 15, '"d.md"'),
    ]  # fmt: skip
    assert "Ignored" not in done.documents[0].body


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


def test_a_section_without_a_name_in_english_has_none_in_translation() -> None:
    name = (
        '<span data-ttu-id="a">Ignoriert</span><span class="sxs-lookup">'
        '<span data-stu-id="a">Ignored</span></span>'
    )
    text = f"### YamlMime:FAQ\ntitle: F\nsections:\n- name: {name}\n  questions: []\n"
    assert [page.body for page in converted(text).documents] == ["# F {#f}\n", "# F {#f}\n"]


def test_a_page_in_yaml_whose_spans_are_broken_is_refused() -> None:
    text = '### YamlMime:FAQ\ntitle: <span data-ttu-id="a">Fragen\n'
    page = SourceFile("faq.yml", "docset/faq.yml", "page", "de-DE", text.encode())
    done = convert([page], Options(load_vocabulary([locales_dir()])))
    assert done.documents == ()
    assert "sxs-unclosed-span" in [problem.code for problem in done.problems]
