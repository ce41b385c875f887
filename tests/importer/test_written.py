"""What an import writes beside the pages: front matter, lists, media, segments, mkdocs.yml."""

from __future__ import annotations

import json

import pytest
import yaml

from importer.kb import DOCSET, Kb, both, page

META = {
    "ms.date": "05/07/2021",
    "ms.lasthandoff": "05/13/2021",
    "ms.openlocfilehash": "abc",
    "ms.sourcegitcommit": "def",
    "ms.translationtype": "MT",
    "description": "Do que se trata.",
}


def front(text: str) -> dict[str, object]:
    value = yaml.safe_load(text.split("---\n")[1])
    assert isinstance(value, dict)
    return value


def test_the_front_matter_of_both_sides(kb: Kb) -> None:
    title = both("Título", "Title", 1)
    roles = both("**Funções apropriadas**: Agente de vendas", "**Appropriate roles**: Sales agent")
    body = f"{roles}\n\n{both('Texto.', 'Text.', 102)}\n"
    kb.page("one.md", page("X", body, **META).replace("# X", f"# {title}"))
    kb.imports()
    ours = front(kb.read("kb/docs/pt-BR/partner-center/one.md"))
    assert ours == {
        "title": "X",
        "description": "Do que se trata.",
        "roles": ["sales-agent"],
        "source": {
            "path": "partner-center/one.md", "locale": "pt-BR", "translation": "machine",
            "commit": "def", "hash": "abc", "license": "CC-BY-4.0",
            "date": yaml.safe_load("2021-05-07"), "translated": yaml.safe_load("2021-05-13"),
            "url": "https://docs.microsoft.com/pt-br/partner-center/one",
        },
    }  # fmt: skip
    english = front(kb.read("kb/docs/en/partner-center/one.md"))
    assert (english["title"], english["roles"]) == ("Title", ["sales-agent"])
    assert "description" not in english, "a foreign description is not passed off as English"
    source = english["source"]
    assert isinstance(source, dict)
    assert (source["locale"], source["translation"]) == ("en", "original")
    lines = kb.read("kb/locales/pt_BR/segments/partner-center/one.jsonl").splitlines()
    assert [json.loads(line)["source"] for line in lines] == [
        "Title", "**Appropriate roles**: Sales agent", "Text.",
    ]  # fmt: skip


def test_media_come_along(kb: Kb) -> None:
    kb.page("one.md", page(body="![Foto](media/deep/one.png)\n"))
    kb.page("media/deep/one.png", b"\x89PNG\x00")
    kb.page("media/unused.svg", b"<svg/>")
    done = kb.imports()
    assert (done.code, done.problems) == (0, [])
    folder = kb.root / "kb/docs/pt-BR/partner-center/media"
    assert (folder / "deep/one.png").read_bytes() == b"\x89PNG\x00"
    assert (folder / "unused.svg").exists()
    kb.page("media/deep/one.png", b"new")
    kb.imports()
    assert (folder / "deep/one.png").read_bytes() == b"new"


def test_a_missing_image_is_reported_once(kb: Kb) -> None:
    kb.page("one.md", page(body="![Foto](media/no.png)\n\n![Foto](media/no.png)\n"))
    done = kb.imports()
    assert done.code == 0
    assert len(done.of("image-missing")) == 1


def test_contents_redirections_faq_and_hub(kb: Kb) -> None:
    kb.page("one.md", page("Um"))
    kb.page(
        "faq.yml",
        "### YamlMime:FAQ\nmetadata:\n  ms.contentlocale: pt-BR\ntitle: Perguntas\n"
        "sections:\n- name: Geral\n  questions:\n  - question: Como?\n    answer: Assim.\n",
    )
    kb.page(
        "index.yml",
        "### YamlMime:Hub\ntitle: Central\nmetadata:\n  ms.contentlocale: pt-BR\n"
        "productDirectory:\n  items:\n  - title: Um\n    links:\n    - url: one.md\n"
        "      text: Primeiro\n",
    )
    kb.page(
        "TOC.yml",
        "- name: Tudo\n  items:\n  - {name: Um, href: one.md}\n"
        "  - {name: Perguntas, href: faq.yml}\n  - {name: Fora, href: gone.md}\n",
    )
    kb.write(
        "source/pt-BR/.openpublishing.redirection.json",
        '{"redirections": [{"source_path": "partner-center/old.md", '
        '"redirect_url": "/pt-br/partner-center/one"}]}',
    )
    done = kb.imports()
    assert done.code == 0, done.err
    assert [line.rpartition(" [")[2] for line in done.problems] == ["toc-target-missing]"]
    assert kb.pages() == [
        f"pt-BR/partner-center/{name}.md" for name in ("faq", "index", "one")
    ]  # fmt: skip
    assert front(kb.read("kb/docs/pt-BR/partner-center/faq.md"))["type"] == "faq"
    assert "### Como?" in kb.read("kb/docs/pt-BR/partner-center/faq.md")
    assert "(one.md)" in kb.read("kb/docs/pt-BR/partner-center/index.md")
    assert yaml.safe_load(kb.read("kb/docs/pt-BR/toc.yml")) == [
        {"name": "Tudo", "items": [
            {"name": "Um", "href": "partner-center/one.md"},
            {"name": "Perguntas", "href": "partner-center/faq.md"},
        ]}
    ]  # fmt: skip
    assert kb.read("kb/docs/redirects.yml") == "partner-center/old.md: partner-center/one.md\n"


