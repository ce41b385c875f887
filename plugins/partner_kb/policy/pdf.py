"""A policy's document as a tagged PDF, by WeasyPrint (the extra `pdf`).

In: what to render. Out: bytes, the same for the same request. Nothing is fetched: what a partner's
own template names outside itself is left out. The PDF is tagged and has a title and a language; it
does not claim PDF/UA-1: veraPDF, which could confirm it, needs Java; WeasyPrint tags neither a
list item's body nor the footer as PDF/UA wants.

Its time goes by boxes, by faces of fonts and by rules that are tried on every element, so paper
has style sheets of its own (`assets/policy/paper*.css`), elements that say nothing on paper are
left out of the tree (`paper`), and fonts, once found, are kept. A file identifier is left out: it
is optional, and costs a second serialization.
"""

from __future__ import annotations

import gc
import importlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from partner_kb.policy.paper import paper_tree
from partner_kb.policy.render import Request, print_style, render_page
from partner_kb.resources import assets_dir


class PdfUnavailable(Exception):  # noqa: N818 - told to the user as it stands
    """WeasyPrint, or a library that it needs, is not installed."""


def render_pdf(request: Request) -> bytes:
    """The document as a PDF; raises `PdfUnavailable`."""
    weasyprint = _weasyprint()
    only_inside = weasyprint.urls.URLFetcher(allowed_protocols={"data"})
    text = render_page(request, style="")
    with _no_collection():
        document = _paper_html()(text, only_inside)
        pages = weasyprint.CSS(string=print_style(request), media_type="print")
        written = document.write_pdf(
            finisher=_finish, stylesheets=[pages], font_config=_fonts(), pdf_tags=True
        )
    return bytes(written)


@cache
def _paper_html() -> type[Any]:
    """WeasyPrint's HTML, with our tree and our basic style instead of its own.

    Both are internals of WeasyPrint (68 to 70): `wrapper_element` is what `__init__` sets, and
    `_ua_stylesheets` gives the sheets below all others. HTML that is not written out in full is
    read as WeasyPrint reads it.
    """
    cssselect2 = importlib.import_module("cssselect2")
    html: Any = _weasyprint().HTML

    class Paper(html):  # type: ignore[misc]  # WeasyPrint has no types
        def __init__(self, text: str, url_fetcher: Any) -> None:
            tree = paper_tree(text)
            if tree is None:
                super().__init__(string=text, url_fetcher=url_fetcher)
                return
            self.base_url, self.url_fetcher, self.media_type = None, url_fetcher, "print"
            self.wrapper_element = cssselect2.ElementWrapper.from_html_root(
                tree, content_language=None
            )
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            return [_paper_style()]

    return Paper


def _finish(document: Any, pdf: Any) -> None:
    """What is left to do when all objects of the PDF are there, before they are written."""
    _scope_headers(document, pdf)
    _compress(pdf)


def _compress(pdf: Any) -> None:
    """Deflate streams at zlib's usual level: pydyf's takes twice the time for half a percent."""
    pydyf = importlib.import_module("pydyf")
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.compress:
            raw = b"\n".join(pydyf._to_bytes(part) for part in item.stream)
            item.stream, item.compress = [zlib.compress(raw)], False
            item.extra["Filter"] = "/FlateDecode"


def _scope_headers(_document: Any, pdf: Any) -> None:
    """Say whether a header cell heads its column or its row.

    WeasyPrint (70) names the headers of each data cell, but the header of a column of headers is
    named by none. It gives header cells the identifier `table-row-column`.
    """
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("S") == "/TH" and "ID" in item:
            row = str(item["ID"].string).split("-")[1]
            item["A"]["Scope"] = "/Column" if row == "0" else "/Row"


@cache
def _paper_style() -> Any:
    """The style sheets of paper, parsed as one."""
    names = ("paper-base.css", "paper.css")
    text = "\n".join((assets_dir() / "policy" / name).read_text("utf-8") for name in names)
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
