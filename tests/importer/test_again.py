"""A second import: the same bytes, a person's work kept, what upstream removed reported."""

from __future__ import annotations

from importer.kb import DOCSET, Kb, both, page

REDIRECTS = """{"redirections": [
 {"source_path": "partner-center/old.md", "redirect_url": "/partner-center/one"}
]}"""


def whole(kb: Kb) -> None:
    """A source with everything that an import writes."""
    roles = both("**Funções apropriadas**: Agente de xis", "**Appropriate roles**: Admin agent")
    body = f"{roles}\n\n{both('Olá.', 'Hello.', 102)}\n\n![Foto](media/one.png)\n"
    kb.page("one.md", page("Um", body))
    kb.page("two.md", page("Dois"))
    kb.page("media/one.png", b"\x89PNG one")
    kb.page("TOC.yml", "- name: Um\n  href: one.md\n- name: Dois\n  href: two.md\n")
    kb.write("source/pt-BR/.openpublishing.redirection.json", REDIRECTS)


def test_an_unchanged_source_changes_no_byte(kb: Kb) -> None:
    whole(kb)
    assert kb.imports().code == 0
    before = kb.snapshot()
    times = {path: path.stat().st_mtime_ns for path in (kb.root / "kb").rglob("*")}
    for name in ("docs/pt-BR/toc.yml", "docs/redirects.yml", "locales/roles.learned.yml"):
        assert name in before
    assert kb.report()["pages"] == {"read": 2, "written": 0, "skipped": 0}
    assert kb.snapshot() == before
    assert {path: path.stat().st_mtime_ns for path in (kb.root / "kb").rglob("*")} == times


def test_another_folder_gives_the_same_bytes(kb: Kb) -> None:
    whole(kb)
    kb.imports()
    kb.run("import", "source", "--docs", "other/docs", "--locales", "other/locales")
    assert kb.snapshot("other") == kb.snapshot("kb")


def test_a_page_that_upstream_changed_is_written(kb: Kb) -> None:
    whole(kb)
    kb.imports()
    kb.page("two.md", page("Dois", "Mais.\n"))
    assert kb.report()["pages"] == {"read": 2, "written": 1, "skipped": 0}
    assert "Mais." in kb.read("kb/docs/pt-BR/partner-center/two.md")


def test_a_page_changed_by_hand_is_never_overwritten(kb: Kb) -> None:
    whole(kb)
    kb.imports()
    mine = kb.write("kb/docs/pt-BR/partner-center/two.md", "---\ntitle: Meu\n---\n\n# Meu\n")
    done = kb.imports()
    assert done.code == 0
    assert not done.of("import-conflict"), "upstream is as before: there is no conflict"
    kb.page("one.md", page("Um", "Novo.\n"))
    kb.page("two.md", page("Dois", "Mais.\n"))
    for _ in range(2):
        done = kb.imports()
        assert done.of("import-conflict") == [
            "kb/docs/pt-BR/partner-center/two.md:1:1: warning: changed by hand since the last "
            "import, and changed upstream too: not overwritten; to take the source's text, delete "
            "the file and import again [import-conflict]"
        ]
        assert done.code == 0
        assert mine.read_text("utf-8").endswith("# Meu\n")
    assert "Novo." in kb.read("kb/docs/pt-BR/partner-center/one.md"), "other pages go on"
    mine.unlink()
    assert not kb.imports().of("import-conflict")
    assert "Mais." in mine.read_text("utf-8")


def test_a_review_counts_as_work_by_hand(kb: Kb) -> None:
    kb.page("one.md", page("Um", f"{both('Olá.', 'Hello.')}\n", **{"ms.translationtype": "MT"}))
    kb.imports()
    path = "kb/docs/pt-BR/partner-center/one.md"
    options = ["-l", "pt-BR", "--by", "Ana", "-f", "kb/mkdocs.yml"]
    done = kb.run("i18n", "review", "partner-center/one", *options)
    assert done.code == 0, done.err
    reviewed = kb.read(path)
    assert "translation: reviewed" in reviewed
    kb.page("one.md", page("Um", f"{both('Oi.', 'Hello.')}\n", **{"ms.translationtype": "MT"}))
    assert len(kb.imports().of("import-conflict")) == 1
    assert kb.read(path) == reviewed


