"""The search files of one locale: Pagefind's index and the words file, cached by content.

In: the pages with their documents. Out: a folder that a site can serve as it is. Equal input gives
equal bytes; the folder is made anew only when an article, a synonym or Pagefind has changed.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from partner_kb.search.document import SearchPage
from partner_kb.search.fragments import read_fragments
from partner_kb.search.pagefind import find_pagefind, pagefind_version, run_pagefind
from partner_kb.search.synonyms import LocaleWords
from partner_kb.search.words import count_words, pack_words

FORMAT = "5"
"""Goes up when the files below change their form, so that no old cache is used."""

WORDS_FILE = "words.bin"

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
    target = cache / locale / tag
    if not (target / WORDS_FILE).is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix=f".{locale}.") as name:
            made = Path(name) / "index"
            _write_documents(documents, Path(name) / "documents")
            run_pagefind(program, Path(name) / "documents", made)
            _leave_out_unused(made)
            data = _words_data(made, list(documents), words, locale)
            (made / WORDS_FILE).write_bytes(gzip.compress(data.encode(), 9, mtime=0))
            for old in target.parent.iterdir():
                shutil.rmtree(old, ignore_errors=True)
            made.rename(target)
    return Bundle(target, tag)


def _digest(documents: Mapping[SearchPage, str], words: LocaleWords, locale: str) -> str:
    found = hashlib.sha256()
    head = [FORMAT, pagefind_version(), locale, words.sets, words.ignored]
    found.update(json.dumps(head, ensure_ascii=False).encode())
    for page, document in documents.items():
        found.update(json.dumps(astuple(page), ensure_ascii=False).encode())
        found.update(document.encode())
    return found.hexdigest()[:16]


def _write_documents(documents: Mapping[SearchPage, str], folder: Path) -> None:
    for page, document in documents.items():
        path = folder / page.url / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(document, "utf-8")
    folder.mkdir(parents=True, exist_ok=True)


def _leave_out_unused(index: Path) -> None:
    """Pagefind's own interfaces and worker; the engine without a language where one has its own."""
    own = [path for path in index.glob("wasm.*.pagefind") if path.name != _UNUSED[2]]
    for pattern in _UNUSED if own else _UNUSED[:2]:
        for path in index.glob(pattern):
            path.unlink()


def _words_data(index: Path, pages: Sequence[SearchPage], words: LocaleWords, locale: str) -> str:
    """The words file: pages by Pagefind's id as [url, roles, services, topic, weight, language]."""
    fragments = list(read_fragments(index))
    by_url = {page.url: page for page in pages}
    topics = sorted({page.topic for page in pages})
    rows, titles = {}, {}
    cut = locale.partition("-")[0] in _CUT_LANGUAGES
    for fragment in fragments:
        page = by_url[fragment.url.lstrip("/")]
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
