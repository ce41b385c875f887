"""Real pages written in another way keep every word and every nesting."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ops.rendering import render_clean, render_source
from ops.rewriting import WAYS, rewrite
from ops.structure import outline
from partner_kb.ops.conversion import Options
from partner_kb.ops.convert import convert
from partner_kb.ops.docset import SourceFile, read_page
from partner_kb.ops.role_lines import find_role_lines
from partner_kb.resources import locales_dir
from partner_kb.roles.load import load_vocabulary

PAGES = 5
TAB = re.compile(r"(?m)^(\s*)# (\[\w+\])\(#tab/\w+\)$")
ZONE = re.compile(r'(?m)^::: (?:zone|moniker) \w+="\W*(\w)"$')


@pytest.mark.source
@pytest.mark.parametrize("way", WAYS)
def test_a_page_keeps_its_words_and_nesting(source: Path, way: str) -> None:
    vocabulary = load_vocabulary([locales_dir()])
    files = sorted((source / "live").rglob("*.md"))
    start = list(WAYS).index(way) * 7919
    for number in range(PAGES):
        path = files[(start + number * 31) % len(files)]
        locale = path.relative_to(source / "live").parts[0]
        text = rewrite(path.read_text("utf-8").replace("\r\n", "\n"), way)
        file = SourceFile(path.name, f"d/{path.name}", "page", locale, text.encode())
        done = convert([file], Options(vocabulary))
        (document,) = done.documents
        target = read_page(file, None).target
        cuts = find_role_lines(target.text, vocabulary, locale).cuts
        source_text = TAB.sub(r"\1\2", target.without(cuts).text)
        # for whom a passage is stands above it
        source_text = ZONE.sub(lambda match: f"\n{match[1].upper()}\n", source_text)
        expected = outline(render_source(source_text))
        found = outline(render_clean(document.body))
        assert "".join(found) == "".join(expected), f"{locale}/{path.name}"
