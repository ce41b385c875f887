"""Pages to compare by: a translated page beside its English, block by block.

In: a `Comparison`. Out: a `ReviewPage`, for whoever writes the site to put into a frame. It shows
words, not markup (`readable`), and what changed in the English of a block that went stale. What was
rendered is kept by its content (`Reviews`).
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import Literal

import jinja2

from partner_kb.catalog import load_translations, plural_rule
from partner_kb.errors import SourceError
from partner_kb.model import Segment
from partner_kb.resources import templates_dir
from partner_kb.segment_files import parse_segments, segments_file
from partner_kb.store import Store, digest
from partner_kb.templating import catalog_environment
from partner_kb.translation.beside import is_beside, is_in_step
from partner_kb.translation.pages import Comparison
from partner_kb.translation.project import Project
from partner_kb.translation.readable import is_mark, readable
from partner_kb.translation.site_links import (
    edit_url,
    page_url,
    relative_url,
    review_url,
    status_url,
)
from partner_kb.translation.state import ComparedBlock
from partner_kb.translation.status_cache import comparing_code

KEPT = Path(".cache/partner-kb/review")
LIMIT = 200_000_000
"""Bytes; some ten thousand pages."""

_TEMPLATES = ("translation/review.html", "translation/review-title.html")
_MANY = 40
"""More blocks than these to look at are not listed one by one."""


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The page at `path` beside its English. `url` is relative to the site's root; `title` (for the
    head) and `html` (from the first heading on) are HTML for the page's frame.
    """

    path: str
    url: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class TextPart:
    """A run of words that two versions share, or that only one has."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A block to compare; `difference` shows what changed in the English of a stale one."""

    id: str
    status: str
    source: str
    target: str
    difference: tuple[TextPart, ...] = ()


class Reviews:
    """What was rendered before. Given to `project_status` it renders what that compares."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._store = Store(project.root / KEPT, LIMIT)
        self._renderings: dict[str, str] = {}

    def __reduce__(self) -> tuple[type[Reviews], tuple[Project]]:
        """For another process."""
        return Reviews, (self.project,)

    def __call__(self, key: str, comparison: Comparison) -> bool:
        """Tell whether the article is enough to compare by; render the page and keep it if not."""
        beside = self.is_beside(comparison)
        if not beside:
            self.keep(key, comparison)
        return beside

    def is_beside(self, comparison: Comparison) -> bool:
        """Whether the article, as this project's site shows it, has all that is compared."""
        if not self.project.side_by_side or not is_in_step(comparison):
            return False
        segments = _segments(self.project, comparison)
        return bool(segments) and is_beside(comparison, segments)

    def get(self, key: str, path: str, locale: str) -> ReviewPage | None:
        """The page that was kept under `key` (`page_key`)."""
        value = self._store.get(self._key(key, locale))
        if value is None:
            return None
        url = review_url(self.project, locale, path)
        return ReviewPage(path, url, value["title"], value["html"])

    def keep(self, key: str, comparison: Comparison) -> ReviewPage:
        """Render a page, and keep it."""
        page = render_review(self.project, comparison)
        value = {"title": page.title, "html": page.html}
        self._store.put(self._key(key, comparison.locale), value)
        return page

    def flush(self) -> None:
        """Write what was rendered, for other builds to find."""
        self._store.flush()

    def prune(self) -> None:
        """Forget what was not used for longest."""
        self._store.prune()

    def _key(self, key: str, locale: str) -> str:
        if locale not in self._renderings:
            rendering = _rendering(load_translations(locale, self.project.locales))
            self._renderings[locale] = digest(rendering, self.project.edit_base)
        return digest(key, self._renderings[locale])


def _segments(project: Project, comparison: Comparison) -> Sequence[Segment]:
    """Those that the site gives the article its English from."""
    target = comparison.target
    if target is not None and target.side_by_side:
        return target.segments
    file = segments_file(project.locales, comparison.locale, comparison.path)
    try:
        return parse_segments(file.read_text("utf-8"), str(file)) if file.is_file() else ()
    except (SourceError, UnicodeDecodeError):  # the site has no English then, and says so
        return ()


