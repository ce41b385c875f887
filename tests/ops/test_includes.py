"""Included files: where they are looked for, in which language, and what they refer to."""

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


def file(locale: str, path: str, text: str) -> SourceFile:
    kind = "include" if "includes/" in path else "page"
    return SourceFile(f"{locale}/{path}", path, kind, locale, text.encode())


def both(target: str, english: str, number: int) -> str:
    return (
        f'<span data-ttu-id="a-{number}">{target}</span><span class="sxs-lookup">'
        f'<span data-stu-id="a-{number}">{english}</span></span>'
    )


def bodies(*files: SourceFile) -> tuple[dict[str, str], list[str]]:
    done = convert(files, Options(load_vocabulary([locales_dir()])))
    lines = {doc.locale: doc.body.split("\n\n")[1].strip() for doc in done.documents}
    return lines, [f"{problem.path} {problem.code}" for problem in done.problems]


PAGE = f"# {both('Seite', 'Page', 1)}\n\n[!INCLUDE [n](includes/n.md)]\n"


def test_each_side_of_a_page_includes_its_own_language() -> None:
    pages = (
        file("de-DE", "d/a.md", PAGE),
        file("de-DE", "d/includes/n.md", both("Teil.", "Part.", 2)),
    )
    assert bodies(*pages) == ({"de-DE": "Teil.", "en": "Part."}, [])


def test_a_file_of_the_english_folder_stands_on_the_english_side() -> None:
    pages = (
        file("de-DE", "d/a.md", PAGE),
        file("de-DE", "d/includes/n.md", "Teil."),
        file("en", "d/includes/n.md", "Part."),
    )
    assert bodies(*pages) == ({"de-DE": "Teil.", "en": "Part."}, [])


def test_a_file_without_english_is_told_of() -> None:
    pages = file("de-DE", "d/a.md", PAGE), file("de-DE", "d/includes/n.md", "Teil.")
    told = ["de-DE/d/includes/n.md include-language"]
    assert bodies(*pages) == ({"de-DE": "Teil.", "en": "Teil."}, told)


def test_a_file_that_was_not_translated_is_included_as_it_is() -> None:
    pages = file("de-DE", "d/a.md", PAGE), file("en", "d/includes/n.md", "Part.")
    assert bodies(*pages) == ({"de-DE": "Part.", "en": "Part."}, [])


def test_no_front_matter_keeps_a_file_out() -> None:
    heads = {
        "twice": "---\nauthor: a\nauthor: b\n---\n",
        "broken": "---\nauthor: a: b\n---\n",
        "list": "---\n- a\n---\n",
    }
    lines = "\n\n".join(
        f"[!INCLUDE [n](includes/{name}.md)]" for name in (*heads, "empty", "binary")
    )
    texts = {name: f"{head}Part {name}.\n".encode() for name, head in heads.items()}
    texts |= {"empty": b"", "binary": b"\xff\x00"}
    files = [SourceFile(f"{name}.md", f"d/includes/{name}.md", "include", "en", data)
             for name, data in texts.items()]  # fmt: skip
    page = SourceFile("a.md", "d/a.md", "page", "en", f"# A\n\n{lines}\n".encode())
    done = convert([page, *files], Options(load_vocabulary([locales_dir()])))
    assert done.documents[0].body == "# A {#a}\n\nPart twice.\n\nPart broken.\n\nPart list.\n"
    assert [(problem.path, problem.severity, problem.code) for problem in done.problems] == [
        ("binary.md", "error", "page-encoding"),
        ("broken.md", "warning", "yaml-syntax"),
        ("list.md", "warning", "front-matter-form"),
        ("twice.md", "warning", "yaml-duplicate-key"),
    ]


def test_a_path_from_the_top_begins_at_the_docset_or_above_it() -> None:
    text = "# A\n\n[!INCLUDE [n](~/includes/n.md)] and [!INCLUDE [n](~/d/includes/n.md)]\n"
    page = file("en", "d/sub/a.md", text)
    inner = file("en", "d/includes/n.md", "within")
    outer = file("en", "includes/n.md", "above")
    assert bodies(page, inner, outer) == ({"en": "within and within"}, [])
    text = "# A\n\n[!INCLUDE [n](~/includes/n.md)]\n"
    assert bodies(file("en", "d/sub/a.md", text), outer) == ({"en": "above"}, [])
