"""Pages that nobody wrote: they are refused or cut short, and soon."""

from __future__ import annotations

import pytest

from partner_kb.ops import Conversion, Options, SourceFile, convert
from partner_kb.ops.context import MAX_INCLUDES
from partner_kb.resources import locales_dir
from partner_kb.roles import load_vocabulary


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
