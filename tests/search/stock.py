"""Material's built-in search on the same pages: the measure that ours is held against.

The text of each page that our search indexes goes into a stock MkDocs + Material site, one a
locale, with Material's own settings for that language (its stemmer and separator): the best that
it can do without a plugin.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from bs4 import BeautifulSoup
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from search.golden import Asked, Query, path_of

LANGUAGES = {"en": "en", "pt-BR": "pt-BR", "zh-CN": "zh", "ru-RU": "ru"}

LEFT_OUT = (
    "[data-pagefind-ignore], .pkb-page-meta, .pkb-page-foot, [data-pkb-english], "
    "[hidden], form, nav, script, template, svg"
)


def build_stock(site: Path, locale: str, folder: Path) -> Path:
    """Build the stock site of a locale from the pages of our `site`; returns its folder."""
    prefix = site if locale == "en" else site / locale
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# -\n", "utf-8")
    for path in sorted(prefix.rglob("index.html")):
        url = path.parent.relative_to(site).as_posix()
        if locale == "en" and url.split("/")[0] in LANGUAGES:
            continue
        soup = BeautifulSoup(path.read_text("utf-8"), "lxml")
        article = soup.select_one("article[data-pagefind-body]")
        if article is None:
            continue
        for element in article.select(LEFT_OUT):
            element.decompose()
        heading = article.find("h1")
        title = json.dumps(
            heading.get_text(" ", strip=True) if heading else url, ensure_ascii=False
        )
        page = docs / f"{path_of(url, locale)}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        html = "\n".join(line for line in article.decode_contents().splitlines() if line.strip())
        page.write_text(f"---\ntitle: {title}\n---\n<div>\n{html}\n</div>\n", "utf-8")
    config = {
        "site_name": "Stock",
        "site_dir": str(folder / "site"),
        "docs_dir": str(docs),
        "theme": {"name": "material", "language": LANGUAGES[locale], "font": False},
        "plugins": ["search"],
    }
    settings = folder / "mkdocs.yml"
    settings.write_text(json.dumps(config), "utf-8")  # JSON is YAML
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    build(load_config(str(settings)))
    return folder / "site"


def ask(browser: Browser, root: str, queries: Iterable[Query]) -> list[Asked]:
    """Each query put into Material's own search box by its link; what its list then shows."""
    context = browser.new_context()
    page = context.new_page()
    found = []
    try:
        for query in queries:
            page.goto(f"{root}?q={quote(query.text)}")
            try:
                page.wait_for_function(ANSWERED, timeout=WAIT)
            except PlaywrightTimeoutError:  # it stays at "type to start" for some queries
                found.append(Asked(query, ()))
                continue
            page.evaluate(SETTLED)
            links = page.eval_on_selector_all(
                ".md-search-result__item > a", "links => links.map(link => link.pathname)"
            )
            paths = dict.fromkeys(path_of(link.lstrip("/"), "en") for link in links)
            found.append(Asked(query, tuple(paths)))
    finally:
        context.close()
    return found


WAIT = 10_000
"""Milliseconds."""

ANSWERED = """() => {
  const { translations } = JSON.parse(document.querySelector("#__config").textContent);
  const said = document.querySelector(".md-search-result__meta")?.textContent.trim() ?? "";
  const answers = ["none", "one", "other"].map((key) => translations[`search.result.${key}`]);
  return answers.includes(said.replace(/\\d+/, "#"));
}"""

SETTLED = """() => new Promise((done) => {
  const list = document.querySelector(".md-search-result__list");
  let timer = setTimeout(done, 400);
  new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(done, 400); })
    .observe(list, { childList: true, subtree: true });
})"""
