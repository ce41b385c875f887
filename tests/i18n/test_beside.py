"""Articles that are their own page to compare by: which they are, and who leads to them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from markdown import markdown

from i18n.kb import MKDOCS, Base
from i18n.test_side_by_side import FRONT, PAGE, span
from partner_kb.cli import cli
from partner_kb.markdown_ext import DIALECT
from partner_kb.mkdocs_plugin.live_site import LiveSite
from partner_kb.model import Segment
from partner_kb.ops.conversion import Options
from partner_kb.ops.convert import convert
from partner_kb.ops.docset import SourceFile
from partner_kb.resources import locales_dir
from partner_kb.roles.load import load_vocabulary
from partner_kb.segments import Block
from partner_kb.translation.beside import is_beside
from partner_kb.translation.page import Page
from partner_kb.translation.pages import Comparison
from partner_kb.translation.plain_source import alert_text
from partner_kb.translation.site_links import compare_url, review_url, site_project
from partner_kb.translation.site_pages import pages_beside, review_pages
from partner_kb.translation.state import ComparedBlock, SourceStore, compare_page

EN, PT = f"docs/en/{PAGE}", f"docs/pt-BR/{PAGE}"
OPS_GOLDEN = Path(__file__).parents[1] / "ops" / "golden"
TEXTS = {
    "pt-BR": (
        "Fale com os clientes",
        "Responda em 2 dias \\& mais.",
        "Isto basta.",
        "Dias",
        "Dois",
    ),
    "ru-RU": ("Говорите с клиентами", "Ответьте за 2 дня \\& больше.", "Хватит.", "Дни", "Два"),
    "en": ("Talk to customers", "Answer within 2 days \\& more.", "This is enough.", "Days", "Two"),
}


def source(locale: str) -> str:
    front = FRONT.format(title="Conversar", description="D", kind="MT", hash="aa", locale=locale)
    pairs = zip(TEXTS[locale], TEXTS["en"], strict=True)
    title, text, note, head, cell = (span(*pair, number) for number, pair in enumerate(pairs))
    table = f"| {head} |\n| --- |\n| {cell} |"
    return f"{front}# {title}\n\n{text}\n\n> [!NOTE]\n> {note}\n\n{table}\n"


def imported(root: Path) -> Base:
    files = {f"source/{one}/{PAGE}": source(one) for one in ("pt-BR", "ru-RU")}
    kb = Base(root, {"mkdocs.yml": MKDOCS, **files})
    options = ["--docs", str(root / "docs"), "--locales", str(root / "locales")]
    result = CliRunner().invoke(cli, ["import", str(root / "source"), *options])
    assert result.exit_code == 0, result.output
    return kb


@pytest.fixture
def kb(tmp_path: Path) -> Base:
    return imported(tmp_path)


def beside(kb: Base) -> list[str]:
    return sorted(locale for locale, _ in pages_beside(site_project(kb.root / "docs")))


def reviews(kb: Base, locale: str) -> list[str]:
    return [page.path for page in review_pages(site_project(kb.root / "docs"), locale)]


def build(kb: Base) -> Path:
    arguments = ["build", "-f", str(kb.root / "mkdocs.yml"), "--jobs", "1"]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    return kb.root / "site"


def page(site: Path, url: str) -> BeautifulSoup:
    return BeautifulSoup((site / url.partition("#")[0] / "index.html").read_text("utf-8"), "lxml")


# ------------------------------------------------------------------------------------ the rule

SEGMENTS = (("Um.", "One."), ("Dois.", "Two."), ("Nota", "Remark"), ("Fim", "End"))


def compared(
    english: str, translation: str, *, kind: str = "", was: str | None = None, newer: bool = False
) -> bool:
    pages = [
        Page("a.md", locale, Path("a.md"), text)
        for locale, text in (("en", english), ("pt-BR", f"{kind}{translation}"))
    ]
    blocks = compare_page(pages[0].blocks, pages[1].blocks, None, outdated=newer)
    blocks = tuple(replace(one, was=was) for one in blocks)
    comparison = Comparison("a.md", "pt-BR", pages[0], pages[1], None, SourceStore(), blocks)
    segments = [
        Segment(f"s-{number}", english, target, number)
        for number, (target, english) in enumerate(SEGMENTS, 1)
    ]
    return is_beside(comparison, segments)


@pytest.mark.parametrize(
    ("english", "translation"),
    [
        ("One. Two.\n", "Um. Dois.\n"),
        ("# One. {#one}\n\nTwo.\n", "# **Um.** {#one}\n\nDois.\n"),
        ("| One. | Two. |\n|---|---|\n| End |  |\n", "| Um. | Dois. |\n|---|---|\n| Fim |  |\n"),
        ('!!! note "Note"\n\n    One.\n', '!!! note "Observação"\n\n    Um.\n'),
        ("- One.\n    - Two.\n\n![](a.png)\n", "- Um.\n    - Dois.\n\n![Imagem](a.png)\n"),
        ("---\ntitle: One.\n---\n\n# One.\n", "---\ntitle: Outro\n---\n\n# Um.\n"),
        ("One.\n\n    code\n", "Um.\n\n    code\n"),
    ],
)
def test_an_article_that_shows_every_english_block_is_enough(english: str, translation: str):
    assert compared(english, translation)


@pytest.mark.parametrize(
    ("english", "translation"),
    [
        ("One more.\n", "Um.\n"),  # not what the segments say
        ("One.\n\nThree things here.\n", "Um.\n\nTrês coisas aqui.\n"),  # no segment at all
        ("One.\n\nTwo.\n", "Um.\n"),  # untranslated
        ("One.\n", "Um.\n\nDois.\n"),  # extra
        ("---\ntitle: Start\n---\n\n# One.\n", "---\ntitle: Fim\n---\n\n# Um.\n"),  # other title
        ("---\ntitle: One.\ndescription: Two.\n---\n\n# One.\n",
         "---\ntitle: Um.\ndescription: Dois.\n---\n\n# Um.\n"),
        ("<div>One.</div>\n", "<div>Um.</div>\n"),  # raw HTML gets no English
        ('=== "One."\n\n    Two.\n', '=== "Um."\n\n    Dois.\n'),  # nor do tabs
        ('??? note "Remark"\n\n    One.\n', '??? note "Nota"\n\n    Um.\n'),
        ('!!! note "Beware"\n\n    One.\n', '!!! note "Cuidado"\n\n    Um.\n'),
        ("*[One.]: Two.\n", "*[Um.]: Dois.\n"),
        ("One.\n\n![Two.](a.png)\n", "Um.\n\n![Dois.](a.png)\n"),  # nor what images say
    ],
)  # fmt: skip
def test_one_that_lacks_a_block_is_not(english: str, translation: str):
    assert not compared(english, translation)


def test_of_newer_english_nothing_may_be_known_to_differ():
    assert compared("One.\n\nTwo.\n", "Um.\n\nDois.\n", newer=True)
    assert not compared("One.\n\nTwo now.\n", "Um.\n\nDois.\n", newer=True)
    assert not compared("One.\n\nTwo.\n", "Um.\n\nDois.\n", newer=True, was="Two?")


def test_of_source_only_that_with_both_languages_has_english():
    raw = "---\nms.translationtype: MT\n---\n\n"
    assert compared("One.\n", "Um.\n", kind="---\nsource: {translation: machine}\n---\n\n")
    assert not compared("One.\n", "Um.\n", kind=raw)
    assert compared("One.\n", f"{span('Um.', 'One.', 1)}\n", kind=raw)


@pytest.mark.parametrize(
    ("english", "translation"),
    [
        ('# <a name="one"></a>One.\n', '# <a name="one"></a>{}\n'),
        ("> [!NOTE]\n> One.\n", "> [!NOTE]\n> {}\n"),
        ('One.\n\n:::image source="a.png":::\n', '{}\n\n:::image source="a.png":::\n'),
        ("1. One.\n   - End\n", "1. {}\n   - Fim\n"),
    ],
)
def test_source_whose_blocks_stay_is_compared_in_its_article(english: str, translation: str):
    assert compared(english, translation.format(span("Um.", "One.", 1)))


@pytest.mark.parametrize(
    "text",
    [
        "# [One.](#tab/a)\n",
        ":::zone target=docs\nOne.\n:::zone-end\n",
        "One. [!INCLUDE [End](a.md)]\n",
        "<div>\n\nOne.\n\n</div>\n",
        "One. [End] (a.md)\n",
        "> ［!NOTE］\n> One.\n",
    ],
)
def test_source_that_may_become_something_else_is_not(text: str):
    assert not compared(text, text.replace("One.", span("Um.", "One.", 1)).replace("End", "Fim"))


@pytest.mark.parametrize("file", sorted(OPS_GOLDEN.glob("*.out")), ids=lambda file: file.stem)
def test_no_construct_makes_it_promise_what_the_article_lacks(file: Path):
    text = file.read_text("utf-8").partition("~~~ problems")[0]
    promises_what_it_shows(Page("a.md", "pt-BR", Path("a.md"), text), text)


@pytest.mark.parametrize("file", sorted(OPS_GOLDEN.glob("*.md")), ids=lambda file: file.stem)
def test_no_source_makes_it_promise_what_the_article_lacks(file: Path):
    data = file.read_bytes()
    text = data.decode("utf-8", "replace")
    source = SourceFile("pt-BR/a.md", "a.md", "page", "pt-BR", data)
    found = convert([source], Options(load_vocabulary([locales_dir()]))).documents
    for document in found[:1]:
        with_both = f"{text}\n\n<!-- data-ttu-id -->\n"
        promises_what_it_shows(Page("a.md", "pt-BR", Path("a.md"), with_both), document.body)


def promises_what_it_shows(page: Page, article: str) -> None:
    """Each block of a page, alone in its comparison, has English of its own: a number."""
    blocks = [one for one in page.blocks if one.translatable]
    pieces = [(one, cell) for one in blocks for cell in _cells(one)]
    segments = [Segment(f"s-{n}", f"zq{n}x", cell, n) for n, (_, cell) in enumerate(pieces)]
    options = {**{name: dict(found) for name, found in DIALECT.items()}}
    options["partner_kb"] = {"segments": segments}
    html = markdown(article, extensions=list(DIALECT), extension_configs=options)
    beside = BeautifulSoup(html, "html.parser").select("[data-pkb-english]")
    shown = "".join(one.get_text() for one in beside).replace(" ", "")
    for one in blocks:
        english = [f"zq{n}x" for n, (block, _) in enumerate(pieces) if block is one]
        source = replace(one, text=" | ".join(english))
        pair = ComparedBlock("translated", source, one)
        comparison = Comparison("a.md", "pt-BR", page, page, None, SourceStore(), (pair,))
        assert not is_beside(comparison, segments) or "".join(english) in shown, one.text


def _cells(block: Block) -> list[str]:
    if block.kind == "row":
        return [cell.strip() for cell in block.text.split("|") if any(map(str.isalpha, cell))]
    return [alert_text(block.text).partition(" {#")[0]]


# -------------------------------------------------------------------------------- in a project


def test_side_by_side_source_in_docs_is_compared_in_its_article(tmp_path: Path) -> None:
    files = {f"docs/{one}/{PAGE}": source(one) for one in ("pt-BR", "ru-RU")}
    kb = Base(tmp_path, {"mkdocs.yml": MKDOCS, **files})
    assert beside(kb) == ["pt-BR", "ru-RU"]
    article = page(build(kb), f"pt-BR/{PAGE.removesuffix('.md')}").article
    assert article is not None
    assert article.select_one("#pkb-compare")
    shown = [one.get_text() for one in article.select("[data-pkb-english]")]
    assert shown == ["Talk to customers", "Answer within 2 days & more.",
                     "This is enough.", "Days", "Two"]  # fmt: skip
    kb.edit(f"docs/ru-RU/{PAGE}", "> [!NOTE]", "> [!INCLUDE [x](x.md)]")
    assert beside(kb) == ["pt-BR"]


def test_imported_pages_need_no_page_apart(kb: Base) -> None:
    assert beside(kb) == ["pt-BR", "ru-RU"]
    assert (reviews(kb, "pt-BR"), reviews(kb, "ru-RU")) == ([], [])


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (EN, "2 days", "3 days"),
        (EN, "This is enough.", "This is enough.\n\n    And so is this."),
        (PT, "# Fale", "Um começo.\n\n# Fale"),
        (PT, "Isto basta.", "Isto deve bastar para todos."),
        ("locales/pt_BR/segments/partner-center/talk.jsonl", '"This is enough."', '"Enough."'),
        ("locales/pt_BR/segments/partner-center/talk.jsonl", '{"id"', "{"),
    ],
)
def test_a_page_that_goes_out_of_step_gets_its_page_back(
    kb: Base, name: str, old: str, new: str
) -> None:
    assert "pt-BR" in beside(kb)
    kb.edit(name, old, new)
    assert "pt-BR" not in beside(kb)
    assert reviews(kb, "pt-BR") == [PAGE]


@pytest.mark.parametrize("value", ["false", "!ENV BESIDE"])
def test_without_english_in_articles_all_have_pages_apart(kb: Base, value: str) -> None:
    option = f"  - partner-kb: {{side_by_side: {value}}}\n"
    kb.edit("mkdocs.yml", "  - partner-kb\n", option)
    assert beside(kb) == []
    assert reviews(kb, "ru-RU") == [PAGE]


def test_a_status_read_before_does_not_hide_it(kb: Base) -> None:
    kb.run("status")  # its numbers are kept, and nobody asked for more
    assert beside(kb) == ["pt-BR", "ru-RU"]
    assert (
        (kb.root / ".cache/partner-kb/translation-status.json").read_text().count('"beside":true')
    )


# ----------------------------------------------------------------------------------- in a site


def test_the_dashboards_lead_to_articles_and_to_pages_apart(kb: Base) -> None:
    kb.edit("docs/ru-RU/" + PAGE, "# ", "Еще текст.\n\n# ")
    site = build(kb)
    project = site_project(kb.root / "docs")
    article = compare_url(project, "pt-BR", PAGE, beside=True)
    apart = review_url(project, "ru-RU", PAGE)
    assert article == "pt-BR/partner-center/talk/#pkb-compare"
    links = [link["href"] for link in page(site, "translation-status/").select("td a")]
    assert f"../{article}" in links
    assert f"../{apart}" in links
    assert "../partner-center/talk/#pkb-compare" in [
        link["href"] for link in page(site, "pt-BR/translation-status/").select("td a")
    ]
    written = site.glob("*/translation-status/*/*/index.html")
    assert [path.parent.relative_to(site).as_posix() + "/" for path in written] == [apart]
    switch = page(site, apart).select_one(".pkb-menu a[lang=pt-BR]")
    assert switch is not None
    assert switch["href"] == f"../../../../{article}"


def test_only_a_bar_of_several_kinds_is_drawn(kb: Base) -> None:
    kb.edit(EN, "2 days", "3 days")
    rows = page(build(kb), "translation-status/").select("tbody tr th")
    kinds = [[part["class"][-1] for part in row.select("[class*='pkb-bar--']")] for row in rows]
    assert kinds == [["pkb-bar--machine", "pkb-bar--stale"]] * 2
    kb.edit(EN, "3 days", "2 days")
    (row,) = page(build(kb), "pt-BR/translation-status/").select("tbody tr")
    assert row["data-pkb-state"] == "machine"
    assert not row.select(".pkb-bar")


def test_the_article_says_what_to_do_and_shows_all_english(kb: Base) -> None:
    kb.edit("mkdocs.yml", "edit/main/docs/", "https://edit.example/")
    article = page(build(kb), "pt-BR/partner-center/talk/")
    part = article.select_one("article > #pkb-compare:first-child[data-pagefind-ignore]")
    assert part is not None
    assert "Título nas listas: Conversar" in part.get_text()
    assert "como registrar uma revisão" in part.get_text()
    assert [link["href"] for link in part.select("a")] == [
        f"https://edit.example/pt-BR/{PAGE}",
        "../../translation-status/",
        "#pkb-main",
    ]
    assert [one.get_text() for one in article.select("[data-pkb-english]")] == [
        "Talk to customers",
        "Answer within 2 days & more.",
        "This is enough.",
        "Days",
        "Two",
    ]
    dashboard = page(kb.root / "site", "pt-BR/translation-status/")
    assert dashboard.select_one("template[data-pkb-copy]") is not None
    command = str(dashboard.pre and dashboard.pre.get_text())
    assert command == "partner-kb i18n review PÁGINA --locale pt-BR --by NOME"
    address = f"https://example.com/kb/pt-BR/{PAGE.removesuffix('.md')}/"
    kb.run("review", address, *command.split()[4:7], "Ana")
    site = build(kb)
    assert not page(site, "pt-BR/translation-status/").pre
    assert page(site, "translation-status/").pre
    reviewed = page(site, "pt-BR/partner-center/talk/").select_one("#pkb-compare")
    assert reviewed is not None
    assert "registrar" not in reviewed.get_text()
    assert not page(kb.root / "site", "partner-center/talk/").select("#pkb-compare")


def test_a_site_without_pages_to_compare_by_has_no_such_part(kb: Base) -> None:
    kb.write("mkdocs.yml", kb.read("mkdocs.yml") + "extra: {translation_review: false}\n")
    site = build(kb)
    assert not page(site, "pt-BR/partner-center/talk/").select("#pkb-compare")
    assert "#pkb-compare" not in str(page(site, "pt-BR/translation-status/"))


def test_a_page_edited_while_it_is_served_gets_its_page(kb: Base) -> None:
    url = review_url(kb.project, "pt-BR", PAGE)
    site = LiveSite.start(kb.root / "mkdocs.yml", "http://127.0.0.1:8000/")
    try:
        assert site.is_built()
        assert not (site.folder / url).exists()
        kb.edit(PT, "Isto basta.", "Isto basta.\n\nMais uma coisa.")
        assert site.render([kb.root / PT])
        assert page(site.folder, url).select(".pkb-review__extra")
        switch = page(site.folder, url).select_one(".pkb-menu a[lang=ru-RU]")
        assert switch is not None
        assert str(switch["href"]).endswith("ru-RU/partner-center/talk/#pkb-compare")
    finally:
        site.close()
