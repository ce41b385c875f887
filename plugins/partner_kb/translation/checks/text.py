"""Rules for one text and its translation, be it a string of a catalog or a block of a page.

In: an English text and its translation. Out: `Finding`s, which the callers give a place.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from partner_kb.errors import Severity
from partner_kb.ops.headings import slugify
from partner_kb.translation.checks.glossary import Glossary, find_term
from partner_kb.translation.inline import Difference, count_links, differences, plain_text

_THOUSANDS = re.compile(r"(?<=\d)[.,'\u066c\u00a0\u202f\u2009 ](?=\d{3}(?!\d)|\d\d[,\u066c]\d)")
"""Also the hundred thousands of India, as in 1,00,000."""
_CLOCK = re.compile(r"\b\d{1,2}(?::\d{2})?\s*[AP]\.?M\.?\b", re.IGNORECASE)
_DATE = re.compile(r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}|(?:19|20)\d{2})\b")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_COMMON_WORD = re.compile(r"(?<![\w-])[a-z]{4,}(?![\w-])")
_LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_CJK = "\u3400-\u4dbf\u4e00-\u9fff"
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ZERO_WIDTH = frozenset("\u200b\u2060\ufeff\u00ad")
_UNSPACED = frozenset({"zh", "ja"})
_RTL = frozenset({"ar", "fa", "he", "ur"})
_ENDS = {".": ".。．।۔։።។။", "?": "?？؟;፧", "!": "!！", ":": ":：", "…": "…", "。": "."}
_NO_FULL_STOP = frozenset({"th", "lo"})
_QUESTIONS_WITH_FULL_STOP = frozenset({"ja", "my"})
_RULE_OF = {
    "code": "code-span",
    "target": "link-target",
    "url": "link-target",
    "attributes": "anchor",
    "brace": "placeholder",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found; `snippet` is the piece of the translation that it is about, if any."""

    rule: str
    severity: Severity
    message: str
    snippet: str = ""


def check_text(
    source: str, target: str, locale: str, glossary: Glossary, *, sentence: bool = True
) -> Iterator[Finding]:
    """Every finding of the rules for texts; `sentence` False where the end is free."""
    yield from _parity(source, target)
    yield from _numbers(source, target)
    yield from _terms(source, target, locale, glossary)
    yield from _punctuation(target, locale)
    yield from _quotes(source, target, locale)
    if sentence:
        yield from _end(source, target, locale.split("-")[0])
    yield from _spaces(source, target, locale)
    yield from _untranslated(source, target, locale, glossary)
    yield from _scripts(target)
    yield from _invisible(source, target, locale)


def _parity(source: str, target: str) -> Iterator[Finding]:
    for one in differences(source, target):
        rule = _RULE_OF.get(one.kind, "markup")
        if one.kind == "bold" or _is_own_anchor(one, source):
            continue
        yield Finding(rule, "error", _parity_message(one), "" if one.missing else one.text)
    if "](" in source and count_links(target) < count_links(source):
        message = "a link or image is not whole: a square bracket or the target is missing"
        yield Finding("markup", "error", message, "](")
    bold = source.count("**"), target.count("**")
    if bold[0] != bold[1]:
        message = f'"**" stands {bold[1]} times, in the English {bold[0]} times'
        yield Finding("markup", "error" if bold[1] % 2 else "warning", message, "**")


def _is_own_anchor(one: Difference, source: str) -> bool:
    """Whether a translated heading says in so many words the anchor that the English one has."""
    own = f"{{#{slugify(plain_text(source))}}}"
    return one.kind == "attributes" and not one.missing and one.text == own


def _parity_message(one: Difference) -> str:
    return f"{one.text} is missing" if one.missing else f"{one.text} is not in the English"


def _numbers(source: str, target: str) -> Iterator[Finding]:
    plain = _CLOCK.sub(" ", plain_text(source))
    dates = " ".join(_DATE.findall(plain))
    missing = _integers(plain) - _integers(plain_text(target))
    for number in missing:
        rule = "date" if re.search(rf"(?<!\d)0*{number}(?!\d)", dates) else "number"
        yield Finding(rule, "warning", f"{number} is in the English and not in the translation")


def _integers(text: str) -> Counter[int]:
    """The numbers of a text: groups of thousands joined, fractions and dates taken apart."""
    joined = _THOUSANDS.sub("", unicodedata.normalize("NFKC", text))
    return Counter(int(digits) for digits in re.findall(r"\d{1,18}", joined))


