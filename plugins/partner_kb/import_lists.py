"""The lists of several sources in one: tables of contents and redirections.

In: the list that earlier imports left, and the new one. Out: both joined, so that an import of
one docset, or of one locale, takes nothing from another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from partner_kb.errors import SourceError
from partner_kb.ops.toc import Entry, render_toc
from partner_kb.yaml_source import load_yaml


def joined_toc(before: str, entries: Sequence[Entry]) -> str:
    """The text of `toc.yml`: `entries` in the place of those of the same docsets, others kept."""
    docsets = _docsets(entries)
    kept_before: list[Entry] = []
    kept_after: list[Entry] = []
    replaced = False
    for entry in _read_toc(before):
        own = _docsets([entry])
        if not own or own & docsets:
            replaced = True
        else:
            (kept_after if replaced else kept_before).append(entry)
    return render_toc([*kept_before, *entries, *kept_after])


def joined_redirects(before: str, redirects: Mapping[str, str]) -> dict[str, str]:
    """The redirections known before with the new ones over them."""
    return {**read_redirects(before), **redirects}


def read_redirects(text: str) -> dict[str, str]:
    """The pairs of a `redirects.yml`; none where it cannot be read."""
    try:
        value = load_yaml(text, "redirects.yml").value
    except SourceError:
        return {}
    pairs = value.items() if isinstance(value, dict) else ()
    return {str(old): str(new) for old, new in pairs if new}


def _docsets(entries: Iterable[Entry]) -> set[str]:
    found: set[str] = set()
    for entry in entries:
        if entry.href and "://" not in entry.href:
            found.add(entry.href.partition("/")[0])
        found |= _docsets(entry.items)
    return found


def _read_toc(text: str) -> tuple[Entry, ...]:
    try:
        value = load_yaml(text, "toc.yml").value
    except SourceError:
        return ()
    return _entries(value)


def _entries(value: object) -> tuple[Entry, ...]:
    items = value if isinstance(value, list) else []
    return tuple(
        Entry(
            str(item.get("name", "")),
            str(item["href"]) if item.get("href") else None,
            _entries(item.get("items")),
        )
        for item in items
        if isinstance(item, dict)
    )
