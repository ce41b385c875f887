"""The older schema of landing pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from partner_kb.ops import Options, SourceFile, convert
from partner_kb.resources import locales_dir
from partner_kb.roles import load_vocabulary

GOLDEN = Path(__file__).parent / "golden"


def body(text: str) -> str:
    page = SourceFile("index.yml", "docset/index.yml", "page", "de-DE", text.encode())
    (document,) = convert([page], Options(load_vocabulary([locales_dir()]))).documents
    return document.body


def test_landing_data_becomes_text_links_and_tables(golden) -> None:
    text = (GOLDEN / "landing-data.yml").read_text("utf-8")
    golden.check(GOLDEN / "landing-data.out", body(text))


@pytest.mark.parametrize(
    "rest",
    ["abstract: words", "sections: {a: b}", "sections: [x, {items: y}, {items: [{items: [1]}]}]",
     "sections: [{items: [{type: table, rows: [{values: z}], columns: 3}]}]"],
)  # fmt: skip
def test_what_has_another_form_is_passed_over(rest: str) -> None:
    text = f"### YamlMime:YamlDocument\ndocumentType: LandingData\ntitle: Dienste\n{rest}\n"
    assert body(text).startswith("# Dienste {#dienste}")
