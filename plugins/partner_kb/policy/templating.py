"""The Jinja environment of policies: the bundled templates, under a partner's own.

In: a locale's translations, a folder of overrides. Out: an environment. A file of the folder
stands for the bundled one of the same name: `clauses/hours.html`, `documents/summary.html`.
Functions of the twin modules are globals; they are given and give plain text, so that autoescape
decides about markup in one place.
"""

from __future__ import annotations

import gettext
import json
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
)
from markupsafe import Markup

from partner_kb.catalog import load_translations
from partner_kb.policy.twin import formats, hours, phones, view, words
from partner_kb.resources import templates_dir
from partner_kb.templating import catalog_environment

#: The functions that templates may call, in Python and in the browser.
FUNCTIONS: tuple[Callable[..., Any], ...] = (
    formats.country_name, formats.format_date, formats.format_list, formats.format_money,
    formats.format_number, formats.format_offset, formats.language_name, formats.offsets_in,
    hours.days_text, hours.hours_lines, hours.spans_text, phones.format_phone, view.as_list,
    view.contact_by_id, view.country_names, view.find_item, view.first_year, view.hours_by_id,
    view.is_provisional, view.joined_holidays, view.language_names, view.last_year,
    view.length_of, view.listed_holidays, view.listed_workdays, view.opens_on_fewer,
    view.phone_uri, view.text_of, words.capital, words.css_page_text, words.css_text,
    words.paragraphs,
)  # fmt: skip


def _plain(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, given text where a template gives it markup."""

    @wraps(function)
    def call(*given: Any) -> Any:
        return function(*(str(arg) if isinstance(arg, Markup) else arg for arg in given))

    return call


def policy_environment(
    locale: str, overlay: Path | None = None, overrides: Path | None = None
) -> Environment:
    """The environment for a locale; `overlay` holds catalogs, `overrides` templates.

    The same one as long as the catalogs are: a server follows what a translator saves.
    """
    return _environment(load_translations(locale, overlay), overrides)


@lru_cache(maxsize=64)
def _environment(translations: gettext.NullTranslations, overrides: Path | None) -> Environment:
    loaders: list[BaseLoader] = [FileSystemLoader(templates_dir())]
    if overrides is not None:
        loaders.insert(0, PrefixLoader({"policy": FileSystemLoader(overrides)}))
    return make_environment(translations, ChoiceLoader(loaders))


def make_environment(translations: gettext.NullTranslations, loader: BaseLoader) -> Environment:
    """An environment with our extension, functions and whitespace rules."""
    environment = catalog_environment(translations, loader=loader, auto_reload=False, cache_size=-1)
    environment.filters["json"] = _as_json
    environment.globals["raw"] = Markup
    environment.globals.update({f.__name__: _plain(f) for f in FUNCTIONS})
    return environment


def _as_json(text: str) -> Markup:
    """Text as a JSON string, readable; for front matter and data, not for HTML."""
    return Markup(json.dumps(str(text), ensure_ascii=False))  # noqa: S704
