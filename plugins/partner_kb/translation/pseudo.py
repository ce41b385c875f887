"""The pseudo-locale: English that looks foreign, to find text that nobody can translate.

In: an English string or Markdown page. Out: the same with accents, about 40% longer, between
brackets, its placeholders, markup, links and code intact.
"""

from __future__ import annotations

import gettext

from partner_kb.segments import Block, parse_blocks, replace_blocks
from partner_kb.translation.inline import Piece, pieces

SITE_LOCALE = "eo"
"""What a site calls it: Babel and Material know no en-XA, so it borrows Esperanto's name."""

_ACCENTS = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž",
)
_PADDING = "·"
_BRACKETS = ("⟦", "⟧")


def pseudo_text(text: str) -> str:
    """One string: accented, longer, bracketed; white space at both ends stays outside."""
    body = text.strip()
    found = list(pieces(body))
    tail = ""
    while found and found[-1].kind == "attributes":
        tail = found[-1].text + tail
        found = found[:-1]
        words = found[-1].text if found else ""
        if found and words.rstrip() != words:
            tail = words[len(words.rstrip()) :] + tail
            found[-1] = Piece("text", words.rstrip())
    words = "".join(piece.text for piece in found if piece.kind == "text")
    letters = sum(1 for char in words if char.isalpha())
    if not letters:
        return text
    changed = "".join(
        piece.text.translate(_ACCENTS) if piece.kind == "text" else piece.text for piece in found
    )
    start = text[: len(text) - len(text.lstrip())]
    end = text[len(text.rstrip()) :]
    padding = _PADDING * max(1, round(0.4 * letters))
    return f"{start}{_BRACKETS[0]}{changed} {padding}{_BRACKETS[1]}{tail}{end}"


def pseudo_page(text: str) -> str:
    """A clean Markdown page in the pseudo-locale."""
    blocks = parse_blocks(text)
    changes = {
        index: pseudo_block(block) for index, block in enumerate(blocks) if block.translatable
    }
    return replace_blocks(text, changes, blocks)


def pseudo_block(block: Block) -> str:
    """A block's text in the pseudo-locale; the cells of a table row one by one."""
    if block.kind == "row":
        return "|".join(pseudo_text(cell) for cell in block.text.split("|"))
    if block.kind == "html":
        return block.text
    return pseudo_text(block.text)


class PseudoTranslations(gettext.NullTranslations):
    """A catalog in which every string is translated, into the pseudo-locale."""

    def gettext(self, message: str) -> str:
        """The string, made up."""
        return pseudo_text(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The English form for `n`, made up."""
        return pseudo_text(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """The string, made up; the context plays no part."""
        return pseudo_text(message)

    def npgettext(
        self,
        context: str,
        msgid1: str,
        msgid2: str,
        n: int,
    ) -> str:
        """The English form for `n`, made up."""
        return pseudo_text(msgid1 if n == 1 else msgid2)
