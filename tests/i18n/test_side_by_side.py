"""Raw side-by-side pages in docs: their English stands beside them, and counts as the source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from i18n.kb import MKDOCS, Base
from partner_kb.translation.pages import compare_all, list_sources, load_source

PAGE = "partner-center/talk.md"


def span(target: str, english: str, number: int) -> str:
    return (
        f'<span data-ttu-id="t-{number}">{target}</span>'
        f'<span class="sxs-lookup"><span data-stu-id="t-{number}">{english}</span></span>'
    )


FRONT = """\
---
title: {title}
description: {description}
ms.translationtype: {kind}
ms.openlocfilehash: {hash}
ms.contentlocale: {locale}
---

"""


def raw(locale: str, *texts: tuple[str, str], english: str = "aa", kind: str = "MT") -> str:
    front = FRONT.format(title=texts[0][0], description="…", kind=kind, hash=english, locale=locale)
    lines = [span(target, english, number) for number, (target, english) in enumerate(texts)]
    return front + '# <a name="talk"></a>' + lines[0] + "\n\n" + "\n\n".join(lines[1:]) + "\n"


PORTUGUESE = raw(
    "pt-BR",
    ("Fale com os clientes", "Talk to customers"),
    ("Responda em até 2 dias.", "Answer within 2 days."),
    ("Somente em português há isto.", "This is said in both."),
)


@pytest.fixture
def kb(tmp_path: Path) -> Base:
    return Base(tmp_path, {"mkdocs.yml": MKDOCS, f"docs/pt-BR/{PAGE}": PORTUGUESE})


def total(kb: Base, locale: str) -> dict[str, int]:
    statuses = json.loads(kb.run("status", "--format", "json").output)
    found: dict[str, int] = next(one["total"] for one in statuses if one["locale"] == locale)
    return found


def test_their_blocks_are_counted(kb: Base) -> None:
    assert list_sources(kb.project) == (PAGE,)
    counts = total(kb, "pt-BR")
    assert (counts["blocks"], counts["machine"], counts["untranslated"]) == (4, 4, 0)
    assert counts["words"] == 15
    missing = total(kb, "ru-RU")
    assert (missing["untranslated"], missing["missing_pages"]) == (4, 1)


def test_the_title_is_the_english_heading_and_no_foreign_text_is_english(kb: Base) -> None:
    source = load_source(kb.project, PAGE)
    assert source is not None
    assert source.title == "Talk to customers"
    assert [block.text for block in source.blocks] == [
        "Talk to customers",
        '<a name="talk"></a>Talk to customers',
        "Answer within 2 days.",
        "This is said in both.",
    ]
    pairs = next(compare_all(kb.project, ("pt-BR",))).blocks
    assert [(one.source.text, one.target.text) for one in pairs if one.source and one.target][
        2
    ] == (
        "Answer within 2 days.",
        "Responda em até 2 dias.",
    )
    assert not any(one.status == "extra" for one in pairs)


def test_each_translation_has_the_english_that_it_was_made_from(kb: Base) -> None:
    texts = (("Разговор", "Talk to customers"), ("Ответьте за 3 дня.", "Answer within 3 days."))
    kb.write(f"docs/ru-RU/{PAGE}", raw("ru-RU", *texts, english="bb", kind="HT"))
    for locale, days in (("pt-BR", "2"), ("ru-RU", "3")):
        found = next(compare_all(kb.project, (locale,)))
        assert f"Answer within {days} days." in [b.source.text for b in found.blocks if b.source]
        assert total(kb, locale)["stale"] == 0
    assert total(kb, "ru-RU")["translated"] == 3


def test_a_translation_without_english_beside_it_is_stale_by_its_hash(kb: Base) -> None:
    page = FRONT.format(title="Р", description="О", kind="HT", hash="bb", locale="ru-RU")
    kb.write(f"docs/ru-RU/{PAGE}", f"{page}# Разговор\n\nОтветьте.\n\nИ это.\n")
    assert total(kb, "ru-RU")["stale"] == 4
    kb.edit(f"docs/ru-RU/{PAGE}", "hash: bb", "hash: aa")
    assert total(kb, "ru-RU")["stale"] == 0


def test_an_english_page_of_its_own_goes_first(kb: Base) -> None:
    kb.write(f"docs/en/{PAGE}", "# Speak with customers\n\nAnswer within 5 days.\n")
    source = load_source(kb.project, PAGE)
    assert source is not None
    assert not source.beside
    assert total(kb, "pt-BR")["blocks"] == 2


def test_what_stands_beside_a_translation_is_not_written(kb: Base, tmp_path: Path) -> None:
    before = kb.read(f"docs/pt-BR/{PAGE}")
    kb.run("update")
    assert not (kb.root / "locales/pt_BR/pages").exists()
    kb.run("export", PAGE, "--locale", "ru-RU", "-o", str(tmp_path / "out"))
    (file,) = (tmp_path / "out").iterdir()
    untranslated = 'msgid "Answer within 2 days."\nmsgstr "'
    assert untranslated in file.read_text("utf-8")
    kb.run("apply", str(file))
    assert kb.read(f"docs/pt-BR/{PAGE}") == before, "nothing was translated, so nothing is refused"
    text = file.read_text("utf-8").replace(untranslated, f"{untranslated}Отвечайте. ")
    file.write_text(text, "utf-8")
    result = kb.run("apply", str(file), code=1)
    assert "page-not-writable" in result.output
    assert kb.read(f"docs/pt-BR/{PAGE}") == before


def test_the_memory_holds_them(kb: Base, tmp_path: Path) -> None:
    kb.run("tmx", "--locale", "pt-BR", "-o", str(tmp_path / "m.tmx"))
    assert "Responda em até 2 dias." in (tmp_path / "m.tmx").read_text("utf-8")
