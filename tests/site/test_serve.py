"""`partner-kb serve`: a saved text is rendered alone, everything else by a whole build."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from filecmp import dircmp
from pathlib import Path

import pytest

from partner_kb.mkdocs_plugin.live_server import LiveServer, changes, stamps
from partner_kb.mkdocs_plugin.live_site import LiveSite
from site_project import PROJECT, write_project

URL = "http://127.0.0.1:8000/"
PARTNER_KB = str(Path(sys.executable).with_name("partner-kb"))


@contextmanager
def living(config: Path) -> Iterator[LiveSite]:
    site = LiveSite.start(config, URL)
    try:
        assert site.is_built()
        yield site
    finally:
        site.close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project", PROJECT)


def edit(path: Path, old: str, new: str) -> Path:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return path


def test_a_changed_text_gives_the_pages_of_a_whole_build(project: Path) -> None:
    docs = project.parent / "docs"
    with living(project) as site:
        first = edit(docs / "pt-BR/docset/a.md", "**Pague** em dia.", "**Pague** hoje.")
        second = edit(docs / "en/docset/b.md", "Only you.", "Only *you*.")
        untouched = (site.folder / "docset/c/index.html").stat().st_mtime_ns
        assert site.render([first, second])
        assert (site.folder / "docset/c/index.html").stat().st_mtime_ns == untouched
        with living(project) as whole:
            pages = ["pt-BR/docset/a", "docset/b", "ru-RU/docset/b", "zh-CN/docset/b"]
            pages += [f"{url}/translation-status/docset/b" for url in ("pt-BR", "ru-RU", "zh-CN")]
            for url in (*pages, "pt-BR/translation-status/docset/a"):
                name = f"{url}/index.html"
                assert (site.folder / name).read_text("utf-8") == (whole.folder / name).read_text(
                    "utf-8"
                ), url
            assert "<strong>Pague</strong> hoje." in _text(site, "pt-BR/docset/a/")
            assert "Only <em>you</em>." in _text(site, "ru-RU/docset/b/")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("docs/en/docset/a.md", "title: First page", "title: Another"),
        ("docs/en/docset/a.md", "[billing-admin, helpdesk-agent]", "[billing-admin]"),
        ("docs/en/docset/a.md", "title: First page", "title: ["),
        ("docs/en/toc.yml", "name: Third", "name: Last"),
        ("docs/redirects.yml", "old.md", "older.md"),
        ("locales/pt_BR/segments/docset/a.jsonl", "One thing", "A thing"),
        ("mkdocs.yml", "Example base", "Other base"),
        ("docs/en/includes/part.md", "Not a page", "No page"),
    ],
)
def test_more_than_text_asks_for_a_whole_build(
    project: Path, name: str, old: str, new: str
) -> None:
    from mkdocs.config import load_config

    from partner_kb.mkdocs_plugin.live_pages import text_changes
    from partner_kb.mkdocs_plugin.plugin import PartnerKBPlugin

    config = load_config(str(project))
    plugin = config.plugins["partner-kb"]
    assert isinstance(plugin, PartnerKBPlugin)
    builder = plugin.start(config)
    docs = project.parent / "docs"
    same = docs / "en/docset/b.md"
    assert text_changes([same], docs, builder.site, builder.options) is not None
    changed = edit(project.parent / name, old, new)
    assert text_changes([same, changed], docs, builder.site, builder.options) is None


def test_a_new_and_a_removed_page_ask_for_a_whole_build(project: Path) -> None:
    docs = project.parent / "docs"
    with living(project) as site:
        (docs / "en/new.md").write_text("# New\n", "utf-8")
        assert not site.render([docs / "en/new.md"])
        (docs / "en/docset/c.md").unlink()
        assert not site.render([docs / "en/docset/c.md"])


def test_nothing_is_left_when_it_is_closed(project: Path) -> None:
    with living(project) as site:
        process, folder = site.process, site.folder
        assert folder.is_dir()
    assert process.poll() == 0
    assert not folder.exists()


def test_a_build_that_fails_says_so(project: Path) -> None:
    edit(project, "- partner-kb:", "- partner-kb:\n      nothing: 1\n")
    site = LiveSite.start(project, URL)
    try:
        assert not site.is_built()
        assert site.process.wait(30) != 0
    finally:
        site.close()


def test_changes_are_found_by_time_and_size(tmp_path: Path) -> None:
    for name in ("same", "gone", "other", ".hidden"):
        (tmp_path / name).write_text(name, "utf-8")
    before = stamps([tmp_path])
    (tmp_path / "gone").unlink()
    (tmp_path / "other").write_text("longer than before", "utf-8")
    (tmp_path / "new").write_text("new", "utf-8")
    (tmp_path / ".hidden").write_text("hidden still", "utf-8")
    found = changes(before, stamps([tmp_path]))
    assert [path.name for path in found] == ["gone", "new", "other"]


class Fake:
    """A site whose answers are given; tells what was asked of it."""

    def __init__(self, folder: Path, *, built: bool = True, renders: bool = True) -> None:
        self.folder, self.built, self.renders = folder, built, renders
        self.asked: list[str] = []

    def is_built(self) -> bool:
        return self.built

    def render(self, changed: tuple[Path, ...]) -> bool:
        self.asked += [path.name for path in changed]
        return self.renders

    def close(self) -> None:
        self.asked.append("closed")

    def stop(self) -> None:
        self.asked.append("stopped")


def live_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: Fake, *coming: Fake
) -> LiveServer:
    waiting = list(coming)
    monkeypatch.setattr(LiveSite, "start", lambda *_: waiting.pop(0))
    (tmp_path / "a.md").write_text("a", "utf-8")
    roots = (tmp_path,)
    shown = tmp_path.with_name(f"{tmp_path.name}-shown")
    shown.symlink_to(site.folder)
    return LiveServer(tmp_path, URL, roots, shown, site, stamps(roots))  # type: ignore[arg-type]  # fakes


def test_a_text_is_shown_at_once_and_the_rest_when_the_writer_pauses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, coming = Fake(tmp_path / "one"), Fake(tmp_path / "two")
    live = live_server(tmp_path, monkeypatch, site, coming)
    (tmp_path / "a.md").write_text("another", "utf-8")
    live.rebuild()
    assert site.asked == ["a.md"]
    assert live.shown.readlink() == tmp_path / "one"
    assert live.timer is not None
    live.timer.cancel()
    live.catch_up()
    assert live.shown.readlink() == tmp_path / "two"
    assert site.asked == ["a.md", "closed"]


def test_what_changed_during_the_build_is_rendered_before_it_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, coming = Fake(tmp_path / "one"), Fake(tmp_path / "two")
    live = live_server(tmp_path, monkeypatch, site, coming)

    def built() -> bool:
        (tmp_path / "a.md").write_text("written meanwhile", "utf-8")
        return True

    coming.is_built = built  # type: ignore[method-assign]
    live.catch_up()
    assert coming.asked == ["a.md"]
    assert live.shown.readlink() == tmp_path / "two"


def test_a_failed_build_leaves_the_site_that_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Fake(tmp_path / "one", renders=False)
    broken, mended = Fake(tmp_path / "two", built=False), Fake(tmp_path / "three")
    live = live_server(tmp_path, monkeypatch, site, broken, mended)
    (tmp_path / "a.md").write_text("broken now", "utf-8")
    live.rebuild()
    assert live.shown.readlink() == tmp_path / "one"
    assert broken.asked == ["closed"]
    (tmp_path / "a.md").write_text("mended again", "utf-8")
    live.rebuild()
    assert live.shown.readlink() == tmp_path / "three"


def test_an_edit_stops_the_build_that_it_makes_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, coming = Fake(tmp_path / "one"), Fake(tmp_path / "two")
    live = live_server(tmp_path, monkeypatch, site, coming)

    def built() -> bool:
        (tmp_path / "a.md").write_text("an edit during the build", "utf-8")
        live.rebuild()
        return True

    coming.is_built = built  # type: ignore[method-assign]
    live.catch_up()
    assert coming.asked == ["stopped", "closed"]
    assert live.shown.readlink() == tmp_path / "one"
    live.close()


def test_the_command_serves_a_saved_page(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [PARTNER_KB, "serve", "-f", str(project), "--addr", address]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            assert any("Serving on" in line for line in process.stderr)
            before = _get(address, "kb/docset/a/")
            edit(project.parent / "docs/en/docset/a.md", "**Pay** on time.", "**Pay** today.")
            epoch = re.search(r"livereload\((\d+),", before)
            assert epoch
            assert int(_get(address, f"livereload/{epoch[1]}/1")) > int(epoch[1])
            assert "<strong>Pay</strong> today." in _get(address, "kb/docset/a/")
            with pytest.raises(urllib.error.HTTPError) as missing:
                _get(address, "kb/nowhere/")
            assert "pt-BR" in missing.value.read().decode()
            # A title is built anew as a whole: who asks meanwhile waits, and gets the page.
            edit(project.parent / "docs/en/docset/a.md", "First page", "Page of a new name")
            asked = (_get(address, "kb/docset/a/") for _ in range(100_000))
            assert any("Page of a new name" in html for html in asked)
        finally:
            process.terminate()


def test_two_builds_of_one_project_wait_for_each_other(project: Path, tmp_path: Path) -> None:
    command = [PARTNER_KB, "build", "-f", str(project), "--site-dir"]
    targets = [tmp_path / "one", tmp_path / "two"]
    running = [subprocess.Popen([*command, str(target)]) for target in targets]
    assert [process.wait(120) for process in running] == [0, 0]
    compared = dircmp(*targets)
    assert (compared.left_only, compared.right_only, compared.diff_files) == ([], [], [])


def test_a_build_of_mkdocs_waits_too(project: Path) -> None:
    from partner_kb.mkdocs_plugin.build_lock import one_build

    cache = project.parent / ".cache/partner-kb"
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(project)]
    with one_build(cache):
        waiting = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert waiting.stderr is not None
        assert any("Another build uses" in line for line in waiting.stderr)
        assert not (project.parent / "site").exists()
    assert waiting.wait(120) == 0
    assert (project.parent / "site/index.html").is_file()


def test_a_lock_is_held_until_the_build_ends_and_no_longer(tmp_path: Path) -> None:
    from partner_kb.mkdocs_plugin.build_lock import one_build

    script = (
        "import sys; from pathlib import Path\n"
        "from partner_kb.mkdocs_plugin.build_lock import one_build\n"
        "with one_build(Path(sys.argv[1])): Path(sys.argv[1], 'done').touch()\n"
    )
    with one_build(tmp_path):
        waiting = subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path)], stderr=subprocess.PIPE, text=True
        )
        assert waiting.stderr is not None
        assert "Another build uses" in waiting.stderr.readline()
        assert not (tmp_path / "done").exists()
    assert waiting.wait(60) == 0
    assert (tmp_path / "done").exists()


def _text(site: LiveSite, url: str) -> str:
    return (site.folder / url / "index.html").read_text("utf-8")


def _get(address: str, path: str) -> str:
    with urllib.request.urlopen(f"http://{address}/{path}", timeout=60) as answer:
        return answer.read().decode()
