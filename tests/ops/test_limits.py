"""Pages that nobody wrote: they are refused or cut short, and soon."""

from __future__ import annotations

from time import process_time

import pytest

from ops.rendering import render_clean
from partner_kb.ops.context import MAX_INCLUDES
from partner_kb.ops.conversion import Conversion, Options
from partner_kb.ops.convert import convert
from partner_kb.ops.docset import SourceFile
from partner_kb.resources import locales_dir
from partner_kb.roles.load import load_vocabulary


def converted(files: dict[str, str]) -> Conversion:
    sources = [
        SourceFile(path, path, "include" if "/includes/" in path else "page", "en", text.encode())
        for path, text in files.items()
    ]
    return convert(sources, Options(load_vocabulary([locales_dir()])))


def test_files_that_include_another_one_twice_come_to_an_end() -> None:
    files = {"d/page.md": "# A\n\n[!INCLUDE [x](includes/30.md)]\n\nEnd.", "d/includes/0.md": "x\n"}
    for number in range(1, 31):
        line = f"[!INCLUDE [x]({number - 1}.md)]\n\n"
        files[f"d/includes/{number}.md"] = line * 2
    done = converted(files)
    assert [problem.code for problem in done.problems] == ["include-too-many"]
    assert 1 < done.documents[0].body.count("x\n") <= MAX_INCLUDES
    assert done.documents[0].body.endswith("End.\n")


@pytest.mark.parametrize(
    "body",
    [":::row:::\n" * 5000, ":::row::: a " * 5000, "<div>" * 20000, "<table><tr><td>" * 200],
    ids=["rows", "rows on one line", "divs", "tables"],
)
def test_what_is_nested_too_deep_is_refused(body: str) -> None:
    done = converted({"d/bad.md": f"# A\n\n{body}\n", "d/good.md": "# B\n\nText.\n"})
    assert [(problem.path, problem.code) for problem in done.problems] == [
        ("d/bad.md", "page-too-deep")
    ]
    assert [document.path for document in done.documents] == ["d/good.md"]


def test_one_broken_span_is_not_told_of_a_thousand_times() -> None:
    done = converted({"d/page.md": "# A\n\n" + '<span data-ttu-id="a">x ' * 1000})
    assert len(done.problems) == 21
    more = [problem.message for problem in done.problems if problem.code == "sxs-more"]
    assert more == ["1979 more problems with side-by-side spans from here on"]


ODD = {
    "unclosed details": "<details>\n<summary>a</summary>\n\nword\n\n",
    "unclosed divs": "<div>\n\n",
    "paragraphs in a cell": "<p>a</p>",
    "open includes": "[!INCLUDE [",
    "open brackets": "[a](",
    "attributes without values": " - a",
    "tags that close nothing": "<b></i>",
    "links in links": '<a href="b.md">',
    "pictures with descriptions": ':::image type="complex" source="b.png" alt-text="c":::\ntext\n',
    "frames": '<iframe src="https://a.b/c"></iframe>\n',
    "stars without partners": "\\*",
    "addresses in one run": "www.a.e, ",
}
BEFORE = {
    "paragraphs in a cell": "<table><tr><td>",
    "attributes without values": ":::image a",
    "tags that close nothing": "x ",
    "links in links": "x ",
}


@pytest.mark.parametrize("name", ODD)
def test_a_long_odd_page_takes_seconds_not_minutes(name: str) -> None:
    """Time grows with the length; where it grew with its square, these took far longer."""
    text = BEFORE.get(name, "") + ODD[name] * (60_000 // len(ODD[name]))
    start = process_time()
    done = converted({"d/page.md": f"# A\n\n{text}\n"})
    render_clean(done.documents[0].body)
    assert process_time() - start < 8


def test_elements_that_close_make_one_block_each_however_they_nest() -> None:
    nested = "<div>\n\n" * 40 + "deep\n\n" + "</div>\n\n" * 40
    torn = "<div>\n\n<section>\n\ntorn\n\n</div>\n\nafter\n\n"
    body = converted({"d/page.md": f"# A\n\n{nested}{torn}"}).documents[0].body
    assert [line for line in body.split("\n") if line] == ["# A {#a}", "deep", "torn", "after"]


@pytest.mark.parametrize("depth", [12, 40])
def test_lists_in_lists_keep_their_words(depth: int) -> None:
    lines = "".join("  " * level + f"- w{level}\n" for level in range(depth))
    done = converted({"d/page.md": f"# A\n\n{lines}"})
    words = done.documents[0].body.replace("- ", "").split()[3:]
    assert words == [f"w{level}" for level in range(depth)]
    assert done.problems == ()


@pytest.mark.parametrize("depth", [30, 300, 3000])
def test_marks_that_open_without_end_are_text(depth: int) -> None:
    done = converted({"d/page.md": "# A\n\n" + "[word [!INCLUDE [other " * depth})
    assert {problem.severity for problem in done.problems} == {"warning"}
    assert done.documents[0].body.count("word") == done.documents[0].body.count("other") == depth


@pytest.mark.parametrize("depth", [49, 50, 60, 97, 98, 99, 100, 101, 150])
def test_no_word_is_lost_where_nesting_ends(depth: int) -> None:
    for text in (">" * depth + " word", "- " * depth + "word", "> - " * depth + "word"):
        done = converted({"d/page.md": f"# A\n\n{text}\n"})
        refused = [problem.code for problem in done.problems] == ["page-too-deep"]
        assert refused or "word" in done.documents[0].body


@pytest.mark.parametrize("text", [">" * 3000 + " x", "- " * 3000 + "x"])
def test_what_is_nested_without_end_is_refused_wherever_it_stands(text: str) -> None:
    sources = [
        SourceFile("a.md", "d/a.md", "page", "de-DE", f"# A\n\n{text}\n\n![i](i.png)\n".encode()),
        SourceFile("toc.md", "d/toc.md", "toc", "de-DE", f"# [A](a.md)\n\n{text}\n".encode()),
    ]
    done = convert(sources, Options(load_vocabulary([locales_dir()])))
    assert [problem.code for problem in done.problems] == ["page-too-deep", "toc-too-deep"]
