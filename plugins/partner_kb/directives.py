"""What every directive (`::: policy`, `::: flow` and the like) is told, and what it gives.

A directive's module renders HTML for a place, and may have pages of its own for the host to mount.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Context(Protocol):
    """Where a directive stands, as `markdown_ext.Context` says it."""

    @property
    def locale(self) -> str:
        """The page's locale, as BCP 47."""

    @property
    def page(self) -> str:
        """The page's path below its locale's folder."""

    @property
    def root(self) -> str:
        """The folder that holds `flows/`, `policies/` and the locales' folders."""

    @property
    def catalogs(self) -> str:
        """The folder of the project's own catalogs; empty where mkdocs.yml has to be asked."""

    @property
    def policy_builder(self) -> bool:
        """Whether the site has the policy builder."""


@dataclass(frozen=True, slots=True)
class MountedPage:
    """A page to mount: its path below the locale's folder, and Markdown with front matter."""

    path: str
    text: str
