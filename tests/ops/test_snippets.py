"""Which lines of a code file a page shows."""

from __future__ import annotations

import json

import pytest

from partner_kb.ops.code_files import CodeFile
from partner_kb.ops.conversion import Options
from partner_kb.ops.convert import convert
from partner_kb.ops.docset import SourceFile
from partner_kb.ops.snippets import marked_snippet, referred_snippet
from partner_kb.resources import locales_dir
from partner_kb.roles.load import load_vocabulary

SHARP = """using A;
    #region snippet_Outer
    // <Inner>
    one();
        two();
    // </Inner>
    #region of its own
    three();
    #endregion
    #endregion
last();
"""


@pytest.mark.parametrize(
    ("reference", "lines"),
    [
        ("c.cs?name=snippet_Outer&x=2", "// <Inner>|one();|    two();|// </Inner>|three();"),
        ("c.cs?name=_outer", "// <Inner>|one();|    two();|// </Inner>|three();"),
        ("c.cs?name=INNER", "one();|    two();"),
        ("c.cs#Inner", "one();|    two();"),
        ("c.cs?name=Inner&dedent=0", "    one();|        two();"),
        ("c.cs#L4-L5", "one();|    two();"),
        ("c.cs#L11", "last();"),
        ("c.cs?range=1,4-5", "using A;|    one();|        two();"),
        ("c.cs?range=9-", "    #endregion|    #endregion|last();"),
        ("c.cs?start=4&end=4&highlight=1", "one();"),
        ("c.cs?start=11", "last();"),
        ("c.cs?highlight=1", SHARP.rstrip().replace("\n", "|")),
    ],
)
def test_a_reference_chooses_lines(reference: str, lines: str) -> None:
    snippet = referred_snippet(reference)
    assert snippet.path == "c.cs"
    assert snippet.of(CodeFile(SHARP)) == lines.replace("|", "\n")


@pytest.mark.parametrize(
    "code",
    ["# <x>\nA\n# </x>", "' <x>\nA\n' </x>", "-- <x>\nA\n--</x>", "<!-- <x> -->\nA\n<!-- </x> -->",
     "/* <x> */\nA\n/* </x> */", "rem <x>\nA\nREM </x>", "% <x>\nA\n% </x>", "; <x>\nA\n; </x>",
     '#Region "x"\nA\n#End Region', "// #region x\nA\n// #endregion",
     "//<snippetX>\nA\n//</SnippetX>",
     "# <x>\n# <y>\nA\n# </y>\n# </x>\n", "# <x>\nB\n# </x>\n# <x>\nA\n# </x>"],
)  # fmt: skip
def test_comments_of_any_language_name_a_snippet(code: str) -> None:
    assert (
        marked_snippet({"source": "f", "id": "x"}).of(CodeFile(f"before\n{code}\nafter\n")) == "A"
    )


@pytest.mark.parametrize("code", ["", "# <x>\nopen", "# </x>", "# <xy>\nA\n# </xy>", "#endregion"])
def test_what_a_file_does_not_name_is_no_snippet(code: str) -> None:
    assert marked_snippet({"source": "f.py", "id": "x"}).of(CodeFile(code)) is None


def test_a_number_without_its_letter_is_a_name() -> None:
    code = "// <snippet1>\nA\n// </snippet1>\nrest\n"
    assert referred_snippet("f.cs#1").of(CodeFile(code)) == "A"
    assert referred_snippet("f.cs#2").of(CodeFile(code)) is None
    assert referred_snippet("f.cs#lines").name == "lines"


@pytest.mark.parametrize("reference", ["c.cs?range=12-14", "c.cs#L12", "c.cs?start=30"])
def test_lines_behind_the_last_one_are_none(reference: str) -> None:
    assert referred_snippet(reference).of(CodeFile(SHARP)) is None


def test_a_cell_of_a_notebook_has_a_name() -> None:
    cells = [{"source": ["no"]}, {"metadata": {"name": "x"}, "source": ["a = 1\n", "b = 2\n"]}]
    snippet = referred_snippet("n.ipynb?name=x")
    assert snippet.of(CodeFile(json.dumps({"cells": cells}))) == "a = 1\nb = 2"
    assert snippet.of(CodeFile("no notebook")) is None
    assert snippet.of(CodeFile("[1]")) is None


def test_ten_thousand_open_snippets_take_no_longer() -> None:
    code = "\n".join(
        ["# <a>"] * 10_000 + ["# </b>"] * 10_000 + ["#region " + " " * 10_000 + "x" * 300]
    )
    assert marked_snippet({"source": "f.py", "id": "b"}).of(CodeFile(code)) is None


def test_pages_show_what_they_ask_for() -> None:
    page = """# A

[!code-csharp[Main](c.cs?name=inner)]

:::code language="csharp" source="c.cs" range="11":::

:::code source="p.yml":::

<table><tr><td>

:::code source="c.cs" id="Inner":::

</td></tr></table>

[!code-csharp[](c.cs?name=gone)]

[!code-csharp[](c.cs?range=90-99)]

[!code-csharp[](none.cs?name=x&highlight=10)]

[!notebook-python[](none.ipynb?name=x)]
"""
    around = {"d/c.cs": SHARP, "d/p.yml": "---\nkey: value\n---\n"}
    files = [SourceFile("a.md", "d/a.md", "page", "en", page.encode())]
    files += [SourceFile(path, path, "include", "en", text.encode())
              for path, text in around.items()]  # fmt: skip
    done = convert(files, Options(load_vocabulary([locales_dir()])))
    whole = SHARP.rstrip("\n")
    assert done.documents[0].body.split("\n\n", 1)[1] == (
        "``` csharp\none();\n    two();\n```\n\n"
        "``` csharp\nlast();\n```\n\n"
        "``` yml\n---\nkey: value\n---\n```\n\n"
        "<table><tbody><tr><td> <pre><code>one();&#10;    two();&#10;</code></pre> </td></tr>"
        "</tbody></table>\n\n"
        f"``` csharp\n{whole}\n```\n\n"
        f"``` csharp\n{whole}\n```\n\n"
        "[none.cs](https://docs.microsoft.com/en-us/d/none.cs)\n\n"
        "[none.ipynb](https://docs.microsoft.com/en-us/d/none.ipynb)\n"
    )
    assert [str(problem) for problem in done.problems] == [
        'a.md:15:27: warning: "c.cs" has no snippet called "gone"; all of it is shown '
        "[snippet-missing]",
        'a.md:17:17: warning: "c.cs" has no line 90; all of it is shown [snippet-missing]',
        'a.md:19:17: warning: the code file "none.cs" is not there [code-missing]',
        'a.md:21:21: warning: the code file "none.ipynb" is not there [code-missing]',
    ]
