"""Small real projects, built as `mkdocs build --strict` does, read as parsed HTML."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup
from mkdocs.commands.build import build
from mkdocs.config import load_config

LOCALES = ("en", "pt-BR", "zh-CN", "ru-RU")
"""The locales of the test projects, in the site's order."""

MKDOCS_YML = """\
site_name: Example base
site_url: https://example.com/kb/
site_description: What the example says.
repo_url: https://example.com/repo
edit_uri: edit/main/docs/
theme: {name: material}
plugins:
  - partner-kb:
      report_url: "https://example.com/new?title={title}&body={url}"
      footer: {icp_number: 京ICP备00000000号, privacy_url: https://example.com/privacy}
  - i18n:
      docs_structure: folder
      languages:
        - {locale: en, name: English, default: true}
        - {locale: pt-BR, name: Português (Brasil), site_name: Base de exemplo}
        - {locale: zh-CN, name: 简体中文}
        - {locale: ru-RU, name: Русский}
"""


def prefix_of(locale: str) -> str:
    """The folder of a locale's URLs."""
    return "" if locale == "en" else f"{locale}/"


def page(title: str, body: str = "Text.", **front: object) -> str:
    """A clean page; `front` is written as YAML flow values."""
    lines = "".join(f"{key}: {value}\n" for key, value in front.items())
    return f"---\ntitle: {title}\n{lines}---\n\n# {title}\n\n{body}\n"


def source(path: str, locale: str, **more: str) -> str:
    """A `source:` block as import writes it."""
    values = {"path": path, "locale": locale, "translation": "human", **more}
    return "{" + ", ".join(f'{key}: "{value}"' for key, value in values.items()) + "}"


SEGMENTS = """\
{"id": "a-101", "line": 1, "source": "First page", "target": "Primeira página"}
{"id": "a-102", "line": 3, "source": "**Pay** on time.", "target": "**Pague** em dia."}
{"id": "a-103", "line": 3, "source": "See [second](b.md).", "target": "Veja a [segunda](b.md)."}
{"id": "a-104", "line": 5, "source": "One thing", "target": "Uma coisa"}
"""

PROJECT: Mapping[str, str] = {
    "mkdocs.yml": MKDOCS_YML,
    "docs/en/toc.yml": """\
- name: Start
  items:
  - {name: First, href: docset/a.md}
  - {name: Second, href: docset/b.md}
- name: Money
  items:
  - {name: Third, href: docset/c.md}
""",
    "docs/pt-BR/toc.yml": """\
- name: Comece
  items:
  - {name: Primeira, href: docset/a.md}
""",
    "docs/en/docset/a.md": page(
        "First page",
        "**Pay** on time. See [second](b.md).\n\n- One thing",
        roles="[billing-admin, helpdesk-agent]",
        applies_to="[partner-center]",
        description="About the first thing.",
        source=source("docset/a.md", "en", date="2021-01-28", hash="new", translation="original"),
    ),
    "docs/en/docset/b.md": page(
        "Second page",
        "See [first](a.md#deep) & more.\n\n## Deep\n\n::: roles billing-admin\n\nOnly you.\n\n:::",
        roles="[global-admin]",
        as_of="2021-07-31",
        sources='[{title: "Src", url: "https://example.com/src"}, {url: "javascript:x"}]',
    ),
    "docs/en/docset/c.md": page("Third page", "See [b](b.md).", roles="[all-users]"),
    "docs/pt-BR/docset/a.md": page(
        "Primeira página",
        "**Pague** em dia. Veja a [segunda](b.md).\n\n- Uma coisa",
        roles="[billing-admin, helpdesk-agent]",
        applies_to="[partner-center]",
        source=source(
            "docset/a.md",
            "pt-BR",
            hash="old",
            translation="machine",
            commit="0123456789abcdef0123",
            date="2020-03-01",
            translated="2020-04-02",
            url="https://docs.microsoft.com/pt-br/partner-center/a",
            license="CC-BY-4.0",
        ),
    ),
    "docs/ru-RU/docset/c.md": page(
        "Третья страница",
        "Текст.",
        source=source("docset/c.md", "ru-RU", date="2026-09-01"),
    ),
    "docs/ru-RU/docset/faq.md": page(
        "Вопросы",
        "Кратко.\n\n## Раздел\n\n### Можно?\n\nДа, </script> *можно*.\n\n### Нужно?\n\nНет.",
        type="faq",
    ),
    "docs/zh-CN/docset/d.md": page("仅中文", "正文。"),
    "docs/redirects.yml": "docset/old.md: docset/a.md\ndocset/gone.md: docset/nowhere.md\n",
    "docs/en/includes/part.md": "Not a page.",
    "docs/policies/notes.txt": "Not a page.",
    "locales/pt_BR/segments/docset/a.jsonl": SEGMENTS,
}


@dataclass(frozen=True)
class Built:
    """A built site, page by page."""

    root: Path
    warnings: tuple[str, ...]

    def page(self, url: str) -> BeautifulSoup:
        """The page at a URL relative to the site's root, parsed."""
        path = self.root / url
        file = path / "index.html" if url.endswith("/") or not url else path
        return BeautifulSoup(file.read_text("utf-8"), "lxml")

    def has(self, url: str) -> bool:
        """Whether there is a page."""
        return (self.root / url / "index.html").is_file()


def write_project(folder: Path, files: Mapping[str, str]) -> Path:
    """Write the files of a project; returns its mkdocs.yml."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder / "mkdocs.yml"


class _Records(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def build_project(folder: Path, files: Mapping[str, str], *, strict: bool = True) -> Built:
    """Build a project as `mkdocs build --strict` does."""
    config = load_config(str(write_project(folder, files)), strict=strict)
    records = _Records()
    logging.getLogger("mkdocs").addHandler(records)
    try:
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    finally:
        config.plugins.on_shutdown()
        logging.getLogger("mkdocs").removeHandler(records)
    return Built(Path(config.site_dir), tuple(records.messages))


def find_dead_links(root: Path) -> list[str]:
    """`page: link` for each relative link of each page that leads to no file."""
    dead = []
    for path in sorted(root.rglob("*.html")):
        if path.name == "404.html":
            continue
        where = "/" + path.relative_to(root).as_posix().removesuffix("index.html")
        soup = BeautifulSoup(path.read_text("utf-8"), "lxml")
        for element in soup.select("a[href], link[href], img[src], script[src]"):
            link = element.get("href") or element.get("src") or ""
            parts = urlsplit(urljoin(where, link))
            if urlsplit(link).scheme or link.startswith("//"):
                continue
            target = root / unquote(parts.path).lstrip("/")
            if not (target / "index.html" if parts.path.endswith("/") else target).is_file():
                dead.append(f"{where}: {link}")
    return dead
