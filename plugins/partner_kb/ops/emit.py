"""Blocks: from a syntax tree to clean Markdown for Python-Markdown and Material.

CommonMark and Python-Markdown nest differently, so nothing of the source's layout survives:
nested blocks are indented by four, paragraphs stand on one line, and every construct of OPS
becomes the form that the dialect in `partner_kb.markdown_ext` reads:

    alert            !!! note "Title"                  tabs, zones     === "Title"
    row, column      <div class="pkb-row" markdown>    details         ??? note "Summary"
    heading          ## Text {#slug}                   code            ```lang
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from markdown_it.tree import SyntaxTreeNode

from partner_kb.ops.context import PageContext
from partner_kb.ops.escaping import anchor, clean_id, escape_block_start, escape_href
from partner_kb.ops.html_blocks import emit_html, html_run
from partner_kb.ops.inline import emit_image, emit_inline
from partner_kb.ops.literal import without_literals
from partner_kb.ops.parser import is_tab, parse_markdown, plain_text
from partner_kb.ops.sanitize import Tag

ALERTS = {
    "note": "note", "tip": "tip", "important": "important", "warning": "warning",
    "caution": "caution", "alert": "important", "info": "note", "hint": "tip",
}  # fmt: skip
_SEPARATOR = "<!-- -->"
"""Keeps apart what Python-Markdown would join; invisible."""


_TABLE_PROBLEMS = {
    "table-mended": "a table whose delimiter row is broken was put together again",
    "table-surplus": "a row has more cells than the table's header; they were joined to its last",
}


@dataclass(frozen=True, slots=True)
class Block:
    """A finished block. `kind` is text, list or other; `tight` lists take no blank lines."""

    kind: str
    text: str
    tight: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Emitted:
    """A page's body: Markdown, the text and id of its H1, and the ids of its headings in order."""

    body: str
    title: str
    anchors: tuple[str, ...]


def emit_page(tree: SyntaxTreeNode, context: PageContext) -> Emitted:
    """Write a whole page."""
    emitter = _Emitter(context)
    blocks = emitter.blocks(tree.children, nested=False)
    body = "\n\n".join(block.text for block in blocks)
    return Emitted(f"{body}\n" if body else "", emitter.title, tuple(emitter.ids))


def slugify(text: str) -> str:
    """A heading's anchor as docfx makes it: lower case, words joined by hyphens."""
    kept = re.sub(r"[^\w\s-]+", "", unescape(text).strip().lower())
    return re.sub(r"[\s_]+", "-", kept).strip("-") or "section"


def _indent(text: str, prefix: str = "    ") -> str:
    return "\n".join(prefix + line if line.strip() else "" for line in text.split("\n"))


