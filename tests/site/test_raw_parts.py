"""Parts of raw pages outside of a folder named includes, and paths that two files claim."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from partner_kb.cli import cli
from site_project import MKDOCS_YML, build_project, page, write_project

RAW = "---\nms.date: 01/02/2021\ntitle: Raw\n---\n# Raw\n\n"


def included(*paths: str) -> str:
    return RAW + "\n\n".join(f"[!INCLUDE [x]({path})]" for path in paths) + "\n"


def check(folder: Path, files: dict[str, str]) -> tuple[int, str]:
    config = write_project(folder, {"mkdocs.yml": MKDOCS_YML, **files})
    result = CliRunner().invoke(cli, ["check", "-f", str(config)])
    return result.exit_code, result.output


def test_a_part_is_shown_where_it_is_included_and_is_no_page(tmp_path: Path) -> None:
    site = build_project(
        tmp_path,
        {
            "mkdocs.yml": MKDOCS_YML,
            "docs/en/d/a.md": included("shared/part.md", "shared/raw.md", "~/top.md", "own.md"),
            "docs/en/d/shared/part.md": "Shared **part** and [!INCLUDE [y](inner.md)].\n",
            "docs/en/d/shared/inner.md": "what it includes\n",
            "docs/en/d/shared/raw.md": "---\nms.topic: include\n---\nRaw part.\n",
            "docs/en/d/top.md": "From the top.\n",
            "docs/en/d/own.md": page("Own", "Its own page."),
        },
    )
    words = site.page("d/a/").article.get_text(" ", strip=True)
    for part in ("Shared part and what it includes", "Raw part.", "From the top.", "Its own page."):
        assert part in words
    assert site.has("d/own/")
    for name in ("shared/part", "shared/inner", "shared/raw", "top"):
        assert not site.has(f"d/{name}/")


def test_an_include_that_is_shown_as_code_takes_no_page_away(tmp_path: Path) -> None:
    shown = "[!INCLUDE [x](plain.md)]"
    block = f"```markdown\n{shown}\n```\n\n- item\n\n  ```\n  {shown}\n  ```\n\n"
    text = f"{RAW}Write `{shown}` or ``` `a` {shown} ```.\n\n{block}<!-- {shown} -->\n"
    files = {"docs/en/d/a.md": text, "docs/en/d/plain.md": "# Plain\n"}
    assert build_project(tmp_path, {"mkdocs.yml": MKDOCS_YML, **files}).has("d/plain/")


@pytest.mark.parametrize("files", [
    {"cycle.md": "x [!INCLUDE [y](cycle.md)]"},
    {"cycle.md": "[!INCLUDE [y](two.md)]", "two.md": "[!INCLUDE [y](./cycle.md)]"},
])  # fmt: skip
def test_a_circle_of_parts_is_told_of(tmp_path: Path, files: dict[str, str]) -> None:
    docs = {f"docs/en/d/{name}": text for name, text in files.items()}
    code, output = check(tmp_path, {"docs/en/d/a.md": included("cycle.md"), **docs})
    assert (code, output.count("includes itself [include-cycle]")) == (1, 1)


@pytest.mark.parametrize(("first", "second"), [
    (RAW, "### YamlMime:FAQ\ntitle: Two\n"),
    (page("Clean"), "### YamlMime:FAQ\ntitle: Two\n"),
])  # fmt: skip
def test_two_files_that_claim_one_path_are_told_of(tmp_path: Path, first: str, second: str) -> None:
    files = {"docs/en/d/a.md": first, "docs/en/d/a.yml": second}
    code, output = check(tmp_path, files)
    assert code == 1
    assert "docs/en/d/a.yml:1:1: error: en/d/a.md is" in output
    assert output.count("[page-path-taken]") == 1


def test_a_backtick_in_another_paragraph_hides_no_include(tmp_path: Path) -> None:
    text = f"{RAW}Press the ` key.\n\n[!INCLUDE [x](part.md)]\n\nThen ` again.\n"
    files = {"docs/en/d/a.md": text, "docs/en/d/part.md": "The part.\n"}
    site = build_project(tmp_path, {"mkdocs.yml": MKDOCS_YML, **files})
    assert "The part." in site.page("d/a/").article.get_text()
    assert not site.has("d/part/")
