"""XML files of other translation tools as text: UTF-8 as we write it, UTF-16 as some do.

In: a file's bytes. Out: its text, without byte order mark and declaration (which would name the
encoding that the text no longer has).
"""

from __future__ import annotations

import codecs
import re

from partner_kb.errors import Problem, SourceError

_DECLARATION = re.compile(r"\A\s*<\?xml\b[^<>]*\?>")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode_xml(content: bytes, name: str) -> str:
    """The text, its lines where they were; raises `SourceError` for any other encoding."""
    encoding = "utf-16" if content.startswith(_UTF_16) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = "the file is neither UTF-8 nor UTF-16 with a byte order mark; save it as UTF-8"
        raise SourceError(Problem(name, line, 1, "error", "file-charset", message)) from error
    return _DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), text, count=1)
