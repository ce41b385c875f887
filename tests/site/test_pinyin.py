"""Chinese is read as people read it, with the words of our field that are not read as usual."""

from __future__ import annotations

import subprocess
import sys

import pytest

from partner_kb import pinyin as module
from partner_kb.pinyin import pinyin

READ = """
import pypinyin, sys
for word in sys.stdin.read().split():
    print(word, "".join(pypinyin.lazy_pinyin(word)))
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("重新登录", "chongxindenglu"),
        ("重要事项", "zhongyaoshixiang"),
        ("银行业务", "yinhangyewu"),
        ("了解合作伙伴中心帐单发票", "liaojiehezuohuobanzhongxinzhangdanfapiao"),
        ("绿色 (Azure)", "lvse (Azure)"),
        ("", ""),
        ("Azure", "Azure"),
    ],
)
def test_readings(text: str, expected: str) -> None:
    assert pinyin(text) == expected


def test_our_words_are_needed_and_never_against_the_librarys_phrases() -> None:
    words = [line.split(" ")[0] for line in module._WORDS.split("\n") if line]
    assert len(words) == len(set(words)) > 30
    read = [line.split() for line in _library("", words)]
    plain = dict(line.split() for line in _library("true", words))
    assert [word for word in words if plain[word] == pinyin(word)] == []
    # The library has no phrase for the others, and reads their characters one by one.
    assert [word for word, phrase in read if phrase not in (pinyin(word), plain[word])] == []


def _library(no_phrases: str, words: list[str]) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", READ],
        input="\n".join(words),
        env={"PYPINYIN_NO_PHRASES": no_phrases, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()
