"""The document's HTML as a tagged PDF, by WeasyPrint (the extra `pdf`).

In: a self-contained page. Out: bytes, the same for the same page. Nothing is fetched: a page that
names something outside itself gets a PDF without it. The PDF is tagged and has a title and a
language; it does not claim PDF/UA-1, because no checker (such as veraPDF) has confirmed it.
"""

from __future__ import annotations

import gc
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class PdfUnavailable(Exception):  # noqa: N818 - told to the user as it stands
    """WeasyPrint, or a library that it needs, is not installed."""


def render_pdf(page: str) -> bytes:
    """A PDF of a page of ours; raises `PdfUnavailable`."""
    weasyprint = _weasyprint()
    only_inside = weasyprint.urls.URLFetcher(allowed_protocols={"data"})
    document = weasyprint.HTML(string=page, url_fetcher=only_inside)
    with _no_collection():
        return bytes(document.write_pdf(pdf_tags=True, pdf_identifier=b"partner-kb"))


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
