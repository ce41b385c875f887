"""What people wrote, clean or raw: raw OPS pages go through `partner_kb.ops.convert`.

In: the `SourceTree`. Out: `Written`. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from partner_kb.errors import Problem, SourceError
from partner_kb.mkdocs_plugin.navigation import TocEntry, entries_from_yaml
from partner_kb.mkdocs_plugin.site import Written, read_clean
from partner_kb.mkdocs_plugin.source_tree import SourceTree
from partner_kb.roles import Vocabulary
from partner_kb.yaml_source import load_yaml


def read_written(
    tree: SourceTree, locales: Sequence[str], overlay: Path, vocabulary: Vocabulary
) -> Written:
    """The documents and tables of contents of all locales."""
    tree.clean.update({uri: path for uri, path in tree.raw.items() if uri.endswith(".md")})  # TODO
    documents, problems = read_clean(tree, locales)
    tocs, toc_problems = read_tocs(tree, locales)
    return Written(tuple(documents), tocs, {}, {}, (*problems, *toc_problems))


def read_tocs(
    tree: SourceTree, locales: Sequence[str]
) -> tuple[dict[str, tuple[TocEntry, ...]], list[Problem]]:
    """The tables of contents by locale; several in one locale follow one another by path."""
    tocs: dict[str, tuple[TocEntry, ...]] = {}
    problems: list[Problem] = []
    for uri, file in tree.tocs.items():
        locale, _, rest = uri.partition("/")
        if locale not in locales or not uri.lower().endswith(".yml"):
            continue
        try:
            value = load_yaml(file.read_text("utf-8-sig"), uri).value
        except (SourceError, UnicodeDecodeError) as error:
            problems.extend(
                error.problems
                if isinstance(error, SourceError)
                else [Problem(uri, 1, 1, "error", "toc-encoding", "not UTF-8")]
            )
            continue
        entries = entries_from_yaml(value, rest.rpartition("/")[0])
        tocs[locale] = (*tocs.get(locale, ()), *entries)
    return tocs, problems
