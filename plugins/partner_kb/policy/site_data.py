"""The files of a site that are no pages: `live.json` of each policy, the builder's data.

In: the docs folder, the locales (the first is at the root), a first day. Out: what the files hold,
by their address below the site's root.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from partner_kb.catalog_folder import catalog_folder
from partner_kb.errors import SourceError
from partner_kb.policy.builder_data import data_files
from partner_kb.policy.builder_facts import to_json
from partner_kb.policy.files import policy_files
from partner_kb.policy.holiday_files import holiday_years, holidays_made_from, packed_holidays
from partner_kb.policy.packed import deflated
from partner_kb.policy.style import standalone_style
from partner_kb.store import Store, digest

if TYPE_CHECKING:
    from partner_kb.policy.model import Policy

DATA_FOLDER = "assets/partner-kb/policy"

_KEPT_BYTES = 2_000_000


def site_files(
    docs: Path,
    locales: Sequence[str],
    first: date,
    cache: Path | None = None,
    *,
    builder: bool = True,
    catalogs: str = "",
) -> Mapping[str, str | bytes]:
    """Every file; none where a policy has errors (the pages have told of them).

    Without `builder` only what the pages of policies load. `catalogs` is the folder of the
    project's own, if the caller knows it.
    """
    try:
        overlay = catalog_folder(docs, catalogs)
        policies = _policies(docs)
        shown = _live_files(policies, locales, first, overlay)
    except SourceError:
        return {}
    if not builder:
        return shown
    data: dict[str, str | bytes] = {
        **_builder_data(locales, first.year, overlay, cache),
        **deflated({"style": json.dumps({"style": standalone_style()}, ensure_ascii=False)}),
    }
    data |= {f"sample.{policy.id}.json": _sample(policy) for policy in policies}
    return {**shown, **{f"{DATA_FOLDER}/{name}": content for name, content in data.items()}}


def _policies(docs: Path) -> tuple[Policy, ...]:
    """The project's own policies; raises `SourceError` where they have errors."""
    if not policy_files(docs):
        return ()
    from partner_kb.policy.project import read_policies  # with pydantic, which takes its time

    return read_policies(docs)


def _live_files(
    policies: Sequence[Policy], locales: Sequence[str], first: date, overlay: Path | None
) -> Mapping[str, str]:
    """What the page of each policy asks for: whether it is open now."""
    if not policies:
        return {}
    from partner_kb.policy.live import live_json

    folders = {locale: "" if locale == locales[0] else f"{locale}/" for locale in locales}
    return {
        f"{folder}policies/{policy.id}/live.json": live_json(policy, locale, first, overlay)
        for policy in policies
        for locale, folder in folders.items()
    }


def _sample(policy: Policy) -> str:
    """A policy as the builder opens it to begin with."""
    value = policy.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return to_json(value) + "\n"


def _builder_data(
    locales: Sequence[str], year: int, overlay: Path | None, cache: Path | None
) -> Mapping[str, bytes]:
    """The builder's data; holidays that the package lacks take a second, and are kept."""
    packed = packed_holidays(year)
    if cache is None or packed is not None:
        return data_files(locales, year, overlay, packed)
    store = Store(cache / "policy", _KEPT_BYTES)
    years = holiday_years(year)
    key = digest(*holidays_made_from(*years).values(), *_sources())
    kept = store.get(key)
    if not isinstance(kept, dict):
        from partner_kb.policy.holiday_pack import made_holidays

        kept = made_holidays(*years)
        store.put(key, kept)
        store.prune()
    return data_files(locales, year, overlay, deflated(kept))


def _sources() -> Iterator[bytes]:
    """What our own share in the holidays depends on."""
    for path in sorted(Path(__file__).parent.rglob("holiday*.py")):
        yield path.read_bytes()
