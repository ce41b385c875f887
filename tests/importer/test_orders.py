"""Imports one after another: what an earlier one knew stays known, whatever the order."""

from __future__ import annotations

import re
from itertools import permutations
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from importer.kb import DOCSET, Kb, Run, both, page

ROLES = both(
    "**Funções apropriadas**: agente administrativo",
    "**Appropriate roles**: Admin agent | Billing admin",
    102,
)


def side_by_side(title: str = both("Um", "One"), body: str = "") -> str:
    text = body or both("Texto com \\* e `código`.", "Text with \\* and `code`.", 103)
    return page("Um", f"{ROLES}\n\n{text}\n").replace("# Um", f"# {title}")


def alone(text: str) -> str:
    """The same page as it is published without English."""
    kept = re.sub(r'<span class="sxs-lookup"><span [^>]*>.*?</span></span>', "", text)
    return re.sub(r"</?span[^>]*>", "", kept).replace("\\*", "*")


def test_a_page_without_english_keeps_what_its_english_said(kb: Kb) -> None:
    kb.page("one.md", side_by_side())
    kb.imports()
    name = "kb/docs/pt-BR/partner-center/one.md"
    before = kb.read(name)
    assert "- admin-agent\n- billing-admin\n" in before
    kb.page("one.md", alone(side_by_side()))
    assert "span" not in (kb.root / DOCSET / "one.md").read_text("utf-8")
    assert kb.report()["pages"] == {"read": 1, "written": 0, "skipped": 0}
    assert kb.read(name) == before
    after = kb.snapshot()
    kb.imports()
    assert kb.snapshot() == after


def test_a_page_whose_text_changed_says_for_whom_it_is_itself(kb: Kb) -> None:
    kb.page("one.md", side_by_side())
    kb.imports()
    kb.page("one.md", alone(side_by_side()) + "\nMais uma frase.\n")
    kb.imports()
    assert "roles:\n- admin-agent\nsource:" in kb.read("kb/docs/pt-BR/partner-center/one.md")


WORDS = {
    "pt-BR": ("01/02/2021", "Two words"),
    "ru-RU": ("03/04/2021", "Three words more"),
    "zh-CN": ("03/04/2021", "Four"),
}
RULE = "(the newest, then the last translated, then the first by locale)"


def three_locales(kb: Kb) -> None:
    """One page in three locales, beside which the English is not the same."""
    for locale, (date, english) in WORDS.items():
        text = page("X", both("Y", english) + "\n", **{"ms.date": date})
        kb.write(f"source/{locale}/partner-center/one.md", text.replace("pt-BR", locale))


def told(run: Run) -> list[tuple[str, str]]:
    """(the losing locale, the one that is used) of each reported difference."""
    found = []
    for line in run.of("english-differs"):
        assert RULE in line
        assert ".md:8:" in line, line
        loser, winner = re.findall(r"beside ([\w-]+)", line)
        found.append((loser, winner))
    return found


def test_the_english_page_is_the_same_in_whatever_order_locales_come(kb: Kb) -> None:
    three_locales(kb)
    assert told(kb.imports()) == [("pt-BR", "ru-RU"), ("zh-CN", "ru-RU")]
    name = "kb/docs/en/partner-center/one.md"
    english = kb.read(name)
    assert "Three words more" in english
    whole = kb.snapshot("kb/docs")
    for locale in WORDS:
        expected = [(one, "ru-RU") for one in ("pt-BR", "zh-CN") if locale in (one, "ru-RU")]
        assert sorted(told(kb.imports(f"source/{locale}"))) == expected
        assert kb.snapshot("kb/docs") == whole
    for order in permutations(WORDS):
        folder = "-".join(order)
        for locale in order:
            kb.run("import", f"source/{locale}", "--docs", f"{folder}/docs")
        assert kb.snapshot(f"{folder}/docs") == whole
        known = kb.read(f"{folder}/locales/en/english.tsv")
        assert known == kb.read("kb/locales/en/english.tsv")


