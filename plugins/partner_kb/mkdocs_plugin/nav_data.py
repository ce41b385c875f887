"""The whole navigation of a locale for scripts: pages hold only the part around themselves.

In: a locale's context. Out: the value of `nav.<locale>.json`, which assets/js/nav/tree.js reads
beside `pages.<locale>.json`. That lists the written pages in this very order, so an entry names
neither address nor place: the number N stands for the next N pages under their own titles, a string
for the next one under that name. Anything else is an object: `name` and `lang`, `page` where it is
the next page itself, `url` where it is one that is not in that list, `in` with what is below it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from partner_kb.mkdocs_plugin.locale_context import LocaleContext
from partner_kb.mkdocs_plugin.navigation import NavNode


def nav_data(context: LocaleContext, nodes: Iterable[NavNode]) -> list[int | str | dict[str, Any]]:
    """These nodes, and all below them, as entries."""
    found: list[int | str | dict[str, Any]] = []
    for node in nodes:
        entry = _entry(context, node)
        if entry == 1 and found and isinstance(found[-1], int):
            found[-1] += 1
        else:
            found.append(entry)
    return found


def _entry(context: LocaleContext, node: NavNode) -> int | str | dict[str, Any]:
    listed = context.view.pages[node.path] if node.path else None
    written = listed is not None and listed.is_guidance
    if listed is not None and written and not node.children:
        if node.title == listed.page.title:
            return 1
        if node.lang is None:
            return node.title
    entry: dict[str, Any] = {"name": node.title}
    if node.lang:
        entry["lang"] = node.lang
    if written:
        entry["page"] = 1
    elif listed is not None:
        entry["url"] = listed.url
    if node.children:
        entry["in"] = nav_data(context, node.children)
    return entry
