"""A project on disk, as the translator's commands see it: which locales, which folders.

In: the path of a mkdocs.yml (which need not exist). Out: a `Project`. The file is read without
MkDocs and without running its `!!python` tags; only `docs_dir`, `edit_uri`, `repo_url`, options of
our plugin and the languages of the i18n plugin are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from babel import Locale, UnknownLocaleError

from partner_kb.catalog import SOURCE_LOCALE, catalog_path
from partner_kb.errors import Problem, SourceError
from partner_kb.files import read_text, refuse_unreadable
from partner_kb.nearest_locale import nearest_locale
from partner_kb.translation.po import PoFile
from partner_kb.translation.po_reader import decode_po, parse_po
from partner_kb.yaml_settings import refuse_monsters, settings_problem
from partner_kb.yaml_source import SAFE_LOADER, syntax_problem


@dataclass(frozen=True, slots=True)
class Project:
    """Where things are. `site_locales` is empty where no mkdocs.yml names any.

    `edit_base` is the address below which pages are edited, with a slash; empty without one.
    `review_pages` says whether the site has pages to compare translations by, which it has unless
    mkdocs.yml says `extra: {translation_review: false}`. `side_by_side` is that option of the
    plugin: whether articles have English beside them. `site_names` are the locales' names in their
    own languages, as far as mkdocs.yml has them.
    """

    root: Path
    config: Path
    docs: Path
    locales: Path
    site_locales: tuple[str, ...]
    source_locale: str
    edit_base: str = ""
    review_pages: bool = True
    side_by_side: bool = True
    site_names: tuple[tuple[str, str], ...] = ()

    @property
    def template(self) -> Path:
        """The `.pot` file."""
        return self.locales / "partner_kb.pot"

    @property
    def catalog_locales(self) -> tuple[str, ...]:
        """The locales that have a catalog, in BCP 47 form, sorted."""
        found = self.locales.glob("*/LC_MESSAGES/partner_kb.po")
        return tuple(sorted(path.parent.parent.name.replace("_", "-") for path in found))

    @property
    def targets(self) -> tuple[str, ...]:
        """The locales that are translated into: the site's, or else those with a catalog."""
        locales = self.site_locales or self.catalog_locales
        return tuple(locale for locale in locales if locale != self.source_locale)

    def catalog(self, locale: str) -> Path:
        """The catalog of a locale."""
        return catalog_path(self.locales, locale)

    def strange_catalogs(self) -> tuple[Problem, ...]:
        """Catalogs for locales that the site lacks; that of a language serves its regions."""
        known = {name for locale in self.site_locales for name in _with_parents(locale)}
        where = f"{self.shown(self.config)}, plugins, i18n, languages"
        return tuple(
            Problem(
                self.shown(self.catalog(locale)),
                1,
                1,
                "error",
                "catalog-locale",
                f"the site has no locale {locale}; it has {', '.join(self.site_locales)} ({where})"
                f"{self._folder_meant(locale)}",
            )
            for locale in self.catalog_locales
            if known and locale not in known
        )

    def _folder_meant(self, locale: str) -> str:
        """Tools name languages in their own ways: `zh_Hans` is `zh_CN`."""
        near = nearest_locale(locale, self.site_locales)
        if near is None:
            return ""
        return f"; a catalog of {near} lies in {self.shown(self.catalog(near).parent)}"

    def shown(self, path: Path) -> str:
        """A path as problems name it: from where mkdocs.yml was found, as it was given."""
        try:
            return (self.root / path.resolve().relative_to(self.root.resolve())).as_posix()
        except ValueError:
            return path.as_posix()

    def read_catalog(self, locale: str) -> PoFile:
        """The catalog of a locale.

        Raises `SourceError` where there is none or it is broken.
        """
        return self.read_po(self.catalog(locale))

    def read_po(self, path: Path) -> PoFile:
        """A PO file of the project; raises `SourceError` where it is missing or broken."""
        shown = self.shown(path)
        if not path.is_file():
            locale = path.parent.parent.name.replace("_", "-")
            hint = f"; partner-kb i18n add {locale} makes it" if path.suffix == ".po" else ""
            message = f"no such file{hint}"
            raise SourceError(Problem(shown, 1, 1, "error", "file-missing", message))
        return parse_po(decode_po(path.read_bytes(), shown), shown)


def _with_parents(locale: str) -> Iterator[str]:
    """The locale, then what it specializes: `es-MX`, `es`."""
    parts = locale.split("-")
    return ("-".join(parts[:length]) for length in range(len(parts), 0, -1))


