"""Which files of `assets/` a site gets: what its pages can ask for, and no other.

In: the pages of the default locale, by path. Out: the features that the site has no page of. A
feature names what its pages load (`entries`, below `assets/js`) and the style sheets that only they
need; what an entry imports comes along by itself.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

ENTRIES = ("main.js", "scheme.js", "search/search.css")
"""What pages of every site load; `main.js` imports the entries of features as well."""

_ADDRESS = re.compile(r""""(\.{1,2}/[^"\s]+\.(?:css|js))\"""")
"""How our modules name another file: an import, or an address to load later."""

Paths = Collection[str]
"""The pages of a site, such as `policies/index.md`."""


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that a site has where it has a page for it."""

    name: str
    has_page: Callable[[Paths], bool]
    entries: tuple[str, ...]
    styles: tuple[str, ...] = ()


def _has(path: str) -> Callable[[Paths], bool]:
    return lambda paths: path in paths


def _has_policies(paths: Paths) -> bool:
    made = ("policies/index.md", "policies/builder.md")
    return any(path.startswith("policies/") and path not in made for path in paths)


FEATURES = (
    Feature("flows", _has("flows/index.md"), ("flow/start.js",), ("flow",)),
    Feature("policies", _has_policies, ("policy/live.js",), ("policy",)),
    Feature(
        "policy-builder",
        _has("policies/builder.md"),
        ("policy/builder.js", "policy/builder.css"),
        ("policy",),
    ),
    Feature(
        "translation-status",
        _has("translation-status.md"),
        ("translation/status.js", "translation/pages.css"),
    ),
)


def features_of(paths: Paths) -> frozenset[str]:
    """The names of the features that a site with these pages has."""
    return frozenset(feature.name for feature in FEATURES if feature.has_page(paths))


def absent_styles(present: Collection[str]) -> frozenset[str]:
    """The style sheets that no page of a site with these features asks for."""
    every = {style for feature in FEATURES for style in feature.styles}
    return frozenset(every - {style for one in _chosen(present) for style in one.styles})


def wanted_modules(modules: Mapping[str, str], present: Collection[str]) -> frozenset[str]:
    """Which of `modules` (text by path, comments left out) a site with these features gets."""
    mine = {entry for feature in _chosen(present) for entry in feature.entries}
    not_here = {entry for feature in FEATURES for entry in feature.entries} - mine
    found: set[str] = set()
    waiting = [*ENTRIES, *mine]
    while waiting:
        path = waiting.pop()
        if path in found or path in not_here or path not in modules:
            continue
        found.add(path)
        folder = posixpath.dirname(path)
        named = (posixpath.join(folder, one) for one in _ADDRESS.findall(modules[path]))
        waiting += map(posixpath.normpath, named)
    return frozenset(found)


def _chosen(present: Collection[str]) -> tuple[Feature, ...]:
    return tuple(feature for feature in FEATURES if feature.name in present)
