"""The order in which the navigation lists a locale's written pages, and places in it as text.

In: the navigation tree and the pages. Out: the pages in order, and `ranges` such as "0-4 7", which
the cards of the home page carry in `data-pkb-pages`: a role filter counts by them what a shortened
list holds, with one number for a page instead of its roles on each. What a list shows itself is in
`data-pkb-listed`, item by item.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from partner_kb.corpus import Listed, LocaleView
from partner_kb.mkdocs_plugin.navigation import NavNode


def reading_order(nodes: Iterable[NavNode], view: LocaleView) -> tuple[Listed, ...]:
    """The written pages, each once, in the order of the navigation."""
    order = dict.fromkeys(path for path in paths_below(nodes) if path in view.pages)
    listed = (view.pages[path] for path in order)
    return tuple(one for one in listed if one.is_guidance)


def paths_below(nodes: Iterable[NavNode]) -> Iterator[str]:
    """The pages of these nodes and of all below them, from the top."""
    return (node.path for node in walk(nodes) if node.path is not None)


def walk(nodes: Iterable[NavNode]) -> Iterator[NavNode]:
    """These nodes and all below them, from the top."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def ranges(numbers: Iterable[int]) -> str:
    """Numbers in ascending order, neighbours joined: {4, 1, 2, 3, 7} is "1-4 7"."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return " ".join(str(a) if a == b else f"{a}-{b}" for a, b in found)


def item_places(numbers: Sequence[int | None]) -> str:
    """A number for each item, in order, runs joined: [4, 5, 6, None, 2] is "4-6,,2"."""
    found: list[str] = []
    start = 0
    for end, number in enumerate(numbers, 1):
        if number is not None and end < len(numbers) and numbers[end] == number + 1:
            continue
        first = numbers[start]
        found.append(
            "" if number is None else f"{number}" if first == number else f"{first}-{number}"
        )
        start = end
    return ",".join(found)
