"""A page as blocks that can be translated, and which block of one language is which of another.

In: the text of a Markdown page (with front matter or without). Out: its `Block`s, each with the
lines it stands on, so that a block can be exchanged without touching another byte; and pairs of
blocks of two such pages. Blocks are found by markdown-it's CommonMark block rules, with rules
for what Python-Markdown adds (`!!! note`, `=== "Tab"`, `::: flow`); inline Markdown stays as it
is written.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

import yaml
from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, table
from markdown_it.token import Token

from partner_kb.yaml_source import SAFE_LOADER

BlockKind = Literal[
    "title", "description", "heading", "paragraph", "row", "html", "code", "directive"
]

TRANSLATED_KINDS = frozenset({"title", "description", "heading", "paragraph", "row", "html"})

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_KEY = re.compile(r"(title|description):[ \t]*(\S.*)?\Z")
_CONTAINER = re.compile(r"(?:!!!|\?\?\?\+?|===\+?!?) ")
_CONTAINER_MARKS = ("!!!", "???", "===")
_CONTAINER_TITLE = re.compile(r'([^"]*")(.*)(")\s*\Z')
_LETTER = re.compile(r"[^\W\d_]")
_TAG = re.compile(r"<[^<>]*>|&#?\w+;")
_LINK_TARGET = re.compile(r"\]\((<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)")
_CODE_SPAN = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"\S*\w\S*")
_CJK = re.compile("[\u3400-\u9fff]")
_PLAIN_SCALAR = re.compile(r"[^\W\d_][^#:'\"\n]*\Z")
_ANCHOR = re.compile(r"\{[^{}]*#([\w-]+)[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page that is translated as one.

    `text` is Markdown without the marks of the containers around it; `start` and `end` count
    lines of the file from 0, `end` excluded; `first` and `rest` are what stands before the text
    on its first line and on the others, `after` what follows it on the last (for code: the name of
    its language). `shape` says of
    what kind the block is and in which containers, so that blocks of two pages can be compared.
    """

    kind: BlockKind
    shape: str
    text: str
    start: int
    end: int
    first: str = ""
    rest: str = ""
    after: str = ""

    @property
    def hash(self) -> str:
        """16 hex digits that change when the words or marks change; white space counts nothing."""
        return text_hash(self.text)

    @property
    def translatable(self) -> bool:
        """Whether the block has words of a language; code and bare numbers have none."""
        if self.kind not in TRANSLATED_KINDS:
            return False
        return self.text[:1].isalpha() or bool(_LETTER.search(_TAG.sub("", self.text)))

    @property
    def words(self) -> int:
        """How many words the text has; each CJK character counts as one."""
        return count_words(self.text)

    def lines(self, text: str) -> list[str]:
        """The file's lines that say `text` in this block's place."""
        if self.kind in {"title", "description"}:
            return [f"{self.first}{_yaml_scalar(' '.join(text.split()))}"]
        if self.kind in {"heading", "row"}:
            text = text.replace("\n", " ")
        pieces = text.split("\n")
        marks = [self.first, *[self.rest] * (len(pieces) - 1)]
        lines = [f"{mark}{piece}" for mark, piece in zip(marks, pieces, strict=True)]
        lines[-1] += self.after
        return lines


@lru_cache(maxsize=16384)
def text_hash(text: str) -> str:
    """The hash of a block's text; equal for texts that differ in white space only."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def count_words(text: str) -> int:
    """Words of a text without its link targets, tags and code; a CJK character is a word."""
    plain = _TAG.sub(" ", _CODE_SPAN.sub(" ", _LINK_TARGET.sub(" ", text)))
    if plain.isascii():
        return len(_WORD.findall(plain))
    cjk = len(_CJK.findall(plain))
    return cjk + len(_WORD.findall(_CJK.sub(" ", plain) if cjk else plain))


# ----------------------------------------------------------------------------------- blocks


def parse_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a page, in order; the front matter's title and description come first."""
    front = _FRONT_MATTER.match(text)
    if front is None:
        return tuple(_body_blocks(text, 0))
    offset = text.count("\n", 0, front.end())
    return (*_front_blocks(front[1] or ""), *_body_blocks(text[front.end() :], offset))


