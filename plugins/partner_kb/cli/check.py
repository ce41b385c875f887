"""`partner-kb check`: the policies of a project (flows and pages are still to come)."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from partner_kb.cli.report import format_option, show
from partner_kb.errors import has_errors
from partner_kb.policy.project import check_policies


@click.command(name="check")
@click.option("-f", "config", default="mkdocs.yml", type=click.Path(path_type=Path, exists=True))
@format_option
def command(config: Path, report_format: str) -> None:
    """Report what is wrong with a project's support policies; flows have `flow check`."""
    problems = list(check_policies(config.parent / "docs"))
    show(problems, report_format)
    sys.exit(1 if has_errors(problems) else 0)
