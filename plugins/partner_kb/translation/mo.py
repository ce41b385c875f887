"""Compiled catalogs: a `PoFile` in, the bytes of a MO file or a `gettext` object out.

A translation that cannot be filled in (a placeholder was translated, a `%` stands alone) would
stop the page that shows it, so it is a problem here, as it is to `msgfmt -c`.

The header is the file's own, so the plural rule is what its translators saw. Nothing of the
clock or the machine goes in: equal catalogs give equal bytes. The format is the GNU gettext
manual's "The Format of GNU MO Files".
"""

from __future__ import annotations

import gettext
import io
import struct

from partner_kb.errors import SourceError
from partner_kb.translation.markup import PERCENT
from partner_kb.translation.po import Message, PoFile

_MAGIC = 0x950412DE


def render_mo(catalog: PoFile) -> bytes:
    """The MO file's bytes: the translated messages, neither fuzzy nor obsolete ones."""
    entries = {_key(catalog.header): catalog.header.strings[0].encode()}
    for message in catalog.active():
        if message.translated:
            entries[_key(message)] = "\0".join(message.strings).encode()
    ordered = sorted(entries.items())
    count, start = len(ordered), 28
    offset = start + 16 * count
    tables: list[list[bytes]] = [[], []]
    pool: list[bytes] = []
    for side in (0, 1):
        for entry in ordered:
            tables[side].append(struct.pack("<II", len(entry[side]), offset))
            pool.append(entry[side] + b"\0")
            offset += len(entry[side]) + 1
    head = struct.pack("<7I", _MAGIC, 0, count, start, start + 8 * count, 0, start + 16 * count)
    return head + b"".join(tables[0]) + b"".join(tables[1]) + b"".join(pool)


def compile_translations(catalog: PoFile) -> gettext.GNUTranslations:
    """What `gettext` reads from the compiled catalog; raises `SourceError` as `usable` does."""
    usable(catalog)
    return gettext.GNUTranslations(io.BytesIO(render_mo(catalog)))


def usable(catalog: PoFile) -> PoFile:
    """The catalog itself; raises `SourceError` with each translation that can't be filled in."""
    problems = [
        catalog.problem(message.string_line(number), "placeholder", said)
        for message in catalog.active()
        if message.translated and _is_filled_in(message)
        for number, text in enumerate(message.strings)
        if (said := _why_not(message, text))
    ]
    if problems:
        raise SourceError(problems)
    return catalog


def _is_filled_in(message: Message) -> bool:
    """Templates fill in each string; texts of YAML and Python only where they have a `%`."""
    if "%" in message.msgid:
        return True
    return "%" in "".join(message.strings) and not all(
        name.endswith((".yml", ".py")) for name in message.locations
    )


def _why_not(message: Message, text: str) -> str | None:
    """Why the values that fill in the English can't fill in the translation."""
    names = {match[1]: 0 for match in PERCENT.finditer(f"{message.msgid} {message.msgid_plural}")}
    try:
        message.msgid % names
    except (KeyError, TypeError, ValueError):
        return None  # the English is no template for values
    try:
        text % names
    except KeyError as error:
        return f"%({error.args[0]})s is not in the English, and nothing can be put there"
    except (TypeError, ValueError) as error:
        return f'"%" must be written "%%" where it is no placeholder ({error})'
    return None


def _key(message: Message) -> bytes:
    context = "" if message.context is None else f"{message.context}\x04"
    plural = "" if message.msgid_plural is None else f"\0{message.msgid_plural}"
    return f"{context}{message.msgid}{plural}".encode()
