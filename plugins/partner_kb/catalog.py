"""The gettext catalogs: how a locale's strings are found, and how ours are extracted from YAML.

In: a locale and the folders that hold catalogs. Out: a `gettext` object for templates. The
`extract_*` functions are Babel extractors (entry points `babel.extractors`), so that
`pybabel extract -F babel.cfg .` and `partner-kb i18n extract` see the same strings.

Names of roles are not in the catalogs: `locales/roles.yml` holds them per locale, beside the
aliases that recognition needs; the groups that they are listed under are.
"""

from __future__ import annotations

import ast
import gettext
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from partner_kb.resources import locales_dir
from partner_kb.translation.mo import compile_translations
from partner_kb.translation.po_reader import decode_po, parse_po
from partner_kb.yaml_source import Path as YamlPath
from partner_kb.yaml_source import YamlSource, load_yaml

DOMAIN = "partner_kb"
SOURCE_LOCALE = "en"

PSEUDO_LOCALE = "en-XA"
"""What CLDR calls English that looks foreign; its catalog is made up on the spot."""

#: What Babel takes from an extractor: line, function, message (or context and message), comments.
Extracted = tuple[int, str, str | tuple[str, str], list[str]]


def catalog_path(locales: Path, locale: str) -> Path:
    """Where a locale's catalog lies: `locales/pt_BR/LC_MESSAGES/partner_kb.po`."""
    return locales / folder_name(locale) / "LC_MESSAGES" / f"{DOMAIN}.po"


def folder_name(locale: str) -> str:
    """The gettext name of a BCP 47 locale: `pt-BR` is `pt_BR`."""
    return locale.replace("-", "_")


def load_translations(locale: str, overlay: Path | None = None) -> gettext.NullTranslations:
    """The strings of a locale: the project's own catalog (`overlay`) over the bundled one.

    What neither has is English. English itself is a `NullTranslations`, except for what an
    overlay renames; the pseudo-locale is made up on the spot. A `.po` file counts, a `.mo` only
    where it stands alone (a `.mo` left from last week cannot hide this week's work).

    Equal files give the same object, so a build reads each catalog once. Raises `SourceError`
    where a catalog is broken.
    """
    if locale == PSEUDO_LOCALE:
        from partner_kb.translation.pseudo import PseudoTranslations  # here: it loads markdown-it

        return PseudoTranslations()
    paths = (
        catalog_path(folder, name) for folder in _folders(overlay) for name in with_parents(locale)
    )
    return _combine(tuple((path, _stamp(path)) for path in paths))


PLURAL_NUMBERS = 200
"""Plural rules of all languages look at numbers below this, then at the last two digits."""


def plural_rule(catalog: gettext.NullTranslations) -> tuple[str, tuple[int, ...]]:
    """The form of each number below `PLURAL_NUMBERS`, a digit each; and a number of each form."""
    rule: Callable[[int], int] = getattr(catalog, "plural", lambda number: int(number != 1))
    digits = [rule(number) for number in range(PLURAL_NUMBERS)]
    return "".join(map(str, digits)), tuple(digits.index(form) for form in sorted(set(digits)))


def _stamp(path: Path) -> tuple[int, int]:
    """What changes when a file does: its time and size; zeros where there is none."""
    for candidate in (path, path.with_suffix(".mo")):
        if candidate.is_file():
            facts = candidate.stat()
            return facts.st_mtime_ns, facts.st_size
    return 0, 0


@lru_cache(maxsize=32)
def _combine(files: tuple[tuple[Path, tuple[int, int]], ...]) -> gettext.NullTranslations:
    """The catalogs that exist, each the fallback of the one before it."""
    found = [one for one in (_load(path) for path, _ in files) if one is not None]
    first, *others = found or [gettext.NullTranslations()]
    for other in others:
        first.add_fallback(other)
    return first


def _folders(overlay: Path | None) -> list[Path]:
    bundled = locales_dir()
    if overlay is None or overlay.resolve() == bundled.resolve():
        return [bundled]
    return [overlay, bundled]


def bundled_catalog(locale: str) -> Path | None:
    """The product's own catalog that a locale falls back on; None where the product has none."""
    paths = (catalog_path(locales_dir(), name) for name in with_parents(locale))
    return next((path for path in paths if path.is_file()), None)


def with_parents(locale: str) -> list[str]:
    """The locale, then what it specializes: `es-MX`, `es`."""
    parts = locale.replace("_", "-").split("-")
    return ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]


def _load(path: Path) -> gettext.NullTranslations | None:
    if path.is_file():
        return compile_translations(parse_po(decode_po(path.read_bytes(), str(path)), str(path)))
    compiled = path.with_suffix(".mo")
    if compiled.is_file():
        with compiled.open("rb") as stream:
            return gettext.GNUTranslations(stream)
    return None


