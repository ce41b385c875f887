"""Cross references of docfx: links to what has an id, `<xref:System.String>`, not to a file.

In: a link's target. Out: the id that it names, what a reader is shown of it, and the address of
what is known by its name alone: an API of .NET.
https://dotnet.github.io/docfx/docs/links-and-cross-references.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

_XREF = re.compile(r"\s*xref:(?P<uid>[^?#]+)(?:\?[^#]*)?(?:#(?P<fragment>.*))?\Z", re.I | re.S)
_API = re.compile(r"[A-Z]\w*(?:\.[A-Z#][\w`#]*)+\*?(?:\(.*\))?\Z")
"""A namespace of .NET and what is in it: each part begins with a capital letter."""
_ARITY = re.compile(r"`+\d+")


@dataclass(frozen=True, slots=True)
class Reference:
    """The id that a link names, and the anchor behind it."""

    uid: str
    fragment: str = ""

    @property
    def words(self) -> str:
        """What is shown where nothing has the id: the name without the marks of its form."""
        return _ARITY.sub("", self.uid.removesuffix("*")).replace(".#ctor", "")

    @property
    def api(self) -> str | None:
        """The path of the page at the vendor's site, if the id is that of an API."""
        if not _API.match(self.uid):
            return None
        name = re.sub(r"\(.*\)\Z|``\d+|\*\Z", "", self.uid).lower()
        folder = "uwp" if name.startswith("windows.") else "dotnet"
        return f"{folder}/api/{name.replace('#', '-').replace('`', '-')}"


def parse_reference(href: str) -> Reference | None:
    """The reference that a link's target makes, if it is one."""
    match = _XREF.match(href)
    return Reference(unquote(match["uid"]).strip(), match["fragment"] or "") if match else None
