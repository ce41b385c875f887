"""The same page written in another way: other indents, bullets, wrappers, line ends, marks.

A way takes the text of a page behind its first section's heading and gives it back rewritten; what
CommonMark makes of the new text is what the clean page must say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

Way = Callable[[str], str]


def rewrite(text: str, way: str) -> str:
    """A page, its front matter and what stands above the first section left as they are."""
    head, body = "", text
    if text.startswith("---\n") and (end := text.find("\n---\n", 3)) != -1:
        head, body = text[: end + 5], text[end + 5 :]
    first = body.find("\n## ") + 1 or len(body)
    return head + body[:first] + WAYS[way](body[first:])


def _indented(text: str, prefix: str) -> str:
    return "\n".join((prefix + line).rstrip(" ") for line in text.split("\n"))


def _behind(first: str, text: str) -> str:
    """Text in a list item or quote: `first` before its first line, as many blanks before others."""
    prefix = first if first.startswith(">") else " " * len(first)
    return first + _indented(text, prefix).removeprefix(prefix)


def _in_sections(change: Way) -> Way:
    """Change what stands between each heading and the next."""

    def way(text: str) -> str:
        parts = []
        for section in re.split(r"(?m)^(?=#{1,6} )", text):
            head, _, rest = section.partition("\n") if section[:1] == "#" else ("", "", section)
            inner = rest.strip("\n")
            parts.append(f"{head}\n\n{change(inner)}\n\n" if inner else f"{head}\n\n")
        return "".join(parts)

    return way


def _replaced(pattern: str, by: str) -> Way:
    return lambda text: re.sub(pattern, by, text, flags=re.M)


_BOLD = r"\*\*(\w[^*\n]*\w)\*\*"
_ITEM = r"^(\s*[-*] )([^\n*`\[<>]+)$"

WAYS: Mapping[str, Way] = {
    "quoted": _in_sections(lambda text: _behind("> ", text)),
    "in an alert": _in_sections(lambda text: "> [!NOTE]\n" + _behind("> ", text)),
    "in a crowded alert": _in_sections(lambda text: ">[!Important]\n>\n" + _behind(">", text)),
    "in a list item": _in_sections(lambda text: "1. one\n\n" + _behind("   ", text) + "\n\n1. two"),
    "first in an item": _in_sections(lambda text: _behind("- ", text)),
    "in an item by tabs": _in_sections(lambda text: "*\tone\n\n" + _indented(text, "\t")),
    "three items deep": _in_sections(
        lambda text: "- a\n  - b\n    - c\n\n" + _indented(text, "      ")
    ),
    "in an alert in an item": _in_sections(
        lambda text: "1. one\n\n   > [!TIP]\n" + _indented(text, "   > ") + "\n\n2. two"
    ),
    "in a tab": _in_sections(lambda text: f"# [One](#tab/one)\n\n{text}\n\n---\n"),
    "in a tab in an item": _in_sections(
        lambda text: "1. one\n\n" + _indented(f"# [One](#tab/one)\n\n{text}\n\n---", "   ")
    ),
    "in columns": _in_sections(
        lambda text: f":::row:::\n:::column:::\n\n{text}\n\n:::column-end:::\n:::row-end:::"
    ),
    "in indented columns": _in_sections(
        lambda text: ":::row:::\n   :::column span=\"2\":::\n" + _indented(text, "      ")
        + "\n   :::column-end:::\n:::row-end:::"
    ),
    "in a zone": _in_sections(lambda text: f'::: zone pivot="a"\n\n{text}\n\n::: zone-end'),
    "in a moniker": _in_sections(lambda text: f'::: moniker range=">=a"\n{text}\n::: moniker-end'),
    "in a div": _in_sections(lambda text: f'<div class="x">\n\n{text}\n\n</div>'),
    "in details": _in_sections(
        lambda text: f"<details>\n<summary>More</summary>\n\n{text}\n\n</details>"
    ),
    "in details in details": _in_sections(
        lambda text: "<details>\n<summary>More</summary>\n\n<details><summary>Yet</summary>\n\n"
        f"{text}\n\n</details>\n</details>"
    ),
    "with other bullets": _replaced(r"^(\s*)[-*](?=\s)", r"\1+"),
    "with ones": _replaced(r"^(\s*)\d+\.(?=\s)", r"\g<1>1."),
    "with brackets": _replaced(r"^(\s*)(\d+)\.(?=\s)", r"\1\2)"),
    "with half the indent": lambda text: re.sub(
        r"(?m)^ +", lambda match: " " * (len(match[0]) // 2), text
    ),
    "with tabs": lambda text: re.sub(
        r"(?m)^(?:    )+", lambda match: "\t" * (len(match[0]) // 4), text
    ),
    "one to the right": _replaced(r"^(?=[-*\d])", " "),
    "three to the right": _replaced(r"^(?=[-*\d])", "   "),
    "with tight lists": _replaced(r"\n\n(?=\s*(?:[-*]|\d+\.)\s)", "\n"),
    "with loose lists": _replaced(r"\n(?=\s*(?:[-*]|\d+\.)\s)", "\n\n"),
    "with many blank lines": lambda text: text.replace("\n\n", "\n\n\n\n"),
    "with blanks at ends": _replaced(r"(?<=\S)$", "  "),
    "with other line ends": lambda text: text.replace("\n", "\r\n"),
    "with hard blanks behind bullets": _replaced(r"^(\s*[-*]) ", "\\1\u00a0"),
    "with more lines": _replaced(r"(?<=\w), |(?<=[\u4e00-\u9fff])，", ",\n"),
    "with underlined headings": _replaced(r"^## (.*)$", r"\1\n---"),
    "with closed headings": _replaced(r"^(##+) (.*)$", r"\1 \2 \1"),
    "with underscores": _replaced(_BOLD, r"__\1__"),
    "with three stars": _replaced(_BOLD, r"***\1***"),
    "with bold elements": _replaced(_BOLD, r"<b>\1</b>"),
    "with bold items": _replaced(_ITEM, r"\1**\2**"),
    "with references": lambda text: f"{text}\n\nA [word][ref].\n\n[ref]: other.md 'title'\n",
    "with comments": lambda text: text.replace("\n\n", "\n\n<!-- a\n\n**b** -->\n\n"),
    "with comments in lines": _replaced(r"(?<=\w)$", " <!-- c -->"),
    "with breaks": _replaced(r"(?<=[\w.])$", "<br/>"),
    "with rules": lambda text: text.replace("\n\n", "\n\n* * *\n\n"),
    "with tables apart": _replaced(r"^\| *(.*?) *\|[ \t]*$", r"\1"),
    "with lazy quotes": _replaced(r"^> (?!\[!)", ""),
    "with crowded quotes": _replaced(r"^> ", ">"),
    "with alerts on one line": _replaced(r"^> \[!(\w+)\]\s*\n> ", r"> [!\1] "),
    "with blanks in bold": _replaced(_BOLD, r"** \1 **"),
    "with escaped bold": _replaced(_BOLD, r"\\*\\*\1\\*\\*"),
    "with headings higher": _replaced(r"^#(?=#)", ""),
}  # fmt: skip
