"""Included files inside raw HTML: what they refer to, and where a problem in one is told."""

from __future__ import annotations

from partner_kb.ops.conversion import Conversion, Options
from partner_kb.ops.convert import convert
from partner_kb.ops.docset import SourceFile
from partner_kb.resources import locales_dir
from partner_kb.roles.load import load_vocabulary


def cell(content: str) -> str:
    return f"# A\n\n<table>\n<tr><td>\n\n{content}\n\n</td></tr></table>\n"


def converted(pages: dict[str, str], includes: dict[str, str]) -> Conversion:
    files = [SourceFile(path, path, "page", "en", text.encode()) for path, text in pages.items()]
    files += [SourceFile(path, path, "include", "en", text.encode())
              for path, text in includes.items()]  # fmt: skip
    files.append(SourceFile("d/here.png", "d/here.png", "media", "en", b""))
    return convert(files, Options(load_vocabulary([locales_dir()])))


def body(done: Conversion, path: str) -> str:
    return next(document.body for document in done.documents if document.path == path)


def test_a_file_that_an_included_one_includes_is_looked_for_beside_it() -> None:
    done = converted(
        {"d/a/page.md": cell("[!INCLUDE [x](../includes/one.md)]\n\nLast [!INCLUDE [n](n.md)].")},
        {
            "d/includes/one.md": "First.\n\n[!INCLUDE [y](in/two.md)]\n\nA [!INCLUDE [y](in/w.md)]",
            "d/includes/in/two.md": "Second.\n\n- item\n",
            "d/includes/in/w.md": "words",
            "d/a/n.md": "name",
        },
    )
    html = body(done, "d/a/page.md")
    assert "<p>First.</p> <p>Second.</p> <ul> <li>item</li> </ul> <p>A words</p>" in html
    assert "Last name." in html
    assert done.problems == ()


def test_what_an_included_file_leads_to_is_meant_from_there() -> None:
    text = (
        "A [page](../b/next.md#there), ![one](../here.png) and [out](https://a.example/x).\n\n"
        ':::image source="../here.png" alt-text="two":::\n'
    )
    done = converted(
        {"d/a/sub/page.md": cell("[!INCLUDE [x](../../includes/one.md)]\n\n[own](own.md)"),
         "d/a/sub/own.md": "# O", "d/b/next.md": "# N\n\n## There\n"},
        {"d/includes/one.md": text},
    )  # fmt: skip
    html = body(done, "d/a/sub/page.md")
    assert 'href="../../../b/next/#there"' in html
    assert 'href="../own/"' in html
    assert 'href="https://a.example/x"' in html
    assert html.count('src="../../../here.png"') == 2
    assert done.problems == ()


def test_what_an_included_file_lacks_is_told_with_its_place() -> None:
    done = converted(
        {"d/page.md": cell("A.\n\n[!INCLUDE [x](includes/one.md)]\n\nB [!INCLUDE [x](gone.md)].\n\n"
                           "[!code-json[n](gone.json)]")},
        {"d/includes/one.md": "First.\n\n- word [!INCLUDE [x](none.md)]\n"},
    )  # fmt: skip
    assert [(problem.path, problem.line, problem.code) for problem in done.problems] == [
        ("d/includes/one.md", 3, "include-missing"),
        ("d/page.md", 10, "include-missing"),
        ("d/page.md", 12, "code-missing"),
    ]


def test_an_included_table_leads_on_from_the_page_s_address() -> None:
    """Pages called index lie at their folder's address, others one level below."""
    table = '<table><tr><td><a href="../b/next.md">N</a></td><td>b</td></tr></table>\n'
    page = "# A\n\n[!INCLUDE [x](includes/one.md)]\n"
    done = converted(
        {"d/index.md": page, "d/a.md": page, "d/b/next.md": "# N"}, {"d/includes/one.md": table}
    )
    assert '<a href="b/next/">' in body(done, "d/index.md")
    assert '<a href="../b/next/">' in body(done, "d/a.md")
