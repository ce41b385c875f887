"""A copy of a project with English and the pseudo-locale, ready to build.

In: a project and an empty folder. Out: the texts to write there: English pages (cleaned, as
import cleans them), the same in the pseudo-locale, navigation, catalog, role names, mkdocs.yml.
Flows, policies and media are copied as they are.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from partner_kb.catalog import catalog_path
from partner_kb.errors import Problem, SourceError
from partner_kb.importer import import_sources
from partner_kb.roles.vocabulary import Vocabulary
from partner_kb.translation.add_locale import (
    config_with_locale,
    languages_node,
    roles_with_locale,
)
from partner_kb.translation.pages import read_text
from partner_kb.translation.po import Message, PoFile, edited, render_po
from partner_kb.translation.project import Project
from partner_kb.translation.pseudo import SITE_LOCALE, pseudo_page, pseudo_text
from partner_kb.translation.update import new_catalog

_TITLE = re.compile(r"^(\s*(?:- )?name: )(.+)$", re.MULTILINE)


def write_pseudo_site(
    project: Project, out: Path, template: PoFile, vocabulary: Vocabulary
) -> dict[Path, str]:
    """Copy the project to `out`; returns the texts that are to be written there still.

    Raises `SourceError` where `out` holds anything.
    """
    if out.exists() and any(out.iterdir()):
        message = "the folder is not empty; the pseudo site needs one of its own"
        raise SourceError(Problem(str(out), 1, 1, "error", "pseudo-folder", message))
    english = project.source_locale
    import_sources([project.docs / english], out / "docs", out / "locales", locale=english)
    for folder in ("flows", "policies"):
        if (project.docs / folder).is_dir():
            shutil.copytree(project.docs / folder, out / "docs" / folder, dirs_exist_ok=True)
    texts: dict[Path, str] = {}
    for file in sorted((out / "docs" / english).rglob("*")):
        target = out / "docs" / SITE_LOCALE / file.relative_to(out / "docs" / english)
        if file.suffix == ".md":
            texts[target] = pseudo_origin(pseudo_page(file.read_text("utf-8")))
        elif file.name == "toc.yml":
            texts[target] = _TITLE.sub(_pseudo_title, file.read_text("utf-8"))
    texts[catalog_path(out / "locales", SITE_LOCALE)] = render_po(pseudo_catalog(template))
    texts[out / "locales" / "roles.yml"] = roles_with_locale(
        "version: 1\n", SITE_LOCALE, vocabulary, _pseudo_name
    )
    if project.config.is_file():
        shown = project.shown(project.config)
        texts[out / "mkdocs.yml"] = pseudo_config(read_text(project, project.config), shown)
    return texts


def pseudo_origin(text: str) -> str:
    """The page's `source:` block says that it is a translation, by hand."""
    text = re.sub(r"^(  translation:).*$", r"\1 human", text, count=1, flags=re.MULTILINE)
    return re.sub(r"^(  locale:).*$", rf"\1 {SITE_LOCALE}", text, count=1, flags=re.MULTILINE)


def pseudo_catalog(template: PoFile) -> PoFile:
    """The template with every string made up."""
    empty = new_catalog(template, SITE_LOCALE, "", date(2000, 1, 1))
    return PoFile("", empty.header, tuple(_pseudo_message(one) for one in empty.active()))


def _pseudo_message(message: Message) -> Message:
    forms = [message.msgid]
    if message.msgid_plural is not None:
        forms += [message.msgid_plural] * (len(message.strings) - 1)
    return edited(message, strings=tuple(pseudo_text(form) for form in forms), locations=())


def pseudo_config(text: str, shown: str) -> str:
    """mkdocs.yml with two languages: the default one and the pseudo-locale."""
    languages = languages_node(yaml.compose(text, Loader=yaml.SafeLoader))
    if languages is None:
        raise SourceError(Problem(shown, 1, 1, "error", "config-languages", "no languages"))
    lines = text.split("\n")
    items = [*languages.value]
    ends = [item.start_mark.line for item in items[1:]]
    last = items[-1].start_mark.line + 1
    while last < len(lines) and lines[last].startswith(" " * items[-1].start_mark.column):
        last += 1
    ends.append(last)
    for item, end in reversed([*zip(items, ends, strict=True)]):
        if not any(key.value == "default" for key, _ in item.value):
            del lines[item.start_mark.line : end]
    with_locale = config_with_locale("\n".join(lines), SITE_LOCALE, shown)
    entry = re.compile(rf"^( *)- locale: {SITE_LOCALE}$\n.*$", re.MULTILINE)
    own = {key: pseudo_text(_value(text, key)) for key in ("site_name", "site_description")}
    return entry.sub(
        lambda match: "\n".join(
            [match[0], *(f'{match[1]}  {key}: "{value}"' for key, value in own.items() if value)]
        ),
        with_locale,
    )


def _value(text: str, key: str) -> str:
    match = re.search(rf"^{key}: *(.+)$", text, re.MULTILINE)
    return match[1].strip().strip("\"'") if match else ""


def _pseudo_title(match: re.Match[str]) -> str:
    value = yaml.safe_load(match[2])
    title = pseudo_text(str(value)).replace("\\", "\\\\").replace('"', '\\"')
    return f'{match[1]}"{title}"'


def _pseudo_name(names: Mapping[str, str], _aliases: Any, _locale: str) -> str:
    return pseudo_text(names.get("en", ""))
