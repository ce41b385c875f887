"""What this project needs of mkdocs-static-i18n beyond its documented options.

The only module that touches its internals. Known: 1.3.1, which builds the default locale and
then calls MkDocs' `build()` again, from its own `on_post_build`, for each other locale, with
`mkdocs.utils.clean_directory` patched meanwhile and no try/finally.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

import mkdocs.utils
from babel import Locale, UnknownLocaleError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

KNOWN_VERSION = "1.3.1"

_clean_directory: Callable[[str], None] = mkdocs.utils.clean_directory

_SETUP = (
    "plugins: [partner-kb, {i18n: {docs_structure: folder, languages: "
    "[{locale: en, name: English, default: true}, {locale: pt-BR, name: Português (Brasil)}]}}]"
)
_NO_I18N = f"partner-kb needs the i18n plugin in mkdocs.yml, for example: {_SETUP}"


@dataclass(frozen=True, slots=True)
class SiteLocales:
    """The locales that are built, the default one first, with their names in their own tongue."""

    order: tuple[str, ...]
    names: dict[str, str]

    @property
    def default(self) -> str:
        """The locale at the root of the site."""
        return self.order[0]


def site_locales(config: MkDocsConfig) -> SiteLocales:
    """The locales that the site has; `find_faults` has nothing to say against them."""
    i18n = _plugin(config)
    default = str(i18n.default_language)
    built = [str(locale) for locale in i18n.build_languages]
    order = (default, *(locale for locale in built if locale != default))
    names = {str(lang.locale): str(lang.name) for lang in i18n.config.languages}
    return SiteLocales(order, {locale: names[locale] for locale in order})


def find_faults(config: MkDocsConfig) -> Iterator[tuple[tuple[str, ...], str]]:
    """What is wrong with the languages of mkdocs.yml: the keys of the place, and a message."""
    if "i18n" not in config.plugins:
        yield ("plugins",), _NO_I18N
        return
    i18n, place = _plugin(config), ("plugins", "i18n", "languages")
    if i18n.config.docs_structure != "folder":
        yield (
            ("plugins", "i18n", "docs_structure"),
            "partner-kb: the i18n plugin needs `docs_structure: folder`; each locale has its own "
            f"folder below docs_dir. For example: {_SETUP}",
        )
    found = [str(language.locale) for language in i18n.config.languages]
    for locale in dict.fromkeys(found):
        here = (*place, f"={locale}")
        if found.count(locale) > 1:
            yield here, f'i18n: the language "{locale}" is listed more than once'
        if "_" in locale:
            right = locale.replace("_", "-")
            yield here, f'i18n: a locale is written with a hyphen. Did you mean "{right}"?'
        elif not _is_known(locale):
            yield here, f'i18n: nothing is known of the locale "{locale}": no formats of dates'
    default = str(i18n.default_language)
    if len(i18n.build_languages) > 1 and default.split("-")[0] != "en":
        yield (
            (*place, f"={default}"),
            f"i18n: the default language of a site with several is English, and {default} was "
            "found: what is not translated is shown in English, and says so",
        )


def _is_known(locale: str) -> bool:
    try:
        Locale.parse(locale, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def own_navs(config: MkDocsConfig) -> dict[str, tuple[object, dict[str, str]]]:
    """By locale the `nav` that mkdocs.yml gives it, if any, and its nav_translations."""
    found: dict[str, tuple[object, dict[str, str]]] = {}
    for language in _plugin(config).config.languages:
        nav = language.nav or config.nav
        if nav:
            found[str(language.locale)] = (nav, dict(language.nav_translations or {}))
    return found


def configure(config: MkDocsConfig) -> None:
    """Switch off its search de-duplication: quadratic, and one index a language needs none."""
    _plugin(config).config.reconfigure_search = False


def before_files(files: Files, config: MkDocsConfig) -> Files:
    """Spare static-i18n what it would find out of translations, which we know ourselves.

    For each locale it makes every file anew, and once more for each other locale, in time that
    grows with the square of their number. It gets the current locale's files, and the default's,
    which those fall back to; until `after_files` it knows of no other locale to build.
    """
    i18n = _plugin(config)
    kept = {current_locale(config), str(i18n.default_language)}
    others = {str(language.locale) for language in i18n.config.languages} - kept
    for file in [file for file in files if file.src_uri.partition("/")[0] in others]:
        files.remove(file)
    i18n.partner_kb_built = {language.locale: language.build for language in i18n.config.languages}
    for language in i18n.config.languages:
        language.build = language.locale == current_locale(config)
    return files


def after_files(config: MkDocsConfig) -> None:
    """Let static-i18n know again which locales are built."""
    i18n = _plugin(config)
    built = i18n.__dict__.pop("partner_kb_built", {})
    for language in i18n.config.languages:
        language.build = built.get(language.locale, language.build)


def current_locale(config: MkDocsConfig) -> str:
    """The locale that is being built; right from `on_config` at a priority below -100."""
    i18n = _plugin(config)
    return str(i18n.current_language or i18n.default_language)


def is_nested_build(config: MkDocsConfig) -> bool:
    """Whether this build was called by another, which has not ended yet."""
    return bool(_plugin(config).building)


def restore_after_failure(config: MkDocsConfig | None) -> None:
    """Undo what a build that failed half-way left patched."""
    _set_clean_directory(_clean_directory)
    if config is not None and "i18n" in config.plugins:
        _plugin(config).building = False
        after_files(config)


@contextmanager
def only_locale(config: MkDocsConfig, locale: str) -> Iterator[None]:
    """Within it, a build makes `locale` alone, at the URLs it has in the whole site."""
    i18n = _plugin(config)
    before = i18n.current_language, i18n.building
    i18n.current_language, i18n.building = locale, True
    _set_clean_directory(lambda _directory: None)
    try:
        yield
    finally:
        i18n.current_language, i18n.building = before
        _set_clean_directory(_clean_directory)


def normalised_path(file: File) -> str:
    """A page's path without its locale's folder: what its translations have in common."""
    return str(getattr(file, "norm_src_uri", file.src_uri))


def file_locale(file: File) -> str | None:
    """The locale of the file's text; None for files that are not below a locale's folder."""
    locale = getattr(file, "localization", None)
    return str(locale) if locale else None


def _set_clean_directory(function: Callable[[str], None]) -> None:
    setattr(mkdocs.utils, "clean_directory", function)  # noqa: B010 - a patch, and meant as one


@cache
def _installed_version() -> str:
    return version("mkdocs-static-i18n")


def _plugin(config: MkDocsConfig) -> Any:
    if "i18n" not in config.plugins:
        raise PluginError(_NO_I18N)
    found = _installed_version()
    if found != KNOWN_VERSION:
        raise PluginError(
            f"partner-kb knows mkdocs-static-i18n {KNOWN_VERSION}, and {found} is installed. "
            f"Install mkdocs-static-i18n=={KNOWN_VERSION}."
        )
    return config.plugins["i18n"]
