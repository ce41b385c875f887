"""What a reader is told of a page: each case of the definition of *outdated*, and of translations.

*Outdated* means: the hashes differ, or, where not both have one, the English date is later.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from partner_kb.corpus import Listed, Page
from partner_kb.mkdocs_plugin.notices import notices_for
from partner_kb.model import Source, Translation
from site_project import MKDOCS_YML, Built, build_project, page, source

EARLY, DAY, LATE = date(2020, 1, 1), date(2020, 6, 1), date(2021, 1, 1)
LOCALES = ("pt-BR", "zh-CN", "ru-RU")


def written(locale: str, translation: Translation, **facts: Any) -> Page:
    return Page("a.md", locale, "A", source=Source("a.md", locale, translation, **facts))


def kinds(translation: Page, english: Page | None, *, fallback: bool = False) -> list[str]:
    listed = Listed(translation, "ru-RU/a/", fallback=fallback)
    return [notice.kind for notice in notices_for(listed, english, "a/")]


@pytest.mark.parametrize(
    ("translation", "english", "outdated"),
    [
        pytest.param({"hash": "x"}, {"hash": "x"}, False, id="the same hash"),
        pytest.param({"hash": "x"}, {"hash": "y"}, True, id="another hash"),
        pytest.param(
            {"hash": "x", "translated": EARLY}, {"hash": "x", "date": LATE}, False,
            id="the same hash and a later date",
        ),
        pytest.param(
            {"hash": "x", "translated": LATE}, {"hash": "y", "date": EARLY}, True,
            id="another hash and an earlier date",
        ),
        pytest.param({"translated": DAY}, {"date": LATE}, True, id="English is later"),
        pytest.param({"translated": DAY}, {"date": EARLY}, False, id="English is earlier"),
        pytest.param({"translated": DAY}, {"date": DAY}, False, id="on the same day"),
        pytest.param({"date": DAY}, {"date": LATE}, True, id="no day of translation, later"),
        pytest.param({"date": DAY}, {"date": DAY}, False, id="no day of translation, the same"),
        pytest.param(
            {"date": EARLY, "translated": DAY}, {"date": LATE}, True, id="later than both"
        ),
        pytest.param(
            {"hash": "x", "translated": DAY}, {"date": LATE}, True,
            id="a hash of the translation alone, later",
        ),
        pytest.param(
            {"hash": "x", "translated": DAY}, {"date": EARLY}, False,
            id="a hash of the translation alone, earlier",
        ),
        pytest.param(
            {"translated": DAY}, {"hash": "y", "date": LATE}, True, id="a hash of English alone"
        ),
        pytest.param({"hash": "x"}, {"date": LATE}, False, id="nothing to compare"),
        pytest.param({"translated": DAY}, {}, False, id="English without a date"),
        pytest.param({}, {"date": LATE}, False, id="the translation without a date"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("made", ["human", "reviewed", "machine"])
def test_outdated(translation, english, outdated, made) -> None:
    found = kinds(written("ru-RU", made, **translation), written("en", "original", **english))
    machine = ["machine-translated"] if made == "machine" else []
    assert found == (["outdated"] if outdated else []) + machine


def test_what_has_no_english_is_not_outdated() -> None:
    assert kinds(written("ru-RU", "human", hash="x", translated=DAY), None) == []
    assert kinds(written("ru-RU", "machine", hash="x"), None) == ["machine-translated"]


def test_english_that_says_nothing_of_itself() -> None:
    assert kinds(written("ru-RU", "human", translated=EARLY), Page("a.md", "en", "A")) == []


def test_english_itself_has_no_notice() -> None:
    english = written("en", "original", hash="x", date=LATE)
    assert kinds(english, english) == []


def test_a_fallback_is_not_translated_and_no_more() -> None:
    english = written("en", "original", hash="x", date=LATE)
    assert kinds(english, english, fallback=True) == ["untranslated"]
    (notice,) = notices_for(Listed(english, "ru-RU/a/", fallback=True), english, "a/")
    assert notice.english_url == "a/"


def test_two_notices_have_one_link() -> None:
    english = written("en", "original", date=LATE)
    listed = Listed(written("ru-RU", "machine", translated=DAY), "ru-RU/a/", fallback=False)
    older, machine = notices_for(listed, english, "a/")
    assert (older.english_url, machine.english_url) == (None, "a/")
    listed = Listed(written("ru-RU", "reviewed", translated=DAY), "ru-RU/a/", fallback=False)
    (older,) = notices_for(listed, english, "a/")
    assert older.english_url == "a/"


RAW = """\
---
title: A
ms.date: 03/02/2020
ms.openlocfilehash: {hash}
ms.lasthandoff: 04/02/2020
{more}ms.contentlocale: {locale}
---
# A

Text.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Built:
    """Pages by hand (`hand.md`) and raw source (`raw.md`, `current.md`) in every language."""
    files = {
        "mkdocs.yml": MKDOCS_YML,
        "docs/en/hand.md": page("A", source=source("hand.md", "en", date="2021-01-28")),
        "docs/en/raw.md": page("A", source=source("raw.md", "en", hash="new", date="2019-01-28")),
        "docs/en/current.md": page("A", source=source("current.md", "en", hash="old")),
    }
    for locale in LOCALES:
        files[f"docs/{locale}/hand.md"] = page(
            "A",
            source=source("hand.md", locale, translated="2020-04-02", translation="machine"),
        )
        files[f"docs/{locale}/raw.md"] = RAW.format(
            hash="old", locale=locale.lower(), more="ms.translationtype: HT\n"
        )
        files[f"docs/{locale}/current.md"] = RAW.format(
            hash="old", locale=locale.lower(), more="ms.translationtype: MT\n"
        )
    return build_project(tmp_path_factory.mktemp("notices"), files)


@pytest.mark.parametrize("locale", LOCALES)
def test_pages_by_hand_and_from_source_say_what_they_are(built, locale) -> None:
    found = {
        name: [
            notice["data-pkb-notice"]
            for notice in built.page(f"{locale}/{name}/").select("aside[data-pkb-notice]")
        ]
        for name in ("hand", "raw", "current")
    }
    assert found == {
        "hand": ["outdated", "machine-translated"],
        "raw": ["outdated"],
        "current": ["machine-translated"],
    }


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        (
            "pt-BR",
            "A página em inglês mudou depois desta tradução. Data da tradução: 2 de abril de 2020. "
            "Data indicada na página em inglês: 28 de janeiro de 2021.",
        ),
        (
            "zh-CN",
            "本页翻译之后，英文原文又有更改。译文日期：2020年4月2日。"
            "英文页面标注的日期：2021年1月28日。",
        ),
        (
            "ru-RU",
            "Английская страница изменилась после того, как был сделан этот перевод. "
            "Дата перевода: 2 апреля 2020\N{NO-BREAK SPACE}г., дата на английской странице: "
            "28 января 2021\N{NO-BREAK SPACE}г.",
        ),
    ],
)
def test_two_notices_are_told_apart_and_read_well(built, locale, said) -> None:
    older, machine = built.page(f"{locale}/hand/").select("aside[data-pkb-notice]")
    assert older["aria-label"] != machine["aria-label"]
    assert older.get_text().replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}") == said
    assert [link["href"] for link in (*older.select("a"), *machine.select("a"))] == ["../../hand/"]
    assert built.page(f"{locale}/raw/").select_one("aside[data-pkb-notice] a[href='../../raw/']")
