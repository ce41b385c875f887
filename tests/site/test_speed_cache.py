"""What is kept between builds: a build that reuses gives the bytes of one that starts from nothing.

Each kind of input is changed in turn; after each change the site as built with the cache of all
builds before is compared with a site built without any.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from partner_kb.cli import cli
from partner_kb.mkdocs_plugin import inputs
from partner_kb.store_file import NAME
from site_project import LOCALES, MKDOCS_YML, PROJECT, page, write_project

EXAMPLES = Path(__file__).parents[2] / "docs"
KEPT_OF_PAGES = ("pages", "builds", "search", "templates", "review", "translation-status.json")
"""What a build from nothing shall not find; the policies' data is left, for it takes long."""

NOTHING = "Nothing has changed"
CATALOG = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=n > 1;\\n"

msgid "On this page"
msgstr "Aqui"
"""
ROLES = """\
roles:
  billing-admin:
    names: {pt-BR: Quem paga}
"""


def build(config: Path, site: Path, *more: str) -> str:
    arguments = ["build", "-f", str(config), "--site-dir", str(site), "--jobs", "1", *more]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def differences(left: Path, right: Path) -> list[str]:
    """The files that only one of two folders has, or that differ in a byte."""
    names = {p.relative_to(root) for root in (left, right) for p in root.rglob("*")}
    return sorted(str(n) for n in names if content(left / n) != content(right / n))


def content(path: Path) -> bytes | None:
    if path.is_dir():
        return b""
    return path.read_bytes() if path.is_file() else None


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built once; tests change it one after the other."""
    root = tmp_path_factory.mktemp("warm")
    write_project(root, PROJECT)
    for kind in ("policies", "flows"):
        name, *others = sorted((EXAMPLES / kind).glob("*.yml"))
        (root / "docs" / kind).mkdir(exist_ok=True)
        for path in (name, *others):  # flows lead to one another
            shutil.copy(path, root / "docs" / kind)
        add = f"\n\n::: {'policy' if kind == 'policies' else 'flow'} {name.stem}\n"
        append(root / "docs/en/docset/c.md", add)
    build(root / "mkdocs.yml", root / "site")
    return root


