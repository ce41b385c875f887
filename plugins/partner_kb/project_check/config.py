"""mkdocs.yml: whether it can be read, and what MkDocs and the plugins say of it, with places.

In: the file. Out: MkDocs' configuration, or None where it is of no use, and the problems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from partner_kb.errors import Problem, Severity, near_miss

_OPTION = re.compile(
    r"\APlugin '(?P<plugin>[^']+)' option '(?P<option>[^']+)': (?P<rest>.*)\Z", re.S
)
_SUB_OPTION = re.compile(r"\ASub-option '(?P<option>[^']+)': (?P<rest>.*)\Z", re.S)
_NOT_INSTALLED = re.compile(r'\AThe "(?P<plugin>[^"]+)" plugin is not installed')
_UNKNOWN = "Unrecognised configuration name"
_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class _Keys:
    """The nodes of mkdocs.yml, to find where a key stands; tags are not looked at."""

    path: str
    root: yaml.Node | None

    def problem(self, keys: Sequence[str], message: str, severity: Severity = "error") -> Problem:
        """A problem at the last of these keys that the file holds; lists are looked through."""
        node, place = self.root, (1, 1)
        for key in keys:
            found = next(_find(node, key), None)
            if found is None:
                break
            at, node = found
            place = (at.start_mark.line + 1, at.start_mark.column + 1)
        return Problem(self.path, *place, severity, "config", " ".join(message.split()))


def check_config(path: Path) -> tuple[MkDocsConfig | None, list[Problem]]:
    """Read and validate mkdocs.yml as MkDocs does, without running a single hook."""
    keys, problems = _read(path)
    if keys is None:
        return None, problems
    problems += _duplicates(keys, keys.root)
    config = MkDocsConfig(config_file_path=str(path.resolve()))
    try:
        with path.open("rb") as file:
            config.load_file(file)
        errors, warnings = config.validate()
    except ConfigurationError as error:
        return None, [*problems, keys.problem((), str(error))]
    problems += [_error(keys, name, str(error)) for name, error in errors]
    problems += [_warning(keys, config, name, str(text)) for name, text in warnings]
    if not errors:
        for plugin in ("partner-kb", "i18n"):
            if plugin not in config.plugins:
                message = f"the plugin {plugin} is not under `plugins:`; this project needs it"
                errors.append((plugin, ConfigurationError(message)))
                problems.append(keys.problem(("plugins",), message))
    return (None if errors else config), problems


def _read(path: Path) -> tuple[_Keys | None, list[Problem]]:
    shown = str(path)
    try:
        text = path.read_text("utf-8-sig")
        return _Keys(shown, yaml.compose(text, Loader=_Loader)), []
    except UnicodeDecodeError as error:
        message = f"not UTF-8: byte {error.start + 1} cannot be read"
        return None, [Problem(shown, 1, 1, "error", "encoding", message)]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        message = " ".join(filter(None, ("not valid YAML:", error.context, error.problem)))
        return None, [Problem(shown, *place, "error", "yaml-syntax", message)]
    except yaml.YAMLError as error:
        message = f"not valid YAML: {' '.join(str(error).split())}"
        return None, [Problem(shown, 1, 1, "error", "yaml-syntax", message)]


def _error(keys: _Keys, name: str, message: str) -> Problem:
    where = [name]
    option = _OPTION.match(message)
    if option:
        where += [option["plugin"], option["option"]]
        message = f"{option['plugin']}: {option['option']}: {option['rest']}"
        inner = _SUB_OPTION.match(option["rest"])
        if inner:
            where.append(inner["option"])
            message = f"{option['plugin']}: {option['option']}: {inner['rest']}"
    missing = _NOT_INSTALLED.match(message)
    if missing:
        where.append(missing["plugin"])
        installed = {point.name for point in entry_points(group="mkdocs.plugins")}
        message += f".{near_miss(missing['plugin'], installed)}"
    if len(where) == 1:
        message = f"{name}: {message}"
    return keys.problem(where, message)


def _warning(keys: _Keys, config: MkDocsConfig, name: str, message: str) -> Problem:
    if message.startswith(_UNKNOWN):
        known = [key for key, _ in config._schema]
        message = f'"{name}" is not an option of MkDocs.{near_miss(name, known)}'
    return keys.problem([name], message, "warning")


def _duplicates(keys: _Keys, node: yaml.Node | None) -> Iterator[Problem]:
    """Keys that stand twice in one mapping: YAML takes the last in silence."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value != "<<":
                if key.value in seen:
                    mark = key.start_mark
                    message = f'the key "{key.value}" stands here a second time'
                    yield Problem(
                        keys.path, mark.line + 1, mark.column + 1, "error", "yaml-duplicate-key",
                        message,
                    )  # fmt: skip
                seen.add(key.value)
            yield from _duplicates(keys, value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _duplicates(keys, item)


def _find(node: yaml.Node | None, key: str) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """The key and the value of that name in a mapping, or in the mappings of a list."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if isinstance(name, yaml.ScalarNode) and name.value == key:
                yield name, value
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            if isinstance(item, yaml.ScalarNode) and item.value == key:
                yield item, item
            yield from _find(item, key)
