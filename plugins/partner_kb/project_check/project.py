"""All rules over one project, each fault told of once, with the path that a person would open."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from partner_kb.errors import Problem, SourceError
from partner_kb.flow.project import check_flows
from partner_kb.mkdocs_plugin import PartnerKBPlugin
from partner_kb.mkdocs_plugin.builder import Builder
from partner_kb.mkdocs_plugin.project_config import check_config, foreign_site
from partner_kb.mkdocs_plugin.site import Site
from partner_kb.policy.project import check_policies
from partner_kb.project_check.directives import check_directives
from partner_kb.project_check.files import check_files
from partner_kb.project_check.links import check_links
from partner_kb.project_check.pages import (
    WrittenPage,
    check_roles,
    is_vendors,
    written_pages,
)
from partner_kb.resources import locales_dir
from partner_kb.roles.load import load_vocabulary
from partner_kb.search.synonyms import load_synonyms
from partner_kb.translation.checks import RULES
from partner_kb.translation.checks.project import check_project
from partner_kb.translation.project import load_project
from partner_kb.usable_names import shown_path

_ENCODING = frozenset({"encoding", "file-charset", "not-utf-8", "page-encoding", "toc-encoding"})
"""What different readers call a file that is not UTF-8."""


def check_all(path: Path) -> tuple[Problem, ...]:
    """Every problem of the project of a mkdocs.yml, sorted by file and place."""
    config, problems = check_config(path, quiet=True)
    root = path.parent
    docs = Path(config.docs_dir) if config else root / "docs"
    overlay = root / _locales_dir(config)
    vocabulary_faults = _vocabulary(overlay)
    problems += [*vocabulary_faults, *_synonyms(overlay)]
    if config is not None:
        foreign = foreign_site(config)
        problems += [foreign] if foreign else []
        problems += _site_problems(config, docs, overlay, roles=not vocabulary_faults)
    problems += check_files(docs)
    problems += _parts(path, docs, overlay)
    return _tidy(problems, root, docs)


def _vocabulary(overlay: Path) -> list[Problem]:
    """What is wrong with roles.yml and roles.learned.yml."""
    try:
        load_vocabulary([locales_dir(), *([overlay] if overlay.is_dir() else [])])
    except SourceError as error:
        return list(error.problems)
    return []


def _synonyms(overlay: Path) -> list[Problem]:
    """What is wrong with synonyms.yml, which a build reads last of all."""
    try:
        load_synonyms([locales_dir(), *([overlay] if overlay.is_dir() else [])])
    except SourceError as error:
        return list(error.problems)
    return []


def _site_problems(
    config: MkDocsConfig, docs: Path, overlay: Path, *, roles: bool
) -> list[Problem]:
    """What shows when the site is put together; a broken vocabulary is left out of it."""
    plugin = config.plugins["partner-kb"]
    if not isinstance(plugin, PartnerKBPlugin):
        return []
    with tempfile.TemporaryDirectory(prefix="partner-kb-check-") as cache:
        plugin.config.cache_dir = cache
        if not roles:
            plugin.config.locales_dir = str(Path(cache, "none"))
        try:
            site = Builder.start(config, plugin.config, None, plugin.cache_folder(config)).site
        except PluginError as error:
            place = config.config_file_path or "mkdocs.yml"
            return [Problem(place, 1, 1, "error", "config", " ".join(str(error).split()))]
        except SourceError as error:
            return list(error.problems)
        pages = written_pages(site, docs)
        builder = bool(plugin.config.policy_builder)
        found = _page_problems(pages, site, docs, overlay, roles=roles, builder=builder)
        return [*site.problems, *found]


def _page_problems(
    pages: tuple[WrittenPage, ...],
    site: Site,
    docs: Path,
    overlay: Path,
    *,
    roles: bool,
    builder: bool,
) -> Iterator[Problem]:
    if roles:
        yield from check_roles(pages, site.vocabulary, site.corpus.default)
    yield from check_links(pages, site)
    vocabulary = site.vocabulary if roles else None
    yield from check_directives(
        pages, docs, vocabulary, policy_builder=builder, catalogs=str(overlay)
    )


def _parts(path: Path, docs: Path, overlay: Path) -> Iterator[Problem]:
    """Policies, flows, catalogs and translated pages.

    What the vendor translated badly is a defect of the source: a warning, which fails nothing.
    """
    try:
        project = load_project(path, docs=docs, locales=overlay)
    except SourceError as error:
        yield from error.problems
        yield from check_policies(docs)
        return
    if project.site_locales:
        yield from check_policies(docs, project.site_locales)
    else:
        yield from check_policies(docs)
    try:
        yield from check_flows(docs, overlay if overlay.is_dir() else None, project.targets)
    except SourceError as error:
        yield from error.problems
    vendors = cache(is_vendors)
    try:
        for problem in check_project(project, project.targets):
            file = os.path.abspath(problem.path)
            own = problem.code not in RULES or not vendors(file)
            yield problem if own else replace(problem, severity="warning")
    except SourceError as error:
        yield from error.problems


def _locales_dir(config: MkDocsConfig | None) -> str:
    plugin = config.plugins.get("partner-kb") if config else None
    return plugin.config.locales_dir if isinstance(plugin, PartnerKBPlugin) else "locales"


def _tidy(problems: list[Problem], root: Path, docs: Path) -> tuple[Problem, ...]:
    """Sorted, each once: one fault may be met by several rules under several spellings."""
    kept: dict[tuple[object, ...], Problem] = {}
    for one in problems:
        shown = replace(one, path=shown_path(_shown(one.path, root, docs)))
        same = (shown.path, "encoding") if shown.code in _ENCODING else (shown,)
        kept.setdefault(same, shown)
    return tuple(sorted(kept.values()))


def _shown(path: str, root: Path, docs: Path) -> str:
    """A path as a person would type it from where they are, wherever a rule started from."""
    for base in (root, docs, Path()):
        candidate = Path(os.path.abspath(base / path))
        if os.path.lexists(candidate):
            inside = os.path.relpath(candidate, os.path.abspath(root))
            return path if inside.startswith("..") else (root / inside).as_posix()
    return path