@lru_cache(maxsize=16)
def _rendering(catalog: NullTranslations) -> str:
    """What compares and renders, and its words: another version may give other pages."""
    templates = ((templates_dir() / name).read_bytes() for name in _TEMPLATES)
    return digest(comparing_code(), *templates, *_strings(catalog))


def _strings(catalog: NullTranslations) -> Iterator[str]:
    """The words of the template in the catalog's language, with all plural forms."""
    env = _environment(catalog)
    text = "".join((templates_dir() / name).read_text("utf-8") for name in _TEMPLATES)
    _, numbers = plural_rule(catalog)
    for _, function, message in env.extract_translations(text):  # type: ignore[attr-defined]  # by the extension
        if function == "ngettext":
            for number in numbers:
                yield catalog.ngettext(message[0], message[1], number)
        elif function == "pgettext":
            yield catalog.pgettext(message[0], message[1])
        else:
            yield catalog.gettext(message)


# ------------------------------------------------------------------------------- rendering


def render_review(project: Project, comparison: Comparison) -> ReviewPage:
    """A page to compare by, without its frame."""
    path, locale, target = comparison.path, comparison.locale, comparison.target
    here = review_url(project, locale, path)
    rows = review_rows(comparison)
    todo = [
        number
        for number, row in enumerate(rows, 1)
        if row.status in ("untranslated", "extra") or (row.status == "stale" and row.difference)
    ]
    outdated = any(one.status == "stale" and one.was is None for one in comparison.blocks)
    body, title = map(
        _environment(load_translations(locale, project.locales)).get_template, _TEMPLATES
    )
    html = body.render(
        title=comparison.source.title,
        rows=rows,
        todo=todo if target is not None else (),
        many=_MANY,
        path=shlex.quote(path),  # in commands to copy
        locale=locale,
        missing=target is None,
        outdated=outdated,
        machine=target is not None and target.translation == "machine",
        page_url=relative_url(page_url(project, locale, path), here),
        status_url=relative_url(status_url(project, locale), here),
        edit_url=edit_url(project, locale, path) if target else None,
    )
    return ReviewPage(path, here, title.render(title=comparison.source.title), html)


def review_rows(comparison: Comparison) -> tuple[ReviewRow, ...]:
    """The blocks of a page in both languages."""
    return tuple(
        ReviewRow(
            id=one.source.hash if one.source and one.status == "stale" else "",
            status=one.status,
            source=readable(one.source.text) if one.source else "",
            target=readable(one.target.text) if one.target else "",
            difference=_english_difference(one.was, one.source.text)
            if one.was is not None and one.source
            else (),
        )
        for one in comparison.blocks
        if not _is_mark(one)
    )


def _is_mark(one: ComparedBlock) -> bool:
    """Whether both languages have the same mark of source here, and no words."""
    both = (one.source, one.target)
    texts = {block.text for block in both if block is not None}
    return None not in both and len(texts) == 1 and is_mark(texts.pop())


def _english_difference(was: str, now: str) -> tuple[TextPart, ...]:
    """What changed in the words, or in the Markdown where the words are the same."""
    before, after = readable(was), readable(now)
    return word_differences(was, now) if before == after else word_differences(before, after)


def word_differences(old: str, new: str) -> tuple[TextPart, ...]:
    """What changed between two texts, by words."""
    before, after = _tokens(old), _tokens(new)
    parts: list[TextPart] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            parts.append(TextPart("same", "".join(before[start:end])))
            continue
        if start < end:
            parts.append(TextPart("gone", "".join(before[start:end])))
        if other_start < other_end:
            parts.append(TextPart("new", "".join(after[other_start:other_end])))
    return tuple(parts)


def _tokens(text: str) -> list[str]:
    """Words with the white space behind each."""
    found: list[str] = []
    for word in text.replace("\n", " ").split(" "):
        found.append(f"{word} ")
    return [*found[:-1], found[-1].removesuffix(" ")]


@lru_cache(maxsize=16)
def _environment(catalog: NullTranslations) -> jinja2.Environment:
    return catalog_environment(catalog, trim_blocks=True, lstrip_blocks=True)
