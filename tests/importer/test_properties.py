"""Whatever bytes come in, a document or problems come out, and never an exception."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partner_kb.errors import SourceError, has_errors
from partner_kb.ops.conversion import Conversion, Options
from partner_kb.ops.convert import convert
from partner_kb.ops.docset import Kind, SourceFile, read_page
from partner_kb.pages import parse_page, render_page
from partner_kb.resources import locales_dir
from partner_kb.roles.load import load_vocabulary

VOCABULARY = load_vocabulary([locales_dir()])
HEAD = b"---\ntitle: T\nms.contentlocale: pt-BR\n---\n"
PIECES = [
    b"# T\n",
    b"\n",
    b"\n\n",
    b" ",
    b"    ",
    b"\t",
    b"- ",
    b"1. ",
    b"> ",
    b"> [!NOTE]\n",
    b"|a|b|\n|-|-|\n",
    b"**",
    b"*",
    b"_",
    b"`",
    b"```\n",
    b"~~~",
    b"[",
    b"]",
    b"(",
    b")",
    b"![",
    b"<",
    b">",
    b"</div>",
    b"<div>",
    b"<br/>",
    b"<table><tr><td>",
    b"<a name='x'></a>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b'<span data-ttu-id="a-1">',
    b'<span class="sxs-lookup">',
    b'<span data-stu-id="a-1">',
    b"</span>",
    b":::",
    b"::: zone pivot='a'\n",
    b"::: zone-end\n",
    b":::row:::\n",
    b":::column:::\n",
    b":::row-end:::\n",
    b":::column-end:::\n",
    b":::image type='complex' source='x.png'",
    b":::image-end:::",
    b"::: moniker range='a'\n",
    b":::no-loc text='x':::",
    b"[!INCLUDE [x](y.md)]",
    b"[!VIDEO x]",
    b"[!div class='x']\n",
    b"[!CODE-cs[x](y.cs)]",
    b"# [A](#tab/a)\n",
    b"***\n",
    b"---\n",
    b"**Appropriate roles**: ",
    b"**Fun\xc3\xa7\xc3\xb5es apropriadas**: ",
    b"Admin agent | ",
    b"\\",
    b"&nbsp;",
    b"&#0;",
    b"&#xD800;",
    b"\r\n",
    b"\r",
    b"\x00",
    b"\x0b",
    b"\xef\xbb\xbf",
    b"\xff",
    b"\xc2\xa0",
    b"\xe2\x80\xa8",
    b"\xf0\x9f\x98\x80",
    b"\xe4\xb8\xad",
    b"{#x}",
    b"{: .x }",
    b"[a]: b\n",
    b"[^1]",
    b"title: '",
    b"roles: [x]\n",
    b"### YamlMime:FAQ\n",
    b"sections:\n- questions:\n  - question: q\n",
    b"http://[",
    b"[x](http://[)",
    b"[x](//)",
    b"[x](\\\\a)",
    b"[x](%ff)",
    b"![x](data:x)",
    b"a" * 50,
]
SOUP = st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join)
BYTES = st.one_of(st.binary(max_size=400), SOUP, SOUP.map(lambda body: HEAD + body))
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def check(done: Conversion, shown: set[str]) -> None:
    """Problems have a place in a file that was given; documents can be written and read again."""
    for problem in done.problems:
        assert problem.path in shown
        assert problem.line >= 1
        assert problem.column >= 1
        assert len(str(problem).splitlines()) == 1
    for document in done.documents:
        text = render_page(document)
        text.encode("utf-8")
        again = parse_page(text, document.path, locale=document.locale)
        assert (again.title, again.roles) == (document.title, document.roles)


@given(BYTES)
@settings(max_examples=400, suppress_health_check=SLOW)
def test_any_bytes_as_a_page(data: bytes) -> None:
    files = [
        SourceFile("one.md", "docset/one.md", "page", None, data),
        SourceFile("y.md", "docset/y.md", "include", None, b"part [!INCLUDE [x](y.md)]"),
    ]
    done = convert(files, Options(VOCABULARY, locale="pt-BR"))
    check(done, {"one.md", "y.md"})
    assert done.read == 1
    assert done.documents or any(problem.severity == "error" for problem in done.problems)


@given(BYTES, st.sampled_from(["one.md", "one.yml"]))
@settings(max_examples=200, suppress_health_check=SLOW)
def test_a_page_or_source_errors(data: bytes, name: str) -> None:
    page = None
    try:
        page = read_page(SourceFile(name, f"docset/{name}", "page", "pt-BR", data), None)
    except SourceError as error:
        found = error.problems
    else:
        found = page.problems
    assert page is not None or has_errors(found)


@given(BYTES, st.sampled_from(["toc", "redirects", "include"]))
@settings(max_examples=200, suppress_health_check=SLOW)
def test_any_bytes_as_another_file(data: bytes, kind: Kind) -> None:
    name = {"toc": "TOC.yml", "redirects": ".openpublishing.redirection.json"}.get(kind, "y.md")
    files = [
        SourceFile(name, f"docset/{name}", kind, "pt-BR", data),
        SourceFile("one.md", "docset/one.md", "page", "pt-BR", HEAD + b"[!INCLUDE [x](y.md)]\n"),
    ]
    done = convert(files, Options(VOCABULARY))
    check(done, {name, "one.md"})
    assert [document.path for document in done.documents] == ["docset/one.md"]


@given(BYTES, BYTES)
@settings(max_examples=100, suppress_health_check=SLOW)
def test_one_bad_page_never_stops_another(first: bytes, second: bytes) -> None:
    files = [
        SourceFile("a.md", "docset/a.md", "page", "pt-BR", first),
        SourceFile("b.yml", "docset/b.yml", "page", "pt-BR", second),
        SourceFile("good.md", "docset/good.md", "page", "pt-BR", HEAD + b"# Bom\n\nTexto.\n"),
    ]
    done = convert(files, Options(VOCABULARY))
    check(done, {"a.md", "b.yml", "good.md"})
    assert any(document.path == "docset/good.md" for document in done.documents)


@given(BYTES)
@settings(max_examples=100, suppress_health_check=SLOW)
def test_the_same_bytes_give_the_same_page(data: bytes) -> None:
    files = [SourceFile("one.md", "docset/one.md", "page", "pt-BR", data)]
    first, second = (convert(files, Options(VOCABULARY)) for _ in range(2))
    assert first.documents == second.documents
    assert first.problems == second.problems
