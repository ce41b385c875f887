"""A new locale for a project: its catalog, its role names, its entry in mkdocs.yml.

In: a project and a locale. Out: the files' new texts. mkdocs.yml and roles.yml belong to
people: a few characters are put in at the right place, and everything else stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from babel import Locale

from partner_kb.errors import Problem, SourceError
from partner_kb.nearest_locale import nearest_locale
from partner_kb.roles.vocabulary import Vocabulary
from partner_kb.translation.pages import read_text
from partner_kb.translation.po import PoFile, render_po
from partner_kb.translation.project import Project
from partner_kb.translation.update import new_catalog, update_catalog

#: What mkdocs-static-i18n 1.3.1 takes for a locale (`RE_LOCALE` in its config.py).
_BUILDABLE = re.compile(r"[a-z]{2}(?:-[A-Za-z]{4})?(?:-[A-Z]{2})?\Z")


def add_locale(
    project: Project, locale: str, template: PoFile, vocabulary: Vocabulary, today: date
) -> dict[Path, str]:
    """The texts of catalog, roles.yml and mkdocs.yml with the locale; what has it stays as it is.

    A catalog that is there gets what it lacks of the template.

    Raises `SourceError` where mkdocs.yml has no list of languages that a line can be added to, or
    a site could not be built with this one.
    """
    if not _BUILDABLE.match(locale):
        message = (
            f"sites can't be built in {locale}: MkDocs' i18n plugin takes languages of two letters,"
            " and regions of two letters, such as es-MX"
        )
        raise SourceError(Problem(project.shown(project.config), 1, 1, "error", "locale", message))
    texts: dict[Path, str] = {}
    catalog = project.catalog(locale)
    if catalog.is_file():
        texts[catalog] = render_po(update_catalog(project.read_catalog(locale), template))
    else:
        texts[catalog] = render_po(new_catalog(template, locale, project.shown(catalog), today))
    roles = project.locales / "roles.yml"
    old = read_text(project, roles) if roles.is_file() else "version: 1\n"
    texts[roles] = roles_with_locale(old, locale, vocabulary)
    if project.config.is_file() and locale not in project.site_locales:
        shown = project.shown(project.config)
        texts[project.config] = config_with_locale(
            read_text(project, project.config), locale, shown
        )
    return texts


def native_name(locale: str) -> str:
    """The locale's name in its own language: `Español (México)`."""
    name = Locale.parse(locale.replace("-", "_")).display_name or locale
    return name[:1].upper() + name[1:]


# --------------------------------------------------------------------------------- mkdocs.yml


def config_with_locale(text: str, locale: str, shown: str) -> str:
    """mkdocs.yml with the locale as the last of the i18n plugin's languages."""
    languages = languages_node(yaml.compose(text, Loader=yaml.SafeLoader))
    if languages is None or languages.flow_style or not languages.value:
        message = (
            "found no list of languages (plugins, i18n, languages) with a line for each; add "
            f"there: - locale: {locale}"
        )
        raise SourceError(Problem(shown, 1, 1, "error", "config-languages", message))
    last = languages.value[-1]
    indent = " " * (last.start_mark.column - 2)
    lines = text.split("\n")
    end = last.start_mark.line + 1
    while end < len(lines) and _belongs(lines[end], last.start_mark.column):
        end += 1
    lines[end:end] = [f"{indent}- locale: {locale}", f"{indent}  name: {native_name(locale)}"]
    return "\n".join(lines)


def _belongs(line: str, column: int) -> bool:
    """Whether a line is part of the mapping whose keys stand in this column."""
    return bool(line.strip()) and len(line) - len(line.lstrip(" ")) >= column


def languages_node(root: Any) -> Any:
    """The YAML node of the i18n plugin's languages; None where mkdocs.yml has none."""
    plugins = _child(root, "plugins")
    if plugins is None:
        return None
    items = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
    for item in items:
        found = _child(_child(item, "i18n"), "languages")
        if isinstance(found, yaml.SequenceNode):
            return found
    return None


def language_places(config: Path) -> dict[str, tuple[int, int]]:
    """Line and column of each locale in the list of languages of a mkdocs.yml that can be read."""
    if not config.is_file():
        return {}
    found = languages_node(yaml.compose(config.read_text("utf-8-sig"), Loader=yaml.SafeLoader))
    names = (_child(item, "locale") for item in (found.value if found is not None else ()))
    return {
        str(name.value): (name.start_mark.line + 1, name.start_mark.column + 1)
        for name in names
        if name is not None
    }


def _child(node: Any, key: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == key:
                return value
    return None


# ---------------------------------------------------------------------------------- roles.yml


def draft_name(names: Mapping[str, str], aliases: Mapping[str, Any], locale: str) -> str:
    """The name, or a spelling, that the vocabulary has for the language; else the English name."""
    known = nearest_locale(locale, {*filter(names.get, names), *filter(aliases.get, aliases)})
    if known is None:
        return names.get("en", "")
    return names.get(known) or str(aliases[known][0])


def roles_with_locale(
    text: str,
    locale: str,
    vocabulary: Vocabulary,
    name_of: Callable[[Mapping[str, str], Mapping[str, Any], str], str] = draft_name,
) -> str:
    """roles.yml with a name for each role and service in the locale: a draft to put right."""
    for kind in ("roles", "applies_to"):
        names = {
            role.id: name_of(role.names, role.aliases, locale)
            for role in vocabulary.entries.values()
            if role.kind == kind and locale not in role.names
        }
        text = _with_names(text, kind, locale, names)
    return text


def _with_names(text: str, kind: str, locale: str, names: dict[str, str]) -> str:
    """Put the names in from the end to the beginning, so that the places stay right."""
    section = _child(yaml.compose(text, Loader=yaml.SafeLoader), kind)
    places: list[tuple[int, str]] = []
    present = set()
    for key, value in section.value if isinstance(section, yaml.MappingNode) else ():
        if key.value not in names:
            continue
        present.add(key.value)
        found = _child(value, "names")
        entry = f"{locale}: {_quoted(names[key.value])}"
        if found is None:
            column = value.start_mark.column
            places.append((value.start_mark.index, f"names: {{{entry}}}\n{' ' * column}"))
        elif found.flow_style:
            places.append((found.end_mark.index - 1, f", {entry}" if found.value else entry))
        else:
            column = found.start_mark.column
            places.append((found.start_mark.index, f"{entry}\n{' ' * column}"))
    for index, new in sorted(places, reverse=True):
        text = text[:index] + new + text[index:]
    rest = [
        f"  {identifier}:\n    names: {{{locale}: {_quoted(name)}}}\n"
        for identifier, name in names.items()
        if identifier not in present
    ]
    return _with_entries(text, kind, rest) if rest else text


def _with_entries(text: str, kind: str, entries: list[str]) -> str:
    head = re.search(rf"^{kind}:[ \t]*\n", text, re.MULTILINE)
    if head is None:
        return f"{text.rstrip(chr(10))}\n\n{kind}:\n{''.join(entries)}"
    return text[: head.end()] + "".join(entries) + text[head.end() :]


def _quoted(text: str) -> str:
    """A text for a flow mapping: quoted where it holds what YAML reads as marks."""
    if re.fullmatch(r"[^\W\d][\w ()’-]*", text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
