"""Whether the blocks of source guidance are those of the page that it becomes.

In: the blocks of a page of OPS source, one language of two. Out: yes, where conversion changes
marks and no words, and leaves each block where it is; where a mark of the source could mean more
(zones, tabs, includes, terms, marks that a translation broke) the answer is no.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from partner_kb.segments import Block

_ALERT = re.compile(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|\Z)", re.IGNORECASE)
_DIRECTIVE = re.compile(r":::(?:image|row|column)\b")
_ANCHOR = r"""a[ ](?:name|id|href)="[^"<>&]*"(?:[ ](?:name|id)="[^"<>&]*")?\s*/?>"""
_TAG = rf"(?:/a>|br\s*/?>|{_ANCHOR})"
_HTML = re.compile(rf"(?:<{_TAG}|\s|<!--.*?-->)*\Z", re.DOTALL)
_TAB = re.compile(r"\[[^\]]*\]\(\s*#")
_OTHER_MARKS = re.compile(
    rf"""
    [:：](?:\s*[:：]){{2}}                           # a fence, or a mark that sets words apart
    | (?<!\w):[a-z][a-z\d_]*:(?!\w)                # an emoji's name
    | \n\n                                         # what is indented in a column
    | [\[［【]\s*[!！]                              # an include, a term, an alert that is no quote
    | [!！]\s*［ | ！\s*\[ | !\s+\[                 # images, links and rows that will be mended
    | [\]】]\s*（ | \]\s+\( | ］ | ｜ | ^\|
    | \]\((?!\s*[^()\s]*(?:\s+"[^"]*")?\s*\))
    | <(?!{_TAG})                                  # HTML
    """,
    re.MULTILINE | re.VERBOSE,
)


def alert_text(text: str) -> str:
    """The text of an alert's first paragraph, without the mark of its kind; others as they are."""
    return _ALERT.sub("", text, count=1) if text.startswith("[!") else text


def is_plain_source(blocks: Iterable[Block]) -> bool:
    """Whether all blocks stay what they are."""
    return all(map(_is_plain, blocks))


def _is_plain(block: Block) -> bool:
    match block.kind:
        case "code":
            return True
        case "directive":
            return bool(_DIRECTIVE.match(block.text))
        case "html":
            return bool(_HTML.match(block.text))
        case "row":
            return not _OTHER_MARKS.search(block.text.strip("|"))
    if block.kind == "heading" and _TAB.search(block.text):
        return False
    in_quote = block.shape.endswith("quote/paragraph")
    return not _OTHER_MARKS.search(alert_text(block.text) if in_quote else block.text)
