"""This project's search, asked in real Chromium on its results page."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from playwright.sync_api import Browser

from search.golden import Asked, Query, path_of

ANSWERED = "query => document.querySelector('.pkb-results')?.dataset.pkbAnswered === query"


def ask(browser: Browser, root: str, locale: str, queries: Iterable[Query]) -> list[Asked]:
    """Each query typed into the results page of a site served at `root` (ending with "/")."""
    prefix = "" if locale == "en" else f"{locale}/"
    context = browser.new_context(locale=locale)
    page = context.new_page()
    found = []
    base = urlsplit(root).path
    try:
        for query in queries:
            page.goto(f"{root}{prefix}search/?q={quote(query.text)}")
            page.wait_for_function(ANSWERED, arg=query.text)
            links = page.eval_on_selector_all(
                ".pkb-results > li > a", "links => links.map(link => link.pathname)"
            )
            paths = (path_of(link.removeprefix(base), locale) for link in links)
            found.append(Asked(query, tuple(paths)))
    finally:
        context.close()
    return found
