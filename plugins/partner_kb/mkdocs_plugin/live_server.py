"""`partner-kb serve`: the site at an address, up to date within the blink of an eye.

In: mkdocs.yml. Out: a server. A saved text is rendered by the living site (`live_site`) and shown
at once; whatever else follows from it (search, review pages, lists) comes with a whole build that
starts when the writer pauses and takes the place of the site unseen. A change of more than text
(titles, roles, navigation, catalogs, policies) waits for a whole build.
"""

from __future__ import annotations

import logging
import os
import socket
import tempfile
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from partner_kb.mkdocs_plugin.live_site import LiveSite

log = logging.getLogger("mkdocs.plugins.partner_kb")

PAUSE = 1.5
"""Seconds without a change after which everything is brought up to date."""

_SETTLING = 0.05
"""Seconds in which several events are one change."""

_CHANGES = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]

Stamps = Mapping[Path, tuple[int, int]]
"""Time and size of each file that is watched."""


def stamps(roots: Iterable[Path]) -> Stamps:
    """The files at or below `roots`; hidden ones are none."""
    found: dict[Path, tuple[int, int]] = {}
    for root in roots:
        files = [root] if root.is_file() else _files(root)
        for path in files:
            try:
                facts = path.stat()
            except OSError:
                continue
            found[path] = facts.st_mtime_ns, facts.st_size
    return found


def _files(root: Path) -> Iterable[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in names if not name.startswith("."))


def changes(before: Stamps, now: Stamps) -> tuple[Path, ...]:
    """The files that are new, gone or other than before."""
    return tuple(sorted(path for path in {*before, *now} if before.get(path) != now.get(path)))


class _QuickObserver(Observer):  # type: ignore[misc,valid-type]  # watchdog chooses for the system
    """Hears of changes from the system, and of nothing else: a build opens every file it reads."""

    def schedule(self, handler: FileSystemEventHandler, path: str, **options: Any) -> Any:
        return super().schedule(handler, path, **{**options, "event_filter": _CHANGES})


@dataclass(slots=True)
class LiveServer:
    """The site that is shown, and the one that is being built to replace it; `shown` is a link to
    the folder of the first, from which the server reads.
    """

    config_file: Path
    url: str
    roots: tuple[Path, ...]
    shown: Path
    site: LiveSite
    seen: Stamps
    lock: threading.Lock = field(default_factory=threading.Lock)
    timer: threading.Timer | None = None
    coming: LiveSite | None = None

    def rebuild(self) -> None:
        """Called by MkDocs' server when files changed; browsers load again when it returns."""
        with self.lock:
            self._cancel()
            now = stamps(self.roots)
            changed = changes(self.seen, now)
            if changed and not self.site.render(changed):
                self._replace(LiveSite.start(self.config_file, self.url), now)
                return
            self.seen = now
            if changed:
                self.timer = threading.Timer(PAUSE, self.catch_up)
                self.timer.daemon = True
                self.timer.start()

    def close(self) -> None:
        """End everything."""
        with self.lock:
            self._cancel()
            self.site.close()

    def catch_up(self) -> None:
        """Build everything while the site stays as it is, then change over."""
        before = stamps(self.roots)
        coming = LiveSite.start(self.config_file, self.url)
        with self.lock:
            if self.coming is not None:
                self.coming.stop()
            self.coming = coming
        built = coming.is_built()
        with self.lock:
            if self.coming is not coming or not built:
                coming.close()
                return
            self.coming = None
            now = stamps(self.roots)
            changed = changes(before, now)
            if changed and not coming.render(changed):
                coming.close()  # another build follows, for these changes
                return
            self._show(coming)
            self.seen = now

    def _replace(self, coming: LiveSite, now: Stamps) -> None:
        if coming.is_built():
            self._show(coming)
            self.seen = now
        else:
            coming.close()
            log.error("The site was not built, and stays as it was; what is wrong stands above.")

    def _show(self, coming: LiveSite) -> None:
        before, self.site = self.site, coming
        _lead(self.shown, coming.folder)
        before.close()

    def _cancel(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
        if self.coming is not None:
            self.coming.stop()
            self.coming = None


def serve_live(config: MkDocsConfig, config_file: Path, overlay: Path) -> None:
    """Serve until interrupted; `overlay` is the project's folder of catalogs.

    Raises `Abort` where the first build fails, `OSError` where the address is in use.
    """
    with tempfile.TemporaryDirectory(prefix="partner-kb-") as home:
        _serve(config, config_file, overlay, Path(home, "site"))


def _serve(config: MkDocsConfig, config_file: Path, overlay: Path, root: Path) -> None:
    """Serve what `root` leads to. A request waits while a site is built, and MkDocs knows by then
    which file it will open: so the place has to stay when the site is another.
    """
    host, port = config.dev_addr
    mount = urlsplit(config.site_url or "/").path
    server = LiveReloadServer(lambda: live.rebuild(), host, port, root=str(root), mount_path=mount)
    socket.create_server((host, port)).close()  # an address in use is told before a build
    places = [config.docs_dir, overlay, config_file, config.theme.custom_dir, *config.watch]
    roots = tuple(dict.fromkeys(Path(place).resolve() for place in places if place))
    roots = tuple(root for root in roots if root.exists())
    seen = stamps(roots)
    site = LiveSite.start(config_file, server.url)
    live = LiveServer(config_file, server.url, roots, root, site, seen)
    try:
        if not site.is_built():
            raise Abort("The site was not built; what is wrong stands above.")
        _lead(root, site.folder)
        server.error_handler = lambda code: _error_page(root, code)
        _watch(server, roots)
        server.serve()  # type: ignore[no-untyped-call]  # MkDocs'
    except KeyboardInterrupt:
        log.info("Shutting down...")
    finally:
        live.close()
        server.shutdown()


def _watch(server: LiveReloadServer, roots: Iterable[Path]) -> None:
    """Ask the system for changes; where it refuses, MkDocs' observer looks twice a second."""
    observer = _QuickObserver()
    try:
        for root in roots:
            observer.schedule(FileSystemEventHandler(), str(root), recursive=True)
        observer.start()
    except OSError:  # too many folders for the system's limit
        pass
    else:
        server.build_delay = _SETTLING
        server.observer = _QuickObserver()
    finally:
        observer.stop()
    for root in roots:
        server.watch(str(root))


def _lead(root: Path, folder: Path) -> None:
    """Let the link `root` lead to another folder, for requests that already wait as well."""
    link = root.with_name(f"{root.name}.new")
    link.symlink_to(folder, target_is_directory=True)
    link.replace(root)


def _error_page(root: Path, code: int) -> bytes | None:
    path = root / f"{code}.html"
    return path.read_bytes() if path.is_file() else None
