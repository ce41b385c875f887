"""What clean pages say and how it nests equals a CommonMark rendering of their source."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ops.rendering import render_clean, render_source
from ops.structure import outline
from partner_kb.ops.context import ENGLISH, PageContext, Picture, Target
from partner_kb.ops.docset import SourceFile, read_page
from partner_kb.ops.emit import emit_page
from partner_kb.ops.parser import parse_markdown
from partner_kb.ops.places import MappedText


def clean(text: str) -> str:
    context = PageContext(
        text=MappedText.whole(text, "page.md"),
        base="docset/page.md",
        labels=ENGLISH,
        link=lambda href, _base: Target(href),
        picture=lambda source, _base: Picture(source),
        include=lambda _path, _base: None,
        role_of=lambda _word: None,
    )
    return emit_page(parse_markdown(text), context).body


WORDS = [  # noqa: RUF005
    "foo",
    "bar",
    "баз",
    "是计划",
    "x_y",
    "a*b",
    "1.",
    "2)",
    "-",
    "#",
    ">",
    "&amp;",
    "<",
    "&",
    "C:\\dir",
    "\\*",
    "[a]",
    "[b](c)",
    "`code`",
    "``a`b``",
    "**bold**",
    "*em*",
    "**中文**，",
    "***both***",
    "<b>h</b>",
    "<br>",
    "![alt](i.png)",
    "<http://x.y>",
    "http://a.b/c_d_e",
    "!",
    "|",
    "{x}",
    "{#id}",
    "a:b",
    "_u_",
    "__s__",
    "snake_case_name",
    '"q"',
    "'",
    "$5",
    "^",
    "==",
    "++",
    "(p)",
    "&nbsp;",
    "\\",
    "`",
    "*",
    "C++",
    "<kbd>K</kbd>",
    "e.g.",
    "…",
    "～",
    "（括号）",
    "[**b**](x.md)",
    "😀",
    "---x",
    "===",
    "???",
    "^",
    "+plus",
    ":def",
    "[^1]",
    "{:",
    ".c}",
    "<span>s</span>",
    "[L](u%20v)",
    "~~del~~",
    "1986.",
    "10.",
    "###",
] + [
    "a *b **c** d*",
    "**a *b* c**",
    '[l *e*](u(1).md "t")',
    "5 * 3 * 2",
    "!!! note",
    ": def",
    "*[abbr]: x",
    "[^1]: note",
    "[x]: y",
    '<a name="z"></a>',
    '<a href="x.md">L</a>',
]


@st.composite
def inline(draw: st.DrawFn, most: int = 6) -> str:
    return " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=most)))


def indented(text: str, prefix: str) -> str:
    return "\n".join(prefix + line if line else "" for line in text.split("\n"))


@st.composite
def blocks(draw: st.DrawFn, depth: int = 0, most: int = 4) -> str:
    return "\n\n".join(draw(st.lists(block(depth), min_size=1, max_size=most)))


@st.composite
def block(draw: st.DrawFn, depth: int) -> str:
    kinds = ["text", "text", "two lines", "heading", "code"]
    if depth < 3:
        kinds += ["table", "quote", "alert", "rule", "list", "list", "list", "list"]
    kind = draw(st.sampled_from(kinds))
    if kind == "two lines":
        return draw(inline()) + draw(st.sampled_from(["\n", "  \n"])) + draw(inline())
    if kind == "heading":
        return "#" * draw(st.integers(1, 4)) + " " + draw(inline(4))
    if kind == "code":
        code = draw(st.sampled_from(["a\n\n  b", "x **y** :::\n# z", "`t`", "<b>&amp;"]))
        return f"```{draw(st.sampled_from(['', 'python', 'json x']))}\n{code}\n```"
    if kind == "table":
        cell = draw(inline(2)).replace("|", "")
        return f"| a | {cell} |\n|--|:-:|\n| {cell} | b |\n| c |"
    if kind == "quote":
        return indented(draw(blocks(depth + 1, 2)), "> ").replace("\n\n", "\n>\n")
    if kind == "alert":
        inner = indented(draw(inline()) + "\n\n" + draw(blocks(depth + 1, 1)), "> ")
        return f"> [!{draw(st.sampled_from(['NOTE', 'tip', 'Warning']))}]\n" + inner.replace(
            "\n\n", "\n>\n"
        )
    if kind == "rule":
        return "---"
    if kind == "list":
        return draw(list_block(depth))
    return draw(inline())


@st.composite
def list_block(draw: st.DrawFn, depth: int) -> str:
    marker = draw(st.sampled_from(["- ", "* ", "+ ", "1. ", "3. ", "10. ", "1) "]))
    tight = draw(st.booleans())
    items = []
    for _ in range(draw(st.integers(1, 3))):
        content = draw(inline() if tight else blocks(depth + 1, 3))
        if tight and draw(st.booleans()):
            content += "\n" + draw(st.sampled_from(["- ", "1. "])) + draw(inline(3))
        items.append(marker + indented(content, " " * len(marker)).lstrip(" "))
    return ("\n" if tight else "\n\n").join(items)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(blocks())
def test_any_document_keeps_its_words_and_nesting(text: str) -> None:
    assert outline(render_clean(clean(text))) == outline(render_source(text))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_emitted(text: str) -> None:
    render_clean(clean(text))


@pytest.mark.source
@pytest.mark.parametrize("locale", ["pt-BR", "zh-CN", "ru-RU"])
def test_the_sample_keeps_its_words_and_nesting(source, locale: str) -> None:
    """Role lines are still in: this is about blocks."""
    different = []
    files = sorted((source / "live" / locale).rglob("*.md"))
    assert files
    for file in files:
        raw = read_page(
            SourceFile(file.name, f"d/{file.name}", "page", locale, file.read_bytes()), None
        )
        ours = outline(render_clean(clean(raw.target.text)))
        theirs = outline(render_source(raw.target.text))
        if "".join(ours) != "".join(theirs):
            different.append(file.name)
    assert different == []
