"""A site that stays alive after it was built: one process a locale, which renders pages again.

`LiveSite` is the handle of whoever serves; the process behind it runs this module. It builds, says
so, and then answers: a line of JSON with the files that changed in, a line out that tells whether
the site is up to date again. It ends when nobody listens any more.

    in:  ["/project/docs/en/a.md"]        out: true, or false where all must be built
"""

from __future__ import annotations

import json
import logging
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import IO

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from partner_kb.errors import SourceError
from partner_kb.files import unreadable
from partner_kb.mkdocs_plugin import locales
from partner_kb.mkdocs_plugin.build_lock import one_build
from partner_kb.mkdocs_plugin.builder import Builder, report
from partner_kb.mkdocs_plugin.live_pages import text_changes
from partner_kb.mkdocs_plugin.log import logging_to_stderr
from partner_kb.mkdocs_plugin.project_config import load_project_config
from partner_kb.mkdocs_plugin.review import renew_reviews
from partner_kb.mkdocs_plugin.run import (
    BuildFailedError,
    Processes,
    begin,
    building_order,
    collect_rarely,
)

_PATIENCE = 10
"""Seconds in which a process that nobody listens to should end by itself."""


@dataclass(slots=True)
class LiveSite:
    """A site in a folder of its own, and the process that keeps it alive."""

    process: subprocess.Popen[str]
    questions: IO[str]
    answers: IO[str]
    folder: Path

    @classmethod
    def start(cls, config_file: Path, url: str) -> LiveSite:
        """Begin to build the project of `config_file` for `url`."""
        folder = Path(tempfile.mkdtemp(prefix="partner-kb-"))
        command = [sys.executable, "-m", __name__, str(config_file), str(folder), url]
        process = subprocess.Popen(  # noqa: S603 - this interpreter, this module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # Ctrl+C is for the server, which then closes this one
        )
        if process.stdin is None or process.stdout is None:
            raise OSError("no pipes to a process")  # cannot be: they were asked for
        return cls(process, process.stdin, process.stdout, folder)

    def is_built(self) -> bool:
        """Wait until it is built; False where that failed, and was told on standard error."""
        return self._answer() is True

    def render(self, changed: Sequence[Path]) -> bool:
        """Bring the pages up to date; False where the whole site must be built for that."""
        try:
            _say(self.questions, [str(path) for path in changed])
        except OSError:
            return False
        return self._answer() is True

    def close(self) -> None:
        """End the process and remove the folder."""
        for stream in (self.questions, self.answers):
            with suppress(OSError):
                stream.close()
        try:
            self.process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def stop(self) -> None:
        """Let a build that is under way end soon; `is_built` then gives False."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)  # its forks as well

    def _answer(self) -> object:
        line = self.answers.readline()
        try:
            return json.loads(line)
        except ValueError:
            return None


@dataclass(slots=True)
class _Workers:
    """A fork of this process for each locale, at most `most` of them building at a time."""

    most: int
    building: list[Connection] = field(default_factory=list)
    built: list[Connection] = field(default_factory=list)

    def start(self, config: MkDocsConfig, builder: Builder, locale: str) -> None:
        if len(self.building) >= self.most:
            self.wait_for_one()
        context = multiprocessing.get_context("fork")
        here, there = context.Pipe()
        values = (config, builder, locale, there)
        context.Process(target=_stay, args=values, daemon=True).start()
        there.close()
        self.building.append(here)

    def wait_for_one(self) -> None:
        """Raises `EOFError` where a locale's process failed."""
        for pipe in wait(self.building):
            if isinstance(pipe, Connection):
                pipe.recv()
                self.building.remove(pipe)
                self.built.append(pipe)

    def render(self, uris: list[str]) -> bool:
        for pipe in self.built:
            pipe.send(uris)
        answers = [pipe.recv() for pipe in self.built]  # all of them are read
        return all(answers)


def _stay(config: MkDocsConfig, builder: Builder, locale: str, pipe: Connection) -> None:
    """Build a locale, and render its pages again when asked, until nobody is there to ask."""
    with locales.only_locale(config, locale):
        mkdocs_build(config, serve_url=config.site_url)
        builder.pages = None  # its keys tell of the files as they were
        rendering = builder.rendering
        pipe.send(True)
        while rendering is not None:
            try:
                uris = pipe.recv()
            except EOFError:
                return
            try:
                rendering.render(uris)
                renew_reviews(builder, locale, uris)
            except Exception:  # MkDocs has logged it; a page may hold anything
                pipe.send(False)
            else:
                pipe.send(True)


def _live(config_file: str, folder: str, url: str, questions: IO[str], answers: IO[str]) -> None:
    collect_rarely()
    config, plugin = load_project_config(Path(config_file), site_dir=folder, site_url=url)
    config.plugins.on_startup(command="serve", dirty=False)
    docs = Path(config.docs_dir)
    most = os.cpu_count() or 1
    with (
        one_build(plugin.cache_folder(config)),
        Processes(most, report, tolerant=True) as processes,
    ):
        plugin.read_inputs(config)
        builder = begin(config, plugin, processes)
        builder.log_problems()
        workers = _Workers(most)
        for locale in building_order(builder.locales.order):
            workers.start(config, builder, locale)
        while workers.building:
            workers.wait_for_one()
        processes.join()
        builder.log(builder.finish(Path(folder)))
    _say(answers, True)
    for line in questions:
        changed = [Path(path) for path in json.loads(line)]
        found = text_changes(changed, docs, builder.site, builder.options)
        done = found is not None and workers.render(found.stage(builder.site.docs_dir))
        _say(answers, done)
    config.plugins.on_shutdown()


def _say(stream: IO[str], value: object) -> None:
    stream.write(json.dumps(value) + "\n")
    stream.flush()


def main() -> None:
    """The process behind a `LiveSite`."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what others print is no answer
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # and leave nothing half made
    with logging_to_stderr(logging.WARNING):
        try:
            _live(sys.argv[1], sys.argv[2], sys.argv[3], sys.stdin, answers)
        except SourceError as error:
            report(error)
            sys.exit(1)
        except OSError as error:
            report(SourceError(unreadable(error)))
            sys.exit(1)
        except MkDocsException as error:
            error.show()
            sys.exit(1)
        except (BuildFailedError, EOFError):  # another process has told why
            sys.exit(1)
        finally:
            shutil.rmtree(sys.argv[2], ignore_errors=True)


if __name__ == "__main__":
    main()
