"""Jinja environments for the packaged templates, in the words of a catalog.

In: a catalog, and what is special to the caller. Out: an environment with `_()`, `ngettext()` and
`pgettext()`, in which an undefined name is an error. The theme's own environment is Material's
(`mkdocs_plugin.environment`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import jinja2

from partner_kb.resources import templates_dir


class Catalog(Protocol):
    """What Jinja asks of a `gettext` object."""

    def gettext(self, message: str) -> str:
        """The translation of a message."""

    def ngettext(self, singular: str, plural: str, number: int, /) -> str:
        """The form of it for a number."""

    def pgettext(self, context: str, message: str) -> str:
        """The translation in a context."""


def catalog_environment(
    catalog: Catalog,
    *,
    folder: Path | None = None,
    loader: jinja2.BaseLoader | None = None,
    autoescape: bool = True,
    **options: Any,
) -> jinja2.Environment:
    """An environment that speaks the catalog's language.

    Templates are those below `folder` (by default all packaged ones), or what `loader` finds.
    `options` go to Jinja. Without `autoescape` a template makes Markdown or JSON, not HTML.
    """
    env = jinja2.Environment(
        loader=loader or jinja2.FileSystemLoader(folder or templates_dir()),
        extensions=["jinja2.ext.i18n"],
        undefined=jinja2.StrictUndefined,
        autoescape=autoescape,  # noqa: S701 - see above
        **options,
    )
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    env.install_gettext_translations(catalog, newstyle=True)  # type: ignore[attr-defined]  # by the extension
    return env
