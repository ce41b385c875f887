"""Pages whose plain texts are not searched for marks: the same HTML as with the search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import InlineProcessor

from partner_kb.markdown_ext import DIALECT

MARKS = st.sampled_from(
    (
        *("`", "``", "*", "**", "_", "__", "[", "](a.md)", "![", "][b]", "[^1]", "\\", "\\*", "<"),
        *(">", "<https://x.example>", "<a@b.example>", "<b>", "</b>", "<!-- c -->", "&amp;", "&"),
        *("  \n", "\n", "!", "(", ")", "{#id}", "| ", "\n- ", "\n\n", "\n\n## ", "\x02", "~~"),
        "!!! note\n    ",
    )
)
WORDS = st.text("abя中é .,:;-0", min_size=1, max_size=8)


def html(text: str, *extensions: str, quick: bool = True) -> str:
    md = Markdown(extensions=[*DIALECT, *extensions], extension_configs=dict(DIALECT))
    if not quick:
        md.treeprocessors.register(InlineProcessor(md), "inline", 20)
    return md.convert(text)


@given(st.lists(st.one_of(MARKS, WORDS, WORDS), max_size=30).map("".join))
def test_any_text_gives_the_same_html(text: str) -> None:
    assert html(text) == html(text, quick=False)


def test_plain_texts_are_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []
    name = "_InlineProcessor__applyPattern"
    search = getattr(InlineProcessor, name)

    def spy(self: InlineProcessor, pattern: object, data: str, *rest: object) -> object:
        searched.append(data)
        return search(self, pattern, data, *rest)

    monkeypatch.setattr(InlineProcessor, name, spy)
    assert html("# Plain\n\n- one\n- two **bold** three\n") == (
        '<h1 id="plain">Plain</h1>\n<ul>\n<li>one</li>\n'
        "<li>two <strong>bold</strong> three</li>\n</ul>"
    )
    assert searched
    assert all("two" in text or text == "bold" for text in searched)


def test_where_others_look_for_marks_of_their_own_all_is_searched() -> None:
    text = "Plain ~~gone~~ and H~2~O."
    assert html(text, "pymdownx.tilde") == "<p>Plain <del>gone</del> and H<sub>2</sub>O.</p>"