def append(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text("utf-8") if path.exists() else ""
    path.write_text(before + text, "utf-8")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def change_policy(root: Path) -> None:
    path = next((root / "docs/policies").glob("*.yml"))
    lines = path.read_text("utf-8").splitlines()
    index = next(i for i, line in enumerate(lines) if line.lstrip().startswith("legal_name:"))
    lines[index] = lines[index].partition(":")[0] + ": Another Company Ltd."
    path.write_text("\n".join(lines) + "\n", "utf-8")


CHANGES: dict[str, Callable[[Path], None]] = {
    "page": lambda root: append(root / "docs/pt-BR/docset/a.md", "\nMais.\n"),
    "page that others fall back to": lambda r: append(r / "docs/en/docset/c.md", "\nMore.\n"),
    "title of another page": lambda root: replace(
        root / "docs/en/docset/b.md", "Second page", "Page two"
    ),
    "front matter": lambda root: replace(
        root / "docs/en/docset/b.md", "[global-admin]", "[global-admin, user-admin]"
    ),
    "new page": lambda root: append(root / "docs/en/docset/new.md", page("New", "[a](a.md)")),
    "link to a page that is not there": lambda root: append(
        root / "docs/en/docset/a.md", "\n[later](later.md)\n"
    ),
    "page that a link waited for": lambda root: append(
        root / "docs/en/docset/later.md", page("Later")
    ),
    "page gone": lambda root: (root / "docs/en/docset/later.md").unlink(),
    "navigation": lambda root: replace(root / "docs/en/toc.yml", "name: Money", "name: Cash"),
    "catalog": lambda root: append(root / "locales/pt_BR/LC_MESSAGES/partner_kb.po", CATALOG),
    "roles": lambda root: append(root / "locales/roles.yml", ROLES),
    "policy": change_policy,
    "option": lambda root: replace(root / "mkdocs.yml", "icp_number: 京", "icp_number: 沪"),
    "template": lambda root: (
        replace(root / "mkdocs.yml", "{name: material}", "{name: material, custom_dir: theme}"),
        append(root / "theme/pkb/mark.html", "<b>mark</b>"),
    )[-1],
    "template again": lambda root: append(root / "theme/pkb/mark.html", "<i>more</i>"),
    "media": lambda root: append(root / "docs/en/docset/media/a.txt", "text"),
    "redirect": lambda root: append(
        root / "docs/redirects.yml", "docset/old-c.md: docset/c.md\n"
    ),
    "locale less": lambda root: replace(
        root / "mkdocs.yml", "        - {locale: ru-RU, name: Русский}\n", ""
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", CHANGES)
def test_a_reusing_build_gives_what_a_build_from_nothing_gives(kind, warm, tmp_path):
    CHANGES[kind](warm)
    assert NOTHING not in build(warm / "mkdocs.yml", warm / "site")
    copy = tmp_path / "cold"
    shutil.copytree(warm, copy, ignore=shutil.ignore_patterns("site", *KEPT_OF_PAGES))
    build(copy / "mkdocs.yml", copy / "site")
    assert differences(warm / "site", copy / "site") == []
    assert NOTHING in build(warm / "mkdocs.yml", warm / "site")


def test_segments_of_the_import_count(tmp_path):
    config = write_project(tmp_path, PROJECT)
    segments = next(path for path in (tmp_path / "locales").rglob("*") if "a-101" in text_of(path))
    build(config, tmp_path / "site")
    replace(segments, "One thing", "Something")
    build(config, tmp_path / "site")
    assert "Something" in (tmp_path / "site/pt-BR/docset/a/index.html").read_text("utf-8")


def text_of(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def test_another_version_of_the_package_renders_everything_anew(tmp_path, monkeypatch):
    config = write_project(tmp_path, PROJECT)
    build(config, tmp_path / "site")
    monkeypatch.setattr(inputs, "code_digest", lambda: "another")
    assert NOTHING not in build(config, tmp_path / "site")


def test_another_day_is_a_change(tmp_path, monkeypatch):
    config = write_project(tmp_path, PROJECT)
    for day in ("1000000000", "1100000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", day)
        assert NOTHING not in build(config, tmp_path / "site")


@pytest.mark.parametrize("damage", ["gone", "changed", "added"])
def test_a_site_that_was_touched_is_built_again(tmp_path, damage):
    config = write_project(tmp_path, PROJECT)
    build(config, tmp_path / "site")
    page_file = tmp_path / "site/docset/a/index.html"
    before = page_file.read_bytes()
    if damage == "gone":
        page_file.unlink()
    elif damage == "changed":
        page_file.write_text("else", "utf-8")
    else:
        (tmp_path / "site/more.html").write_text("more", "utf-8")
    assert NOTHING not in build(config, tmp_path / "site")
    assert page_file.read_bytes() == before
    assert not (tmp_path / "site/more.html").exists()


def test_each_site_folder_is_looked_at_by_itself(tmp_path):
    config = write_project(tmp_path, PROJECT)
    for name in ("one", "two"):
        assert NOTHING not in build(config, tmp_path / name)
    for name in ("one", "two"):
        assert NOTHING in build(config, tmp_path / name)
    assert differences(tmp_path / "one", tmp_path / "two") == []


@pytest.mark.parametrize("damage", ["cut off", "values changed", "no database", "emptied"])
def test_a_damaged_cache_is_no_cache(tmp_path, damage):
    config = write_project(tmp_path, PROJECT)
    build(config, tmp_path / "one")
    kept = tmp_path / ".cache/partner-kb/pages" / NAME
    before = kept.read_bytes()
    assert before.count(b"<p>") > len(LOCALES)
    kept.write_bytes(
        {
            "cut off": before[: len(before) // 2],
            "values changed": before.replace(b"<p>", b"<b>"),
            "no database": b"{}",
            "emptied": b"",
        }[damage]
    )
    build(config, tmp_path / "two")
    assert differences(tmp_path / "one", tmp_path / "two") == []


def test_what_was_reported_is_reported_again(tmp_path):
    files = {**PROJECT, "docs/en/docset/d.md": page("D", "::: policy unknown-one\n")}
    config = write_project(tmp_path, files)
    for _ in range(2):
        arguments = ["build", "-f", str(config), "--jobs", "1"]
        result = CliRunner().invoke(cli, arguments)
        assert result.exit_code == 1
        assert "unknown-one" in result.stderr


def test_nothing_is_reused_where_an_unknown_plugin_takes_part(tmp_path):
    yml = f"{MKDOCS_YML}hooks: [hook.py]\n"
    hook = "def on_page_content(html, **_):\n    return html + open('extra.txt').read()\n"
    config = write_project(tmp_path, {**PROJECT, "mkdocs.yml": yml, "hook.py": hook})
    replace(tmp_path / "hook.py", "extra.txt", str(tmp_path / "extra.txt"))
    for word in ("first", "second"):
        (tmp_path / "extra.txt").write_text(word, "utf-8")
        build(config, tmp_path / "site")
        assert word in (tmp_path / "site/docset/a/index.html").read_text("utf-8")


def test_a_placeholder_that_looks_like_an_id_is_no_anchor(tmp_path: Path) -> None:
    """MkDocs reads `<tenant id>` in code as a tag whose `id` has no value."""
    body = '`<tenant id>` and <a id="x"></a>\n\n| A |\n|---|\n| `<x id>` |\n\n```\n<y id>\n```\n'
    config = write_project(tmp_path, {"mkdocs.yml": MKDOCS_YML, "docs/en/a.md": page("A", body)})
    build(config, tmp_path / "site")
    assert "&lt;tenant id&gt;" in (tmp_path / "site" / "a" / "index.html").read_text("utf-8")
