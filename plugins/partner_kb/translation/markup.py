"""What a translation must carry over unchanged: placeholders and tags, as counted tokens.

In: a string of the catalogs. Out: the tokens in it, for the merge (a fuzzy match never crosses
them) and for the checks.
"""

from __future__ import annotations

import re
from collections import Counter

PERCENT = re.compile(r"%\((\w+)\)[#0\- +]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa]|%%")
BRACE = re.compile(r"\{\{|\}\}|\{([^{}\s]*)\}")
TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*)?/?>")


def placeholders(text: str) -> Counter[str]:
    """The placeholders `%(name)s` and `{name}` of a string, with how often each occurs."""
    percent = (match[0] for match in PERCENT.finditer(text) if match[0] != "%%")
    brace = (match[0] for match in BRACE.finditer(text) if match[0] not in {"{{", "}}"})
    return Counter([*percent, *brace])


def tags(text: str) -> Counter[str]:
    """The HTML tags of a string, written out, with how often each occurs."""
    return Counter(match[0] for match in TAG.finditer(text))


def format_flags(msgid: str) -> tuple[str, ...]:
    """The gettext flags that tell editors which placeholders a string holds."""
    flags = []
    if any(match[0] != "%%" for match in PERCENT.finditer(msgid)):
        flags.append("python-format")
    if any(match[1] for match in BRACE.finditer(msgid)):
        flags.append("python-brace-format")
    return tuple(flags)
