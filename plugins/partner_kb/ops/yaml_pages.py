"""YAML pages (FAQ, Hub, Landing, LandingData) to OPS Markdown, which goes the way of every page.

https://learn.microsoft.com/contribute/content/yaml-schemas
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from partner_kb.errors import Problem, SourceError
from partner_kb.ops.hub_pages import hub_blocks
from partner_kb.ops.landing_data import landing_blocks
from partner_kb.ops.places import MappedText
from partner_kb.ops.yaml_text import Line, YamlWriter, one_line, yaml_words
from partner_kb.yaml_source import Path, YamlSource

_MIME = re.compile(r"\A\ufeff?\s*#+\s*YamlMime\s*:\s*(\w+)", re.I)
SUPPORTED = ("FAQ", "Hub", "Landing", "Tutorial", "YamlDocument")
NO_SECTION = "ignored"
"""What a section of a FAQ is called that has no name: the schema wants one."""


@dataclass(frozen=True, slots=True)
class YamlPage:
    """A YAML page as Markdown: `kind` is faq or hub; `body` maps back to the file.

    `problems` tell of texts in the file that are not on the page.
    """

    kind: str
    title: str
    body: MappedText
    problems: tuple[Problem, ...] = ()


def yaml_mime(text: str) -> str | None:
    """The schema that a YAML file names in its first line, or None."""
    match = _MIME.match(text[:200])
    return match[1] if match else None


def read_yaml_page(
    loaded: YamlSource, mime: str, side: MappedText, english: YamlSource | None = None
) -> YamlPage:
    """Turn a loaded YAML page into Markdown; `english` is the same page's English, where known.

    Raises `SourceError` for an unknown schema, and for questions that are not in lists.
    """
    if not isinstance(loaded.value, dict):
        raise SourceError(loaded.problem((), "yaml-page-form", "expected `key: value` lines"))
    known = {name.lower(): name for name in SUPPORTED}
    if mime.lower() not in known:
        raise SourceError(
            Problem(side.shown, 1, 1, "warning", "yaml-page-unknown",
                    f"the schema {mime} is not read; expected one of {', '.join(SUPPORTED)}")
        )  # fmt: skip
    schema = known[mime.lower()]
    if schema == "FAQ" and (problems := list(_faq_problems(loaded))):
        raise SourceError(problems)
    writer = YamlWriter(loaded, side)
    title = one_line(loaded.value.get("title"))
    writer.block([[("# ", ("title",)), (title, ("title",))]])
    blocks: Iterable[Iterable[Line]] = ()
    if schema == "FAQ":
        _faq(writer, _nameless(english))
    elif schema == "Tutorial":
        _tutorial(writer)
    elif schema == "YamlDocument":
        blocks = landing_blocks(loaded.value)
    else:
        key = "summary" if yaml_words(loaded.value.get("summary")) else "brand"
        writer.text(loaded.value.get(key), (key,))
        blocks = hub_blocks(loaded.value)
    for block in blocks:
        writer.block(block)
    kind = {"FAQ": "faq", "Tutorial": "article"}.get(schema, "hub")
    return YamlPage(kind, title, writer.done(), tuple(writer.unread()))


def _nameless(english: YamlSource | None) -> frozenset[int]:
    """Which sections of a page's English have no name, whatever translation made of that."""
    value = english.value if english is not None else None
    sections = value.get("sections") if isinstance(value, dict) else None
    return frozenset(
        index
        for index, section in enumerate(_items(sections))
        if one_line(section.get("name")).lower() == NO_SECTION
    )


def _faq_problems(loaded: YamlSource) -> Iterator[Problem]:
    """Where `sections` and `questions` are not lists of mappings, and would be lost."""
    sections = loaded.value.get("sections")
    yield from _not_items(loaded, ("sections",), sections, "- name: Billing")
    holders: list[tuple[Path, Mapping[str, Any]]] = [((), loaded.value)]
    holders += [(("sections", index), section) for index, section in enumerate(_items(sections))]
    for at, holder in holders:
        example = "- question: May I charge for support?"
        yield from _not_items(loaded, (*at, "questions"), holder.get("questions"), example)


def _not_items(loaded: YamlSource, at: Path, value: Any, example: str) -> Iterator[Problem]:
    message = f"expected a list of mappings, such as `{example}`"
    if value is None:
        return
    if not isinstance(value, list):
        yield loaded.problem(at, "yaml-page-form", message)
        return
    for index, item in enumerate(value):
        if not isinstance(item, dict):
            yield loaded.problem((*at, index), "yaml-page-form", message)


def _faq(writer: YamlWriter, nameless: frozenset[int]) -> None:
    """The summary, then sections with their questions."""
    value = writer.loaded.value
    writer.text(value.get("summary"), ("summary",))
    for index, section in enumerate(_items(value.get("sections"))):
        at: Path = ("sections", index)
        name = one_line(section.get("name"))
        if name and name.lower() != NO_SECTION and index not in nameless:
            writer.block([[("## ", (*at, "name")), (name, (*at, "name"))]])
        writer.text(section.get("summary"), (*at, "summary"))
        _questions(writer, section, at)
    _questions(writer, value, ())
    writer.text(value.get("additionalContent"), ("additionalContent",))


def _questions(writer: YamlWriter, holder: Mapping[str, Any], at: Path) -> None:
    for index, item in enumerate(_items(holder.get("questions"))):
        here = (*at, "questions", index)
        question = one_line(item.get("question"))
        writer.block([[("### ", (*here, "question")), (question, (*here, "question"))]])
        writer.text(item.get("answer"), (*here, "answer"), below=3)


def _tutorial(writer: YamlWriter) -> None:
    """The steps of a tutorial, one below the other; the first has no title."""
    for index, item in enumerate(_items(writer.loaded.value.get("items"))):
        at: Path = ("items", index)
        if title := one_line(item.get("title")):
            writer.block([[("## ", (*at, "title")), (title, (*at, "title"))]])
        writer.text(item.get("content"), (*at, "content"), below=2)


def _items(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
