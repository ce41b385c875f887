"""`partner-kb build` and `partner-kb serve`: MkDocs underneath, the site replaced as a whole.

A build goes into a folder beside the site and takes its place by rename, so that a failed build,
or a killed one, leaves the last good site. With `--jobs`, each locale is built by a process of
its own, which inherits what was read and staged once.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from partner_kb.cli.report import show
from partner_kb.errors import SourceError
from partner_kb.mkdocs_plugin import PartnerKBPlugin, locales, postbuild

_file_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default="mkdocs.yml",
    show_default=True,
    help="The project's mkdocs.yml.",
)


@click.command("build", help="Build the site; a failed build leaves the last good one.")
@_file_option
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
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
    with _logging(logging.WARNING):
        config = _load(config_file)
        target = Path(site_dir or config.site_dir).resolve()
        with _replacing(target) as folder:
            config.site_dir = str(folder)
            pages = _build(config, jobs or os.cpu_count() or 1)
    seconds = time.monotonic() - started
    click.echo(f"Built {pages} pages in {seconds:.1f} s: {target / 'index.html'}")


@click.command("serve", help="Build the site and serve it, again after each saved change.")
@_file_option
@click.option("--addr", metavar="HOST:PORT", help="Where to serve; 127.0.0.1:8000 if not given.")
def serve(config_file: Path, addr: str | None) -> None:
    """Serve with live reload, from a temporary folder."""
    with _logging(logging.INFO):
        try:
            mkdocs_serve(str(config_file), dev_addr=addr)
        except OSError as error:  # such as an address in use
            raise click.ClickException(f"Cannot serve at {addr or 'dev_addr'}: {error}") from error


def _load(config_file: Path) -> MkDocsConfig:
    config = load_config(str(config_file), strict=True)
    if "partner-kb" not in config.plugins:
        raise click.ClickException(f"{config_file}: the plugin partner-kb is not under `plugins:`.")
    return config


def _build(config: MkDocsConfig, jobs: int) -> int:
    """Build into config.site_dir; returns the number of pages."""
    plugin = config.plugins["partner-kb"]
    if not isinstance(plugin, PartnerKBPlugin):
        raise click.ClickException("partner-kb in mkdocs.yml is not this project's plugin.")
    config.plugins.on_startup(command="build", dirty=False)
    try:
        builder = plugin.start(config)
        errors = [problem for problem in builder.site.problems if problem.severity == "error"]
        if errors:
            raise SourceError(errors)
        warnings = len(builder.site.problems)
        if warnings:
            click.echo(
                f"{warnings} warnings in the source: `partner-kb check` lists them.", err=True
            )
        order = builder.locales.order
        if jobs == 1 or len(order) == 1 or "fork" not in multiprocessing.get_all_start_methods():
            mkdocs_build(config)
        else:
            _build_apart(config, order, jobs)
            problems = postbuild.finish(builder, Path(config.site_dir))
            if problems:
                raise SourceError(problems)
        return sum(len(builder.site.corpus.view(locale).pages) for locale in order)
    finally:
        config.plugins.on_shutdown()


def _build_apart(config: MkDocsConfig, order: Sequence[str], jobs: int) -> None:
    """Each locale in a process forked from this one, so that nothing is read twice."""
    fork = multiprocessing.get_context("fork")
    waiting = list(order)
    running: list[multiprocessing.process.BaseProcess] = []
    failed = False
    while waiting or running:
        while waiting and len(running) < jobs:
            process = fork.Process(target=_build_locale, args=(config, waiting.pop(0)))
            process.start()
            running.append(process)
        first = running.pop(0)
        first.join()
        failed = failed or first.exitcode != 0
    if failed:
        raise click.ClickException("The site was not built; what is wrong stands above.")


def _build_locale(config: MkDocsConfig, locale: str) -> None:
    """What a child does; its exit code tells how it went."""
    try:
        with locales.only_locale(config, locale):
            mkdocs_build(config)
    except SourceError as error:
        show(error.problems)
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(1)


@contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """A folder to fill, which then takes the place of `target`; after an error it is removed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        folder.chmod(0o755)
        yield folder
        old = folder.with_name(f"{folder.name}.old")
        if target.exists():
            target.rename(old)
        try:
            folder.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


@contextmanager
def _logging(level: int) -> Iterator[None]:
    """MkDocs' own log, on standard error."""
    logger = logging.getLogger("mkdocs")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)-7s %(message)s"))
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(level)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's advertisement
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)
