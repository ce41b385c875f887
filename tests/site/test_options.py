"""Bad set-ups are refused in words that help."""

from __future__ import annotations

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from site_project import MKDOCS_YML, build_project, page


def refused(tmp_path, caplog, options: str) -> str:
    text = MKDOCS_YML.replace("  - partner-kb:\n", f"  - partner-kb:\n      {options}\n")
    (tmp_path / "docs" / "en").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    with pytest.raises(Abort):
        load_config(str(tmp_path / "mkdocs.yml"))
    return caplog.text


def test_an_unknown_option_names_the_near_miss(tmp_path, caplog):
    text = refused(tmp_path, caplog, "side_by_sides: true")
    assert '"side_by_sides" is not an option. Did you mean "side_by_side"?' in text


def test_an_unknown_option_of_a_group_names_the_near_miss(tmp_path, caplog):
    text = refused(tmp_path, caplog, "home: {publsh: [x.md]}")
    assert 'Did you mean "publish"?' in text


def test_i18n_is_needed_and_an_example_is_given(tmp_path, caplog):
    files = {
        "mkdocs.yml": "site_name: x\ntheme: {name: material}\nplugins: [partner-kb]\n",
        "docs/en/a.md": page("A"),
    }
    with pytest.raises(Abort):
        build_project(tmp_path, files)
    assert "docs_structure: folder" in caplog.text


def test_broken_front_matter_is_reported_with_its_place_and_the_rest_is_built(tmp_path):
    files = {
        "mkdocs.yml": MKDOCS_YML,
        "docs/en/good.md": page("Good"),
        "docs/en/bad.md": "---\ntitle: [unclosed\n---\n\nText.\n",
    }
    built = build_project(tmp_path, files, strict=False)
    assert built.has("good")
    assert any("en/bad.md:" in message for message in built.warnings)


def test_a_broken_directive_is_reported_and_the_page_is_built(tmp_path):
    files = {
        "mkdocs.yml": MKDOCS_YML,
        "docs/en/a.md": page("A", "Before.\n\n::: flow nowhere\n\nAfter."),
    }
    built = build_project(tmp_path, files, strict=False)
    assert "After." in built.page("a/").get_text()
    assert any("nowhere" in message for message in built.warnings)
