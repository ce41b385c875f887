"""`partner-kb import`: source guidance to clean pages."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from partner_kb.cli.paths import Folder, refuse_inputs
from partner_kb.cli.report import format_option, report_json, show
from partner_kb.errors import Problem, SourceError, has_errors
from partner_kb.files import write_atomic
from partner_kb.importer import ImportReport, import_sources
from partner_kb.ops.docset import canonical_locale
from partner_kb.project_file import find_project
from partner_kb.usable_names import shown_path


@click.command(name="import")
@click.argument(
    "sources", nargs=-1, required=True, metavar="SOURCE...", type=click.Path(path_type=Path)
)
@click.option(
    "--docs",
    required=True,
    type=Folder(),
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

    A SOURCE is a folder (a checkout such as live-sxs/pt-BR, one level above or below it) or a
    single file. A page that you changed by hand is never overwritten.
    """
    known = canonical_locale(locale) if locale else None
    if locale and known is None:
        raise click.BadParameter(
            f'"{locale}" is not a locale; for example pt-BR', param_hint="--locale"
        )
    _check_sources(sources, docs)
    if report:
        refuse_inputs([report], [*sources, find_project(docs)], "--report")
    beside = Path(os.path.abspath(docs)).parent / "locales"
    done = _import(sources, docs, locales or _shortest(beside), known)
    pages = {"read": done.read, "written": done.written, "skipped": done.skipped}
    if report:
        _write_report(report, report_json(done.problems, pages=pages) + "\n")
    if report_format == "json":
        click.echo(report_json(done.problems, pages=pages))
    else:
        show(done.problems)
        click.echo(
            f"{done.read} pages read, {done.written} written, {done.skipped} skipped, "
            f"{len(done.problems)} problems"
        )
    sys.exit(1 if has_errors(done.problems) else 0)


def _check_sources(sources: tuple[Path, ...], docs: Path) -> None:
    """Bad usage where a source is not there, or is what the import would write."""
    missing = [shown_path(source) for source in sources if not source.exists()]
    if missing:
        raise click.BadParameter(
            f"no such file or folder: {', '.join(missing)}", param_hint="SOURCE"
        )
    target = docs.resolve()
    for source in sources:
        if source.resolve().is_relative_to(target):
            raise click.BadParameter(
                f"{shown_path(source)} lies in {shown_path(docs)}, where the import writes; "
                "source pages in a docs folder are converted by `partner-kb build` itself",
                param_hint="SOURCE",
            )


def _import(
    sources: tuple[Path, ...], docs: Path, locales: Path, locale: str | None
) -> ImportReport:
    """Import; what the disk refuses is a problem with a place, as all others are."""
    try:
        return import_sources(sources, docs, locales, locale=locale)
    except OSError as error:
        path = shown_path(str(error.filename or docs))
        message = f"{error.strerror or error}: the import is not complete; run it again"
        raise SourceError(Problem(path, 0, 0, "error", "file-system", message)) from error


def _write_report(path: Path, text: str) -> None:
    try:
        write_atomic(path, text)
    except OSError as error:
        raise click.FileError(shown_path(path), error.strerror or str(error)) from error


def _shortest(path: Path) -> Path:
    """The path as a person would type it, where it lies below the current folder."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path
