"""`partner-kb i18n`: the translator's commands, thin over `partner_kb.translation`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from partner_kb.cli import i18n_check, i18n_pages
from partner_kb.cli.i18n_options import locale_option, project_options
from partner_kb.cli.report import show
from partner_kb.errors import Problem, SourceError
from partner_kb.files import write_all_atomic
from partner_kb.translation.extract import extract
from partner_kb.translation.mo import render_mo
from partner_kb.translation.po import PoFile, render_po
from partner_kb.translation.project import Project, load_project
from partner_kb.translation.update import update_catalog


@click.group(name="i18n")
def command() -> None:
    """The translator's workflow on catalogs and pages."""


for _one in (i18n_check.check, i18n_pages.status):
    command.add_command(_one)


@command.command("extract")
@project_options
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if the template is not current.")
def extract_command(config: Path, docs: Path | None, locales: Path | None, check: bool) -> None:
    """Collect every string into locales/partner_kb.pot."""
    project = load_project(config, docs=docs, locales=locales)
    _write(project, {project.template: render_po(_extract(project))}, check=check)


@command.command("update")
@project_options
@locale_option
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a catalog is not current.")
def update_command(
    config: Path, docs: Path | None, locales: Path | None, chosen: tuple[str, ...], check: bool
) -> None:
    """Extract, then bring the new strings into each catalog; nothing translated is lost."""
    project = load_project(config, docs=docs, locales=locales)
    template = _extract(project)
    texts: dict[Path, str] = {project.template: render_po(template)}
    for catalog, path in _catalogs(project, chosen):
        texts[path] = render_po(update_catalog(catalog, template))
    _write(project, texts, check=check)


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
    _write(project, compiled)


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
    """The catalogs of the chosen locales (or all), every one of them read without a problem."""
    problems: list[Problem] = []
    found: list[tuple[PoFile, Path]] = []
    for locale in chosen or project.catalog_locales:
        try:
            found.append((project.read_catalog(locale), project.catalog(locale)))
        except SourceError as error:
            problems += error.problems
    if problems:
        raise SourceError(problems)
    return found


def _write(project: Project, texts: Mapping[Path, str | bytes], *, check: bool = False) -> None:
    """Write what differs and say so; with `check`, only say so and exit 1."""
    if check:
        stale = [
            Problem(project.shown(path), 0, 0, "error", "catalog-not-current", "run i18n update")
            for path, text in texts.items()
            if not path.is_file() or path.read_bytes() != _bytes(text)
        ]
        show(stale)
        sys.exit(1 if stale else 0)
    written = write_all_atomic(texts)
    for path in written:
        click.echo(f"wrote {project.shown(path)}")
    if not written:
        click.echo("everything is current")


def _bytes(text: str | bytes) -> bytes:
    return text.encode("utf-8") if isinstance(text, str) else text
