"""A policy as a document: an HTML fragment, a file of its own, Markdown, JSON, PDF.

In: a policy, a locale, a document's name. Out: text (bytes for PDF). Equal input gives equal
bytes: what depends on the day is an argument.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from partner_kb.policy.context import render_context
from partner_kb.policy.locale_data import locale_data
from partner_kb.policy.model import SCHEMA_VERSION, Policy
from partner_kb.policy.style import standalone_style
from partner_kb.policy.templating import policy_environment
from partner_kb.policy.tree import parse_html
from partner_kb.policy.twin.markdown import to_markdown
from partner_kb.policy.twin.view import DOCUMENTS, names_in
from partner_kb.policy.twin.words import text_in, typeset

Document = Literal["policy", "summary", "announcement", "collections", "addendum"]


@dataclass(frozen=True, slots=True)
class Request:
    """What to render, and with what.

    `today` is an ISO date; it counts only where the policy has no effective date. `overlay` is a
    project's folder of catalogs, `overrides` its folder of templates, `logo` a data: URI.
    `embedded` is for a page that has its title already.
    """

    policy: Policy
    locale: str
    document: str = "policy"
    today: str = "2026-01-01"
    overlay: Path | None = None
    overrides: Path | None = None
    logo: str = ""
    embedded: bool = False


def render_fragment(request: Request) -> str:
    """The `<article>` of a document."""
    environment = policy_environment(request.locale, request.overlay, request.overrides)
    template = environment.get_template(f"policy/documents/{request.document}.html")
    return _set(request, template.render(_context(request)))


def render_section(request: Request, section: str) -> str:
    """One section of the full policy, without its heading; raises `KeyError` if it has none."""
    context = dict(_context(request))
    found = next((item for item in context["sections"] if item.id == section), None)
    if found is None:
        raise KeyError(section)
    environment = policy_environment(request.locale, request.overlay, request.overrides)
    template = environment.get_template("policy/quote.html")
    return _set(request, template.render({**context, "section": found}))


def _set(request: Request, html: str) -> str:
    months = locale_data(request.locale).months
    return typeset(request.locale, months, html, names_in(request.policy))


def _context(request: Request) -> Any:
    return render_context(
        request.policy,
        request.locale,
        request.document,
        request.today,
        logo=request.logo,
        embedded=request.embedded,
    )


def render_page(request: Request, **more: Any) -> str:
    """A self-contained HTML file: style inside, nothing fetched.

    `more` goes to the template: `languages` (links to other locales, documents and formats), the
    data and script of "open now" as `intervals` and `script`, another `style`.
    """
    environment = policy_environment(request.locale, request.overlay, request.overrides)
    template = environment.get_template("policy/page.html")
    return (
        template.render(
            fragment=render_fragment(request),
            policy=request.policy,
            locale=request.locale,
            document=request.document,
            **{
                "style": print_style(request) + "\n" + standalone_style(),
                "languages": [],
                "script": "",
                "intervals": "",
                **more,
            },
        )
        + "\n"
    )


def print_style(request: Request) -> str:
    """The style of printed pages: header and footer in the locale's words, DRAFT on each page."""
    environment = policy_environment(request.locale, request.overlay, request.overrides)
    template = environment.get_template("policy/print.css")
    return template.render(policy=request.policy)


def render_markdown(request: Request) -> str:
    """The document as Markdown: made from the HTML, so that it says the same."""
    return to_markdown(parse_html(render_fragment(request)))


def policy_json(request: Request) -> str:
    """The policy as data: every free text in the locale, with the language that it is in."""
    value = request.policy.model_dump(mode="json", exclude_none=True)
    described = {
        "format": "partner-kb support policy",
        "schema_version": SCHEMA_VERSION,
        "locale": request.locale,
        "draft": request.policy.effective is None,
        "policy": _spoken(value, request),
    }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def _spoken(value: Any, request: Request) -> Any:
    """Texts by language replaced by the text in the locale."""
    if isinstance(value, list):
        return [_spoken(item, request) for item in value]
    if not isinstance(value, dict):
        return value
    if request.policy.authoritative_language in value:
        said = text_in(value, request.locale, request.policy.authoritative_language)
        return {"text": said.text, "lang": said.lang or request.locale}
    return {key: _spoken(item, request) for key, item in value.items()}


def is_document(name: str) -> bool:
    """Whether a document of that name is bundled."""
    return name in DOCUMENTS
