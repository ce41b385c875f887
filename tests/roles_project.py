"""A project whose forty pages are for different roles and services, for tests of the filter."""

from __future__ import annotations

from collections.abc import Mapping

from site_project import MKDOCS_YML, page

MANY = 30
"""Pages of the long list: more than the navigation or a card of the home page shows."""

BLOCKS = """\
For everybody.

## Common part

Text.

::: roles billing-admin

## Pay the invoice

Only for who pays. ::: no directive

:::

::: roles helpdesk-agent sales-agent

## Answer the call

Only for who answers.

:::

## Last part

The end.
"""


def _toc(names: Mapping[str, str]) -> str:
    many = "".join(f"    - {{name: Many {n}, href: many/m{n:02}.md}}\n" for n in range(MANY))
    return f"""\
- name: {names["start"]}
  items:
  - {{name: Alpha, href: a.md}}
  - {{name: Beta, href: b.md}}
  - {{name: For all, href: everyone.md}}
  - {{name: Open, href: open.md}}
- name: {names["clouds"]}
  items:
  - {{name: Cloud one, href: c1.md}}
  - {{name: Cloud two, href: c2.md}}
  - {{name: Cloud three, href: c3.md}}
- name: {names["desk"]}
  items:
  - name: Deep
    items:
    - {{name: Deep one, href: d1.md}}
    - {{name: Deep two, href: d2.md}}
- name: {names["many"]}
  items:
  - name: List
    items:
{many}- name: Mixed
  href: mixed.md
"""


def _pages() -> dict[str, str]:
    found = {
        "a": page("Alpha page", roles="[billing-admin]"),
        "b": page("Beta page", roles="[global-admin]"),
        "everyone": page("Page for all", roles="[all-users]"),
        "open": page("Open page", "See [c2](c2.md)."),
        "c1": page("Cloud one", roles="[billing-admin]", applies_to="[partner-center]"),
        "c2": page("Cloud two", roles="[helpdesk-agent]", applies_to="[partner-center-germany]"),
        "c3": page("Cloud three", roles="[billing-admin]", applies_to="[partner-center-germany]"),
        "d1": page("Deep one", roles="[helpdesk-agent]"),
        "d2": page("Deep two", roles="[helpdesk-agent]"),
        "mixed": page("Mixed page", BLOCKS, roles="[billing-admin, helpdesk-agent]"),
    }
    for n in range(MANY):
        role = "helpdesk-agent" if n % 3 else "billing-admin"
        found[f"many/m{n:02}"] = page(f"Many {n:02}", roles=f"[{role}]", date=f"2026-03-{n + 1:02}")
    return {f"docs/en/{name}.md": text for name, text in found.items()}


ROLES_PROJECT: Mapping[str, str] = {
    "mkdocs.yml": MKDOCS_YML,
    "docs/en/toc.yml": _toc(
        {"start": "Start", "clouds": "Clouds", "desk": "Desk", "many": "Many pages"}
    ),
    "docs/ru-RU/toc.yml": _toc(
        {"start": "Начало", "clouds": "Облака", "desk": "Служба", "many": "Много страниц"}
    ),
    **_pages(),
    "docs/ru-RU/a.md": page("Страница альфа", roles="[billing-admin]"),
    "docs/pt-BR/mixed.md": page("Página mista", BLOCKS, roles="[billing-admin, helpdesk-agent]"),
    "docs/zh-CN/a.md": page("甲页", roles="[billing-admin]"),
}

PAGES = 40
FOR_BILLING = 16
"""Of all pages, what a billing admin is shown: 14 by role, an open one, one for all."""
