"""What the site ships of our scripts and style sheets says the same as what we wrote."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from partner_kb.mkdocs_plugin.lean import lean_script, lean_style
from partner_kb.resources import assets_dir

PROJECT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted((assets_dir() / "js").rglob("*.js"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_lean_script_parses_and_has_no_comment_of_its_own(path: Path, tmp_path: Path) -> None:
    lean = lean_script(path.read_text("utf-8"))
    target = tmp_path / "lean.mjs"
    target.write_text(lean, "utf-8")
    subprocess.run(["node", "--check", str(target)], check=True, timeout=60)
    assert lean_script(lean) == lean
    assert not re.search(r"^\s*/[/*]", lean, re.M) or "`" in lean


def test_lean_scripts_pass_the_tests_of_the_scripts(tmp_path: Path) -> None:
    """All unit tests of the browser's modules, run on the lean copies."""
    for path in SCRIPTS:
        target = tmp_path / path.relative_to(PROJECT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(lean_script(path.read_text("utf-8")), "utf-8")
    shutil.copytree(PROJECT / "tests" / "js", tmp_path / "tests" / "js")
    (tmp_path / "package.json").write_text('{"type": "module"}', "utf-8")
    tests = sorted((tmp_path / "tests" / "js").glob("*.test.mjs"))
    assert tests
    done = subprocess.run(
        ["node", "--test", *map(str, tests)], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout


def test_a_comment_inside_a_statement_and_a_template_stay() -> None:
    assert lean_script("/** A */\nconst a = 1; // b\n\n  // c\n") == "const a = 1; // b\n"
    several = "const a = `\n// not a comment\n`;\n"
    assert lean_script(several) == several
    cast = 'const a = /** @type {Record<string, "a*">} */ (b);\n'
    assert lean_script(cast) == "const a = (b);\n"


def test_style_sheets_keep_their_rules() -> None:
    for path in (assets_dir() / "css").glob("*.css"):
        css = path.read_text("utf-8")
        lean = lean_style(css)
        assert lean.count("{") == re.sub(r"/\*.*?\*/", "", css, flags=re.S).count("{")
        assert "/*" not in lean
