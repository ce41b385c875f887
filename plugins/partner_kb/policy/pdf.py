"""A policy's document as a tagged PDF, by WeasyPrint (the extra `pdf`).

In: what to render. Out: bytes, the same for the same request. Nothing is fetched: what a partner's
own template names outside itself is left out. The PDF is tagged and has a title and a language; it
does not claim PDF/UA-1: veraPDF, which could confirm it, needs Java; WeasyPrint tags neither a
list item's body nor the footer as PDF/UA wants.

Its time goes by boxes and by faces of fonts, so paper has a style sheet of its own
(`assets/policy/paper.css`), elements that say nothing on paper are taken out of the tree, and
fonts, once found, are kept. A file identifier is left out: it is optional, and costs a second
serialization.
"""

from __future__ import annotations

import gc
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from xml.etree import ElementTree

from partner_kb.policy.render import Request, print_style, render_page
from partner_kb.resources import assets_dir

_LANDMARKS = {"main", "header", "section", "time"}


class PdfUnavailable(Exception):  # noqa: N818 - told to the user as it stands
    """WeasyPrint, or a library that it needs, is not installed."""


def render_pdf(request: Request) -> bytes:
    """The document as a PDF; raises `PdfUnavailable`."""
    weasyprint = _weasyprint()
    only_inside = weasyprint.urls.URLFetcher(allowed_protocols={"data"})
    with _no_collection():
        document = weasyprint.HTML(string=render_page(request, style=""), url_fetcher=only_inside)
        _lighten(document.etree_element)
        sheets = [_paper_style(), weasyprint.CSS(string=print_style(request), media_type="print")]
        written = document.write_pdf(
            finisher=_scope_headers, stylesheets=sheets, font_config=_fonts(), pdf_tags=True
        )
    return bytes(written)


def _scope_headers(_document: Any, pdf: Any) -> None:
    """Say whether a header cell heads its column or its row.

    WeasyPrint (70) names the headers of each data cell, but the header of a column of headers is
    named by none. It gives header cells the identifier `table-row-column`.
    """
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("S") == "/TH" and "ID" in item:
            row = str(item["ID"].string).split("-")[1]
            item["A"]["Scope"] = "/Column" if row == "0" else "/Row"


def _lighten(element: ElementTree.Element) -> None:
    """Take out, in place, elements that only a screen needs; their content stays."""
    children: list[ElementTree.Element] = []
    for child in element:
        _lighten(child)
        if not _is_for_screens(child):
            children.append(child)
            continue
        _append_text(element, children, child.text)
        children += child
        _append_text(element, children, child.tail)
    element[:] = children


def _is_for_screens(element: ElementTree.Element) -> bool:
    """A landmark, a date's machine-readable form, or what scrolls a wide table."""
    return element.tag in _LANDMARKS or element.get("class") == "pkb-policy-scroll"


def _append_text(
    element: ElementTree.Element, children: list[ElementTree.Element], text: str | None
) -> None:
    if not text:
        return
    if children:
        children[-1].tail = (children[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


@cache
def _paper_style() -> Any:
    """The style sheet of paper, parsed."""
    text = (assets_dir() / "policy" / "paper.css").read_text("utf-8")
    return _weasyprint().CSS(string=text, media_type="print")


@cache
def _fonts() -> Any:
    """The fonts that documents share; no sheet of ours declares any."""
    return importlib.import_module("weasyprint.text.fonts").FontConfiguration()


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the cycle collector, which walks the many boxes of a layout in vain."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _weasyprint() -> Any:
    try:
        return importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:
        raise PdfUnavailable(
            "PDF needs WeasyPrint: pip install 'mkdocs-partner-kb[pdf]', and on Debian "
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk "
            f"({error})"
        ) from error
