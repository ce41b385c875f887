"""YAML pages (FAQ, Hub, Landing, LandingData) to OPS Markdown, which goes the way of every page.

https://learn.microsoft.com/contribute/content/yaml-schemas
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from partner_kb.errors import Problem, SourceError
from partner_kb.ops.landing_data import landing_parts
from partner_kb.ops.places import MappedBuilder, MappedText
from partner_kb.yaml_source import Path, YamlSource

_MIME = re.compile(r"\A\ufeff?\s*#+\s*YamlMime\s*:\s*(\w+)", re.I)
_GROUPS = ("items", "links", "linkLists", "sections", "cards", "highlightedContent", "columns")
_PARTS = (
    "highlightedContent", "productDirectory", "tools", "conceptualContent", "additionalContent",
    "landingContent", "abstract", "primarycta",
)  # fmt: skip
SUPPORTED = ("FAQ", "Hub", "Landing", "YamlDocument")


@dataclass(frozen=True, slots=True)
class YamlPage:
    """A YAML page as Markdown: `kind` is faq or hub; `body` maps back to the file."""

    kind: str
    title: str
    body: MappedText


def yaml_mime(text: str) -> str | None:
    """The schema that a YAML file names in its first line, or None."""
    match = _MIME.match(text[:200])
    return match[1] if match else None


def read_yaml_page(loaded: YamlSource, mime: str, file: MappedText) -> YamlPage:
    """Turn a loaded YAML page into Markdown.

    Raises `SourceError` for an unknown schema, and for questions that are not in lists.
    """
    if not isinstance(loaded.value, dict):
        raise SourceError(loaded.problem((), "yaml-page-form", "expected `key: value` lines"))
    known = {name.lower(): name for name in SUPPORTED}
    if mime.lower() not in known:
        raise SourceError(
            Problem(file.shown, 1, 1, "warning", "yaml-page-unknown",
                    f"the schema {mime} is not read; expected one of {', '.join(SUPPORTED)}")
        )  # fmt: skip
    writer = _Writer(loaded, file)
    title = _text(loaded.value.get("title"))
    if known[mime.lower()] == "FAQ":
        problems = list(_faq_problems(loaded))
        if problems:
            raise SourceError(problems)
        writer.faq(title)
        return YamlPage("faq", title, writer.out.done())
    if known[mime.lower()] == "YamlDocument":
        writer.landing_data(title)
    else:
        writer.hub(title)
    return YamlPage("hub", title, writer.out.done())


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


class _Writer:
    def __init__(self, loaded: YamlSource, file: MappedText) -> None:
        self.loaded, self.file = loaded, file
        self.out = MappedBuilder(file.shown, file.origin)
        self.lines = [0]
        for match in re.finditer("\n", file.origin):
            self.lines.append(match.end())

    def faq(self, title: str) -> None:
        """Title, summary, then sections with their questions."""
        value = self.loaded.value
        self._write(f"# {_one_line(title)}", ("title",))
        self._markdown(value.get("summary"), ("summary",))
        for index, section in enumerate(_items(value.get("sections"))):
            at: Path = ("sections", index)
            if isinstance(section.get("name"), str) and section["name"].strip():
                self._write(f"## {_one_line(section['name'])}", (*at, "name"))
            self._markdown(section.get("summary"), (*at, "summary"))
            self._questions(section, at)
        self._questions(value, ())
        self._markdown(value.get("additionalContent"), ("additionalContent",))

    def _questions(self, holder: Mapping[str, Any], at: Path) -> None:
        for index, item in enumerate(_items(holder.get("questions"))):
            here = (*at, "questions", index)
            self._write(f"### {_one_line(_text(item.get('question')))}", (*here, "question"))
            self._markdown(item.get("answer"), (*here, "answer"))

    def landing_data(self, title: str) -> None:
        """Title, abstract and sections of the older schema for landing pages."""
        self._write(f"# {_one_line(title)}", ("title",))
        for markdown, at in landing_parts(self.loaded.value):
            self._markdown(markdown, at)

    def hub(self, title: str) -> None:
        """Title, summary, then each group of links as a heading and cards."""
        value = self.loaded.value
        self._write(f"# {_one_line(title)}", ("title",))
        self._markdown(value.get("summary") or value.get("brand"), ("summary",))
        for part in (*_PARTS, *(key for key in value if key not in _PARTS)):
            if part in ("metadata", "title", "summary", "brand") or part not in value:
                continue
            self._group(value[part], (part,))

    def _group(self, value: Any, at: Path) -> None:
        if isinstance(value, dict):
            title, children = _title(value), list(_children(value, at))
            if children and not _is_leafy(value):
                if title:
                    self._write(f"## {_plain(title)}", at)
                self._markdown(value.get("summary"), (*at, "summary"))
                for child, where in children:
                    self._cards(child, where)
            else:
                self._cards([value], at)
        elif isinstance(value, list):
            self._cards(value, at)

    def _cards(self, values: Any, at: Path) -> None:
        """A list whose items are links, or titles with links of their own."""
        if isinstance(values, dict):
            self._group(values, at)
            return
        items = (
            [item for item in values if isinstance(item, dict)] if isinstance(values, list) else []
        )
        if not items:
            return
        self._write('> [!div class="cards"]', at)
        lines: list[str] = []
        for item in items:
            lines += _card(item)
        self._write("\n".join(f"> {line}" if line else ">" for line in lines), at, joined=True)

    def _markdown(self, value: Any, at: Path) -> None:
        text = value if isinstance(value, str) else _text(value)
        if text.strip():
            self._write(text.strip("\n"), at)

    def _write(self, text: str, at: Path, *, joined: bool = False) -> None:
        line, column = self.loaded.place(at)
        start = self.lines[min(line, len(self.lines)) - 1] + column - 1
        if self.out.length:
            self.out.add("\n" if joined else "\n\n", start)
        self.out.add(text, start)


def _card(item: Mapping[str, Any], depth: int = 0) -> Iterator[str]:
    """One card as the lines of a list item."""
    title, url = _title(item), _text(item.get("url") or item.get("href"))
    indent = "  " * depth
    label = f"[{_plain(title)}]({_url(url)})" if url else _plain(title)
    strong = label if depth or url else f"**{label}**"
    children = [child for _, child in _groups(item)]
    if title:
        yield f"{indent}- {strong}"
        summary = _text(item.get("summary") or item.get("description"))
        if summary:
            yield ""
            yield f"{indent}  {' '.join(summary.split())}"
            yield ""
    for child in children:
        for entry in child:
            yield from _card(entry, depth + 1 if title else depth)


def _groups(item: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[Mapping[str, Any]]]]:
    for key in _GROUPS:
        value = item.get(key)
        if isinstance(value, dict):
            value = value.get("items") or value.get("links")
        if isinstance(value, list):
            yield key, [entry for entry in value if isinstance(entry, dict)]


def _children(value: Mapping[str, Any], at: Path) -> Iterator[tuple[Any, Path]]:
    for key in _GROUPS:
        if isinstance(value.get(key), list | dict):
            yield value[key], (*at, key)


def _is_leafy(value: Mapping[str, Any]) -> bool:
    """Whether a mapping is itself a card: it has a URL, or its groups are plain link lists."""
    return bool(value.get("url") or value.get("href"))


def _items(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _title(item: Mapping[str, Any]) -> str:
    return _text(item.get("title") or item.get("text") or item.get("name"))


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", _one_line(text))


def _url(url: str) -> str:
    return url.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
