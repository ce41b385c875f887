"""All rules over a whole project: what `partner-kb i18n check` reports.

In: a `Project`. Out: every problem of its catalogs, glossary, records and translated pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from partner_kb.catalog import bundled_catalog
from partner_kb.errors import Problem, SourceError
from partner_kb.resources import locales_dir
from partner_kb.roles.load import load_vocabulary
from partner_kb.roles.vocabulary import Role
from partner_kb.translation.add_locale import language_places
from partner_kb.translation.checks.catalogs import check_catalog
from partner_kb.translation.checks.glossary import Glossary, load_glossary
from partner_kb.translation.checks.pages import check_page
from partner_kb.translation.pages import (
    compare,
    list_sources,
    load_redirects,
    load_sources,
    redirect_normalizer,
)
from partner_kb.translation.po import PoFile
from partner_kb.translation.project import Project
from partner_kb.translation.template import product_template, without_bundled


def check_project(project: Project, locales: Iterable[str]) -> list[Problem]:
    """Every problem in these locales, sorted by place; nothing stops at the first broken file."""
    chosen = tuple(locales)
    problems: list[Problem] = [*project.strange_catalogs()]
    try:
        glossary = project_glossary(project)
    except SourceError as error:
        problems += error.problems
        glossary = Glossary()
    for locale in chosen:
        if project.catalog(locale).is_file():
            try:
                catalog = project.read_catalog(locale)
                problems += check_catalog(without_bundled(catalog, locale), locale, glossary)
                problems += _lost(catalog, locale)
            except SourceError as error:
                problems += error.problems
    problems += _check_role_names(project, chosen)
    problems += _check_pages(project, chosen, glossary)
    return sorted(set(problems))


def _lost(catalog: PoFile, locale: str) -> Iterator[Problem]:
    """Strings of the product that a catalog lacks, in a language where nothing else has them."""
    if bundled_catalog(locale) is not None:
        return
    lost = [one for one in product_template().messages if one.key not in catalog.by_key]
    if lost:
        message = (
            f"strings of the product that are not in this catalog: {len(lost)}; "
            f"readers get English; run partner-kb i18n update. The first is {lost[0].msgid[:60]!r}"
        )
        yield catalog.problem(1, "missing-translation", message, warning=True)


def project_glossary(project: Project) -> Glossary:
    """The project's glossary, or else the bundled one."""
    own = project.locales / "glossary.yml"
    if own.is_file():
        return load_glossary(own, project.shown(own))
    return load_glossary(locales_dir() / "glossary.yml", "locales/glossary.yml")


def _check_role_names(project: Project, locales: tuple[str, ...]) -> list[Problem]:
    """Roles without a name in a locale: readers get the English one."""
    own = project.locales / "roles.yml"
    folders = [locales_dir(), *([project.locales] if own.is_file() else [])]
    try:
        roles = load_vocabulary(folders).entries.values()
    except SourceError as error:
        return list(error.problems)
    path = project.shown(own if own.is_file() else project.config)
    places = {} if own.is_file() else language_places(project.config)
    problems = []
    for locale in locales:
        spoken = {locale, locale.split("-")[0]}
        missing = [role.id for role in roles if not spoken & role.names.keys()]
        drafts = [role.id for role in roles if _is_draft(role, locale)]
        for found, said in ((missing, "have no name"), (drafts, "have their English name")):
            if found:
                where = f"the place for names is {project.shown(own)}"
                message = f"{len(found)} roles {said} in {locale}; the first is {found[0]}; {where}"
                line, column = places.get(locale, (1, 1))
                problems.append(
                    Problem(path, line, column, "warning", "missing-translation", message)
                )
    return problems


def _is_draft(role: Role, locale: str) -> bool:
    """Whether `i18n add` wrote the name, and nobody translated it since; products keep theirs."""
    english = role.names.get("en", "")
    return role.kind == "roles" and role.names.get(locale) == english and " " in english


def _check_pages(project: Project, locales: tuple[str, ...], glossary: Glossary) -> list[Problem]:
    problems: list[Problem] = []
    normalize = redirect_normalizer(load_redirects(project))
    for path in list_sources(project):
        try:
            sources = load_sources(project, path, locales)
        except SourceError as error:
            problems += error.problems
            continue
        for locale, source in sources.items():
            shown = project.shown(project.docs / locale / path)
            try:
                comparison = compare(project, source, locale, normalize=normalize)
                problems += check_page(comparison, shown, glossary)
            except SourceError as error:
                problems += error.problems
    return problems
