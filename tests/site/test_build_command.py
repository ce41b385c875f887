"""`partner-kb build`: the same site as MkDocs', in parallel too; a failure leaves the last one."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from filecmp import dircmp
from pathlib import Path

import pytest
from click.testing import CliRunner

from partner_kb.cli import cli
from partner_kb.replacing import replacing
from site_project import MKDOCS_YML, PROJECT, build_project, page, write_project


def run(*args: str | Path):
    return CliRunner().invoke(cli, [str(arg) for arg in args])


def differences(left: Path, right: Path) -> list[str]:
    compared = dircmp(left, right)
    found = [*compared.left_only, *compared.right_only, *compared.diff_files]
    for name in compared.common_dirs:
        found += [f"{name}/{inner}" for inner in differences(left / name, right / name)]
    return found


def test_parallel_serial_and_mkdocs_give_the_same_site(tmp_path):
    built = build_project(tmp_path / "plain", PROJECT)
    config = write_project(tmp_path / "own", PROJECT)
    for jobs in ("1", "2"):
        target = tmp_path / f"site{jobs}"
        result = run("build", "-f", config, "--site-dir", target, "--jobs", jobs)
        assert result.exit_code == 0, result.output
        assert differences(built.root, target) == []


HOOK = """
from pathlib import Path

def on_env(env, config, files):
    way = Path(__file__).with_name("way.txt").read_text()
    env.filters["shout"] = getattr(str, way)
    return env
"""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_filter_of_the_projects_own_is_asked_each_time(tmp_path, jobs):
    files = {
        **PROJECT,
        "mkdocs.yml": f"hooks: [hook.py]\n{MKDOCS_YML}".replace(
            "{name: material}", "{name: material, custom_dir: own}", 1
        ),
        "hook.py": HOOK,
        "own/pkb/footer.html": '<footer>{{ "Abc" | shout }}</footer>',
    }
    config = write_project(tmp_path, files)
    for way, expected in (("upper", "ABC"), ("lower", "abc")):
        (tmp_path / "way.txt").write_text(way)
        result = run("build", "-f", config, "--jobs", jobs)
        assert result.exit_code == 0, result.output
        assert f"<footer>{expected}</footer>" in (tmp_path / "site/404.html").read_text()


@pytest.mark.parametrize("command", ["mkdocs", "partner-kb"])
def test_a_broken_catalog_is_told_with_its_place(tmp_path, command):
    broken = {**PROJECT, "locales/pt_BR/LC_MESSAGES/partner_kb.po": 'msgid "a\nmsgstr ""\n'}
    config = write_project(tmp_path, broken)
    program = [sys.executable, "-m", "mkdocs"] if command == "mkdocs" else ["partner-kb"]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [*program, "build", "-f", str(config)],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "partner_kb.po:1:" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_second_build_is_byte_identical(tmp_path):
    config = write_project(tmp_path, PROJECT)
    for name in ("one", "two"):
        assert run("build", "-f", config, "--site-dir", tmp_path / name).exit_code == 0
    assert differences(tmp_path / "one", tmp_path / "two") == []


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_failed_build_leaves_the_last_good_site(tmp_path, jobs):
    files = {"mkdocs.yml": MKDOCS_YML, "docs/en/a.md": page("A")}
    config = write_project(tmp_path, files)
    assert run("build", "-f", config, "--jobs", jobs).exit_code == 0
    before = (tmp_path / "site" / "a" / "index.html").read_text("utf-8")
    (tmp_path / "docs" / "en" / "a.md").write_text("---\ntitle: [\n---\n", "utf-8")
    assert run("build", "-f", config, "--jobs", jobs).exit_code == 1
    assert (tmp_path / "site" / "a" / "index.html").read_text("utf-8") == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".site")] == []


def test_a_missing_file_is_bad_usage(tmp_path):
    assert run("build", "-f", tmp_path / "none.yml").exit_code == 2


def test_a_failed_build_leaves_nothing_of_mkdocs_patched(tmp_path):
    from mkdocs import utils

    original = utils.clean_directory
    files = {"mkdocs.yml": MKDOCS_YML, "docs/en/a.md": "---\ntitle: [\n---\n"}
    assert run("build", "-f", write_project(tmp_path, files), "--jobs", "1").exit_code == 1
    assert utils.clean_directory is original


def test_a_folder_is_replaced_as_a_whole(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old").write_text("old", "utf-8")
    with replacing(tmp_path / "site") as folder:
        (folder / "new").write_text("new", "utf-8")
        assert (tmp_path / "site" / "old").exists()
    assert [path.name for path in tmp_path.rglob("*")] == ["site", "new"]


def test_a_stopped_build_leaves_the_folder_and_nothing_beside_it(tmp_path):
    (tmp_path / "site").mkdir()
    with pytest.raises(SystemExit), replacing(tmp_path / "site"):
        raise SystemExit(143)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path):
    process = multiprocessing.get_context("fork").Process(target=os._exit, args=(0,))
    process.start()
    process.join()
    for owner in (process.pid, os.getpid()):
        (tmp_path / f".site.{owner}.abcdefgh").mkdir()
    with replacing(tmp_path / "site"):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f".site.{os.getpid()}.abcdefgh",
        "site",
    ]


def test_two_builds_may_replace_a_folder_at_the_same_moment(tmp_path):
    with replacing(tmp_path / "site") as one, replacing(tmp_path / "site") as two:
        (one / "a").write_text("one", "utf-8")
        (two / "a").write_text("two", "utf-8")
    assert (tmp_path / "site" / "a").read_text("utf-8") == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
