"""The navigation as values: completing a toc, trees, windows."""

from __future__ import annotations

import pytest

from partner_kb.corpus import Page, build_corpus
from partner_kb.mkdocs_plugin.navigation import (
    FIRST_SIBLINGS,
    NEIGHBOURS,
    OUTLINE,
    build_nav,
    mkdocs_nav,
    topics,
    trails,
    window,
)
from partner_kb.mkdocs_plugin.toc_entries import TocEntry, entries_from_nav, merge_tocs


def entry(text: str) -> TocEntry:
    """`Name=path` or `Group: a=x, b=y`."""
    if ": " in text:
        name, _, rest = text.partition(": ")
        return TocEntry(name, None, tuple(entry(part) for part in rest.split(", ")))
    name, _, path = text.partition("=")
    return TocEntry(name, path or None)


def toc(*lines: str) -> tuple[TocEntry, ...]:
    return tuple(entry(line) for line in lines)


DEFAULT = toc("Start: A=a.md, B=b.md, C=c.md", "Money: D=d.md, E=e.md")


def test_an_empty_toc_is_the_default_one():
    assert merge_tocs((), DEFAULT) == DEFAULT


def test_missing_entries_go_beside_their_neighbours():
    merged = merge_tocs(toc("Início: a=a.md, c=c.md"), DEFAULT)
    assert [item.path for item in merged[0].items] == ["a.md", "b.md", "c.md"]


def test_a_missing_first_entry_goes_after_the_first_neighbour_that_is_there():
    merged = merge_tocs(toc("Início: b=b.md"), toc("Start: A=a.md, B=b.md"))
    assert [item.path for item in merged[0].items] == ["b.md", "a.md"]


def test_a_group_that_is_missing_altogether_comes_last():
    merged = merge_tocs(toc("Início: a=a.md, b=b.md, c=c.md"), DEFAULT)
    assert merged[1] == DEFAULT[1]


def test_an_entry_that_the_locale_moved_is_not_repeated():
    merged = merge_tocs(toc("Tudo: d=d.md, a=a.md, b=b.md, c=c.md, e=e.md"), DEFAULT)
    assert len(merged) == 1
    assert len(merged[0].items) == 5


def view(*paths: str, locale: str = "en"):
    pages = [Page(path, "en", path.removesuffix(".md").upper()) for path in paths]
    return build_corpus(pages, ["en", "ru-RU"]).view(locale)


def test_entries_without_a_page_and_empty_groups_are_left_out():
    nodes = build_nav(toc("Start: A=a.md, X=x.md", "Gone: Y=y.md"), view("a.md"))
    assert [node.title for node in nodes] == ["Start"]
    assert [child.path for child in nodes[0].children] == ["a.md"]


def test_unlisted_pages_come_last_in_a_group_without_a_name():
    nodes = build_nav(toc("Start: A=a.md"), view("a.md", "z.md", "m.md"))
    assert nodes[-1].title == ""
    assert [child.path for child in nodes[-1].children] == ["m.md", "z.md"]


def test_a_page_listed_twice_appears_once():
    nodes = build_nav(toc("One: A=a.md", "Two: A=a.md, B=b.md"), view("a.md", "b.md"))
    assert [child.path for child in nodes[1].children] == ["b.md"]


def test_english_names_are_marked_in_another_locale():
    (node,) = build_nav(toc("A=a.md"), view("a.md", locale="ru-RU"))
    assert node.lang == "en"
    (translated,) = build_nav(toc("Страница=a.md"), view("a.md", locale="ru-RU"))
    assert translated.lang is None


def test_mkdocs_nav_keeps_the_order():
    nodes = build_nav(toc("Start: A=a.md"), view("index.md", "a.md", "z.md"))
    assert mkdocs_nav(nodes, "en") == [
        {"INDEX": "en/index.md"},
        {"Start": [{"A": "en/a.md"}]},
        {"Z": "en/z.md"},
    ]


def test_topics_are_the_groups():
    shown = view("a.md", "b.md", "z.md")
    nodes = build_nav(toc("Start: A=a.md", "Money: B=b.md"), shown)
    assert [(t.title, [p.page.path for p in t.pages]) for t in topics(nodes, shown, "rest")] == [
        ("Start", ["a.md"]),
        ("Money", ["b.md"]),
        ("", ["z.md"]),
    ]


def test_a_long_list_is_shown_as_a_window_around_the_page():
    paths = [f"p{number:03}.md" for number in range(200)]
    nodes = build_nav((), view(*paths))
    found = trails(nodes)
    for path in ("p000.md", "p100.md", "p199.md"):
        part = window(nodes, found[path])
        assert len(part.nodes) == NEIGHBOURS
        assert path in {node.path for node in part.nodes}
        assert part.before + part.after + NEIGHBOURS == 200
    part = window(nodes, ())
    assert [node.path for node in part.nodes] == paths[:FIRST_SIBLINGS]
    assert (part.before, part.after) == (0, 200 - FIRST_SIBLINGS)


@pytest.mark.parametrize("here", range(NEIGHBOURS + 3))
def test_no_line_stands_for_a_single_page(here):
    nodes = build_nav((), view(*(f"p{number:02}.md" for number in range(NEIGHBOURS + 3))))
    part = window(nodes, (nodes[here],))
    assert 1 not in (part.before, part.after)
    assert nodes[here] in part.nodes
    assert part.before + len(part.nodes) + part.after == len(nodes)


def test_of_groups_more_is_shown_and_what_is_cut_off_is_counted_in_pages():
    lines = [f"G{number}: A=a{number}.md, B=b{number}.md" for number in range(OUTLINE + 5)]
    paths = [f"{letter}{number}.md" for number in range(OUTLINE + 5) for letter in "ab"]
    nodes = build_nav(toc(*lines), view(*paths))
    part = window(nodes, (nodes[0],))
    assert (len(part.nodes), part.after) == (OUTLINE, 10)


def test_the_nav_option_of_mkdocs_is_read():
    nav = ["a.md", {"Start": ["b.md", {"Third": "c.md"}]}, {"Out": "https://example.com"}]
    entries = entries_from_nav(nav, {"Start": "Начало"})
    assert [(e.name, e.path) for e in entries] == [("", "a.md"), ("Начало", None)]
    assert [(e.name, e.path) for e in entries[1].items] == [("", "b.md"), ("Third", "c.md")]
