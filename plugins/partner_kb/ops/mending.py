"""Damage that machine translation does to markup inside a line, undone before the line is parsed.

In: the text of a paragraph, heading or cell. Out: the same words with markup that CommonMark
reads, and what was broken, for the report. Full-width brackets, blanks inside tags, entities,
images and link targets are mended; code spans are left alone, and so is all that could be prose:
a tag needs quoted attributes or its partner, a link a target that looks like one. Broken emphasis
is not mended here but in `literal`, after parsing, since most emphasis is sound.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from partner_kb.ops.emoji import emoji_as_characters, has_emoji
from partner_kb.ops.sanitize import TAGS, VOID

BANG = r"\\?[\[［【][ \t\u00a0\u3000]{0,2}[!！]"
"""What an OPS marker such as `[!NOTE]` begins with, sound or broken."""

LINK_LIKE = re.compile(
    r"(?:https?://|mailto:|tel:|[./~#])\S|[^\s()（）]+\.(?:md|ya?ml|aspx|html?|png)(?:[?#]\S*)?\Z",
    re.I,
)
"""A target that cannot be prose in brackets: a URL, a path or a file."""

_SUSPECT = re.compile(
    r"[\[［【] ?[!！][ \u00a0\u3000]|[\[［【] ?！|[［【] ?!|[!！][ \u00a0\u3000]{0,2}[\[［]"
    r"|[］】][ \u00a0]?[(（]| =\d{0,4}[x×]?\d{0,4}[ \u00a0]*[)）]"
    r"|[<＜][ \u00a0]|</(?: |br)|<\w[^<>]*[“”«\u00a0/][^<>]*>|[＜＞＆]|&\w* ?[;；]|& \w+ ?[;；]"
)
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.S)
_IMAGE = re.compile(
    r"(?<![\w\])）])[!！][ \u00a0\u3000]{0,2}[\[［]([^\[\]［］\n]*)[\]］][ \u00a0]?"
    r"[(（][ \u00a0]*([^()（）<>\n\"]+?\.(?:png|jpe?g|gif|svg|bmp|webp))"
    r"[ \u00a0]*(\"[^\"\n]*\")?([ \u00a0]+=\d{0,4}[x×]?\d{0,4})?[ \u00a0]*[)）]",
    re.I,
)
_LINK = re.compile(r"[\[［【]([^\[\]［］【】\n]+)[\]］】][ \u00a0]?[(（]([^()（）<>\n]+)[)）]")
_MARKER = re.compile(
    rf"{BANG}[ \u00a0]*(?=(?:include|video|code|note|tip|important|warning|caution|div|op|dnl"
    r"|uicontrol|badge)\b)",
    re.I,
)
_TAG = re.compile(
    r"[<＜][ \u00a0]*(?P<close>/?)[ \u00a0]*(?P<name>[A-Za-z][A-Za-z0-9]*)"
    r"(?P<attributes>(?:[ \u00a0]+"
    r"[\w:-]+[ \u00a0]*=[ \u00a0]*(?:\"[^\"<>]*\"|'[^'<>]*'|[“”«][^“”»<>]*[“”»]))*)"
    r"[ \u00a0]*(?P<empty>/?)[ \u00a0]*[>＞]"
)
_AUTOLINK = re.compile(r"[<＜][ \u00a0]*(https?://[^\s<>＜＞]+)[ \u00a0]*[>＞]")
_SOUND_TAG = re.compile(r"</?\w[^“”«»\u00a0]*(?<!/ )>")
_ENTITY = re.compile(r"[&＆][ \u00a0]?(nbsp|amp|lt|gt|quot|copy|reg)[ \u00a0]?[;；]")
_QUOTE = re.compile(r"[“”«»]")
_SCHEME = re.compile(
    r"\A(https?|mailto)[ \u00a0]*[:：][ \u00a0]*([/／][ \u00a0]*[/／][ \u00a0]*)?", re.I
)
_SLASH = re.compile(r"[ \u00a0]*([/#])[ \u00a0]*")
_DOT = re.compile(r"。(?=(?:md|ya?ml|png|com|aspx|html?)\b)", re.I)


def tidy_target(target: str) -> str:
    """A link target without the blanks and full-width marks that translation puts into it."""
    target = target.strip("<> \t\u00a0\u3000")
    if target.isascii() and " " not in target:
        return target
    scheme = _SCHEME.match(target)
    if scheme:
        target = f"{scheme[1]}:{'//' if scheme[2] else ''}{target[scheme.end() :]}"
        return target[:8] + _DOT.sub(".", _SLASH.sub(r"\1", target[8:]))
    return _DOT.sub(".", _SLASH.sub(r"\1", target))


def tidy_inline(content: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The mended text, and what was mended, as (what it is, the broken piece)."""
    if not _SUSPECT.search(content) and not has_emoji(content):
        return content, ()
    found: list[tuple[str, str]] = []
    parts: list[str] = []
    position = 0
    for code in _CODE.finditer(content):
        parts += [_tidy(content[position : code.start()], found), code[0]]
        position = code.end()
    parts.append(_tidy(content[position:], found))
    return "".join(parts), tuple(found)


def _tidy(text: str, found: list[tuple[str, str]]) -> str:
    def apply(what: str, pattern: re.Pattern[str], mend: Callable[[re.Match[str]], str]) -> str:
        def replace(match: re.Match[str]) -> str:
            mended = mend(match)
            if mended != match[0]:
                found.append((what, match[0]))
            return mended

        return pattern.sub(replace, text)

    text = apply("entity", _ENTITY, lambda match: f"&{match[1]};")
    text = apply("marker", _MARKER, lambda _match: "[!")
    closed = frozenset(match["name"].lower() for match in _TAG.finditer(text) if match["close"])
    text = apply("tag", _TAG, lambda match: _tag(match, closed))
    text = apply("link", _AUTOLINK, lambda match: f"<{match[1]}>")
    text = apply("image", _IMAGE, _image)
    return emoji_as_characters(apply("link", _LINK, _link))


def _tag(match: re.Match[str], closed: frozenset[str]) -> str:
    name = match["name"].lower()
    bare = name in closed and (name != "a" or match["close"])
    if name not in TAGS or not (match["attributes"] or name in VOID or bare):
        return match[0]
    if name in VOID and (match["close"] or not _SOUND_TAG.fullmatch(match[0])):
        return f"<{name}{_attributes(match)}>"
    if _SOUND_TAG.fullmatch(match[0]):
        return match[0]
    return f"<{match['close']}{name}{_attributes(match)}{match['empty']}>"


def _attributes(match: re.Match[str]) -> str:
    return _QUOTE.sub('"', match["attributes"]).replace("\u00a0", " ")


def _image(match: re.Match[str]) -> str:
    target = tidy_target(match[2])
    sound = match[0].startswith("![") and f"]({match[2]}" in match[0] and target == match[2]
    if sound and not match[4]:  # the size, as other editors write it
        return match[0]
    return f"![{match[1]}](<{target}>{' ' + match[3] if match[3] else ''})"


def _link(match: re.Match[str]) -> str:
    target = tidy_target(match[2])
    # the parser's own rules read what has plain square brackets, nested or not
    if re.match(r"\[[^\]］】]*\]", match[0]) or not LINK_LIKE.match(target.replace(" ", "%20")):
        return match[0]
    return f"[{match[1]}](<{target}>)"