def test_english_that_was_published_stands_in_whatever_order(kb: Kb) -> None:
    three_locales(kb)
    own = "---\ntitle: One\nms.date: 01/01/2020\n---\n# One\n\nTheir own words.\n"
    kb.write("source/en-US/partner-center/one.md", own)
    assert not told(kb.imports())
    name = "docs/en/partner-center/one.md"
    for folder, order in (("a", ("en-US", *WORDS)), ("b", (*WORDS, "en-US"))):
        for locale in order:
            kb.run("import", f"source/{locale}", "--docs", f"{folder}/docs")
        assert kb.read(f"{folder}/{name}") == kb.read(f"kb/{name}")
        assert "Their own words." in kb.read(f"{folder}/{name}")


def test_newer_english_of_another_locale_takes_the_place(kb: Kb) -> None:
    three_locales(kb)
    kb.imports()
    text = page("X", both("Y", "Newest") + "\n", **{"ms.date": "05/05/2021"})
    kb.page("one.md", text)
    assert told(kb.imports("source/pt-BR")) == [("ru-RU", "pt-BR"), ("zh-CN", "pt-BR")]
    assert "Newest" in kb.read("kb/docs/en/partner-center/one.md")
    assert told(kb.imports("source/zh-CN")) == [("zh-CN", "pt-BR")]
    (kb.root / "kb/docs/en/partner-center/one.md").unlink()
    kb.imports("source/zh-CN")
    assert "Four" in kb.read("kb/docs/en/partner-center/one.md"), "a page that is gone is made"


@pytest.mark.source
def test_live_after_side_by_side_takes_no_role_away(source: Path, kb: Kb) -> None:
    kb.run("import", str(source / "live-sxs"), "--docs", "kb/docs")
    before = {name: heads(kb.read(f"kb/docs/{name}")) for name in kb.pages()}
    kb.run("import", str(source / "live"), "--docs", "kb/docs")
    after = {name: heads(kb.read(f"kb/docs/{name}")) for name in before}
    assert after == before


def heads(text: str) -> str:
    return text.split("---\n")[1]


def links_of(kb: Kb, name: str) -> list[str]:
    """Where the links of a built page to its two neighbours lead."""
    soup = BeautifulSoup(kb.read(f"kb/site/pt-BR/partner-center/{name}/index.html"), "lxml")
    found = [str(link["href"]) for link in soup.select("article p a[href]")]
    return [href for href in found if re.search("/two|/three", href)]


def test_links_lead_home_when_a_later_import_brings_the_page(kb: Kb) -> None:
    vendor = "https://docs.microsoft.com/pt-br/partner-center"
    kb.page("one.md", page("Um", "Veja [dois](two.md#parte) e [três](three.md).\n"))
    kb.page("two.md", page("Dois", "## Parte\n\nVeja [um](one.md).\n"))
    kb.imports(f"{DOCSET}/one.md")
    text = kb.read("kb/docs/pt-BR/partner-center/one.md")
    own = "---\ntitle: Meu\nroles: [all-users]\n---\n\n# Meu\n\nVer "
    kb.write("kb/docs/pt-BR/partner-center/own.md", f"{own}[o original]({vendor}/two).\n")
    kb.run("build", "-f", "kb/mkdocs.yml")
    assert links_of(kb, "one") == [f"{vendor}/two#parte", f"{vendor}/three"]
    kb.imports(f"{DOCSET}/two.md")
    assert kb.read("kb/docs/pt-BR/partner-center/one.md") == text
    done = kb.run("build", "-f", "kb/mkdocs.yml")
    assert done.code == 0, done.err
    assert links_of(kb, "one") == ["../two/#parte", f"{vendor}/three"]
    assert links_of(kb, "own") == [f"{vendor}/two"], "what a person wrote leads where it says"
    assert not kb.run("check", "-f", "kb/mkdocs.yml").of("anchor-missing")
    kb.page("two.md", page("Dois", "## Outra\n"))
    kb.imports(f"{DOCSET}/two.md")
    assert len(kb.run("check", "-f", "kb/mkdocs.yml").of("anchor-missing")) == 1
