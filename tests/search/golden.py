"""Golden queries: what readers ask, and the pages that belong in the first three results.

In: tests/search/golden/<locale>.yml. Out: what a search answered, counted. It knows no search
engine: `stock.py` and `ours.py` ask them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "golden"
CORPORA = ("bundled", "source")
FIRST = 3


@dataclass(frozen=True, slots=True)
class Query:
    """`pages` are paths below the locale, one of which is to be found; `kind` says what is hard."""

    text: str
    kind: str
    pages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the paths that a search gave, best first."""

    query: Query
    answers: tuple[str, ...]

    @property
    def rank(self) -> int | None:
        """The place of the first right page, from 1."""
        return next((n for n, p in enumerate(self.answers, 1) if p in self.query.pages), None)

    @property
    def is_hit(self) -> bool:
        """Whether a right page is among the first three."""
        return self.rank is not None and self.rank <= FIRST


@dataclass(frozen=True, slots=True)
class Score:
    """Recall in the first three, and the mean reciprocal rank."""

    queries: int
    recall: float
    mrr: float


def locales() -> tuple[str, ...]:
    """The locales that have golden queries."""
    return tuple(sorted({path.name.split(".")[0] for path in FOLDER.glob("*.yml")}))


def load_golden(locale: str, corpus: str) -> tuple[Query, ...]:
    """The queries of a locale on a corpus, of all its files (`ru-RU.yml`, `ru-RU.held.yml`)."""
    rows = [
        row
        for path in sorted(FOLDER.glob(f"{locale}.*yml"))
        for row in (yaml.safe_load(path.read_text("utf-8")) or {}).get(corpus) or []
    ]
    return tuple(Query(str(r["query"]), str(r["kind"]), frozenset(r["pages"])) for r in rows)


def path_of(url: str, locale: str, default: str = "en") -> str:
    """The path of a page's address, relative to the site's root, as golden files write it."""
    prefix = "" if locale == default else f"{locale}/"
    return url.removeprefix(prefix).split("#")[0].split("?")[0].strip("/")


def score(asked: Iterable[Asked]) -> Score:
    """Both figures over all queries."""
    found = list(asked)
    count = len(found) or 1
    return Score(
        len(found),
        sum(one.is_hit for one in found) / count,
        sum(1 / one.rank if one.rank else 0 for one in found) / count,
    )


def table(results: Mapping[str, Mapping[str, Sequence[Asked]]]) -> str:
    """One line a locale: ours beside Material's. `results` by engine, then by locale."""
    engines = list(results)
    head = "".join(f"{name:>22}" for name in engines)
    lines = [
        f"{'':10}{'':>8}{head}",
        f"{'locale':10}{'queries':>8}" + f"{'recall@3':>14}{'MRR':>8}" * len(engines),
    ]
    for locale in results[engines[0]]:
        figures = [score(results[engine][locale]) for engine in engines]
        cells = "".join(f"{one.recall:14.3f}{one.mrr:8.3f}" for one in figures)
        lines.append(f"{locale:10}{figures[0].queries:8}{cells}")
    return "\n".join(lines)
