"""`partner-kb i18n`: the translator's commands, thin over `partner_kb.translation`."""

from __future__ import annotations

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
from partner_kb.translation.extract import extract
from partner_kb.translation.mo import render_mo, usable
from partner_kb.translation.po import PoFile, render_po
from partner_kb.translation.project import Project, load_project
from partner_kb.translation.record import first_records
from partner_kb.translation.update import update_catalog


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
    write_texts(project, {project.template: render_po(_extract(project))}, check=check)


@command.command("update")
@project_options
@locale_option
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a catalog is not current.")
def update_command(
    config: Path, docs: Path | None, locales: Path | None, chosen: tuple[str, ...], check: bool
) -> None:
    """Extract, then bring the new strings into each catalog; nothing translated is lost.

    Translated pages without a record of the English they were made from get one, too.
    """
    project = load_project(config, docs=docs, locales=locales)
    template = _extract(project)
    texts: dict[Path, str | bytes] = {project.template: render_po(template)}
    for catalog, path in _catalogs(project, chosen):
        texts[path] = render_po(update_catalog(catalog, template))
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
        path.with_suffix(".mo"): render_mo(catalog) for catalog, path in _catalogs(project, chosen)
    }
    write_texts(project, compiled)


def _extract(project: Project) -> PoFile:
    mapping = project.root / "babel.cfg"
    found = extract(
        project.root,
        mapping.read_text("utf-8") if mapping.is_file() else None,
        path=project.shown(project.template),
    )
    if found.problems:
        raise SourceError(found.problems)
    return found.template


def _catalogs(project: Project, chosen: tuple[str, ...]) -> list[tuple[PoFile, Path]]:
    """The catalogs of the chosen locales (or all), every one of them read without a problem.

    A catalog that the site doesn't know is a problem, too: its work would be lost to readers.
    """
    problems: list[Problem] = [*project.strange_catalogs()]
    found: list[tuple[PoFile, Path]] = []
    names = chosen_locales(project, chosen) if chosen else project.catalog_locales
    for locale in names:
        try:
            found.append((usable(project.read_catalog(locale)), project.catalog(locale)))
        except SourceError as error:
            problems += error.problems
    if problems:
        raise SourceError(problems)
    return found
