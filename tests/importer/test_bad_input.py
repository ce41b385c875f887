"""One bad file each in `bad/`, with the lines that `import` says of it in `NAME.out`.

The other pages are imported, nothing of an earlier import is lost, and `check` says the same of
the file lying raw in a docs folder.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from importer.kb import DOCSET, Kb, page

BAD = Path(__file__).parent / "bad"
FILES = sorted(path for path in BAD.iterdir() if path.suffix in (".md", ".yml"))
MKDOCS = """\
site_name: T
theme: {name: material}
plugins:
  - partner-kb
  - i18n:
      docs_structure: folder
      languages:
        - {locale: en, name: English, default: true}
        - {locale: pt-BR, name: Português}
"""


def test_there_are_bad_files() -> None:
    assert len(FILES) >= 18


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_a_bad_file_is_told_of_and_the_rest_imported(kb: Kb, file: Path, golden) -> None:
    kb.page("good.md", page("Bom"))
    kb.page(file.name, page("Antes"))
    assert kb.imports().code == 0
    before = kb.snapshot()
    kb.page(file.name, file.read_bytes())
    kb.page("new.md", page("Novo"))
    done = kb.imports()
    golden.check(
        BAD / f"{file.stem}.out",
        "".join(f"{line.removeprefix(f'{DOCSET}/')}\n" for line in done.problems),
    )
    assert done.code == 1
    assert all(line.startswith(f"{DOCSET}/{file.name}:") for line in done.problems)
    assert "pt-BR/partner-center/new.md" in kb.pages()
    after = kb.snapshot()
    kept = {name: text for name, text in after.items() if name in before}
    del kept["locales/pt_BR/import.tsv"], before["locales/pt_BR/import.tsv"]
    assert kept == before, "nothing of the earlier import is lost"
    assert sorted(path.name for path in kb.root.iterdir()) == ["kb", "source"]


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_check_says_the_same_of_a_raw_page(kb: Kb, file: Path) -> None:
    """But for files that show by nothing that they are source guidance: those are clean pages."""
    kb.write("kb/mkdocs.yml", MKDOCS)
    kb.write("kb/docs/pt-BR/partner-center/good.md", page("Bom"))
    kb.write(f"kb/docs/pt-BR/partner-center/{file.name}", file.read_bytes())
    done = kb.run("check", "-f", "kb/mkdocs.yml")
    assert done.code == 1
    shown = f"kb/docs/pt-BR/partner-center/{file.name}:"
    found = [line for line in done.problems if " error: " in line]
    assert found
    assert all(line.startswith(shown) for line in found), done.err
    expected = (BAD / f"{file.stem}.out").read_text("utf-8").splitlines()
    places = [line.removeprefix(f"{file.name}:").split(": ")[0] for line in expected]
    told = [line.removeprefix(shown).split(": ")[0] for line in found]
    assert told == places


CLIMBING = """\
Isto [!INCLUDE [x](../../../../etc/passwd)] aqui.

[!INCLUDE [x](..\\..\\..\\etc\\passwd)]

![x](../../etc/passwd) e ![y](%2e%2e/../../etc/hosts)

:::image source="../../etc/hostname" alt-text="x":::

[!CODE-json[x](~/../../x.json)]

<div>

[!INCLUDE [x](../../z.md)]

</div>

