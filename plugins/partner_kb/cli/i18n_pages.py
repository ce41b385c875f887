"""`partner-kb i18n`: the commands about translated pages."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import click

from partner_kb.cli.i18n_options import (
    chosen_locales,
    locale_argument,
    locale_option,
    one_locale_option,
    pages_argument,
    project_options,
    write_texts,
)
from partner_kb.cli.report import show
from partner_kb.errors import Problem, SourceError
from partner_kb.translation.apply import apply_returned
from partner_kb.translation.exchange import Returned, build_bundle
from partner_kb.translation.exchange_po import parse_bundle_po, render_bundle_po
from partner_kb.translation.exchange_xliff import parse_bundle_xliff, render_bundle_xliff
from partner_kb.translation.gather import gather_memory
from partner_kb.translation.memory import Memory, build_memory
from partner_kb.translation.pages import Comparison, compare_all
from partner_kb.translation.po_reader import decode_po
from partner_kb.translation.project import Project, load_project
from partner_kb.translation.record import minor_texts, page_argument, record_texts
from partner_kb.translation.recording import record_with
from partner_kb.translation.review import reviewed_page
from partner_kb.translation.status import project_status, render_status
from partner_kb.translation.tmx import parse_tmx, render_tmx
from partner_kb.translation.xml_text import decode_xml


@click.command("status")
@project_options
@locale_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "markdown"]),
    default="table",
    show_default=True,
)
def status(
    config: Path, docs: Path | None, locales: Path | None, chosen: tuple[str, ...], form: str
) -> None:
    """Say per locale and page what is translated, stale, machine-translated or missing."""
    project = load_project(config, docs=docs, locales=locales)
    names = chosen_locales(project, chosen)
    statuses = project_status(project, names, jobs=min(8, os.cpu_count() or 1))
    click.echo(render_status(statuses, form))


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
    locale = locale_argument(locale)
    memory = gather_memory(project, locale)
    texts: dict[Path, str | bytes] = {}
    for comparison in _comparisons(project, locale, pages):
        name = comparison.path.removesuffix(".md").replace("/", ".")
        if form == "po":
            text = render_bundle_po(build_bundle(comparison, memory))
            texts[output / f"{name}.{locale}.po"] = text
        else:
            text = render_bundle_xliff(build_bundle(comparison, memory, bold=True))
            texts[output / f"{name}.{locale}.xlf"] = text
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
        target = project.docs / returned.locale / returned.path
        texts[target] = applied.text
        states = {returned.locale: applied.state}
        texts.update(record_texts(project, comparison.source, states))
        show(applied.left)
        click.echo(f"{returned.name}: {applied.changed} blocks changed", err=True)
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


@click.command("review")
@project_options
@pages_argument
@one_locale_option
@click.option("--by", required=True, help="Who read it: a name that the page's front matter keeps.")
@click.option("--block", "blocks", multiple=True, help="Approve only this block (its hash).")
@click.option(
    "--date",
    "on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the review; today if absent.",
)
def review(
    config: Path,
    docs: Path | None,
    locales: Path | None,
    pages: tuple[str, ...],
    locale: str,
    by: str,
    blocks: tuple[str, ...],
    on: date | None,
) -> None:
    """Say that a person read a translation: machine becomes reviewed, stale becomes current."""
    project = load_project(config, docs=docs, locales=locales)
    day = date(on.year, on.month, on.day) if on else date.today()
    texts: dict[Path, str | bytes] = {}
    problems: list[Problem] = []
    for comparison in _comparisons(project, locale_argument(locale), pages):
        shown = project.shown(project.docs / comparison.locale / comparison.path)
        try:
            texts.update(_reviewed(project, comparison, shown, by, day, blocks))
        except SourceError as error:
            problems += error.problems
    if problems:
        raise SourceError(problems)
    write_texts(project, texts)


def _reviewed(
    project: Project,
    comparison: Comparison,
    shown: str,
    by: str,
    day: date,
    blocks: tuple[str, ...],
) -> dict[Path, str]:
    target = comparison.target
    if target is None:
        message = "the page is not translated"
        raise SourceError(Problem(shown, 0, 0, "error", "review-nothing", message))
    approved = {
        one.source.start: one.target.text
        for one in comparison.blocks
        if one.source and one.target and (not blocks or _is_one_of(blocks, one.source.hash))
    }
    unknown = [
        one for one in blocks if not any(b.source and b.source.hash.startswith(one)
                                         for b in comparison.blocks)
    ]  # fmt: skip
    if unknown:
        message = f"no block of the English page has the hash {unknown[0]}"
        raise SourceError(Problem(shown, 0, 0, "error", "review-nothing", message))
    state = record_with(comparison.blocks, comparison.state, approved)
    stale = any(one.status == "stale" for one in comparison.blocks)
    texts: dict[Path, str] = {}
    if target.translation == "machine" and not blocks:
        if target.file.suffix != ".md":
            message = "a YAML page: write `ms.translationtype: PE` into its metadata"
            raise SourceError(Problem(shown, 0, 0, "error", "page-not-writable", message))
        texts[target.file] = reviewed_page(target.text, shown, by=by, on=day)
    elif not stale and state == comparison.state:
        message = "nothing is machine-translated or stale on this page"
        raise SourceError(Problem(shown, 0, 0, "error", "review-nothing", message))
    texts.update(record_texts(project, comparison.source, {comparison.locale: state}))
    return texts


def _is_one_of(blocks: tuple[str, ...], found: str) -> bool:
    return any(len(one) >= 6 and found.startswith(one) for one in blocks)


@click.command("minor")
@project_options
@pages_argument
def minor(config: Path, docs: Path | None, locales: Path | None, pages: tuple[str, ...]) -> None:
    """Say that the latest edits of English pages need no new translation (a typo, a comma)."""
    project = load_project(config, docs=docs, locales=locales)
    write_texts(project, dict(minor_texts(project, _page_paths(project, pages))))


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
    locale = locale_argument(locale)
    english = project.source_locale
    if imported is None:
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


def _page_paths(project: Project, pages: tuple[str, ...]) -> tuple[str, ...]:
    found = {page: page_argument(project, page) for page in pages}
    for page, path in found.items():
        if path is None:
            raise click.BadParameter(f'there is no English page "{page}"')
    return tuple(dict.fromkeys(path for path in found.values() if path))


def _comparisons(project: Project, locale: str, pages: tuple[str, ...]) -> list[Comparison]:
    return list(compare_all(project, (locale,), _page_paths(project, pages)))
