"""All of the real source guidance out to translators' tools and back: the same site."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from translate.storage import xliff as toolkit_xliff

from i18n.kb import Base
from partner_kb.importer import import_sources
from partner_kb.segments import parse_blocks

pytestmark = pytest.mark.source
LOCALES = ("pt-BR", "zh-CN", "ru-RU")


def build(root: Path, site: str) -> dict[str, bytes]:
    """Build the site in a process of its own; every file but the compressed sitemap."""
    code = "from partner_kb.cli import main; main()"
    arguments = ["build", "-f", str(root / "mkdocs.yml"), "--site-dir", str(root / site)]
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True)
    return {
        path.relative_to(root / site).as_posix(): path.read_bytes()
        for path in sorted((root / site).rglob("*"))
        if path.is_file() and path.suffix != ".gz"
    }


@pytest.fixture(scope="module")
def imported(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Base:
    root = tmp_path_factory.mktemp("imported")
    sources = [source / "live-sxs" / locale for locale in LOCALES]
    import_sources(sources, root / "docs", root / "locales")
    return Base(root, {})


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
def test_out_to_other_tools_and_back_gives_the_same_site(imported: Base) -> None:
    pages = [page.as_posix() for page in (imported.root / "docs/en").rglob("*.md")]
    docs = {name: text for name, text in imported.snapshot().items() if name.startswith("docs/")}
    before = build(imported.root, "before")
    out = imported.root / "out"
    for locale in LOCALES:
        for form in ("po", "xliff"):
            imported.run("export", *pages, "-l", locale, "--format", form, "-o", str(out))
    catalogs, bilingual = sorted(out.glob("*.po")), sorted(out.glob("*.xlf"))
    assert len(catalogs) == len(bilingual) == 40 * len(LOCALES)
    for path in catalogs:
        subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], check=True)
    for path in bilingual:
        store = toolkit_xliff.xlifffile.parsefile(str(path))
        path.write_bytes(bytes(store))
    for files in (catalogs, bilingual):
        imported.run("apply", *map(str, files))
        now = {name: text for name, text in imported.snapshot().items() if name in docs}
        assert now == docs, "not a byte of a page changed"
    assert build(imported.root, "after") == before
    imported.run("update", "--check", code=1)
    imported.run("update")
    imported.run("update", "--check")


def test_a_changed_block_reaches_its_page_only(imported: Base) -> None:
    out = imported.root / "one"
    page = "partner-center/customer-support.md"
    imported.run("export", page, "-l", "ru-RU", "-o", str(out))
    file = next(out.glob("*.po"))
    text = file.read_text("utf-8")
    start = text.index('msgstr "', text.index("#. paragraph")) + len('msgstr "')
    file.write_text(f"{text[:start]}Проверка. {text[start:]}", "utf-8")
    before = imported.snapshot()
    imported.run("apply", str(file))
    after = imported.snapshot()
    changed = {name for name in after if after[name] != before.get(name)}
    assert {name for name in changed if name.startswith("docs/")} == {f"docs/ru-RU/{page}"}


def test_import_records_what_each_translation_was_made_from(source: Path, tmp_path: Path) -> None:
    sources = [source / "live-sxs" / locale for locale in LOCALES]
    import_sources(sources, tmp_path / "docs", tmp_path / "locales")
    base = Base(tmp_path, {})
    page = "partner-center/customer-support.md"
    before = json.loads(base.run("status", "-l", "pt-BR", "--format", "json").output)
    assert before[0]["total"]["stale"] == 0
    text = base.read(f"docs/en/{page}")
    block = next(b for b in parse_blocks(text) if b.kind == "paragraph" and b.words > 8)
    base.edit(f"docs/en/{page}", block.text, f"{block.text} One sentence more.")
    after = json.loads(base.run("status", "-l", "pt-BR", "--format", "json").output)
    assert after[0]["total"]["stale"] == 1
    base.edit(f"docs/en/{page}", " One sentence more.", "")
    snapshot = base.snapshot()
    import_sources(sources, tmp_path / "docs", tmp_path / "locales")
    assert base.snapshot() == snapshot, "a second import changes no byte"
