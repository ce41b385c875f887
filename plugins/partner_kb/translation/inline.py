"""Inline Markdown that a translation carries over: taken apart, protected, compared.

In: the text of a block. Out: its pieces, of which some are protected; a text in which those are
numbered placeholders, and back; what of it a translation must have, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt

PieceKind = Literal["text", "code", "target", "html", "attributes", "mark", "url", "brace", "bold"]

_SCANNER = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<target>\]\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\))"
    r"|(?P<attributes>\{:?\s?[#.][^{}\n]*\}|\{:[^{}\n]*\})"
    r"|(?P<html><!--.*?-->|</?[A-Za-z][^<>]*>|<[A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*>|&\#?\w+;)"
    r"|(?P<mark>\[!\s*[A-Za-z]+(?:\s+class=\"[^\"]*\")?\s*\]|:::.*?:::)"
    r"|(?P<url>https?://[^\s<>()\[\]，。；、）》」]+)"
    r"|(?P<brace>\{\{.*?\}\}|\{[^{}\s]*\}|%\(\w+\)[a-zA-Z])"
    r"|(?P<bold>\*\*|__)",
    re.DOTALL,
)
_PLACEHOLDER = re.compile(r"\{(\d+)\}")
_LOCALE_PART = re.compile(r"/[a-z]{2}-[a-z]{2}(?=/|$)", re.IGNORECASE)
_INLINE = MarkdownIt("commonmark")
_OWN_ANCHORS = re.compile(r"(?:<a\s[^<>]*\b(?:name|id)\s*=[^<>]*>\s*</a>)+", re.IGNORECASE)
_EMPTY_ANCHOR = re.compile(r"<a\s[^<>]*\b(?:name|id)\s*=[^<>]*>\s*</a>", re.IGNORECASE)

_SHOWN: dict[PieceKind, str] = dict.fromkeys(("code", "url", "brace", "mark"), "\ufffc")

_ENGLISH_PART = re.compile(r"/en-us/", re.IGNORECASE)

#: What must be in a translation exactly as often as in the English.
_CARRIED = frozenset({"code", "target", "html", "mark", "url", "brace"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a block's text; everything but `text` is protected."""

    kind: PieceKind
    text: str


def pieces(text: str) -> Iterator[Piece]:
    """The text, piece by piece; joined, they are the text again."""
    position = 0
    for match in _SCANNER.finditer(text):
        if match.start() > position:
            yield Piece("text", text[position : match.start()])
        yield Piece(_kind(match), match[0])
        position = match.end()
    if position < len(text):
        yield Piece("text", text[position:])


def _kind(match: re.Match[str]) -> PieceKind:
    kinds: tuple[PieceKind, ...] = (
        "code",
        "target",
        "attributes",
        "html",
        "mark",
        "url",
        "brace",
        "bold",
    )
    return next(kind for kind in kinds if match[kind] is not None)


def plain_text(text: str) -> str:
    """The words alone; a protected piece that shows as text leaves U+FFFC, the others nothing."""
    return "".join(
        piece.text if piece.kind == "text" else _SHOWN.get(piece.kind, "") for piece in pieces(text)
    )


def without_empty_anchors(text: str) -> str:
    """The text without `<a name="…"></a>`, which only translations of OPS have."""
    return _EMPTY_ANCHOR.sub("", text)


def split_anchors(text: str, source: str) -> tuple[str, str]:
    """A translated heading as its own `<a name="…"></a>`, which its English lacks, and the rest."""
    match = _OWN_ANCHORS.match(text)
    if match is None or _EMPTY_ANCHOR.search(source):
        return "", text
    return match[0], text[match.end() :]


def count_links(text: str) -> int:
    """How many links and images CommonMark sees in a block, whole with their brackets."""
    tokens = _INLINE.parseInline(text)[0].children or []
    return sum(token.type in {"link_open", "image"} for token in tokens)


# ------------------------------------------------------------------------------- protection


@dataclass(frozen=True, slots=True)
class Protected:
    """A text with `{1}`, `{2}` … for the pieces that must not change, and those pieces."""

    text: str
    literals: tuple[str, ...]


