"""Tables of contents: TOC.yml and TOC.md of a docset, to entries and to `toc.yml` of a locale.

https://dotnet.github.io/docfx/docs/table-of-contents.html
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml

from partner_kb.errors import Problem, SourceError
from partner_kb.ops.literal import without_literals
from partner_kb.ops.parser import parse_markdown, plain_text
from partner_kb.ops.places import MappedText
from partner_kb.ops.sanitize import is_safe_url
from partner_kb.ops.terms import terms_as_words
from partner_kb.yaml_source import YamlSource, load_yaml

_MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: `href` is a docset path, a URL, or None in a group; `place` is (line, column).

    `unusable` is what stands there instead of an entry or an href that could be opened, `nested`
    the table of contents whose entries belong below one that leads to a page of its own.
    """

    name: str
    href: str | None = None
    items: tuple[Entry, ...] = ()
    shown: str = ""
    place: tuple[int, int] = (1, 1)
    unusable: str = ""
    nested: str = ""


def parse_toc(text: str, shown: str, path: str) -> tuple[Entry, ...]:
    """Read a TOC at a docset path. Raises `SourceError` where it can't be read."""
    if path.lower().endswith(".md"):
        return _from_markdown(MappedText.whole(text, shown), path)
    loaded = load_yaml(text, shown)
    value = loaded.value.get("items") if isinstance(loaded.value, dict) else loaded.value
    at: tuple[str, ...] = ("items",) if isinstance(loaded.value, dict) else ()
    if loaded.value is None or (at and "items" in loaded.value and value is None):
        return ()
    if not isinstance(value, list):
        raise SourceError(
            loaded.problem((), "toc-form", "expected a list of `- name: …` entries, or `items:`")
        )
    return _from_list(value, loaded, at, path, 0)


def _from_list(
    values: Sequence[Any], loaded: YamlSource, at: tuple[Any, ...], path: str, depth: int
) -> tuple[Entry, ...]:
    if depth > _MAX_DEPTH:
        return ()
    entries = []
    for index, value in enumerate(values):
        if not isinstance(value, dict):
            if value is not None:
                place = loaded.place((*at, index))
                entries.append(Entry("", None, (), loaded.path, place, str(value)))
            continue
        fields = {str(key).lower(): item for key, item in value.items()}
        href = fields.get("href") or fields.get("topichref") or fields.get("tochref")
        items = fields.get("items")
        nested = fields.get("tochref") if href and href != fields.get("tochref") else None
        entries.append(
            Entry(
                name=" ".join(_name(fields).split()),
                href=resolve_href(str(href), path) if href else None,
                items=_from_list(items, loaded, (*at, index, "items"), path, depth + 1)
                if isinstance(items, list)
                else (),
                shown=loaded.path,
                place=loaded.place((*at, index, "href") if href else (*at, index)),
                unusable=str(href) if href and not resolve_href(str(href), path) else "",
                nested=(resolve_href(str(nested), path) or "") if nested else "",
            )
        )
    return tuple(entries)


def _name(fields: Mapping[str, Any]) -> str:
    name = str(fields.get("name") or fields.get("title") or "")
    return without_literals(terms_as_words(name))


def _from_markdown(text: MappedText, path: str) -> tuple[Entry, ...]:
    """`# [Name](href)`, deeper headings below; a heading without a link is a group."""
    flat: list[tuple[int, Entry]] = []
    try:
        nodes = parse_markdown(text.text).children
    except RecursionError as error:
        message = "what it holds is nested too deep to be read"
        raise SourceError(Problem(text.shown, 1, 1, "error", "toc-too-deep", message)) from error
    for node in nodes:
        if node.type != "heading":
            continue
        link = next((child for child in node.walk() if child.type == "link"), None)
        href = str(link.attrs.get("href", "")) if link else ""
        line = node.map[0] + 1 if node.map else 1
        name = " ".join(without_literals(plain_text(node)).split())
        target = resolve_href(href, path) if href else None
        unusable = href if href and not target else ""
        flat.append((int(node.tag[1]), Entry(name, target, (), text.shown, (line, 1), unusable)))
    return _nested(flat)


def _nested(flat: Sequence[tuple[int, Entry]]) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    index = 0
    while index < len(flat):
        level, entry = flat[index]
        stop = index + 1
        while stop < len(flat) and flat[stop][0] > level:
            stop += 1
        entries.append(replace(entry, items=_nested(flat[index + 1 : stop])))
        index = stop
    return tuple(entries)


