"""`partner-kb import`: source guidance to clean pages."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from partner_kb.cli.report import format_option, report_json, show
from partner_kb.errors import has_errors
from partner_kb.files import write_atomic
from partner_kb.importer import import_sources
from partner_kb.ops import canonical_locale


@click.command(name="import")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--docs",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The docs folder to write into.",
)
@click.option(
    "--locales",
    type=click.Path(path_type=Path, file_okay=False),
    help="The locales folder; by default beside the docs folder.",
)
@click.option("--locale", help="The locale of pages that name none, such as pt-BR.")
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report to this file as JSON, too.",
)
@format_option
def command(
    sources: tuple[Path, ...],
    docs: Path,
    locales: Path | None,
    locale: str | None,
    report: Path | None,
    report_format: str,
) -> None:
    """Turn OPS source guidance into clean Markdown pages.

    SOURCES are folders (a checkout such as live-sxs/pt-BR, one level above or below it) or
    single files.
    """
    known = canonical_locale(locale) if locale else None
    if locale and known is None:
        raise click.BadParameter(
            f'"{locale}" is not a locale; for example pt-BR', param_hint="--locale"
        )
    missing = [str(source) for source in sources if not source.exists()]
    if missing:
        raise click.BadParameter(
            f"no such file or folder: {', '.join(missing)}", param_hint="SOURCES"
        )
    done = import_sources(sources, docs, locales or docs.parent / "locales", locale=known)
    pages = {"read": done.read, "written": done.written, "skipped": done.skipped}
    if report:
        write_atomic(report, report_json(done.problems, pages=pages) + "\n")
    if report_format == "json":
        click.echo(report_json(done.problems, pages=pages))
    else:
        show(done.problems)
        click.echo(
            f"{done.read} pages read, {done.written} written, {done.skipped} skipped, "
            f"{len(done.problems)} problems"
        )
    sys.exit(1 if has_errors(done.problems) else 0)
