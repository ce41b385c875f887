"""Pages to compare a translation by: what they show, where they are, and what they cost."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from conftest import Golden
from i18n.kb import Base
from i18n.test_side_by_side import PAGE as RAW_PAGE
from i18n.test_side_by_side import PORTUGUESE as RAW
from partner_kb.cli import cli
from partner_kb.translation import review_pages as rendering
from partner_kb.translation.pages import Comparison, compare_all
from partner_kb.translation.project import Project, load_project
from partner_kb.translation.review_pages import ReviewPage, Reviews
from partner_kb.translation.site_links import review_url, site_project
from partner_kb.translation.site_pages import review_pages

EN, PT = "docs/en/a/billing.md", "docs/pt-BR/a/billing.md"
PARTNER_KB = str(Path(sys.executable).with_name("partner-kb"))
GOLDEN = Path(__file__).parent / "golden"


def page(kb: Base, locale: str = "pt-BR") -> ReviewPage:
    (found,) = review_pages(site_project(kb.root / "docs"), locale)
    return found


def soup(kb: Base, locale: str = "pt-BR") -> BeautifulSoup:
    return BeautifulSoup(page(kb, locale).html, "html.parser")


def build(kb: Base, *more: str) -> Path:
    result = CliRunner().invoke(
        cli, ["build", "-f", str(kb.root / "mkdocs.yml"), "--jobs", "1", *more]
    )
    assert result.exit_code == 0, result.output
    return kb.root / "site"


@pytest.fixture
def stale(base: Base) -> Base:
    """A page of which one English block changed, one is new, and one is gone."""
    return make_stale(base)


def make_stale(base: Base) -> Base:
    base.run("update")
    base.edit(EN, "within 2 days", "within *three* working days")
    base.edit(EN, "- Another thing to do\n", "")
    base.edit(EN, "Use `az login`", "Ask them to be patient.\n\nUse `az login`")
    return base


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """The same with another page that has no translation, as a site; a test builds it again."""
    kb = make_stale(Base(tmp_path_factory.mktemp("review")))
    kb.write("docs/en/a/more.md", "# More\n\nSome more words here.\n")
    build(kb)
    return kb


def test_the_page_of_a_stale_translation(stale: Base, golden: Golden) -> None:
    golden.check(GOLDEN / "review-page.stale.html", page(stale).html)


def test_what_changed_in_the_english_is_marked(stale: Base) -> None:
    row = soup(stale).select_one("tr.pkb-review__stale")
    assert row is not None
    assert [one.get_text() for one in row.select("td[lang=en] del")] == ["2 "]
    assert [one.get_text() for one in row.select("td[lang=en] ins")] == ["three working "]
    command = row.select_one("pre")
    assert command is not None
    options = command.get_text().split()
    stale.run("review", options[3], *options[4:6], "--by", "Ana", *options[-2:])
    assert not soup(stale).select("tr.pkb-review__stale")


def test_blocks_that_need_work_are_listed(stale: Base) -> None:
    found = soup(stale)
    links = [link["href"] for link in found.select(".pkb-review__todo a")]
    assert len(links) == 3
    states = [found.select_one(f"tr{link}")["class"] for link in links]  # type: ignore[index]  # it is there
    assert states == [["pkb-review__stale"], ["pkb-review__untranslated"], ["pkb-review__extra"]]


def test_a_page_without_translation_shows_how_to_begin(base: Base) -> None:
    found = soup(base, "ru-RU")
    assert "partner-kb i18n export a/billing.md --locale ru-RU --format po" in found.get_text()
    assert not found.select(".pkb-review__todo")
    assert {cell.get_text() for cell in found.select("tbody td:last-child")} == {""}


def test_commands_can_be_copied_whatever_a_page_is_called(base: Base) -> None:
    base.write("docs/en/a/b $(rm).md", "# Page\n")
    pages = review_pages(site_project(base.root / "docs"), "ru-RU", ["a/b $(rm).md"])
    text = BeautifulSoup(next(iter(pages)).html, "html.parser").get_text()
    assert "partner-kb i18n export 'a/b $(rm).md' --locale ru-RU" in text


def test_marks_without_words_are_no_rows(base: Base) -> None:
    mark = '> [!div class="checklist"]\n> - {}\n\n[!INCLUDE [terms](../includes/terms.md)]\n\nUse'
    base.edit(EN, "Use", mark.format("Ask"))
    base.edit(PT, "Use", mark.format("Pergunte"))
    found = soup(base)
    assert "[!" not in found.get_text()
    assert ["Ask", "Pergunte"] in [
        [cell.get_text() for cell in row.select("td")] for row in found.select("tr")
    ]


def test_text_of_a_page_is_no_markup(base: Base) -> None:
    base.edit(PT, "Uma coisa", "`<script>alert(1)</script>` & uma coisa")
    base.edit(EN, "title: Billing support", "title: <i>Billing</i>")
    assert "<script" not in page(base).html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; uma coisa" in page(base).html
    assert page(base).title == "Tradução de: &lt;i&gt;Billing&lt;/i&gt;"
    assert '<h1>Tradução de: <span lang="en">&lt;i&gt;Billing&lt;/i&gt;</span>' in page(base).html


def test_every_site_has_them_unless_it_says_no(base: Base) -> None:
    for number in range(70):
        base.write(f"docs/en/more/{number}.md", f"# Page {number}\n")
    assert len(list(review_pages(site_project(base.root / "docs"), "pt-BR"))) == 71
    base.write("mkdocs.yml", base.read("mkdocs.yml") + "extra: {translation_review: false}\n")
    project = load_project(base.root / "mkdocs.yml")
    assert list(review_pages(project, "pt-BR")) == []


def test_pages_may_lie_deeper_than_beside_mkdocs_yml(base: Base) -> None:
    (base.root / "deep").mkdir()
    (base.root / "docs").rename(base.root / "deep/pages")
    base.write("mkdocs.yml", base.read("mkdocs.yml") + "docs_dir: deep/pages\n")
    project = site_project(base.root / "deep/pages")
    assert project.root == base.root
    assert [one.path for one in review_pages(project, "pt-BR")] == ["a/billing.md"]


def test_the_source_locale_and_unknown_ones_have_none(base: Base) -> None:
    project = site_project(base.root / "docs")
    assert [list(review_pages(project, locale)) for locale in ("en", "de-DE")] == [[], []]


def test_a_raw_side_by_side_page_with_marks_that_mean_more_has_one(base: Base) -> None:
    base.write(f"docs/pt-BR/{RAW_PAGE}", f"{RAW}\n[!INCLUDE [part](includes/part.md)]\n")
    found = next(
        one
        for one in review_pages(site_project(base.root / "docs"), "pt-BR")
        if one.path == RAW_PAGE
    )
    cells = [cell.get_text() for cell in BeautifulSoup(found.html, "html.parser").select("td")]
    assert cells[4:6] == ["Answer within 2 days.", "Responda em até 2 dias."]
    assert found.title == "Tradução de: Talk to customers"


# --------------------------------------------------------------------------------- in the site


def test_they_stand_in_a_light_frame_of_the_site(built: Base) -> None:
    site = built.root / "site"
    url = review_url(built.project, "pt-BR", "a/billing.md")
    found = BeautifulSoup((site / url / "index.html").read_text("utf-8"), "html.parser")
    assert found.html is not None
    assert found.html["lang"] == "pt-BR"
    robots = found.select_one("meta[name=robots]")
    assert robots is not None
    assert robots["content"] == "noindex"
    assert found.select_one("h1") is not None
    assert not found.select("style, [style], [onclick], .pkb-nav, [data-pkb-search]")
    assert not found.select("script:not([src])")
    assert {link["lang"] for link in found.select(".pkb-menu a")} == {"en", "pt-BR", "ru-RU"}
    links = [*found.select("a[href]"), *found.select("link[href]"), *found.select("script[src]")]
    for link in links:
        target = str(link.get("href") or link.get("src"))
        if "://" not in target and not target.startswith("#"):
            path = (site / url / target).resolve()
            assert (path / "index.html" if path.is_dir() else path).is_file(), target


def test_nothing_but_the_dashboards_knows_of_them(built: Base) -> None:
    site = built.root / "site"
    links = {
        "pt-BR/translation-status/index.html": 'href="a/billing/"',
        "translation-status/index.html": "../pt-BR/translation-status/a/billing/",
    }
    for name, link in links.items():
        assert link in (site / name).read_text("utf-8"), name
    for name in ("sitemap.xml", "assets/partner-kb/pages.pt-BR.json", "pt-BR/a-z/index.html"):
        assert "translation-status/a" not in (site / name).read_text("utf-8"), name
    pages = json.loads((site / "assets/partner-kb/pages.pt-BR.json").read_text("utf-8"))
    assert {one["url"] for one in pages} == {"pt-BR/a/billing/", "pt-BR/a/more/"}


def test_a_rebuild_renders_only_what_changed(built: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    def contents() -> dict[str, bytes]:
        files = (built.root / "site").glob("*/translation-status/a/*/index.html")
        return {p.relative_to(built.root / "site").as_posix(): p.read_bytes() for p in files}

    before = contents()
    assert len(before) == 4
    rendered: list[tuple[str, str]] = []
    render_review = rendering.render_review

    def render(project: Project, comparison: Comparison) -> ReviewPage:
        rendered.append((comparison.path, comparison.locale))
        return render_review(project, comparison)

    monkeypatch.setattr(rendering, "render_review", render)
    built.edit(PT, "Uma coisa", "Esta coisa")
    built.write("docs/en/b.md", "# Another page\n")
    build(built)
    assert sorted(rendered) == [("a/billing.md", "pt-BR"), ("b.md", "pt-BR"), ("b.md", "ru-RU")]
    after = contents()
    assert [name for name in before if before[name] != after[name]] == [
        "pt-BR/translation-status/a/billing/index.html"
    ]


def test_other_words_of_the_catalog_render_them_again(stale: Base) -> None:
    assert "A página em si" in page(stale).html
    stale.write(
        "locales/pt_BR/LC_MESSAGES/partner_kb.po",
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "The page itself"\nmsgstr "Esta página"\n',
    )
    assert "Esta página" in page(stale).html


def test_a_broken_record_is_told_and_stops_no_other_page(stale: Base) -> None:
    stale.write("locales/pt_BR/pages/a/billing.txt", "<<<<<<< HEAD\n")
    command = [PARTNER_KB, "build", "-f", str(stale.root / "mkdocs.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "locales/pt_BR/pages/a/billing.txt:1:1: error: " in done.stderr
    assert {line[-23:] for line in done.stderr.splitlines() if ": error: " in line} == {
        "[state-conflict-marker]"
    }
    assert not (stale.root / "site").exists()


@pytest.mark.source
def test_they_are_small_and_quick(source: Path, tmp_path: Path) -> None:
    """On the sample: 11 KB a page without its frame, 3 ms of a processor to render and keep one."""
    arguments = ["import", source / "live-sxs", "--docs", tmp_path / "docs"]
    arguments += ["--locales", tmp_path / "locales"]
    assert CliRunner().invoke(cli, list(map(str, arguments))).exit_code == 0
    project = site_project(tmp_path / "docs")
    found = list(compare_all(project, project.targets))
    reviews = Reviews(project)
    started = time.process_time()
    pages = [reviews.keep(str(number), one) for number, one in enumerate(found)]
    seconds = time.process_time() - started
    assert len(pages) == 120
    assert sum(len(one.html.encode()) for one in pages) / len(pages) < 14_000
    assert seconds / len(pages) < 0.006  # 1.5 to 2 ms where nothing else runs
