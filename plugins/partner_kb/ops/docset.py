"""The files of source guidance as values, and the first reading of a page.

A `SourceFile` is what the importer or the plugin found; `read_page` takes it apart: bytes to
text, front matter, both sides. What is wrong with a file is a problem, never an exception.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from partner_kb.errors import Problem, SourceError
from partner_kb.model import Segment
from partner_kb.ops.columns import dedent_columns
from partner_kb.ops.front_matter import (
    FrontMatter,
    read_front_matter,
    read_metadata,
    split_front_matter,
)
from partner_kb.ops.mark_lines import part_marks
from partner_kb.ops.places import MappedText
from partner_kb.ops.quotes import mend_quotes
from partner_kb.ops.sxs import split_sides
from partner_kb.ops.yaml_pages import read_yaml_page, yaml_mime
from partner_kb.yaml_source import load_yaml

MAX_PAGE_BYTES = 3 * 1024 * 1024
Kind = Literal["page", "toc", "redirects", "include", "media"]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of source guidance.

    `shown` is the path for problems, `path` the docset path (`partner-center/x.md`), `locale`
    what the folder says, if anything. `data` is empty for media, which are copied from `shown`.
    """

    shown: str
    path: str
    kind: Kind
    locale: str | None = None
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as it was read: both sides without front matter, in OPS Markdown.

    `path` ends in `.md`; `kind` is article, faq or hub; `title` is that of the front matter.
    What the front matter says in English is empty, unless it is side by side.
    """

    file: SourceFile
    path: str
    locale: str
    kind: str
    front: FrontMatter
    target: MappedText
    english: MappedText | None
    segments: tuple[Segment, ...]
    problems: tuple[Problem, ...]
    english_title: str = ""
    english_description: str = ""


def decode(file: SourceFile) -> MappedText:
    """A file's text with `\\n` line ends. Raises `SourceError` where it is not a text to read."""

    def fail(code: str, message: str, line: int = 1, column: int = 1) -> SourceError:
        return SourceError(Problem(file.shown, line, column, "error", code, message))

    if len(file.data) > MAX_PAGE_BYTES:
        raise fail(
            "page-too-large",
            f"{len(file.data) / 1e6:.1f} MB is too large for a page; at most "
            f"{MAX_PAGE_BYTES // 1024 // 1024} MB are read",
        )
    if not file.data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise fail("page-empty", "the file is empty")
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = file.data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        byte = file.data[error.start]
        raise fail(
            "page-encoding",
            f"the byte 0x{byte:02X} is not UTF-8; save the file as UTF-8",
            line,
            column,
        ) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    nul = text.find("\x00")
    if nul != -1:
        raise fail(
            "page-binary",
            "a NUL character: this is not a text file",
            text.count("\n", 0, nul) + 1,
            nul - text.rfind("\n", 0, nul),
        )
    return MappedText.whole(text, file.shown)


def read_page(file: SourceFile, locale: str | None) -> RawPage:
    """Take a page apart; `locale` is used where neither the page nor its folder names one.

    Raises `SourceError` where the file is no page that can be read.
    """
    text = decode(file)
    mime = yaml_mime(text.text)
    if mime is not None:
        return _yaml_page(file, text, mime, locale)
    yaml, body, doubtful = split_front_matter(text)
    front, problems = read_front_matter(yaml)
    problems += doubtful
    titles, descriptions = _sides_of(front.title), _sides_of(front.description)
    front = replace(front, title=titles[0], description=descriptions[0])
    body, mended = mend_quotes(body)
    problems += mended
    sides = split_sides(dedent_columns(body))
    if sides.problems:
        raise SourceError((*problems, *sides.problems))
    return RawPage(
        file=file,
        path=_page_path(file.path),
        locale=_locale(file, front, locale),
        kind="article",
        front=front,
        target=_lined_up(sides.target),
        english=sides.english and _lined_up(sides.english),
        segments=sides.segments,
        problems=problems,
        english_title=titles[1],
        english_description=descriptions[1],
    )


def _sides_of(value: str) -> tuple[str, str]:
    """A value of the front matter, and its English where it is side by side, too."""
    sides = split_sides(MappedText.whole(value, ""))
    if sides.problems:
        return value, ""
    return sides.target.text, sides.english.text if sides.english else ""


def _lined_up(side: MappedText) -> MappedText:
    parted = part_marks(side)
    return side if parted is side else dedent_columns(parted)


def _yaml_page(file: SourceFile, text: MappedText, mime: str, locale: str | None) -> RawPage:
    sides = split_sides(text)
    if sides.problems:
        raise SourceError(sides.problems)
    loaded = load_yaml(sides.target.text, file.shown)
    other = load_yaml(sides.english.text, file.shown) if sides.english else None
    page = read_yaml_page(loaded, mime, sides.target, other)
    english = sides.english and other and read_yaml_page(other, mime, sides.english)
    front, problems = read_metadata(loaded, "metadata")
    english_front = read_metadata(other, "metadata")[0] if other else FrontMatter()
    body, mended = mend_quotes(page.body)
    if page.title and not front.title:
        front = replace(front, title=page.title)
    return RawPage(
        file=file,
        path=_page_path(file.path),
        locale=_locale(file, front, locale),
        kind=page.kind,
        front=front,
        target=body,
        english=english.body if english else None,
        segments=sides.segments,
        problems=(*problems, *page.problems, *mended),
        english_title=english_front.title,
        english_description=english_front.description,
    )


def _page_path(path: str) -> str:
    return re.sub(r"\.[^./]+\Z", "", path) + ".md"


def _locale(file: SourceFile, front: FrontMatter, fallback: str | None) -> str:
    found = canonical_locale(front.locale or "") or file.locale or fallback
    if found is None:
        raise SourceError(
            Problem(file.shown, 1, 1, "error", "locale-unknown",
                    "no ms.contentlocale, and no folder named for a locale such as pt-BR; "
                    "say which it is with --locale")
        )  # fmt: skip
    return found


def canonical_locale(name: str) -> str | None:
    """A locale's canonical BCP 47 form (`PT_br` is `pt-BR`, `en-US` is `en`), or None."""
    from babel import Locale, UnknownLocaleError

    parts = name.strip().replace("_", "-").split("-")
    if not re.fullmatch(r"[A-Za-z]{2,3}", parts[0]) or len(parts) > 3:
        return None
    tidy = [parts[0].lower()]
    for part in parts[1:]:
        if not re.fullmatch(r"[A-Za-z]{4}|[A-Za-z]{2}|\d{3}", part):
            return None
        tidy.append(part.title() if len(part) == 4 else part.upper())
    try:
        Locale.parse("-".join(tidy), sep="-")
    except (UnknownLocaleError, ValueError):
        try:
            Locale.parse(tidy[0])
        except (UnknownLocaleError, ValueError):
            return None
    return "en" if tidy == ["en", "US"] else "-".join(tidy)