# ------------------------------------------------------------------------------- extractors


def extract_flow(
    fileobj: IO[bytes],
    _keywords: object,
    _tags: object,
    options: Mapping[str, str],
) -> Iterator[Extracted]:
    """The strings of `docs/flows/*.yml`, exactly those that the flow's page looks up."""
    # Here, so that looking up a translation doesn't wait for pydantic.
    from partner_kb.flow.load import load_flow
    from partner_kb.flow.messages import messages

    name = str(getattr(fileobj, "name", "<yaml>"))
    loaded = load_flow(fileobj.read().decode("utf-8-sig"), name)
    for message in messages(loaded.flow):
        yield loaded.source.place(message.at)[0], "gettext", message.text, [message.note]


def extract_policy(
    fileobj: IO[bytes], _keywords: object, _tags: object, options: Mapping[str, str]
) -> Iterator[Extracted]:
    """The strings of a YAML file of clauses, under the keys that `keys` names.

    A partner's own policy gives its texts per locale itself, so none of them is extracted.
    """
    yield from _extract_keys(fileobj, options, "title text description label")


def extract_fields(
    fileobj: IO[bytes],
    keywords: Any,
    tags: Any,
    options: Any,
) -> Iterator[Extracted]:
    """The labels and help texts of a policy's fields: `name: Text = said(N_("Label"), N_("…"))`.

    A label is often one word, so its comment tells the help text that belongs to it.
    """
    from babel.messages.extract import extract_python

    content = fileobj.read()
    helped = {
        (call.args[0].lineno, _constant(call.args[0])): _constant(call.args[1])
        for call in ast.walk(ast.parse(content))
        if isinstance(call, ast.Call) and len(call.args) > 1
    }
    found: Any = extract_python(BytesIO(content), keywords, tags, options)  # its types are wrong
    for line, function, message, comments in found:
        said = helped.get((line, message)) if isinstance(message, str) else None
        yield line, function, message, [*comments, *([f"Its help text: {said}"] if said else [])]


def _constant(node: ast.expr) -> str | None:
    """The text of `N_("text")`."""
    if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
        value = node.args[0].value
        return value if isinstance(value, str) else None
    return None


def extract_vocabulary(
    fileobj: IO[bytes],
    _keywords: object,
    _tags: object,
    options: Mapping[str, str],
) -> Iterator[Extracted]:
    """The group names of `locales/roles.yml`, the only ones that it does not hold per locale."""
    source = _read(fileobj)
    groups = source.value.get("groups") if isinstance(source.value, dict) else None
    for key, value in groups.items() if isinstance(groups, dict) else ():
        if isinstance(value, str):
            line = source.place(("groups", key))[0]
            yield line, "pgettext", ("role group", value), ["A heading in the list of roles"]


def extract_toc(
    fileobj: IO[bytes],
    _keywords: object,
    _tags: object,
    options: Mapping[str, str],
) -> Iterator[Extracted]:
    """The navigation titles of a TOC.yml, in the context `navigation`."""
    source = _read(fileobj)
    for path, text in _texts(source.value, (), frozenset({"name"})):
        line = source.place(path)[0]
        yield line, "pgettext", ("navigation", text), ["A title in the navigation"]


def _extract_keys(
    fileobj: IO[bytes], options: Mapping[str, str], default: str
) -> Iterator[Extracted]:
    source = _read(fileobj)
    keys = frozenset(str(options.get("keys", default)).split())
    for path, text in _texts(source.value, (), keys):
        line = source.place(path)[0]
        yield line, "gettext", text, [*_remarks(source, path), _where(path)]


def _read(fileobj: IO[bytes]) -> YamlSource:
    name = str(getattr(fileobj, "name", "<yaml>"))
    return load_yaml(fileobj.read().decode("utf-8-sig"), name)


def _texts(value: Any, path: YamlPath, keys: frozenset[str]) -> Iterator[tuple[YamlPath, str]]:
    """Each non-empty text below one of `keys`, be it a text itself or an item of a list."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key), keys)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index), keys)
    elif isinstance(value, str) and value.strip() and _named(path) in keys:
        yield path, value


def _named(path: YamlPath) -> str:
    """The key that a value, or the list that it is an item of, stands under."""
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def _remarks(source: YamlSource, path: YamlPath) -> list[str]:
    """What the author tells translators in a `translators:` key beside the text."""
    value: Any = source.value
    found = None
    for part in path[:-1]:
        if isinstance(value, dict) and isinstance(value.get("translators"), str):
            found = value["translators"]
        value = value[part]
    if isinstance(value, dict) and isinstance(value.get("translators"), str):
        found = value["translators"]
    return [found] if found else []


def _where(path: Sequence[str | int]) -> str:
    """Where a text stands in its file, for the translator: `questions › kind › title`."""
    return " › ".join(str(part) for part in path if isinstance(part, str))
