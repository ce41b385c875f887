"""The files of a site that are no pages: `live.json` of each policy, the builder's data.

In: the docs folder, the locales (the first is at the root), a first day. Out: texts by their
address below the site's root.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from partner_kb.errors import SourceError
from partner_kb.policy.builder_data import data_files
from partner_kb.policy.directive import overlay_of
from partner_kb.policy.holiday_pack import (
    holiday_years,
    holidays_made_from,
    made_holidays,
    packed_holidays,
)
from partner_kb.policy.live import live_json
from partner_kb.policy.model import Policy
from partner_kb.policy.project import read_policies
from partner_kb.policy.render import standalone_style
from partner_kb.store import Store, digest

DATA_FOLDER = "assets/partner-kb/policy"

_KEPT_BYTES = 2_000_000


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
    """The builder's data; holidays that the package lacks take a second, and are kept."""
    if cache is None or packed_holidays(year) is not None:
        return data_files(locales, year, overlay)
    store = Store(cache / "policy", _KEPT_BYTES)
    years = holiday_years(year)
    key = digest(*holidays_made_from(*years).values(), *_sources())
    kept = store.get(key)
    if not isinstance(kept, dict):
        kept = made_holidays(*years)
        store.put(key, kept)
        store.prune(time.time())
    return data_files(locales, year, overlay, kept)


def _sources() -> Iterator[bytes]:
    """What our own share in the holidays depends on."""
    for path in sorted(Path(__file__).parent.rglob("holiday*.py")):
        yield path.read_bytes()
