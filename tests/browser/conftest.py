"""Chromium, and the bundled knowledge base served as a static host would serve it."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext, Page

from partner_kb.cli import cli

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


class _Host(http.server.SimpleHTTPRequestHandler):
    """A static host: quiet, and with the nearest 404.html."""

    def log_message(self, *_arguments: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        root = Path(self.directory)
        folder = root / self.path.strip("/").split("/")[0]
        page = next(p for p in (folder / "404.html", root / "404.html") if p.is_file())
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def serve(folder: Path) -> tuple[str, Callable[[], None]]:
    """Serve a folder on a free port; returns its URL, ending with /, and what stops it."""
    handler = functools.partial(_Host, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/", server.shutdown


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled knowledge base, built."""
    target = tmp_path_factory.mktemp("bundled") / "site"
    result = CliRunner().invoke(
        cli, ["build", "-f", str(ROOT / "mkdocs.yml"), "--site-dir", str(target)]
    )
    assert result.exit_code == 0, result.output
    return target


@pytest.fixture(scope="session")
def site_url(bundled: Path) -> Iterator[str]:
    """Where it is served."""
    url, stop = serve(bundled)
    yield url
    stop()


@pytest.fixture
def visit(browser: Browser, site_url: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the site in a browser of its own; keywords go to the browser context.

    Errors of scripts, and requests to any other origin, fail the test.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(url: str = "", **options: object) -> Page:
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 900}, "locale": "en-US", **options}  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: check_origin(request.url))
        page.goto(site_url + url)
        return page

    def check_origin(url: str) -> None:
        if not url.startswith((site_url, "data:", "blob:")):
            wrong.append(f"a request to {url}")

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Runs axe-core on a page: what it finds serious or critical, one line each."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci")

    def run(page: Page) -> list[str]:
        page.add_script_tag(path=str(AXE))
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = page.evaluate("tags => axe.run({runOnly: tags})", tags)
        return [
            f"{item['id']}: {node['target']} {node.get('failureSummary', '')}"
            for item in found["violations"]
            if item["impact"] in ("serious", "critical")
            for node in item["nodes"][:3]
        ]

    return run
