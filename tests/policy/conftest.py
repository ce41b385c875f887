"""A folder laid out as a site's, for tests that run the builder's modules in a browser."""

import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from partner_kb.policy.builder_page import render_builder
from partner_kb.policy.project import read_policies
from partner_kb.policy.site_data import site_files
from partner_kb.resources import assets_dir
from policy.policy_generator import LOCALES

DOCS = Path(__file__).parents[2] / "docs"
PAGE = """<!doctype html><html lang="{locale}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Builder</title>
<link rel="stylesheet" href="/site.css"></head>
<body class="md-typeset" data-md-color-scheme="default">
<main><h1>Builder</h1>{html}</main>
<script type="module" src="/assets/partner-kb/js.test/policy/builder.js"></script></body></html>"""


class Quiet(SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012 - as the base class has it
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
    }

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def builder_site(tmp_path_factory):
    """The address of a served builder, one page for each locale."""
    from datetime import date

    root = tmp_path_factory.mktemp("builder-site")
    for name, content in site_files(DOCS, LOCALES, date(2026, 11, 21)).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    shutil.copytree(assets_dir() / "js" / "policy", root / "assets/partner-kb/js.test/policy")
    css = [(assets_dir() / "css" / name).read_text() for name in ("tokens.css", "policy.css")]
    (root / "site.css").write_text("\n".join(css))
    for locale in LOCALES:
        html = render_builder(locale, None, read_policies(DOCS))
        (root / f"{locale}.html").write_text(PAGE.format(locale=locale, html=html), "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser, builder_site):
    context = browser.new_context(viewport={"width": 1300, "height": 900}, accept_downloads=True)
    page = context.new_page()
    page.errors = []
    page.requests = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("request", lambda request: page.requests.append(request.url))
    yield page
    context.close()
    assert page.errors == []
    foreign = [
        url
        for url in page.requests
        if not url.startswith((builder_site, "blob:", "about:", "data:"))
    ]
    assert foreign == []


@pytest.fixture(scope="session")
def samples():
    """The bundled policies by their id."""
    return {policy.id: policy for policy in read_policies(DOCS)}
