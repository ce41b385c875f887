"""Marks in triple colons, `:::name key="value":::`: block and inline rules for markdown-it-py.

In: the parser's states. Out: the tokens `ops_mark`, `ops_image`, `ops_no_loc` and `ops_label` that
`parser` describes. Names and quotes are matched in every form that machine translation gives them.
https://learn.microsoft.com/contribute/content/markdown-reference
"""

from __future__ import annotations

import re
from bisect import bisect_right

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from partner_kb.ops.terms import no_loc_words

_ATTRIBUTE = re.compile(
    r"""(?<!\w)([^\W\d_]\w{0,40}(?:[ ]?-[ ]?\w{1,40}){0,4})\s*[=＝]\s*"""
    r"""(?:"((?:[^"]|"(?!\s*(?:[\w-]+\s*[=＝]|[:：]{2,}|/?>|\Z)))*)"|'([^']*)'|[“”„«»＂]([^“”„«»＂]*)[“”«»＂]|[‘’]([^‘’]*)[‘’]|[「『]([^」』]*)[」』])"""
)
_BROKEN_ATTRIBUTE = re.compile(r"＝|[=＝]\s*[“”„«»＂‘’「『]")
_COLONS = re.compile(r"[:：](?:[ \u00a0]?[:：]){2,}")
_MARK = re.compile(rf"{_COLONS.pattern}\s*([A-Za-z][\w-]*)\b([^\n]*)")
_BARE = re.compile(rf"{_COLONS.pattern}\s*\Z")
_IMAGE_END = re.compile(r"[:：](?:[ \u00a0]{0,8}[:：]){2,}\s*image-end", re.I)
_ENDS = "ops_image_ends"
_INLINE_MARK = re.compile(
    rf"{_COLONS.pattern}\s*(image|no-loc|link-list)\b(.*?){_COLONS.pattern}", re.I | re.S
)
_IMAGE_ATTRIBUTES = frozenset({
    "type", "source", "alt-text", "lightbox", "border", "loc-scope", "link", "width", "height",
    "align", "class", "id", "title", "target",
})  # fmt: skip
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|bmp|webp)\s*\Z", re.I)

STANDALONE = frozenset({"code", "video", "form", "breadcrumb"})
"""Marks that hold no Markdown: everything else in triple colons opens or closes a container."""


_AMONG_WORDS = frozenset({"no-loc", "link-list"})
_NAMES = STANDALONE | {"row", "column", "zone", "moniker", "image", "image-end", "no-loc"}


def parse_attributes(text: str) -> dict[str, str]:
    """`source="a.png" type='content'` as a dict, keys in lower case; any pair of quotes serves."""
    return {
        match[1].replace(" ", "").lower(): next(
            value for value in match.groups()[1:] if value is not None
        )
        for match in _ATTRIBUTE.finditer(text)
    }


def images_as_words(text: str) -> str:
    """Text that no Markdown parser reads, with each `:::image` in it as its alternative text."""
    return _INLINE_MARK.sub(
        lambda match: (
            image_attributes(match[2]).get("alt-text", "")
            if match[1].lower() == "image"
            else no_loc_words(match[2])
        ),
        text,
    )


def image_attributes(text: str) -> dict[str, str]:
    """The attributes of an image; where their names were translated, by what they hold."""
    attributes = parse_attributes(text)
    unknown = {key: value for key, value in attributes.items() if key not in _IMAGE_ATTRIBUTES}
    if "source" not in attributes:
        files = [value for value in unknown.values() if _PICTURE.search(value)]
        attributes.update({"source": files[0]} if files else {})
    if "alt-text" not in attributes:
        texts = [value for value in unknown.values() if not _PICTURE.search(value)]
        words = [value for value in texts if " " in value.strip() or not value.isascii()]
        attributes.update({"alt-text": words[0]} if words else {})
    return attributes


