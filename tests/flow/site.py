"""A small site of flow pages, rendered as the directive renders them, for tests."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from gettext import NullTranslations
from pathlib import Path

from partner_kb.flow.directive import render
from partner_kb.flow.load import load_flow
from partner_kb.flow.policy_link import PolicyRef
from partner_kb.flow.render import render_flow
from partner_kb.flow.view import Place
from partner_kb.resources import assets_dir

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ("en", "pt-BR", "zh-CN", "ru-RU")
FLOWS = ("escalation", "non-payment")
CHAT_OPENS = datetime(2042, 1, 1, 6, tzinfo=UTC)
SHEETS = ("tokens", "base", "article", "flow")

PAGE = """<!doctype html>
<html lang="{locale}"><head><meta charset="utf-8"><title>{title}</title>
<link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="{up}site.css"></head>
<body dir="ltr" data-md-color-scheme="default">
<main class="md-typeset"><h1>{title}</h1>
{flow}
</main>
<script type="module" src="{up}js/flow/start.js"></script>
</body></html>
"""


@dataclass(frozen=True)
class Where:
    """What `markdown_ext.Context` says of a page."""

    locale: str
    page: str
    root: str = str(ROOT / "docs")
    catalogs: str = ""


def fragment(flow: str, locale: str, root: Path | None = None) -> str:
    """The HTML of a flow on its own page."""
    where = Where(locale, f"flows/{flow}.md", str(root or ROOT / "docs"))
    return render(flow, where)


def address(flow: str, locale: str) -> str:
    """The path of a flow's page."""
    return f"/{'' if locale == 'en' else f'{locale}/'}flows/{flow}/"


def write_site(folder: Path) -> None:
    """Write pages, scripts and one style sheet below `folder`."""
    shutil.copytree(assets_dir() / "js", folder / "js")
    css = "\n".join((assets_dir() / "css" / f"{n}.css").read_text("utf-8") for n in SHEETS)
    (folder / "site.css").write_text(css, "utf-8")
    for locale in LOCALES:
        for flow in FLOWS:
            target = folder / address(flow, locale).strip("/")
            target.mkdir(parents=True)
            up = "../" * (2 if locale == "en" else 3)
            html = fragment(flow, locale)
            page = PAGE.format(locale=locale, title=flow, up=up, flow=html)
            (target / "index.html").write_text(page, "utf-8")
    third = fragment("third", "en", ROOT / "tests" / "flow" / "third")
    (folder / "third").mkdir()
    page = PAGE.format(locale="en", title="third", up="../", flow=third)
    (folder / "third" / "index.html").write_text(page, "utf-8")
    (folder / "policy").mkdir()
    page = PAGE.format(locale="en", title="policy", up="../", flow=with_policies())
    (folder / "policy" / "index.html").write_text(page, "utf-8")
    both = fragment("escalation", "en") + fragment("non-payment", "en")
    (folder / "both").mkdir()
    page = PAGE.format(locale="en", title="both", up="../", flow=both)
    (folder / "both" / "index.html").write_text(page, "utf-8")
    (folder / "terms.json").write_text(json.dumps(terms()), "utf-8")


def with_policies() -> str:
    """The escalation flow on a page where two policies may be chosen; one can't be read."""
    path = ROOT / "docs" / "flows" / "escalation.yml"
    flow = load_flow(path.read_text("utf-8"), str(path)).flow
    refs = (
        PolicyRef("contoso", "Contoso", "../terms.json", "/policy-page/"),
        PolicyRef("lost", "Lost & found", "../absent.json", "/lost-page/"),
    )
    plain = NullTranslations()
    place = Place("en", plain, lambda role: role, lambda _: None, lambda _: None, refs)
    return render_flow(flow, place)


def terms() -> dict[str, object]:
    """A policy's data as `policy_link` describes it: open always, closed, without hours.

    Closed until 2042-01-01, 09:00 at UTC+3; a month before it nothing is promised, see open-now.js.
    """
    far = 60_000_000
    opens = int(CHAT_OPENS.timestamp()) // 60
    return {
        "id": "contoso", "name": "Contoso <b>Brasil</b>",
        "terms": {"a": {"target": "Within 1 hour", "price": "Included"}},
        "channels": [
            {"label": "Phone", "value": "+55 11 5550-0100", "href": "tel:+551155500100",
             "severities": ["a"], "hours": "always"},
            {"label": "Chat", "value": "chat", "href": "javascript:alert(1)",
             "severities": [], "hours": "desk"},
            {"label": "Fax", "value": "fax", "href": None, "severities": [], "hours": "lost"},
            {"label": "Post", "value": "PO box", "href": None, "severities": ["c"],
             "hours": "always"},
        ],
        "openNow": {
            "until": far,
            "weekdays": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
            "words": {
                "always": "Open day and night.", "unknown": "See below.",
                "open": "Open until {there}.", "openBoth": "Open until {there} ({here}).",
                "closed": "Opens {there}.", "closedBoth": "Opens {there} (yours: {here}).",
                "moment": "{weekday}, {time}",
            },
            "hours": {
                "always": [[0, far, 0, 0]],
                "desk": [[0, 5, 180, 180], [opens, opens + 60, 180, 180]],
            },
        },
    }  # fmt: skip