def _front_blocks(front: str) -> Iterator[Block]:
    lines = front.split("\n")
    for number, line in enumerate(lines):
        match = _FRONT_KEY.match(line)
        if match is None:
            continue
        end = number + 1
        while end < len(lines) and lines[end].startswith((" ", "\t")):
            end += 1
        value = _front_value("\n".join(lines[number:end]), match[1])
        if value:
            kind: BlockKind = "title" if match[1] == "title" else "description"
            yield Block(kind, kind, value, number + 1, end + 1, first=f"{kind}: ")


def _front_value(text: str, key: str) -> str:
    plain = text.partition(":")[2].strip()
    if _PLAIN_SCALAR.match(plain) and plain.lower() not in {"true", "false", "null"}:
        return plain
    try:
        value = yaml.load(text, Loader=SAFE_LOADER)  # noqa: S506 - a safe loader
    except yaml.YAMLError:
        return ""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def _yaml_scalar(text: str) -> str:
    """A text as YAML on one line: plain where that is safe."""
    dumped = yaml.safe_dump(text, allow_unicode=True, width=10**9, default_flow_style=True)
    return dumped.removesuffix("\n...\n").removesuffix("\n")


def _body_blocks(body: str, offset: int) -> Iterator[Block]:
    lines = body.split("\n")
    containers: list[str] = []
    before = ""
    for token in _parser().parse(body):
        if token.type == "code_block" and before == "pkb_directive":
            # OPS indents what stands in a column; to CommonMark that is code.
            yield _leaf("paragraph", token, lines, "/".join(containers), offset)
            continue
        before = token.type
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.type == "pkb_row":
            yield _row(token, lines, "/".join(containers), offset)
        elif name in _CONTAINERS:
            if token.nesting == 1:
                containers.append(_CONTAINERS[name])
            elif token.nesting == -1:
                containers.pop()
        elif token.type == "inline":
            yield _leaf(
                "heading" if token.meta.get("level") else "paragraph",
                token,
                lines,
                "/".join(containers),
                offset,
            )
        elif token.type == "html_block" and token.content.lstrip().startswith("<!--"):
            continue
        elif token.type in _LEAVES:
            yield _leaf(_LEAVES[token.type], token, lines, "/".join(containers), offset)


_CONTAINERS = {
    "bullet_list": "ul",
    "ordered_list": "ol",
    "blockquote": "quote",
    "pkb_container": "box",
}
_LEAVES: Mapping[str, BlockKind] = {
    "fence": "code",
    "code_block": "code",
    "html_block": "html",
    "pkb_directive": "directive",
    "pkb_title": "heading",
}


def _row(token: Token, lines: Sequence[str], where: str, offset: int) -> Block:
    start, _ = token.map or [0, 0]
    line = lines[start]
    text = line.strip(" \t>")
    mark = line[: line.index(text)] if text else ""
    columns = text.strip("|").count("|")
    after = line[len(mark) + len(text) :]
    return Block(
        "row", f"{where}/row{columns}", text, start + offset, start + offset + 1, mark, mark, after
    )


def _leaf(kind: BlockKind, token: Token, lines: Sequence[str], where: str, offset: int) -> Block:
    start, stop = token.map or [0, 0]
    text = token.content.rstrip("\n")
    pieces = text.split("\n")
    if kind == "code":
        place = (start + offset, stop + offset)
        return Block(kind, f"{where}/code", text, *place, after=token.info.strip())
    end = min(start + len(pieces), len(lines))
    marks = [_before(lines[start + number], piece) for number, piece in enumerate(pieces)]
    rest = marks[1] if len(marks) > 1 else re.sub(r"[^>\s]", " ", marks[0])
    after = lines[end - 1][len(marks[-1]) + len(pieces[-1].rstrip()) :]
    level = token.meta.get("level", "")
    if after.strip() and kind not in {"heading"}:
        after = ""
    return Block(
        kind, f"{where}/{kind}{level}", text, start + offset, end + offset, marks[0], rest, after
    )


