"""`partner-kb i18n`: the commands about translated pages."""

from __future__ import annotations

from pathlib import Path

import click

from partner_kb.cli.i18n_options import chosen_locales, locale_option, project_options
from partner_kb.translation.project import load_project
from partner_kb.translation.status import project_status, render_status


@click.command("status")
@project_options
@locale_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "markdown"]),
    default="table",
    show_default=True,
)
def status(
    config: Path, docs: Path | None, locales: Path | None, chosen: tuple[str, ...], form: str
) -> None:
    """Say per locale and page what is translated, stale, machine-translated or missing."""
    project = load_project(config, docs=docs, locales=locales)
    click.echo(render_status(project_status(project, chosen_locales(project, chosen)), form))
