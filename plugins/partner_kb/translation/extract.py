"""The template catalog (`.pot`): every string of ours, with where it stands and what it means.

In: a project's folder and its `babel.cfg`. Out: a `PoFile` in an order that depends on nothing
but the files' names and the strings' order in them: no date, no line number, no version.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.frontend import parse_mapping_cfg
from babel.util import pathmatch
from jinja2 import TemplateSyntaxError

from partner_kb.errors import Problem, SourceError
from partner_kb.files import read_text
from partner_kb.translation.markup import format_flags
from partner_kb.translation.po import Key, Message, PoFile, header_message
from partner_kb.translation.screenshots import (
    FILE,
    name_for,
    notes_for,
    parse_notes,
    parse_screenshots,
)

COMMENT_TAGS = ("Translators:",)


_SKIPPED = frozenset({"node_modules", "site", "dist", "__pycache__"})


@dataclass(frozen=True, slots=True)
class Extraction:
    """The template, and the files that could not be read."""

    template: PoFile
    problems: tuple[Problem, ...]


def default_mapping(
    docs: str | None = "docs", locales: str | None = "locales", source: str = "en"
) -> str:
    """For a project without a babel.cfg: its own flows, navigation, templates and role groups.

    Folders are relative to the project's; None where they lie outside of it.
    """
    lines = ["[jinja2: templates/**.html]", "silent = false"]
    if docs is not None:
        below = "" if docs == "." else f"{docs}/"
        lines.append(f"[partner_kb_flow: {below}flows/*.yml]")
        lines.append(f"[partner_kb_toc: {below}{source}/**/TOC.yml]")
    if locales is not None:
        lines.append(f"[partner_kb_vocabulary: {locales}/roles.yml]")
    return "\n".join(lines)


def extract(root: Path, mapping: str | None = None, *, path: str = "partner_kb.pot") -> Extraction:
    """Extract the strings of all files below `root` that `mapping` (a babel.cfg) names."""
    read: Any = parse_mapping_cfg  # Babel has no types for it
    methods, options = read(StringIO(mapping or default_mapping()))
    said = read_text(root / FILE, FILE) if (root / FILE).is_file() else ""
    shown, notes = parse_screenshots(said), parse_notes(said)
    found: dict[Key, Message] = {}
    problems: list[Problem] = []
    for name in _files(root):
        for pattern, method in methods:
            if pathmatch(pattern, name):
                try:
                    messages = list(_extract_file(root, name, method, options.get(pattern, {})))
                except SourceError as error:
                    problems += [problem.at(name) for problem in error.problems]
                else:
                    picture = name_for(shown, name)
                    _add_all(
                        found,
                        (
                            _noted(one, notes_for(notes, name, one.msgid), picture)
                            for one in messages
                        ),
                    )
                break
    template = PoFile(path, _template_header(), tuple(map(_pictures_last, found.values())))
    return Extraction(template, tuple(problems))


_PICTURE = "Screenshot: "


def _noted(message: Message, notes: tuple[str, ...], picture: str | None) -> Message:
    """The message, telling the translator what it is and which screenshot shows it."""
    more = (*notes, *([f"{_PICTURE}{picture}"] if picture else []))
    return replace(message, extracted=tuple(dict.fromkeys((*message.extracted, *more))))


def _pictures_last(message: Message) -> Message:
    return replace(
        message,
        extracted=tuple(sorted(message.extracted, key=lambda one: one.startswith(_PICTURE))),
    )


def _files(root: Path) -> Iterator[str]:
    """The files below `root` in a fixed order, with `/` on every system."""
    for folder, names, files in os.walk(root):
        names[:] = sorted(
            name for name in names if name not in _SKIPPED and not name.startswith(".")
        )
        for file in sorted(files):
            yield Path(folder, file).relative_to(root).as_posix()


def _extract_file(root: Path, name: str, method: str, options: dict[str, Any]) -> Iterator[Message]:
    try:
        for _, message, comments, context in extract_from_file(
            method,
            root / name,
            keywords=DEFAULT_KEYWORDS,
            comment_tags=COMMENT_TAGS,
            options=options,
            strip_comment_tags=True,
        ):
            msgids = message if isinstance(message, tuple) else (message,)
            if msgids[0]:
                yield _message(name, msgids, context, comments)
    except TemplateSyntaxError as error:
        raise SourceError(
            Problem(name, error.lineno, 1, "error", "template-syntax", error.message or "broken")
        ) from error
    except UnicodeDecodeError as error:
        raise SourceError(
            Problem(name, 1, 1, "error", "file-charset", "the file is not UTF-8")
        ) from error


def _message(
    name: str, msgids: tuple[str, ...], context: str | None, comments: Iterable[str]
) -> Message:
    plural = msgids[1] if len(msgids) > 1 else None
    return Message(
        msgid=msgids[0],
        msgid_plural=plural,
        strings=("",) if plural is None else ("", ""),
        context=context,
        extracted=tuple(dict.fromkeys(filter(None, (one.strip() for one in comments)))),
        locations=(name,),
        flags=format_flags(" ".join(msgids)),
    )


def _add_all(found: dict[Key, Message], messages: Iterable[Message]) -> None:
    for message in messages:
        earlier = found.get(message.key)
        found[message.key] = message if earlier is None else joined(earlier, message)


def joined(one: Message, other: Message) -> Message:
    """One message out of two occurrences; the plural of either counts (as in xgettext)."""
    plural = one.msgid_plural or other.msgid_plural
    return replace(
        one,
        msgid_plural=plural,
        strings=("",) if plural is None else ("", ""),
        extracted=tuple(dict.fromkeys((*one.extracted, *other.extracted))),
        locations=tuple(dict.fromkeys((*one.locations, *other.locations))),
        flags=format_flags(f"{one.msgid} {plural or ''}"),
    )


def _template_header() -> Message:
    fields = {
        "Project-Id-Version": "partner_kb",
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE",
        "Last-Translator": "FULL NAME <EMAIL@ADDRESS>",
        "Language-Team": "LANGUAGE <LL@li.org>",
        "Language": "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=INTEGER; plural=EXPRESSION;",
    }
    comments = ("Every string of the project, extracted by `partner-kb i18n extract`.",)
    return replace(header_message(fields, comments), flags=("fuzzy",))
