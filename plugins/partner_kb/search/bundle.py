"""The search files of one locale: Pagefind's index and the words file, cached by content.

In: the pages with their documents. Out: a folder whose files a site can serve as they are. Equal
input gives equal bytes; the folder is made anew only when an article, a synonym or Pagefind has
changed.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from partner_kb.search.document import SearchPage
from partner_kb.search.fragments import read_fragments
from partner_kb.search.pagefind import find_pagefind, pagefind_version, run_pagefind
from partner_kb.search.synonyms import LocaleWords
from partner_kb.search.words import count_words, pack_words

FORMAT = "10"
"""Goes up when the files below change their form, so that no old cache is used."""

WORDS_FILE = "words.bin"

_CONTENTS = "contents.json"
"""What a cached bundle holds: one that was damaged is made anew."""

PROGRAM = "pagefind.js"
"""What asks an index; the same for every locale, so that a site needs it once."""

_CUT_LANGUAGES = ("zh", "ja", "th")
"""Here Pagefind cuts texts into words, but not titles: the browser looks into those itself."""

_UNUSED = ("pagefind-*.css", "pagefind-*.js", "wasm.unknown.pagefind")


@dataclass(frozen=True, slots=True)
class Bundle:
    """A locale's files; `tag` changes whenever one of them does."""

    folder: Path
    tag: str


def build_bundle(
    documents: Mapping[SearchPage, str],
    words: LocaleWords,
    locale: str,
    cache: Path,
) -> Bundle:
    """The bundle of `locale`, from `cache` where it is there. Raises `PagefindMissingError` and
    `PagefindFailedError`.
    """
    program = find_pagefind()
    tag = _digest(documents, words, locale)
    bundle = kept_bundle(cache, locale, tag)
    target = bundle.folder
    if not _is_whole(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix=f".{locale}.") as name:
            made = Path(name) / "index"
            named = {_name(page): text for page, text in documents.items()}
            _write_used(run_pagefind(program, named), made)
            data = _words_data(made, dict(zip(named, documents, strict=True)), words, locale)
            (made / WORDS_FILE).write_bytes(gzip.compress(data.encode(), 9, mtime=0))
            (made / _CONTENTS).write_text(json.dumps(_contents(made)), "utf-8")
            for old in target.parent.iterdir():
                if old != target or not _is_whole(target):
                    shutil.rmtree(old, ignore_errors=True)
            with suppress(OSError):  # another build has made the same meanwhile
                made.rename(target)
    return bundle


def kept_bundle(cache: Path, locale: str, tag: str) -> Bundle:
    """Where `build_bundle` has put the bundle that got this tag."""
    return Bundle(cache / locale / tag, tag)


def place_bundle(bundle: Bundle, target: Path) -> None:
    """Let the folder `target` hold the files of `bundle`, and nothing else; not the program."""
    shutil.rmtree(target, ignore_errors=True)
    kept_back = shutil.ignore_patterns(PROGRAM, _CONTENTS)
    shutil.copytree(bundle.folder, target, ignore=kept_back, copy_function=shutil.copyfile)


def place_program(bundle: Bundle, target: Path) -> None:
    """Let the folder `target` hold what asks the index of `bundle`."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(bundle.folder / PROGRAM, target / PROGRAM)


def _is_whole(folder: Path) -> bool:
    """Whether every file is there that was made, as long as it was."""
    try:
        return bool(json.loads((folder / _CONTENTS).read_text("utf-8")) == _contents(folder))
    except (OSError, ValueError):
        return False


def _contents(folder: Path) -> dict[str, int]:
    """Each file's name and size."""
    files = (path for path in folder.rglob("*") if path.name != _CONTENTS and path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}


def _digest(documents: Mapping[SearchPage, str], words: LocaleWords, locale: str) -> str:
    found = hashlib.sha256()
    head = [FORMAT, pagefind_version(), locale, words.sets, words.ignored]
    found.update(json.dumps(head, ensure_ascii=False).encode())
    for page, document in documents.items():
        facts = [page.url, page.title, page.description, page.topic, page.roles]
        row = [*facts, page.applies_to, page.language, page.weight]
        found.update(json.dumps(row, ensure_ascii=False).encode())
        found.update(document.encode())
    return found.hexdigest()[:16]


def _name(page: SearchPage) -> str:
    """What Pagefind calls a page: it stays when others come and go, and is short."""
    return f"/{hashlib.sha256(page.url.encode()).hexdigest()[:12]}.html"


def _write_used(files: Mapping[str, bytes], index: Path) -> None:
    """All but Pagefind's own interfaces and worker, and the engine without a language where one
    has its own.
    """
    engines = [name for name in files if fnmatchcase(name, "wasm.*.pagefind")]
    unused = _UNUSED if len(engines) > 1 else _UNUSED[:2]
    for folder in {index / Path(name).parent for name in files}:
        folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        if not any(fnmatchcase(name, pattern) for pattern in unused):
            (index / name).write_bytes(content)


def _words_data(
    index: Path, by_name: Mapping[str, SearchPage], words: LocaleWords, locale: str
) -> str:
    """The words file: pages by Pagefind's id as [url, roles, services, topic, weight, language]."""
    fragments = list(read_fragments(index))
    topics = sorted({page.topic for page in by_name.values()})
    rows, titles = {}, {}
    cut = locale.partition("-")[0] in _CUT_LANGUAGES
    for fragment in fragments:
        page = by_name[fragment.url]
        topic = topics.index(page.topic)
        row = [page.url, list(page.roles), list(page.applies_to), topic, page.weight]
        rows[fragment.id] = [*row, page.language] if page.language else row
        if cut:
            titles[fragment.id] = [page.title, page.description]
    texts = [part.text if cut else f"{part.title} {part.text}" for part in fragments]
    value = {
        "pages": rows,
        "topics": topics,
        "synonyms": words.sets,
        "ignored": words.ignored,
        "titles": titles,
        "words": pack_words(count_words(texts)),
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
