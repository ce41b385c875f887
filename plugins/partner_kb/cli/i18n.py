"""`partner-kb i18n`: the translator's commands, thin over `partner_kb.translation`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from partner_kb.cli import i18n_check, i18n_exchange, i18n_pages, i18n_setup
from partner_kb.cli.i18n_options import (
    chosen_locales,
    locale_option,
    project_options,
    write_texts,
)
from partner_kb.errors import Problem, SourceError
from partner_kb.translation.mo import render_mo, usable
from partner_kb.translation.po import PoFile, render_po
from partner_kb.translation.project import Project, load_project
from partner_kb.translation.record import first_records
from partner_kb.translation.template import (
    Strings,
    is_without_catalog,
    project_strings,
    with_bundled,
)
from partner_kb.translation.update import new_catalog, update_catalog


@click.group(name="i18n")
def command() -> None:
    """The translator's workflow on catalogs and pages."""


for _one in (
    i18n_setup.add,
    i18n_pages.status,
    i18n_check.check,
    i18n_exchange.export,
    i18n_exchange.apply,
    i18n_pages.review,
    i18n_pages.minor,
    i18n_exchange.tmx,
    i18n_setup.pseudo,
):
    command.add_command(_one)


@command.command("extract")
@project_options
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if the template is not current.")
def extract_command(config: Path, docs: Path | None, locales: Path | None, check: bool) -> None:
    """Collect every string into locales/partner_kb.pot."""
    project = load_project(config, docs=docs, locales=locales)
    template = project_strings(project).template(project)
    write_texts(project, {project.template: render_po(template)}, check=check)


@command.command("update")
@project_options
@locale_option
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a catalog is not current.")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Put all strings into the catalogs, those too that the product translates itself.",
)
def update_command(
    config: Path,
    docs: Path | None,
    locales: Path | None,
    chosen: tuple[str, ...],
    check: bool,
    everything: bool,
) -> None:
    """Extract, then bring the new strings into each catalog; nothing translated is lost.

    A catalog holds the project's own strings, and in languages that the product does not bring
    along those of the product, too. With --all it holds them in every language, translated as
    the product has them, to be changed.

    A language of the site without a catalog gets one, where there is anything to translate.
    Translated pages without a record of the English they were made from get one, too.
    """
    project = load_project(config, docs=docs, locales=locales)
    strings = project_strings(project)
    texts: dict[Path, str | bytes] = {
        project.template: render_po(strings.template(project)),
    }
    for catalog, path, locale in _catalogs(project, chosen, strings):
        wanted = strings.whole if everything else strings.wanted(locale, catalog)
        merged = update_catalog(catalog, wanted)
        if merged.messages or path.is_file():
            texts[path] = render_po(with_bundled(merged, locale) if everything else merged)
    texts.update(first_records(project, chosen_locales(project, chosen)))
    write_texts(project, texts, check=check)


@command.command("compile")
@project_options
@locale_option
def compile_command(
    config: Path, docs: Path | None, locales: Path | None, chosen: tuple[str, ...]
) -> None:
    """Write a .mo file beside each catalog (the build does not need them)."""
    project = load_project(config, docs=docs, locales=locales)
    compiled = {
        path.with_suffix(".mo"): render_mo(catalog)
        for catalog, path, _ in _catalogs(project, chosen)
    }
    write_texts(project, compiled)


def _catalogs(
    project: Project, chosen: tuple[str, ...], strings: Strings | None = None
) -> list[tuple[PoFile, Path, str]]:
    """The catalogs of the chosen locales (or all), every one of them read without a problem.

    With `strings`, a language of the site that has none gets an empty one. A catalog
    that the site doesn't know is a problem, too: its work would be lost to readers.
    """
    problems: list[Problem] = [*project.strange_catalogs()]
    found: list[tuple[PoFile, Path, str]] = []
    names = chosen_locales(project, chosen)
    for locale in names if chosen else sorted({*names, *project.catalog_locales}):
        path = project.catalog(locale)
        if path.is_file() or (strings is None and chosen):
            try:
                found.append((usable(project.read_catalog(locale)), path, locale))
            except SourceError as error:
                problems += error.problems
        elif strings and is_without_catalog(project, locale):
            nothing = replace(strings.own, messages=())
            found.append((new_catalog(nothing, locale, str(path), date.today()), path, locale))
    if problems:
        raise SourceError(problems)
    return found
