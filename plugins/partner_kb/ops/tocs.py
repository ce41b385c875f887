"""All tables of contents of a source, joined to one a locale.

In: TOC files and what each locale shows. Out: entries that a reader can open, nested tables in
their places, and a problem for each entry that leads nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from partner_kb.errors import Problem, SourceError
from partner_kb.ops.docset import SourceFile, decode
from partner_kb.ops.links import Inventory, vendor_url
from partner_kb.ops.toc import Entry, check_toc, parse_toc, splice


def join_tocs(
    files: Iterable[SourceFile], inventories: Mapping[str, Inventory], default: str
) -> tuple[dict[str, tuple[Entry, ...]], list[Problem]]:
    """The entries by locale; `default` is the locale of files that name none."""
    problems: list[Problem] = []
    tocs: dict[str, dict[str, tuple[Entry, ...]]] = defaultdict(dict)
    for file in files:
        locale = file.locale or default
        try:
            tocs[locale][file.path] = parse_toc(decode(file).text, file.shown, file.path)
        except SourceError as error:
            problems += error.problems
    result: dict[str, tuple[Entry, ...]] = {}
    for locale, found in tocs.items():
        inventory = inventories.get(locale)
        if inventory is None:
            continue
        folded = {path.casefold(): path for path in found}
        tops = _top_tocs(found)
        entries: list[Entry] = []
        for path in tops:
            entries += splice(
                found[path],
                lambda nested, found=found, folded=folded: found.get(  # type: ignore[misc]
                    folded.get(nested.casefold(), "")
                ),
                frozenset({path}),
            )
        kept, missing = check_toc(entries, lambda href, inv=inventory: _toc_target(inv, href))  # type: ignore[misc]
        problems += missing
        result[locale] = kept
    return result, problems


def _toc_target(inventory: Inventory, href: str) -> str | None:
    """The page at an href; for one of another docset, where the vendor's site has it."""
    path, _, fragment = href.lstrip("/").partition("#")
    path, _, query = path.partition("?")
    found, _ = inventory.find(path)
    if found is None:
        moved = inventory.redirected(path)
        if moved and "://" in moved:
            return moved
        found = inventory.find(moved)[0] if moved else None
    if found is None and href.startswith("/"):
        return vendor_url(path, inventory.locale, fragment, query)
    return found if found in inventory.pages else None


def _top_tocs(found: Mapping[str, tuple[Entry, ...]]) -> list[str]:
    """The tables of contents that no other one refers to, in path order."""

    def references(entries: Sequence[Entry]) -> Iterator[str]:
        for entry in entries:
            for target in (entry.href, entry.nested):
                if not target or "://" in target:
                    continue
                href = target.partition("?")[0]
                yield href.casefold()
                if href.endswith("/"):
                    yield f"{href}toc.yml".casefold()
                    yield f"{href}toc.md".casefold()
            yield from references(entry.items)

    referred = {
        href
        for path, entries in found.items()
        for href in references(entries)
        if href != path.casefold()
    }
    tops = sorted(path for path in found if path.casefold() not in referred)
    return tops or sorted(found)[:1]
