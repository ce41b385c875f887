"""Options that the commands of `partner-kb i18n` share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from partner_kb.cli.report import show
from partner_kb.errors import Problem
from partner_kb.files import remove_abandoned, write_all_atomic
from partner_kb.translation.pages import Comparison, compare_all
from partner_kb.translation.project import Project, canonical_locale
from partner_kb.translation.record import page_argument

Command = TypeVar("Command", bound=Callable[..., Any])


_MAKING = ("add", "extract", "update")
"""Commands that may begin a folder of catalogs, beside a mkdocs.yml to come."""


def _existing_locales(ctx: click.Context, _option: object, folder: Path | None) -> Path | None:
    if folder is not None and not folder.exists() and ctx.command.name not in _MAKING:
        raise click.BadParameter(f'Directory "{folder}" does not exist.')
    return folder


def _existing_config(ctx: click.Context, _option: object, config: Path) -> Path:
    """A mkdocs.yml that is named has to be there; without a name, one that is there counts."""
    named = ctx.get_parameter_source("config") != ParameterSource.DEFAULT
    if named and not config.exists() and ctx.command.name not in _MAKING:
        raise click.BadParameter(f'File "{config}" does not exist.')
    return config


def project_options(function: Command) -> Command:
    """The options that say where the project is."""
    for option in (
        click.option(
            "--locales",
            type=click.Path(file_okay=False, path_type=Path),
            callback=_existing_locales,
            help="The folder of the catalogs, instead of the locales_dir of mkdocs.yml.",
        ),
        click.option(
            "--docs",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            help="The folder of the pages, instead of the docs_dir of mkdocs.yml.",
        ),
        click.option(
            "-f",
            "--config-file",
            "config",
            type=click.Path(dir_okay=False, path_type=Path),
            callback=_existing_config,
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
    return tuple(site_locale(project, one) for one in chosen) or project.targets


def site_locale(project: Project, text: str) -> str:
    """A locale from the command line that the site is translated into."""
    locale = locale_argument(text, "--locale")
    if locale not in project.targets:
        has = ", ".join(project.targets) or "none but its own"
        message = f'the site has no locale "{locale}"; it has {has} (i18n add makes one)'
        raise click.BadParameter(message)
    return locale


def locale_argument(text: str, option: str | None = None) -> str:
    """A locale from the command line in its canonical form; `option` is where it was given."""
    try:
        return canonical_locale(text)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from error


one_locale_option = click.option(
    "-l", "--locale", "locale", required=True, help="The locale of the translation, as pt-BR."
)

pages_argument = click.argument("pages", nargs=-1, required=True, metavar="PAGE...")


def page_paths(project: Project, pages: tuple[str, ...]) -> tuple[str, ...]:
    """The English pages that a person means; bad usage where one of them is none."""
    found = {page: page_argument(project, page) for page in pages}
    for page, path in found.items():
        if path is None:
            raise click.BadParameter(f'there is no English page "{page}"')
    return tuple(dict.fromkeys(path for path in found.values() if path))


def comparisons_of(project: Project, locale: str, pages: tuple[str, ...]) -> list[Comparison]:
    """These pages, compared with their translation into a locale."""
    return list(compare_all(project, (locale,), page_paths(project, pages)))


def write_texts(
    project: Project, texts: Mapping[Path, str | bytes], *, check: bool = False
) -> None:
    """Write what differs and say so; with `check`, only say so and exit 1.

    A file with the line ends of Windows keeps them.
    """
    contents = {path: _content(path, text) for path, text in texts.items()}
    if check:
        stale = [
            Problem(project.shown(path), line, 1, "error", "catalog-not-current", "run i18n update")
            for path, content in contents.items()
            if (line := _first_other_line(path, content))
        ]
        show(stale)
        sys.exit(1 if stale else 0)
    for folder in (project.locales, project.docs):
        remove_abandoned(folder)
    written = write_all_atomic(contents)
    for path in written:
        click.echo(f"wrote {project.shown(path)}")
    if not written:
        click.echo("everything is current")


def _first_other_line(path: Path, wanted: bytes) -> int:
    """The first line of a file that is not as it should be, from 1; 0 where all are."""
    if not path.is_file():
        return 1
    found, lines = path.read_bytes().split(b"\n"), wanted.split(b"\n")
    if found == lines:
        return 0
    pairs = enumerate(zip(found, lines, strict=False), 1)
    end = min(len(found), len(lines))
    return next((number for number, (one, other) in pairs if one != other), end)


def _content(path: Path, text: str | bytes) -> bytes:
    if isinstance(text, bytes):
        return text
    if path.is_file() and b"\r\n" in path.read_bytes():
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    return text.encode("utf-8")
