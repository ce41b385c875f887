"""Whether a site can be built with what mkdocs.yml says: what no option can tell by itself.

In: MkDocs' config as loaded, before a hook has changed it. Out: each fault with the keys of its
place. `partner-kb check` lists them with all that it finds; a build refuses to begin, since pages
would be wrong, or, with a cache in the wrong folder, people's files be lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from partner_kb.errors import SourceError, near_miss
from partner_kb.mkdocs_plugin import locales
from partner_kb.mkdocs_plugin.config import PartnerKBConfig, project_folder
from partner_kb.mkdocs_plugin.config_places import ConfigPlaces

Fault = tuple[tuple[str, ...], str]
"""The keys of a place in mkdocs.yml, and what is wrong there."""

THEME = "material"

_OWN_FOLDER = "Name a folder for the site alone."


def find_faults(config: MkDocsConfig, options: PartnerKBConfig) -> Iterator[Fault]:
    """Everything that keeps a site from being built."""
    if not _has_material(config):
        hint = near_miss(config.theme.name or "", [THEME])
        yield (
            ("theme", "name"),
            f"partner-kb needs Material for MkDocs, `theme: {{name: {THEME}}}`, and the theme is "
            f'"{config.theme.name or "none"}".{hint}',
        )
    if not config.use_directory_urls:
        message = "partner-kb needs `use_directory_urls: true`: pages are at policies/ID/."
        yield ("use_directory_urls",), message
    yield from locales.find_faults(config)
    cache_faults = list(_cache_faults(config, options))
    yield from cache_faults
    fault = site_fault(config, options, Path(config.site_dir))
    if fault is not None and not cache_faults:
        yield ("site_dir",), f'site_dir: "{config.site_dir}" {fault}'


def site_fault(config: MkDocsConfig, options: PartnerKBConfig, site: Path) -> str | None:
    """Why the folder of the site cannot be `site`, which a build replaces as a whole."""
    root = project_folder(config).resolve()
    folders = {
        "docs_dir": Path(config.docs_dir),
        "locales_dir": root / options.locales_dir,
        "cache_dir": root / options.cache_dir,
        "the theme's custom_dir": Path(config.theme.custom_dir or root / "none"),
        "mkdocs.yml": Path(config.config_file_path or root / "mkdocs.yml"),
    }
    site = site.resolve()
    for name, folder in folders.items():
        other = folder.resolve()
        if site == other or site in other.parents:
            verb = "is" if site == other else "holds"
            return f"{verb} {name}; what is there would be lost. {_OWN_FOLDER}"
        if other in site.parents and other not in (root, *root.parents):
            return f"lies in {name}. {_OWN_FOLDER}"
    if site.exists() and not site.is_dir():
        return f"is a file. {_OWN_FOLDER}"
    return None


def foreign_fault(site: Path) -> str | None:
    """Why a folder cannot be replaced that has content, and of no site: MkDocs gives each a page
    for 404 and a map; sources of sites may have one of them.

    Hidden entries count for nothing: a build leaves them where they are.
    """
    if not site.is_dir():
        return None
    names = {path.name for path in site.iterdir() if not path.name.startswith(".")}
    if not names or {"404.html", "sitemap.xml"} <= names:
        return None
    return (
        "holds files, and is no earlier site (it lacks 404.html or sitemap.xml). Empty it, or name "
        "another folder."
    )


def refuse_faults(config: MkDocsConfig, options: PartnerKBConfig) -> None:
    """Raise `PluginError` where there is a fault: one line for each, with its place."""
    faults = list(find_faults(config, options))
    if not faults:
        return
    path = Path(config.config_file_path or "mkdocs.yml")
    try:
        places = ConfigPlaces.read(path)
    except (OSError, ValueError, SourceError, yaml.YAMLError):  # given to MkDocs in another way
        places = ConfigPlaces(str(path), None)
    raise PluginError("\n".join(str(places.problem(*fault)) for fault in faults))


def _has_material(config: MkDocsConfig) -> bool:
    """Whether the theme is Material, or one that is made from it."""
    return any(Path(folder, "partials/languages/en.html").is_file() for folder in config.theme.dirs)


def _cache_faults(config: MkDocsConfig, options: PartnerKBConfig) -> Iterator[Fault]:
    """The cache has to be a folder of its own: what is in it is deleted when it is not needed."""
    cache = (project_folder(config) / options.cache_dir).resolve()
    for key, name in (("docs_dir", config.docs_dir), ("site_dir", config.site_dir)):
        other = Path(name).resolve()
        inside = cache == other or other in cache.parents
        if inside or (key == "docs_dir" and cache in other.parents):
            yield (
                ("plugins", "partner-kb", "cache_dir"),
                f'partner-kb: cache_dir: "{options.cache_dir}" holds {key}, or lies in it; what is '
                "there would be lost. Leave it out, or name a folder for the cache alone.",
            )
            return