def load_project(config: Path, *, docs: Path | None = None, locales: Path | None = None) -> Project:
    """Read what mkdocs.yml says; `docs` and `locales` go before it."""
    root = config.parent
    value = _read_config(config)
    folder = docs or root / str(value.get("docs_dir", "docs"))
    languages = tuple(_languages(value))
    overlay = locales or root / _locales_dir(value)
    refuse_unreadable(folder, overlay)
    names = tuple(str(one["locale"]) for one in languages if "locale" in one)
    default = next((str(one["locale"]) for one in languages if one.get("default")), SOURCE_LOCALE)
    return Project(
        root=root,
        config=config,
        docs=folder,
        locales=overlay,
        site_locales=names,
        source_locale=default,
        edit_base=_edit_base(value),
        side_by_side=_side_by_side(value),
        review_pages=_extra(value).get("translation_review") is not False,
        site_names=tuple(
            (str(one["locale"]), str(one["name"]))
            for one in languages
            if {"locale", "name"} <= set(one)
        ),
    )


def _extra(value: Mapping[str, Any]) -> Mapping[str, Any]:
    extra = value.get("extra")
    return extra if isinstance(extra, dict) else {}


def _edit_base(value: Mapping[str, Any]) -> str:
    """As MkDocs joins `repo_url` and `edit_uri`."""
    repository, edit = value.get("repo_url"), value.get("edit_uri")
    if not isinstance(edit, str) or not edit:
        return ""
    if "://" in edit:
        return f"{edit.rstrip('/')}/"
    if not isinstance(repository, str) or not repository:
        return ""
    return f"{repository.rstrip('/')}/{edit.strip('/')}/"


def canonical_locale(text: str) -> str:
    """The BCP 47 form of a locale as people type it: `es_mx` is `es-MX`.

    Raises `ValueError` where CLDR knows no such language.
    """
    parts = text.replace("_", "-").split("-")
    shaped = [parts[0].lower(), *(_subtag(part) for part in parts[1:])]
    try:
        Locale.parse("_".join(shaped))
    except (UnknownLocaleError, ValueError) as error:  # unknown, or no locale at all
        raise ValueError(f'"{text}" is not a locale that CLDR knows, such as es-MX') from error
    return "-".join(shaped)


def _subtag(part: str) -> str:
    return part.title() if len(part) == 4 and part.isalpha() else part.upper()


def _languages(value: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for options in _options(value, "i18n"):
        listed = options.get("languages")
        if isinstance(listed, list):
            yield from (one for one in listed if isinstance(one, dict))


def _locales_dir(value: Mapping[str, Any]) -> str:
    """The folder of the catalogs; what a tag such as `!ENV` says is not known here."""
    named = (one.get("locales_dir") for one in _options(value, "partner-kb"))
    return next((name for name in named if isinstance(name, str) and name.strip()), "locales")


def _side_by_side(value: Mapping[str, Any]) -> bool:
    """What a tag such as `!ENV` says is not known here: then it counts as off."""
    options = _options(value, "partner-kb")
    return all(one.get("side_by_side", True) is True for one in options)


def _options(value: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    """The options of a plugin, wherever it is listed with some."""
    plugins = value.get("plugins")
    for plugin in plugins if isinstance(plugins, list) else [plugins]:
        options = plugin.get(name) if isinstance(plugin, dict) else None
        if isinstance(options, dict):
            yield options


class _LenientLoader(SAFE_LOADER):  # type: ignore[misc]  # which of two it is, mypy can't tell
    """Reads a mkdocs.yml without running what its tags (`!!python/name:`, `!ENV`) name."""


def _ignore(_loader: object, _suffix: str, _node: yaml.Node) -> None:
    """A value that this program does not need."""


_LenientLoader.add_multi_constructor("", _ignore)


def _read_config(path: Path, heirs: tuple[Path, ...] = ()) -> Mapping[str, Any]:
    """The values of mkdocs.yml over those of the file that it inherits, as MkDocs merges them.

    What is not there, or inherits itself, says nothing: a build tells of it.
    """
    if not path.is_file() or path.resolve() in heirs:
        return {}
    try:
        text = read_text(path)
        refuse_monsters(text, str(path))
        value = yaml.load(text, Loader=_LenientLoader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        raise SourceError(syntax_problem(error, str(path))) from error
    except ValueError as error:  # such as the 30th of February
        message = f"not valid YAML: {error}"
        raise SourceError(Problem(str(path), 1, 1, "error", "yaml-syntax", message)) from error
    if not isinstance(value, dict | None):
        raise SourceError(settings_problem(str(path)))
    inherited = (value or {}).get("INHERIT")
    if not isinstance(inherited, str):
        return value or {}
    return _merged(_read_config(path.parent / inherited, (*heirs, path.resolve())), value or {})


def _merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> Mapping[str, Any]:
    """Mappings are merged, whatever else `own` has stands for what `base` has."""
    both = {
        key: _merged(base[key], value)
        for key, value in own.items()
        if isinstance(value, dict) and isinstance(base.get(key), dict)
    }
    return {**base, **own, **both}
