"""`partner-kb policy`: new, check, schema, render and publish support policies."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from partner_kb.catalog_folder import catalog_folder, docs_of, site_locales
from partner_kb.cli.i18n_options import locale_argument
from partner_kb.cli.paths import Folder, refuse_inputs
from partner_kb.cli.report import format_option, show
from partner_kb.errors import Problem, SourceError, has_errors, near_miss
from partner_kb.files import write_all_atomic, write_atomic
from partner_kb.policy.build_day import build_day
from partner_kb.policy.load import LOCALES, policy_schema
from partner_kb.policy.pdf import PdfUnavailable, render_pdf
from partner_kb.policy.project import SITE_PAGES, read_file
from partner_kb.policy.publish import logo_data, published_files
from partner_kb.policy.render import Request, policy_json, render_markdown, render_page
from partner_kb.policy.skeleton import Answers, render_skeleton
from partner_kb.policy.twin.primitives import groups
from partner_kb.policy.twin.view import DOCUMENTS

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)

allow_untranslated = click.option(
    "--allow-untranslated", is_flag=True, help="Texts that a locale lacks are only warnings."
)
overrides_option = click.option(
    "--templates", type=FOLDER, help="Your own templates; one of the same name replaces ours."
)
locales_option = click.option(
    "--locales",
    type=FOLDER,
    help="The project's own catalogs; by default what its mkdocs.yml says.",
)
today_option = click.option(
    "--today",
    metavar="YYYY-MM-DD",
    help="The day from which openings are exported; by default SOURCE_DATE_EPOCH, or today.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Support policies: new, check, schema, render, publish."""


@command.command()
@click.argument("policy_id", metavar="ID")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="The file to write.")
@click.option("--non-interactive", is_flag=True, help="Ask nothing: write blanks to fill in.")
def new(policy_id: str, out: Path | None, non_interactive: bool) -> None:
    """Write a commented policy to fill in; asks for the first answers."""
    if groups(r"[a-z0-9]+(-[a-z0-9]+)*", policy_id) is None:
        raise click.UsageError(
            f'"{policy_id}" is no identifier: small letters, digits and hyphens, such as my-company'
        )
    if policy_id in SITE_PAGES:
        raise click.UsageError(f'"{policy_id}" is a page of every site: choose another identifier')
    target = out or Path("docs/policies") / f"{policy_id}.yml"
    if target.exists():
        raise click.UsageError(f"{target} exists: choose another name")
    answers = Answers() if non_interactive else _ask()
    write_atomic(target, render_skeleton(policy_id, answers))
    click.echo(f"{target}: fill in what says TODO, then: partner-kb policy check {target}")


def _ask() -> Answers:
    """The questions of `policy new`; an empty answer leaves the blank."""

    def ask(question: str, otherwise: str = "") -> str:
        return str(click.prompt(question, default=otherwise, show_default=bool(otherwise)))

    return Answers(
        legal_name=ask("Legal name of the company"),
        city=ask("City of its registered address"),
        country=ask("Country (two letters, such as BR)"),
        language=ask("Language that counts (pt-BR, zh-CN, ru-RU or en)", "en"),
        zone=ask("Time zone (such as America/Sao_Paulo)"),
        model=ask("Partner model (direct-bill or indirect-reseller)", "direct-bill"),
        email=ask("Support email address"),
        phone=ask("Support phone number (such as +12025550143)"),
    )


@command.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--locale", "chosen", multiple=True, help="Whose translations are wanted.")
@allow_untranslated
@format_option
def check(
    files: Sequence[Path], chosen: Sequence[str], allow_untranslated: bool, report_format: str
) -> None:
    """Report what is wrong with policy files; exit 1 where there is an error.

    A text that is given by language is wanted in each language of the site, which the mkdocs.yml
    above the file names; where there is none, in all four. --locale asks for others.
    """
    wanted = [locale_argument(locale, "--locale") for locale in chosen]
    problems: list[Problem] = []
    good: list[Path] = []
    for path in files:
        spoken = wanted or _spoken(path)
        loaded = read_file(path, spoken, allow_untranslated=allow_untranslated)
        problems += loaded.problems
        good += [path] if loaded.policy is not None else []
    show(problems, report_format)
    if report_format == "text":
        for path in good:
            click.echo(f"{path}: good")
    sys.exit(1 if has_errors(problems) else 0)


