"""`partner-kb i18n`: files for translators and their tools, out and back."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from partner_kb.cli.i18n_options import (
    comparisons_of,
    one_locale_option,
    pages_argument,
    project_options,
    site_locale,
    write_texts,
)
from partner_kb.cli.paths import refuse_inputs
from partner_kb.cli.report import show
from partner_kb.errors import Problem, SourceError
from partner_kb.translation.apply import apply_returned, not_writable
from partner_kb.translation.exchange import Returned, build_bundle
from partner_kb.translation.exchange_po import parse_bundle_po, render_bundle_po
from partner_kb.translation.exchange_xliff import parse_bundle_xliff, render_bundle_xliff
from partner_kb.translation.gather import gather_memory
from partner_kb.translation.memory import Memory, build_memory
from partner_kb.translation.pages import Comparison, compare_all
from partner_kb.translation.po_reader import decode_po
from partner_kb.translation.project import Project, load_project
from partner_kb.translation.record import page_argument, record_texts
from partner_kb.translation.tmx import parse_tmx, render_tmx
from partner_kb.translation.xml_text import decode_xml


@click.command("export")
@project_options
@pages_argument
@one_locale_option
@click.option(
    "--format", "form", type=click.Choice(["po", "xliff"]), default="po", show_default=True
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The folder to write to; the current one if absent.",
)
def export(
    config: Path,
    docs: Path | None,
    locales: Path | None,
    pages: tuple[str, ...],
    locale: str,
    form: str,
    output: Path,
) -> None:
    """Write pages as bilingual files, filled from the translation and from earlier ones."""
    project = load_project(config, docs=docs, locales=locales)
    locale = site_locale(project, locale)
    memory = gather_memory(project, locale)
    texts: dict[Path, str | bytes] = {}
    unwritable: list[Problem] = []
    for comparison in comparisons_of(project, locale, pages):
        page = comparison.target or comparison.source
        unwritable += not_writable(comparison, project.shown(page.file))
        name = comparison.path.removesuffix(".md").replace("/", ".")
        if form == "po":
            text = render_bundle_po(build_bundle(comparison, memory))
            texts[output / f"{name}.{locale}.po"] = text
        else:
            text = render_bundle_xliff(build_bundle(comparison, memory, bold=True))
            texts[output / f"{name}.{locale}.xlf"] = text
    show(replace(one, severity="warning") for one in unwritable)
    write_texts(project, texts)


@click.command("apply")
@project_options
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--partly",
    is_flag=True,
    help="Leave alone, and list, what changed in the pages since the export; write the rest.",
)
def apply(
    config: Path, docs: Path | None, locales: Path | None, files: tuple[Path, ...], partly: bool
) -> None:
    """Take translated files back into the pages: all of them, or none if one is broken."""
    project = load_project(config, docs=docs, locales=locales)
    problems: list[Problem] = []
    texts: dict[Path, str | bytes] = {}
    seen: dict[tuple[str, str], str] = {}
    for file in files:
        try:
            returned, bold = _read_returned(file)
            first = seen.setdefault((returned.path, returned.locale), returned.name)
            if first != returned.name:
                message = f"for the same page and locale as {first}; apply one after the other"
                problems.append(Problem(returned.name, 1, 1, "error", "exchange-form", message))
                continue
            comparison = _comparison_for(project, returned)
            applied = apply_returned(comparison, returned, bold=bold, partly=partly)
        except SourceError as error:
            problems += error.problems
            continue
        if applied.changed:
            texts[project.docs / returned.locale / returned.path] = applied.text
        if comparison.target is not None or applied.changed:
            states = {returned.locale: applied.state}
            texts.update(record_texts(project, comparison.source, states))
        show(applied.left)
        blocks = "block" if applied.changed == 1 else "blocks"
        click.echo(f"{returned.name}: {applied.changed} {blocks} changed", err=True)
    if problems:
        show(sorted(problems))
        click.echo("nothing was written", err=True)
        if {one.code for one in problems} <= {"source-changed", "target-changed"}:
            click.echo("with --partly, the blocks that nobody else changed are written", err=True)
        sys.exit(1)
    write_texts(project, texts)


def _read_returned(file: Path) -> tuple[Returned, bool]:
    content = file.read_bytes()
    if file.suffix == ".po":
        return parse_bundle_po(decode_po(content, str(file)), str(file)), False
    return parse_bundle_xliff(decode_xml(content, str(file)), str(file)), True


def _comparison_for(project: Project, returned: Returned) -> Comparison:
    """The page that a file is for; `returned.path` is not trusted as a file name."""
    if page_argument(project, returned.path) != returned.path:
        message = f'there is no English page "{returned.path}"'
        raise SourceError(Problem(returned.name, 1, 1, "error", "exchange-page", message))
    if returned.locale not in project.targets:
        has = ", ".join(project.targets)
        message = f'the site has no locale "{returned.locale}"; it has {has}'
        raise SourceError(Problem(returned.name, 1, 1, "error", "exchange-locale", message))
    return next(compare_all(project, (returned.locale,), (returned.path,)))


@click.command("tmx")
@project_options
@one_locale_option
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the memory is written to; shown if absent.",
)
@click.option(
    "--import",
    "imported",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Take this TMX file into the memory instead (locales/<ll_CC>/imported.tmx).",
)
def tmx(
    config: Path,
    docs: Path | None,
    locales: Path | None,
    locale: str,
    output: Path | None,
    imported: Path | None,
) -> None:
    """Write the translation memory as TMX, or take one in from another tool."""
    project = load_project(config, docs=docs, locales=locales)
    locale = site_locale(project, locale)
    english = project.source_locale
    if imported is None:
        if output is not None:
            refuse_inputs([output], [config, project.docs, project.locales])
        text = render_tmx(gather_memory(project, locale), english, locale)
        if output is None:
            click.echo(text, nl=False)
        else:
            write_texts(project, {output: text})
        return
    kept = project.catalog(locale).parent.parent / "imported.tmx"
    text = decode_xml(imported.read_bytes(), str(imported))
    units = [*parse_tmx(text, str(imported), english, locale)]
    if not units:
        message = f"no unit in both {english} and {locale}"
        raise SourceError(Problem(str(imported), 1, 1, "error", "tmx-form", message))
    if kept.is_file():
        text = decode_xml(kept.read_bytes(), project.shown(kept))
        units += parse_tmx(text, project.shown(kept), english, locale)
    memory: Memory = build_memory(units)
    write_texts(project, {kept: render_tmx(memory, english, locale)})
