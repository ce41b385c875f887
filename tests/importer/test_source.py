"""Real source guidance (../shared/source): its own oracles, and both ways into a site."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup, Tag

from importer.kb import Kb
from partner_kb.ops.front_matter import split_front_matter
from partner_kb.ops.places import MappedText
from partner_kb.ops.sxs import Sides, split_sides

LOCALES = ("pt-BR", "ru-RU", "zh-CN")
# Beside what translation broke and conversion mended.
EXPLAINED = {
    "toc-target-missing", "link-target-missing", "link-case", "link-outside", "anchor-missing",
    "image-missing", "english-differs",
}  # fmt: skip


def raw_text(path: Path) -> MappedText:
    return MappedText.whole(path.read_bytes().decode("utf-8"), path.name)


def sides(source: Path, locale: str) -> Iterator[tuple[str, Sides]]:
    """Each side-by-side page of a locale, by its path, with both sides."""
    folder = source / "live-sxs" / locale
    for path in sorted(folder.rglob("*.md")):
        yield (
            path.relative_to(folder).as_posix(),
            split_sides(split_front_matter(raw_text(path))[1]),
        )


@pytest.mark.source
@pytest.mark.parametrize("locale", LOCALES)
def test_the_target_side_is_the_live_page_byte_for_byte(source: Path, locale: str) -> None:
    """But for `\\*` and `\\_`, which only side-by-side pages escape."""
    compared = 0
    for path, found in sides(source, locale):
        assert not found.problems, path
        assert found.english is not None, path
        live = split_front_matter(raw_text(source / "live" / locale / path))[1].text
        target = found.target.text
        if target != live:
            target, live = (re.sub(r"\\([*_])", r"\1", text) for text in (target, live))
        assert target == live, path
        compared += 1
    assert compared == 40


def without_alts(text: str) -> list[str]:
    """The lines of an English side without what has no English: texts of images."""
    text = re.sub(r":::+ *image\b.*?:::+", ":::image:::", text, flags=re.S | re.I)
    return [line.rstrip() for line in re.sub(r"!\[[^\]]*\]", "![]", text).split("\n")]


@pytest.mark.source
def test_the_english_sides_agree_or_the_difference_is_reported(source: Path, kb: Kb) -> None:
    english: dict[str, dict[str, list[str]]] = {}
    for locale in LOCALES:
        for path, found in sides(source, locale):
            assert found.english is not None
            english.setdefault(path, {})[locale] = without_alts(found.english.text)
    kb.run("import", str(source / "live-sxs"), "--docs", "kb/docs", "--report", "r.json")
    written = {path: front(kb.read(f"kb/docs/en/{path}")) for path in english}
    problems = yaml.safe_load(kb.read("r.json"))["problems"]
    told: Counter[str] = Counter()
    for problem in problems:
        if problem["code"] == "english-differs":
            told[problem["path"].partition("/live-sxs/")[2]] += 1
    expected: Counter[str] = Counter()
    for path, versions in english.items():
        ranked = sorted(versions, key=lambda locale: rank(source, path, locale))
        chosen = ranked[0]
        meta = front((source / "live-sxs" / chosen / path).read_text("utf-8"))
        assert written[path]["source"]["commit"] == meta["ms.sourcegitcommit"], path
        for locale in ranked[1:]:
            if versions[locale] != versions[chosen]:
                expected[f"{locale}/{path}"] += 1
    assert told == expected
    assert len(expected) < 10, "the English sides agree on nearly all pages"


def rank(source: Path, path: str, locale: str) -> tuple[object, ...]:
    """The stated rule: newest date, then newest hand-off, then the locale's name."""
    meta = front((source / "live-sxs" / locale / path).read_text("utf-8"))
    days = [meta.get(key, "01/01/0001").split("/") for key in ("ms.date", "ms.lasthandoff")]
    return (*(-int(f"{year}{int(month):02}{int(day):02}") for month, day, year in days), locale)


def front(text: str) -> dict[str, object]:
    value = yaml.safe_load(text.split("---\n")[1])
    assert isinstance(value, dict)
    return value


