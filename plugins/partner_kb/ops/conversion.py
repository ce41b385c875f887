"""What a conversion is given and what it gives, as values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from partner_kb.errors import Problem
from partner_kb.model import Document, Segment
from partner_kb.ops.context import ENGLISH, Labels
from partner_kb.roles.vocabulary import Learned, Vocabulary

if TYPE_CHECKING:
    from partner_kb.ops.english_side import EnglishVersion
    from partner_kb.ops.toc import Entry

LICENSE = "CC-BY-4.0"
"""The licence of the vendor's public documentation repositories."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to convert.

    `locale` is for files that name none. `labels` gives the words that conversion adds, by
    locale. `known` are pages that the knowledge base holds already, by locale; `segments` gives
    what an earlier import knew of a page's English, by locale and path, and `english` the versions
    that were beside it, by path; `redirects` the moved pages that it knows of. `vendor` says
    that every file is the vendor's; else only those that show it in their front matter are.
    `default` is the locale that others fall back to.
    """

    vocabulary: Vocabulary
    labels: Callable[[str], Labels] = lambda _locale: ENGLISH
    locale: str | None = None
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)
    segments: Callable[[str, str], Sequence[Segment]] = lambda _locale, _path: ()
    english: Callable[[str], Sequence[EnglishVersion]] = lambda _path: ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    vendor: bool = True
    default: str = "en"


@dataclass(frozen=True, slots=True)
class Media:
    """A file that goes along: from `shown` on disk to `path` below a locale's folder."""

    shown: str
    path: str
    locale: str


@dataclass(frozen=True, slots=True)
class Conversion:
    """What came out. `read` counts pages looked at, `skipped` those that could not be used.

    `origins` maps (locale, path) of a document to the file that it was read from; `english` a path
    to the versions of its English, the one that stands first. `moved` are pages, as (locale, path),
    that say only where their readers are sent; that is among `redirects`.
    """

    documents: tuple[Document, ...] = ()
    tocs: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    media: tuple[Media, ...] = ()
    learned: Learned = field(default_factory=Learned)
    origins: Mapping[tuple[str, str], str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    read: int = 0
    skipped: int = 0
    english: Mapping[str, tuple[EnglishVersion, ...]] = field(default_factory=dict)
    moved: frozenset[tuple[str, str]] = frozenset()