def line_at(state: StateBlock, line: int) -> str:
    """A line without its indentation."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def block_colons(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule: a mark at the start of a line, over several lines where it goes on."""
    if state.is_code_block(start):
        return False
    line = line_at(state, start)
    if line[:1] not in (":", "："):
        return False
    match = _MARK.match(line)
    if not match:
        return _stray_colons(state, start, line, silent)
    name, rest = match[1].lower(), match[2]
    if name in _AMONG_WORDS or (
        name == "image" and not _closes_line(rest) and _COLONS.search(rest)
    ):
        return False
    if silent:
        return True
    last = start
    other = name not in _NAMES and _closes_line(rest)
    if name == "image" or (other and image_attributes(rest).get("source")):
        return _block_image(state, start, end, rest)
    if name in STANDALONE:
        while not _COLONS.search(rest) and last + 1 < end and not state.isEmpty(last + 1):
            last += 1
            rest += " " + line_at(state, last)
    is_end = name.endswith("-end")
    token = state.push("ops_mark", "", 0)
    token.meta = {
        "mended": _broken(line),
        "name": name.removesuffix("-end"),
        "attributes": parse_attributes(rest),
        "argument": rest.strip().rstrip(":：").strip(),
        "end": is_end,
    }
    token.map = [start, last + 1]
    state.line = last + 1
    return True


def _stray_colons(state: StateBlock, start: int, line: str, silent: bool) -> bool:
    """Colons alone on a line, left over from a mark that lost its name."""
    if not _BARE.match(line):
        return False
    if not silent:
        token = state.push("ops_mark", "", 0)
        token.meta = {"mended": "", "name": "", "attributes": {}, "argument": "", "end": True}
        token.map = [start, start + 1]
        state.line = start + 1
    return True


def _broken(line: str) -> str:
    """The beginning of a mark that translation broke; nothing of a sound one."""
    sound = line.startswith(":::") and not _BROKEN_ATTRIBUTE.search(line)
    return "" if sound else line[:40]


def _broken_image(line: str) -> str:
    """The same of an image, whose name may be translated, too."""
    match = _MARK.match(line)
    return _broken(line) or ("" if match and match[1].lower() == "image" else line[:40])


def _closes_line(rest: str) -> bool:
    return bool(_BARE.search(rest.rstrip()))


def _block_image(state: StateBlock, start: int, end: int, rest: str) -> bool:
    last = start
    while not _COLONS.search(rest) and last + 1 < end and not state.isEmpty(last + 1):
        last += 1
        rest += " " + line_at(state, last)
    attributes = image_attributes(rest)
    description = ""
    if attributes.get("type") == "complex":
        ends = _image_ends(state)
        for line in ends[bisect_right(ends, last) :]:
            if line >= end:
                break
            if _IMAGE_END.match(line_at(state, line)):
                description = "\n".join(line_at(state, at) for at in range(last + 1, line)).strip()
                last = line
                break
    token = state.push("ops_image", "", 0)
    token.meta, token.content, token.map = (
        {"attributes": attributes, "mended": _broken_image(line_at(state, start))},
        description,
        [start, last + 1],
    )
    state.line = last + 1
    return True


def _image_ends(state: StateBlock) -> list[int]:
    """The lines of the text in which `:::image-end` stands, found once."""
    if _ENDS not in state.env:
        lines = enumerate(state.src.split("\n"))
        state.env[_ENDS] = [number for number, line in lines if _IMAGE_END.search(line)]
    ends: list[int] = state.env[_ENDS]
    return ends


def inline_colons(state: StateInline, silent: bool) -> bool:
    """The inline rule: an image, a `no-loc` or the name of a list of links among words."""
    if state.src[state.pos] not in ":：":
        return False
    match = _INLINE_MARK.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        if match[1].lower() == "image":
            state.push("ops_image", "", 0).meta = {"attributes": image_attributes(match[2])}
        elif match[1].lower() == "link-list":
            state.push("ops_label", "", 0).content = parse_attributes(match[2]).get("type", "")
        else:
            state.push("ops_no_loc", "", 0).content = no_loc_words(match[2])
    state.pos = match.end()
    return True