@pytest.mark.source
@pytest.mark.parametrize("form", ["live", "live-sxs"])
def test_everything_is_imported_and_every_problem_explained(
    source: Path, kb: Kb, form: str
) -> None:
    done = kb.run("import", str(source / form), "--docs", "kb/docs", "--report", "r.json")
    report = yaml.safe_load(kb.read("r.json"))
    assert done.code == 0
    assert report["pages"]["skipped"] == 0
    assert report["pages"]["read"] == len(pages_of(source / form))
    codes = Counter(problem["code"] for problem in report["problems"])
    broken = {code for code in codes if code.endswith(("-mended", "-dropped"))}
    assert set(codes) - broken <= EXPLAINED
    for problem in report["problems"]:
        assert problem["severity"] == "warning"
        assert Path(problem["path"]).is_file()
        lines = Path(problem["path"]).read_text("utf-8").split("\n")
        assert 1 <= problem["line"] <= len(lines)
        assert 1 <= problem["column"] <= len(lines[problem["line"] - 1]) + 1
    before = kb.snapshot()
    again = kb.run("import", str(source / form), "--docs", "kb/docs")
    assert " 0 written" in again.out
    assert kb.snapshot() == before


def pages_of(folder: Path) -> list[Path]:
    """The files that are pages: all but lists of pages."""
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and path.name not in ("TOC.yml", ".openpublishing.redirection.json")
    ]


@pytest.mark.source
def test_every_level_of_the_checkout_gives_the_same_pages(source: Path, kb: Kb) -> None:
    whole = source / "live-sxs"
    kb.run("import", str(whole), "--docs", "a/docs")
    each = [str(whole / locale) for locale in LOCALES]
    kb.run("import", *each, "--docs", "b/docs")
    kb.run("import", *(f"{one}/partner-center" for one in each), "--docs", "c/docs")
    assert kb.snapshot("a") == kb.snapshot("b") == kb.snapshot("c")


def article_texts(site: Path) -> dict[str, str]:
    """The text of the main element of every page of guidance, by its path.

    Not the pages that compare a translation with its English: raw pages have no English file.
    """
    found = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if "partner-center/" in name and "translation-status/" not in name:
            article = BeautifulSoup(path.read_text("utf-8"), "lxml").select_one("article")
            found[name] = (
                " ".join(article.get_text(" ").split()) if isinstance(article, Tag) else ""
            )
    return found


@pytest.mark.source
@pytest.mark.parametrize("form", ["live", "live-sxs"])
def test_raw_pages_and_imported_ones_make_the_same_site(source: Path, kb: Kb, form: str) -> None:
    kb.run("import", str(source / form), "--docs", "kb/docs")
    for folder in (source / form).iterdir():
        shutil.copytree(folder, kb.root / "raw/docs" / folder.name)
    shutil.copy(kb.root / "kb/mkdocs.yml", kb.root / "raw/mkdocs.yml")
    for name in ("kb", "raw"):
        done = kb.run("build", "-f", f"{name}/mkdocs.yml")
        assert done.code == 0, done.err
    imported, raw = article_texts(kb.root / "kb/site"), article_texts(kb.root / "raw/site")
    assert len([text for text in imported.values() if text]) >= 120
    assert set(raw) == set(imported)
    assert [name for name, text in raw.items() if text != imported[name]] == []


MEASURE = """
import re, sys
from pathlib import Path
from partner_kb.importer import import_sources
done = import_sources([Path(sys.argv[1])], Path("kb/docs"), Path("kb/locales"))
# Not ru_maxrss, which begins with the peak of the process that started this one.
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(int(peak[1]) // 1024, done.read)
"""


@pytest.mark.source
def test_an_import_stays_below_300_megabytes(source: Path, kb: Kb) -> None:
    command = [sys.executable, "-c", MEASURE, str(source / "live-sxs")]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=kb.root)
    megabytes, pages = map(int, done.stdout.split())
    assert pages == 120
    assert megabytes < 300
