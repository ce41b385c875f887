"""A page as blocks that can be translated.

In: the text of a Markdown page (with front matter or without). Out: its `Block`s, each with the
lines it stands on, so that a block can be exchanged without touching another byte. Blocks are found
by markdown-it's CommonMark block rules and some of ours (`block_rules`); inline Markdown stays as
it is written. Which block of one page is which of another, `alignment` tells.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import yaml
from markdown_it.token import Token

from partner_kb.block_rules import block_parser
from partner_kb.yaml_source import SAFE_LOADER

BlockKind = Literal[
    "title", "description", "heading", "paragraph", "row", "html", "code", "directive"
]

TRANSLATED_KINDS = frozenset({"title", "description", "heading", "paragraph", "row", "html"})

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_KEY = re.compile(r"(title|description):[ \t]*(\S.*)?\Z")
_LETTER = re.compile(r"[^\W\d_]")
_TAG = re.compile(r"<[^<>]*>|&#?\w+;")
LINK_TARGET = re.compile(r"\]\((<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)")
CODE_SPAN = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_WORD = re.compile(r"\S*\w\S*")
_CJK = re.compile("[\u3400-\u9fff]")
_PLAIN_SCALAR = re.compile(r"[^\W\d_][^#:'\"\n]*\Z")


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
    plain = _TAG.sub(" ", CODE_SPAN.sub(" ", LINK_TARGET.sub(" ", text)))
    if plain.isascii():
        return len(_WORD.findall(plain))
    cjk = len(_CJK.findall(plain))
    return cjk + len(_WORD.findall(_CJK.sub(" ", plain) if cjk else plain))


def parse_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a page, in order; the front matter's title and description come first."""
    text = text.removeprefix("\ufeff")  # as editors on Windows leave it
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
    for token in block_parser().parse(body):
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


def replace_blocks(text: str, changes: Mapping[int, str], blocks: Sequence[Block]) -> str:
    """The page with the blocks at these indexes saying something else; every other byte stays."""
    lines = text.split("\n")
    for index in sorted(changes, reverse=True):
        block = blocks[index]
        if changes[index] != block.text:
            lines[block.start : block.end] = block.lines(changes[index])
    return "\n".join(lines)
