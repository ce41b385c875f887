"""The pinyin of Chinese titles without tones, to sort them by.

In: text. Out: each Chinese character as a syllable, all else as it is. pypinyin reads characters;
its dictionary of 47,000 phrases takes 0.15 s to load, in every build, so that it stays unloaded:
the words of our field in which a character is not read as usual are here.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache

_WORDS = """
重新 chóng xīn
重置 chóng zhì
重复 chóng fù
重试 chóng shì
重启 chóng qǐ
重建 chóng jiàn
重发 chóng fā
重命名 chóng mìng míng
重定向 chóng dìng xiàng
重叠 chóng dié
银行 yín háng
行业 háng yè
同行 tóng háng
行号 háng hào
行项目 háng xiàng mù
调整 tiáo zhěng
调试 tiáo shì
调节 tiáo jié
协调 xié tiáo
长期 cháng qī
长度 cháng dù
时长 shí cháng
角色 jué sè
归还 guī huán
偿还 cháng huán
还款 huán kuǎn
还原 huán yuán
会计 kuài jì
便宜 pián yi
了解 liǎo jiě
校验 jiào yàn
校对 jiào duì
奇偶 jī ǒu
类似 lèi sì
"""


def pinyin(text: str) -> str:
    """The text with its Chinese characters in pinyin, without blanks between them."""
    return "".join(_reader()(text))


@lru_cache(maxsize=1)
def _reader() -> Callable[[str], list[str]]:
    """Loaded where Chinese is sorted: not on every build."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # pypinyin reads it when it is imported
    from pypinyin import Style, lazy_pinyin, load_phrases_dict

    words = (line.partition(" ") for line in _WORDS.split("\n") if line)
    load_phrases_dict({word: [[part] for part in read.split()] for word, _, read in words})
    return lambda text: lazy_pinyin(text, style=Style.NORMAL, errors="default")
