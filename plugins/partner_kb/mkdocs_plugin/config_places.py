"""Where keys stand in mkdocs.yml, so that what is wrong with one is told with its place.

In: the text of the file. Out: problems at a key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from partner_kb.errors import Problem, Severity
from partner_kb.files import read_text
from partner_kb.yaml_settings import refuse_monsters
from partner_kb.yaml_source import SAFE_LOADER


@dataclass(frozen=True, slots=True)
class ConfigPlaces:
    """The nodes of mkdocs.yml; tags are not looked at."""

    path: str
    root: yaml.Node | None

    @classmethod
    def read(cls, path: Path) -> ConfigPlaces:
        """Raises `SourceError` or a `YAMLError` where the file is none."""
        text = read_text(path)
        refuse_monsters(text, str(path))
        return cls(str(path), yaml.compose(text, Loader=SAFE_LOADER))

    def problem(self, keys: Sequence[str], message: str, severity: Severity = "error") -> Problem:
        """A problem at the last of these keys that the file holds; lists are looked through.

        `=x` stands for the value x of whichever key: `("plugins", "i18n", "languages", "=pt-BR")`.
        """
        node, place = self.root, (1, 1)
        for key in keys:
            found = next(_find(node, key), None)
            if found is None:
                break
            at, node = found
            place = (at.start_mark.line + 1, at.start_mark.column + 1)
        return Problem(self.path, *place, severity, "config", " ".join(message.split()))


def _find(node: yaml.Node | None, key: str) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """The key and the value of that name in a mapping, or in the mappings of a list."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if isinstance(name, yaml.ScalarNode) and name.value == key:
                yield name, value
            elif isinstance(value, yaml.ScalarNode) and f"={value.value}" == key:
                yield value, value
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            if isinstance(item, yaml.ScalarNode) and item.value == key:
                yield item, item
            yield from _find(item, key)
