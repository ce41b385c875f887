"""The wheel, installed in an environment of its own outside the repository, imports and builds."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).resolve().parents[2]
Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout with the backend that is installed here."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(folder)]
    done = subprocess.run([*command, str(ROOT)], check=False, capture_output=True, text=True)
    assert done.returncode == 0, (
        f"{done.stdout}{done.stderr}\n"
        "the backend is missing? pip install --require-hashes -r requirements/backend.txt"
    )
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment with the wheel in it.

    The dependencies are those of this environment, by a path in a .pth file: such a path brings
    packages along, but not the .pth file by which our own editable checkout would come.
    """
    folder = tmp_path_factory.mktemp("elsewhere") / "env"
    venv.EnvBuilder(with_pip=False, symlinks=True).create(folder)
    python = folder / "bin/python"
    target = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"],
        check=True, capture_output=True, text=True,
    ).stdout.strip()  # fmt: skip
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--no-deps",
        "--no-index",
    ]
    subprocess.run([*pip, "--quiet", str(wheel)], check=True, capture_output=True)
    purelib = sysconfig.get_paths()["purelib"]
    Path(target, "dependencies.pth").write_text(f"{purelib}\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def command(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Command:
    """Runs a program of the environment in an empty folder."""
    folder = tmp_path_factory.mktemp("work")
    env = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL"))
    }

    def run(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [installed / "bin" / name, *arguments],
            check=False, capture_output=True, text=True, cwd=folder, env=env,
        )  # fmt: skip

    return run


def pair(target: str, english: str, number: int) -> str:
    """A segment side by side with its English."""
    return (
        f'<span data-ttu-id="a-{number}">{target}</span><span class="sxs-lookup">'
        f'<span data-stu-id="a-{number}">{english}</span></span>'
    )


def work_folder(command: Command) -> Path:
    return Path(command("python", "-c", "import os; print(os.getcwd())").stdout.strip())


def test_the_wheel_carries_all_that_the_package_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "plugins/partner_kb"
    for path in package.rglob("*"):
        inner = path.relative_to(package)
        if path.is_file() and "__pycache__" not in inner.parts and inner.parts[0] != "locales":
            assert f"partner_kb/{inner.as_posix()}" in names, inner
    for pattern in ("*.yml", "*/LC_MESSAGES/*.po"):
        found = list((ROOT / "locales").glob(pattern))
        assert found
        for path in found:
            assert f"partner_kb/locales/{path.relative_to(ROOT / 'locales').as_posix()}" in names
    tops = {name.split("/")[0] for name in names}
    assert tops == {"partner_kb", next(top for top in tops if top.endswith(".dist-info"))}


def test_it_is_the_wheel_that_runs(installed: Path, command: Command) -> None:
    code = (
        "import partner_kb, partner_kb.resources as r; print(partner_kb.__file__, r.locales_dir())"
    )
    for path in command("python", "-c", code).stdout.split():
        assert Path(path).is_relative_to(installed)
    listed = command("python", "-c", "import sys; print(sys.path)").stdout
    assert str(ROOT / "plugins") not in listed


def test_vocabulary_catalogs_templates_and_assets_are_found(command: Command) -> None:
    code = """
from partner_kb.catalog import load_translations
from partner_kb.resources import assets_dir, locales_dir, templates_dir
from partner_kb.roles.load import load_vocabulary
assert len(load_vocabulary([locales_dir()]).roles) > 20
for locale in ("pt-BR", "zh-CN", "ru-RU"):
    assert load_translations(locale).gettext("Note") != "Note", locale
assert (assets_dir() / "css/tokens.css").is_file()
assert (assets_dir() / "js/main.js").is_file()
assert (templates_dir() / "pages/home.md.jinja").is_file()
"""
    done = command("python", "-c", code)
    assert done.returncode == 0, done.stderr


def test_import_check_and_build_outside_the_repository(command: Command) -> None:
    work = work_folder(command)
    docset = work / "source/pt-BR/partner-center"
    docset.mkdir(parents=True)
    (docset / "one.md").write_text(
        "---\ntitle: Um\nms.contentlocale: pt-BR\nms.translationtype: MT\n---\n"
        f"# {pair('Um', 'One', 1)}\n\n> [!NOTE]\n> {pair('Olá.', 'Hello.', 2)}\n",
        "utf-8",
    )
    done = command("partner-kb", "import", "source", "--docs", "kb/docs", "--locales", "kb/locales")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 pages read, 2 written")
    done = command("partner-kb", "check", "-f", "kb/mkdocs.yml")
    assert done.returncode == 0, done.stderr
    done = command("partner-kb", "build", "-f", "kb/mkdocs.yml")
    assert done.returncode == 0, done.stderr
    page = work / "kb/site/pt-BR/partner-center/one/index.html"
    soup = BeautifulSoup(page.read_text("utf-8"), "lxml")
    assert soup.html is not None
    assert soup.html["lang"] == "pt-BR"
    assert soup.select_one(".admonition-title").get_text() == "Observação"
    assert soup.select_one('[data-pkb-notice="machine-translated"]')
    for link in soup.select('link[rel="stylesheet"]'):
        href = str(link["href"])
        assert (page.parent / href).resolve().is_file(), href
    assert not (ROOT / "kb").exists()


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["policy", "schema"], ["flow", "schema"], ["i18n", "check", "--rules"]],
    ids=" ".join,
)
def test_other_commands_run(command: Command, arguments: list[str]) -> None:
    done = command("partner-kb", *arguments)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout) > 200
