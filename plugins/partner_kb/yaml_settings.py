"""A YAML file that another program loads, such as mkdocs.yml: whether it can be let in.

In: its text. Out: nothing, or a `SourceError` with the place of what would be that program's end.
`yaml_source` reads what is ours.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

import yaml

from partner_kb.errors import Problem, SourceError
from partner_kb.yaml_source import MAX_BYTES, MAX_DEPTH, MAX_REPEATED, SAFE_LOADER

_LONG_NUMBER = re.compile(r"[-+]?(?:0[xob])?[0-9a-fA-F_]{301,}\Z")


def refuse_monsters(text: str, path: str) -> None:
    """Raise `SourceError` where a YAML file that another program loads would be its end.

    Aliases and tags are that program's business; size, depth, numbers of hundreds of digits, and
    what aliases repeat, have the limits of `load_yaml`. Syntax errors are left to the program.
    """
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1024 // 1024} MB"
        raise SourceError(Problem(path, 1, 1, "error", "yaml-too-large", message))
    try:
        _Bounds(path).look_through(text)
    except yaml.YAMLError:
        return


def settings_problem(path: str) -> Problem:
    """Of a mkdocs.yml that holds something, and no settings."""
    message = "expected `key: value` lines, such as `site_name: Name`"
    return Problem(path, 1, 1, "error", "config", message)


class _Bounds:
    """Counts what a text comes to when its aliases are written out."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.sizes: dict[str, tuple[int, int]] = {}
        """How many values, and how many levels, each anchor stands for."""

    def look_through(self, text: str) -> None:
        """Raises `SourceError` at the first event that is too much."""
        open_: list[tuple[str | None, int, int]] = []
        """Of each open collection: its anchor, values in it, levels below it."""
        for event in yaml.parse(text, Loader=SAFE_LOADER):
            if isinstance(event, yaml.CollectionStartEvent):
                open_.append((event.anchor, 1, 0))
                if len(open_) > MAX_DEPTH:
                    self._refuse(event, "yaml-depth", f"nested deeper than {MAX_DEPTH} levels")
                continue
            anchor, values, levels = None, 1, 0
            if isinstance(event, yaml.CollectionEndEvent):
                anchor, values, levels = open_.pop()
            elif isinstance(event, yaml.AliasEvent):
                values, levels = self._aliased(event, [one[0] for one in open_])
            elif isinstance(event, yaml.ScalarEvent):
                anchor = event.anchor
                if not event.style and _LONG_NUMBER.match(event.value):
                    message = "a number of more than 300 digits; put it in quotes if it is a text"
                    self._refuse(event, "yaml-number", message)
            else:
                continue
            if anchor:
                self.sizes[anchor] = (values, levels)
            if open_:
                outer, inside, below = open_[-1]
                open_[-1] = (outer, inside + values, max(below, levels + 1))
                if self.sizes and inside + values > MAX_REPEATED:
                    message = f"aliases make more than {MAX_REPEATED} values of it"
                    self._refuse(event, "yaml-alias", message)
                if len(open_) + levels > MAX_DEPTH:
                    self._refuse(event, "yaml-depth", f"nested deeper than {MAX_DEPTH} levels")

    def _aliased(self, event: yaml.AliasEvent, around: list[str | None]) -> tuple[int, int]:
        if event.anchor in around:
            self._refuse(event, "yaml-alias", f"alias *{event.anchor} stands in what it repeats")
        return self.sizes.get(str(event.anchor), (1, 0))

    def _refuse(self, event: yaml.Event, code: str, message: str) -> NoReturn:
        mark: Any = event.start_mark
        place = (mark.line + 1, mark.column + 1)
        raise SourceError(Problem(self.path, *place, "error", code, message))
