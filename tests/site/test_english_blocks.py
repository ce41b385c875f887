"""English beside the translation: which English belongs under which block."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree  # noqa: N813 - Python-Markdown's name for it

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from partner_kb import english_inline
from partner_kb.english_blocks import add_english, align
from partner_kb.english_inline import inline_element, letters_of, markdown_letters
from partner_kb.model import Segment
from partner_kb.ops.literal import unescape_emphasis

MARKS = (
    "a", "b ", " ", "**", "*", "_", "[", "](x)", "](https://a.b/c_d)", "](a b)", "](j:x)", "!", "<",
    ">", "<b>", "&", "&amp;", ";", "`", "\\", "~~", "\n", ":", "::", "＊", ".", "中", "(", ")", "1",
    "[c](d)", "**e**", "<br>", "](",
)  # fmt: skip


def segments(*pairs: tuple[str, str]) -> list[Segment]:
    return [
        Segment(f"s-{number}", source, target, number)
        for number, (target, source) in enumerate(pairs, 1)
    ]


def letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("Um. Dois.", [["One.", "Two."]]),
        ("Dois.", [["Two."]]),
        ("Algo que ninguém traduziu. Um.", [[]]),
        ("Um. E um resto muito mais longo que ninguém conhece.", [[]]),
        ("", [[]]),
    ],
)
def test_a_block_made_of_targets_gets_their_english(block, expected):
    assert align([letters(block)], segments(("Um.", "One."), ("Dois.", "Two."))) == expected


def test_a_repeated_sentence_gets_its_own_english_each_time():
    found = align(["um", "um"], segments(("Um.", "One."), ("Um.", "Once more.")))
    assert found == [["One."], ["Once more."]]


def test_marks_and_links_do_not_count():
    pairs = segments(("**Ver** [isto](x.md) e `c`", "See **this**"))
    assert align([letters("Ver isto e c")], pairs) == [["See **this**"]]


def rendered(text: str, *pairs: tuple[str, str]) -> str:
    options = {"partner_kb": {"segments": segments(*pairs)}}
    return markdown(text, extensions=["tables", "partner_kb"], extension_configs=options)


def test_english_stands_before_a_nested_list():
    html = rendered("- Fora\n\n    - Dentro\n", ("Fora", "Outside"), ("Dentro", "Inside"))
    assert html.index("Outside") < html.index("<ul>", 5) < html.index("Inside")


def test_a_tight_list_stays_tight():
    html = rendered("- Fora\n- Dentro\n", ("Fora", "Outside"), ("Dentro", "Inside"))
    assert '<li>Fora<span lang="en" data-pkb-english hidden>Outside</span></li>' in html


TABLE = "| Nome | Dias |\n|---|--:|\n| **Um** | 2 |\n| Azure | — |\n| Resto |\n"
ROW = '<tr lang="en" data-pkb-english hidden>'


def test_english_of_a_row_is_a_row_of_the_same_cells():
    pairs = (("Nome", "Name"), ("Dias", "Days"), ("**Um**", "**One**"), ("2", "2"))
    html = rendered(TABLE, *pairs, ("Azure", "Azure"), ("Resto", "Rest"))
    right = ' style="text-align: right;"'
    assert f"{ROW}<th>Name</th><th{right}>Days</th></tr>\n</thead>" in html
    assert f"</tr>{ROW}<td><strong>One</strong></td><td{right}>2</td></tr>\n<tr>" in html
    assert f"{ROW}<td>Rest</td><td{right}></td></tr>\n</tbody>" in html
    assert html.count(ROW) == 3  # Azure is the same in English


def test_cells_need_not_say_that_they_are_aligned_left():
    table = "| A | B | C |\n|:--|--:|:-:|\n| Um | 2 | 3 |\n"
    options = {"partner_kb": {"segments": segments(("Um", "One")), "lean_cells": True}}
    html = markdown(table, extensions=["tables", "partner_kb"], extension_configs=options)
    assert "left" not in html
    assert (html.count("right"), html.count("center")) == (3, 3)
    assert "left" in markdown(table, extensions=["tables", "partner_kb"])


def test_a_row_of_which_a_cell_is_not_known_has_it_in_its_cells():
    html = rendered(TABLE, ("Nome", "Name"), ("**Um**", "**One**"), ("Azure", "Azure"))
    assert f"{ROW}<td><strong>One</strong></td><td style" in html
    assert '<th>Nome<span lang="en" data-pkb-english hidden>Name</span></th>' in html
    assert html.count("data-pkb-english") == 2  # a row of its own for what stands beside a number


@pytest.mark.parametrize("attribute", ["rowspan", "colspan"])
def test_nor_is_there_a_row_where_cells_span_others(attribute):
    cell = etree.Element("td", {attribute: "2"})
    cell.text = "Um"
    root = etree.Element("div")
    etree.SubElement(etree.SubElement(root, "tbody"), "tr").append(cell)
    add_english(root, segments(("Um", "One")))
    assert [one.tag for one in root.iter() if "hidden" in one.attrib] == ["span"]


def test_signs_and_numbers_are_the_same_in_the_english_row():
    html = rendered(
        "| A | B |\n|---|---|\n| Um | &mdash; |\n| Dois | ✔ \\* & |\n",
        ("Um", "One"),
        ("Dois", "Two"),
    )
    assert f"{ROW}<td>One</td><td>&mdash;</td></tr>" in html
    assert f"{ROW}<td>Two</td><td>✔ * &amp;</td></tr>" in html


@pytest.mark.parametrize("text", ["Azure", "**Azure** AD", "R&D", "5\\* `a<b>`", "[Azure](x.md)"])
def test_what_is_the_same_in_english_is_not_said_twice(text):
    for page in (f"{text}\n", f"# {text}\n", f"- {text}\n"):
        assert "data-pkb-english" not in rendered(page, (text, text))
        assert "data-pkb-english" in rendered(page, (text, f"{text}!"))


def test_links_in_the_english_keep_their_text_only():
    html = rendered("Veja isto.", ("Veja isto.", "See [this](x.md) & <b>x</b> <id>."))
    assert "See this &amp; x &lt;id&gt;." in html
    assert "<a" not in html


def test_no_marks_of_the_source_are_shown():
    english = r'<a name="z"></a>\*\*Leave\*\* it<br>[!NOTE] ** empty :::row-end:::'
    html = rendered("Deixe.", ("Deixe.", english))
    assert "<strong>Leave</strong> it [NOTE]  empty </p>" in html


def test_escaped_marks_and_tags_do_not_hide_a_block():
    for target in (
        r"\* Um \_ dois",
        "Um & dois",
        "Um<br>dois",
        "`<Um>` dois",
        "Um dois<a id='x'></a>",
    ):
        assert ">One two</p>" in rendered(f"{target}\n", (target, "One two")), target


def test_titles_of_alerts_have_english_where_the_source_has():
    html = markdown(
        '!!! tip "Dica"\n\n    Um.\n\n!!! note "Um."\n\n    Dois.\n\n!!! own "Meu"\n\n    Um.\n',
        extensions=["admonition", "partner_kb"],
        extension_configs={"partner_kb": {"segments": segments(("Um.", "One."))}},
    )
    assert re.findall(r"data-pkb-english hidden>([^<]*)<", html) == ["One.", "One.", "One."]


def test_the_marks_are_lean_and_what_looks_like_them_is_left_alone():
    long = '<p data-pkb-english="" hidden="" lang="en">'
    html = rendered(f"Um.\n\n{long}Raw</p>\n\n`{long}`\n", ("Um.", "One."))
    assert '<p lang="en" data-pkb-english hidden>One.</p>' in html
    assert f"{long}Raw</p>" in html
    assert '&lt;p data-pkb-english="" hidden="" lang="en"&gt;' in html


def test_code_blocks_get_none():
    assert "data-pkb-english" not in rendered("    Um.\n", ("Um.", "One."))


@given(st.lists(st.sampled_from(MARKS), max_size=9).map(lambda marks: "".join(marks).strip()))
def test_what_needs_no_parser_is_what_the_parser_makes(text):
    tokens = english_inline._inline.parseInline
    parsed = etree.Element("span")
    english_inline._fill_parsed(parsed, tokens(unescape_emphasis(text)))
    assert etree.tostring(inline_element(text)) == etree.tostring(parsed)
    words = "".join(english_inline._text_of(tokens(text)))
    assert markdown_letters(text) == letters_of(words)