def protect(text: str, *, like: Protected | None = None, bold: bool = False) -> Protected:
    """Put placeholders for code, link targets, tags and the like; `**` only with `bold`.

    With `like`, pieces that it holds get its numbers (a translation is shown with the numbers
    of its English); what it doesn't hold stays as it is written.
    """
    kept = {"text"} if bold else {"text", "bold"}
    free = _free_numbers(like)
    found: list[str] = []
    shown: list[str] = []
    for piece in pieces(text):
        if piece.kind in kept or (like and not free.get(_identity(piece))):
            shown.append(piece.text)
        elif like:
            shown.append(f"{{{free[_identity(piece)].pop(0)}}}")
        else:
            found.append(piece.text)
            shown.append(f"{{{len(found)}}}")
    return Protected("".join(shown), like.literals if like else tuple(found))


def localized_literals(like: Protected, current: str, locale: str) -> tuple[str, ...]:
    """The literals as a translation has them: those of `current`, else with `locale` in links."""
    own: dict[int, str] = {}
    free = _free_numbers(like)
    for piece in pieces(current):
        numbers = free.get(_identity(piece)) if piece.kind != "text" else None
        if numbers:
            own[numbers.pop(0)] = piece.text
    return tuple(
        own.get(number, _ENGLISH_PART.sub(f"/{locale.lower()}/", literal))
        for number, literal in enumerate(like.literals, 1)
    )


def _free_numbers(like: Protected | None) -> dict[tuple[PieceKind, str], list[int]]:
    """The numbers of each protected piece, pieces that differ by their locale taken for one."""
    free: dict[tuple[PieceKind, str], list[int]] = {}
    for number, literal in enumerate(like.literals if like else (), 1):
        piece = next(pieces(literal), Piece("text", literal))
        free.setdefault(_identity(piece), []).append(number)
    return free


def _identity(piece: Piece) -> tuple[PieceKind, str]:
    return piece.kind, _comparable(piece)


def restore(text: str, literals: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The text with its pieces again, and what is wrong with its placeholders, in words."""
    wrong: list[str] = []
    used = Counter(int(number) for number in _PLACEHOLDER.findall(text))
    for number in sorted(used):
        if not 1 <= number <= len(literals):
            wrong.append(f"the placeholder {{{number}}} is not in the English")
    for number, literal in enumerate(literals, 1):
        if used[number] > 1:
            wrong.append(f"the placeholder {{{number}}} ({literal}) stands {used[number]} times")

    def literal_of(match: re.Match[str]) -> str:
        number = int(match[1])
        return literals[number - 1] if 1 <= number <= len(literals) else match[0]

    return _PLACEHOLDER.sub(literal_of, text), tuple(wrong)


# ------------------------------------------------------------------------------- comparison


@dataclass(frozen=True, slots=True)
class Difference:
    """A piece that one side has more often than the other."""

    kind: PieceKind
    text: str
    missing: bool


def differences(source: str, target: str) -> tuple[Difference, ...]:
    """What the target lacks, or has and the source hasn't: code, links, tags, marks, `**`."""
    ours = _inventory(without_empty_anchors(source))
    theirs = _inventory(without_empty_anchors(target))
    lacking, added = ours - theirs, theirs - ours
    return (
        *(Difference(kind, text, True) for kind, text in lacking.elements()),
        *(Difference(kind, text, False) for kind, text in added.elements()),
    )


def _inventory(text: str) -> Counter[tuple[PieceKind, str]]:
    found: Counter[tuple[PieceKind, str]] = Counter()
    for piece in pieces(text):
        if piece.kind in _CARRIED:
            found[(piece.kind, _comparable(piece))] += 1
        elif piece.kind == "bold":
            found[("bold", "**")] += 1
        elif piece.kind == "attributes":
            found[("attributes", " ".join(piece.text.split()))] += 1
    return found


def _comparable(piece: Piece) -> str:
    """A piece without what may differ: the locale in an address, a link's title, spacing."""
    text = " ".join(piece.text.split())
    if piece.kind in {"target", "url"}:
        address = (
            text.removeprefix("](").split(" ")[0].rstrip(")") if piece.kind == "target" else text
        )
        return _LOCALE_PART.sub("/…", address).rstrip(".,;:/").lower()
    if piece.kind == "html":
        return text.lower() if not text.startswith("&") else "&" if text == "&nbsp;" else text
    return text
