"""A check runs nothing of what mkdocs.yml names; a build does, as MkDocs does."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from partner_kb.cli import cli
from site_project import MKDOCS_YML, page, write_project

TOUCH = """\
markdown_extensions:
  - toc: {{slugify: !!python/object/apply:pymdownx.slugs.slugify {{kwds: {{case: lower}}}}}}
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
extra:
  one: !!python/object/apply:os.mkdir ["{folder}/tag"]
  two: !!python/object/new:pathlib.Path ["x"]
  three: !!python/module:json
"""
PAGE = page("A", roles="[all-users]")


def run(command: str, config: Path) -> Result:
    return CliRunner().invoke(cli, [command, "-f", str(config)])


@pytest.fixture(params=["own", "inherited"])
def config(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    said = TOUCH.format(folder=tmp_path) + "hooks: [hook.py]\n"
    own = request.param == "own"
    settings = MKDOCS_YML + (said if own else "INHERIT: base.yml\n")
    hook = f"import os\nos.mkdir({str(tmp_path / 'hook')!r})\n"
    files = {"mkdocs.yml": settings, "base.yml": said, "hook.py": hook, "docs/en/a.md": PAGE}
    return write_project(tmp_path, files)


def test_tags_and_hooks_are_left_alone(config: Path) -> None:
    done = run("check", config)
    assert done.exit_code == 0, done.output
    assert ": error: " not in done.output
    made = {"tag", "hook", "site", ".cache"}
    assert not made & {path.name for path in config.parent.iterdir()}
    built = run("build", config)
    assert built.exit_code == 0, built.output
    assert made <= {path.name for path in config.parent.iterdir()}


def test_what_is_not_there_is_told_with_its_place(tmp_path: Path) -> None:
    files = {"docs/en/a.md": PAGE, "mkdocs.yml": f"{MKDOCS_YML}hooks: [no.py]\n"}
    line = MKDOCS_YML.count("\n") + 1
    done = run("check", write_project(tmp_path, files))
    assert f"mkdocs.yml:{line}:1: error: hooks: The path" in done.output
    tag = "!!python/name:no_such_package.part"
    config = write_project(tmp_path, {"mkdocs.yml": f"{MKDOCS_YML}extra: {{a: {tag} }}\n"})
    place = f"{config}:{line}:12: error: not valid YAML: while constructing a Python object"
    assert place in run("check", config).output
    assert place in str(run("build", config).exception)


@pytest.mark.parametrize(
    ("hook", "told"),
    [
        ("def (", "hook.py:1:5: error: SyntaxError: invalid syntax"),
        ("x = 1\ny = x / 0\n", "hook.py:2:5: error: ZeroDivisionError: division by zero"),
        ("import nothing_of_that_name", "hook.py:1:1: error: ModuleNotFoundError: No module"),
    ],
)
def test_a_build_says_where_a_hook_gave_up(tmp_path: Path, hook: str, told: str) -> None:
    files = {"docs/en/a.md": PAGE, "hook.py": hook, "mkdocs.yml": f"{MKDOCS_YML}hooks: [hook.py]\n"}
    done = run("build", write_project(tmp_path, files))
    assert told in str(done.exception)


def test_a_build_says_that_a_tag_gave_up(tmp_path: Path) -> None:
    settings = f"{MKDOCS_YML}extra: {{a: !!python/object/apply:subprocess.check_call [] }}\n"
    done = run("build", write_project(tmp_path, {"docs/en/a.md": PAGE, "mkdocs.yml": settings}))
    assert "mkdocs.yml:1:1: error: code that a tag or a hook names gave up" in str(done.exception)