@command.command()
def schema() -> None:
    """Print the JSON Schema of a policy file, for editors."""
    click.echo(json.dumps(policy_schema(), indent=2, ensure_ascii=False))


@command.command()
@click.argument("file", type=FILE)
@click.option("--locale", required=True, help="Such as pt-BR.")
@click.option("--format", "output", type=click.Choice(["html", "md", "pdf", "json"]), required=True)
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--document", type=click.Choice(DOCUMENTS), default="policy", show_default=True)
@overrides_option
@locales_option
@today_option
def render(
    file: Path,
    locale: str,
    output: str,
    out: Path,
    document: str,
    templates: Path | None,
    locales: Path | None,
    today: str | None,
) -> None:
    """Write one document of a policy in one locale."""
    _known_locale(locale, file)
    own = locales or catalog_folder(docs_of(file))
    refuse_inputs([out], [file, templates, own])
    loaded = read_file(file, allow_untranslated=True)
    policy = loaded.policy
    errors = [problem for problem in loaded.problems if problem.severity == "error"]
    if policy is None:
        raise SourceError(errors)
    request = Request(
        policy,
        locale,
        document,
        _today(today).isoformat(),
        own,
        templates,
        logo_data(policy, file.parent),
    )
    write_atomic(out, _rendered(request, output))


def _rendered(request: Request, output: str) -> str | bytes:
    if output == "json":
        return policy_json(request)
    if output == "md":
        return render_markdown(request)
    if output == "html":
        return render_page(request)
    try:
        return render_pdf(request)
    except PdfUnavailable as error:
        raise click.ClickException(str(error)) from error


@command.command()
@click.argument("file", type=FILE)
@click.option("-o", "--out", type=Folder(), required=True)
@click.option(
    "--locale", "chosen", multiple=True, help="Only these locales; by default the site's."
)
@click.option("--no-pdf", is_flag=True, help="Without PDF files.")
@allow_untranslated
@overrides_option
@locales_option
@today_option
@format_option
def publish(
    file: Path,
    out: Path,
    chosen: Sequence[str],
    no_pdf: bool,
    allow_untranslated: bool,
    templates: Path | None,
    locales: Path | None,
    today: str | None,
    report_format: str,
) -> None:
    """Write a small static site of a policy, for the partner's own customers."""
    for locale in chosen:
        _known_locale(locale, file)
    spoken = tuple(chosen) or _spoken(file)
    own = locales or catalog_folder(docs_of(file))
    loaded = read_file(file, spoken, strict=True, allow_untranslated=allow_untranslated)
    show(loaded.problems, report_format)
    if loaded.policy is None:
        sys.exit(1)
    try:
        files = published_files(
            loaded.policy,
            spoken,
            _today(today),
            with_pdf=not no_pdf,
            overlay=own,
            overrides=templates,
            logo=logo_data(loaded.policy, file.parent),
        )
    except PdfUnavailable as error:
        raise click.ClickException(f"{error}; or give --no-pdf") from error
    texts = {out / name: text for name, text in files.items()}
    refuse_inputs(texts, [file, templates, own])
    write_all_atomic(texts)
    if report_format == "text":
        click.echo(f"{len(files)} files: {out / 'index.html'}")


def _spoken(file: Path) -> Sequence[str]:
    """The locales of the site that a policy belongs to; all of ours where it is of none."""
    return site_locales(docs_of(file)) or LOCALES


def _known_locale(locale: str, file: Path) -> None:
    known = {*LOCALES, *_spoken(file)}
    if locale not in known:
        raise click.UsageError(f'no locale "{locale}".{near_miss(locale, known)}')


def _today(given: str | None) -> date:
    """The day given, or that of the build."""
    if given is not None:
        try:
            return date.fromisoformat(given)
        except ValueError as error:
            raise click.UsageError(f"--today {given}: write YYYY-MM-DD") from error
    return build_day()
