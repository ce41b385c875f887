"""What the pivots of zones are called: files of the schema ZonePivotGroups.

In: the files of a source. Out: the title of a pivot's id, in the language of a page: from the
nearest file at or above the page's folder, from the groups that its front matter names, else from
any. These files are no pages.
https://learn.microsoft.com/contribute/content/zone-pivots
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from partner_kb.errors import Problem, SourceError
from partner_kb.ops.docset import SourceFile, decode
from partner_kb.ops.yaml_pages import yaml_mime
from partner_kb.yaml_source import load_yaml

SCHEMA = "zonepivotgroups"
_NO_PAGES = frozenset({SCHEMA, "contextobject"})

Titles = Mapping[str, Mapping[str, str]]
"""Group to pivot to title."""


def data_schema(file: SourceFile) -> str:
    """The schema of a YAML file that says something of other pages, and is none; else nothing."""
    if not file.path.lower().endswith((".yml", ".yaml")):
        return ""
    mime = (yaml_mime(file.data[:200].decode("utf-8", "replace")) or "").lower()
    return mime if mime in _NO_PAGES else ""


class PivotGroups:
    """All groups of a source; `problems` are those of its files."""

    def __init__(self, files: Iterable[SourceFile], locale: str) -> None:
        """`locale` is that of files that name none."""
        self.problems: list[Problem] = []
        self._files: dict[tuple[str, str], dict[str, dict[str, str]]] = {}
        for file in files:
            folder = file.locale or locale, posixpath.dirname(file.path)
            try:
                value = load_yaml(decode(file).text, file.shown).value
            except SourceError as error:
                self.problems += error.problems
                continue
            groups = self._files.setdefault(folder, {})
            for group in _maps(value, "groups"):
                pivots = groups.setdefault(str(group.get("id") or ""), {})
                pivots |= {
                    str(pivot["id"]).lower(): " ".join(str(pivot["title"]).split())
                    for pivot in _maps(group, "pivots")
                    if pivot.get("id") and pivot.get("title")
                }

    def title(self, locale: str, page: str, groups: Sequence[str], pivot: str) -> str | None:
        """What readers of a page, which names `groups`, see of a pivot; None where no file says."""
        for titles in self._above(locale, posixpath.dirname(page)):
            for group in (*groups, *titles):
                if found := titles.get(group, {}).get(pivot.lower()):
                    return found
        return None

    def _above(self, locale: str, folder: str) -> Iterator[Titles]:
        """The files of a folder and those above it, then those beside them."""
        if not self._files:
            return
        near = folder
        while True:
            if (locale, near) in self._files:
                yield self._files[locale, near]
            if not near:
                break
            near = posixpath.dirname(near)
        docset = folder.partition("/")[0]
        for (other, where), titles in self._files.items():
            if other == locale and where.partition("/")[0] == docset:
                yield titles


def _maps(holder: Any, key: str) -> list[dict[str, Any]]:
    value = holder.get(key) if isinstance(holder, dict) else None
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
