"""`partner-kb i18n`: how far translated pages are, and what a person says of them."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from partner_kb.cli.i18n_options import (
    chosen_locales,
    comparisons_of,
    locale_option,
    one_locale_option,
    page_paths,
    pages_argument,
    project_options,
    site_locale,
    write_texts,
)
from partner_kb.errors import Problem, SourceError
from partner_kb.translation.pages import Comparison
from partner_kb.translation.project import Project, load_project
from partner_kb.translation.record import minor_texts, record_texts
from partner_kb.translation.recording import record_with
from partner_kb.translation.review import reviewed_page
from partner_kb.translation.status import project_status
from partner_kb.translation.status_tables import render_status


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
    for comparison in comparisons_of(project, site_locale(project, locale), pages):
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
        raise SourceError(Problem(shown, 1, 1, "error", "review-nothing", message))
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
        raise SourceError(Problem(shown, 1, 1, "error", "review-nothing", message))
    state = record_with(comparison.blocks, comparison.state, approved)
    stale = any(one.status == "stale" for one in comparison.blocks)
    texts: dict[Path, str] = {}
    if target.translation == "machine" and not blocks:
        if target.file.suffix != ".md":
            message = "a YAML page: write `ms.translationtype: PE` into its metadata"
            raise SourceError(Problem(shown, 1, 1, "error", "page-not-writable", message))
        texts[target.file] = reviewed_page(target.text, shown, by=by, on=day)
    elif not stale and state == comparison.state:
        message = "nothing is machine-translated or stale on this page"
        raise SourceError(Problem(shown, 1, 1, "error", "review-nothing", message))
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
    write_texts(project, dict(minor_texts(project, page_paths(project, pages))))
