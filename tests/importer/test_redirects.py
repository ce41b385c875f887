"""Pages that only say where their readers are sent: `redirect_url` in the front matter."""

from __future__ import annotations

import pytest

from importer.kb import DOCSET, Kb, page


def moved(url: str, body: str = "") -> str:
    return f"---\ntitle: Velho\nms.contentlocale: pt-BR\nredirect_url: {url}\n---\n{body}"


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("/partner-center/good", "partner-center/good.md"),
        ("good", "partner-center/good.md"),
        ("./good.md", "partner-center/good.md"),
        ("~/partner-center/good.md", "partner-center/good.md"),
        ("https://docs.microsoft.com/pt-br/partner-center/good", "partner-center/good.md"),
        ("https://example.com/x", "https://example.com/x"),
    ],
)
def test_a_page_that_moved_is_a_redirect(kb: Kb, url: str, target: str) -> None:
    kb.page("good.md", page("Bom", "Veja [o velho](old.md).\n"))
    kb.page("old.md", moved(url))
    done = kb.imports()
    assert (done.code, done.problems) == (0, [])
    assert kb.pages() == ["pt-BR/partner-center/good.md"]
    assert kb.read("kb/docs/redirects.yml") == f"partner-center/old.md: {target}\n"
    link = "good.md" if target.endswith(".md") else target
    assert f"[o velho]({link})" in kb.read("kb/docs/pt-BR/partner-center/good.md")
    before = kb.snapshot()
    kb.imports()
    assert kb.snapshot() == before


def test_the_site_has_the_redirect_imported_or_raw(kb: Kb) -> None:
    kb.page("good.md", page("Bom"))
    kb.page("old.md", moved("good"))
    kb.imports()
    kb.write("raw/mkdocs.yml", kb.read("kb/mkdocs.yml"))
    for name in ("good.md", "old.md"):
        text = (kb.root / DOCSET / name).read_text("utf-8")
        kb.write(f"raw/docs/pt-BR/partner-center/{name}", text)
    for folder in ("kb", "raw"):
        done = kb.run("build", "-f", f"{folder}/mkdocs.yml")
        assert done.code == 0, done.err
        html = kb.read(f"{folder}/site/pt-BR/partner-center/old/index.html")
        assert 'http-equiv="refresh"' in html
        assert "../good/" in html


def test_a_page_with_a_text_stays_a_page(kb: Kb) -> None:
    kb.page("good.md", page("Bom"))
    kb.page("old.md", moved("good", "# Velho\n\nAinda aqui.\n"))
    kb.imports()
    assert "Ainda aqui." in kb.read("kb/docs/pt-BR/partner-center/old.md")
    assert not (kb.root / "kb/docs/redirects.yml").exists()


def test_a_page_that_moves_later_is_reported_and_kept(kb: Kb) -> None:
    kb.page("good.md", page("Bom"))
    kb.page("old.md", page("Velho"))
    kb.imports()
    kb.page("old.md", moved("good"))
    done = kb.imports()
    assert [line.partition(":")[0] for line in done.of("page-removed-upstream")] == [
        "kb/docs/pt-BR/partner-center/old.md"
    ]


@pytest.mark.parametrize("url", ["old", "../../../etc/passwd", "javascript:alert(1)"])
def test_nobody_is_sent_where_there_is_nothing(kb: Kb, url: str) -> None:
    kb.page("good.md", page("Bom"))
    kb.page("old.md", moved(url))
    done = kb.imports()
    assert done.code == 1
    assert [line.partition(" error")[0] for line in done.of("redirect-unusable")] == [
        f"{DOCSET}/old.md:4:15:"
    ]
    assert kb.pages() == ["pt-BR/partner-center/good.md"]


def test_a_later_import_knows_the_redirects_of_earlier_ones(kb: Kb) -> None:
    kb.page("good.md", page("Bom", "Veja [o velho](old.md) e [outro](away.md).\n"))
    kb.page("old.md", moved("good"))
    kb.page("away.md", moved("elsewhere"))
    kb.imports()
    before = kb.snapshot()
    assert "[outro](https://docs.microsoft.com/pt-br/partner-center/elsewhere)" in kb.read(
        "kb/docs/pt-BR/partner-center/good.md"
    )
    kb.imports(f"{DOCSET}/good.md")
    assert kb.snapshot() == before
