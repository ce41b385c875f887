"""A page's units as XLIFF 1.2, and back.

In: a `Bundle`, or the text of a file that came back. Out: the file's text, or a `Returned`.
Code, links, tags and `**` are `<ph>` elements, so that a translation tool moves them as wholes.
The version is 1.2 because every tool reads it, translate-toolkit's XLIFF classes included.
https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from partner_kb.errors import Problem, SourceError
from partner_kb.translation.exchange import (
    Bundle,
    Returned,
    ReturnedUnit,
    Unit,
    canonical_or_given,
)
from partner_kb.translation.inline import Protected, protect

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PLACEHOLDER = re.compile(r"\{(\d+)\}")
_UNCONFIRMED = frozenset(
    {"new", "needs-translation", "needs-adaptation", "needs-l10n", "needs-review-translation",
     "needs-review-adaptation", "needs-review-l10n"}
)  # fmt: skip
_STATES = {
    "translated": "translated",
    "stale": "needs-adaptation",
    "suggested": "needs-review-translation",
    "untranslated": "new",
}


def render_bundle_xliff(bundle: Bundle) -> str:
    """The XLIFF file of a page."""
    ET.register_namespace("", _NAMESPACE)
    root = ET.Element(_tag("xliff"), {"version": "1.2"})
    file = ET.SubElement(
        root,
        _tag("file"),
        {
            "original": bundle.path,
            "source-language": bundle.source_locale,
            "target-language": bundle.locale,
            "datatype": "plaintext",
        },
    )
    body = ET.SubElement(file, _tag("body"))
    for unit in bundle.units:
        _add_unit(body, unit)
    ET.indent(root, " ", 0)
    _restore_inline_text(root, bundle)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def _add_unit(body: ET.Element, unit: Unit) -> None:
    attributes = {"id": unit.id, "restype": f"x-{unit.kind}"}
    if unit.base:
        attributes["extradata"] = unit.base
    if unit.state == "translated":
        attributes["approved"] = "yes"
    element = ET.SubElement(body, _tag("trans-unit"), attributes)
    ET.SubElement(element, _tag("source"), {_SPACE: "preserve"})
    ET.SubElement(element, _tag("target"), {_SPACE: "preserve", "state": _STATES[unit.state]})
    for match in unit.matches:
        other = ET.SubElement(
            element,
            _tag("alt-trans"),
            {"match-quality": f"{match.score}%", "origin": match.unit.origin},
        )
        ET.SubElement(other, _tag("source"), {_SPACE: "preserve"})
        ET.SubElement(other, _tag("target"), {_SPACE: "preserve"})
    if unit.was is not None:
        note = ET.SubElement(element, _tag("note"), {"from": "partner-kb"})
        note.text = f"The English was: {unit.was}"


def _restore_inline_text(root: ET.Element, bundle: Bundle) -> None:
    """Put in the texts after indenting, which would add white space to mixed content."""
    for element, unit in zip(root.iter(_tag("trans-unit")), bundle.units, strict=True):
        _fill(element[0], unit.source.text, unit.source)
        _fill(element[1], unit.target, unit.source)
        others = element.findall(_tag("alt-trans"))
        for other, match in zip(others, unit.matches, strict=True):
            source = protect(match.unit.source, like=unit.source, bold=True)
            _fill(other[0], source.text, unit.source)
            target = protect(match.unit.target, like=unit.source, bold=True)
            _fill(other[1], target.text, unit.source)


def _fill(element: ET.Element, text: str, source: Protected) -> None:
    """The text with `<ph id="1">literal</ph>` for `{1}`."""
    element.text, element.tail = "", element.tail
    last: ET.Element | None = None
    position = 0
    for match in _PLACEHOLDER.finditer(text):
        number = int(match[1])
        if not 1 <= number <= len(source.literals):
            continue
        _append(element, last, text[position : match.start()])
        last = ET.SubElement(element, _tag("ph"), {"id": match[1]})
        last.text = source.literals[number - 1]
        position = match.end()
    _append(element, last, text[position:])


def _append(element: ET.Element, last: ET.Element | None, text: str) -> None:
    clean = _without_controls(text)
    if last is None:
        element.text = (element.text or "") + clean
    else:
        last.tail = (last.tail or "") + clean


def _without_controls(text: str) -> str:
    """XML 1.0 has no place for most control characters."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)


# ---------------------------------------------------------------------------------- reading


def parse_bundle_xliff(text: str, name: str) -> Returned:
    """Read an XLIFF file that came back.

    Raises `SourceError` where it is not well-formed, has a DTD or is not one of ours.
    """
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text):
        raise _broken(name, 1, "a document type declaration is not read")
    try:
        root = ET.fromstring(text)  # noqa: S314 - without DTD there are no entities to expand
    except ET.ParseError as error:
        raise _broken(name, error.position[0], f"not well-formed XML: {error}") from error
    files = root.findall(_tag("file"))
    if root.tag != _tag("xliff") or len(files) != 1:
        raise _broken(name, 1, "expected XLIFF 1.2 with one <file>, as i18n export writes it")
    path, locale = files[0].get("original"), files[0].get("target-language")
    if not path or not locale:
        raise _broken(name, 1, "<file> needs the attributes original and target-language")
    lines = _unit_lines(text)
    units = []
    for element in files[0].iter(_tag("trans-unit")):
        identifier = element.get("id") or ""
        units.append(_returned(element, identifier, lines.get(identifier, 1)))
    repeated = [unit.id for index, unit in enumerate(units) if unit.id in
                {other.id for other in units[:index]}]  # fmt: skip
    if repeated:
        raise _broken(name, lines.get(repeated[0], 1), f'two units have the id "{repeated[0]}"')
    return Returned(name, path, canonical_or_given(locale), tuple(units))


def _broken(name: str, line: int, message: str) -> SourceError:
    return SourceError(Problem(name, line, 1, "error", "exchange-form", message))


def _unit_lines(text: str) -> dict[str, int]:
    """On which line each unit begins."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        match = re.search(r'<trans-unit\b[^>]*\bid="([^"]+)"', line)
        if match:
            found.setdefault(match[1], number)
    return found


def _returned(element: ET.Element, identifier: str, line: int) -> ReturnedUnit:
    target = element.find(_tag("target"))
    text = _text_of(target) if target is not None else ""
    state = target.get("state", "translated") if target is not None else "new"
    confirmed = element.get("approved") == "yes" or state not in _UNCONFIRMED
    return ReturnedUnit(identifier, text, confirmed, element.get("extradata") or "", line)


def _text_of(element: ET.Element) -> str:
    """The text with `{1}` for each `<ph id="1">`; other elements count as their text."""
    found = [element.text or ""]
    for child in element:
        if child.tag in {_tag("ph"), _tag("x")}:
            found.append(f"{{{child.get('id', '')}}}")
        else:
            found.append(_text_of(child))
        found.append(child.tail or "")
    return "".join(found)
