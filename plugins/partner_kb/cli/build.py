"""`partner-kb build` and `partner-kb serve`: MkDocs underneath, the site replaced as a whole.

A build goes into a folder beside the site and takes its place by rename, so that a failed build,
or a killed one, leaves the last good site. Where nothing has changed since, the site stays.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click
from mkdocs.config.base import ValidationError
from mkdocs.config.config_options import IpAddress
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from partner_kb.cli.paths import Folder
from partner_kb.cli.report import show
from partner_kb.errors import SourceError
from partner_kb.files import refuse_unreadable
from partner_kb.mkdocs_plugin import PartnerKBPlugin
from partner_kb.mkdocs_plugin.build_lock import one_build
from partner_kb.mkdocs_plugin.config import project_folder
from partner_kb.mkdocs_plugin.fitness import foreign_fault, site_fault
from partner_kb.mkdocs_plugin.inputs import is_known
from partner_kb.mkdocs_plugin.last_build import LastBuild, find_last_build, keep_last_build
from partner_kb.mkdocs_plugin.log import logging_to_stderr
from partner_kb.mkdocs_plugin.project_config import LAST_PORT, foreign_site, load_project_config
from partner_kb.replacing import replacing

_file_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default="mkdocs.yml",
    show_default=True,
    help="The project's mkdocs.yml.",
)


class _Address(click.ParamType[str]):
    """Where to serve, as MkDocs reads it."""

    name = "HOST:PORT"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The address as it was given."""
        try:
            port = IpAddress().validate(value).port  # type: ignore[no-untyped-call]  # MkDocs'
        except ValidationError as error:
            self.fail(f'"{value}": {error}. An example: 127.0.0.1:8000', param, ctx)
        if not 0 < port <= LAST_PORT:
            self.fail(f'"{value}": ports are 1 to {LAST_PORT}', param, ctx)
        return value


@click.command("build", help="Build the site; a failed build leaves the last good one.")
@_file_option
@click.option(
    "--site-dir",
    type=Folder(),
    help="Where the site goes, instead of site_dir in mkdocs.yml.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    help="How many locales are built at a time; as many as there are processors, if not given.",
)
def build(config_file: Path, site_dir: Path | None, jobs: int | None) -> None:
    """Build and put in place."""
    started = time.monotonic()
    with logging_to_stderr(logging.WARNING), _ending_well():
        config, plugin = load_project_config(config_file, strict=True)
        refuse_unreadable(Path(config.docs_dir), _overlay(config, plugin))
        target = _target(config, plugin, site_dir)
        cache = plugin.cache_folder(config)
        with one_build(cache):
            inputs = plugin.read_inputs(config)
            done = find_last_build(cache, target, inputs.everything) if inputs else None
            if done is not None:
                _tell_warnings(done.warnings)
                click.echo(f"Nothing has changed; {done.pages} pages: {target / 'index.html'}")
                return
            done = _build(config, plugin, target, jobs or os.cpu_count() or 1)
            if inputs:
                keep_last_build(cache, target, done)
    seconds = time.monotonic() - started
    click.echo(f"Built {done.pages} pages in {seconds:.1f} s: {target / 'index.html'}")


@click.command("serve", help="Build the site and serve it, again after each saved change.")
@_file_option
@click.option("--addr", type=_Address(), help="Where to serve; 127.0.0.1:8000 if not given.")
def serve(config_file: Path, addr: str | None) -> None:
    """Serve with live reload, from a temporary folder; with MkDocs' own means where somebody's
    code takes part, or where processes cannot be forked.
    """
    from mkdocs.commands.serve import serve as mkdocs_serve

    from partner_kb.mkdocs_plugin import live_server
    from partner_kb.mkdocs_plugin.run import can_fork

    with logging_to_stderr(logging.INFO), _ending_well():
        config, plugin = load_project_config(config_file, dev_addr=addr)
        overlay = _overlay(config, plugin)
        refuse_unreadable(Path(config.docs_dir), overlay)
        try:
            if is_known(config) and can_fork():
                live_server.serve_live(config, config_file, overlay)
            else:
                mkdocs_serve(str(config_file), dev_addr=addr)
        except Abort as error:
            raise click.ClickException(str(error)) from None
        except OSError as error:  # such as an address in use
            if error.filename is not None:
                raise
            raise click.ClickException(f"Cannot serve at {addr or 'dev_addr'}: {error}") from error


def _overlay(config: MkDocsConfig, plugin: PartnerKBPlugin) -> Path:
    return project_folder(config) / plugin.config.locales_dir


def _target(config: MkDocsConfig, plugin: PartnerKBPlugin, site_dir: Path | None) -> Path:
    """The folder to replace: bad usage, or an error in mkdocs.yml, where it is no site's."""
    target = Path(site_dir or config.site_dir).resolve()
    if site_dir is not None:
        fault = site_fault(config, plugin.config, target)
        if fault is not None:
            raise click.BadParameter(f'"{site_dir}" {fault}', param_hint="--site-dir")
        fault = foreign_fault(target)
        if fault is not None:
            raise click.BadParameter(f'"{site_dir}" {fault}', param_hint="--site-dir")
        return target
    foreign = foreign_site(config)
    if foreign is not None:
        raise SourceError(foreign)
    return target


def _build(config: MkDocsConfig, plugin: PartnerKBPlugin, target: Path, jobs: int) -> LastBuild:
    """Build, and let the site take the place of `target`."""
    # Here, so that a build without changes does not wait for what it does not need.
    from partner_kb.mkdocs_plugin.run import BuildFailedError, run

    with replacing(target) as folder:
        config.site_dir = str(folder)
        try:
            builder = run(config, plugin, jobs, lambda error: show(error.problems))
        except BuildFailedError:
            message = "The site was not built; what is wrong stands above."
            raise click.ClickException(message) from None
    site, inputs = builder.site, builder.inputs
    _tell_warnings(len(site.problems))
    pages = sum(len(site.corpus.view(locale).pages) for locale in builder.locales.order)
    return LastBuild(inputs.everything if inputs else "", pages, len(site.problems))


def _tell_warnings(count: int) -> None:
    if count:
        click.echo(f"{count} warnings in the source: `partner-kb check` lists them.", err=True)


@contextmanager
def _ending_well() -> Iterator[None]:
    """Let SIGTERM end the program as Ctrl+C does: without leaving a process or a folder."""

    def stop(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
