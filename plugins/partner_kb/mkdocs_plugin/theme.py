"""Material, set up: our template folder over its own, and defaults that the project relies on.

What mkdocs.yml says wins, but for fonts: no page asks another origin for anything.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from partner_kb.markdown_ext import DIALECT
from partner_kb.resources import templates_dir

FOLDER = templates_dir() / "theme"
PALETTE = {"scheme": "default", "primary": "custom", "accent": "custom"}


def configure(config: MkDocsConfig) -> None:
    """Set the theme up for the locale that is being built; may be called once per locale."""
    theme = config.theme
    add_folder(theme)
    theme["font"] = False
    if not theme.get("palette"):
        theme["palette"] = dict(PALETTE)
    for name, options in DIALECT.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
            config.mdx_configs[name] = dict(options)
    # MkDocs has no hook before it lists the theme's files.
    setattr(theme, "get_env", partial(_environment, theme))  # noqa: B010 - see above
    _quieten(config)


def add_folder(theme: Theme) -> None:
    """Let templates be found in the project's own folder, then in ours, then in Material's."""
    first = [theme.custom_dir] if theme.custom_dir else []
    ours = str(FOLDER)
    theme.dirs[:] = [*first, ours, *(d for d in theme.dirs if d not in (*first, ours))]


class _Loader(jinja2.FileSystemLoader):
    """Lists templates without walking hidden folders: MkDocs leaves these out anyway, and
    Material keeps eleven thousand icons in one.
    """

    def list_templates(self) -> list[str]:
        """The names of all templates, sorted."""
        found: set[str] = set()
        for root in self.searchpath:
            for folder, folders, names in os.walk(root, followlinks=self.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                inner = os.path.relpath(folder, root)
                start = "" if inner == "." else f"{Path(inner).as_posix()}/"
                found.update(f"{start}{name}" for name in names)
        return sorted(found)


def _environment(theme: Theme) -> jinja2.Environment:
    """The theme's own environment, with that loader."""
    env = type(theme).get_env(theme)
    env.loader = _Loader(list(theme.dirs))
    return env


def _quieten(config: MkDocsConfig) -> None:
    """Links that the source itself broke are in our own report; they never fail --strict."""
    info = 20  # logging.INFO, which is what MkDocs' config keeps for "info"
    links = config.validation.links
    links.not_found = links.unrecognized_links = links.anchors = min(info, links.not_found)
    config.validation.nav.omitted_files = config.validation.nav.not_found = info
