"""How problems are shown: one line each for people, or JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

import click

from partner_kb.errors import Problem

format_option = click.option(
    "--format",
    "report_format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How problems are printed.",
)


def show(problems: Iterable[Problem], report_format: str = "text") -> None:
    """Print problems: lines to standard error, or one JSON object to standard output."""
    found = list(problems)
    if report_format == "json":
        click.echo(report_json(found))
        return
    for problem in found:
        click.echo(str(problem), err=True)


def report_json(problems: Iterable[Problem], **more: Mapping[str, int] | int) -> str:
    """The report as JSON: `{…more, problems: [{path, line, column, severity, code, message}]}`."""
    value = {**more, "problems": [problem.as_dict() for problem in problems]}
    return json.dumps(value, ensure_ascii=False, indent=1)
