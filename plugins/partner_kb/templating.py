"""Jinja environments for the packaged templates, in the words of a catalog.

In: a catalog, and what is special to the caller. Out: an environment with `_()`, `ngettext()` and
`pgettext()`, in which an undefined name is an error. The theme's own environment is Material's
(`mkdocs_plugin.environment`).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any, Protocol

import jinja2
from jinja2.bccache import Bucket

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

    Catalogs share what is compiled. Jinja calls a filter of constants while it compiles, so a
    filter of the caller's that knows the language has to take the context
    (`jinja2.pass_context`): that one it never calls.
    """
    env = jinja2.Environment(
        loader=loader or jinja2.FileSystemLoader(folder or templates_dir()),
        extensions=["jinja2.ext.i18n"],
        undefined=jinja2.StrictUndefined,
        autoescape=autoescape,  # noqa: S701 - see above
        bytecode_cache=_compiled(autoescape, tuple(sorted(options.items()))),
        **options,
    )
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    env.install_gettext_translations(catalog, newstyle=True)  # type: ignore[attr-defined]  # by the extension
    return env


class Compiled(jinja2.BytecodeCache):
    """Templates that this process, or the one that it was forked from, has compiled.

    For environments of equal options. A template whose text changed is compiled anew.
    """

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in the code of the same text under the same name."""
        checksum, code = self._codes.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code, in place of that of an earlier text."""
        if bucket.code is not None:
            self._codes[bucket.key] = bucket.checksum, bucket.code


@lru_cache(maxsize=32)
def _compiled(_autoescape: bool, _options: tuple[tuple[str, Any], ...]) -> Compiled:
    """One for each set of options: they decide about the code."""
    return Compiled()