class _Emitter:
    def __init__(self, context: PageContext) -> None:
        self.context = context
        self.ids: dict[str, None] = {}
        self.repeats: dict[str, int] = {}
        self.title = ""

    # -- sequences of blocks -------------------------------------------------------------------

    def blocks(self, nodes: Sequence[SyntaxTreeNode], *, nested: bool) -> list[Block]:
        result: list[Block] = []
        for block in self._grouped(nodes, nested):
            if not block.text.strip("\n "):
                continue
            if result and block.mark and result[-1].mark == block.mark:
                result.append(Block("other", _SEPARATOR))
            result.append(block)
        return result

    def _grouped(self, nodes: Sequence[SyntaxTreeNode], nested: bool) -> Iterator[Block]:
        index = 0
        while index < len(nodes):
            node = nodes[index]
            if is_tab(node):
                index, block = self._tabs(nodes, index)
                yield block
            elif node.type == "ops_mark" and not node.meta["end"]:
                index, found = self._container(nodes, index, nested)
                yield from found
            elif node.type == "html_block":
                stop = html_run(nodes, index)
                yield from self._html(nodes[index:stop], nested)
                index = stop
            else:
                yield from self._block(node, nested)
                index += 1

    def _block(self, node: SyntaxTreeNode, nested: bool) -> Iterator[Block]:
        kind = node.type
        self._mended(node)
        if kind == "paragraph":
            yield from self._paragraph(node)
        elif kind == "heading":
            yield self._heading(node)
        elif kind in ("bullet_list", "ordered_list"):
            yield self._list(node)
        elif kind == "blockquote":
            yield from self._quote(node, nested)
        elif kind in ("fence", "code_block"):
            yield self._fence(node)
        elif kind == "table":
            yield self._table(node)
        elif kind == "hr":
            yield Block("other", "---")
        elif kind == "ops_image":
            yield from self._image(node)
        elif kind == "ops_video":
            yield Block("text", emit_inline(_holder(node), self.context, _lines(node)))
        elif kind == "ops_include":
            yield from self._include(node, nested)
        elif kind == "ops_code":
            yield self._code_file(node)
        elif kind == "ops_mark":
            name = node.meta["name"]
            mark = f":::{name}-end" if name else ":::"
            self._report(node, "ops-stray-end", f'"{mark}" closes nothing')

    # -- leaves --------------------------------------------------------------------------------

    def _inline(self, node: SyntaxTreeNode, *, in_table: bool = False) -> str:
        inline = next((child for child in node.children if child.type == "inline"), None)
        if inline is None:
            return ""
        return emit_inline(inline, self.context, _lines(node), in_table=in_table).strip(
            " \n\t\u00a0"
        )

    def _paragraph(self, node: SyntaxTreeNode) -> Iterator[Block]:
        alert = node.meta.get("alert")
        text = self._inline(node)
        if alert:
            yield from self._alert(
                node, alert, [Block("text", escape_block_start(text))], nested=True
            )
        elif text.strip("\u200b\ufeff"):
            yield Block("text", escape_block_start(text))

    def _heading(self, node: SyntaxTreeNode) -> Block:
        names = _anchors(node)
        text = self._inline(node)
        words = " ".join(without_literals(plain_text(node)).split())
        if not words and not re.sub(r"<span id=\"[^\"]*\"></span>", "", text).strip():
            return Block("other", "".join(anchor(name) for name in names))
        ids = [clean_id(name) for name in names] or [slugify(words)]
        text = re.sub(r"<span id=\"[^\"]*\"></span>", "", text).strip() if names else text
        unique = self._unique(ids[0])
        extra = "".join(anchor(name) for name in dict.fromkeys(ids[1:]) if self._first(name))
        if node.tag == "h1" and not self.title:
            self.title = words
        return Block("other", f"{'#' * int(node.tag[1])} {extra}{text} {{#{unique}}}")

    def _first(self, name: str) -> bool:
        if name in self.ids:
            return False
        self.ids[name] = None
        return True

    def _unique(self, name: str) -> str:
        unique, count = name, self.repeats.get(name, 0)
        while not self._first(unique):
            count += 1
            unique = f"{name}-{count}"
        self.repeats[name] = count
        return unique

    def _fence(self, node: SyntaxTreeNode) -> Block:
        code = node.content.rstrip("\n").expandtabs(4)
        return _code_block(code, node.info if node.type == "fence" else "")

    def _image(self, node: SyntaxTreeNode) -> Iterator[Block]:
        yield Block("text", emit_image(node.meta["attributes"], self.context, _lines(node)))
        if node.content:
            inner = self.blocks(parse_markdown(node.content).children, nested=True)
            title = self.context.labels.description
            yield Block("other", f'??? note "{title}"\n\n{_indent(_join(inner))}')

    def _code_file(self, node: SyntaxTreeNode) -> Block:
        path, language = node.meta["path"], node.meta["language"]
        found = self.context.include(path.split("?")[0].split("#")[0], self.context.base)
        if found is None:
            self._report(node, "code-missing", f'the code file "{path}" is not there', path)
            target = self.context.link(path, self.context.base)
            return Block("text", f"[{node.meta['title'] or path}]({escape_href(target.href)})")
        return _code_block(found[1].text.rstrip("\n").expandtabs(4), language)

    def _table(self, node: SyntaxTreeNode) -> Block:
        rows = [row for part in node.children for row in part.children]
        for code, line in node.meta.get("mended", ()):
            self.context.report((line, line), code, _TABLE_PROBLEMS[code])
        lines = []
        for index, row in enumerate(rows):
            cells = [self._inline(cell, in_table=True) for cell in row.children]
            lines.append("| " + " | ".join(cells) + " |")
            if index == 0:
                lines.append("| " + " | ".join(_alignment(cell) for cell in row.children) + " |")
        return Block("other", "\n".join(lines), mark="table")

    # -- lists and quotes ----------------------------------------------------------------------

    def _list(self, node: SyntaxTreeNode) -> Block:
        ordered = node.type == "ordered_list"
        number = int(node.attrs.get("start", 1)) if ordered else 0
        items = [self.blocks(item.children, nested=True) for item in node.children]
        tight = _is_tight(node) and all(_fits_tight(item) for item in items)
        written = []
        for offset, item in enumerate(items):
            marker = f"{number + offset}." if ordered else "-"
            if not item or item[0].kind != "text":
                item = [Block("text", _SEPARATOR), *item]
            text = _join(item, "\n" if tight else "\n\n")
            written.append(f"{marker} " + _indent(text).lstrip(" "))
        return Block(
            "list", ("\n" if tight else "\n\n").join(written), tight, "ol" if ordered else "ul"
        )

    def _quote(self, node: SyntaxTreeNode, nested: bool) -> Iterator[Block]:
        """A quote, or the alerts that it holds: each begins at a paragraph with a marker."""
        start = 0
        alert: SyntaxTreeNode | None = None
        for index, child in enumerate([*node.children, None]):
            if child is not None and not (child.type == "paragraph" and child.meta.get("alert")):
                continue
            part = node.children[start:index]
            if alert is not None:
                yield from self._alert_part(alert, part, nested)
            elif part:
                inner = self.blocks(part, nested=True)
                yield Block(
                    "other", _indent(_join(inner), "> ").replace("\n\n", "\n>\n"), mark="quote"
                )
            alert, start = child, index

    def _alert_part(
        self, head: SyntaxTreeNode, part: Sequence[SyntaxTreeNode], nested: bool
    ) -> Iterator[Block]:
        alert = dict(head.meta["alert"])
        text = self._inline(head)
        first = [Block("text", escape_block_start(text))] if text else []
        yield from self._alert(head, alert, [*first, *self.blocks(part[1:], nested=True)], nested)

    def _alert(
        self, node: SyntaxTreeNode, alert: dict[str, str], inner: list[Block], nested: bool
    ) -> Iterator[Block]:
        kind = alert["kind"]
        if kind == "div":
            yield from self._styled(alert["class"], inner, nested)
            return
        if not inner:
            self._report(node, "alert-empty", f'the alert "[!{alert["marker"]}]" holds nothing')
            return
        if kind not in ALERTS:
            known = next(
                (
                    name
                    for name, title in self.context.labels.alerts.items()
                    if title.lower() == alert["marker"].lower()
                ),
                None,
            )
            self._report(
                node,
                "alert-unknown",
                f'"[!{alert["marker"]}]" is not an alert that OPS knows; expected NOTE, TIP, '
                "IMPORTANT, WARNING or CAUTION",
                f"[!{alert['marker']}",
            )
            name = known or "note"
            title = self.context.labels.alerts[name] if known else alert["marker"].replace('"', "'")
        else:
            name = ALERTS[kind]
            title = self.context.labels.alerts[name]
        yield Block("other", f'!!! {name} "{title}"\n\n{_indent(_join(inner))}')

    def _styled(self, classes: str, inner: list[Block], nested: bool) -> Iterator[Block]:
        names = " ".join(f"pkb-{clean_id(name).lower()}" for name in classes.split())
        if nested or not names:
            yield from inner
        elif inner:
            yield Block("other", f'<div class="{names}" markdown>\n\n{_join(inner)}\n\n</div>')

    # -- containers ----------------------------------------------------------------------------

    def _tabs(self, nodes: Sequence[SyntaxTreeNode], index: int) -> tuple[int, Block]:
        """Tabs, from their first heading to the rule that ends them (which is theirs)."""
        level = nodes[index].tag
        tabs: list[str] = []
        while index < len(nodes) and is_tab(nodes[index]) and nodes[index].tag == level:
            title = " ".join(without_literals(plain_text(nodes[index])).split()).replace('"', "'")
            stop = index + 1
            while stop < len(nodes) and not _ends_tab(nodes[stop], level):
                stop += 1
            inner = self.blocks(nodes[index + 1 : stop], nested=True)
            tabs.append(f'=== "{title}"\n\n{_indent(_join(inner))}'.rstrip())
            index = stop
        if index < len(nodes) and nodes[index].type == "hr":
            index += 1
        return index, Block("other", "\n\n".join(tabs), mark="tabs")

    def _container(
        self, nodes: Sequence[SyntaxTreeNode], index: int, nested: bool
    ) -> tuple[int, list[Block]]:
        node = nodes[index]
        name = node.meta["name"]
        self._mended(node)
        if name in ("code", "video", "form", "breadcrumb"):
            return index + 1, list(self._standalone(node))
        stop, closed = _closing(nodes, index)
        if not closed:
            self._report(node, "ops-unclosed", f'":::{name}" has no ":::{name}-end"', ":::")
        children = nodes[index + 1 : stop]
        after = stop + 1 if closed else stop
        if name in ("zone", "moniker"):
            return self._zones(nodes, index, nested)
        if name in ("row", "column"):
            inner = self.blocks(children, nested=nested)
            if nested:
                return after, inner
            return after, [
                Block("other", f'<div class="pkb-{name}" markdown>\n\n{_join(inner)}\n\n</div>')
            ]
        self._report(
            node, "ops-unknown", f'":::{name}" is not known here; its content is kept', ":::"
        )
        return after, self.blocks(children, nested=nested)

    def _standalone(self, node: SyntaxTreeNode) -> Iterator[Block]:
        attributes = node.meta["attributes"]
        source = attributes.get("source", "")
        if node.meta["name"] == "video" and source:
            yield Block(
                "text",
                emit_inline(
                    _Holder("ops_video", {"url": source}),  # type: ignore[arg-type] # a stand-in
                    self.context,
                    _lines(node),
                ),
            )
        elif node.meta["name"] == "code" and source:
            node.meta.update(path=source, language=attributes.get("language", ""), title=source)
            yield self._code_file(node)

    def _zones(
        self, nodes: Sequence[SyntaxTreeNode], index: int, nested: bool
    ) -> tuple[int, list[Block]]:
        """Zones of roles are role blocks; neighbouring zones are tabs; a lone one is marked."""
        first = nodes[index]
        parts: list[tuple[str, list[Block]]] = []
        name, kind = nodes[index].meta["name"], bool(self._roles(_pivot(nodes[index])))
        while (
            index < len(nodes)
            and nodes[index].type == "ops_mark"
            and not nodes[index].meta["end"]
            and nodes[index].meta["name"] == name
            and bool(self._roles(_pivot(nodes[index]))) is kind
        ):
            stop, closed = _closing(nodes, index)
            if nodes[index].meta["attributes"].get("target", "").lower() not in (
                "chromeless",
                "pdf",
            ):
                inner = self.blocks(nodes[index + 1 : stop], nested=True)
                parts.append((_pivot(nodes[index]), inner))
            index = stop + 1 if closed else stop
        if kind and nested:
            # the blocks of a list item or a tab are parsed one by one: none could close a block
            message = "a zone for roles inside a list, tab or alert is shown to everybody"
            self._report(first, "zone-nested", message, ":::")
        elif kind:
            return index, [
                Block("other", f"::: roles {' '.join(self._roles(pivot))}\n\n{_join(inner)}\n\n:::")
                for pivot, inner in parts
            ]
        if len(parts) > 1 and not kind:
            tabs = [
                f'=== "{_humanise(pivot)}"\n\n{_indent(_join(inner))}'.rstrip()
                for pivot, inner in parts
            ]
            return index, [Block("other", "\n\n".join(tabs), mark="tabs")]
        return index, [block for _, inner in parts for block in inner]

    def _roles(self, pivot: str) -> list[str]:
        found = [
            self.context.role_of(part.strip()) for part in re.split(r"[,|]", pivot) if part.strip()
        ]
        return [role for role in found if role] if all(found) else []

    def _include(self, node: SyntaxTreeNode, nested: bool) -> Iterator[Block]:
        path = node.meta["path"]
        found = self.context.include(path, self.context.base)
        if found is None:
            self._report(node, "include-missing", f'the included file "{path}" is not there', path)
            return
        where, text = found
        if where in self.context.including:
            self.context.report(
                _lines(node), "include-cycle", f'"{path}" includes itself', path, "error"
            )
            return
        context = self.context
        saved = context.base, context.including, context.text
        context.base, context.including, context.text = where, (*context.including, where), text
        yield from self.blocks(parse_markdown(text.text).children, nested=nested)
        context.base, context.including, context.text = saved

    def _html(self, nodes: Sequence[SyntaxTreeNode], nested: bool) -> Iterator[Block]:
        for kind, value in emit_html(nodes, self.context):
            if kind == "markdown":
                yield from self.blocks(parse_markdown(value).children, nested=nested)
            elif kind == "details":
                title, _, inner = value.partition("\n")
                body = _join(self.blocks(parse_markdown(inner).children, nested=True))
                yield Block("other", f'??? note "{title}"\n\n{_indent(body)}')
            else:
                yield Block("other", value)

    def _mended(self, node: SyntaxTreeNode) -> None:
        """Report a mark of OPS that translation broke."""
        broken = node.meta.get("mended") if node.type.startswith("ops_") else ""
        if broken:
            message = "a mark that translation broke was put together again"
            self._report(node, "marker-mended", message, broken)

    def _report(self, node: SyntaxTreeNode, code: str, message: str, needle: str = "") -> None:
        self.context.report(_lines(node), code, message, needle)