def _terms(source: str, target: str, locale: str, glossary: Glossary) -> Iterator[Finding]:
    for wrong, right in glossary.forbidden(locale, source):
        if find_term(wrong, target):
            hint = f'; write "{right}"' if right else ""
            yield Finding(
                "glossary-forbidden", "error", f'"{wrong}" is not used in {locale}{hint}', wrong
            )
    for term, rendering, forms in glossary.expected(locale, source):
        if not any(form.casefold() in target.casefold() for form in forms):
            message = f'"{term}" is "{rendering}" in {locale} by the glossary'
            yield Finding("glossary-term", "warning", message)
    said = " ".join(plain_text(target).split()).casefold()
    for name in glossary.names(locale, plain_text(source)):
        if name.casefold() not in said:
            yield Finding("product-name", "error", f'the name "{name}" stays as it is')


# ------------------------------------------------------------------------------ typography

_PUNCTUATION: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "zh": (
        (re.compile(rf"(?<=[{_CJK}])\s*[,;?!]"), "a full-width mark"),
        (re.compile(rf"(?<=\S)[,;?!](?=[{_CJK}])"), "a full-width mark"),
        (re.compile(rf"(?<=[{_CJK}]):(?=\s|[{_CJK}]|$)"), "the full-width colon ："),
        (re.compile(rf"(?<=[{_CJK}])\.(?=\s|$)"), "the full stop 。"),
        (
            re.compile(rf"(?<=[{_CJK}])(?=.*[\ufffc\d）”]\.$)", re.DOTALL),
            "the full stop 。 at the end",
        ),
        (re.compile(rf'"(?=[{_CJK}])|(?<=[{_CJK}])"'), "quotation marks “ ”"),
        (re.compile(rf"(?<=[{_CJK}])[ \u00a0]+(?=[，。；：？！、])"), "no space before the mark"),
    ),
    "ru": (
        (re.compile(r'"(?=[А-Яа-яЁё])|(?<=[А-Яа-яЁё.!?])"'), "«…»"),
        (re.compile(r"(?<=[А-Яа-яЁё»]) (?:-|--|–) (?=[А-Яа-яЁё«])"), "a dash: —"),
        (re.compile(r"[“”](?=[А-Яа-яЁё])"), "«…»"),
    ),
    "es": (
        (re.compile(r"^[^¿]*\?"), "¿ at the beginning of the question"),
        (re.compile(r"^[^¡]*!"), "¡ at the beginning of the exclamation"),
    ),
}
_SPACE_BEFORE = re.compile(r"(?<=\w)[ \u00a0]+[,.;:!?](?=\s|$)")
_DOUBLED = re.compile(r"(?<=\S)  +(?=\S)")
_DOUBLE_MARK = re.compile(r"(?<![.,])([,;:])\1|(?<!\.)\.\.(?!\.)|，，|。。(?!。)")


def _punctuation(target: str, locale: str) -> Iterator[Finding]:
    text = plain_text(target)
    language = locale.split("-")[0]
    for pattern, wanted in _PUNCTUATION.get(language, ()):
        match = pattern.search(text)
        if match:
            found = text[max(0, match.start() - 4) : match.end() + 4].strip()
            yield Finding("punctuation", "warning", f'near "{found}": expected {wanted}', match[0])
    if language != "fr":
        match = _SPACE_BEFORE.search(plain_text(target))
        if match:
            yield Finding("punctuation", "warning", "a space before the mark", match[0])
    match = _DOUBLE_MARK.search(text)
    if match:
        yield Finding("punctuation", "warning", f'"{match[0]}": a mark twice', match[0])


_QUOTES = {"ru": "«…»", "zh": "“…”", "pt": "“…”"}


def _quotes(source: str, target: str, locale: str) -> Iterator[Finding]:
    """Straight quotation marks where the English has none: those of a programmer's keyboard."""
    wanted = _QUOTES.get(locale.split("-")[0])
    if wanted and '"' in plain_text(target) and '"' not in plain_text(source):
        yield Finding("punctuation", "warning", f'straight marks "…": expected {wanted}', '"')


