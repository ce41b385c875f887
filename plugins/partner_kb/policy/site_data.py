"""The files of a site that are no pages: `live.json` of each policy, the builder's data.

In: the docs folder, the locales (the first is at the root), a first day. Out: texts by their
address below the site's root. The builder's data depends on the installed libraries and the
catalogs alone, takes two seconds, and is kept in a cache folder.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from partner_kb.catalog import catalog_path
from partner_kb.errors import SourceError
from partner_kb.policy.browser import data_files
from partner_kb.policy.directive import overlay_of
from partner_kb.policy.live import live_json
from partner_kb.policy.load import policy_schema
from partner_kb.policy.model import Policy
from partner_kb.policy.project import read_policies
from partner_kb.policy.render import standalone_style
from partner_kb.resources import locales_dir
from partner_kb.store import Store

DATA_FOLDER = "assets/partner-kb/policy"

_KEPT_BYTES = 8_000_000


def site_files(
    docs: Path, locales: Sequence[str], first: date, cache: Path | None = None
) -> Mapping[str, str]:
    """Every file; none where a policy has errors (the pages have told of them)."""
    try:
        policies = read_policies(docs)
    except SourceError:
        return {}
    overlay = overlay_of(docs)
    files = {
        f"{'' if locale == locales[0] else f'{locale}/'}policies/{policy.id}/live.json": live_json(
            policy, locale, first, overlay
        )
        for policy in policies
        for locale in locales
    }
    for name, text in _builder_data(locales, first.year, overlay, cache).items():
        files[f"{DATA_FOLDER}/{name}"] = text
    files[f"{DATA_FOLDER}/policy.schema.json"] = json.dumps(policy_schema(), ensure_ascii=False)
    style = json.dumps({"style": standalone_style()}, ensure_ascii=False)
    files[f"{DATA_FOLDER}/style.json"] = style
    for policy in policies:
        files[f"{DATA_FOLDER}/sample.{policy.id}.json"] = _sample(policy)
    return files


def _sample(policy: Policy) -> str:
    """A policy as the builder loads it."""
    value = policy.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _builder_data(
    locales: Sequence[str], year: int, overlay: Path | None, cache: Path | None
) -> Mapping[str, str]:
    if cache is None:
        return data_files(locales, year, overlay)
    store = Store(cache / "policy", _KEPT_BYTES)
    key = _key(locales, year, overlay)
    kept = store.get(key)
    if isinstance(kept, dict):
        return {str(name): str(text) for name, text in kept.items()}
    files = data_files(locales, year, overlay)
    store.put(key, files)
    store.prune(time.time())
    return files


def _key(locales: Sequence[str], year: int, overlay: Path | None) -> str:
    """What the builder's data depends on."""
    digest = hashlib.sha256(repr((tuple(locales), year)).encode())
    for library in ("babel", "holidays", "phonenumbers", "pydantic"):
        digest.update(version(library).encode())
    for path in _sources(locales, overlay):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _sources(locales: Sequence[str], overlay: Path | None) -> Iterator[Path]:
    for folder in (locales_dir(), overlay):
        for locale in locales:
            path = catalog_path(folder, locale) if folder else None
            if path is not None and path.is_file():
                yield path
    yield from sorted(Path(__file__).parent.rglob("*.py"))
