"""The Python-Markdown extension: what this project adds to Markdown, for any host that speaks it.

- `::: roles billing-admin helpdesk-agent` … `:::`: a block for those roles only.
- `::: policy ID`, `::: flow ID`: a support policy or an escalation flow, rendered in place.
- English beside the translation, where the host passes the page's segments.

The host says where it is through the options: `locale`, `page` (path below the locale's folder),
`root` (folder of the data), `catalogs` (that of the project's translations), `policy_builder`,
`segments`, `title_slot`. All have defaults, so that
`markdown_extensions: [partner_kb]` is enough.
"""

from __future__ import annotations

import importlib
import re
import xml.etree.ElementTree as etree  # noqa: N813 - Python-Markdown's name for it
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from partner_kb.english_blocks import add_english, lean_marks
from partner_kb.errors import SourceError
from partner_kb.missing_images import MissingImages
from partner_kb.quick_inline import QuickInline
from partner_kb.single_ids import HeadingIds, SingleIds

DIALECT: Mapping[str, Mapping[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    "sane_lists": {},
    "tables": {},
    "toc": {"permalink": False},
    "pymdownx.details": {},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
    "partner_kb": {},
}
"""The extensions, with their options, that clean pages are written for (see `ops.emit`)."""

TITLE_SLOT = '<div class="pkb-slot"></div>'
"""Stands after the H1 with the option `title_slot`: a theme puts badges and notices there."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where a directive stands."""

    locale: str
    page: str
    root: str
    policy_builder: bool = True
    catalogs: str = ""


Directive = Callable[[str, Context], str]
"""Renders a directive: its argument and context in, HTML out. Raises `SourceError`."""

Report = Callable[[SourceError], None]
"""Takes what is wrong with a directive; the page is built without it."""

DIRECTIVES: Mapping[str, str] = {
    "policy": "partner_kb.policy.directive:render",
    "flow": "partner_kb.flow.directive:render",
    "translation-status": "partner_kb.translation.site_pages:render",
}
"""Leaf directives by name, as `module:function`, imported when a page first uses them."""

_LEAF = re.compile(r"^ {0,3}::: *(?P<name>[a-z-]+)(?: +(?P<argument>[^\n]*?))? *$", re.M)
_ROLES = re.compile(r"^ {0,3}::: *roles +(?P<roles>[^\n]+?) *$", re.M)
_OPEN = re.compile(r"^ {0,3}::: *(?:roles)\b", re.M)
_CLOSE = re.compile(r"^ {0,3}::: *$", re.M)


class _RolesBlock(BlockProcessor):
    """`::: roles a b` … `:::`, nested or not, around any Markdown blocks."""

    def test(self, parent: etree.Element, block: str) -> bool:
        match = _ROLES.search(block)
        return bool(match)

    def run(self, parent: etree.Element, blocks: list[str]) -> bool | None:
        block = blocks.pop(0)
        match = _ROLES.search(block)
        if match is None:
            blocks.insert(0, block)
            return False
        before, after = block[: match.start()].rstrip("\n"), block[match.end() :].lstrip("\n")
        if before:
            self.parser.parseBlocks(parent, [before])
        inner, rest = _until_close([*([after] if after else []), *blocks])
        div = etree.SubElement(parent, "div")
        div.set("class", "pkb-roles-block")
        div.set("data-pkb-roles", " ".join(re.split(r"[\s,|]+", match["roles"].strip())))
        self.parser.parseBlocks(div, inner)
        blocks[:] = rest
        return None


def _until_close(blocks: list[str]) -> tuple[list[str], list[str]]:
    """The blocks before the `:::` that closes, and those after it; all of them where none does."""
    depth = 1
    for index, block in enumerate(blocks):
        lines = block.split("\n")
        for number, line in enumerate(lines):
            if _OPEN.match(line):
                depth += 1
            elif _CLOSE.match(line):
                depth -= 1
            if depth == 0:
                head, tail = "\n".join(lines[:number]), "\n".join(lines[number + 1 :])
                inner = [*blocks[:index], *([head] if head.strip() else [])]
                rest = [*([tail] if tail.strip() else []), *blocks[index + 1 :]]
                return inner, rest
    return blocks, []


class _LeafDirective(BlockProcessor):
    """`::: policy ID` and `::: flow ID`: one line; a `:::` right below it may close it."""

    def __init__(self, md: Markdown, context: Context, report: Report) -> None:
        super().__init__(md.parser)
        self.md, self.context, self.report = md, context, report

    def test(self, parent: etree.Element, block: str) -> bool:
        return any(match["name"] in DIRECTIVES for match in _LEAF.finditer(block))

    def run(self, parent: etree.Element, blocks: list[str]) -> bool | None:
        block = blocks.pop(0)
        match = next(m for m in _LEAF.finditer(block) if m["name"] in DIRECTIVES)
        before, after = block[: match.start()].rstrip("\n"), block[match.end() :].lstrip("\n")
        if before:
            self.parser.parseBlocks(parent, [before])
        try:
            html = _directive(match["name"])(match["argument"] or "", self.context)
        except SourceError as error:
            self.report(error)
            html = ""
        holder = etree.SubElement(parent, "p")
        holder.text = self.md.htmlStash.store(html)
        closed = _CLOSE.match(after)
        rest = after[closed.end() :].lstrip("\n") if closed else after
        if rest:
            blocks.insert(0, rest)
        return None


def _directive(name: str) -> Directive:
    module, _, function = DIRECTIVES[name].partition(":")
    found: Directive = getattr(importlib.import_module(module), function)
    return found


def _raise(error: SourceError) -> None:
    raise error


class _TitleSlot(Treeprocessor):
    """Puts `TITLE_SLOT` after the first H1 of the page, and after its English."""

    def run(self, root: etree.Element) -> None:
        for index, element in enumerate(root):
            if element.tag == "h1":
                slot = etree.Element("div", {"class": "pkb-slot"})
                slot.tail = "\n"
                following = root[index + 1 : index + 2]
                english = any("data-pkb-english" in other.attrib for other in following)
                root.insert(index + (2 if english else 1), slot)
                return


class _HomeLinks(Treeprocessor):
    """Sends links to elsewhere to the page of this site that is meant, as the host's own links."""

    def __init__(self, md: Markdown, pairs: Any) -> None:
        super().__init__(md)
        self.hrefs = dict(pairs)

    def run(self, root: etree.Element) -> None:
        for element in root.iter("a"):
            href = self.hrefs.get(element.get("href", ""))
            if href:
                element.set("href", href)


class _DeadLinks(Treeprocessor):
    """Takes the address from links that the host left at a Markdown file: no such page is there."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter("a"):
            path = urlsplit(element.get("href", ""))
            if path.path.endswith(".md") and not path.scheme and not path.netloc:
                element.tag = "span"
                element.attrib.pop("href")
                element.set("class", "pkb-dead-link")


class _LeanCells(Treeprocessor):
    """Takes `left` from cells of tables, where the host's style sheet begins all lines there."""

    def run(self, root: etree.Element) -> None:
        for tag in ("th", "td"):
            for cell in root.iter(tag):
                if cell.get("style") == "text-align: left;":
                    del cell.attrib["style"]


class _English(Treeprocessor):
    """Puts the English under each block that the page's segments know."""

    def __init__(self, md: Markdown, segments: Any) -> None:
        super().__init__(md)
        self.segments = segments

    def run(self, root: etree.Element) -> None:
        add_english(root, self.segments)


class _LeanMarks(Postprocessor):
    """Writes the marks of the English as HTML has them; Python-Markdown writes XHTML."""

    def run(self, text: str) -> str:
        return lean_marks(text)


class PartnerKBExtension(Extension):
    """See the module."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {
            "locale": ["en", "The locale of the page, as BCP 47."],
            "page": ["", "The page's path below its locale's folder."],
            "root": [".", "The folder that holds policies and flows."],
            "catalogs": ["", "The folder of the project's catalogs; found by mkdocs.yml if empty."],
            "policy_builder": [True, "Whether the site has the policy builder."],
            "segments": [(), "The page's segments, for the English beside the translation."],
            "report": [_raise, "Takes a SourceError of a directive, instead of raising it."],
            "home_links": [(), "Pairs of an address elsewhere and the path of that page here."],
            "drop_dead_links": [False, "Whether links that still lead to a .md file lose it."],
            "lean_cells": [False, "Whether cells say no more that they are aligned left."],
            "title_slot": [False, "Whether to mark the place after the H1 for a theme."],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register what the options ask for.

        Role blocks come before lists and paragraphs (priorities 40 and 10), after code (80).
        English goes in when the table of contents (5) has read the headings, links to
        elsewhere lead home before MkDocs (0) makes addresses of the paths that it knows, dead ones
        are looked for after that. The English's
        marks are made lean before raw HTML (30) comes back, so that it stays as it is; ids are
        compared after that, and those of headings before they are listed.
        """
        place = ("locale", "page", "root", "catalogs", "policy_builder")
        context = Context(**{name: self.getConfig(name) for name in place})
        leaf = _LeafDirective(md, context, self.getConfig("report"))
        md.parser.blockprocessors.register(_RolesBlock(md.parser), "pkb-roles", 75)
        md.parser.blockprocessors.register(leaf, "pkb-directive", 74)
        md.treeprocessors.register(QuickInline(md), "inline", 20)  # in Python-Markdown's place
        md.treeprocessors.register(HeadingIds(md), "pkb-heading-ids", 7)
        md.treeprocessors.register(MissingImages(md), "pkb-missing-images", 4)
        md.postprocessors.register(SingleIds(md), "pkb-single-ids", 15)
        segments = self.getConfig("segments")
        if segments:
            md.treeprocessors.register(_English(md, segments), "pkb-english", 3)
            md.postprocessors.register(_LeanMarks(md), "pkb-lean-marks", 40)
        if self.getConfig("home_links"):
            home = _HomeLinks(md, self.getConfig("home_links"))
            md.treeprocessors.register(home, "pkb-home-links", 1)
        if self.getConfig("drop_dead_links"):
            md.treeprocessors.register(_DeadLinks(md), "pkb-dead-links", -5)
        if self.getConfig("lean_cells"):
            md.treeprocessors.register(_LeanCells(md), "pkb-lean-cells", 6)
        if self.getConfig("title_slot"):
            md.treeprocessors.register(_TitleSlot(md), "pkb-title-slot", 2)


def makeExtension(**kwargs: Any) -> PartnerKBExtension:  # noqa: N802 - Python-Markdown's name
    """What Python-Markdown calls."""
    return PartnerKBExtension(**kwargs)
