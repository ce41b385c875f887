"""The pseudo-locale: English that looks foreign, to find text that nobody can translate.

In: an English string or Markdown page. Out: the same with accents, about 40% longer, between
brackets, its placeholders, markup, links and code intact. CLDR calls this locale `en-XA`.
"""

from __future__ import annotations

import gettext
import re

PSEUDO_LOCALE = "en-XA"

_ACCENTS = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž",
)
_PADDING = "~"
_BRACKETS = ("⟦", "⟧")

#: What stays as it is: placeholders, tags, entities, code spans, addresses, template marks.
PROTECTED = re.compile(
    r"%\(\w+\)[#0\- +]*\d*(?:\.\d+)?[a-zA-Z]|%%|\{\{.*?\}\}|\{[^{}\s]*\}|<[^<>]*>|&#?\w+;"
    r"|`[^`]*`|\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|https?://\S+|:::.*"
)


def pseudo_text(text: str) -> str:
    """One string: accented, longer, bracketed; white space at both ends stays outside."""
    body = text.strip()
    if not body or not any(char.isalpha() for char in PROTECTED.sub("", body)):
        return text
    start = text[: len(text) - len(text.lstrip())]
    end = text[len(text.rstrip()) :]
    padding = _PADDING * max(1, round(0.4 * len(PROTECTED.sub("", body))))
    return f"{start}{_BRACKETS[0]}{accented(body)} {padding}{_BRACKETS[1]}{end}"


def accented(text: str) -> str:
    """The text with accents on what may be translated and nothing else changed."""
    pieces, position = [], 0
    for match in PROTECTED.finditer(text):
        pieces += [text[position : match.start()].translate(_ACCENTS), match[0]]
        position = match.end()
    return "".join([*pieces, text[position:].translate(_ACCENTS)])


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
