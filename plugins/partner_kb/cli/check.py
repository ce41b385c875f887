"""`partner-kb check`: everything that can be wrong with a project, in one go."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from partner_kb.cli.report import log_format_option, show
from partner_kb.errors import Problem, has_errors
from partner_kb.project_check import check_all


@click.command(name="check")
@click.option(
    "-f",
    "--config-file",
    "config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The project's mkdocs.yml.",
)
@log_format_option
def command(config: Path, report_format: str) -> None:
    """Report everything that can be wrong with a project, in one go.

    mkdocs.yml, pages clean and raw, roles, links, tables of contents, policies, flows, catalogs
    and translations. Exit 1 where there is an error; warnings alone exit 0.
    """
    problems = check_all(config)
    show(problems, report_format)
    if report_format == "text":
        click.echo(summary(problems))
    sys.exit(1 if has_errors(problems) else 0)


def summary(problems: Sequence[Problem]) -> str:
    """`2 errors, 1 warning in 2 files`: the files that have any."""
    errors = sum(problem.severity == "error" for problem in problems)
    files = len({problem.path for problem in problems})
    counts = (
        _counted(errors, "error"),
        _counted(len(problems) - errors, "warning"),
        _counted(files, "file"),
    )
    return "{}, {} in {}".format(*counts)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