Isto fica como era: ![x](../media/none.png), [!INCLUDE [x](../none.md)],
[outro](../../other-docset/x.md) e [mais](../../../x.md).
"""


def test_paths_that_climb_out_of_the_source(kb: Kb) -> None:
    kb.page("good.md", page())
    kb.page("climbing.md", page(body=CLIMBING))
    kb.page(
        "TOC.yml",
        "- name: A\n  href: ../../../etc/passwd\n- name: B\n  href: good.md\n"
        "- name: C\n  href: ..\\..\\x.md\n",
    )
    done = kb.imports()
    assert done.code == 1
    errors = [line for line in done.problems if " error: " in line]
    assert errors == done.of("path-outside")
    assert all(" leads out of the source: " in line for line in errors)
    placed = [line.removeprefix(f"{DOCSET}/").split(": ")[0] for line in errors]
    assert placed == [
        "TOC.yml:2:9",
        "TOC.yml:6:9",
        "climbing.md:7:20",
        "climbing.md:9:15",
        "climbing.md:11:6",
        "climbing.md:11:31",
        "climbing.md:13:18",
        "climbing.md:15:16",
        "climbing.md:19:15",
    ]
    assert len(done.of("image-missing")) == len(done.of("include-missing")) == 1
    assert kb.read("kb/docs/pt-BR/toc.yml") == "- name: B\n  href: partner-center/good.md\n"
    assert "pt-BR/partner-center/good.md" in kb.pages()


def test_an_include_in_a_circle(kb: Kb) -> None:
    kb.page("good.md", page())
    kb.page("circle.md", page(body="[!INCLUDE [x](includes/a.md)]\n"))
    kb.page("includes/a.md", "Um [!INCLUDE [x](b.md)]\n")
    kb.page("includes/b.md", "Dois [!INCLUDE [x](a.md)]\n")
    done = kb.imports()
    assert done.code == 1
    assert [line.rpartition(" [")[2] for line in done.problems] == ["include-cycle]"]
    assert kb.pages() == ["pt-BR/partner-center/circle.md", "pt-BR/partner-center/good.md"]
    assert "Um Dois" in kb.read("kb/docs/pt-BR/partner-center/circle.md")


OUT = """\
[!INCLUDE [x](../../../outside/secret.md)]

![Foto](../../../outside/secret.png) <img src="../../../outside/secret.png" alt="Outra">

:::image type="content" source="../../../../outside/secret.png" alt-text="Mais uma":::

