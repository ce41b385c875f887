"""The bundled knowledge base is at rest: what goes out unedited comes back without a change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from i18n.kb import Base
from partner_kb.translation.pages import list_sources

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Base:
    base = Base(tmp_path_factory.mktemp("bundled") / "kb", {})
    for folder in ("docs", "locales"):
        shutil.copytree(ROOT / folder, base.root / folder)
    shutil.copy(ROOT / "mkdocs.yml", base.root)
    return base


@pytest.mark.parametrize("form", ["po", "xliff"])
@pytest.mark.parametrize("locale", ["pt-BR", "zh-CN", "ru-RU"])
def test_every_page_comes_back_unchanged(
    bundled: Base, tmp_path: Path, locale: str, form: str
) -> None:
    pages = list_sources(bundled.project)
    before = bundled.snapshot()
    bundled.run("export", *pages, "-l", locale, "--format", form, "-o", str(tmp_path))
    files = sorted(map(str, tmp_path.iterdir()))
    assert len(files) == len(pages)
    assert "everything is current" in bundled.run("apply", *files).output
    after = bundled.snapshot()
    assert {name for name in before | after if before.get(name) != after.get(name)} == set()
