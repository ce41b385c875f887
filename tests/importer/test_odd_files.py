"""Links, pipes, unusable names and huge files: a clear problem each, and nothing read outside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from importer.kb import DOCSET, Kb, both, page
from partner_kb.usable_names import unusable_part


def links(kb: Kb) -> Path:
    kb.page("good.md", page())
    kb.write("outside/secret.md", page("Segredo"))
    return kb.root / DOCSET


def test_links_that_lead_out_are_not_read(kb: Kb) -> None:
    docset = links(kb)
    (docset / "file.md").symlink_to("../../../outside/secret.md")
    (docset / "folder").symlink_to("../../../outside")
    (docset / "absolute.md").symlink_to(kb.root / "outside/secret.md")
    done = kb.imports()
    assert done.code == 1
    message = "error: a symbolic link that leads out of the source: not read [symlink-outside]"
    assert done.problems == [
        f"{DOCSET}/{name}:1:1: {message}" for name in ("absolute.md", "file.md", "folder")
    ]
    assert kb.pages() == ["pt-BR/partner-center/good.md"]


def test_links_in_a_circle_or_to_nothing(kb: Kb) -> None:
    docset = links(kb)
    (docset / "loop").symlink_to(".")
    (docset / "itself.md").symlink_to("itself.md")
    (docset / "nothing.md").symlink_to("nowhere.md")
    done = kb.imports()
    assert done.code == 1
    assert [line.rpartition(" [")[2] for line in done.problems] == [
        "symlink-broken]", "symlink-folder]", "symlink-broken]",
    ]  # fmt: skip
    assert kb.pages() == ["pt-BR/partner-center/good.md"]


def test_a_link_within_the_source_is_a_page(kb: Kb) -> None:
    docset = links(kb)
    (docset / "again.md").symlink_to("good.md")
    assert kb.imports().code == 0
    assert kb.pages() == ["pt-BR/partner-center/again.md", "pt-BR/partner-center/good.md"]


def test_a_pipe_does_not_stop_the_import(kb: Kb) -> None:
    docset = links(kb)
    os.mkfifo(docset / "pipe.md")
    done = kb.imports()
    assert done.problems == [
        f"{DOCSET}/pipe.md:1:1: error: not a file with text: a device or a pipe [source-unreadable]"
    ]
    assert kb.pages() == ["pt-BR/partner-center/good.md"]


def test_a_docs_folder_that_links_elsewhere_is_not_followed(kb: Kb) -> None:
    links(kb)
    (kb.root / "kb/docs/pt-BR").mkdir(parents=True)
    (kb.root / "kb/docs/pt-BR/partner-center").symlink_to(kb.root / "outside")
    before = kb.snapshot("outside")
    done = kb.imports()
    assert done.code == 1
    assert [line.rpartition(" [")[2] for line in done.problems] == ["path-outside]"]
    assert kb.snapshot("outside") == before


@pytest.mark.parametrize("link", ["pt_BR", "pt_BR/segments", "en", "roles.learned.yml"])
def test_a_locales_folder_that_links_elsewhere_is_not_followed(kb: Kb, link: str) -> None:
    roles = both("**Funções apropriadas**: Agente de xis", "**Appropriate roles**: Admin agent")
    kb.page("one.md", page("Um", f"{roles}\n\n{both('Olá.', 'Hello.', 102)}\n"))
    kb.write("outside/kept.txt", "Mine.")
    target = kb.root / "outside" / ("new.yml" if link.endswith(".yml") else "")
    place = kb.root / "kb/locales" / link
    place.parent.mkdir(parents=True)
    place.symlink_to(target)
    for _ in range(2):
        done = kb.imports()
        assert done.code == 1
        message = "error: a symbolic link leads out of kb/locales: not written [path-outside]"
        assert done.of("path-outside") == [f"kb/locales/{link}:1:1: {message}"]
        assert kb.snapshot("outside") == {"kept.txt": b"Mine."}
        assert place.is_symlink()
        assert kb.pages() == ["en/partner-center/one.md", "pt-BR/partner-center/one.md"]


def test_a_file_where_a_folder_should_be(kb: Kb) -> None:
    links(kb)
    kb.page("other/page.md", page())
    kb.write("kb/docs/pt-BR/partner-center/other", "A file.")
    (kb.root / "kb/docs/pt-BR/partner-center/good.md").mkdir(parents=True)
    done = kb.imports()
    assert len(done.of("path-taken")) == 2
    assert done.code == 1
    assert kb.read("kb/docs/pt-BR/partner-center/other") == "A file."


@pytest.mark.parametrize(
    "name",
    ["con.md", "aux/a.md", "LPT1.md", "a:b.md", "a?b.md", "a#b.md", "a%2e.md", 'a"b.md', "a<b>.md",
     "a\\b.md", "up\\..\\..\\a.md", "a\nb.md", "a\tb.md", "end./a.md", "end /a.md",
     "x" * 240 + ".md", "м" * 110 + ".md"],
)  # fmt: skip
def test_names_that_somebody_could_not_use_are_refused(kb: Kb, name: str) -> None:
    kb.page("good.md", page())
    kb.page(name, page())
    done = kb.imports()
    assert done.code == 1
    assert len(done.problems) == 1, "one line, whatever the name holds"
    assert "[path-unusable]" in done.problems[0]
    assert done.problems[0].startswith(f"{DOCSET}/")
    assert kb.pages() == ["pt-BR/partner-center/good.md"]
    assert done.out.startswith("2 pages read, 1 written, 1 skipped")


def test_a_name_that_is_not_utf_8(kb: Kb) -> None:
    kb.page("good.md", page())
    with open(os.fsencode(kb.root / DOCSET) + b"/\xff.md", "wb") as file:
        file.write(page().encode())
    done = kb.imports()
    assert done.code == 1
    assert "path-unusable" in done.err
    assert kb.report()["pages"]["written"] == 0


@pytest.mark.parametrize(
    "name", ["a b.md", "中文 😀.md", "-dash.md", "dot..md", "per+cent&.md", "(x)[y].md", "é.md"]
)
def test_unusual_names_that_work(kb: Kb, name: str) -> None:
    kb.page(name, page())
    done = kb.imports()
    assert done.code == 0, done.err
    assert kb.pages() == [f"pt-BR/partner-center/{name}"]
    assert kb.imports().out.startswith("1 pages read, 0 written")


def test_folders_with_unusual_names(kb: Kb) -> None:
    kb.write("the source\n中文/pt-BR/partner-center/one.md", page())
    kb.write("the source\n中文/pt-BR/partner-center/media/x.png", b"x")
    done = kb.run("import", "the source\n中文", "--docs", "a b\n😀/docs")
    assert done.code == 0, done.err
    assert (kb.root / "a b\n😀/docs/pt-BR/partner-center/media/x.png").read_bytes() == b"x"


def test_two_pages_of_one_path(kb: Kb) -> None:
    kb.page("one.md", page("Um"))
    kb.page("One.md", page("Outro"))
    kb.page("faq.md", page("Perguntas"))
    kb.page("faq.yml", "### YamlMime:FAQ\ntitle: F\nsections: []\n")
    done = kb.imports()
    assert done.code == 1
    assert done.of("page-path-taken") == [
        f"{DOCSET}/faq.yml:1:1: error: pt-BR/partner-center/faq.md is the page of "
        f"{DOCSET}/faq.md already [page-path-taken]",
        f"{DOCSET}/one.md:1:1: error: pt-BR/partner-center/one.md is the page of "
        f"{DOCSET}/One.md already [page-path-taken]",
    ]
    assert kb.pages() == ["pt-BR/partner-center/One.md", "pt-BR/partner-center/faq.md"]


def test_an_index_and_a_readme_of_one_folder(kb: Kb) -> None:
    kb.page("index.yml", "### YamlMime:Hub\ntitle: T\n")
    kb.page("README.md", page())
    kb.page("alone/README.md", page())
    done = kb.imports()
    assert len(done.of("page-path-taken")) == 1
    assert kb.pages() == [
        "pt-BR/partner-center/alone/README.md",
        "pt-BR/partner-center/index.md",
    ]


def test_a_page_of_five_megabytes(kb: Kb) -> None:
    kb.page("good.md", page())
    kb.page("huge.md", page(body="palavra " * 650_000))
    done = kb.imports()
    assert done.code == 1
    assert done.problems == [
        f"{DOCSET}/huge.md:1:1: error: 5.2 MB is too large for a page; at most 3 MB are read "
        "[page-too-large]"
    ]
    assert kb.pages() == ["pt-BR/partner-center/good.md"]


@pytest.mark.parametrize(
    "body",
    ["> " * 1000 + "x", "\n".join("  " * depth + "- x" for depth in range(1000)), "<div>" * 2000,
     "*" * 5000, "[" * 5000, "![" * 3000, "<" * 5000, ":::row:::\n:::column:::\nx\n" * 1000,
     "> [!NOTE]\n" * 500, "## Igual\n\n" * 5000, "<span data-ttu-id='a'>" * 2000,
     "a@" * 20000, "&amp;" * 20000, "`" * 2000 + " " + "`" * 1999],
    ids=lambda body: repr(body[:12]),
)  # fmt: skip
def test_a_page_that_repeats_one_thing_many_times(kb: Kb, body: str) -> None:
    kb.page("good.md", page())
    kb.page("bad.md", page(body=f"{body}\n"))
    done = kb.imports()
    for line in done.problems:
        assert line.startswith(f"{DOCSET}/bad.md:"), "a problem with a place, and no stack trace"
    assert done.code == (1 if " error: " in done.err else 0)
    assert "pt-BR/partner-center/good.md" in kb.pages()


def test_what_is_in_a_name() -> None:
    assert unusable_part("partner-center/one.md") is None
    assert unusable_part("a/../b.md") == '".." in the path leads to another folder'
    assert unusable_part("a//b.md") is not None
    assert unusable_part("a" * 60 + ("/" + "b" * 190) * 6) is not None


def test_a_checkout_with_thousands_of_other_files(kb: Kb) -> None:
    kb.page("one.md", page())
    for number in range(3000):
        kb.write(f"source/pt-BR/.git/objects/{number:04}", b"\x00")
    for number in range(500):
        kb.write(f"source/pt-BR/node_modules/{number}/README.md", "# Not ours\n")
        kb.write(f"source/pt-BR/build/{number}.dll", b"\x00")
        kb.write(f"source/pt-BR/build/{number}.txt", "words")
    done = kb.imports()
    assert done.code == 0
    assert done.out.startswith("1 pages read, 1 written")


def test_a_file_that_says_it_is_a_part_is_no_page(kb: Kb) -> None:
    kb.page("good.md", page(body="[!INCLUDE [x](shared/part.md)]\n"))
    kb.page("shared/part.md", "---\nauthor: x\nms.topic: include\n---\nParte.\n")
    kb.page("shared/whole.md", page(**{"ms.topic": "article"}))
    assert kb.imports().code == 0
    assert kb.pages() == [
        "pt-BR/partner-center/good.md",
        "pt-BR/partner-center/shared/whole.md",
    ]
    assert "Parte." in kb.read("kb/docs/pt-BR/partner-center/good.md")
