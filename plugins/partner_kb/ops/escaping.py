"""Text that must stay text in clean Markdown: backslashes, entities, link targets, ids.

In: words as a reader sees them. Out: the same words as Python-Markdown reads them, wherever they
stand.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import unquote

_SPECIAL = re.compile(r"[*`{|\\_\[\]<&!]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_ESCAPED = re.compile(r"[\\`*_{}\[\]()>#+\-.!|]")
_BLOCK_START = re.compile(r"(\d+)\.(?=\s|\Z)|[-+](?=\s|\Z)|#|>|!!!|\[[^\]]*\]:|[?=:/~|]")
_NOT_IN_IDS = re.compile(r"""[\s"'<>{}\\`]+""")
_LISTED_ID = re.compile(r"[\w.\-]+")
_EDGE = r"(?<![^\W_])_|_(?![^\W_])"
_EMPHASIS = re.compile(_EDGE)
_UNLISTED = re.compile(rf"[^\w.\-]+|{_EDGE}")
_HREF_ESCAPES = str.maketrans({
    " ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", '"': "%22", "`": "%60",
    "\\": "%5C", "|": "%7C", "[": "%5B", "]": "%5D", "{": "%7B", "}": "%7D", "*": "%2A", "\n": "",
    "\t": "",
})  # fmt: skip


def escape_block_start(text: str) -> str:
    """The same text, safe as the first characters of a paragraph."""
    match = _BLOCK_START.match(text)
    if not match:
        return text
    if match[1]:
        return f"{match[1]}\\.{text[match.end() :]}"
    first = text[0]
    return (f"\\{first}" if _ESCAPED.match(first) and first != "|" else f"&#{ord(first)};") + text[
        1:
    ]


def escape_href(href: str) -> str:
    """A link target that ends at its own end, whatever characters it holds."""
    return href.strip().translate(_HREF_ESCAPES)


def escape_text(
    content: str,
    last: str,
    *,
    in_table: bool = False,
    in_link: bool = False,
    at_link: bool = False,
) -> str:
    """Words among inline content: `last` stands before them; a link or image follows `at_link`."""

    def escaped(found: re.Match[str]) -> str:
        char, index = found[0], found.start()
        after = content[index + 1] if index + 1 < len(content) else ""
        if char in "*`{":
            return f"\\{char}"
        if char == "|":
            return "\\|" if in_table else char
        if char == "\\":
            return "\\\\" if not after or _ESCAPED.match(after) else char
        if char == "_":
            before = content[index - 1] if index else last
            return char if before.isalnum() and after.isalnum() else "\\_"
        if char == "[":
            return "\\[" if in_link else char
        if char == "]":
            return "\\]" if in_link or after in ("(", "[", ":", "") else char
        if char == "<":
            return "&lt;" if not after or after.isalpha() or after in "/!?" else char
        if char == "&":
            return "&amp;" if not after or _ENTITY.match(content, index) else char
        return "\\!" if after == "[" or (not after and at_link) else char

    return _SPECIAL.sub(escaped, content)


def quoted_title(words: str) -> str:
    """Words as what stands in quotes behind `===`, `!!!` and `???`: none of them is markup."""
    return escape_text(" ".join(words.split()).replace('"', "'"), " ")


def code_span(content: str, last: str, *, in_table: bool) -> str:
    """A code span behind the character `last`; as an element where backticks would not do."""
    ticked = content[0] == "`" or content[-1] == "`" or last == "`"
    if ticked or (in_table and "|" in content):
        text = escape(content, quote=False)
        for char in "|`*_{}[]\\":
            text = text.replace(char, f"&#{ord(char)};")
        return f"<code>{text}</code>"
    fence = "`" * (1 + max((len(run) for run in re.findall(r"`+", content)), default=0))
    return f"{fence}{content.strip()}{fence}"


def anchor(name: str) -> str:
    """An old anchor as an empty element, so that links to it still arrive."""
    return f'<span id="{escape(clean_id(name), quote=True)}"></span>'


def clean_id(name: str) -> str:
    """An id as links to it say it: escapes of URLs read, without spaces, quotes and braces."""
    return _NOT_IN_IDS.sub("-", unquote(name).strip().lstrip("#")) or "section"


def fits_attribute_list(name: str) -> bool:
    """Whether a heading's `{#name}` is read as that: underscores at words' edges mean emphasis."""
    return bool(_LISTED_ID.fullmatch(name)) and not _EMPHASIS.search(name)


def listed_id(name: str) -> str:
    """The nearest id that fits a heading's attribute list."""
    return _UNLISTED.sub("-", name)
