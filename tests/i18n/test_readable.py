"""What side-by-side pages show of a block: words, not markup."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from partner_kb.translation.readable import parsed, readable


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("# Communicate with customers {#talk}", "Communicate with customers"),
        ('# <a name="talk"></a>Talk', "Talk"),
        ("> [!NOTE]\n> Ask **first**.", "Ask first."),
        ('> [!div class="nextstepaction"]\n> [Go on](next.md)', "Go on"),
        (':::image type="content" source="a.png" alt-text="A bill":::', "A bill"),
        ('::: zone pivot="a"\nText of [a page](a.md).\n::: zone-end', "Text of a page."),
        ("| **Received** | `code` is |", "Received · code is"),
        ("- one\n- two", "one\ntwo"),
        ("Line one\nline two", "Line one line two"),
        ("```\na | b\n```", "a | b"),
        ("<div>Some <b>text</b></div>", "Some text"),
        ("***", "***"),
        ('Open :::no-loc text="Partner Center"::: and **go**.', "Open Partner Center and go."),
        ("Select [!UICONTROL Save].", "Select Save."),
        ('[!div class="checklist"]', '[!div class="checklist"]'),
        ("| One<br>two | three<br/>four |", "One two · three four"),
    ],
)
def test_words_without_markup(markdown: str, said: str) -> None:
    assert readable(markdown) == said


WORDS = st.text("ab Ж中1.,:;|*_[](){}!<>&\\`#-=\n\"'", max_size=30)
PIECES = st.sampled_from(
    [
        "**bold**",
        "[a page](a.md#b)",
        "`code`",
        "<br>",
        "&amp;",
        "{#id}",
        "\\*",
        "](",
        "[x]: y",
        "  \n",
    ]
)


@settings(max_examples=2000)
@example("**bold**\\\n")
@given(st.lists(WORDS | PIECES, max_size=5).map("".join))
def test_the_short_way_says_what_the_parser_says(markdown: str) -> None:
    assert readable(markdown) == parsed(markdown)
