"""Options that the commands of `partner-kb i18n` share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from partner_kb.translation.project import Project, canonical_locale

Command = TypeVar("Command", bound=Callable[..., Any])


def project_options(function: Command) -> Command:
    """The options that say where the project is."""
    for option in (
        click.option(
            "--locales",
            type=click.Path(file_okay=False, path_type=Path),
            help="The folder of the catalogs, instead of locales/ beside mkdocs.yml.",
        ),
        click.option(
            "--docs",
            type=click.Path(file_okay=False, path_type=Path),
            help="The folder of the pages, instead of the docs_dir of mkdocs.yml.",
        ),
        click.option(
            "-f",
            "--config-file",
            "config",
            type=click.Path(dir_okay=False, path_type=Path),
            default=Path("mkdocs.yml"),
            show_default=True,
            help="The project's mkdocs.yml; its folder is the project's.",
        ),
    ):
        function = option(function)
    return function


locale_option = click.option(
    "-l", "--locale", "chosen", multiple=True, help="Only this locale; may be repeated."
)


def chosen_locales(project: Project, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """The locales that a command works on; bad usage where one of them is none."""
    return tuple(locale_argument(one) for one in chosen) or project.targets


def locale_argument(text: str) -> str:
    """A locale from the command line in its canonical form."""
    try:
        return canonical_locale(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
