"""Where a site may go: a build replaces the folder as a whole, so it must be the site's alone."""

from __future__ import annotations

import os
from multiprocessing import get_context
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from partner_kb.cli import cli
from partner_kb.replacing import replacing
from site_project import MKDOCS_YML, page, write_project

SMALL = {
    "mkdocs.yml": MKDOCS_YML,
    "docs/en/a.md": page("A"),
    "locales/roles.learned.yml": "{}\n",
    "own/main.html": '{% extends "base.html" %}',
    ".cache/partner-kb/x": "x",
}


def build(config: Path, *args: str | Path) -> Result:
    return CliRunner().invoke(cli, ["build", "-f", str(config), "--jobs", "1", *map(str, args)])


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
        if ".cache/partner-kb/" not in str(path) or path.name == "x"
    }


@pytest.mark.parametrize(
    "site",
    ["docs", "docs/en", "docs/new", ".", "..", "/", "locales", "locales/x", ".cache",
     ".cache/partner-kb", ".cache/partner-kb/site", "own", "mkdocs.yml"],
)  # fmt: skip
def test_a_folder_of_the_project_is_no_site_dir(tmp_path: Path, site: str) -> None:
    settings = MKDOCS_YML.replace("{name: material}", "{name: material, custom_dir: own}", 1)
    config = write_project(tmp_path / "kb", {**SMALL, "mkdocs.yml": settings})
    before = snapshot(tmp_path)
    done = build(config, "--site-dir", tmp_path / "kb" / site)
    assert done.exit_code == 2, done.output
    assert "--site-dir" in done.output
    assert snapshot(tmp_path) == before


def test_an_empty_site_dir_is_bad_usage(tmp_path: Path) -> None:
    assert build(write_project(tmp_path, SMALL), "--site-dir", "").exit_code == 2


@pytest.mark.parametrize(
    "site", ["locales", "locales/x", ".cache/partner-kb/x", ".", "docs", "link/en"]
)
def test_nor_in_the_settings(tmp_path: Path, site: str) -> None:
    settings = f"{MKDOCS_YML}site_dir: {site}\n"
    config = write_project(tmp_path / "kb", {**SMALL, "mkdocs.yml": settings})
    (tmp_path / "kb/link").symlink_to("docs")
    before = snapshot(tmp_path)
    done = build(config)
    assert done.exit_code == 1, done.output
    line = settings.split("\n").index(f"site_dir: {site}") + 1
    checked = CliRunner().invoke(cli, ["check", "-f", str(config)])
    assert f"mkdocs.yml:{line}:1: error: site_dir" in " ".join(checked.output.split())
    assert checked.exit_code == 1
    assert snapshot(tmp_path) == before


def test_a_folder_of_other_files_is_refused(tmp_path: Path) -> None:
    config = write_project(tmp_path, SMALL)
    files = {"CNAME": "example.com", ".git/HEAD": "ref", "404.html": "of a site's source"}
    write_project(tmp_path / "site", files)
    done = build(config)
    assert done.exit_code == 1
    assert f'{config}:1:1: error: site_dir: "' in str(done.exception)
    assert build(config, "--site-dir", tmp_path / "site").exit_code == 2
    assert snapshot(tmp_path / "site").keys() == {"CNAME", ".git", ".git/HEAD", "404.html"}


def test_a_check_tells_of_it_as_the_build_does(tmp_path: Path) -> None:
    settings = f"{MKDOCS_YML}site_dir: out\n"
    config = write_project(tmp_path, {**SMALL, "mkdocs.yml": settings, "out/CNAME": "example.com"})
    line = settings.split("\n").index("site_dir: out") + 1
    told = f'{config}:{line}:1: error: site_dir: "{tmp_path / "out"}" holds files'
    checked = CliRunner().invoke(cli, ["check", "-f", str(config)])
    assert (checked.exit_code, told in checked.output) == (1, True), checked.output
    assert told in str(build(config).exception)
    write_project(tmp_path, {"out/404.html": "", "out/sitemap.xml": ""})
    assert "site_dir" not in CliRunner().invoke(cli, ["check", "-f", str(config)]).output


def test_what_is_hidden_in_the_folder_of_a_site_stays(tmp_path: Path) -> None:
    config = write_project(tmp_path, SMALL)
    hidden = {".git/HEAD": "ref", ".git/objects/ab": "o", ".nojekyll": ""}
    write_project(tmp_path / "site", hidden)
    (tmp_path / "site/.git/link").symlink_to("nowhere")
    assert build(config).exit_code == 0
    for name, text in hidden.items():
        assert (tmp_path / "site" / name).read_text() == text
    assert os.readlink(tmp_path / "site/.git/link") == "nowhere"
    (tmp_path / "site/.git/HEAD").write_text("other")
    assert "Nothing has changed" in build(config).output
    write_project(tmp_path, {"docs/en/a.md": page("B")})
    assert "Built" in build(config).output
    assert (tmp_path / "site/.git/HEAD").read_text() == "other"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".site")] == []


def test_a_site_of_mkdocs_is_replaced(tmp_path: Path) -> None:
    config = write_project(tmp_path, SMALL)
    write_project(tmp_path / "site", {"404.html": "", "sitemap.xml": "", "gone/index.html": ""})
    assert build(config).exit_code == 0
    assert not (tmp_path / "site/gone").exists()


def test_what_was_killed_between_the_renames_comes_back(tmp_path: Path) -> None:
    process = get_context("fork").Process(target=os._exit, args=(0,))
    process.start()
    process.join()
    write_project(tmp_path / f".site.{process.pid}.abcdefgh", {"new": ""})
    write_project(tmp_path / f".site.{process.pid}.abcdefgh.old", {".git/HEAD": "ref"})
    with pytest.raises(KeyError), replacing(tmp_path / "site"):
        raise KeyError
    assert snapshot(tmp_path).keys() == {"site", "site/.git", "site/.git/HEAD"}
    write_project(tmp_path / f".site.{process.pid}.bak", {"mine": ""})
    with pytest.raises(KeyError), replacing(tmp_path / "site"):
        raise KeyError
    assert (tmp_path / f".site.{process.pid}.bak/mine").is_file()
