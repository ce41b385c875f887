"""What the role filter needs of a locale: the vocabulary as JSON, the picker as HTML, the tree.

In: a locale's context. Out: the texts of three files, which only readers who filter fetch, or who
ask for the rest of a list of the navigation: `roles.<locale>.json` (see `Vocabulary` in
assets/js/roles/vocabulary.js), `nav.<locale>.json` (see `nav_data`), `role-picker.<locale>.json`,
whose `html` is `templates/roles/picker.html` and which can say that the others are missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from gettext import NullTranslations
from typing import Any

import jinja2

from partner_kb.collation import sort_key
from partner_kb.mkdocs_plugin.locale_context import LocaleContext
from partner_kb.mkdocs_plugin.nav_data import nav_data
from partner_kb.mkdocs_plugin.script_strings import compact_json, script_strings
from partner_kb.roles.vocabulary import Role, Vocabulary
from partner_kb.templating import catalog_environment

FOLDER = "roles"
"""Of the templates."""

SEARCHABLE_FROM = 12
"""As many roles or services make the picker searchable."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of the picker; `pages` says how many are for it."""

    id: str
    name: str
    pages: int


def role_files(context: LocaleContext) -> Mapping[str, str]:
    """The files by name."""
    return {
        f"roles.{context.locale}.json": compact_json(_vocabulary(context)),
        f"role-picker.{context.locale}.json": compact_json(
            {"html": picker(context), "failed": _strings(context)[1]["failed"]}
        ),
        f"nav.{context.locale}.json": compact_json(nav_data(context, context.nodes)),
    }


def picker(context: LocaleContext) -> str:
    """The picker's HTML: roles that pages name, by group; services; all other roles, folded."""
    vocabulary, locale = context.site.vocabulary, context.locale
    names = {"": "", **_group_names(context)}
    groups: dict[str, list[Choice]] = {}
    others: list[Choice] = []
    for role in vocabulary.roles:
        if role.matches_all:
            continue
        line = Choice(role.id, vocabulary.name(role.id, locale), context.page_count(role.id))
        (groups.setdefault(role.group, []) if line.pages else others).append(line)
    services = [
        Choice(service.id, vocabulary.name(service.id, locale), count)
        for service in vocabulary.services
        if (count := _service_count(context, service.id))
    ]
    lines = sum(map(len, groups.values())) + len(services) + len(others)

    def by_name(line: Choice) -> tuple[int, str, str]:
        return sort_key(line.name, locale)

    return picker_template(context.translations(locale)).render(
        groups=[
            (names[group], sorted(items, key=by_name))
            for group, items in sorted(groups.items(), key=lambda g: sort_key(names[g[0]], locale))
        ],
        services=sorted(services, key=by_name),
        others=sorted(others, key=by_name),
        searchable=lines >= SEARCHABLE_FROM,
    )


def picker_template(translations: NullTranslations) -> jinja2.Template:
    """The picker's template, in the words of a catalog."""
    env = catalog_environment(translations, trim_blocks=True, lstrip_blocks=True)
    return env.get_template(f"{FOLDER}/picker.html")


def _vocabulary(context: LocaleContext) -> dict[str, Any]:
    vocabulary, locale = context.site.vocabulary, context.locale
    rule, texts = _strings(context)

    def by_name(row: Mapping[str, Any]) -> tuple[int, str, str]:
        return sort_key(row["name"], locale)

    return {
        "roles": sorted((_role(r, vocabulary, locale) for r in vocabulary.roles), key=by_name),
        "applies": sorted(
            ({"id": s.id, "name": vocabulary.name(s.id, locale)} for s in vocabulary.services),
            key=by_name,
        ),
        "groups": _group_names(context),
        "plural": rule,
        "strings": texts,
    }


def _strings(context: LocaleContext) -> tuple[str, Mapping[str, str | list[str]]]:
    return script_strings(context.translations(context.locale), FOLDER)


def _role(role: Role, vocabulary: Vocabulary, locale: str) -> dict[str, Any]:
    name = vocabulary.name(role.id, locale)
    found: dict[str, Any] = {"id": role.id, "name": name, "group": role.group}
    if role.implies:
        found["implies"] = role.implies
    if role.matches_all:
        found["everyone"] = True
    return found


def _group_names(context: LocaleContext) -> dict[str, str]:
    """The name of each group in the reader's language; one without a name is its own."""
    vocabulary = context.site.vocabulary
    translations = context.translations(context.locale)
    return {
        group: translations.pgettext("role group", vocabulary.groups.get(group, group))
        for group in dict.fromkeys(role.group for role in vocabulary.roles if role.group)
    }


def _service_count(context: LocaleContext, service: str) -> int:
    return sum(1 for listed in context.view.guidance if service in listed.page.applies_to)