def _before(line: str, content: str) -> str:
    """What stands on a line before its content."""
    position = line.find(content.rstrip()) if content.strip() else -1
    if position < 0:
        return line[: len(line) - len(line.lstrip(" \t>"))]
    return line[:position]


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    parser.block.ruler.at("table", _rows, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.before(
        "fence", "pkb_directive", _directive, {"alt": ["paragraph", "blockquote", "list"]}
    )
    parser.block.ruler.before(
        "fence", "pkb_container", _container, {"alt": ["paragraph", "blockquote", "list"]}
    )
    parser.core.ruler.after("block", "pkb_levels", _levels)
    parser.core.ruler.enableOnly(["normalize", "block", "pkb_levels"])
    return parser


def _levels(state: object) -> None:
    """Tell the inline token of a heading which level it has."""
    tokens: list[Token] = state.tokens  # type: ignore[attr-defined]  # StateCore has no type here
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            token.meta["level"] = before.tag


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _directive(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """`::: flow escalation` and OPS marks: one line each, whatever stands around."""
    if not state.src.startswith(":::", state.bMarks[start] + state.tShift[start]):
        return False
    if state.sCount[start] - state.blkIndent >= 4:
        return False
    if silent:
        return True
    token = state.push("pkb_directive", "", 0)
    token.content, token.map = _line(state, start), [start, start + 1]
    state.line = start + 1
    return True


def _rows(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table where the library sees one, as its rows: what is in a cell is no block of its own."""
    if not table(state, start, end, True):
        return False
    if silent:
        return True
    outer, state.parentType = state.parentType, "table"
    ending = state.md.block.ruler.getRules("blockquote")  # as the library has it
    line = start
    while line < end:
        if line > start + 1 and (
            state.sCount[line] < state.blkIndent
            or any(rule(state, line, end, True) for rule in ending)
            or not mdTrim(_line(state, line))
            or state.is_code_block(line)
        ):
            break
        if line != start + 1:  # that one holds dashes
            token = state.push("pkb_row", "", 0)
            token.map = [line, line + 1]
        line += 1
    state.parentType = outer
    state.line = line
    return True


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`!!! note "Title"` and `=== "Tab"`: a title, then blocks indented by four."""
    if not state.src.startswith(_CONTAINER_MARKS, state.bMarks[start] + state.tShift[start]):
        return False
    line = _line(state, start)
    if state.sCount[start] - state.blkIndent >= 4 or not _CONTAINER.match(line):
        return False
    if silent:
        return True
    indent = state.blkIndent + 4
    stop = start + 1
    last = stop
    while stop < end:
        if not state.isEmpty(stop):
            if state.sCount[stop] < indent:
                break
            last = stop + 1
        stop += 1
    title = _CONTAINER_TITLE.match(line)
    if title and title[2].strip():
        token = state.push("pkb_title", "", 0)
        token.content, token.map = title[2], [start, start + 1]
    state.push("pkb_container_open", "div", 1)
    old = (state.blkIndent, state.lineMax, state.parentType)
    state.blkIndent, state.lineMax = indent, last
    state.md.block.tokenize(state, start + 1, last)
    state.blkIndent, state.lineMax, state.parentType = old
    state.push("pkb_container_close", "div", -1)
    state.line = last
    return True


def replace_blocks(text: str, changes: Mapping[int, str], blocks: Sequence[Block]) -> str:
    """The page with the blocks at these indexes saying something else; every other byte stays."""
    lines = text.split("\n")
    for index in sorted(changes, reverse=True):
        block = blocks[index]
        if changes[index] != block.text:
            lines[block.start : block.end] = block.lines(changes[index])
    return "\n".join(lines)


# -------------------------------------------------------------------------------- alignment


@dataclass(frozen=True, slots=True)
class Pair:
    """Indexes of blocks that say the same; None where a side has nothing for the other."""

    source: int | None
    target: int | None


def align_blocks(source: Sequence[Block], target: Sequence[Block]) -> tuple[Pair, ...]:
    """Which block of `target` translates which of `source`, in order.

    By position where both have the same shapes; else the order-preserving assignment that fits
    shapes, anchors, links, code and numbers best (Needleman and Wunsch, 1970).
    """
    ours, theirs = _front_count(source), _front_count(target)
    kinds = {block.kind: index for index, block in enumerate(target[:theirs])}
    found = {block.kind: index for index, block in enumerate(source[:ours])}
    front = [Pair(index, kinds.get(kind)) for kind, index in found.items()]
    front += [Pair(None, index) for kind, index in kinds.items() if kind not in found]
    body = _align_body(source[ours:], target[theirs:])
    return (
        *front,
        *(
            Pair(
                None if pair.source is None else pair.source + ours,
                None if pair.target is None else pair.target + theirs,
            )
            for pair in body
        ),
    )


def _front_count(blocks: Sequence[Block]) -> int:
    return sum(1 for block in blocks[:2] if block.kind in {"title", "description"})


def _align_body(source: Sequence[Block], target: Sequence[Block]) -> tuple[Pair, ...]:
    if [one.shape for one in source] == [one.shape for one in target]:
        return tuple(Pair(index, index) for index in range(len(source)))
    left, right = [_traits(one) for one in source], [_traits(one) for one in target]
    likeness = [[_likeness(one, other) for other in right] for one in left]
    score = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for row in range(len(left) - 1, -1, -1):
        likely, below, here = likeness[row], score[row + 1], score[row]
        best = 0.0
        for column in range(len(right) - 1, -1, -1):
            both = likely[column] + below[column + 1]
            if below[column] > best:
                best = below[column]
            if both > best:
                best = both
            here[column] = best
    return tuple(_walk(score, likeness))


_Traits = tuple[str, str, frozenset[str], int]


def _walk(score: Sequence[Sequence[float]], likeness: Sequence[Sequence[float]]) -> Iterator[Pair]:
    row = column = 0
    rows, columns = len(score) - 1, len(score[0]) - 1
    while row < rows or column < columns:
        if row == rows:
            yield Pair(None, column)
            column += 1
        elif column == columns:
            yield Pair(row, None)
            row += 1
        elif likeness[row][column] > 0 and score[row][column] == (
            likeness[row][column] + score[row + 1][column + 1]
        ):
            yield Pair(row, column)
            row, column = row + 1, column + 1
        elif score[row][column] == score[row + 1][column]:
            yield Pair(row, None)
            row += 1
        else:
            yield Pair(None, column)
            column += 1


def _traits(block: Block) -> _Traits:
    """What of a block survives translation."""
    found = {f"#{name}" for name in _ANCHOR.findall(block.text)}
    found |= {f"({target.lower()}" for target in _LINK_TARGET.findall(block.text)}
    found |= {f"`{code}" for _, code in _CODE_SPAN.findall(block.text)}
    found |= set(_NUMBER.findall(block.text))
    return block.kind, block.shape, frozenset(found), len(block.text)


def _likeness(one: _Traits, other: _Traits) -> float:
    """0 where two blocks cannot be each other's translation, up to about 5 where they must."""
    if one[0] != other[0]:
        return 0.0
    value = 2.0 if one[1] == other[1] else 1.0
    if one[2] or other[2]:
        value += 3.0 * len(one[2] & other[2]) / len(one[2] | other[2]) - 0.5
    shorter, longer = sorted((one[3] + 8, other[3] + 8))
    return max(0.1, value + 0.5 * shorter / longer)
