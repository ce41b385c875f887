"""The values that flow through the product: frozen, made once, never changed.

In: what a parser found. Out: what a renderer or a writer needs. Nothing here reads or writes.
Support policies and flows have their own models, in `policy.model` and `flow.model`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Translation = Literal["original", "human", "machine", "reviewed"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a page came from: the `source:` block of its front matter, and attribution's only base.

    `path` is relative to the docset's parent (`partner-center/x.md`); `hash` is
    `ms.openlocfilehash`, `translated` is `ms.lasthandoff`.
    """

    path: str
    locale: str
    translation: Translation
    commit: str | None = None
    hash: str | None = None
    date: datetime.date | None = None
    translated: datetime.date | None = None
    url: str | None = None
    license: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text with its English, as side-by-side source gives it.

    `id` is the source's own id (`beba1-104`); `line` counts from 1 in the source file;
    `target` and `source` are Markdown.
    """

    id: str
    source: str
    target: str
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """One page in one locale, read and cleaned.

    `path` is relative to the locale's folder, always `.md` (`partner-center/x.md`).
    `roles` and `applies_to` are canonical ids; empty where the page says nothing (unclassified).
    `body` is Markdown for Python-Markdown, without front matter. `extra` is front matter of the
    project's own (`as_of`, `sources`, `topic`, `flow` …), passed through.
    """

    path: str
    locale: str
    title: str
    description: str
    body: str
    roles: tuple[str, ...] = ()
    applies_to: tuple[str, ...] = ()
    source: Source | None = None
    extra: Mapping[str, object] = field(default_factory=dict)
    segments: tuple[Segment, ...] = ()
