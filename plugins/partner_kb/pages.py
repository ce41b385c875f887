"""Clean pages as files: a `Document` to text, and text to a `Document`.

A page is YAML front matter between `---` lines and a Markdown body; which keys it has is in
ARCHITECTURE.md, "What a page's front matter says". Equal documents give equal text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any, get_args

import yaml

from partner_kb.errors import Problem, SourceError
from partner_kb.model import Document, Source, Translation
from partner_kb.yaml_source import YamlSource, load_yaml

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)^---[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_HEADING = re.compile(r"^# +(?P<text>.+?)(?: +\{[^{}]*\})? *$", re.M)
_KEYS = ("title", "description", "roles", "applies_to", "source")
_Dumper: type[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def render_page(document: Document) -> str:
    """The text of a page's file."""
    front: dict[str, Any] = {"title": document.title}
    if document.description:
        front["description"] = document.description
    if document.roles:
        front["roles"] = list(document.roles)
    if document.applies_to:
        front["applies_to"] = list(document.applies_to)
    front.update(document.extra)
    if document.source:
        values = ((field.name, getattr(document.source, field.name)) for field in fields(Source))
        front["source"] = {name: value for name, value in values if value is not None}
    text = yaml.dump(
        front, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000,
        default_flow_style=False,
    )  # fmt: skip
    return f"---\n{text}---\n\n{document.body}"


def front_matter(text: str, path: str) -> YamlSource | None:
    """A page's front matter with its places; None where there is none.

    Raises `SourceError` where it can't be read.
    """
    match = _FRONT.match(text)
    return load_yaml(match["yaml"], path, first_line=2) if match else None


def without_empty_front_matter(text: str) -> str:
    """The text of a page without front matter that says nothing: MkDocs shows it as text."""
    match = _FRONT.match(text) if text.startswith("---") else None
    if match is None or any(_says_something(line) for line in match["yaml"].splitlines()):
        return text
    return text[match.end() :].lstrip("\n")


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def parse_page(text: str, path: str, *, locale: str) -> Document:
    """Read a page. Raises `SourceError` where its front matter can't be read."""
    match = _FRONT.match(text)
    if not match:
        body = text.lstrip("\ufeff")
        return Document(path, locale, _title({}, body, path), "", body)
    loaded = load_yaml(match["yaml"], path, first_line=2)
    if loaded.value is None:  # nothing, or a comment alone
        loaded = replace(loaded, value={})
    front = loaded.value
    if not isinstance(front, dict):
        raise SourceError(loaded.problem((), "front-matter-form", "expected `key: value` lines"))
    body = text[match.end() :].lstrip("\n")
    return Document(
        path=path,
        locale=locale,
        title=_title(front, body, path),
        description=str(front.get("description") or ""),
        body=body,
        roles=_ids(loaded, "roles"),
        applies_to=_ids(loaded, "applies_to"),
        source=_source(loaded, path, locale),
        extra={key: value for key, value in front.items() if key not in _KEYS},
    )


def _title(front: Mapping[str, Any], body: str, path: str) -> str:
    if front.get("title"):
        return str(front["title"])
    heading = _HEADING.search(body)
    if heading:
        return re.sub(r"<[^>]+>|\\(?=\W)|[*`]", "", heading["text"]).strip()
    stem = path.rpartition("/")[2].removesuffix(".md")
    return stem.replace("-", " ").capitalize()


def _ids(loaded: YamlSource, key: str) -> tuple[str, ...]:
    value = loaded.value.get(key)
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(value.replace(",", " ").split())
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise SourceError(
        loaded.problem(
            (key,), "front-matter-form", f"expected a list of ids, such as `{key}: [billing-admin]`"
        )
    )


def _source(loaded: YamlSource, path: str, locale: str) -> Source | None:
    block = loaded.value.get("source")
    if not isinstance(block, dict):
        return None
    problems: list[Problem] = []
    kind = block.get("translation", "original" if locale == "en" else "human")
    if kind not in get_args(Translation):
        problems.append(
            loaded.problem(("source", "translation"), "front-matter-form",
                           f'"{kind}": expected one of {", ".join(get_args(Translation))}')
        )  # fmt: skip
    days: dict[str, date | None] = {}
    for key in ("date", "translated"):
        try:
            days[key] = date.fromisoformat(str(block[key])) if block.get(key) else None
        except ValueError:
            problems.append(
                loaded.problem(("source", key), "front-matter-form",
                               f'"{block[key]}": expected a date such as 2021-05-13')
            )  # fmt: skip
    if problems:
        raise SourceError(problems)

    def text(key: str) -> str | None:
        return str(block[key]) if block.get(key) is not None else None

    return Source(
        path=text("path") or path, locale=text("locale") or locale, translation=kind,
        commit=text("commit"), hash=text("hash"), date=days["date"],
        translated=days["translated"], url=text("url"), license=text("license"),
    )  # fmt: skip
