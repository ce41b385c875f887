"""Which catalogs a project has of its own: the folder that `locales_dir` of its mkdocs.yml names.

In: a folder of pages, or the file of a policy or a flow. Out: the folder, or the whole project.
Who builds a site knows the folder, and tells it (`told`); commands that are given a single file,
and hosts other than MkDocs, look for the mkdocs.yml above.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from partner_kb.translation.project import Project

_NAMES = ("mkdocs.yml", "mkdocs.yaml")


def catalog_folder(docs: Path, told: str = "") -> Path | None:
    """The folder of the catalogs of the project whose pages lie in `docs`; None without one.

    Where no mkdocs.yml says anything of these pages, it is `locales/` beside them. Raises
    `SourceError` where that file can't be read.
    """
    project = None if told else project_above(docs)
    folder = Path(told) if told else project.locales if project else _beside(docs)
    return folder if folder.is_dir() else None


def project_above(docs: Path) -> Project | None:
    """The project of the nearest mkdocs.yml at or above `docs` whose `docs_dir` is this folder.

    It is read again only when that file changes. Raises `SourceError` where it can't be read.
    """
    for folder in Path(os.path.abspath(docs)).parents:
        for config in (folder / name for name in _NAMES):
            if config.is_file():
                found = _project_at(config, docs, config.stat().st_mtime_ns)
                if found is not None:
                    return found
    return None


def site_locales(docs: Path) -> tuple[str, ...]:
    """The locales of the site whose pages lie in `docs`, as its mkdocs.yml names them; or none."""
    project = project_above(docs)
    return project.site_locales if project else ()


def docs_of(file: Path) -> Path:
    """The docs folder of a policy's or a flow's file: `docs` of `docs/flows/billing.yml`."""
    return Path(os.path.abspath(file)).parent.parent


@lru_cache(maxsize=8)
def _project_at(config: Path, docs: Path, _stamp: int) -> Project | None:
    """None where the file is for pages elsewhere."""
    # Here, so that who is told the folder does not wait for Babel.
    from partner_kb.translation.project import load_project

    project = load_project(config)
    return replace(project, docs=docs) if project.docs.resolve() == docs.resolve() else None


def _beside(docs: Path) -> Path:
    return Path(os.path.abspath(docs)).parent / "locales"
