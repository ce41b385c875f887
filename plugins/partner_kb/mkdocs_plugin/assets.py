"""The site's own style sheet and scripts as MkDocs files.

CSS is joined into one file whose name holds its hash, but for what few pages show (`PARTS`); ES
modules stay apart, in a folder whose name holds the hash of all of them, so that browsers may cache
both for ever. A style sheet beside a module is that module's own: it loads it when it is needed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
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
    "lists",
)

PARTS = ("flow", "home", "policy")
"""Style sheets of their own: for pages of that kind, or with a class `pkb-<part>…` in the text."""


@dataclass(frozen=True, slots=True)
class Assets:
    """Paths relative to the site's root, and what lies there; of `parts` by name."""

    css_uri: str
    css: str
    parts: Mapping[str, str]
    parts_css: Mapping[str, str]
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
    names += [name for name in sheets if name not in (*CSS_ORDER, *PARTS)]
    css = lean_style("\n".join(sheets[name].read_text("utf-8") for name in names))
    parts = {name: lean_style(sheets[name].read_text("utf-8")) for name in PARTS if name in sheets}
    modules = tuple(sorted((*(folder / "js").rglob("*.js"), *(folder / "js").rglob("*.css"))))
    code = hashlib.sha256(b"\0".join(path.read_bytes() for path in modules))
    material = content_style()
    return Assets(
        css_uri=_style_uri("partner-kb/site", css),
        css=css,
        parts={name: _style_uri(f"partner-kb/{name}", part) for name, part in parts.items()},
        parts_css=parts,
        material_uri=_style_uri("stylesheets/material", material),
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
        *(
            File.generated(config, uri, content=assets.parts_css[name])
            for name, uri in assets.parts.items()
        ),
    ]
    for path in assets.modules:
        uri = f"{assets.js_folder}/{path.relative_to(assets.js_root).as_posix()}"
        lean = lean_style if path.suffix == ".css" else lean_script
        made.append(File.generated(config, uri, content=lean(path.read_text("utf-8"))))
    return made


def _style_uri(name: str, css: str) -> str:
    return f"assets/{name}.{_short(hashlib.sha256(css.encode()))}.css"


def _short(digest: hashlib._Hash) -> str:
    return digest.hexdigest()[:10]