def test_a_file_that_was_here_before_stays(kb: Kb) -> None:
    whole(kb)
    mine = "---\ntitle: Meu\n---\n\n# Meu\n"
    kb.write("kb/docs/pt-BR/partner-center/two.md", mine)
    kb.write("kb/docs/pt-BR/toc.yml", "- {name: Meu, href: partner-center/two.md}\n")
    kb.write("kb/docs/redirects.yml", "mine.md: partner-center/two.md\n")
    kb.write("kb/docs/pt-BR/partner-center/media/one.png", b"mine")
    found = kb.imports().of("import-conflict")
    assert [line.partition(":")[0] for line in found] == [
        "kb/docs/pt-BR/partner-center/media/one.png",
        "kb/docs/pt-BR/partner-center/two.md",
        "kb/docs/pt-BR/toc.yml",
        "kb/docs/redirects.yml",
    ]
    assert kb.read("kb/docs/pt-BR/partner-center/two.md") == mine
    assert kb.read("kb/docs/pt-BR/toc.yml").startswith("- {name: Meu")
    assert kb.read("kb/docs/redirects.yml") == "mine.md: partner-center/two.md\n"
    assert kb.read("kb/docs/pt-BR/partner-center/media/one.png") == "mine"


def test_lists_changed_by_hand_stay(kb: Kb) -> None:
    whole(kb)
    kb.imports()
    kb.write("kb/docs/pt-BR/toc.yml", "- name: Meu\n  href: partner-center/two.md\n")
    own = kb.read("kb/docs/redirects.yml") + "mine.md: partner-center/two.md\n"
    kb.write("kb/docs/redirects.yml", own)
    assert not kb.imports().of("import-conflict"), "upstream is as before"
    kb.page("TOC.yml", "- name: Um\n  href: one.md\n")
    assert len(kb.imports().of("import-conflict")) == 1
    assert kb.read("kb/docs/pt-BR/toc.yml").startswith("- name: Meu")
    assert kb.read("kb/docs/redirects.yml") == own


def test_a_page_removed_upstream_is_reported_and_kept(kb: Kb) -> None:
    whole(kb)
    kb.imports()
    (kb.root / DOCSET / "one.md").unlink()
    for _ in range(2):
        done = kb.imports()
        assert done.code == 0
        found = [line.partition(":")[0] for line in done.of("page-removed-upstream")]
        assert found == [
            "kb/docs/en/partner-center/one.md",
            "kb/docs/pt-BR/partner-center/one.md",
        ]
    assert (kb.root / "kb/docs/pt-BR/partner-center/one.md").exists()
    assert (kb.root / "kb/docs/en/partner-center/one.md").exists()


def test_a_page_that_broke_upstream_is_not_called_removed(kb: Kb) -> None:
    whole(kb)
    kb.imports()
    kept = kb.read("kb/docs/pt-BR/partner-center/two.md")
    for broken in (b"\xff\xfe", b"---\ntitle: '\n---\n", b"x" * 4_000_000):
        kb.page("two.md", broken)
        done = kb.imports()
        assert done.code == 1
        assert not done.of("page-removed-upstream")
        assert kb.read("kb/docs/pt-BR/partner-center/two.md") == kept


def test_single_files_say_nothing_about_the_others(kb: Kb) -> None:
    whole(kb)
    kb.imports()
    done = kb.imports(f"{DOCSET}/one.md")
    assert not done.of("page-removed-upstream")
    assert kb.read("kb/docs/pt-BR/toc.yml").count("href") == 2


def test_another_locale_takes_nothing_away(kb: Kb) -> None:
    whole(kb)
    russian = page("Раз").replace("pt-BR", "ru-RU")
    kb.write("more/ru-RU/partner-center/one.md", russian)
    kb.write(
        "more/ru-RU/.openpublishing.redirection.json",
        REDIRECTS.replace("old.md", "older.md"),
    )
    kb.imports()
    before = kb.snapshot()
    done = kb.imports("more")
    assert not done.of("page-removed-upstream")
    assert kb.read("kb/docs/redirects.yml").splitlines() == [
        "partner-center/old.md: partner-center/one.md",
        "partner-center/older.md: partner-center/one.md",
    ]
    after = kb.snapshot()
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed <= {"docs/redirects.yml", "locales/import.tsv"}
    assert [line.rpartition(" [")[2] for line in done.of("locale-not-built")], "mkdocs.yml is kept"


def test_another_docset_keeps_the_first_ones_contents(kb: Kb) -> None:
    whole(kb)
    kb.write("source/pt-BR/azure/a.md", page("A"))
    kb.write("source/pt-BR/azure/TOC.yml", "- name: A\n  href: a.md\n")
    kb.imports(DOCSET)
    kb.imports("source/pt-BR/azure")
    both_docsets = kb.read("kb/docs/pt-BR/toc.yml")
    assert both_docsets.count("href: partner-center/") == 2
    assert both_docsets.count("href: azure/") == 1
    kb.imports(DOCSET)
    kb.imports("source/pt-BR/azure")
    assert kb.read("kb/docs/pt-BR/toc.yml") == both_docsets
