"""Which strings the catalogs of a project hold: its own, and the product's where they must.

In: a `Project`. Out: `Strings`, from which come the project's template and that of each locale.
In a language that the product brings a catalog for, the site falls back on that one, so a
project's catalog need not hold more than the project's own strings; what of the product's a
translator has put there stays. In any other language the project's catalog is the only one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from partner_kb.catalog import bundled_catalog, with_parents
from partner_kb.errors import SourceError
from partner_kb.files import read_text
from partner_kb.resources import locales_dir
from partner_kb.translation.extract import default_mapping, extract, joined
from partner_kb.translation.po import Key, Message, PoFile, edited
from partner_kb.translation.po_reader import decode_po, parse_po
from partner_kb.translation.project import Project

#: Where the product's strings stand in its own tree; the rest belongs to its knowledge base.
_PRODUCT = ("plugins/", "locales/")


@dataclass(frozen=True, slots=True)
class Strings:
    """The strings of a project (`own`), and those of the product, as two templates.

    `product` is empty in the product's own tree, where all strings are the project's.
    """

    own: PoFile
    product: PoFile

    def template(self, project: Project) -> PoFile:
        """The project's `.pot`: what a new catalog of any of its languages may need."""
        return self.whole if not all(map(bundled_catalog, project.targets)) else self.own

    @property
    def whole(self) -> PoFile:
        """The project's strings, then the product's."""
        return self._with({message.key for message in self.product.messages})

    def wanted(self, locale: str, catalog: PoFile | None = None) -> PoFile:
        """What the catalog of a locale must hold, given what it holds now."""
        if not bundled_catalog(locale):
            return self.whole
        return self._with({message.key for message in catalog.messages} if catalog else ())

    def _with(self, keys: Collection[Key]) -> PoFile:
        """The project's strings, with those of the product that have one of these keys."""
        product = {message.key: message for message in self.product.messages}
        own = tuple(
            joined(message, product[message.key]) if message.key in product else message
            for message in self.own.messages
        )
        more = (m for key, m in product.items() if key in keys and key not in self.own.by_key)
        return replace(self.own, messages=(*own, *more))


def project_strings(project: Project) -> Strings:
    """All strings of a project; raises `SourceError` with the files that can't be read."""
    mapping = project.root / "babel.cfg"
    found = extract(
        project.root,
        read_text(mapping, "babel.cfg") if mapping.is_file() else _default_mapping(project),
        path=project.shown(project.template),
    )
    if found.problems:
        raise SourceError(found.problems)
    own = found.template
    if any(name.startswith("plugins/partner_kb/") for m in own.messages for name in m.locations):
        return Strings(own, replace(own, messages=()))
    return Strings(own, product_template())


def is_without_catalog(project: Project, locale: str) -> bool:
    """Whether neither a locale nor the language that it belongs to has a catalog in the project."""
    return not any(project.catalog(one).is_file() for one in with_parents(locale))


def product_template() -> PoFile:
    """The product's strings, without those of its own knowledge base."""
    path = locales_dir() / "partner_kb.pot"
    return _product_template(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _product_template(path: Path, _stamp: int) -> PoFile:
    """Read once, since each locale that the product lacks is measured by it."""
    template = parse_po(decode_po(path.read_bytes(), str(path)), str(path))
    return replace(template, messages=tuple(filter(None, map(_of_product, template.active()))))


def _of_product(message: Message) -> Message | None:
    locations = tuple(name for name in message.locations if name.startswith(_PRODUCT))
    return edited(message, locations=locations) if locations else None


def with_bundled(catalog: PoFile, locale: str) -> PoFile:
    """The catalog, with the product's translations where it has none."""
    bundled = _bundled(locale)
    return replace(
        catalog, messages=tuple(_filled(one, bundled.get(one.key)) for one in catalog.messages)
    )


def without_bundled(catalog: PoFile, locale: str) -> PoFile:
    """The catalog without the strings that it leaves to the product's translation."""
    if all(any(one.strings) for one in catalog.active()):
        return catalog
    bundled = _bundled(locale)
    left = (one for one in catalog.messages if _filled(one, bundled.get(one.key)) is one)
    return replace(catalog, messages=tuple(left))


def _bundled(locale: str) -> Mapping[Key, Message]:
    path = bundled_catalog(locale)
    return parse_po(decode_po(path.read_bytes(), str(path)), str(path)).by_key if path else {}


def _filled(message: Message, bundled: Message | None) -> Message:
    """The message, or its bundled translation where nobody has written one."""
    if bundled is None or not bundled.translated or message.obsolete or any(message.strings):
        return message
    fits = len(bundled.strings) == len(message.strings)
    return edited(message, strings=bundled.strings) if fits else message


def _default_mapping(project: Project) -> str:
    """What is read without a babel.cfg, in the folders that mkdocs.yml names."""
    root = project.root.resolve()
    docs, locales = project.docs.resolve(), project.locales.resolve()
    return default_mapping(
        docs.relative_to(root).as_posix() if docs.is_relative_to(root) else None,
        locales.relative_to(root).as_posix() if locales.is_relative_to(root) else None,
        project.source_locale,
    )
