"""Real source guidance, imported and built: nothing of the source's syntax shows, nothing is lost.

Both forms of the sample go through the command line as a person would do it. Each built article
is held against a CommonMark rendering of its source page.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup, Tag

from ops.rendering import render_source
from ops.structure import outline
from partner_kb.ops.docset import SourceFile, read_page
from partner_kb.ops.role_lines import find_role_lines
from partner_kb.resources import locales_dir
from partner_kb.roles.load import load_vocabulary
from partner_kb.translation.pages import compare_all
from partner_kb.translation.site_links import compare_url, review_url, site_project, status_url

pytestmark = pytest.mark.source

MAIN = "from partner_kb.cli import main; main()"
SYNTAX = (":::", "[!", "sxs-lookup", "data-ttu-id", "data-stu-id", "<a name", "**", "](", "#tab/")
ALT = re.compile(r"""(?<=alt-text=")[^"]*(?=")|(?<=!\[)[^\]]*(?=\])""")
NO_ALT = "zzalt"
ENGLISH = "[data-pkb-english][hidden][lang=en]"
ATTRIBUTES = re.compile(r"\s*\{ ?[#.][^{}]*\}\s*$")
ALERT = re.compile(r"[\s>]*!!! \w+ \"\Z")
"""What stands before the title that conversion gives to an alert."""
FRAME = (
    "[data-pkb-english], aside, .pkb-page-foot, .pkb-toc, header > :not(h1), .admonition-title, "
    "script, style"
)


@dataclass(frozen=True)
class Corpus:
    """The sample in one form: where it came from and where it was built."""

    source: Path
    site: Path

    def articles(self) -> Iterator[tuple[str, Tag]]:
        """(URL, article) of every built page but the status of translations."""
        for path in sorted(self.site.rglob("index.html")):
            url = path.parent.relative_to(self.site).as_posix()
            article = BeautifulSoup(path.read_text("utf-8"), "lxml").select_one("article")
            if article is not None and "translation-status" not in url:
                yield url, article


@pytest.fixture(scope="module", params=["live", "live-sxs"])
def corpus(
    request: pytest.FixtureRequest, source: Path, tmp_path_factory: pytest.TempPathFactory
) -> Corpus:
    kb = tmp_path_factory.mktemp(request.param)
    run("import", source / request.param, "--docs", kb / "docs", "--locales", kb / "locales")
    run("build", "-f", kb / "mkdocs.yml", "--jobs", 1)
    return Corpus(source / request.param, kb / "site")


def run(*arguments: object) -> None:
    command = [sys.executable, "-c", MAIN, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


def test_no_syntax_of_the_source_is_shown(corpus: Corpus) -> None:
    leaks = []
    pages = 0
    for url, article in corpus.articles():
        pages += 1
        for code in article.select("code, pre, script, style"):
            code.decompose()
        text = article.get_text()
        leaks += [
            f"{url}: {text[max(at - 30, 0) : at + 30]!r}"
            for syntax in SYNTAX
            if (at := text.find(syntax)) != -1
        ]
    assert pages > 120
    assert leaks == []


def test_no_id_stands_twice_in_a_page(corpus: Corpus) -> None:
    twice = []
    for path in corpus.site.rglob("*.html"):
        soup = BeautifulSoup(path.read_text("utf-8"), "lxml")
        ids = [str(one["id"]) for one in soup.select("[id]")]
        twice += [f"{path}: {one}" for one in sorted(set(ids)) if ids.count(one) > 1]
    assert twice == []


def test_no_word_and_no_nesting_is_lost(corpus: Corpus) -> None:
    vocabulary = load_vocabulary([locales_dir()])
    articles = dict(corpus.articles())
    different = []
    compared = 0
    for file in sorted(corpus.source.rglob("*.md")):
        locale = file.relative_to(corpus.source).parts[0]
        path = file.relative_to(corpus.source / locale).as_posix()
        page = read_page(SourceFile(path, path, "page", locale, file.read_bytes()), None)
        english = page.english and find_role_lines(page.english.text, vocabulary, "en")
        roles = find_role_lines(page.target.text, vocabulary, locale, english or None)
        expected = outline(render_source(page.target.without(roles.cuts).text))
        article = articles[f"{locale}/{path.removesuffix('.md')}"]
        compared += 1
        if (found := _outline(article)) != "".join(expected):
            different.append(f"{locale}/{path}: {_difference(found, ''.join(expected))}")
    assert compared >= 110
    assert different == []


def test_the_english_beside_the_text_becomes_whole_pages(corpus: Corpus) -> None:
    """Alternative texts have no English; the English of one of the three locales counts."""
    sides: dict[str, set[str]] = {}
    vocabulary = load_vocabulary([locales_dir()])
    for file in sorted(corpus.source.rglob("*.md")):
        path = file.relative_to(corpus.source / file.relative_to(corpus.source).parts[0]).as_posix()
        page = read_page(SourceFile(path, path, "page", "en", file.read_bytes()), None)
        if page.english is None:
            assert corpus.source.name == "live"
            continue
        roles = find_role_lines(page.english.text, vocabulary, "en")
        text = ALT.sub(NO_ALT, page.english.without(roles.cuts).text)
        whole = "".join(outline(render_source(text))).replace(NO_ALT, "")
        sides.setdefault(path, set()).add(whole)
    articles = dict(corpus.articles())
    assert [
        path
        for path, versions in sides.items()
        if _outline(articles[path.removesuffix(".md")]) not in versions
    ] == []


def test_what_is_compared_stands_in_the_article_that_the_dashboard_leads_to(corpus: Corpus) -> None:
    project = site_project(corpus.site.parent / "docs")
    in_articles = 0
    missing = []
    for locale in project.targets:
        dashboard = corpus.site / status_url(project, locale) / "index.html"
        links = BeautifulSoup(dashboard.read_text("utf-8"), "lxml").select("td a")
        led_to = {urljoin(status_url(project, locale), str(link["href"])) for link in links}
        for one in compare_all(project, (locale,)):
            beside = compare_url(project, locale, one.path, beside=True)
            apart = review_url(project, locale, one.path)
            assert len(led_to & {beside, apart}) == 1, beside
            assert (corpus.site / apart / "index.html").is_file() == (apart in led_to)
            if beside not in led_to:
                continue
            in_articles += 1
            page = (corpus.site / beside.partition("#")[0] / "index.html").read_text("utf-8")
            article = BeautifulSoup(page, "lxml").select_one("#pkb-compare ~ *")
            assert article is not None
            english = [_letters(tag.get_text()) for tag in article.parent.select(ENGLISH)]  # type: ignore[union-attr]  # an article
            for block in one.blocks:
                assert block.source is not None
                assert block.target is not None
                words = _words(block.source.text)
                if ALERT.match(block.source.first) or words == _words(block.target.text):
                    continue  # not said twice
                if words not in "".join(english):
                    missing.append(f"{beside}: {block.source.text}")
    assert missing == []
    assert (in_articles > 100) == (corpus.source.name == "live-sxs")


def _words(markdown: str) -> str:
    text = render_source(ATTRIBUTES.sub("", markdown))
    return _letters(BeautifulSoup(text, "lxml").get_text())


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _outline(article: Tag) -> str:
    for frame in article.select(FRAME):
        frame.decompose()
    return "".join(outline(str(article)))


def _difference(found: str, expected: str) -> str:
    at = next((i for i, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b), 0)
    return (
        f"{found[max(at - 30, 0) : at + 60]!r} instead of {expected[max(at - 30, 0) : at + 60]!r}"
    )
