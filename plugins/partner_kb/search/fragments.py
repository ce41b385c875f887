"""What Pagefind wrote of each page, read back: the text as it cut it into words.

The one place that knows a format of Pagefind's: a fragment is gzip of "pagefind_dcd" and JSON,
and in Chinese its words stand between zero-width spaces. Known: 1.4 and 1.5.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from partner_kb.search.pagefind import PagefindFailedError

_SIGNATURE = b"pagefind_dcd"
_SUFFIX = ".pf_fragment"


@dataclass(frozen=True, slots=True)
class Fragment:
    """A page in the index: `id` is what a search answers with, `url` begins with "/".

    `text` is cut into words where its language needs it, `title` never is.
    """

    id: str
    url: str
    title: str
    text: str


def read_fragments(index: Path) -> Iterator[Fragment]:
    """The fragments of an index, by id. Raises `PagefindFailedError` for an unknown format."""
    for path in sorted((index / "fragment").glob(f"*{_SUFFIX}")):
        try:
            content = gzip.decompress(path.read_bytes())
            if not content.startswith(_SIGNATURE):
                raise ValueError("no signature")
            value = json.loads(content[len(_SIGNATURE) :])
            title, text = str(value["meta"].get("title", "")), str(value["content"])
            yield Fragment(path.name.removesuffix(_SUFFIX), str(value["url"]), title, text)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise PagefindFailedError(
                f"the fragments of this pagefind are not read here ({path.name}: {error}); "
                "pagefind 1.4 and 1.5 are known"
            ) from error
