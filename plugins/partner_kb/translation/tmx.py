"""Translation memory as TMX 1.4b, which every translation tool exchanges.

In: a `Memory`, or the text of a TMX file. Out: the file's text, or units. Equal memories give
equal bytes. https://www.gala-global.org/tmx-14b
"""

from __future__ import annotations

import posixpath
import re
from xml.etree import ElementTree as ET

from partner_kb import __version__
from partner_kb.errors import Problem, SourceError
from partner_kb.translation.memory import Memory, MemoryUnit

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def render_tmx(memory: Memory, source_locale: str, locale: str) -> str:
    """The TMX file of a locale's memory."""
    root = ET.Element("tmx", {"version": "1.4"})
    ET.SubElement(
        root,
        "header",
        {
            "creationtool": "partner-kb",
            "creationtoolversion": __version__,
            "segtype": "block",
            "o-tmf": "partner-kb",
            "adminlang": "en",
            "srclang": source_locale,
            "datatype": "plaintext",
        },
    )
    body = ET.SubElement(root, "body")
    for unit in memory.units:
        element = ET.SubElement(body, "tu")
        prop = ET.SubElement(element, "prop", {"type": "x-origin"})
        prop.text = unit.origin
        for language, text in ((source_locale, unit.source), (locale, unit.target)):
            variant = ET.SubElement(element, "tuv", {_LANG: language})
            ET.SubElement(variant, "seg").text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)
    ET.indent(root, " ", 0)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def parse_tmx(text: str, name: str, source_locale: str, locale: str) -> tuple[MemoryUnit, ...]:
    """The units of a TMX file in these two languages; regions count only where both name one.

    Raises `SourceError` where the file is not well-formed or declares entities.
    """
    if re.search(r"<!ENTITY|<!DOCTYPE[^>]*\[", text):
        raise SourceError(
            Problem(name, 1, 1, "error", "tmx-form", "entities are not read in a TMX file")
        )
    try:
        root = ET.fromstring(re.sub(r"<!DOCTYPE[^>\[]*>", "", text, count=1))  # noqa: S314 - no entities
    except ET.ParseError as error:
        line, column = error.position
        message = f"not well-formed XML: {error}"
        raise SourceError(Problem(name, line, column + 1, "error", "tmx-form", message)) from error
    if root.tag != "tmx":
        raise SourceError(Problem(name, 1, 1, "error", "tmx-form", "expected <tmx>"))
    units = []
    for element in root.iter("tu"):
        texts = {}
        for variant in element.findall("tuv"):
            language = variant.get(_LANG) or variant.get("lang") or ""
            segment = variant.find("seg")
            texts[language] = "".join(segment.itertext()) if segment is not None else ""
        source, target = _pick(texts, source_locale), _pick(texts, locale)
        if source and target:
            prop = element.find("prop[@type='x-origin']")
            origin = prop.text if prop is not None and prop.text else posixpath.basename(name)
            units.append(MemoryUnit(source, target, origin))
    return tuple(units)


def _pick(texts: dict[str, str], locale: str) -> str | None:
    """The text of a language: the locale itself, else one that names no other region."""
    folded = {language.replace("_", "-").lower(): text for language, text in texts.items()}
    if locale.lower() in folded:
        return folded[locale.lower()]
    language = locale.split("-")[0].lower()
    for key, text in folded.items():
        if key == language or ("-" not in locale and key.startswith(f"{language}-")):
            return text
    return None
