"""One build of the whole site, with as many processes as there are to use.

In: MkDocs' config. Out: the site in `config.site_dir`. With several processes each locale is
built in a fork of this one, which inherits what was read and staged once; the policies' data,
which need none of that, are begun before. With one process MkDocs and static-i18n do it all.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from partner_kb.errors import SourceError
from partner_kb.mkdocs_plugin import locales, postbuild
from partner_kb.mkdocs_plugin.builder import Builder
from partner_kb.mkdocs_plugin.plugin import PartnerKBPlugin

Report = Callable[[SourceError], None]
"""Tells a person of problems, from whichever process."""


class BuildFailedError(Exception):
    """A process failed, and has said why."""


@dataclass(slots=True)
class Processes:
    """Forks of this process, at most `most` at a time; on the way out none is left."""

    most: int
    report: Report
    running: list[BaseProcess] = field(default_factory=list)
    failed: bool = False

    def start(self, task: Callable[..., None], *values: object) -> None:
        """Run `task(*values)` in a fork, when one of the others has ended if need be."""
        while len(self.running) >= self.most:
            self._collect()
        context = multiprocessing.get_context("fork")
        process = context.Process(target=self._run, args=(task, values), daemon=True)
        process.start()
        self.running.append(process)

    def join(self) -> None:
        """Wait for all; raises `BuildFailedError` where one failed."""
        while self.running:
            self._collect()
        if self.failed:
            raise BuildFailedError

    def __enter__(self) -> Processes:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        for process in self.running:
            process.terminate()
        for process in self.running:
            process.join()

    def _collect(self) -> None:
        """Wait until at least one process has ended."""
        wait([process.sentinel for process in self.running])
        for process in [one for one in self.running if not one.is_alive()]:
            process.join()
            self.failed = self.failed or process.exitcode != 0
            self.running.remove(process)

    def _run(self, task: Callable[..., None], values: tuple[object, ...]) -> None:
        """What a fork does; its exit code tells how it went."""
        try:
            task(*values)
        except SourceError as error:
            self.report(error)
            sys.exit(1)
        except Abort:  # MkDocs has logged what is wrong
            sys.exit(1)
        except MkDocsException as error:
            error.show()
            sys.exit(1)


def run(config: MkDocsConfig, plugin: PartnerKBPlugin, jobs: int, report: Report) -> Builder:
    """Build into config.site_dir. Raises `SourceError`, MkDocs' errors or `BuildFailedError`."""
    config.plugins.on_startup(command="build", dirty=False)
    try:
        order = locales.site_locales(config).order
        forks = "fork" in multiprocessing.get_all_start_methods()
        if jobs == 1 or len(order) == 1 or not forks:
            _start(config, plugin)
            mkdocs_build(config)
        else:
            _run_apart(config, plugin, order, Processes(jobs, report))
        return plugin.start(config)
    finally:
        config.plugins.on_shutdown()


def _run_apart(
    config: MkDocsConfig, plugin: PartnerKBPlugin, order: tuple[str, ...], processes: Processes
) -> None:
    site = Path(config.site_dir)
    with processes:
        data = Path(config.docs_dir), order, plugin.cache_folder(config), site
        processes.start(postbuild.write_policy_data, *data)
        builder = _start(config, plugin)
        for locale in (*order[1:], order[0]):  # the default has no English beside it: least work
            processes.start(_build_locale, config, locale)
        processes.join()
    problems = builder.finish(site, policy_data=False)
    if problems:
        raise SourceError(problems)


def _start(config: MkDocsConfig, plugin: PartnerKBPlugin) -> Builder:
    """Read and stage everything; an error in the source ends the build here."""
    builder = plugin.start(config)
    errors = [problem for problem in builder.site.problems if problem.severity == "error"]
    if errors:
        raise SourceError(errors)
    return builder


def _build_locale(config: MkDocsConfig, locale: str) -> None:
    with locales.only_locale(config, locale):
        mkdocs_build(config)
