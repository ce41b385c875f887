"""`partner-kb flow`: check, schema, graph and paths of escalation flows."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from partner_kb.catalog import load_translations
from partner_kb.catalog_folder import catalog_folder, docs_of, project_above
from partner_kb.cli.i18n_options import locale_argument
from partner_kb.cli.report import format_option, show
from partner_kb.errors import Problem, SourceError, has_errors
from partner_kb.flow.check import check_flow, find_cycles
from partner_kb.flow.graph import dot, mermaid
from partner_kb.flow.load import LoadedFlow, load_flow, load_flows
from partner_kb.flow.paths import report
from partner_kb.flow.project import (
    anchors_below,
    catalog_locales,
    english_folder,
    flow_ids,
    read_text,
    role_ids,
)
from partner_kb.flow.render import render_diagram
from partner_kb.flow.schema import json_schema

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Escalation flows: check, schema, graph, paths."""


@command.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--docs", type=FOLDER, help="The docs folder; by default found beside the file.")
@click.option(
    "--locales",
    type=FOLDER,
    help="The project's own catalogs and vocabulary; by default what its mkdocs.yml says.",
)
@click.option("--locale", "chosen", multiple=True, help="Whose translations are wanted.")
@click.option(
    "--allow-untranslated", is_flag=True, help="Texts that a locale lacks are only warnings."
)
@format_option
def check(
    files: Sequence[Path],
    docs: Path | None,
    locales: Path | None,
    chosen: Sequence[str],
    allow_untranslated: bool,
    report_format: str,
) -> None:
    """Report what is wrong with flow files; exit 1 where there is an error.

    A flow must be translated into each language of its site, which the mkdocs.yml above it names;
    where there is none, into those that the project has catalogs for. --locale asks for others.
    """
    chosen = [locale_argument(locale, "--locale") for locale in chosen]
    texts, problems = _read_all(files)
    loaded: Sequence[LoadedFlow] = ()
    try:
        loaded = load_flows(texts)
    except SourceError as error:
        problems += error.problems
    for one in loaded:
        file = Path(one.source.path)
        home = docs or docs_of(file)
        project = project_above(home)
        own = locales or catalog_folder(home)
        wanted = chosen or (project.targets if project else catalog_locales(own))
        pages = english_folder(home)
        problems += check_flow(
            one,
            anchors=anchors_below(pages) if pages else None,
            roles=role_ids(own),
            flows=flow_ids(file) | {other.flow.id for other in loaded},
            translations={locale: load_translations(locale, own) for locale in wanted},
            allow_untranslated=allow_untranslated,
        )
    show(problems, report_format)
    if report_format == "text" and not has_errors(problems):
        for one in loaded:
            counts = f"{len(one.flow.questions)} questions, {len(one.flow.outcomes)} outcomes"
            click.echo(f"{one.source.path}: {counts}: good")
    sys.exit(1 if has_errors(problems) else 0)


@command.command()
def schema() -> None:
    """Print the JSON Schema of a flow file, for editors."""
    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


@command.command()
@click.argument("file", type=FILE)
@click.option("--format", "form", type=click.Choice(["mermaid", "dot", "svg"]), default="mermaid")
@click.option("--locale", default="en", help="The language of the labels.")
@click.option(
    "--locales",
    type=FOLDER,
    help="The project's own catalogs; by default what its mkdocs.yml says.",
)
def graph(file: Path, form: str, locale: str, locales: Path | None) -> None:
    """Draw a flow, as Mermaid, DOT or SVG, on standard output."""
    locale = locale_argument(locale, "--locale")
    flow = _sound(file).flow
    catalog = load_translations(locale, locales or catalog_folder(docs_of(file)))
    if form == "svg":
        click.echo(render_diagram(flow, locale, catalog, standalone=True))
        return
    click.echo((mermaid if form == "mermaid" else dot)(flow, catalog.gettext), nl=False)


@command.command()
@click.argument("file", type=FILE)
@click.option("--format", "_form", type=click.Choice(["json"]), default="json")
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=10_000,
    show_default=True,
    help="How many paths to list.",
)
def paths(file: Path, _form: str, limit: int) -> None:
    """Print every path with its outcome, counts, the longest, and outcomes never reached."""
    loaded = _sound(file)
    click.echo(json.dumps(report(loaded.flow, limit), ensure_ascii=False, indent=1))


def _read_all(files: Sequence[Path]) -> tuple[list[tuple[str, str]], list[Problem]]:
    """The texts of the files, and the problems of those that can't be read."""
    texts: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for file in files:
        try:
            texts.append((read_text(file), str(file)))
        except SourceError as error:
            problems += error.problems
    return texts, problems


def _sound(file: Path) -> LoadedFlow:
    """A flow without errors of its own; raises `SourceError` with them."""
    loaded = load_flow(read_text(file), str(file))
    errors = [problem for problem in check_flow(loaded) if problem.severity == "error"]
    if errors and (find_cycles(loaded.flow) or any(p.code != "unreachable-node" for p in errors)):
        raise SourceError(errors)
    return loaded
