"""Quotation marks that a translation wrote as entities, in side-by-side markup."""

from __future__ import annotations

from partner_kb.ops.conversion import Options
from partner_kb.ops.convert import convert
from partner_kb.ops.docset import SourceFile
from partner_kb.ops.places import MappedText
from partner_kb.ops.quotes import mend_quotes
from partner_kb.resources import locales_dir
from partner_kb.roles.load import load_vocabulary

PAGE = """\
# <a name="t"></a><span data-ttu-id="a-1">Titel</span><span class="sxs-lookup"><span data-stu-id="a-1">Title</span></span>

<span data-ttu-id="a-2&quot;>Wählen Sie **&quot;Los&quot;**.</span><span class=&quot;sxs-lookup&quot;><span data-stu-id=&quot;a-2&quot;>Choose **Go**.</span></span>

<span data-ttu-id="a-3">Ende</span><span class="sxs-lookup"><span data-stu-id="a-3">End</span></span>
"""  # noqa: E501 - as such pages are


def test_both_sides_are_read() -> None:
    page = SourceFile("page.md", "docset/page.md", "page", "de-DE", PAGE.encode())
    done = convert([page], Options(load_vocabulary([locales_dir()])))
    bodies = {document.locale: document.body for document in done.documents}
    assert bodies["de-DE"].split("\n\n")[1:] == ['Wählen Sie **"Los"**.', "Ende\n"]
    assert bodies["en"].split("\n\n")[1:] == ["Choose **Go**.", "End\n"]
    german = next(document for document in done.documents if document.locale == "de-DE")
    assert [segment.id for segment in german.segments] == ["a-1", "a-2", "a-3"]
    problems = [(problem.line, problem.column, problem.code) for problem in done.problems]
    assert problems == [(3, 23, "quotes-mended")]


def test_places_survive() -> None:
    mended, _ = mend_quotes(MappedText.whole(PAGE, "page.md"))
    at = mended.text.index("Choose")
    assert mended.place(at) == (3, PAGE.split("\n")[2].index("Choose") + 1)
    assert mended.place(mended.text.index("Ende"))[0] == 5


def test_an_authors_entities_stay() -> None:
    page = MappedText.whole(':::image alt-text="The &quot;x&quot; tab":::\n\nA &quot;b&quot;.', "p")
    assert mend_quotes(page) == (page, ())
