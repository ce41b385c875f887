"""YAML with places: text in, plain values out, and for each of them the line and column.

Why not `yaml.safe_load`: it forgets where a value stood, lets the last of two equal keys win,
expands aliases without limit, and reads YAML 1.1, where `18:00` is 1080 and `no` is False. This
loader composes nodes with PyYAML and resolves scalars by the YAML 1.2 core schema (section 10.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from partner_kb.errors import Problem, SourceError

Key = str | int
Path = tuple[Key, ...]

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 60
MAX_REPEATED = 20_000  # values of a file that repeats some by aliases

_NOT_TEXT = frozenset("~nNtTfF.+-0123456789")
"""How scalars begin that may be no text."""
_NULL = re.compile(r"(?:~|null|Null|NULL|)\Z")
_BOOL = re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z")
_INT = re.compile(r"[-+]?[0-9]{1,300}\Z")
_HEX = re.compile(r"0x[0-9a-fA-F]{1,300}\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")

SAFE_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML's safe loader, the fast one where it was built."""


@dataclass(frozen=True, slots=True)
class YamlSource:
    """A loaded file: `value` is made of dict, list, str, int, float, bool and None.

    `places` maps a path such as `("pricing", 0, "amount")` to (line, column) of the value,
    `key_places` to that of the key; both count from 1.
    """

    path: str
    value: Any
    places: dict[Path, tuple[int, int]] = field(repr=False)
    key_places: dict[Path, tuple[int, int]] = field(repr=False)

    def place(self, path: Path) -> tuple[int, int]:
        """Where the value at `path` stands, or its nearest ancestor that the file holds."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return (1, 1)

    def key_place(self, path: Path) -> tuple[int, int]:
        """Where the key at `path` stands; for an item of a list, where the item stands."""
        return self.key_places.get(path) or self.place(path)

    def problem(
        self, path: Path, code: str, message: str, *, key: bool = False, warning: bool = False
    ) -> Problem:
        """A problem at the value (or the key) at `path`."""
        line, column = self.key_place(path) if key else self.place(path)
        return Problem(self.path, line, column, "warning" if warning else "error", code, message)


def load_yaml(text: str, path: str, *, first_line: int = 1) -> YamlSource:
    """Read one YAML document.

    `first_line` is the file's line on which `text` begins (front matter begins on line 2).

    Raises `SourceError` with every duplicate key, anchor, alias and unknown tag, or with the place
    at which the parser gave up.
    """
    source, problems = read_yaml(text, path, first_line=first_line)
    if problems or source is None:
        raise SourceError(problems)
    return source


def read_yaml(
    text: str, path: str, *, first_line: int = 1
) -> tuple[YamlSource | None, tuple[Problem, ...]]:
    """As `load_yaml`, but with the value beside its problems, for who looks for further ones.

    Of equal keys the first counts; an alias stands for its anchor's value, as long as the whole
    stays small. None where there is no value to speak of.
    """
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1024 // 1024} MB"
        return None, (Problem(path, first_line, 1, "error", "yaml-too-large", message),)
    text = text.encode("utf-8", "replace").decode("utf-8")  # libyaml refuses lone surrogates
    builder = _Builder(path, first_line - 1)
    try:
        if not _is_plain(text):
            builder.look_through(text)
        node = yaml.compose(text, Loader=SAFE_LOADER)
        value = builder.build(node, ()) if node is not None else None
    except _TooDeepError:
        return None, tuple(builder.problems)
    except yaml.MarkedYAMLError as error:
        return None, (*builder.problems, syntax_problem(error, path, first_line=first_line))
    except yaml.reader.ReaderError as error:
        return None, (_unreadable_character(error, text, path, first_line),)
    found = tuple(sorted(set(builder.problems)))
    return YamlSource(path, value, builder.places, builder.key_places), found


def syntax_problem(error: yaml.YAMLError, path: str, *, first_line: int = 1) -> Problem:
    """What a parser says of a YAML text that it gave up, with the place."""
    if not isinstance(error, yaml.MarkedYAMLError):
        message = f"not valid YAML: {error}"
        return Problem(path, first_line, 1, "error", "yaml-syntax", " ".join(message.split()))
    mark = error.problem_mark or error.context_mark
    place = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
    message = " ".join(filter(None, ("not valid YAML:", error.context, error.problem)))
    return Problem(path, *place, "error", "yaml-syntax", message)


def _is_plain(text: str) -> bool:
    """Whether a text, such as most front matter, is one document without anchors, not too deep.

    A line opens at most one mapping, and a sequence or another mapping with each further mark.
    """
    if any(mark in text for mark in ("&", "*", "---", "...", "\x85", "\u2028", "\u2029")):
        return False
    marks = sum(map(text.count, ("\n", "\r", "- ", "-\t", "-\n", "-\r", "?", "[", "[", "{", "{")))
    return marks < MAX_DEPTH - 1


def _unreadable_character(
    error: yaml.reader.ReaderError, text: str, path: str, first_line: int
) -> Problem:
    line = text.count("\n", 0, error.position) + first_line
    named = isinstance(error.position, int) and error.position < len(text)
    code = f" (U+{ord(text[error.position]):04X})" if named else ""
    message = f"a character that YAML does not allow{code}"
    return Problem(path, line, 1, "error", "yaml-character", message)


class _TooDeepError(Exception):
    """A text that nests deeper, or repeats more, than anything that a person writes."""


class _Builder:
    """Turns nodes into values; collects what is wrong on the way."""

    def __init__(self, path: str, offset: int) -> None:
        self.path, self.offset = path, offset
        self.places: dict[Path, tuple[int, int]] = {}
        self.key_places: dict[Path, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self.aliases, self.built = 0, 0

    def look_through(self, text: str) -> None:
        """Report every anchor and alias: they are what YAML bombs are made of.

        Nobody writes a policy with them, and `&` at the start of a text is a slip of the pen that
        would lose its first word. Raises `_TooDeepError` where the text nests too deep.
        """
        depth = 0
        for event in yaml.parse(text, Loader=SAFE_LOADER):
            anchor = getattr(event, "anchor", None)
            if anchor is None and isinstance(event, yaml.ScalarEvent):
                continue  # nearly all are
            if isinstance(event, yaml.AliasEvent):
                self.aliases += 1
                message = f"alias *{anchor}: write the value out, aliases are not read"
                self._report(event, "yaml-alias", message)
            elif anchor:
                hint = "take it away, or put a text that begins with & in quotes"
                self._report(event, "yaml-anchor", f"anchor &{anchor}: {hint}")
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MAX_DEPTH:
                message = f"nested deeper than {MAX_DEPTH} levels"
                self._report(event, "yaml-depth", message)
                raise _TooDeepError

    def build(self, node: yaml.Node, path: Path) -> Any:
        self.built += 1
        if self.aliases and (self.built > MAX_REPEATED or len(path) > MAX_DEPTH):
            raise _TooDeepError
        self.places[path] = self._at(node)
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._scalar(node)

    def _pairs(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, Any]]:
        seen: dict[str, tuple[int, int]] = {}
        for key_node, value_node in node.value:
            place = self._at(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self._report(key_node, "yaml-key", "a key must be a plain word or text")
                continue
            key = str(key_node.value)
            if key in seen:
                line, column = seen[key]
                self._report(
                    key_node,
                    "yaml-duplicate-key",
                    f'the key "{key}" stands here a second time; the first is at {line}:{column}',
                )
                continue
            seen[key] = place
            self.key_places[(*path, key)] = place
            yield key, self.build(value_node, (*path, key))

    def _scalar(self, node: yaml.Node) -> Any:
        text = str(node.value)
        tag = str(node.tag)
        if not tag.startswith("tag:yaml.org,2002:"):
            self._report(node, "yaml-tag", f"the tag {tag} is not read here")
            return None
        # A plain scalar has the style None from PyYAML's own scanner and "" from libyaml's.
        return text if getattr(node, "style", None) else _resolve(text)

    def _at(self, node: yaml.Node | yaml.Event) -> tuple[int, int]:
        mark: Any = node.start_mark
        return (mark.line + 1 + self.offset, mark.column + 1)

    def _report(self, node: yaml.Node | yaml.Event, code: str, message: str) -> None:
        self.problems.append(Problem(self.path, *self._at(node), "error", code, message))


def _resolve(text: str) -> Any:
    """A plain scalar by the YAML 1.2 core schema (without .inf, .nan and octal)."""
    if text and text[0] not in _NOT_TEXT:
        return text
    if _NULL.match(text):
        return None
    if _BOOL.match(text):
        return text.lower() == "true"
    if _INT.match(text):
        return int(text)
    if _HEX.match(text):
        return int(text, 16)
    if _FLOAT.match(text):
        return float(text)
    return text
