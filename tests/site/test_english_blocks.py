"""English beside the translation: which English belongs under which block."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree  # noqa: N813 - Python-Markdown's name for it

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from partner_kb import english_blocks
from partner_kb.english_blocks import align, markdown_letters
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


def test_english_stands_before_a_nested_list_and_in_cells():
    html = rendered("- Fora\n\n    - Dentro\n", ("Fora", "Outside"), ("Dentro", "Inside"))
    assert html.index("Outside") < html.index("<ul>", 5) < html.index("Inside")
    assert "<td>Célula<span" in rendered("| A |\n|---|\n| Célula |\n", ("Célula", "Cell"))


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


def test_titles_of_alerts_have_that_of_their_kind():
    html = markdown(
        '!!! tip "Dica"\n\n    Um.\n\n!!! note "Um."\n\n    Dois.\n\n!!! own "Meu"\n\n    Um.\n',
        extensions=["admonition", "partner_kb"],
        extension_configs={"partner_kb": {"segments": segments(("Um.", "One."))}},
    )
    assert re.findall(r"data-pkb-english hidden>([^<]*)<", html) == ["Tip", "One.", "One.", "One."]


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
    tokens = english_blocks._inline.parseInline
    quick, parsed = etree.Element("p"), etree.Element("p")
    english_blocks._fill(quick, text)
    english_blocks._fill_parsed(parsed, tokens(unescape_emphasis(text)))
    assert etree.tostring(quick) == etree.tostring(parsed)
    words = "".join(english_blocks._text_of(tokens(text)))
    assert markdown_letters(text) == english_blocks._letters(words)


def test_the_next_of_equal_beginnings_goes_first():
    pairs = segments(("Ver", "See"), ("Ver isto", "See this"), ("Ver", "See again"))
    assert align(["ver", "ver", "ver"], pairs) == [["See"], ["See again"], ["See"]]
