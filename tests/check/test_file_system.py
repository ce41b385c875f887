"""What the file system refuses: one line with the file's name, and nothing that is not so."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from site_project import MKDOCS_YML, page, write_project

COMMAND = [sys.executable, "-c", "from partner_kb.cli import main; main()"]
PROJECT = {
    "mkdocs.yml": MKDOCS_YML,
    "docs/en/a.md": page("A", "::: policy none\n", roles="[all-users]"),
    "docs/pt-BR/a.md": page("A", roles="[all-users]"),
    "docs/policies/h.yml": "id: h\n",
    "locales/roles.learned.yml": "{}\n",
}
FORBIDDEN = {
    "docs/en/a.md": "check build serve|i18n status",
    "docs/policies": "check build serve",
    "docs/policies/h.yml": "check build",
    "locales": "check build serve|i18n status|i18n update",
    "docs/pt-BR": "check build|i18n status|i18n check",
}


def as_anybody() -> None:
    """Let rights of files hold for root, too (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH)."""
    if os.geteuid() == 0:
        for capability in (1, 2):
            ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)


def run(folder: Path, *args: str, out: int = subprocess.PIPE) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command, run in a folder."""
    done = subprocess.run(
        [*COMMAND, *args], cwd=folder, stdout=out, stderr=subprocess.PIPE, text=True,
        preexec_fn=as_anybody, check=False, timeout=120,
    )  # fmt: skip
    return done.returncode, done.stdout or "", done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another thing there")
@pytest.mark.parametrize(
    ("name", "command"),
    [
        (name, command)
        for name, commands in FORBIDDEN.items()
        for part in commands.split("|")
        for command in ([part] if part.startswith("i18n") else part.split())
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, command: str) -> None:
    write_project(tmp_path, PROJECT)
    (tmp_path / name).chmod(0)
    try:
        code, out, err = run(tmp_path, *command.split())
    finally:
        (tmp_path / name).chmod(0o755)
    assert code == 1, (out, err)
    assert re.search(rf"^(ERROR +partner-kb: )?(\S*/)?{re.escape(name)}(/\S*)?:0:0: error: .*denied"
                     r" \[file-system\]$", err, re.M), err  # fmt: skip
    assert "Traceback" not in out + err
    assert "no policy" not in out + err


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another thing there")
@pytest.mark.parametrize(
    "command",
    ["build", "policy new ok --non-interactive", "i18n update", "i18n add de",
     "i18n export a -l pt-BR", "i18n tmx -l pt-BR -o x.tmx", "i18n pseudo -o new",
     "import ../source --docs new --locale en"],
)  # fmt: skip
def test_what_cannot_be_written(tmp_path: Path, command: str) -> None:
    project = tmp_path / "kb"
    write_project(project, PROJECT)
    write_project(tmp_path, {"source/en/docset/a.md": "---\ntitle: A\n---\n\nA\n"})
    folders = [project, *(path for path in project.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        code, out, err = run(project, *command.split())
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert code == 1, (out, err)
    assert re.search(r":0:0: error: .*denied.* \[file-system\]$", err, re.M), err
    assert "Traceback" not in out + err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", ["--version", "policy schema", "check", "i18n check --rules"])
def test_an_output_that_takes_nothing(tmp_path: Path, command: str) -> None:
    write_project(tmp_path, PROJECT)
    with open("/dev/full", "wb") as full:
        code, _, err = run(tmp_path, *command.split(), out=full.fileno())
    assert code == 1
    assert "standard output:0:0: error: No space left on device [file-system]" in err
    assert "Exception" not in err
    assert "Traceback" not in err


@pytest.mark.parametrize("name", ["a" * 300, "mkdocs.yml/a"])
def test_a_place_for_a_file_that_is_none(tmp_path: Path, name: str) -> None:
    write_project(tmp_path, PROJECT)
    code, _, err = run(tmp_path, "policy", "new", "ok", "--non-interactive", "-o", name)
    assert code == 1
    assert re.match(r"\S+:0:0: error: (File name too long|Not a directory) \[file-system\]$", err)


@pytest.mark.skipif(sys.platform == "win32", reason="no forks there")
def test_ctrl_c_ends_a_build_with_one_word(tmp_path: Path) -> None:
    long = "\n\n".join(["A *paragraph* with a [link](a.md)."] * 400)
    write_project(tmp_path, PROJECT | {f"docs/en/p{n}.md": page(f"P{n}", long) for n in range(40)})
    (tmp_path / "docs/policies/h.yml").unlink()
    write_project(tmp_path, {"docs/en/a.md": page("A")})
    process = subprocess.Popen(
        [*COMMAND, "build", "--jobs", "2"], cwd=tmp_path, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=heed_interrupts,
    )  # fmt: skip
    wait_for_forks(process)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.strip()) == (1, "", "Aborted!")
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith((".site", "site"))]


def heed_interrupts() -> None:
    """What a shell runs in the background begins with them ignored, and so do these tests there."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for_forks(process: subprocess.Popen[str]) -> None:
    """Wait until a build has begun with its locales."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        if len(children.read_text().split()) >= 2:
            return
        time.sleep(0.01)
    pytest.fail("the build had no forks")