def _end(source: str, target: str, language: str) -> Iterator[Finding]:
    ours, theirs = _last(source), _last(target)
    if not ours or not theirs or theirs.isdigit() or theirs == "\ufffc":
        return  # a placeholder may bring its own mark: "2021 г."
    if ours == "." and language in _NO_FULL_STOP:
        return
    other = "." if ours == "?" and language in _QUESTIONS_WITH_FULL_STOP else ours
    if ours in _ENDS and theirs not in _ENDS[ours] and theirs not in _ENDS[other]:
        message = f'the English ends with "{ours}", the translation with "{theirs}"'
        yield Finding("end-punctuation", "warning", message)
    elif (
        ours.isalnum()
        and " " in source.strip()
        and theirs in ".。!！?？"
        and target.split()[-1] not in source.split()  # "… Jr."
    ):
        message = f'the translation ends with "{theirs}", the English with no mark'
        yield Finding("end-punctuation", "warning", message)


def _last(text: str) -> str:
    """The last character that is neither markup nor a closing bracket or quotation mark."""
    stripped = plain_text(text).rstrip().rstrip("*_)）\"”»’'」』] ")
    return stripped[-1:]


def _spaces(source: str, target: str, locale: str) -> Iterator[Finding]:
    for name, one, other in (
        ("beginning", source[: len(source) - len(source.lstrip())],
         target[: len(target) - len(target.lstrip())]),
        ("end", source[len(source.rstrip()) :], target[len(target.rstrip()) :]),
    ):  # fmt: skip
        if ("\n" in one) != ("\n" in other):
            yield Finding("line-break", "error", f"the line break at the {name} differs")
        elif one != other and locale.split("-")[0] not in _UNSPACED:
            yield Finding("white-space", "warning", f"the white space at the {name} differs")
    if _DOUBLED.search(plain_text(target)) and not _DOUBLED.search(plain_text(source)):
        yield Finding("white-space", "warning", "two spaces in a row", "  ")


# ------------------------------------------------------------------------- language, script


def _untranslated(source: str, target: str, locale: str, glossary: Glossary) -> Iterator[Finding]:
    """The English itself, or in a language of another script nothing but Latin words."""
    left = glossary.without_names(plain_text(target))
    words = [word for word in _LATIN_RUN.findall(left) if len(word) > 1 and not word.isupper()]
    if len(words) < 2:
        return
    if " ".join(source.split()) == " ".join(target.split()):
        if _COMMON_WORD.search(left):  # else it is a name
            yield Finding("untranslated", "warning", "the text is the English")
    elif locale.split("-")[0] in {"zh", "ja", "ko", "ru", "uk", "bg", "ar", "he", "el", "th"}:
        if not any(ord(char) > 0x36F and _LETTER.match(char) for char in left):
            yield Finding("untranslated", "warning", "no letter of the language's script")
        else:
            yield from _english_run(left, locale)


def _english_run(text: str, locale: str) -> Iterator[Finding]:
    """Six or more words of lower case Latin in a row: a sentence that was left in English."""
    match = re.search(r"(?:[A-Za-z][a-z'’-]*[ ,]+){5,}[A-Za-z][a-z'’-]*", text)
    if match and sum(1 for word in match[0].split() if word[:1].islower()) >= 4:
        message = f'English was left in the {locale} text: "{match[0][:60]}"'
        yield Finding("untranslated", "warning", message, match[0])


def _scripts(target: str) -> Iterator[Finding]:
    for word in _WORD.findall(plain_text(target)):
        scripts = {_script(char) for char in word} - {""}
        if len(scripts) > 1:
            letters = ", ".join(f"{char} {_script(char)}" for char in dict.fromkeys(word))
            yield Finding("mixed-script", "error", f'"{word}" mixes scripts: {letters}', word)


def _script(char: str) -> str:
    if char.isascii() or "\u00c0" <= char <= "\u024f":
        return "Latin"
    if "\u0400" <= char <= "\u052f":
        return "Cyrillic"
    return "Greek" if "\u0370" <= char <= "\u03ff" else ""


def _invisible(source: str, target: str, locale: str) -> Iterator[Finding]:
    allowed = _BIDI if locale.split("-")[0] in _RTL else frozenset[str]()
    for char in dict.fromkeys(target):
        control = unicodedata.category(char) == "Cc" and char not in "\n\t"
        hidden = char in _BIDI or char in _ZERO_WIDTH or char == "\ufffd"
        if (control or hidden) and char not in source and char not in allowed:
            name = unicodedata.name(char, "control character")
            message = f"U+{ord(char):04X} ({name}) is in the text and not in the English"
            yield Finding("control-character", "error", message, char)
