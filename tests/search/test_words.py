"""The words file and the documents: pure, value in, value out."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from bs4 import BeautifulSoup

from partner_kb.search.document import SearchPage, search_document
from partner_kb.search.fragments import read_fragments
from partner_kb.search.pagefind import find_pagefind, run_pagefind
from partner_kb.search.words import MOST_WORDS, count_words, pack_words

MODULE = Path(__file__).parents[2] / "plugins/partner_kb/assets/js/search/words.js"
PAGE = SearchPage("ru-RU/a/", "Счёт & <b>", 'Как "читать"', "Оплата", ("billing-admin",), ())


def test_words_are_counted_once_a_page_without_case_and_numbers():
    counts = count_words(["Fatura fatura 365 e-mail a", "FATURA, conta_x"])
    assert counts == {"fatura": 2, "mail": 1, "conta": 1}


def test_chinese_words_end_where_pagefind_cut_them():
    text = "账单\u200b争议\u200b是\u200b CSP\u200b计费\u200b。"
    assert set(count_words([text])) == {"账单", "争议", "是", "csp", "计费"}


def test_the_browser_reads_what_was_packed():
    counts = {"счет": 40, "счета": 3, "счетов": 1, "CSP".lower(): 9, "оплата": 600}
    counts |= {"a" * 40: 1, "a" * 39 + "b": 2}
    script = (
        f"import {{ readWords }} from {MODULE.as_uri()!r};"
        "let text = ''; for await (const part of process.stdin) text += part;"
        "console.log(JSON.stringify(readWords(text).list.map(({text, level}) => [text, level])))"
    )
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script],
        input=pack_words(counts),
        capture_output=True,
        text=True,
        check=True,
    )
    levels = {
        "счет": 5,
        "счета": 1,
        "счетов": 0,
        "csp": 3,
        "оплата": 9,
        "a" * 40: 0,
        "a" * 39 + "b": 1,
    }
    assert dict(json.loads(done.stdout)) == levels


def test_the_rarest_words_are_left_out_first():
    counts = {f"слово{n}": 1 for n in range(MOST_WORDS)}
    packed = pack_words({**counts, "важное": 5})
    assert packed.count("\n") == MOST_WORDS - 1
    assert "важное2" in packed


def test_a_document_holds_the_article_and_its_entry_alone():
    html = "<html><body><nav>Menu</nav><article data-pagefind-body><h1>Счёт</h1></article></body>"
    found = search_document(html, PAGE, "ru-RU")
    soup = BeautifulSoup(found, "lxml")
    assert soup.html["lang"] == "ru-RU"
    assert soup.select_one("[data-pagefind-meta=title]").text == "Счёт & <b>"
    assert soup.select_one("[data-pagefind-meta=description]").text == 'Как "читать"'
    assert soup.select_one("article h1").text == "Счёт"
    assert "Menu" not in found


def test_a_page_without_an_article_has_no_document():
    assert search_document("<p>No</p>", PAGE, "ru-RU") is None
    assert search_document("</article><article>", PAGE, "ru-RU") is None


def test_what_a_reader_sees_apart_is_apart_in_the_index(tmp_path):
    """Through Pagefind itself: it knows of no space between these elements."""
    pair = "<{0}>{0}one</{0}><{0}>{0}two</{0}>"
    names = ["dt", "dd", "th", "td", "legend", "figcaption", "summary", "button", "blockquote"]
    names += ["pre", "li", "p", "h2", "caption"]
    html = f"<article>{''.join(pair.format(name) for name in names)}<b>o</b>ne</article>"
    files = run_pagefind(find_pagefind(), {"/a/": search_document(html, PAGE, "en")})
    (name,) = (name for name in files if name.endswith(".pf_fragment"))
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_bytes(files[name])
    (fragment,) = read_fragments(tmp_path)
    assert fragment.url == "/a/"
    words = {word.strip(".") for word in fragment.text.split()}
    assert {f"{name}{number}" for name in names for number in ("one", "two")} <= words
    assert "one" in words
