"""What the policies' pages and their builder load, written beside the pages.

In: the project's folders. Out: files below site_dir. It needs nothing that is read for the pages,
so that a build with several processes begins with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from partner_kb.mkdocs_plugin.output import write_output
from partner_kb.policy.build_day import build_day
from partner_kb.policy.site_data import site_files


def write_policy_data(
    docs: Path,
    locales: Sequence[str],
    cache: Path,
    site_dir: Path,
    *,
    builder: bool,
    overlay: Path,
) -> None:
    """Write all of it; the default locale comes first in `locales`.

    Without `builder` only what the pages of policies load. `overlay` is the folder of the project's
    catalogs.
    """
    day = build_day()
    files = site_files(docs, locales, day, cache, builder=builder, catalogs=str(overlay))
    for name, text in files.items():
        write_output(site_dir / name, text)
