"""Texts: placeholders filled, near misses found, a text looked up in a language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


def N_(text: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Marks a string for the catalogs; Babel's extractor knows the name."""
    return text


@dataclass(frozen=True, slots=True)
class Said:
    """A text, and the language it is in where that is not the one asked for (else "")."""

    text: str
    lang: str


def fill(template: str, values: dict[str, str]) -> str:
    """`%(name)s` replaced by its value; values are not looked into again."""
    parts = template.split("%(")
    out = parts[0]
    for part in parts[1:]:
        name = part.split(")s")[0]
        out += values.get(name, "") + part[len(name) + 2 :]
    return out


def text_in(value: Any, locale: str, authoritative: str) -> Said:
    """A free text of the policy in a locale, else in the authoritative language."""
    if isinstance(value, str):
        return Said(value, "" if locale == authoritative else authoritative)
    if locale in value:
        return Said(str(value[locale]), "")
    if authoritative in value:
        return Said(str(value[authoritative]), authoritative)
    for lang in sorted(value.keys()):
        return Said(str(value[lang]), str(lang))
    return Said("", "")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: blank lines part them, single line breaks are spaces."""
    found: list[str] = []
    lines: list[str] = []
    for line in text.split("\n"):
        if line.strip() == "":
            if len(lines) > 0:
                found.append(" ".join(lines))
            lines = []
        else:
            lines.append(line.strip())
    if len(lines) > 0:
        found.append(" ".join(lines))
    return found


def capital(text: str) -> str:
    """The first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def distance(left: str, right: str) -> int:
    """The Levenshtein distance of two words."""
    row = list(range(len(right) + 1))
    for index in range(len(left)):
        before = row[0]
        row[0] = index + 1
        for other in range(len(right)):
            above = row[other + 1]
            same = left[index] == right[other]
            row[other + 1] = min(above + 1, row[other] + 1, before + (0 if same else 1))
            before = above
    return row[len(right)]


def nearest(found: str, choices: Sequence[str]) -> str:
    """The choice that a misspelt word was meant to be; "" where none is near."""
    best = ""
    least = max(2, len(found) // 3) + 1
    for choice in sorted(choices):
        if abs(len(choice) - len(found)) < least:
            far = distance(found.lower(), choice.lower())
            if far < least:
                best = choice
                least = far
    return best


def css_text(text: str) -> str:
    """A text as a CSS string, quotes included; it cannot end the `<style>` that it stands in."""
    out = ""
    for char in text:
        if char in ["\\", '"', "<", ">", "&", "\n", "\r", "\f"]:
            out += f"\\{CSS_ESCAPES[char]} "
        else:
            out += char
    return '"' + out + '"'


CSS_ESCAPES = {
    "\\": "5c", '"': "22", "<": "3c", ">": "3e", "&": "26", "\n": "a", "\r": "d", "\f": "c",
}  # fmt: skip


def css_page_text(text: str) -> str:
    """`Page {page} of {pages}` as the value of a CSS `content`."""
    first = text.split("{page}")
    second = first[1].split("{pages}")
    return (
        f"{css_text(first[0])} counter(page) {css_text(second[0])} counter(pages) "
        f"{css_text(second[1])}"
    )


def typeset(locale: str, months: list[str], html: str, names: list[str]) -> str:
    """A text with the spaces that its language sets.

    `months` are their names in dates, `names` those of companies.
    """
    if locale.startswith("zh"):
        return closed_up(html, names)
    return held_together(html, months) if locale.startswith("ru") else html


def closed_up(html: str, names: list[str]) -> str:
    """Chinese without the spaces that other languages set between sentences.

    Full-width punctuation brings its own room. Translations set names off by spaces, as they do
    Latin words; a name that is Chinese itself needs none.
    """
    out = html.replace(" （", "（")
    for sign in "。，；：、！？）":
        out = out.replace(sign + " ", sign)
    for name in names:
        if is_han(name[:1]):
            out = out.replace(" " + name, name)
        if is_han(name[-1:]):
            out = out.replace(name + " ", name)
    return out


def held_together(html: str, months: list[str]) -> str:
    """Russian in which no line ends with a word of one letter, or begins with a dash or a month."""
    out = html.replace(" — ", "\u00a0— ")
    for month in months:
        out = out.replace(" " + month, "\u00a0" + month)
    for before in [" ", ">", "(", "\u00a0"]:
        for word in "вкосуиаВКОСУИА":
            out = out.replace(f"{before}{word} ", f"{before}{word}\u00a0")
    return out


def is_han(char: str) -> bool:
    """Whether a character is a common Chinese one."""
    return "\u4e00" <= char <= "\u9fff"
