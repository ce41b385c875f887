"""Which English stands of a page, so that no order of imports gives another one.

In: `LOCALES/en/english.tsv`, a line a version: the page's path, the locale that the English stood
beside, its date, the day of the translation and the digest of its words; the first of a path is
the one in `DOCS/en`. Out: the same with what this import brought.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from partner_kb.ops.english_side import EnglishVersion

NAME = "english.tsv"


class KnownEnglish:
    """The versions of each page's English that imports have met, read at once."""

    def __init__(self, locales: Path, docs: Path) -> None:
        self.file = locales / "en" / NAME
        self.docs = docs
        self._versions: dict[str, list[EnglishVersion]] = defaultdict(list)
        text = self.file.read_text("utf-8", "replace") if self.file.is_file() else ""
        for line in text.splitlines():
            path, *values = line.split("\t")
            if len(values) == 4:
                self._versions[path].append(EnglishVersion(*values))

    def of(self, path: str) -> tuple[EnglishVersion, ...]:
        """The versions of a page, the one that stands first; none where its file is gone."""
        there = path in self._versions and (self.docs / "en" / path).is_file()
        return tuple(self._versions[path]) if there else ()

    def with_new(self, new: Mapping[str, tuple[EnglishVersion, ...]]) -> Iterator[tuple[Path, str]]:
        """The file to write, with the versions of the pages that an import brought."""
        versions = {**self._versions, **new}
        lines = (
            "\t".join((path, one.locale, one.date, one.translated, one.digest)) + "\n"
            for path, known in sorted(versions.items())
            for one in known
        )
        if versions:
            yield self.file, "".join(lines)
