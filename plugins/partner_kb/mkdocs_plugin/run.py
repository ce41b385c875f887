"""One build of the whole site, with as many processes as there are to use.

In: MkDocs' config. Out: the site in `config.site_dir`. With several processes each locale is
built in a fork of this one, which inherits what was read and staged once. What the pages do not
wait for (the policies' data) or only at their end (the numbers of the translations) is begun
before. With one process MkDocs and static-i18n do it all.

What a build needs is imported here when one begins, so that the first process starts before.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from partner_kb.errors import SourceError
from partner_kb.files import unreadable
from partner_kb.mkdocs_plugin import locales
from partner_kb.mkdocs_plugin.config import project_folder
from partner_kb.mkdocs_plugin.plugin import PartnerKBPlugin
from partner_kb.policy.files import policy_files

if TYPE_CHECKING:
    from partner_kb.mkdocs_plugin.builder import Builder

Report = Callable[[SourceError], None]
"""Tells a person of problems, from whichever process."""


class BuildFailedError(Exception):
    """A process failed, and has said why."""


@dataclass(slots=True)
class Processes:
    """Forks of this process, at most `most` at a time; on the way out none is left.

    With `tolerant`, one that fails says so, and the others go on.
    """

    most: int
    report: Report
    tolerant: bool = False
    running: list[BaseProcess] = field(default_factory=list)
    failed: bool = False

    def start(self, task: Callable[..., None], *values: object) -> None:
        """Run `task(*values)` in a fork, when one of the others has ended if need be.

        Raises `BuildFailedError` where one of them failed.
        """
        while len(self.running) >= self.most:
            self._collect()
        self._give_up()
        context = multiprocessing.get_context("fork")
        process = context.Process(target=self._run, args=(task, values))
        with _deaf_to_interrupts():  # after which it is known to whoever ends them all
            process.start()
            self.running.append(process)

    def join(self) -> None:
        """Wait for all; raises `BuildFailedError` where one failed."""
        while self.running:
            self._collect()
        self._give_up()

    def _give_up(self) -> None:
        if self.failed and not self.tolerant:
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
        except OSError as error:
            self.report(SourceError(unreadable(error)))
            sys.exit(1)
        except Abort:  # MkDocs has logged what is wrong
            sys.exit(1)
        except MkDocsException as error:
            error.show()
            sys.exit(1)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Ctrl+C reaches each process of a terminal; one that is forked here leaves it to this one,
    which then ends the others.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def collect_rarely() -> None:
    """Nearly all that a build makes stays to its end: to look for garbage costs it a tenth."""
    gc.set_threshold(50_000, 20, 50)


def can_fork() -> bool:
    """Whether this system has forks, which inherit what was read."""
    return "fork" in multiprocessing.get_all_start_methods()


def run(config: MkDocsConfig, plugin: PartnerKBPlugin, jobs: int, report: Report) -> Builder:
    """Build into config.site_dir. Raises `SourceError`, MkDocs' errors or `BuildFailedError`."""
    collect_rarely()
    config.plugins.on_startup(command="build", dirty=False)
    try:
        order = locales.site_locales(config).order
        if jobs == 1 or len(order) == 1 or not can_fork():
            _refuse_errors(plugin.start(config))
            mkdocs_build(config)
        else:
            _run_apart(config, plugin, Processes(jobs, report))
        return plugin.start(config)
    finally:
        config.plugins.on_shutdown()


def begin(config: MkDocsConfig, plugin: PartnerKBPlugin, processes: Processes) -> Builder:
    """Read and stage everything, while `processes` make what no page is needed for."""
    order = locales.site_locales(config).order
    docs, cache, site = Path(config.docs_dir), plugin.cache_folder(config), Path(config.site_dir)
    with_builder = bool(plugin.config.policy_builder)
    overlay = project_folder(config) / plugin.config.locales_dir
    if with_builder or policy_files(docs):
        processes.start(_write_policy_data, docs, order, cache, site, with_builder, overlay)

    from partner_kb.mkdocs_plugin import builder as _builder  # noqa: F401 - for all forks to come
    from partner_kb.mkdocs_plugin.ahead import keep_ahead, load_ahead

    processes.start(keep_ahead, config, docs, cache)
    load_ahead(policy_builder=with_builder)
    builder = plugin.start(config)
    gc.freeze()  # what forks inherit is not looked through, and so not copied
    return builder


def building_order(order: Sequence[str]) -> tuple[str, ...]:
    """Locales in the order to start them, so that processors end at about the same time.

    The default one, which has no English beside it, comes last; first those in which Pagefind looks
    up words in a dictionary, which takes longest.
    """
    others = sorted(order[1:], key=lambda locale: locale.split("-")[0] not in ("zh", "ja"))
    return (*others, order[0])


def _run_apart(config: MkDocsConfig, plugin: PartnerKBPlugin, processes: Processes) -> None:
    with processes:
        builder = begin(config, plugin, processes)
        _refuse_errors(builder)
        for locale in building_order(builder.locales.order):
            processes.start(_build_locale, config, locale)
        processes.join()
    problems = builder.finish(Path(config.site_dir))
    if problems:
        raise SourceError(problems)


def _refuse_errors(builder: Builder) -> None:
    """An error in the source ends the build before a page is written."""
    errors = [problem for problem in builder.site.problems if problem.severity == "error"]
    if errors:
        raise SourceError(errors)


def _write_policy_data(
    docs: Path, order: Sequence[str], cache: Path, site: Path, builder: bool, overlay: Path
) -> None:
    from partner_kb.mkdocs_plugin.policy_data import write_policy_data

    write_policy_data(docs, order, cache, site, builder=builder, overlay=overlay)


def _build_locale(config: MkDocsConfig, locale: str) -> None:
    with locales.only_locale(config, locale):
        mkdocs_build(config)
