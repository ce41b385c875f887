"""The templates that the builder's preview runs, as data.

In: the package's templates. Out: their trees by name (`jinja_data`), part of `own.bin`.
"""

from __future__ import annotations

from collections.abc import Mapping

from partner_kb.policy.jinja_data import Tree, template_trees
from partner_kb.policy.templating import FUNCTIONS
from partner_kb.policy.twin.view import DOCUMENTS
from partner_kb.resources import templates_dir

NAMES = (
    "policy/phrases.html", "policy/own.html", "policy/notices.html", "policy/facts.html",
    "policy/small-print.html", "policy/sections.html", "policy/page.html", "policy/print.css",
    "policy/document-name.txt",
)  # fmt: skip


def builder_templates() -> Mapping[str, list[Tree]]:
    """Every template of a document, and what these include."""
    root = templates_dir()
    names = [*NAMES, *(f"policy/documents/{name}.html" for name in DOCUMENTS)]
    names += sorted(
        path.relative_to(root).as_posix() for path in (root / "policy/clauses").glob("*.html")
    )
    texts = {name: (root / name).read_text("utf-8") for name in names}
    return template_trees(texts, (function.__name__ for function in FUNCTIONS))