@dataclass(frozen=True, slots=True)
class _Holder:
    """A stand-in `inline` node with one child."""

    type: str
    meta: dict[str, str]
    content: str = ""

    @property
    def children(self) -> list[_Holder]:
        return [self]


def _holder(node: SyntaxTreeNode) -> SyntaxTreeNode:
    return _Holder(node.type, dict(node.meta))  # type: ignore[return-value]


def _lines(node: SyntaxTreeNode) -> tuple[int, int]:
    span = node.map
    parent = node.parent
    while span is None and parent is not None and parent.type != "root":
        span, parent = parent.map, parent.parent
    return (span[0] + 1, span[1]) if span else (1, 1)


def _anchors(node: SyntaxTreeNode) -> list[str]:
    names = []
    for child in node.walk():
        if child.type == "html_inline" and child.content[:2].lower() == "<a":
            attributes = Tag(child.content).attributes
            name = attributes.get("name") or attributes.get("id")
            if name:
                names.append(name)
    return names


def _code_block(code: str, info: str) -> Block:
    words = info.strip().split()
    language = words[0].lower().removesuffix("-interactive") if words else ""
    language = language if re.fullmatch(r"[\w+#.-]+", language) else ""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", code)), default=0))
    return Block("other", f"{fence}{' ' if language else ''}{language}\n{code}\n{fence}")


