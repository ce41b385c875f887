"""How problems are shown: one line each for people, or JSON, annotations and SARIF for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from partner_kb.errors import Problem
from partner_kb.translation.checks.report import github_annotations, sarif

format_option = click.option(
    "--format",
    "report_format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How problems are printed.",
)


log_format_option = click.option(
    "--format",
    "report_format",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="github: annotations for a workflow; sarif: a log for code scanning.",
)


def show(problems: Iterable[Problem], report_format: str = "text") -> None:
    """Print problems: lines to standard error, or what a program reads to standard output.

    A build server finds files by paths that are relative to the current folder.
    """
    found = list(problems)
    if report_format in {"sarif", "github"}:
        found = [problem.at(_from_here(problem.path)) for problem in found]
    if report_format == "json":
        click.echo(report_json(found))
    elif report_format == "sarif":
        click.echo(sarif(found))
    elif report_format == "github":
        click.echo(github_annotations(found), nl=bool(found))
    else:
        for problem in found:
            click.echo(str(problem), err=True)


def _from_here(path: str) -> str:
    """A path below the current folder, relative to it; any other as it is."""
    try:
        return Path(path).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path


def report_json(problems: Iterable[Problem], **more: Mapping[str, int] | int) -> str:
    """The report as JSON: `{…more, problems: [{path, line, column, severity, code, message}]}`."""
    value = {**more, "problems": [problem.as_dict() for problem in problems]}
    return json.dumps(value, ensure_ascii=False, indent=1)
