"""The table of pinyin says what pypinyin says, phrase by phrase and between phrases."""

from __future__ import annotations

import random

import pytest
from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from partner_kb import pinyin as module
from partner_kb.pinyin import pinyin


def _library(text: str) -> str:
    return "".join(lazy_pinyin(text, style=Style.NORMAL, errors="default"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("重新登录", "chongxindenglu"),
        ("重要事项", "zhongyaoshixiang"),
        ("银行业务", "yinhangyewu"),
        ("发行业务", "faxingyewu"),  # 发行, 业务: not 发, 行业, 务
        ("绿色 (Azure)", "lvse (Azure)"),
        ("", ""),
        ("Azure", "Azure"),
    ],
)
def test_readings(text: str, expected: str) -> None:
    assert pinyin(text) == expected == _library(text)


def test_every_phrase_and_every_character() -> None:
    assert [one for one in PHRASES_DICT if pinyin(one) != _library(one)] == []
    characters = "".join(map(chr, PINYIN_DICT))
    assert [one for one in characters if pinyin(one) != _library(one)] == []


def test_texts_of_phrases_parts_of_phrases_and_others() -> None:
    chance = random.Random(7)
    phrases, letters = list(PHRASES_DICT), "".join(PHRASES_DICT)
    for _ in range(3000):
        parts = [
            chance.choice(
                (
                    chance.choice(phrases),
                    chance.choice(phrases)[: chance.randint(1, 3)],
                    chance.choice(letters),
                    chance.choice((",", " ", "A1", "《", "ü", "〇")),
                )
            )
            for _ in range(chance.randint(1, 6))
        ]
        text = "".join(parts)
        assert pinyin(text) == _library(text), text


def test_the_table_is_made_from_the_installed_pypinyin() -> None:
    """Else: `python -m partner_kb.pinyin`."""
    assert module.TABLE.read_text("utf-8") == module.make_table()


def test_with_another_pypinyin_the_library_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "version", lambda _name: "0.1")
    module._table.cache_clear()
    try:
        assert module._table() is None
        assert pinyin("重新 A") == "chongxin A"
    finally:
        module._table.cache_clear()
