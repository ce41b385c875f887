"""Imports one after another: what an earlier one knew stays known, whatever the order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from importer.kb import DOCSET, Kb, both, page

ROLES = both(
    "**Funções apropriadas**: agente administrativo",
    "**Appropriate roles**: Admin agent | Billing admin",
    102,
)


def side_by_side(title: str = both("Um", "One"), body: str = "") -> str:
    text = body or both("Texto com \\* e `código`.", "Text with \\* and `code`.", 103)
    return page("Um", f"{ROLES}\n\n{text}\n").replace("# Um", f"# {title}")


def alone(text: str) -> str:
    """The same page as it is published without English."""
    kept = re.sub(r'<span class="sxs-lookup"><span [^>]*>.*?</span></span>', "", text)
    return re.sub(r"</?span[^>]*>", "", kept).replace("\\*", "*")


def test_a_page_without_english_keeps_what_its_english_said(kb: Kb) -> None:
    kb.page("one.md", side_by_side())
    kb.imports()
    name = "kb/docs/pt-BR/partner-center/one.md"
    before = kb.read(name)
    assert "- admin-agent\n- billing-admin\n" in before
    kb.page("one.md", alone(side_by_side()))
    assert "span" not in (kb.root / DOCSET / "one.md").read_text("utf-8")
    assert kb.report()["pages"] == {"read": 1, "written": 0, "skipped": 0}
    assert kb.read(name) == before
    after = kb.snapshot()
    kb.imports()
    assert kb.snapshot() == after


def test_a_page_whose_text_changed_says_for_whom_it_is_itself(kb: Kb) -> None:
    kb.page("one.md", side_by_side())
    kb.imports()
    kb.page("one.md", alone(side_by_side()) + "\nMais uma frase.\n")
    kb.imports()
    assert "roles:\n- admin-agent\nsource:" in kb.read("kb/docs/pt-BR/partner-center/one.md")


@pytest.mark.source
def test_live_after_side_by_side_takes_no_role_away(source: Path, kb: Kb) -> None:
    kb.run("import", str(source / "live-sxs"), "--docs", "kb/docs")
    before = {name: heads(kb.read(f"kb/docs/{name}")) for name in kb.pages()}
    kb.run("import", str(source / "live"), "--docs", "kb/docs")
    after = {name: heads(kb.read(f"kb/docs/{name}")) for name in before}
    assert after == before


def heads(text: str) -> str:
    return text.split("---\n")[1]
