"""What a reader must be told of a page before reading it.

In: the page as its locale lists it, its original, the URL of its English. Out: notices, the most
important first. Their words are in `templates/theme/pkb/notices.html`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from partner_kb.corpus import Listed, Page, outdated

Kind = Literal["untranslated", "outdated", "machine-translated"]


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice; `english_url` is relative to the site's root, the dates only of `outdated`."""

    kind: Kind
    english_url: str | None = None
    translated: date | None = None
    original: date | None = None


def notices_for(
    listed: Listed | None, original: Page | None, english_url: str | None
) -> tuple[Notice, ...]:
    """The notices of one page."""
    if listed is None:
        return ()
    if listed.fallback:
        return (Notice("untranslated", english_url),)
    machine = listed.page.source is not None and listed.page.source.translation == "machine"
    found = []
    behind = outdated(listed.page, original)
    if behind is not None:
        url = None if machine else english_url  # one link is enough
        found.append(Notice("outdated", url, behind.translated, behind.original))
    if machine:
        found.append(Notice("machine-translated", english_url))
    return tuple(found)
