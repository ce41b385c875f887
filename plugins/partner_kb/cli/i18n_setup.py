"""`partner-kb i18n add` and `pseudo`: new locales."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from partner_kb.cli.i18n_options import locale_argument, project_options, write_texts
from partner_kb.files import write_all_atomic
from partner_kb.resources import locales_dir
from partner_kb.roles.load import load_vocabulary
from partner_kb.translation.add_locale import add_locale
from partner_kb.translation.project import load_project
from partner_kb.translation.pseudo_site import write_pseudo_site
from partner_kb.translation.template import project_strings


@click.command("add")
@project_options
@click.argument("locale")
def add(config: Path, docs: Path | None, locales: Path | None, locale: str) -> None:
    """Set up a locale such as es-MX: its catalog, its role names, its line in mkdocs.yml."""
    project = load_project(config, docs=docs, locales=locales)
    name = locale_argument(locale)
    if name == project.source_locale:
        raise click.BadParameter(f"{name} is the language that is translated from")
    own = [project.locales] if (project.locales / "roles.yml").is_file() else []
    vocabulary = load_vocabulary([locales_dir(), *own])
    old = project.read_catalog(name) if project.catalog(name).is_file() else None
    template = project_strings(project).wanted(name, old)
    texts = add_locale(project, name, template, vocabulary, date.today())
    write_texts(project, dict(texts))
    click.echo(f"translate now: {project.shown(project.catalog(name))}", err=True)


@click.command("pseudo")
@project_options
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("pseudo"),
    show_default=True,
    help="The folder of the copy; it must not hold anything.",
)
def pseudo(config: Path, docs: Path | None, locales: Path | None, output: Path) -> None:
    """Copy the project with a made-up language, to see on a site what cannot be translated."""
    project = load_project(config, docs=docs, locales=locales)
    template = project_strings(project).whole
    own = [project.locales] if (project.locales / "roles.yml").is_file() else []
    vocabulary = load_vocabulary([locales_dir(), *own])
    texts = write_pseudo_site(project, output, template, vocabulary)
    write_all_atomic(texts)
    click.echo(f"build it: partner-kb build -f {output / 'mkdocs.yml'}")