def test_learned_roles_help_the_next_import(kb: Kb) -> None:
    """An alias that side-by-side pages taught is known in pages without English."""
    line = "**Funções apropriadas**: Guardião do xis"
    kb.page("plain.md", page(body=f"{line}\n\nTexto.\n"))
    done = kb.imports(f"{DOCSET}/plain.md")
    assert len(done.of("role-unknown")) == 1
    assert "Guardião" in kb.read("kb/docs/pt-BR/partner-center/plain.md"), "nothing is dropped"
    pair = both(line, "**Appropriate roles**: Sales agent")
    kb.page("both.md", page(body=f"{pair}\n\nTexto.\n"))
    kb.imports(f"{DOCSET}/both.md")
    assert "Guardião do xis" in kb.read("kb/locales/roles.learned.yml")
    done = kb.imports(f"{DOCSET}/plain.md")
    assert not done.of("role-unknown")
    plain = kb.read("kb/docs/pt-BR/partner-center/plain.md")
    assert front(plain)["roles"] == ["sales-agent"]
    assert "Guardião" not in plain


def test_a_persons_roles_are_never_written(kb: Kb) -> None:
    own = "# mine\nroles:\n  sales-agent: {aliases: {pt-BR: [Meu vendedor]}}\n"
    kb.write("kb/locales/roles.yml", own)
    pair = both("**Funções apropriadas**: Guardião", "**Appropriate roles**: Sales agent")
    kb.page("both.md", page(body=f"{pair}\n\nTexto.\n"))
    kb.page("own.md", page(body="**Funções apropriadas**: Meu vendedor\n\nTexto.\n"))
    done = kb.imports()
    assert done.code == 0, done.err
    assert kb.read("kb/locales/roles.yml") == own
    assert front(kb.read("kb/docs/pt-BR/partner-center/own.md"))["roles"] == ["sales-agent"]
    assert "Guardião" in kb.read("kb/locales/roles.learned.yml")


def test_mkdocs_yml_is_written_where_there_is_none(kb: Kb) -> None:
    kb.page("one.md", page("Um"))
    kb.write("source/ru-RU/partner-center/one.md", page("Раз").replace("pt-BR", "ru-RU"))
    kb.imports()
    project = yaml.safe_load(kb.read("kb/mkdocs.yml"))
    i18n = next(plugin["i18n"] for plugin in project["plugins"] if "i18n" in plugin)
    assert [one["locale"] for one in i18n["languages"]] == ["en", "pt-BR", "ru-RU"]
    assert project["docs_dir"] == "docs"
    done = kb.run("check", "-f", "kb/mkdocs.yml")
    assert done.code == 0, done.err


@pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.yaml"])
def test_mkdocs_yml_is_never_overwritten(kb: Kb, name: str) -> None:
    kb.page("one.md", page("Um"))
    own = kb.write(f"kb/{name}", "site_name: Mine\n")
    kb.imports()
    assert own.read_text("utf-8") == "site_name: Mine\n"
    assert sorted(path.name for path in (kb.root / "kb").iterdir()) == ["docs", "locales", name]


def test_locales_elsewhere(kb: Kb) -> None:
    kb.page("one.md", page("Um", f"{both('Olá.', 'Hello.')}\n"))
    kb.run("import", "source", "--docs", "kb/pages", "--locales", "words")
    assert (kb.root / "words/pt_BR/segments/partner-center/one.jsonl").exists()
    assert not (kb.root / "kb/locales").exists()
    project = yaml.safe_load(kb.read("kb/mkdocs.yml"))
    assert project["docs_dir"] == "pages"
    (ours,) = (plugin["partner-kb"] for plugin in project["plugins"] if "partner-kb" in plugin)
    assert ours["locales_dir"] == "../words"


def test_docs_in_the_current_folder(kb: Kb) -> None:
    kb.page("one.md", page("Um"))
    (kb.root / "kb/docs").mkdir(parents=True)
    inner = Kb(kb.root / "kb/docs")
    done = inner.run("import", "../../source", "--docs", ".")
    assert done.code == 0, done.err
    assert (kb.root / "kb/docs/pt-BR/partner-center/one.md").exists()
    assert yaml.safe_load(kb.read("kb/mkdocs.yml"))["docs_dir"] == "docs"
    assert (kb.root / "kb/locales/pt_BR/import.tsv").exists()
