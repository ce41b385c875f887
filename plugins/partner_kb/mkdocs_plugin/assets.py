"""The site's own style sheet and scripts as MkDocs files.

CSS is joined into one file whose name holds its hash, but for what few pages show (`PARTS`) and
what we use of Material's; ES modules stay apart, in a folder whose name holds the hash of all of
them, so that browsers may cache both for ever. A style sheet beside a module is that module's own:
it loads it when it is needed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from partner_kb.mkdocs_plugin.features import FEATURES, absent_styles, wanted_modules
from partner_kb.mkdocs_plugin.lean import lean_script, lean_style
from partner_kb.mkdocs_plugin.material_style import content_style
from partner_kb.mkdocs_plugin.scheme_style import with_unset_scheme

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
class Style:
    """A style sheet: its path relative to the site's root, and what lies there."""

    uri: str
    css: str

    @classmethod
    def named(cls, name: str, css: str) -> Style:
        """The sheet under a name that holds its hash."""
        return cls(f"assets/{name}.{_short(hashlib.sha256(css.encode()))}.css", css)


@dataclass(frozen=True, slots=True)
class Assets:
    """What pages load: the styles of content and our own, `parts` by name, and the scripts.

    `modules` are scripts, and the style sheets beside them, by path below `js_folder`.
    """

    site: Style
    material: Style
    parts: Mapping[str, Style]
    js_folder: str
    modules: Mapping[str, str]

    @property
    def entry(self) -> str:
        """The module that every page loads."""
        return f"{self.js_folder}/main.js"


EVERYTHING = tuple(feature.name for feature in FEATURES)


def collect(folder: Path, features: Collection[str] = EVERYTHING) -> Assets:
    """Read `folder/css` and `folder/js`; style sheets not in `CSS_ORDER` come last, by name.

    What only other `features` need stays away.
    """
    paths = sorted((folder / "css").glob("*.css"))
    sheets = {path.stem: path for path in paths if not path.stem.endswith("-pdf")}  # for paper
    names = [name for name in CSS_ORDER if name in sheets]
    names += [name for name in sheets if name not in (*CSS_ORDER, *PARTS)]
    absent = absent_styles(features)
    parts = {
        name: lean_style(sheets[name].read_text("utf-8"))
        for name in PARTS
        if name in sheets and name not in absent
    }
    css = lean_style("\n".join(sheets[name].read_text("utf-8") for name in names))
    modules = _modules(folder / "js", features)
    code = hashlib.sha256("\0".join(text for pair in modules.items() for text in pair).encode())
    return Assets(
        site=Style.named("partner-kb/site", with_unset_scheme(css)),
        material=Style.named("stylesheets/material", with_unset_scheme(content_style())),
        parts={
            name: Style.named(f"partner-kb/{name}", with_unset_scheme(part))
            for name, part in parts.items()
        },
        js_folder=f"assets/partner-kb/js.{_short(code)}",
        modules=modules,
    )


def _modules(folder: Path, features: Collection[str]) -> Mapping[str, str]:
    """What a site gets of a folder of modules, by path."""
    paths = sorted((*folder.rglob("*.js"), *folder.rglob("*.css")))
    every = {path.relative_to(folder).as_posix(): _lean(path) for path in paths}
    wanted = wanted_modules(every, features)
    return {path: text for path, text in every.items() if path in wanted}


def _lean(path: Path) -> str:
    lean = lean_style if path.suffix == ".css" else lean_script
    return lean(path.read_text("utf-8"))


def unused(file: File) -> bool:
    """Whether a file of Material's is one that no page asks for: scripts, its whole styles."""
    return file.src_uri.startswith(("assets/javascripts/", "assets/stylesheets/"))


def files(assets: Assets, config: MkDocsConfig) -> list[File]:
    """The assets as generated files."""
    styles = (assets.material, assets.site, *assets.parts.values())
    made = [File.generated(config, style.uri, content=style.css) for style in styles]
    for path, text in assets.modules.items():
        made.append(File.generated(config, f"{assets.js_folder}/{path}", content=text))
    return made


def _short(digest: hashlib._Hash) -> str:
    return digest.hexdigest()[:10]
