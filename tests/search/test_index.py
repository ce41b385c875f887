"""The index of a built site: which pages are in it, equal bytes, the cache, and no Pagefind."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from partner_kb.cli import cli
from partner_kb.search import bundle as bundles
from partner_kb.search import pagefind
from partner_kb.search.document import SearchPage
from partner_kb.search.fragments import read_fragments
from partner_kb.search.pagefind import PagefindFailedError, PagefindMissingError, find_pagefind
from partner_kb.search.synonyms import LocaleWords
from site_project import LOCALES, PROJECT, build_project, prefix_of, write_project

WORDS = LocaleWords((("bill", "invoice"),), ("the",))


def documents(text: str = "Read the invoice.") -> dict[SearchPage, str]:
    page = SearchPage("a/", "First", "", "", ("billing-admin",), ())
    html = (
        f'<html lang="en"><body><article data-pagefind-body><h1>First</h1><p>{text}</p></article>'
    )
    return {page: html}


def digest(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return build_project(tmp_path_factory.mktemp("search"), PROJECT)


def words_file(root: Path, locale: str) -> dict[str, Any]:
    return json.loads(gzip.decompress((root / "pagefind" / locale / "words.bin").read_bytes()))


def indexed(root: Path, locale: str) -> dict[str, str]:
    pages = words_file(root, locale)["pages"]
    return {pages[one.id][0]: one.text for one in read_fragments(root / "pagefind" / locale)}


def test_each_locale_has_its_written_pages_and_fallbacks_and_no_others(built):
    for locale in LOCALES:
        urls = set(indexed(built.root, locale))
        assert f"{prefix_of(locale)}docset/a/" in urls
        assert all(url.startswith(f"{prefix_of(locale)}docset/") for url in urls), urls
    assert "ru-RU/docset/a/" in indexed(built.root, "ru-RU")  # English text, in the reader's index
    assert "docset/d/" not in indexed(built.root, "en")


def test_each_locale_has_one_index_of_its_own_language(built):
    for locale in LOCALES:
        entry = json.loads((built.root / "pagefind" / locale / "pagefind-entry.json").read_text())
        assert list(entry["languages"]) == [locale.lower()]


def test_the_english_beside_a_translation_stays_out(built):
    text = indexed(built.root, "pt-BR")["pt-BR/docset/a/"]
    assert "Pague" in text
    assert "Pay" not in text


def test_only_what_the_browser_needs_is_kept(built):
    names = {path.name for path in (built.root / "pagefind" / "ru-RU").iterdir()}
    assert {"words.bin", "wasm.ru-ru.pagefind", "fragment", "index"} <= names
    assert not any("ui" in name or "worker" in name or "highlight" in name for name in names)
    assert "wasm.unknown.pagefind" not in names
    assert not list((built.root / "pagefind").glob("*/pagefind.js"))


def test_every_locale_is_told_the_one_program_and_its_own_index(built):
    for locale in LOCALES:
        told = json.loads((built.root / f"assets/partner-kb/search.{locale}.json").read_text())
        assert told["program"] == "pagefind/pagefind.js"
        assert (built.root / told["program"]).is_file()
        assert (built.root / told["index"] / told["words"]).is_file()
        assert bool(told["english"]) == bool(told["englishTag"]) == (locale != "en")
        assert len(told["tag"]) == 16


def test_the_words_file_tells_roles_topic_and_language(built):
    data = words_file(built.root, "ru-RU")
    rows = {row[0]: row for row in data["pages"].values()}
    _, roles, applies, topic, weight, language = rows["ru-RU/docset/a/"]
    assert (roles, applies, weight, language) == (
        ["billing-admin", "helpdesk-agent"], ["partner-center"], 1, "en",
    )  # fmt: skip
    assert data["topics"][topic] == "Start"
    assert len(rows["ru-RU/docset/c/"]) == 5


def test_equal_input_gives_equal_bytes(tmp_path):
    words = ("account", "invoice", "refund", "support", "ticket", "outage")
    (html,) = documents().values()
    pages = {
        SearchPage(f"{word}/", word, "", "", (), ()): html.replace("invoice", " ".join(words[n:]))
        for n, word in enumerate(words)
    }
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        bundles.build_bundle(pages, WORDS, "en", tmp_path / name)
    assert digest(tmp_path / "one") == digest(tmp_path / "two")


def test_nothing_is_indexed_again_where_nothing_has_changed(tmp_path, monkeypatch):
    first = bundles.build_bundle(documents(), WORDS, "en", tmp_path)
    runs = []
    run = bundles.run_pagefind
    monkeypatch.setattr(bundles, "run_pagefind", lambda *args: (runs.append(1), run(*args))[1])
    assert bundles.build_bundle(documents(), WORDS, "en", tmp_path) == first
    assert runs == []
    second = bundles.build_bundle(documents("Another text."), WORDS, "en", tmp_path)
    third = bundles.build_bundle(documents("Another text."), LocaleWords(), "en", tmp_path)
    assert len({first.tag, second.tag, third.tag}) == 3
    assert len(runs) == 2
    assert [path.name for path in (tmp_path / "en").iterdir()] == [third.tag]


def test_pages_are_found_by_the_same_names_when_others_come(tmp_path):
    first = SearchPage("a/", "First", "", "", (), ())
    other = SearchPage("0/", "Other", "", "", (), ())
    html = next(iter(documents().values()))
    one = bundles.build_bundle({first: html}, WORDS, "en", tmp_path / "one")
    both = bundles.build_bundle({other: html, first: html}, WORDS, "en", tmp_path / "both")
    kept = {path.name: path.read_bytes() for path in (one.folder / "fragment").iterdir()}
    assert (
        kept.items()
        <= {path.name: path.read_bytes() for path in (both.folder / "fragment").iterdir()}.items()
    )


def test_any_address_is_indexed_under_its_own(tmp_path):
    html = next(iter(documents().values()))
    urls = ["", "a/b/", "a~1b/", "a~/b/", ".a/", "a%2Fb/", f"{'账单' * 60}/", "x y?/", "A/B/"]
    pages = {
        SearchPage(url, "", "", "", (), ()): html.replace("First", f"Page {n}")
        for n, url in enumerate(urls)
    }
    bundle = bundles.build_bundle(pages, WORDS, "en", tmp_path)
    data = json.loads(gzip.decompress((bundle.folder / "words.bin").read_bytes()))
    titles = {data["pages"][one.id][0]: one.title for one in read_fragments(bundle.folder)}
    assert titles == {url: f"Page {n}" for n, url in enumerate(urls)}


def test_a_placed_bundle_takes_the_place_of_another_and_leaves_the_cache(tmp_path):
    cache, site = tmp_path / "cache", tmp_path / "site"
    first = bundles.build_bundle(documents(), WORDS, "en", cache / "1")
    second = bundles.build_bundle(documents("Another text."), WORDS, "en", cache / "2")
    before = digest(cache)
    for bundle in (first, second):
        bundles.place_bundle(bundle, site / "en")
        bundles.place_program(bundle, site)
    assert digest(cache) == before
    own = digest(second.folder).keys() - {"pagefind.js", "contents.json"}
    assert digest(site / "en").keys() == own
    assert digest(site)["pagefind.js"] == digest(second.folder)["pagefind.js"]
    assert digest(site / "en").items() <= digest(second.folder).items()
    for path in (path for path in site.rglob("*") if path.is_file()):
        path.write_text("what a tool made of it")
    assert digest(cache) == before


@pytest.mark.parametrize("harm", ["words.bin", "pagefind.js", "contents.json", "new"])
def test_a_damaged_bundle_is_made_anew(tmp_path, harm):
    whole = digest(bundles.build_bundle(documents(), WORDS, "en", tmp_path).folder)
    bundle = bundles.build_bundle(documents(), WORDS, "en", tmp_path)
    (bundle.folder / harm).write_text("")
    assert digest(bundles.build_bundle(documents(), WORDS, "en", tmp_path).folder) == whole


def test_a_site_without_a_written_page_builds(tmp_path):
    kept = {name: text for name, text in PROJECT.items() if not name.startswith("docs/")}
    site = build_project(tmp_path, {**kept, "docs/en/includes/part.md": "Not a page."})
    assert json.loads((site.root / "assets/partner-kb/search.en.json").read_text())["tag"] == ""


def test_without_pagefind_the_site_builds_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "nowhere"))
    site = build_project(tmp_path / "kb", PROJECT, strict=False)
    assert site.has("docset/a/")
    assert not (site.root / "pagefind").exists()
    assert json.loads((site.root / "assets/partner-kb/search.en.json").read_text())["tag"] == ""
    assert any("PAGEFIND_BINARY_PATH" in warning for warning in site.warnings)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_without_pagefind_a_strict_build_fails_and_keeps_the_last_site(tmp_path, monkeypatch, jobs):
    config = write_project(tmp_path, PROJECT)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old.txt").write_text("old")
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "nowhere"))
    result = CliRunner().invoke(cli, ["build", "-f", str(config), "--jobs", jobs])
    assert result.exit_code != 0
    assert (tmp_path / "site" / "old.txt").exists()


def test_without_pagefind_a_quiet_strict_build_fails_too(tmp_path):
    config = write_project(tmp_path, PROJECT)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(config)]
    environment = {**os.environ, "PAGEFIND_BINARY_PATH": str(tmp_path / "nowhere")}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 1
    assert "PAGEFIND_BINARY_PATH" in done.stderr


def test_a_missing_program_says_how_to_install_it(monkeypatch):
    monkeypatch.delenv("PAGEFIND_BINARY_PATH", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "pagefind_bin_extended", None)
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    with pytest.raises(PagefindMissingError, match=r'pip install "pagefind\[extended\]"'):
        find_pagefind()


def test_a_program_for_another_platform_says_how_to_install_one(tmp_path, monkeypatch):
    wrong = tmp_path / "pagefind"
    wrong.write_bytes(b"\x7fELF of another machine")
    wrong.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(wrong))
    with pytest.raises(PagefindMissingError, match="does not start here"):
        bundles.build_bundle(documents(), WORDS, "en", tmp_path)


def test_a_program_that_fails_is_quoted(tmp_path, monkeypatch):
    wrong = tmp_path / "pagefind"
    wrong.write_text("#!/bin/sh\necho no room left >&2\nexit 3\n")
    wrong.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(wrong))
    with pytest.raises(PagefindFailedError, match="no room left"):
        bundles.build_bundle(documents(), WORDS, "en", tmp_path)


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("exec cat", "pagefind failed"),  # what it is asked
        ("read -d , x; echo '{},'", "pagefind failed"),
        ("exit 3", "exit code 3"),
        ("exec sleep 60", "did not end within"),
    ],
)
def test_a_program_that_is_no_pagefind_is_told(tmp_path, monkeypatch, script, told):
    monkeypatch.setattr(pagefind, "TIMEOUT_SECONDS", 2)
    wrong = tmp_path / "pagefind"
    wrong.write_text(f"#!/bin/bash\n{script}\n")
    wrong.chmod(0o755)
    with pytest.raises(PagefindFailedError, match=told):
        pagefind.run_pagefind(wrong, {"/a/": "<html lang=en><body>One"})


def test_fragments_of_an_unknown_form_are_refused(tmp_path):
    (tmp_path / "fragment").mkdir()
    (tmp_path / "fragment" / "en_1.pf_fragment").write_bytes(gzip.compress(b"other"))
    with pytest.raises(PagefindFailedError, match="en_1"):
        list(read_fragments(tmp_path))