def resolve_href(href: str, path: str) -> str | None:
    """An entry's href as a docset path or a URL; that of another docset begins with a slash."""
    href = href.strip().replace("\\", "/")
    if not is_safe_url(href) or not href or href.startswith("#"):
        return None
    if "://" in href or href.startswith(("mailto:", "//")):
        return href
    docset = path.partition("/")[0] if "/" in path else ""
    inner = href.removeprefix("~").lstrip("/")
    inside = not docset or inner.partition("/")[0] == docset
    if href.startswith("~/"):
        href = inner if inside else f"{docset}/{inner}"
    elif href.startswith("/"):
        href = inner if inside else f"/{inner}"
    else:
        href = posixpath.normpath(posixpath.join(posixpath.dirname(path), href)) + (
            "/" if href.endswith("/") else ""
        )
    return None if href.startswith("..") else href


def is_toc(path: str) -> bool:
    """Whether a path names a table of contents."""
    return posixpath.basename(path).lower() in ("toc.yml", "toc.md", "toc.yaml")


def splice(
    entries: Sequence[Entry], read: Callable[[str], tuple[Entry, ...] | None], seen: frozenset[str]
) -> tuple[Entry, ...]:
    """Put the entries of nested TOCs in the places that refer to them.

    `read` gives the entries of a TOC at a docset path, or None; a TOC is not entered twice.
    """
    result = []
    for entry in entries:
        items = entry.items
        href = entry.href
        nested = entry.nested or href or ""
        nested = nested.partition("?")[0] if "://" not in nested else ""
        if nested and (is_toc(nested) or nested.endswith("/")):
            choices = [nested] if is_toc(nested) else [f"{nested}TOC.yml", f"{nested}TOC.md"]
            found = next(
                (value for choice in choices if choice not in seen and (value := read(choice))),
                None,
            )
            if found is not None:
                items = (*items, *splice(found, read, seen | set(choices)))
                href = href if entry.nested else None
        result.append(
            replace(
                entry,
                href=href,
                nested="",
                items=splice(items, read, seen) if items is entry.items else items,
            )
        )
    return tuple(result)


def check_toc(
    entries: Sequence[Entry], known: Callable[[str], str | None]
) -> tuple[tuple[Entry, ...], list[Problem]]:
    """The entries that a reader can open, and a warning for each that leads nowhere.

    `known` gives the page for an href, or where else it leads, or None. A URL stays; a group
    without entries goes.
    """
    kept: list[Entry] = []
    problems: list[Problem] = []
    for entry in entries:
        items, inner = check_toc(entry.items, known)
        problems += inner
        href = entry.href
        if entry.unusable and _climbs(entry.unusable):
            problems.append(
                Problem(entry.shown, *entry.place, "error", "path-outside",
                        f'"{entry.unusable[:200]}" leads out of the source: no entry')
            )  # fmt: skip
        elif entry.unusable:
            problems.append(
                Problem(entry.shown, *entry.place, "warning", "toc-entry",
                        f'"{entry.unusable[:60]}" is no entry that can be opened; expected '
                        "`- name: …` with an href in the docset, or a URL")
            )  # fmt: skip
        if href and "://" not in href and not href.startswith("mailto:"):
            path = known(href)
            if path is None:
                problems.append(
                    Problem(entry.shown, *entry.place, "warning", "toc-target-missing",
                            f'the entry "{entry.name}" leads to "{href}", which is not here')
                )  # fmt: skip
            href = path
        if href or items:
            kept.append(replace(entry, href=href, items=items))
    return tuple(kept), problems


def _climbs(href: str) -> bool:
    """Whether an href that is no entry's is one because it leads out of the source by `..`."""
    return is_safe_url(href) and ".." in href.replace("\\", "/").partition("#")[0].split("/")


def render_toc(entries: Sequence[Entry]) -> str:
    """The text of a locale's `toc.yml`."""
    return yaml.dump(
        [_plain(entry) for entry in entries], allow_unicode=True, sort_keys=False, width=10_000,
        Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper),
    )  # fmt: skip


def _plain(entry: Entry) -> Mapping[str, Any]:
    value: dict[str, Any] = {"name": entry.name}
    if entry.href:
        value["href"] = entry.href
    if entry.items:
        value["items"] = [_plain(item) for item in entry.items]
    return value
