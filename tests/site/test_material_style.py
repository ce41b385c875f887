"""What is left of Material's style sheet: everything for content, nothing for its frame."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from partner_kb.mkdocs_plugin.material_style import content_style, without_frame
from partner_kb.resources import assets_dir, templates_dir


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (".md-typeset p{margin:0}", ".md-typeset p{margin:0}"),
        (".md-nav{color:red}.md-typeset{color:blue}", ".md-typeset{color:blue}"),
        (".md-nav a,.md-typeset a{color:red}", ".md-typeset a{color:red}"),
        (".md-typeset :is(a,b) c{x:y}", ".md-typeset :is(a,b) c{x:y}"),
        ("@media print{.md-nav{a:b}}", ""),
        ("@media print{.md-nav{a:b}.md-grid{c:d}}", "@media print{.md-grid{c:d}}"),
        ("@keyframes x{from{a:b}to{c:d}}", "@keyframes x{from{a:b}to{c:d}}"),
        ('@charset "UTF-8";.md-grid{a:b}', '@charset "UTF-8";.md-grid{a:b}'),
        ('.md-grid{content:"}.md-nav{"}', '.md-grid{content:"}.md-nav{"}'),
        (":root{--md-x:1;--md-i:url('a')}", ":root{--md-x:1;}"),
        (":root{--md-i:url('a')}p{b:var(--md-i)}", ":root{--md-i:url('a')}p{b:var(--md-i)}"),
        (".js .md-typeset a{b:c}.md-typeset .json{d:e}", ".md-typeset .json{d:e}"),
        ("a.focus-visible,a:focus-visible{b:c}", "a:focus-visible{b:c}"),
        (":root>*{--md-mermaid-x:var(--md-y);--md-mermaid-z:1}", ""),
        (".md-grid{a:b}\n/*# sourceMappingURL=x.map */", ".md-grid{a:b}"),
    ],
)
def test_rules_that_can_match_nothing_go(css: str, expected: str) -> None:
    assert without_frame(css) == expected


def test_the_installed_one_keeps_what_content_needs() -> None:
    css = content_style()
    assert css.count("{") == css.count("}")
    for part in (
        "tabbed-set", "task-list", "footnote", "admonition", "highlight", "md-button", "md-grid",
        "critic", "keys", "--md-admonition-icon--danger:url(", "--md-footnotes-icon:url(",
    ):  # fmt: skip
        assert part in css, part
    for part in (
        "md-nav",
        "md-search",
        "md-header",
        "md-sidebar",
        "--md-search-result-icon",
        "--md-mermaid",
    ):
        assert part not in css, part
    assert len(css) < 60_000


def test_what_it_leaves_out_is_in_no_template_or_script_of_ours() -> None:
    left = set(re.findall(r"\.(md-[\w-]+)", content_style()))
    roots: tuple[Path, ...] = (templates_dir(), assets_dir())
    for path in (path for root in roots for path in root.rglob("*.*")):
        if path.suffix in (".html", ".js", ".css", ".jinja", ".md"):
            text = path.read_text("utf-8")
            used = set(re.findall(r"(?<![\w-])md-[a-z]+(?:(?:__|--)[a-z]+)*(?![\w-])", text))
            assert used <= left, path
