"""The Jinja environment of the theme: the locale's strings, dates, and autoescape for our files.

Material's templates are written for an environment without autoescape, ours for one with it; so
it is decided by the template's name.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from gettext import NullTranslations
from pathlib import Path

import babel.dates
import jinja2
from babel import Locale
from markupsafe import Markup

from partner_kb.markdown_ext import TITLE_SLOT
from partner_kb.mkdocs_plugin.line_breaks import LineBreaks
from partner_kb.nearest_locale import nearest_locale


def set_up(
    env: jinja2.Environment,
    locale: str,
    translations: NullTranslations,
    theme_dir: Path,
    cache: Path | None,
) -> None:
    """Make `env` speak `locale`, and escape in templates that lie in `theme_dir`.

    Compiled templates are kept below `cache`, the same for every locale and build; without one,
    where somebody's code may have filters of its own, they are compiled each time.
    """
    if cache is not None:
        compiled = cache / "templates"
        compiled.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(compiled), "%s.joined.jinja")
    ours = frozenset(_templates(theme_dir))
    env.trim_blocks = env.lstrip_blocks = True  # a third of the bytes of Material's templates
    env.autoescape = lambda name: name in ours
    env.extend(pkb_templates=ours)
    env.add_extension(LineBreaks)
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]  # by the extension
    env.filters["pkb_date"] = lambda value: format_date(value, locale)
    env.filters["pkb_json"] = script_json
    env.filters["pkb_split_title"] = split_title
    env.globals["pkb_locale"] = locale
    env.globals["pkb_words_language"] = words_language(locale, translations)
    env.globals["pkb_material_language"] = material_language(locale, env)


def compile_templates(env: jinja2.Environment, theme_dir: Path, cache: Path) -> None:
    """Compile all templates in `theme_dir` and keep them below `cache`, for `set_up` to find.

    What is wrong with a project's own template is told by whoever renders it.
    """
    set_up(env, "en", NullTranslations(), theme_dir, cache)
    for name in _templates(theme_dir):
        with suppress(jinja2.TemplateError):
            env.get_template(name)


def _templates(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


def format_date(value: date, locale: str) -> str:
    """The day in words, as the locale writes it."""
    return babel.dates.format_date(value, "long", locale=Locale.parse(locale, sep="-"))


def split_title(content: str) -> tuple[Markup, Markup]:
    """The page up to and with its H1, and the rest; the first is empty where there is no H1."""
    title, slot, rest = content.partition(TITLE_SLOT)
    return (Markup(title), Markup(rest)) if slot else (Markup(), Markup(content))  # noqa: S704 - MkDocs rendered it


def words_language(locale: str, translations: NullTranslations) -> Markup:
    """Attributes for sentences of ours, which are English in a locale without a catalog."""
    english = type(translations) is NullTranslations and locale.partition("-")[0] != "en"
    return Markup(' lang="en" dir="ltr"') if english else Markup()


def material_language(locale: str, env: jinja2.Environment) -> str:
    """The name of Material's language file for a locale: `pt-BR`, but `zh` for `zh-CN`."""
    # Without `list_templates`, which walks eleven thousand icons.
    folders = env.loader.searchpath if isinstance(env.loader, jinja2.FileSystemLoader) else ()
    files = (Path(folder, "partials/languages").glob("*.html") for folder in folders)
    return nearest_locale(locale, {file.stem for found in files for file in found}) or "en"


def script_json(value: object) -> Markup:
    """JSON for a `<script type="application/json">`."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - "<" cannot occur
