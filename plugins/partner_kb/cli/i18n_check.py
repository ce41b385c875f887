"""`partner-kb i18n check`: what is broken in catalogs and translated pages."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from partner_kb.cli.i18n_options import chosen_locales, locale_option, project_options
from partner_kb.cli.report import log_format_option, show
from partner_kb.errors import has_errors
from partner_kb.translation.checks import RULES
from partner_kb.translation.checks.project import check_project
from partner_kb.translation.project import load_project


@click.command("check")
@project_options
@locale_option
@log_format_option
@click.option("--rules", is_flag=True, help="List the rules and stop.")
def check(
    config: Path,
    docs: Path | None,
    locales: Path | None,
    chosen: tuple[str, ...],
    report_format: str,
    rules: bool,
) -> None:
    """Report broken placeholders, markup, links, numbers, terms, typography and the like.

    A comment switches a rule off where it is wrong: "partner-kb: allow RULE: the reason".
    """
    if rules:
        for rule, text in RULES.items():
            click.echo(f"{rule:20} {text}")
        return
    project = load_project(config, docs=docs, locales=locales)
    problems = check_project(project, chosen_locales(project, chosen))
    show(problems, report_format)
    sys.exit(1 if has_errors(problems) else 0)
