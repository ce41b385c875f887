"""A whole entry of a PO file at once, as Babel, Poedit and Weblate write it.

In: the lines between two blank ones. Out: the `Message`, or nothing where anything about them is
out of the ordinary: `po_reader` then reads them line by line, and says what is wrong and where.
Nearly all entries are ordinary, and a build reads thousands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from partner_kb.translation.po import Message

SIMPLE = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "\\": "\\",
    '"': '"',
}
"""What the letter after a backslash stands for."""

MARKS = ("#", "#.", "#:", "#,")
"""How comments begin: a translator's, the program's, places, flags."""

_TEXT = r'"[^"\\\n]*(?:\\[abfnrtv\\"][^"\\\n]*)*"'
_TEXTS = rf"{_TEXT}(?:\n{_TEXT})*"
_ENTRY = re.compile(
    rf"(?P<comments>(?:#(?![|~]).*\n)*)"
    rf"(?:msgctxt (?P<context>{_TEXTS})\n)?"
    rf"msgid (?P<msgid>{_TEXTS})\n"
    rf"(?:msgstr (?P<string>{_TEXTS})"
    rf"|msgid_plural (?P<plural>{_TEXTS})(?P<forms>(?:\nmsgstr\[\d\] {_TEXTS})+))\Z"
)
_FORM = re.compile(rf"\nmsgstr\[(\d)\] ({_TEXTS})")
_ESCAPE = re.compile(r'\\([abfnrtv\\"])')
_LOCATION = re.compile("\u2068([^\u2069]*)\u2069(?::\\d+)?|(\\S+)")


@dataclass(frozen=True, slots=True)
class Notes:
    """The comments of a message, by what they are."""

    comments: tuple[str, ...]
    extracted: tuple[str, ...]
    locations: tuple[str, ...]
    flags: tuple[str, ...]


def read_entry(text: str, line: int) -> Message | None:
    """The message that stands at `line`, without the blank line after it."""
    match = _ENTRY.match(text)
    if match is None:
        return None
    comments, context, msgid, string, plural, forms = match.groups()
    first = line + comments.count("\n")
    if string is not None:
        strings: tuple[str, ...] = (_unquoted(string),)
        lines: tuple[int, ...] = (line + text.count("\n", 0, match.start("string")),)
    else:
        found = list(_FORM.finditer(forms))
        if [int(one[1]) for one in found] != list(range(len(found))):
            return None
        strings = tuple(_unquoted(one[2]) for one in found)
        start = match.start("forms")
        lines = tuple(line + text.count("\n", 0, start + one.start(1)) for one in found)
    notes = read_notes(comments)
    return Message(
        msgid=_unquoted(msgid),
        strings=strings,
        msgid_plural=None if plural is None else _unquoted(plural),
        context=None if context is None else _unquoted(context),
        comments=notes.comments,
        extracted=notes.extracted,
        locations=notes.locations,
        flags=notes.flags,
        line=first,
        string_lines=lines,
        raw=f"{text}\n",
    )


@lru_cache(maxsize=8192)
def read_notes(comments: str) -> Notes:
    """The notes in lines that begin with `#`; the same in the catalogs of all locales."""
    notes: dict[str, list[str]] = {mark: [] for mark in MARKS}
    for line in comments.split("\n"):
        if text := line.strip():
            mark, found = read_note(text)
            notes[mark] += found
    return Notes(*(tuple(notes[mark]) for mark in MARKS))


def read_note(text: str) -> tuple[str, list[str]]:
    """The mark of a comment and what it says."""
    mark = text[:2] if text[:2] in MARKS else "#"
    body = text[len(mark) :]
    if mark == "#:":  # names with spaces stand between U+2068 and U+2069
        return mark, [one[0] or one[1] for one in _LOCATION.findall(body) if one[0] or one[1]]
    if mark == "#,":
        return mark, [flag.strip() for flag in body.split(",") if flag.strip()]
    return mark, [body.removeprefix(" ")]


def _unquoted(texts: str) -> str:
    """What quoted strings, one a line, say together."""
    joined = texts[1:-1].replace('"\n"', "") if "\n" in texts else texts[1:-1]
    if "\\" not in joined:
        return joined
    return _ESCAPE.sub(lambda escape: SIMPLE[escape[1]], joined)
