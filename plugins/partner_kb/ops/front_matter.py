"""Front matter of OPS pages: `ms.*` metadata into the `source:` block and a few plain fields.

https://learn.microsoft.com/contribute/content/metadata lists the keys.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from partner_kb.errors import Problem, SourceError
from partner_kb.model import Source, Translation
from partner_kb.ops.literal import without_literals
from partner_kb.ops.places import MappedText
from partner_kb.ops.terms import terms_as_words
from partner_kb.yaml_source import YamlSource, read_yaml

_FENCE = re.compile(
    r"\A\ufeff?(?:---[ \t]*\n|(?P<blank>(?:[ \t]*\n)+)---[ \t]*\n(?=[\w.]+:))(?P<yaml>.*?)"
    r"(?:^(?:---|\.\.\.)[ \t]*(?:\n|\Z))",
    re.S | re.M,
)
_TWICE = "yaml-duplicate-key"
_US_DATE = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO_DATE = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})")
_SITE_TAIL = re.compile(r"\s+[|｜]\s+[^|｜]{1,60}\Z")

OWN_KEYS = ("as_of", "sources", "topic", "flow", "synonyms", "minor_edit")
"""Keys of this project that a page's front matter may hold and that go through as they are."""

_PROVENANCE = frozenset(
    {"ms.author", "ms.assetid", "ms.sourcegitcommit", "ms.service", "ms.prod", "ms.locfileid"}
)
_TRANSLATION: Mapping[str, Translation] = {
    "mt": "machine", "ht": "human", "pe": "reviewed", "pemt": "reviewed", "mtpe": "reviewed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The metadata of one page, as values; absent is None or empty.

    `vendor` tells whether the page shows that a vendor published it (and so needs attribution);
    `roles` and `applies_to` are ids that an author wrote in the front matter itself; `redirect` is
    where a page without a body sends its readers; `uid` is what cross references call the page;
    `pivot_groups` are the ids of the groups that its zones' pivots are from.
    """

    title: str = ""
    description: str = ""
    locale: str | None = None
    translation: Translation | None = None
    commit: str | None = None
    hash: str | None = None
    date: datetime.date | None = None
    translated: datetime.date | None = None
    vendor: bool = False
    roles: tuple[str, ...] = ()
    applies_to: tuple[str, ...] = ()
    extra: Mapping[str, Any] | None = None
    redirect: str = ""
    uid: str = ""
    pivot_groups: tuple[str, ...] = ()

    def source(self, path: str, locale: str, url: str | None, license_id: str | None) -> Source:
        """The `source:` block of a page at `path` in `locale`."""
        translation: Translation = self.translation or (
            "original" if locale.split("-")[0] == "en" else "human"
        )
        return Source(
            path=path, locale=locale, translation=translation, commit=self.commit, hash=self.hash,
            date=self.date, translated=self.translated, url=url, license=license_id,
        )  # fmt: skip


def split_front_matter(
    page: MappedText,
) -> tuple[YamlSource | None, MappedText, tuple[Problem, ...]]:
    """A page's front matter, the rest, and warnings: of a key that stands twice the first counts.

    Raises `SourceError` where the YAML can't be read.
    """
    match = _FENCE.match(page.text)
    if not match:
        if re.match(r"\A\ufeff?---[ \t]*\n", page.text) and re.search(r"^[\w.]+:", page.text, re.M):
            raise SourceError(
                Problem(page.shown, *page.place(0), "error", "front-matter-unclosed",
                        "front matter begins here and has no closing --- line")
            )  # fmt: skip
        return None, page.part(len(page.text) - len(page.text.lstrip("\ufeff")), len(page.text)), ()
    blank = (match["blank"] or "").count("\n")
    loaded, problems = read_yaml(match["yaml"], page.shown, first_line=2 + blank)
    if loaded is None or any(problem.code != _TWICE for problem in problems):
        raise SourceError(problems)
    if not isinstance(loaded.value, dict | None):
        raise SourceError(loaded.problem((), "front-matter-form", "expected `key: value` lines"))
    return loaded, page.part(match.end(), len(page.text)), warnings_of(problems)


def without_front_matter(page: MappedText) -> tuple[MappedText, tuple[Problem, ...]]:
    """The text of a file that is a part of others: what is wrong above it keeps nothing back."""
    try:
        _, text, problems = split_front_matter(page)
    except SourceError as error:
        match = _FENCE.match(page.text)
        return page.part(match.end() if match else 0, len(page.text)), warnings_of(error.problems)
    return text, problems


def warnings_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The same problems, none of which stops anything."""
    return tuple(replace(problem, severity="warning") for problem in problems)


def read_front_matter(yaml: YamlSource | None) -> tuple[FrontMatter, tuple[Problem, ...]]:
    """Turn loaded front matter (of a page, or the `metadata:` of a YAML page) into values."""
    if yaml is None or not isinstance(yaml.value, dict):
        return FrontMatter(), ()
    return _Reader(yaml, ()).read()


def read_metadata(yaml: YamlSource, key: str) -> tuple[FrontMatter, tuple[Problem, ...]]:
    """The same for a mapping inside a YAML page, such as `metadata` of a FAQ."""
    if not isinstance(yaml.value.get(key), dict):
        return FrontMatter(), ()
    return _Reader(yaml, (key,)).read()


def clean_title(title: str) -> str:
    """A title without the site's name after a bar: `Billing | Partner Center` is `Billing`."""
    title = " ".join(without_literals(terms_as_words(unescape(title))).split())
    while (shorter := _SITE_TAIL.sub("", title)) != title and shorter:
        title = shorter
    return title


class _Reader:
    def __init__(self, yaml: YamlSource, at: tuple[str, ...]) -> None:
        self.yaml, self.at = yaml, at
        self.values: dict[str, Any] = yaml.value
        for key in at:
            self.values = self.values[key]
        self.folded = {key.lower(): key for key in self.values}
        self.problems: list[Problem] = []

    def read(self) -> tuple[FrontMatter, tuple[Problem, ...]]:
        kind = (self._text("ms.translationtype") or self._text("translationtype") or "").lower()
        found = FrontMatter(
            title=clean_title(self._text("title") or ""),
            description=" ".join(terms_as_words(unescape(self._text("description") or "")).split()),
            locale=self._text("ms.contentlocale"),
            translation=_TRANSLATION.get(kind),
            commit=self._text("ms.sourcegitcommit"),
            hash=self._text("ms.openlocfilehash"),
            date=self._date("ms.date"),
            translated=self._date("ms.lasthandoff"),
            vendor=any(key in _PROVENANCE for key in self.folded),
            roles=self._ids("roles"),
            applies_to=self._ids("applies_to"),
            extra={key: self.values[key] for key in OWN_KEYS if key in self.values},
            redirect=self._text("redirect_url") or "",
            uid=self._text("uid") or "",
            pivot_groups=self._ids("zone_pivot_groups"),
        )
        return found, tuple(self.problems)

    def _text(self, key: str) -> str | None:
        name = self.folded.get(key)
        value = self.values.get(name) if name else None
        if isinstance(value, list):
            value = ", ".join(str(item) for item in value if not isinstance(item, dict | list))
        if value is None or isinstance(value, dict):
            return None
        return str(value).strip() or None

    def _ids(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key)
        items = value if isinstance(value, list) else [value]
        return tuple(str(item).strip() for item in items if isinstance(item, str) and item.strip())

    def _date(self, key: str) -> datetime.date | None:
        text = self._text(key)
        if not text:
            return None
        us, iso = _US_DATE.match(text), _ISO_DATE.match(text)
        try:
            if us:
                month, day, year = int(us[1]), int(us[2]), int(us[3])
                return datetime.date(year, month, day)
            if iso:
                return datetime.date(int(iso[1]), int(iso[2]), int(iso[3]))
        except ValueError:
            pass
        self.problems.append(
            self.yaml.problem((*self.at, self.folded[key]), "front-matter-date",
                              f'"{text}" is not a date; expected MM/DD/YYYY, such as 06/05/2020',
                              warning=True)
        )  # fmt: skip
        return None
