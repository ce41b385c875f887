"""Words that a mark sets apart: `[!UICONTROL Save]`, `[!DNL Kiosk]`, `:::no-loc text="Azure":::`.

They name a button, a product or what is not translated; a reader sees the words alone. In: a line
of a page, or a title of its front matter. Out: the words.
"""

from __future__ import annotations

import re

_WORDS = re.compile(
    r"\\?[\[［【][ \u00a0]{0,2}[!！][ \u00a0]{0,2}(?:"
    r"(?:dnl|uicontrol|badge)\b[ \u00a0]*(?P<words>[^\[\]［］【】\n]{0,200}?)"
    r"|op[.．。]?[ \u00a0]{0,2}no[-– ]{0,3}loc[ \u00a0]{0,2}[(（](?P<kept>[^()（）\n]{0,200})[)）]"
    r")[ \u00a0]{0,2}\\?[\]］】](?P<more>\{[^{}\n]{0,1000}\}|\((?P<href>[^()\s]{1,1000})\))?",
    re.I,
)
_LABEL = re.compile(r"\btext[ ]*=[ ]*[\"“]([^\"”]*)[\"”]")
_ATTRIBUTE = re.compile(r"[\w-]+[ ]*=[ ]*[\"“][^\"”]*[\"”]")
_NO_LOC = re.compile(r"[:：]{3,}[ ]*no-loc[ ]*(?P<rest>[^:：\n]{0,200})[:：]{3,}", re.I)


def term_at(text: str, position: int = 0) -> tuple[str, str, int] | None:
    """The words of a mark in brackets at `position`, their link if any, and where it ends."""
    match = _WORDS.match(text, position)
    if not match:
        return None
    words = match["kept"] if match["words"] is None else match["words"]
    label = _LABEL.search(words)
    words = label[1] if label else _ATTRIBUTE.sub("", words)
    return words.strip(), match["href"] or "", match.end()


def no_loc_words(rest: str) -> str:
    """The words of a `:::no-loc` mark, from what stands behind its name."""
    label = _LABEL.search(rest)
    return (label[1] if label else rest.strip().removeprefix("(").removesuffix(")")).strip()


def terms_as_words(text: str) -> str:
    """A text that no Markdown parser reads, with each mark in it as its words."""
    if ":::" in text:
        text = _NO_LOC.sub(lambda match: no_loc_words(match["rest"]), text)
    if "!" not in text:
        return text
    return _WORDS.sub(lambda match: (term_at(match[0]) or ("",))[0], text)
