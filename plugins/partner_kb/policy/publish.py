"""A partner's own small site: every document in every locale, for its own customers.

In: a policy, locales, a first day for "open now". Out: files by path, as text or bytes; equal
input gives equal files. Nothing is fetched, links end in index.html, so it works from file://.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from partner_kb.policy.locale_data import locale_data
from partner_kb.policy.model import Policy
from partner_kb.policy.open_now import open_now_json
from partner_kb.policy.pdf import render_pdf
from partner_kb.policy.render import (
    Request,
    policy_json,
    print_style,
    render_markdown,
    render_page,
)
from partner_kb.policy.style import standalone_style
from partner_kb.policy.templating import policy_environment
from partner_kb.policy.twin.view import DOCUMENTS
from partner_kb.policy.twin.words import capital
from partner_kb.resources import assets_dir

_IMAGE_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}


def documents_of(policy: Policy) -> Sequence[str]:
    """The documents that the policy has data for."""
    return tuple(name for name in DOCUMENTS if name != "collections" or policy.collections)


def published_files(
    policy: Policy,
    locales: Sequence[str],
    first: date,
    *,
    with_pdf: bool = True,
    overlay: Path | None = None,
    overrides: Path | None = None,
    logo: str = "",
) -> Mapping[str, str | bytes]:
    """Every file of the site by its path; raises `PdfUnavailable`."""
    files: dict[str, str | bytes] = {}
    listed: list[dict[str, object]] = []
    for locale in locales:
        base = Request(policy, locale, "policy", first.isoformat(), overlay, overrides, logo)
        files[f"{locale}/policy.json"] = policy_json(base)
        for document in documents_of(policy):
            request = replace(base, document=document)
            html = _page(request, locales, first, with_pdf)
            place = f"{locale}/{document}"
            files[f"{place}/index.html"] = html
            files[f"{place}.md"] = render_markdown(request)
            if with_pdf:
                files[f"{place}.pdf"] = render_pdf(request)
            formats = {"html": f"{place}/index.html", "md": f"{place}.md"}
            formats |= {"pdf": f"{place}.pdf"} if with_pdf else {}
            listed.append({"locale": locale, "document": document, "files": formats})
    files["index.html"] = _front(policy, locales, overlay, overrides)
    files["index.json"] = _index(policy, locales, listed)
    return files


def _page(request: Request, locales: Sequence[str], first: date, with_pdf: bool) -> str:
    """A page of the site: with its links, and "open now" where hours are."""
    links = [
        [
            {
                "href": f"../../{locale}/{request.document}/index.html",
                "text": own_name(locale),
                "lang": locale,
                "current": locale == request.locale,
            }
            for locale in locales
        ],
        [
            {
                "href": f"../{document}/index.html",
                "text": document_name(document, request),
                "lang": "",
                "current": document == request.document,
            }
            for document in documents_of(request.policy)
        ],
        _downloads(request, with_pdf),
    ]
    script, intervals = "", ""
    if request.document in ("policy", "addendum"):
        script = open_now_script()
        intervals = open_now_json(request.policy, request.locale, first, request.overlay)
    return render_page(request, languages=links, script=script, intervals=intervals)


def _downloads(request: Request, with_pdf: bool) -> list[dict[str, object]]:
    formats = ["pdf", "md"] if with_pdf else ["md"]
    return [
        {
            "href": f"../{request.document}.{name}",
            "text": {"pdf": "PDF", "md": "Markdown"}[name],
            "lang": "",
            "current": False,
        }
        for name in formats
    ]


def own_name(locale: str) -> str:
    """The name of a locale's language in itself, as it stands alone: with a capital."""
    names = locale_data(locale).languages
    return capital(names.get(locale, names.get(locale.split("-")[0], locale)))


def document_name(document: str, request: Request) -> str:
    """The title of a document in the locale of the request."""
    environment = policy_environment(request.locale, request.overlay, request.overrides)
    template = environment.get_template("policy/document-name.txt")
    return template.render(document=document)


def _front(
    policy: Policy, locales: Iterable[str], overlay: Path | None, overrides: Path | None
) -> str:
    """The first page: the languages, each by its own name."""
    main = policy.authoritative_language
    request = Request(policy, main, "policy", overlay=overlay, overrides=overrides)
    environment = policy_environment(main, overlay, overrides)
    links = [
        {"href": f"{one}/policy/index.html", "text": own_name(one), "lang": one} for one in locales
    ]
    fragment = environment.get_template("policy/front.html").render(policy=policy, links=links)
    template = environment.get_template("policy/page.html")
    return (
        template.render(
            fragment=fragment,
            policy=policy,
            locale=main,
            document="policy",
            style=print_style(request) + "\n" + standalone_style(),
            languages=[],
            script="",
            intervals="",
        )
        + "\n"
    )


def _index(policy: Policy, locales: Sequence[str], documents: list[dict[str, object]]) -> str:
    """What is there, for programs."""
    value = {
        "format": "partner-kb support policy site",
        "id": policy.id,
        "version": policy.version,
        "effective": policy.effective,
        "draft": policy.effective is None,
        "fictional": policy.fictional,
        "authoritative_language": policy.authoritative_language,
        "locales": list(locales),
        "documents": documents,
        "data": {locale: f"{locale}/policy.json" for locale in locales},
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


@cache
def open_now_script() -> str:
    """The script of "open now", to stand inside the page."""
    return (assets_dir() / "js" / "policy" / "open-now.js").read_text("utf-8")


def logo_data(policy: Policy, folder: Path) -> str:
    """The policy's logo as a data: URI where it is a file beside the policy, else ""."""
    name = policy.identity.logo or ""
    path = folder / name
    kind = _IMAGE_TYPES.get(path.suffix.lower())
    if not name or "/" in name or kind is None or not path.is_file():
        return ""
    return f"data:{kind};base64," + base64.b64encode(path.read_bytes()).decode("ascii")
