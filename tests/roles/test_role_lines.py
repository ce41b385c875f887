"""Role lines in all their forms, side by side with English, and in any text whatever."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partner_kb.ops.role_lines import (
    decided_by_english,
    evidence,
    find_role_lines,
    without_role_lines,
)
from partner_kb.roles.vocabulary import Vocabulary
from partner_kb.yaml_source import load_yaml

FORMS = Path(__file__).parent / "role_lines.yml"
CASES = load_yaml(FORMS.read_text(encoding="utf-8"), str(FORMS)).value


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_form(vocabulary: Vocabulary, case: dict[str, Any]) -> None:
    page = f"# T\n\n{case['text']}\n"
    found = find_role_lines(page, vocabulary, case.get("locale", "en"))
    assert list(found.roles) == case.get("roles", [])
    assert list(found.applies_to) == case.get("applies_to", [])
    unknown = [f"{item.line}:{item.column} {item.text}" for item in found.unknown]
    assert unknown == case.get("unknown", [])
    left = without_role_lines(page, found).split()
    assert left == ["#", "T", *case.get("left", "").split()]


def test_a_summary_has_no_title(vocabulary: Vocabulary) -> None:
    text = "**Appropriate roles**: All users\n\nThis page answers questions."
    found = find_role_lines(text, vocabulary, "en")
    assert found.roles == ("all-users",)
    assert without_role_lines(text, found).strip() == "This page answers questions."
    assert found.spans == ((1, 1),)


def test_spans_leave_out_what_is_not_alone(vocabulary: Vocabulary) -> None:
    text = (
        "# T\n\n**Applies to**: Partner Center\n\n"
        "**Appropriate roles**: Sales agent. And a sentence.\n"
    )
    found = find_role_lines(text, vocabulary, "en")
    assert found.spans == ((3, 3),)
    assert len(found.cuts) == 2


ENGLISH = "# T\n\n**Applies to**: Partner Center\n\n**Appropriate roles**: Sales agent | Owner\n"
FOREIGN = "# T\n\n**Validas por**: Partner Center\n\n**Taŭgaj roloj**: Vendisto | Posedanto\n"


def test_english_shows_where_unknown_labels_stand_and_decides(vocabulary: Vocabulary) -> None:
    english = find_role_lines(ENGLISH, vocabulary, "en")
    target = find_role_lines(FOREIGN, vocabulary, "eo", english)
    assert [item.text for item in target.unknown] == ["Vendisto", "Posedanto"]
    decided = decided_by_english(target, english)
    assert (decided.roles, decided.applies_to) == (("sales-agent", "owner"), ("partner-center",))
    assert not decided.unknown
    assert without_role_lines(FOREIGN, decided).split() == ["#", "T"]
    taught = {(item.target, item.english) for item in evidence(english, target, "eo")}
    assert taught == {
        ("Validas por", "Applies to"),
        ("Partner Center", "Partner Center"),
        ("Taŭgaj roloj", "Appropriate roles"),
        ("Vendisto", "Sales agent"),
        ("Posedanto", "Owner"),
    }


def test_a_role_that_the_translation_drops_comes_from_english(vocabulary: Vocabulary) -> None:
    english = find_role_lines(ENGLISH, vocabulary, "en")
    dropped = FOREIGN.replace(" | Posedanto", "")
    target = find_role_lines(dropped, vocabulary, "eo", english)
    decided = decided_by_english(target, english)
    assert decided.roles == ("sales-agent", "owner")
    assert "Vendisto" not in without_role_lines(dropped, decided)
    assert all(item.english != "Sales agent" for item in evidence(english, target, "eo"))


def test_what_english_does_not_know_stays_in_the_readers_language(vocabulary: Vocabulary) -> None:
    english = find_role_lines(ENGLISH.replace("Owner", "Night watch"), vocabulary, "en")
    target = find_role_lines(FOREIGN, vocabulary, "eo", english)
    decided = decided_by_english(target, english)
    assert decided.roles == ("sales-agent",)
    assert [item.text for item in decided.unknown] == ["Posedanto"]
    assert "**Taŭgaj roloj**: Posedanto" in without_role_lines(FOREIGN, decided)


BESIDE = [
    (
        "**Applies to**: Partner Center | **Appropriate roles**: Sales agent | Owner",
        "**Validas por**: Partner Center | **Taŭgaj roloj**: Vendisto | Posedanto",
    ),
    (
        "**Applies to**: Partner Center<br>**Appropriate roles**: Sales agent, Owner",
        "**Validas por** : Partner Center<br>**Taŭgaj roloj:** Vendisto, Posedanto",
    ),
    (
        "| Applies to | Appropriate roles |\n|---|---|\n| Partner Center | Sales agent, Owner |",
        "| Validas por | Taŭgaj roloj |\n|---|---|\n| Partner Center | Vendisto, Posedanto |",
    ),
    (
        "- **Applies to**\n  - Partner Center\n- **Appropriate roles**\n  - Sales agent\n  - Owner",
        "- **Validas por**\n  - Partner Center\n- **Taŭgaj roloj**\n  - Vendisto\n  - Posedanto",
    ),
]


@pytest.mark.parametrize(("source", "translated"), BESIDE)
def test_two_labels_beside_english(vocabulary: Vocabulary, source: str, translated: str) -> None:
    english = find_role_lines(f"# T\n\n{source}\n", vocabulary, "en")
    page = f"# T\n\n{translated}\n\nTeksto.\n"
    target = find_role_lines(page, vocabulary, "eo", english)
    decided = decided_by_english(target, english)
    assert (decided.roles, decided.applies_to) == (("sales-agent", "owner"), ("partner-center",))
    assert not decided.unknown
    assert without_role_lines(page, decided).split() == ["#", "T", "Teksto."]
    taught = {(item.target, item.english) for item in evidence(english, target, "eo") if item.label}
    assert taught == {("Validas por", "Applies to"), ("Taŭgaj roloj", "Appropriate roles")}


_PIECES = st.sampled_from(
    [
        "**Appropriate roles**", "**Applies to:**", "Область **применения**", ":", "：", " — ",
        "Global admin", "Sales agent", "Partner Center", "Night watch", "ZEBRA", " | ", ", ", ". ",
        "\n", "\n\n", "- ", "1. ", "> ", "    ", "\t", "**", "*", "`", "<br>", "<b>", "&nbsp;",
        "[x](y)", "![", "](", "\\", "# ", "### ", "* * *\n", "```\n", "\r", "\r\n", "\u00a0",
        "\u200b", "|", "全局管理员", "适用于", "。",
    ]
)  # fmt: skip
_PAGES = st.lists(_PIECES | st.text(max_size=6), max_size=25).map("".join)


@given(_PAGES, st.booleans(), st.sampled_from(["en", "ru-RU", "zh-CN", "eo"]))
def test_no_text_raises_and_only_role_lines_go(
    vocabulary: Vocabulary, text: str, titled: bool, locale: str
) -> None:
    page = f"# T\n\n{text}" if titled else text
    found = find_role_lines(page, vocabulary, locale)
    cuts = found.cuts
    assert all(0 <= start <= end <= len(page) for start, end in cuts)
    assert all(one[1] <= other[0] for one, other in pairwise(cuts))
    kept = without_role_lines(page, found)
    for unknown in ("Night watch", "ZEBRA"):
        assert kept.count(unknown) == page.count(unknown)


_WORDS = st.lists(
    st.sampled_from(["zebra", "quokka", "lynx", "ibis", "okapi"]), min_size=1, max_size=5
)


@given(
    _WORDS.map(" ".join),
    _WORDS.map(" ".join),
    st.sampled_from(["\n\n", ". ", "\n"]),
    st.sampled_from(
        ["**Appropriate roles**: Global admin | Owner", "**Applies to:** Partner Center"]
    ),
)
def test_other_words_are_never_lost(
    vocabulary: Vocabulary, before: str, after: str, between: str, line: str
) -> None:
    page = f"# T\n\n{before}.\n\n{line}{between}{after}\n"
    found = find_role_lines(page, vocabulary, "en")
    assert found.groups
    left = without_role_lines(page, found).split()
    assert left == ["#", "T", *f"{before}.".split(), *after.split()]
