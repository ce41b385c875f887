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

from partner_kb.errors import near_miss
from partner_kb.mkdocs_plugin import locales
from partner_kb.mkdocs_plugin.config import PartnerKBConfig, project_folder
from partner_kb.mkdocs_plugin.config_places import ConfigPlaces

Fault = tuple[tuple[str, ...], str]
"""The keys of a place in mkdocs.yml, and what is wrong there."""

THEME = "material"


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
    yield from _cache_faults(config, options)


def refuse_faults(config: MkDocsConfig, options: PartnerKBConfig) -> None:
    """Raise `PluginError` where there is a fault: one line for each, with its place."""
    faults = list(find_faults(config, options))
    if not faults:
        return
    path = Path(config.config_file_path or "mkdocs.yml")
    try:
        places = ConfigPlaces.read(path)
    except (OSError, ValueError, yaml.YAMLError):  # given to MkDocs in another way
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
