"""The mkdocs.yml of a knowledge base that was just imported.

In: the locales found. Out: the text of a file that builds as it is, for the operator to go on
with. Locales are named in their own language.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from babel import Locale, UnknownLocaleError
from babel.core import get_global

from partner_kb.catalog import load_translations
from partner_kb.ops.docset import canonical_locale
from partner_kb.policy.files import policy_files

_HEADER = """\
# Written by `partner-kb import`, once: it is yours to change.
#   partner-kb serve -f mkdocs.yml     look at the site while you work
#   partner-kb build -f mkdocs.yml     build it into site/
#   partner-kb check -f mkdocs.yml     everything that could be better
"""
_BUILDER = "# the form that makes support policies: true where partners publish theirs here"
_BUILDER_LINE = re.compile(r"^( +policy_builder: \w+)$", re.M)


def find_project(docs: Path) -> Path:
    """The mkdocs.yml beside a docs folder, which need not exist."""
    folder = docs.parent if docs.name not in ("", "..") else Path(os.path.abspath(docs)).parent
    other = folder / "mkdocs.yaml"
    return other if other.is_file() else folder / "mkdocs.yml"


def render_project(folders: Iterable[str], docs: Path, locales: Path) -> str:
    """The text of a mkdocs.yml beside `docs`; `folders` are the names of its sub-folders."""
    found = [name for name in folders if canonical_locale(name) == name and name != "en"]
    languages: list[dict[str, Any]] = [
        {"locale": "en", "name": "English", "default": True, "build": True}
    ]
    for locale in found:
        texts = load_translations(locale, None)
        languages.append({
            "locale": locale,
            "name": native_name(locale),
            "build": True,
            "site_name": texts.gettext("Partner knowledge base"),
        })  # fmt: skip
    docs = Path(os.path.abspath(docs))
    options = {
        "locales_dir": Path(os.path.relpath(locales, docs.parent)).as_posix(),
        "policy_builder": bool(policy_files(docs)),
    }
    value = {
        "site_name": "Partner knowledge base",
        "site_url": "https://example.com/",
        "docs_dir": docs.name,
        "theme": {"name": "material"},
        "plugins": [
            {"partner-kb": options},
            {"i18n": {"docs_structure": "folder", "languages": languages}},
        ],
    }
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100)
    return _HEADER + _BUILDER_LINE.sub(rf"\1  {_BUILDER}", text, count=1)


def native_name(locale: str) -> str:
    """A locale's name in its own language, as CLDR has it: `pt-BR` is "Português (Brasil)"."""
    try:
        parsed = Locale.parse(locale, sep="-")
    except (UnknownLocaleError, ValueError):
        return locale
    likely = get_global("likely_subtags").get(str(parsed), str(parsed)).split("_")
    script = parsed.script or (likely[1] if len(likely) > 1 else "")
    names = parsed.languages
    choices = (
        f"{parsed.language}_{parsed.territory}",
        f"{parsed.language}_{script}",
        parsed.language,
    )
    name = next((names[choice] for choice in choices if choice in names), locale)
    has_variants = choices[0] in Locale("en").languages  # such as "Brazilian Portuguese"
    if has_variants and choices[0] not in names and parsed.territory:
        name = f"{name} ({parsed.territories[parsed.territory]})"
    return str(name[:1].upper() + name[1:])
