"""PO files as values: text in, messages with their places out, and back.

Why not Babel's reader: it turns previous msgids (`#| msgid`) into comments, prints its warnings,
takes merge-conflict markers for strings and keeps no line for a message's parts. Why not polib:
it lets unknown escapes and missing strings pass. The format is the GNU gettext manual's "The
Format of PO Files"; a message that nobody changed is written back as it was read, so that
Poedit's or Weblate's line breaks stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from partner_kb.errors import Problem

Key = tuple[str | None, str]

_NPLURALS = re.compile(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*(.+?)\s*;?\s*\Z")
_LINE_NUMBER = re.compile(r":\d+\Z")


@dataclass(frozen=True, slots=True)
class Previous:
    """What a fuzzy message was translated from (`#|` lines)."""

    msgid: str
    msgid_plural: str | None = None
    context: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of a catalog.

    `strings` holds one translation, or one for each plural form; empty strings where there is
    none. `line` is that of `msgid` (or `msgctxt`), `string_lines` those of each `msgstr`, all
    counted from 1, 0 for a message that was not read from a file. `raw` is the text it was
    read from.
    """

    msgid: str
    strings: tuple[str, ...] = ("",)
    msgid_plural: str | None = None
    context: str | None = None
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: Previous | None = None
    obsolete: bool = False
    line: int = field(default=0, compare=False)
    string_lines: tuple[int, ...] = field(default=(), compare=False)
    raw: str | None = field(default=None, compare=False, repr=False)

    @property
    def key(self) -> Key:
        """What makes a message one: its context and its msgid."""
        return (self.context, self.msgid)

    @property
    def fuzzy(self) -> bool:
        """Whether gettext ignores the translation until a person looked at it."""
        return "fuzzy" in self.flags

    @property
    def translated(self) -> bool:
        """Whether every form has a text and the message is not fuzzy."""
        return all(self.strings) and not self.fuzzy

    def string_line(self, form: int) -> int:
        """The line of the translation's plural form `form`."""
        return self.string_lines[form] if form < len(self.string_lines) else self.line


@dataclass(frozen=True)
class PoFile:
    """A catalog: its header, its messages in order, the obsolete ones last."""

    path: str
    header: Message
    messages: tuple[Message, ...]

    @cached_property
    def by_key(self) -> Mapping[Key, Message]:
        """The messages that are not obsolete, by context and msgid."""
        return {message.key: message for message in self.messages if not message.obsolete}

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """The header's fields, in order."""
        pairs = (line.partition(":") for line in self.header.strings[0].split("\n") if line)
        return {name.strip(): value.strip() for name, _, value in pairs}

    @property
    def plurals(self) -> tuple[int, str] | None:
        """How many plural forms the header states, and by which expression; None if it doesn't."""
        match = _NPLURALS.match(self.fields.get("Plural-Forms", ""))
        return (int(match[1]), match[2]) if match else None

    def header_line(self, field: str) -> int:
        """The line on which the header states a field; that of its msgid where it is unknown."""
        lines = (self.header.raw or "").split("\n")
        starts = [number for number, line in enumerate(lines) if line.startswith("msgid")]
        for number, line in enumerate(lines):
            if starts and re.match(rf'(?:msgstr )?"{re.escape(field)}:', line):
                return self.header.line + number - starts[0]
        return max(1, self.header.line)

    def active(self) -> Iterator[Message]:
        """The messages that are not obsolete."""
        return (message for message in self.messages if not message.obsolete)

    def problem(self, line: int, code: str, message: str, *, warning: bool = False) -> Problem:
        """A problem on a line of this file."""
        return Problem(self.path, line, 1, "warning" if warning else "error", code, message)


def header_message(fields: Mapping[str, str], comments: Iterable[str] = ()) -> Message:
    """The message with the empty msgid that a PO file begins with."""
    text = "".join(f"{name}: {value}".rstrip() + "\n" for name, value in fields.items())
    return Message("", (text,), comments=tuple(comments))


# ---------------------------------------------------------------------------------- writing


def render_po(catalog: PoFile) -> str:
    """The file's text: header, messages in order, obsolete ones last; no line is ever wrapped."""
    ordered = [
        *(message for message in catalog.messages if not message.obsolete),
        *(message for message in catalog.messages if message.obsolete),
    ]
    return "\n".join(_render_message(message) for message in [catalog.header, *ordered])


def _render_message(message: Message) -> str:
    return message.raw if message.raw is not None else "".join(_message_lines(message))


def edited(message: Message, **changes: object) -> Message:
    """The message with other values; it is written anew only where they differ."""
    changed = replace(message, **changes)  # type: ignore[arg-type]  # checked by replace itself
    return message if changed == message else replace(changed, raw=None)


def _message_lines(message: Message) -> Iterator[str]:
    for comment in message.comments:
        yield f"# {comment}".rstrip() + "\n"
    for comment in message.extracted:
        yield f"#. {comment}".rstrip() + "\n"
    for location in message.locations:
        yield f"#: {_quote_location(location)}\n"
    if message.flags:
        yield f"#, {', '.join(message.flags)}\n"
    dead = "#~ " if message.obsolete else ""
    if message.previous is not None:
        mark = "#~| " if message.obsolete else "#| "
        if message.previous.context is not None:
            yield from _string_lines(mark, "msgctxt", message.previous.context)
        yield from _string_lines(mark, "msgid", message.previous.msgid)
        if message.previous.msgid_plural is not None:
            yield from _string_lines(mark, "msgid_plural", message.previous.msgid_plural)
    if message.context is not None:
        yield from _string_lines(dead, "msgctxt", message.context)
    yield from _string_lines(dead, "msgid", message.msgid)
    if message.msgid_plural is None:
        yield from _string_lines(dead, "msgstr", message.strings[0])
        return
    yield from _string_lines(dead, "msgid_plural", message.msgid_plural)
    for number, text in enumerate(message.strings):
        yield from _string_lines(dead, f"msgstr[{number}]", text)


def _quote_location(location: str) -> str:
    name = _LINE_NUMBER.sub("", location)
    return f"\u2068{name}\u2069" if " " in name else name


def _string_lines(mark: str, keyword: str, text: str) -> Iterator[str]:
    pieces = re.findall(r"[^\n]*\n|[^\n]+", text) or [""]
    if len(pieces) < 2:
        yield f'{mark}{keyword} "{_escape(text)}"\n'
        return
    yield f'{mark}{keyword} ""\n'
    for piece in pieces:
        yield f'{mark}"{_escape(piece)}"\n'


def _escape(text: str) -> str:
    table = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return "".join(table.get(char, char) for char in text)
