"""Precision and recall of role and service ids on real source guidance (../shared/source).

Four tables, each scored against what the English of each page states:
live          no English, the bundled vocabulary alone
live, learned no English, with what the other half of the side-by-side pages taught
sxs           side by side, the English decides
new locale    no English, everything of this language struck from the vocabulary, so that all
              there is was learned from the other half of the pages
In live pages a translation may drop a role; then nobody could find it in the text.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from partner_kb.ops.places import MappedText
from partner_kb.ops.role_lines import (
    RoleLines,
    decided_by_english,
    evidence,
    find_role_lines,
    without_role_lines,
)
from partner_kb.ops.sxs import split_sides
from partner_kb.roles.learn import Evidence, evidence_of_segments, learn
from partner_kb.roles.vocabulary import Vocabulary
from partner_kb.yaml_source import load_yaml

SOURCE = Path(__file__).parents[3] / "shared" / "source"
LOCALES = ("pt-BR", "ru-RU", "zh-CN")
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)

pytestmark = [
    pytest.mark.source,
    pytest.mark.skipif(not SOURCE.is_dir(), reason="../shared/source is absent"),
]


@dataclass(frozen=True)
class Page:
    """One page: its published text, and both sides of its side-by-side form."""

    path: str
    live: str
    target: str
    english: str
    segments: tuple[Any, ...]
    truth: frozenset[str]


@dataclass(frozen=True)
class Score:
    hit: int = 0
    found: int = 0
    stated: int = 0

    def plus(self, found: Iterable[str], stated: Iterable[str]) -> "Score":
        one, other = set(found), set(stated)
        return Score(self.hit + len(one & other), self.found + len(one), self.stated + len(other))

    @property
    def precision(self) -> float:
        return self.hit / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.hit / self.stated if self.stated else 1.0

    def show(self, locale: str, what: str) -> None:
        print(
            f"\n{locale:6} {what:28} precision {self.precision:.3f}  recall {self.recall:.3f}"
            f"  ({self.hit} of {self.stated})",
            end="",
        )


def body(path: Path) -> str:
    return FRONT_MATTER.sub("", path.read_text(encoding="utf-8").replace("\r\n", "\n"))


@pytest.fixture(scope="session")
def pages() -> Mapping[str, list[Page]]:
    truth = json.loads((SOURCE / "roles_truth.json").read_text(encoding="utf-8"))
    found: dict[str, list[Page]] = {}
    for locale in LOCALES:
        found[locale] = []
        for path, stated in sorted(truth[locale].items()):
            sides = split_sides(MappedText.whole(body(SOURCE / "live-sxs" / locale / path), path))
            assert sides.english is not None
            found[locale].append(
                Page(
                    path,
                    body(SOURCE / "live" / locale / path),
                    sides.target.text,
                    sides.english.text,
                    sides.segments,
                    frozenset((*stated["roles"], *stated["applies_to"])),
                )
            )
    return found


def ids(found: RoleLines) -> set[str]:
    return {*found.roles, *found.applies_to}


def taught(vocabulary: Vocabulary, pages: Iterable[Page], locale: str) -> Vocabulary:
    seen: list[Evidence] = []
    said: list[Any] = []
    for page in pages:
        english = find_role_lines(page.english, vocabulary, "en")
        target = find_role_lines(page.target, vocabulary, locale, english)
        seen += evidence(english, target, locale)
        seen += evidence_of_segments(page.segments, vocabulary, locale)
        said += page.segments
    return replace(vocabulary, learned=learn(seen, vocabulary, {locale: said}), _indexes={})


def halves(pages: list[Page]) -> Iterator[tuple[list[Page], list[Page]]]:
    yield pages[::2], pages[1::2]
    yield pages[1::2], pages[::2]


def without_language(vocabulary: Vocabulary, language: str) -> Vocabulary:
    def other(by_locale: Mapping[str, Any]) -> dict[str, Any]:
        return {k: v for k, v in by_locale.items() if k.split("-")[0] != language}

    return replace(
        vocabulary,
        entries={
            identifier: replace(
                entry,
                names=other(entry.names),
                aliases=other(entry.aliases),
                patterns=other(entry.patterns),
            )
            for identifier, entry in vocabulary.entries.items()
        },
        labels={kind: other(rows) for kind, rows in vocabulary.labels.items()},
        words={concept: other(rows) for concept, rows in vocabulary.words.items()},
        fillers=other(vocabulary.fillers),
        conjunctions=other(vocabulary.conjunctions),
        purposes=other(vocabulary.purposes),
        attributes=other(vocabulary.attributes),
        _indexes={},
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_live(vocabulary: Vocabulary, pages: Mapping[str, list[Page]], locale: str) -> None:
    score = Score()
    for page in pages[locale]:
        score = score.plus(ids(find_role_lines(page.live, vocabulary, locale)), page.truth)
    score.show(locale, "live")
    assert score.precision >= 0.99
    assert score.recall >= 0.97


@pytest.mark.parametrize("locale", LOCALES)
def test_live_learned(vocabulary: Vocabulary, pages: Mapping[str, list[Page]], locale: str) -> None:
    score = Score()
    for half, rest in halves(pages[locale]):
        knows = taught(vocabulary, half, locale)
        for page in rest:
            score = score.plus(ids(find_role_lines(page.live, knows, locale)), page.truth)
    score.show(locale, "live, other half learned")
    assert score.precision >= 0.99
    assert score.recall >= 0.97


@pytest.mark.parametrize("struck", [False, True], ids=["bundled", "new-locale"])
@pytest.mark.parametrize("locale", LOCALES)
def test_side_by_side(
    vocabulary: Vocabulary, pages: Mapping[str, list[Page]], locale: str, struck: bool
) -> None:
    knows = without_language(vocabulary, locale.split("-")[0]) if struck else vocabulary
    score = Score()
    for page in pages[locale]:
        english = find_role_lines(page.english, knows, "en")
        target = find_role_lines(page.target, knows, locale, english)
        decided = decided_by_english(target, english)
        score = score.plus(ids(decided), page.truth)
        assert len(target.groups) == len(english.groups), page.path
        assert not decided.unknown, page.path
        assert len(without_role_lines(page.target, decided)) < len(page.target) or not page.truth
    score.show(locale, "sxs, new locale" if struck else "sxs")
    assert score.precision >= 0.99
    assert score.recall >= 0.99


@pytest.mark.parametrize("locale", LOCALES)
def test_a_new_locale_learned_from_half_of_its_pages(
    vocabulary: Vocabulary, pages: Mapping[str, list[Page]], locale: str
) -> None:
    """Twenty pages teach most roles once or never, and the words of many others."""
    knows_nothing = without_language(vocabulary, locale.split("-")[0])
    every, shown = Score(), Score()
    for half, rest in halves(pages[locale]):
        knows = taught(knows_nothing, half, locale)
        taught_ids = {i for page in half for i in page.truth}
        for page in rest:
            found = ids(find_role_lines(page.live, knows, locale))
            every = every.plus(found, page.truth)
            shown = shown.plus(found & taught_ids, page.truth & taught_ids)
    every.show(locale, "new locale, all ids")
    shown.show(locale, "new locale, ids learned")
    assert every.precision >= 0.99
    assert every.recall >= 0.90
    assert shown.recall >= 0.94


@pytest.mark.parametrize("locale", LOCALES)
def test_faq_summaries(vocabulary: Vocabulary, locale: str) -> None:
    for path in sorted((SOURCE / "live" / locale).rglob("*faq.yml")):
        page = load_yaml(path.read_text(encoding="utf-8"), str(path)).value
        found = find_role_lines(page["summary"], vocabulary, locale)
        assert len(found.roles) == 1, path
        assert not found.unknown


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_else_on_a_page_is_a_role_line(
    vocabulary: Vocabulary, pages: Mapping[str, list[Page]], locale: str
) -> None:
    """Precision: what follows the role lines, read as the top of a page, has none.

    Single tasks may have role lists of their own ("Roles for this task"): these are true ones.
    """
    sections, flagged = 0, []
    for page in pages[locale]:
        found = find_role_lines(page.live, vocabulary, locale)
        left = without_role_lines(page.live, found)
        assert not find_role_lines(left, vocabulary, locale).groups, page.path
        for section in re.split(r"(?m)^#{2,} .*$", left)[1:]:
            sections += 1
            flagged += find_role_lines(section, vocabulary, locale).groups
    print(f"\n{locale:6} {sections} sections, role lines: {[g.label for g in flagged]}", end="")
    assert len(flagged) <= 2
