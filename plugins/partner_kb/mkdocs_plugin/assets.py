"""The site's own style sheet and scripts as MkDocs files.

CSS is joined into one file whose name holds its hash; ES modules stay apart, in a folder whose
name holds the hash of all of them, so that browsers may cache both for ever. A style sheet beside
a module is that module's own: it loads it when it is needed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from partner_kb.mkdocs_plugin.lean import lean_script, lean_style
from partner_kb.mkdocs_plugin.material_style import content_style

CSS_ORDER = (
    "tokens",
    "base",
    "icons",
    "header",
    "nav",
    "article",
    "content",
    "notices",
    "home",
    "lists",
)


@dataclass(frozen=True, slots=True)
class Assets:
    """Paths relative to the site's root, and what lies there."""

    css_uri: str
    css: str
    material_uri: str
    material: str
    js_folder: str
    modules: tuple[Path, ...]
    js_root: Path

    @property
    def entry(self) -> str:
        """The module that every page loads."""
        return f"{self.js_folder}/main.js"


def collect(folder: Path) -> Assets:
    """Read `folder/css` and `folder/js`; style sheets not in `CSS_ORDER` come last, by name."""
    paths = sorted((folder / "css").glob("*.css"))
    sheets = {path.stem: path for path in paths if not path.stem.endswith("-pdf")}  # for paper
    names = [name for name in CSS_ORDER if name in sheets]
    names += [name for name in sheets if name not in CSS_ORDER]
    css = lean_style("\n".join(sheets[name].read_text("utf-8") for name in names))
    modules = tuple(sorted((*(folder / "js").rglob("*.js"), *(folder / "js").rglob("*.css"))))
    code = hashlib.sha256(b"\0".join(path.read_bytes() for path in modules))
    material = content_style()
    return Assets(
        css_uri=f"assets/partner-kb/site.{_short(hashlib.sha256(css.encode()))}.css",
        css=css,
        material_uri=f"assets/stylesheets/material.{_short(hashlib.sha256(material.encode()))}.css",
        material=material,
        js_folder=f"assets/partner-kb/js.{_short(code)}",
        modules=modules,
        js_root=folder / "js",
    )


def unused(file: File) -> bool:
    """Whether a file of Material's is one that no page asks for: scripts, its whole styles."""
    return file.src_uri.startswith(("assets/javascripts/", "assets/stylesheets/"))


def files(assets: Assets, config: MkDocsConfig) -> list[File]:
    """The assets as generated files."""
    made = [
        File.generated(config, assets.css_uri, content=assets.css),
        File.generated(config, assets.material_uri, content=assets.material),
    ]
    for path in assets.modules:
        uri = f"{assets.js_folder}/{path.relative_to(assets.js_root).as_posix()}"
        lean = lean_style if path.suffix == ".css" else lean_script
        made.append(File.generated(config, uri, content=lean(path.read_text("utf-8"))))
    return made


def _short(digest: hashlib._Hash) -> str:
    return digest.hexdigest()[:10]
