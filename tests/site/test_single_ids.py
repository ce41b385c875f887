"""Ids of a page, after Markdown: each once, and every link to one arrives."""

from __future__ import annotations

from collections import Counter

import pytest
from bs4 import BeautifulSoup, Tag
from markdown import markdown

from partner_kb.markdown_ext import DIALECT
from partner_kb.single_ids import SingleIds, without_repeated_ids

TWICE = {
    "a-mark-before-its-heading": '<span id="part"></span>\n\n## Part {#part}\n\n[to](#part)\n',
    "a-mark-far-from-its-heading": '<a id="part"></a>Words.\n\nMore.\n\n## Part\n\n[to](#part)\n',
    "a-mark-after-its-heading": "## Part {#part}\n\nWords <a id='part'>here</a>. [to](#part)\n",
    "two-marks": '- one <span id="x"></span>\n- two <span id="x"></span> [to](#x)\n',
    "two-cells": "| A <a id=x></a> | B <a id=x></a> |\n|---|---|\n| [to](#x) | c |\n",
    "two-headings": "## One {#x}\n\n## Two {#x}\n\n[to](#x)\n",
    "html": '<div id="x">\n<p id="x">one</p>\n</div>\n\n<P ID="x">two</P>\n\n[to](#x)\n',
    "html-and-attributes": '<div id="x">one</div>\n\nWords.\n{: #x}\n\n[to](#x)\n',
}


def rendered(text: str) -> tuple[str, Tag]:
    configs = {name: dict(options) for name, options in DIALECT.items()}
    html = markdown(text, extensions=list(DIALECT), extension_configs=configs)
    return html, BeautifulSoup(html, "lxml")


@pytest.mark.parametrize("name", TWICE)
def test_each_id_is_left_once(name: str) -> None:
    html, soup = rendered(TWICE[name])
    ids = Counter(str(element["id"]) for element in soup.select("[id]"))
    assert set(ids.values()) == {1}, html
    for link in soup.select("a[href]"):
        assert str(link["href"])[1:] in ids, html
    for heading in soup.select("h2"):
        assert heading["id"], html


def test_a_heading_keeps_its_id_and_a_mark_is_gone_without_a_trace() -> None:
    html, _ = rendered(TWICE["a-mark-before-its-heading"])
    assert html.startswith('<h2 id="part">Part</h2>')
    _, soup = rendered(TWICE["a-mark-after-its-heading"])
    assert soup.select_one("h2#part")
    assert "Words here." in soup.get_text()


def test_the_first_of_two_marks_stays() -> None:
    _, soup = rendered(TWICE["two-marks"])
    assert [bool(item.find(id="x")) for item in soup.select("li")] == [True, False]


def test_tags_that_nothing_closes_take_no_time() -> None:
    html = '<p id="x"></p><p id="x"></p>' + "<a " * 30_000
    assert SingleIds().run(html) == html


def test_code_that_shows_ids_and_pages_without_stay_as_they_are() -> None:
    text = '<span id="x"></span>\n\n```html\n<p id="x"></p><span></span>\n```\n\n`<i id="x">`\n'
    html, soup = rendered(text)
    assert html.count('id="x"') >= 1
    assert [code.get_text().strip() for code in soup.select("code")] == [
        '<p id="x"></p><span></span>',
        '<i id="x">',
    ]


def test_what_other_attributes_say_of_ids_stays() -> None:
    html = '<p id="a">x</p><a title="the id=5 here" ID=\'a\' lang="en">y</a>'
    assert without_repeated_ids(html) == '<p id="a">x</p><a title="the id=5 here" lang="en">y</a>'


def test_of_two_headings_the_first_keeps_the_id() -> None:
    html = '<a id="b"></a><h2 id="a">x</h2><p id="a">y</p><h2 id="a">z</h2><h3 id="b">v</h3>'
    assert without_repeated_ids(html) == (
        '<a></a><h2 id="a">x</h2><p>y</p><h2>z</h2><h3 id="b">v</h3>'
    )
