"""Bad set-ups are refused in words that help."""

from __future__ import annotations

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from site_project import LOCALES, MKDOCS_YML, build_project, page, write_project


def refused(tmp_path, caplog, options: str) -> str:
    own = ("      report_url:", "      footer:")
    plain = "".join(
        line for line in MKDOCS_YML.splitlines(keepends=True) if not line.startswith(own)
    )
    text = plain.replace("  - partner-kb:\n", f"  - partner-kb:\n      {options}\n")
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


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("1: 2", '"1" is not an option.'),
        ("locales_dir: 3", "Expected type: <class 'str'>"),
        ("locales_dir: ''", "The name of a folder was expected"),
        ("cache_dir: ''", "The name of a folder was expected"),
        ("not_pages: includes", "Expected a list of items"),
        ("policy_builder: maybe", "Expected type: <class 'bool'>"),
        ("side_by_side: 'no'", "Expected type: <class 'bool'>"),
        ("report_url: x?u={urll}", '"{urll}" is not filled in. Did you mean "url"?'),
        ("report_url: x?u={url!r}", '"{url}" is not filled in.'),
        ("report_url: 'x?u={'", "Single '{' encountered"),
        ("home: {newest: -1}", "A number from 0 on was expected"),
        ("home: {newest: true}", "A number from 0 on was expected"),
        ("home: {find: a.md}", "Expected a list of items"),
        ("footer: 3", "Expected a key-value mapping"),
        ("footer: {icp_number: 1}", "Expected type: <class 'str'>"),
    ],
)
def test_a_value_of_another_kind_is_refused(tmp_path, caplog, option, said):
    assert said in refused(tmp_path, caplog, option)


def test_a_group_without_options_has_the_defaults(tmp_path):
    options = "home:\n      footer: # nothing yet\n      report_url: x?{url}{title}{locale}{path}"
    text = MKDOCS_YML.replace(
        'report_url: "https://example.com/new?title={title}&body={url}"', options
    )
    text = "\n".join(line for line in text.splitlines() if "footer: {" not in line)
    files = {"mkdocs.yml": text, "docs/en/a.md": page("A")}
    config = load_config(str(write_project(tmp_path, files))).plugins["partner-kb"].config
    assert config.home.newest == 6
    assert config.footer.disclaimer is True


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("docs_structure: folder", "docs_structure: suffix", ":12:7: error: partner-kb: the i18n"),
        ("locale: zh-CN", "locale: zh_CN", ':16:20: error: i18n: a locale is written'),
        ("default: true}", "default: false}", "Could not find a default language"),
        ("locale: en,", "locale: en, build: false,", "Could not find a default language"),
        ("locale: en, name: English, default: true", "locale: de, name: Deutsch, default: true",
         ":14:20: error: i18n: the default language of a site with several is English"),
        ("{name: material}", "{name: mkdocs}", ":6:9: error: partner-kb needs Material"),
        ("site_url:", "use_directory_urls: false\nsite_url:", ":2:1: error: partner-kb needs"),
        ("report_url:", "cache_dir: .\n      report_url:", ":9:7: error: partner-kb: cache"),
        ("report_url:", "cache_dir: docs/x\n      report_url:", ":9:7: error: partner-kb: cache"),
        ("report_url:", "cache_dir: site\n      report_url:", ":9:7: error: partner-kb: cache"),
    ],
)  # fmt: skip
def test_what_no_site_can_be_built_with_is_refused_with_its_place(tmp_path, caplog, old, new, said):
    files = {"mkdocs.yml": MKDOCS_YML.replace(old, new), "docs/en/a.md": page("A")}
    with pytest.raises(Abort):
        build_project(tmp_path, files)
    assert said in caplog.text
    assert sorted(path.name for path in tmp_path.rglob("*.md")) == ["a.md"]
    assert not list(tmp_path.rglob("lock"))


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"site_url: https://example.com/kb/\n": ""}, id="no site_url"),
        pytest.param({"example.com/kb/": "example.com/kb"}, id="site_url without a slash"),
        pytest.param({"theme:": "docs_dir: docs/inner\ntheme:"}, id="docs_dir elsewhere"),
        pytest.param({"\n": "\r\n"}, id="Windows line ends"),
        pytest.param(
            {f"        - {{locale: {one}": f"        # {{locale: {one}" for one in LOCALES[1:]},
            id="one language",
        ),
    ],
)
def test_what_a_site_can_be_built_with(tmp_path, dead_links, more):
    text = MKDOCS_YML
    for old, new in more.items():
        assert old in text
        text = text.replace(old, new)
    end = "\r\n" if "\r\n" in text else "\n"
    folder = "docs/inner" if "docs/inner" in text else "docs"
    write_project(tmp_path, {f"{folder}/en/a.md": page("A").replace("\n", end)})
    if "locale: pt-BR" in text.partition("# {")[0]:
        write_project(tmp_path, {f"{folder}/pt-BR/a.md": page("Á").replace("\n", end)})
    built = build_project(tmp_path, {"mkdocs.yml": text})
    assert built.page("a/").h1.get_text(strip=True) == "A"
    assert not built.warnings
    assert dead_links(built.root) == []


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