[Um](../../../outside/secret.md) [Dois](/etc/passwd) [Três](file:///etc/passwd)
[Quatro](~/../../outside/secret.md) [Cinco](%2e%2e/%2e%2e/%2e%2e/outside/secret.md)
"""


def test_paths_that_lead_out_of_the_source(kb: Kb) -> None:
    """In includes, images, links, a table of contents, redirections and a FAQ."""
    kb.write("outside/secret.md", page("Segredo", "Palavra secreta.\n"))
    kb.write("outside/secret.png", b"secret")
    kb.page("good.md", page())
    kb.page("out.md", page(body=OUT))
    kb.page(
        "TOC.yml",
        "- {name: A, href: ../../../outside/secret.md}\n- {name: B, href: /etc/passwd}\n"
        "- {name: C, href: '..\\..\\x.md'}\n- {name: D, href: good.md}\n"
        "- {name: E, href: 'javascript:alert(1)'}\n",
    )
    kb.page(
        "faq.yml",
        "### YamlMime:FAQ\nmetadata:\n  ms.contentlocale: pt-BR\ntitle: F\n"
        'summary: "![A](../../../outside/secret.png)"\nsections:\n- name: S\n  questions:\n'
        '  - question: "Q?"\n    answer: "[x](../../../outside/secret.md)"\n',
    )
    kb.write(
        "source/pt-BR/.openpublishing.redirection.json",
        '{"redirections": [\n'
        ' {"source_path": "../../outside/secret.md", "redirect_url": "/partner-center/good"},\n'
        ' {"source_path": "partner-center/gone.md", "redirect_url": "javascript:alert(1)"},\n'
        ' {"source_path": "partner-center/old.md", "redirect_url": "/partner-center/good"}]}',
    )
    outside = kb.snapshot("outside")
    done = kb.imports()
    assert done.code == 1
    assert all(line.partition(":")[0].startswith("source/pt-BR/") for line in done.problems)
    assert len(done.of("redirect-unusable")) == 2
    assert len(done.of("path-outside")) == 5
    assert len(done.of("toc-entry")) == 1  # B is a path of another docset
    assert kb.snapshot("outside") == outside
    assert sorted(path.name for path in kb.root.iterdir()) == ["kb", "outside", "source"]
    for name, text in kb.snapshot().items():
        assert b"secreta" not in text, name
        assert b"javascript:" not in text, name
        assert b"file:///" not in text, name
    assert kb.read("kb/docs/pt-BR/toc.yml") == (
        "- name: B\n  href: https://docs.microsoft.com/pt-br/etc/passwd\n"  # as another docset's
        "- name: D\n  href: partner-center/good.md\n"
    )
    assert kb.read("kb/docs/redirects.yml") == "partner-center/old.md: partner-center/good.md\n"
    built = kb.run("build", "-f", "kb/mkdocs.yml")
    assert built.code == 0, built.err


def test_what_is_no_entry_of_a_table_of_contents_is_told(kb: Kb) -> None:
    kb.page("good.md", page())
    kb.page("TOC.yml", "- 3\n-\n- {name: A, href: good.md}\n- {name: B, href: '#top'}\n")
    done = kb.imports()
    assert [line.partition("TOC.yml:")[2][:4] for line in done.of("toc-entry")] == ["1:3:", "4:19"]
    assert done.code == 0
    kb.page("TOC.yml", "name: A\nhref: good.md\n")
    done = kb.imports()
    assert [line.partition("TOC.yml:")[2][:4] for line in done.of("toc-form")] == ["1:1:"]
    assert done.code == 1


@pytest.mark.parametrize(
    "bytes_",
    [page().encode("utf-8-sig"), page().replace("\n", "\r\n").encode(),
     page().replace("\n", "\r").encode(), page().rstrip("\n").encode()],
    ids=["byte-order-mark", "crlf", "cr", "no-last-line-end"],
)  # fmt: skip
def test_line_ends_and_marks_do_not_matter(kb: Kb, bytes_: bytes) -> None:
    kb.page("one.md", page())
    kb.imports()
    expected = kb.snapshot()
    kb.page("one.md", bytes_)
    done = kb.imports()
    assert (done.code, done.problems) == (0, [])
    assert kb.snapshot() == expected


def test_windows_paths(kb: Kb) -> None:
    kb.page("good.md", page())
    kb.page("media/x.png", b"x")
    kb.page("includes/part.md", "Parte incluída.\n")
    kb.page(
        "one.md",
        page(body="[A](.\\good.md) ![Foto](media\\x.png)\n\n[!INCLUDE [x](includes\\part.md)]\n"),
    )
    done = kb.imports()
    assert (done.code, done.problems) == (0, [])
    text = kb.read("kb/docs/pt-BR/partner-center/one.md")
    assert text.endswith("[A](good.md) ![Foto](media/x.png)\n\nParte incluída.\n")


def test_a_broken_list_stops_no_page(kb: Kb) -> None:
    kb.page("good.md", page())
    kb.page("TOC.yml", "- name: [\n")
    kb.write("source/pt-BR/.openpublishing.redirection.json", "{")
    done = kb.imports()
    assert done.code == 1
    assert [line.split(": ")[1] for line in done.problems] == ["error", "error"]
    assert kb.pages() == ["pt-BR/partner-center/good.md"]


def test_a_broken_vocabulary_of_the_project_stops_before_anything_is_written(kb: Kb) -> None:
    kb.page("good.md", page())
    kb.write("kb/locales/roles.yml", "roles: [\n")
    done = kb.imports()
    assert done.code == 1
    assert done.problems[0].startswith("kb/locales/roles.yml:2:1: error: ")
    assert not (kb.root / "kb/docs").exists()


def test_a_broken_project_file_is_told_of(kb: Kb) -> None:
    kb.page("good.md", page())
    kb.write("kb/mkdocs.yml", "plugins: [\n")
    done = kb.imports()
    assert done.code == 1
    assert done.problems[0].startswith("kb/mkdocs.yml:2:1: error: ")
    assert kb.pages() == ["pt-BR/partner-center/good.md"]
    assert kb.read("kb/mkdocs.yml") == "plugins: [\n"
