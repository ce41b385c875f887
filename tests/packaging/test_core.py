"""The core imports, and works, without MkDocs, Material or static-i18n."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap

EDGES = (
    "partner_kb.mkdocs_plugin",
    "partner_kb.project_check",
    "partner_kb.cli.build",
    "partner_kb.cli.check",
)
"""What may use MkDocs: the plugin, and the commands that build a site or look at a whole one."""

PROGRAM = textwrap.dedent(
    """
    import importlib, json, pkgutil, sys
    from importlib.abc import MetaPathFinder

    BLOCKED = {"mkdocs", "material", "mkdocs_static_i18n", "mkdocs_get_deps", "pymdownx.material"}

    class Block(MetaPathFinder):
        def find_spec(self, name, path=None, target=None):
            if name.partition(".")[0] in BLOCKED:
                raise ImportError(f"{name} is blocked")
            return None

    sys.meta_path.insert(0, Block())
    edges = tuple(json.loads(sys.argv[1]))
    import partner_kb
    names = [
        found.name
        for found in pkgutil.walk_packages(
            partner_kb.__path__, "partner_kb.", onerror=lambda name: None
        )
        if not found.name.startswith(edges)
    ]
    failed = {}
    for name in names:
        try:
            importlib.import_module(name)
        except Exception as error:
            failed[name] = repr(error)
    loaded = sorted(BLOCKED & set(sys.modules))
    print(json.dumps({"names": names, "failed": failed, "loaded": loaded}))
    """
)


def run(program: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_core_module_imports_without_mkdocs() -> None:
    found = json.loads(run(PROGRAM, json.dumps(EDGES)))
    assert found["failed"] == {}
    assert found["loaded"] == []
    assert len(found["names"]) > 150
    for name in ("ops.convert", "importer", "markdown_ext", "policy.render", "flow.render"):
        assert f"partner_kb.{name}" in found["names"]


def test_the_edges_are_edges() -> None:
    """They do import MkDocs: the list above is no longer than it must be."""
    failed = json.loads(run(PROGRAM, json.dumps([])))["failed"]
    for edge in EDGES:
        assert any(name.startswith(edge) for name in failed), edge
    assert all(name.startswith(EDGES) for name in failed)


WORK = """
import sys
sys.modules.update(dict.fromkeys(("mkdocs", "material", "mkdocs_static_i18n")))
import markdown
from partner_kb.ops.conversion import Options
from partner_kb.ops.convert import convert
from partner_kb.ops.docset import SourceFile
from partner_kb.resources import locales_dir
from partner_kb.roles.load import load_vocabulary
page = b"---\\nms.contentlocale: pt-BR\\n---\\n# T\\n\\n> [!NOTE]\\n> Texto.\\n"
done = convert(
    [SourceFile("x.md", "docset/x.md", "page", None, page)],
    Options(load_vocabulary([locales_dir()])),
)
from partner_kb.markdown_ext import DIALECT
print(markdown.markdown(
    done.documents[0].body, extensions=[*DIALECT, "partner_kb"],
    extension_configs={name: dict(options) for name, options in DIALECT.items()},
))
"""


def test_a_page_is_converted_and_rendered_without_mkdocs() -> None:
    html = run(WORK)
    assert '<div class="admonition note">' in html
    assert "Texto." in html
