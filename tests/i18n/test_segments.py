"""Blocks of a page: they say where they stand, and exchanging them leaves every other byte."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partner_kb.alignment import align_blocks
from partner_kb.segments import count_words, parse_blocks, replace_blocks

PAGE = """---
title: Hello
description: >-
  A text that is
  folded
roles: [billing-admin]
---

# Hello {#hello}

!!! note "Careful"

    Some text
    more text

    - item one
      continued
    - item two

1.  First

    Second

    - nested
        - deep

| A | B |
|---|---|
| x | **y** |

::: flow escalation

> quote
> second

```sh
code
```

<details>
<summary>More</summary>
</details>

=== "Tab one"

    In the tab

<!-- partner-kb: allow number: a remark is no block -->
Setext
------
end
"""


def test_finds_the_blocks_with_their_containers() -> None:
    found = [(block.kind, block.text) for block in parse_blocks(PAGE)]
    assert found == [
        ("title", "Hello"),
        ("description", "A text that is folded"),
        ("heading", "Hello {#hello}"),
        ("heading", "Careful"),
        ("paragraph", "Some text\nmore text"),
        ("paragraph", "item one\ncontinued"),
        ("paragraph", "item two"),
        ("paragraph", "First"),
        ("paragraph", "Second"),
        ("paragraph", "nested"),
        ("paragraph", "deep"),
        ("row", "| A | B |"),
        ("row", "| x | **y** |"),
        ("directive", "::: flow escalation"),
        ("paragraph", "quote\nsecond"),
        ("code", "code"),
        ("html", "<details>\n<summary>More</summary>\n</details>"),
        ("heading", "Tab one"),
        ("paragraph", "In the tab"),
        ("heading", "Setext"),
        ("paragraph", "end"),
    ]


def test_exchanging_one_block_leaves_every_other_line() -> None:
    blocks = parse_blocks(PAGE)
    lines = PAGE.split("\n")
    for index, block in enumerate(blocks):
        if block.kind == "code":
            continue
        new = replace_blocks(PAGE, {index: f"new {block.text}"}, blocks).split("\n")
        assert new[: block.start] == lines[: block.start]
        tail = len(lines) - block.end
        assert new[len(new) - tail :] == lines[block.end :]


def test_a_translation_of_other_length_keeps_quote_and_list_marks() -> None:
    blocks = parse_blocks(PAGE)
    quote = next(i for i, block in enumerate(blocks) if block.text == "quote\nsecond")
    assert "> un\n> deux\n> trois\n" in replace_blocks(PAGE, {quote: "un\ndeux\ntrois"}, blocks)
    item = next(i for i, block in enumerate(blocks) if block.text == "item two")
    assert "    - un\n      deux\n" in replace_blocks(PAGE, {item: "un\ndeux"}, blocks)


_LINES = st.sampled_from(
    ["", "text", "- item", "    - deep", "> quote", "# head", "| a | b |", "|---|---|", "```",
     "!!! note", "    inner", "1. one", "<div>", "::: x", "---", "  two", "\ttab", "=== \"T\""]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_LINES, max_size=14))
def test_any_page_comes_back_whole(lines: list[str]) -> None:
    page = "\n".join(lines)
    blocks = parse_blocks(page)
    assert replace_blocks(page, {i: b.text for i, b in enumerate(blocks)}, blocks) == page
    assert [b.start for b in blocks] == sorted(b.start for b in blocks)
    pairs = align_blocks(blocks, blocks)
    assert [(p.source, p.target) for p in pairs] == [(i, i) for i in range(len(blocks))]


def test_aligns_around_what_is_missing() -> None:
    english = parse_blocks("# T\n\nOne [a](a.md).\n\nTwo.\n\n- three `x`\n\nFour 44.\n")
    target = parse_blocks("# T\n\nUm [a](a.md).\n\n- três `x`\n\nQuatro 44.\n\nExtra\n")
    pairs = [(p.source, p.target) for p in align_blocks(english, target)]
    assert (1, 1) in pairs
    assert (2, None) in pairs
    assert (3, 2) in pairs
    assert (4, 3) in pairs


@pytest.mark.parametrize(
    ("text", "words"),
    [("two words", 2), ("[a link](https://x.y/z) here", 3), ("云服务 Azure", 4), ("— 12", 1)],
)
def test_counts_words(text: str, words: int) -> None:
    assert count_words(text) == words
