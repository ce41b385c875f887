"""Whichever folder is given, paths start at the docset and the locale is the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from importer.kb import DOCSET, Kb, page
from partner_kb.source_places import folder_locale, places, single_place

PLAIN = "---\ntitle: T\n---\n# T\n"


def a_checkout(kb: Kb, folder: str = "source/pt-BR") -> None:
    kb.write(f"{folder}/partner-center/one.md", PLAIN)
    kb.write(f"{folder}/partner-center/deep/two.md", PLAIN)
    kb.write(f"{folder}/partner-center/media/de-de/x.png", b"x")
    kb.write(f"{folder}/partner-center/TOC.yml", "- {name: One, href: one.md}\n")
    kb.write(f"{folder}/README.md", "# About this repository\n")
    kb.write(f"{folder}/LICENSE.md", "# Licence\n")


PAGES = ["pt-BR/partner-center/deep/two.md", "pt-BR/partner-center/one.md"]


@pytest.mark.parametrize("source", ["source/pt-BR", "source", "source/pt-BR/partner-center"])
def test_every_folder_level_gives_the_same_paths(kb: Kb, source: str) -> None:
    a_checkout(kb)
    done = kb.imports(source)
    assert done.code == 0, done.err
    assert kb.pages() == PAGES
    assert (kb.root / "kb/docs/pt-BR/partner-center/media/de-de/x.png").exists()
    assert kb.read("kb/docs/pt-BR/toc.yml") == "- name: One\n  href: partner-center/one.md\n"


@pytest.mark.parametrize("name", ["pt-br", "pt_BR", "partner-center-pr.pt-br"])
def test_a_folder_names_the_locale_in_any_spelling(kb: Kb, name: str) -> None:
    a_checkout(kb, f"source/{name}")
    kb.imports(f"source/{name}")
    assert kb.pages() == PAGES


def test_a_folder_inside_the_docset_keeps_its_place(kb: Kb) -> None:
    a_checkout(kb)
    kb.imports("source/pt-BR/partner-center/deep")
    assert kb.pages() == ["pt-BR/partner-center/deep/two.md"]


def test_the_page_itself_decides_before_the_folder(kb: Kb) -> None:
    kb.page("one.md", page().replace("pt-BR", "ru-ru"))
    kb.imports()
    assert kb.pages() == ["ru-RU/partner-center/one.md"]


@pytest.mark.parametrize(
    ("written", "locale"),
    [("pt-br", "pt-BR"), ("ZH-cn", "zh-CN"), ("ru_RU", "ru-RU"), ("en-us", "en"),
     ("sr-latn-rs", "sr-Latn-RS")],
)  # fmt: skip
def test_locales_are_written_in_their_canonical_case(kb: Kb, written: str, locale: str) -> None:
    kb.write("one.md", page().replace("pt-BR", written))
    kb.imports("one.md")
    assert kb.pages() == [f"{locale}/partner-center/one.md"]


def test_a_single_file_of_any_extension(kb: Kb) -> None:
    kb.write("seed/000_a.txt", page())
    kb.write("seed/noextension", page())
    done = kb.imports("seed/000_a.txt", "seed/noextension")
    assert done.code == 0, done.err
    assert kb.pages() == ["pt-BR/partner-center/000_a.md", "pt-BR/partner-center/noextension.md"]


def test_a_single_file_of_a_checkout_keeps_its_path(kb: Kb) -> None:
    a_checkout(kb)
    kb.imports(f"{DOCSET}/deep/two.md")
    assert kb.pages() == ["pt-BR/partner-center/deep/two.md"]


def test_a_folder_of_text_files(kb: Kb) -> None:
    kb.write("seed/000_a.txt", page())
    kb.write("seed/notes.txt", "Nothing of the kind.\n")
    kb.imports("seed")
    assert kb.pages() == ["pt-BR/partner-center/000_a.md"]


def test_a_locale_folder_that_is_the_docset_itself(kb: Kb) -> None:
    kb.write("source/pt-BR/one.md", page(body="![Foto](media/x.png)\n"))
    kb.write("source/pt-BR/deep/two.md", page())
    kb.write("source/pt-BR/media/x.png", b"x")
    kb.write("source/pt-BR/TOC.yml", "- {name: Um, href: one.md}\n")
    done = kb.imports()
    assert done.code == 0
    assert not done.problems
    assert kb.pages() == [
        "pt-BR/partner-center/deep/two.md",
        "pt-BR/partner-center/one.md",
    ]
    before = kb.snapshot()
    kb.imports("source/pt-BR/deep/two.md", "source/pt-BR/one.md")
    assert kb.snapshot() == before


def test_without_a_locale_the_command_says_how_to_give_one(kb: Kb) -> None:
    kb.write("old.txt", PLAIN)
    done = kb.imports("old.txt")
    assert done.code == 1
    assert done.problems == [
        "old.txt:1:1: error: no ms.contentlocale, and no folder named for a locale such as pt-BR; "
        "say which it is with --locale [locale-unknown]"
    ]
    assert kb.imports("old.txt", locale="PT_br").code == 0
    assert kb.pages() == ["pt-BR/partner-center/old.md"]


def test_the_seeds(kb: Kb, seeds: Path) -> None:
    files = sorted(seeds.glob("*.txt"))
    assert len(files) == 5
    done = kb.imports(*map(str, files))
    assert done.code == 1
    assert [line.partition(":")[0] for line in done.of("locale-unknown")] == [str(files[2])]
    assert kb.imports(*map(str, files), locale="pt-BR").code == 0
    names = [path.stem for path in files]
    assert [name for name in kb.pages() if not name.startswith("en/")] == sorted([
        *(f"pt-BR/partner-center/{name}.md" for name in names[:3]),
        f"ru-RU/partner-center/{names[4]}.md",
        f"zh-CN/partner-center/{names[3]}.md",
    ])  # fmt: skip


@pytest.mark.parametrize("name", ["my-docs", "is-it", "to-do", "kb-live", "pt", "go-lang", "a-b"])
def test_other_folders_with_hyphens_are_no_locales(name: str) -> None:
    assert folder_locale(name) is None


def test_folders_far_above_a_single_locale_do_not_count(tmp_path: Path) -> None:
    above = tmp_path / "en-GB/one/two/three/source/x.md"
    above.parent.mkdir(parents=True)
    above.write_text(PLAIN, "utf-8")
    assert places(above.parent)(above).locale is None


def test_a_folder_of_locales_wins_over_the_folder_above_it(tmp_path: Path) -> None:
    file = tmp_path / "en-GB/mirror/pt-BR/docset/x.md"
    file.parent.mkdir(parents=True)
    file.write_text(PLAIN, "utf-8")
    place = places(tmp_path / "en-GB/mirror")(file)
    assert (place.locale, place.path) == ("pt-BR", "docset/x.md")
    assert single_place(file) == place


def test_names_are_brought_into_one_form_of_unicode(kb: Kb) -> None:
    kb.page("a\u0301.md", page())
    kb.imports()
    assert kb.pages() == ["pt-BR/partner-center/\u00e1.md"]


def test_a_source_given_twice_counts_once(kb: Kb) -> None:
    a_checkout(kb)
    done = kb.imports("source", "source/pt-BR", str(kb.root / "source"))
    assert done.code == 0, done.err
    assert done.out.startswith("2 pages read, 2 written")
