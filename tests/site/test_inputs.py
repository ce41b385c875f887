"""What a build reads, as hashes: they differ where the build could, and are the same otherwise."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.config import load_config

from partner_kb.mkdocs_plugin import inputs
from partner_kb.mkdocs_plugin.inputs import Inputs
from site_project import MKDOCS_YML, PROJECT, write_project


def read(config_file: Path) -> Inputs:
    config = load_config(str(config_file))
    found = inputs.read_inputs(config, config.plugins["partner-kb"].config)
    assert found is not None
    return found


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project", PROJECT)


def outside(root: Path) -> Path:
    folder = root.parent / "outside"
    folder.mkdir(exist_ok=True)
    (folder / "page.md").write_text("# Page\n", "utf-8")
    return folder


CHANGES: dict[str, Callable[[Path], object]] = {
    "a byte": lambda root: (root / "docs/en/docset/a.md").write_bytes(
        (root / "docs/en/docset/a.md").read_bytes().replace(b"a", b"b", 1)
    ),
    "another name": lambda r: (r / "docs/en/docset/a.md").rename(r / "docs/en/docset/z.md"),
    "another folder": lambda r: (r / "docs/en/docset/a.md").rename(r / "docs/pt-BR/a2.md"),
    "one file less": lambda root: (root / "docs/en/docset/a.md").unlink(),
    "an empty file": lambda root: (root / "docs/en/docset/empty.md").touch(),
    "a long file": lambda root: (root / "docs/en/long.bin").write_bytes(bytes(200_000)),
    "a folder elsewhere": lambda root: (root / "docs/en/more").symlink_to(outside(root)),
    "a link to nowhere": lambda root: (root / "docs/en/nowhere.md").symlink_to("nothing"),
    "a pipe": lambda root: os.mkfifo(root / "docs/en/pipe.md"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_file_of_the_pages_counts(config_file, change):
    before = read(config_file)
    assert read(config_file) == before
    CHANGES[change](config_file.parent)
    after = read(config_file)
    assert after.docs != before.docs
    assert (after.code, after.settings, after.project) == (
        before.code,
        before.settings,
        before.project,
    )
    assert read(config_file) == after


def test_the_end_of_a_long_file_counts(config_file):
    path = config_file.parent / "docs/en/long.bin"
    path.write_bytes(bytes(200_000))
    before = read(config_file)
    path.write_bytes(bytes(199_999) + b"1")
    assert read(config_file).docs != before.docs


def test_what_lies_in_a_linked_folder_counts(config_file):
    folder = outside(config_file.parent)
    (config_file.parent / "docs/en/more").symlink_to(folder)
    before = read(config_file)
    (folder / "page.md").write_text("# Another\n", "utf-8")
    assert read(config_file).docs != before.docs


def test_folders_that_are_linked_in_a_circle_are_read_once(config_file):
    docs = config_file.parent / "docs"
    for one, other in (("one", "two"), ("two", "one")):
        (docs / one).mkdir()
        (docs / one / "link").symlink_to(docs / other)
    (docs / "all").symlink_to(docs)
    before = read(config_file)
    (docs / "one/new.md").touch()
    assert read(config_file).docs != before.docs


def test_time_and_hidden_files_do_not_count(config_file):
    before = read(config_file)
    root = config_file.parent
    os.utime(root / "docs/en/docset/a.md", (1, 1))
    (root / "docs/.hidden").touch()
    (root / "docs/en/.git").mkdir()
    (root / "docs/en/.git/HEAD").touch()
    assert read(config_file) == before
    shutil.copytree(root, root.parent / "copy")
    assert read(root.parent / "copy/mkdocs.yml") == before


def test_settings_and_the_theme_folder_count(config_file):
    before = read(config_file)
    config_file.write_text(
        MKDOCS_YML.replace("{name: material}", "{name: material, custom_dir: theme}"), "utf-8"
    )
    theme = config_file.parent / "theme"
    theme.mkdir()
    after = read(config_file)
    assert after.settings != before.settings
    (theme / "main.html").write_text("{{ build_date_utc }}", "utf-8")
    again = read(config_file)
    assert again.settings != after.settings
    assert after.whole_pages
    assert not again.whole_pages


@pytest.mark.parametrize("ending", ["dist-info", "egg-info"])
def test_the_version_of_a_library_counts(tmp_path, monkeypatch, ending):
    inputs.code_digest.cache_clear()
    before = inputs.code_digest()
    (tmp_path / f"Markdown_It_Py-99.0.{ending}").mkdir()
    (tmp_path / f"other-99.0.{ending}").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "nothing"), __file__])
    inputs.code_digest.cache_clear()
    first = inputs.code_digest()
    monkeypatch.setattr(sys, "path", [*sys.path[1:], sys.path[0]])
    inputs.code_digest.cache_clear()
    last = inputs.code_digest()
    inputs.code_digest.cache_clear()
    assert first != before
    assert last == before