def _alignment(cell: SyntaxTreeNode) -> str:
    style = str(cell.attrs.get("style", ""))
    return {"text-align:center": ":-:", "text-align:right": "--:", "text-align:left": ":--"}.get(
        style, "---"
    )


def _is_tight(node: SyntaxTreeNode) -> bool:
    paragraphs = [
        child for item in node.children for child in item.children if child.type == "paragraph"
    ]
    return all(child.hidden for child in paragraphs)


def _fits_tight(item: list[Block]) -> bool:
    return (
        bool(item)
        and item[0].kind == "text"
        and all(block.kind == "list" and block.tight for block in item[1:])
        and len(item) <= 2
    )


def _join(blocks: Iterable[Block], separator: str = "\n\n") -> str:
    return separator.join(block.text for block in blocks)


def _ends_tab(node: SyntaxTreeNode, level: str) -> bool:
    return node.type == "hr" or (is_tab(node) and node.tag == level)


def _closing(nodes: Sequence[SyntaxTreeNode], index: int) -> tuple[int, bool]:
    """Where the container that opens at `index` ends, and whether an end mark stands there."""
    name, depth = nodes[index].meta["name"], 0
    for at in range(index + 1, len(nodes)):
        node = nodes[at]
        if node.type != "ops_mark" or node.meta["name"] != name:
            continue
        if not node.meta["end"]:
            depth += 1
        elif depth == 0:
            return at, True
        else:
            depth -= 1
    return len(nodes), False


def _pivot(node: SyntaxTreeNode) -> str:
    attributes = node.meta["attributes"]
    return str(attributes.get("pivot") or attributes.get("range") or "")


def _humanise(pivot: str) -> str:
    words = re.sub(r"[-_]+", " ", pivot).strip()
    return (words[:1].upper() + words[1:]).replace('"', "'") or "…"
