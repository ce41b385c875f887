"""Alerts: quotes that begin with `[!NOTE]`, to admonitions with a title in the page's language.

A quote may hold several, each from its marker to the next; `[!div class="…"]` is a styled block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from markdown_it.tree import SyntaxTreeNode

from partner_kb.ops.blocks import Block, BlockWriter, indent, join, report
from partner_kb.ops.escaping import escape_block_start, escape_text, quoted_title

ALERTS = {
    "note": "note", "tip": "tip", "important": "important", "warning": "warning",
    "caution": "caution", "alert": "important", "info": "note", "hint": "tip",
}  # fmt: skip

_UNSTYLED = frozenset({"sxs-lookup"})
"""Classes that tell where a part is shown, not how it looks."""
_NOT_IN_CLASSES = re.compile(r"[^\w\-]+")


def quote(writer: BlockWriter, node: SyntaxTreeNode, nested: bool) -> Iterator[Block]:
    """A quote, or the alerts that it holds: each begins at a paragraph with a marker.

    `> [!VIDEO …]` is how a video is written, and no quotation.
    """
    start = 0
    alert: SyntaxTreeNode | None = None
    for index, child in enumerate([*node.children, None]):
        video = child is not None and child.type == "ops_video" and alert is None
        if child is not None and not video and not _begins_alert(child):
            continue
        part = node.children[start:index]
        if alert is not None:
            yield from _alert_part(writer, alert, part, nested)
        elif part:
            inner = writer.blocks(part, nested=True)
            yield Block("other", indent(join(inner), "> ").replace("\n\n", "\n>\n"), mark="quote")
        if child is not None and video:
            yield from writer.blocks([child], nested=nested)
            start = index + 1
        else:
            alert, start = child, index


def _begins_alert(node: SyntaxTreeNode) -> bool:
    return node.type == "paragraph" and bool(node.meta.get("alert"))


def _alert_part(
    writer: BlockWriter, head: SyntaxTreeNode, part: Sequence[SyntaxTreeNode], nested: bool
) -> Iterator[Block]:
    alert = dict(head.meta["alert"])
    text = writer.inline(head)
    first = [Block("text", escape_block_start(text))] if text else []
    yield from alert_block(
        writer, head, alert, [*first, *writer.blocks(part[1:], nested=True)], nested
    )


def alert_block(
    writer: BlockWriter,
    node: SyntaxTreeNode,
    alert: Mapping[str, str],
    inner: list[Block],
    nested: bool,
) -> Iterator[Block]:
    """What `inner` becomes behind a marker; one that OPS does not know is a note, and reported."""
    kind = alert["kind"]
    if kind == "div":
        yield from _styled(alert["class"], inner, nested)
        return
    inner = [block for block in inner if block.text.strip()]
    if not inner:
        report(
            writer.context, node, "alert-empty", f'the alert "[!{alert["marker"]}]" holds nothing'
        )
        if kind not in ALERTS:  # it may have been words
            yield Block("text", escape_block_start(escape_text(alert["marker"], "")))
        return
    if kind not in ALERTS:
        known = next(
            (
                name
                for name, title in writer.context.labels.alerts.items()
                if title.lower() == alert["marker"].lower()
            ),
            None,
        )
        report(
            writer.context,
            node,
            "alert-unknown",
            f'"[!{alert["marker"]}]" is not an alert that OPS knows; expected NOTE, TIP, '
            "IMPORTANT, WARNING or CAUTION",
            f"[!{alert['marker']}",
        )
        name = known or "note"
        title = writer.context.labels.alerts[name] if known else quoted_title(alert["marker"])
    else:
        name = ALERTS[kind]
        title = writer.context.labels.alerts[name]
    yield Block("other", f'!!! {name} "{title}"\n\n{indent(join(inner))}')


def _styled(classes: str, inner: list[Block], nested: bool) -> Iterator[Block]:
    kept = [name for name in classes.split() if name.lower() not in _UNSTYLED]
    names = " ".join(f"pkb-{_NOT_IN_CLASSES.sub('-', name).lower()}" for name in kept)
    if nested or not names:
        yield from inner
    elif inner:
        yield Block("other", f'<div class="{names}" markdown>\n\n{join(inner)}\n\n</div>')
