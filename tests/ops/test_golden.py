"""One construct of OPS a file: `golden/<name>.md` in, `golden/<name>.out` the clean page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from partner_kb.ops.conversion import Options
from partner_kb.ops.convert import convert
from partner_kb.ops.docset import SourceFile
from partner_kb.resources import locales_dir
from partner_kb.roles.load import load_vocabulary

GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.md"))

PAGE = "---\nms.contentlocale: en-us\n---\n"
REDIRECTS = """{"redirections": [
 {"source_path": "docset/old.md", "redirect_url": "/docset/next"},
 {"source_path": "docset/left.md", "redirect_url": "https://example.com/left"}
]}"""
AROUND = {
    "docset/next.md": ("page", PAGE + "# Next\n\n## <a name='there'></a>There\n\n## X\n"),
    "docset/sub/deep.md": ("page", PAGE + "# Deep\n"),
    "docset/faq.yml": ("page", "### YamlMime:FAQ\ntitle: Questions\nsections: []\n"),
    "docset/includes/part.md": (
        "include",
        "---\nms.topic: include\n---\nA **part** of it.\n\n- x\n",
    ),
    "docset/includes/name.md": ("include", "the *name*"),
    "docset/code/sample.cs": ("include", "class A { }\n"),
    "docset/here.png": ("media", ""),
    ".openpublishing.redirection.json": ("redirects", REDIRECTS),
}


def test_there_are_golden_files() -> None:
    assert len(NAMES) >= 20


@pytest.mark.parametrize("name", NAMES)
def test_construct(name: str, golden) -> None:
    page = SourceFile(
        "page.md", f"docset/{name}.md", "page", "en", (GOLDEN / f"{name}.md").read_bytes()
    )
    around = [
        SourceFile(path, path, kind, "en", text.encode()) for path, (kind, text) in AROUND.items()
    ]
    done = convert([page, *around], Options(load_vocabulary([locales_dir()])))
    document = next(doc for doc in done.documents if doc.path == f"docset/{name}.md")
    problems = [str(problem) for problem in done.problems if problem.path == "page.md"]
    golden.check(
        GOLDEN / f"{name}.out", document.body + "\n~~~ problems\n" + "\n".join(problems) + "\n"
    )


@pytest.mark.parametrize("name", NAMES)
def test_no_syntax_of_the_source_is_left(name: str) -> None:
    body = (GOLDEN / f"{name}.out").read_text("utf-8").split("\n~~~ problems\n")[0]
    prose = re.sub(r"(?s)^( *)```.*?^\1```|`[^`\n]*`", "", body, flags=re.M)
    prose = re.sub(r"^::: roles .*|^:::$", "", prose, flags=re.M)
    for syntax in (":::", "[!", "sxs-lookup", "data-ttu-id", "<a name", "#tab/"):
        assert syntax not in prose.replace("[![", "[")
