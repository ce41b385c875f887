"""Tables of contents as values, before it is known which of their pages a locale can show.

In: the entries that a `toc.yml` or mkdocs.yml has. Out: those of a locale, completed by what only
the default locale's has. Pure; `navigation` makes of them what readers see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class TocEntry:
    """One line of a table of contents; `path` is relative to the locale's folder, None in groups.

    `lang` is set where the name is in another language than the table of contents.
    """

    name: str
    path: str | None = None
    items: tuple[TocEntry, ...] = ()
    lang: str | None = None


def entries_from_nav(nav: object, translations: Mapping[str, str]) -> tuple[TocEntry, ...]:
    """The entries of MkDocs' own `nav` option; `translations` are static-i18n's nav_translations.

    Items are paths, or mappings of a title to a path or a list. Links to elsewhere are left out.
    """
    entries: list[TocEntry] = []
    for item in nav if isinstance(nav, list) else ():
        pairs = item.items() if isinstance(item, Mapping) else [("", item)]
        for title, value in pairs:
            name = translations.get(str(title), str(title))
            if isinstance(value, str):
                if "://" not in value:
                    entries.append(TocEntry(name, value))
            else:
                entries.append(TocEntry(name, None, entries_from_nav(value, translations)))
    return tuple(entries)


def merge_tocs(own: Sequence[TocEntry], default: Sequence[TocEntry]) -> tuple[TocEntry, ...]:
    """A locale's toc, completed by what only the default locale's lists.

    A missing entry goes beside the neighbours that it has in the default toc. A group that shares
    no page with the locale's own toc comes last, as it is.
    """
    if not own:
        return tuple(default)
    merged = tuple(own)
    known = set(_paths(own))
    for entry in default:
        shared = _shares(entry, known)
        merged = _merge_group(merged, entry, known) if shared else (*merged, entry)
    return merged


def _shares(entry: TocEntry, known: set[str]) -> bool:
    return entry.path in known or any(_shares(item, known) for item in entry.items)


def _merge_group(
    merged: tuple[TocEntry, ...], group: TocEntry, known: set[str]
) -> tuple[TocEntry, ...]:
    """`merged` with what it lacks of `group`, of which it has a part."""
    previous = group.path if group.path in known else None
    waiting: list[TocEntry] = []
    for item in group.items:
        if not _shares(item, known):
            if previous is None:
                waiting.append(item)
            else:
                merged = _insert_after(merged, item, previous) or (*merged, item)
                previous = next(_paths([item]), previous)
            continue
        merged = _merge_group(merged, item, known)
        previous = [path for path in _paths([item]) if path in known][-1]
        for entry in reversed(waiting):
            merged = _insert_after(merged, entry, previous) or (*merged, entry)
        waiting = []
    return merged


def _paths(toc: Iterable[TocEntry]) -> Iterator[str]:
    for entry in toc:
        if entry.path:
            yield entry.path
        yield from _paths(entry.items)


def _insert_after(
    toc: tuple[TocEntry, ...], entry: TocEntry, previous: str
) -> tuple[TocEntry, ...] | None:
    for index, item in enumerate(toc):
        if item.path == previous:
            return (*toc[: index + 1], entry, *toc[index + 1 :])
        inside = _insert_after(item.items, entry, previous)
        if inside is not None:
            return (*toc[:index], replace(item, items=inside), *toc[index + 1 :])
    return None
