"""Everything that a build reads, as hashes: what a cache may rely on.

In: MkDocs' config and the project's folders. Out: an `Inputs`, or None where somebody's code takes
part whose inputs we cannot know (another plugin, a hook, an extension that reads files): then
nothing is reused. Files count by their bytes, never by their time.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from operator import attrgetter
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import yaml_load

from partner_kb.mkdocs_plugin.config import PartnerKBConfig, project_folder
from partner_kb.policy.build_day import build_day
from partner_kb.resources import locales_dir
from partner_kb.search.pagefind import named_program
from partner_kb.store import digest

OUR_PLUGINS = frozenset({"partner-kb", "i18n"})
PLUGINS = OUR_PLUGINS | {"search", "material/search"}
"""Plugins that keep nothing while a page is rendered; `search` reads each page's HTML."""

_MARKDOWN = (
    "abbr admonition attr_list codehilite def_list extra fenced_code footnotes md_in_html meta "
    "nl2br sane_lists smarty tables toc wikilinks partner_kb"
)
_PYMDOWN = (
    "arithmatex betterem blocks.admonition blocks.caption blocks.definition blocks.details "
    "blocks.html blocks.tab caret critic details emoji escapeall extra fancylists highlight "
    "inlinehilite keys magiclink mark pathconverter progressbar saneheaders smartsymbols "
    "striphtml superfences tabbed tasklist tilde"
)
_EXTENSIONS = frozenset(
    [*_MARKDOWN.split(), *(f"markdown.extensions.{name}" for name in _MARKDOWN.split())]
    + [f"pymdownx.{name}" for name in _PYMDOWN.split()]
)
_CODE = ("pymdownx.", "material.", "markdown.")
"""Where functions that mkdocs.yml names may come from: their versions are among the inputs."""

_LIBRARIES = (
    "babel", "beautifulsoup4", "holidays", "jinja2", "markdown", "markdown-it-py", "markupsafe",
    "mkdocs", "mkdocs-material", "mkdocs-static-i18n", "nh3", "pagefind", "pagefind-bin",
    "pagefind-bin-extended", "phonenumbers", "pydantic", "pygments", "pymdown-extensions",
    "pypinyin", "pyyaml", "segno",
)  # fmt: skip


_READ_ONLY = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_PART = 1 << 16
"""Bytes; most files are read at once."""


class _UnknownCodeError(Exception):
    """A value of mkdocs.yml that is somebody's code."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Hashes of what a build depends on.

    `code` is this package, its templates and catalogs, and the libraries; `settings` mkdocs.yml
    and the theme's own folder; `project` the project's catalogs, vocabulary and segments; `docs`
    every file of docs_dir; `day` the day that pages are "open now" from.
    """

    code: str
    settings: str
    project: str
    docs: str
    day: str
    whole_pages: bool

    @property
    def everything(self) -> str:
        """What the site as a whole depends on."""
        return digest(self.code, self.settings, self.project, self.docs, self.day)


def read_inputs(config: MkDocsConfig, options: PartnerKBConfig) -> Inputs | None:
    """The inputs of the build of `config`."""
    if not is_known(config):
        return None
    theme = Path(config.theme.custom_dir) if config.theme.custom_dir else None
    try:
        settings = _settings(config)
    except _UnknownCodeError:
        return None
    return Inputs(
        code=code_digest(),
        settings=digest(settings, *(_folder(theme) if theme else ())),
        project=digest(*_folder(project_folder(config) / options.locales_dir)),
        docs=digest(*_folder(Path(config.docs_dir))),
        day=build_day().isoformat(),
        whole_pages=not set(config.plugins) - OUR_PLUGINS and not _asks_the_clock(theme),
    )


def is_known(config: MkDocsConfig) -> bool:
    """Whether only code takes part whose inputs we know."""
    return not (
        not config.config_file_path
        or config.hooks
        or set(config.plugins) - PLUGINS
        or set(config.markdown_extensions) - _EXTENSIONS
        or config.theme.name != "material"
    )


@cache
def code_digest() -> str:
    """This package with its templates, assets and catalogs, and the libraries it works with."""
    package = Path(__file__).resolve().parent.parent
    folders = [package] if locales_dir().is_relative_to(package) else [package, locales_dir()]
    contents = (part for folder in folders for part in _folder(folder))
    versions = [platform.python_version(), named_program(), *_versions(_LIBRARIES)]
    return digest(*versions, *contents)


def _settings(config: MkDocsConfig) -> str:
    """mkdocs.yml as MkDocs reads it, with what it inherits and takes from the environment."""
    with open(str(config.config_file_path), "rb") as stream:
        value = yaml_load(stream)
    kept = {key: item for key, item in value.items() if key != "site_dir"}
    kept["site_url now"] = config.site_url  # `serve` has another
    return json.dumps(kept, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    """What JSON holds of a value that it does not know: a library's function by its name."""
    if callable(value):
        name = f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', '')}"
        if name.startswith(_CODE):
            return name
        raise _UnknownCodeError(name)
    if isinstance(value, Mapping):
        return dict(value)
    return f"{type(value).__qualname__} {value}"


def _asks_the_clock(theme: Path | None) -> bool:
    """Whether a template of the project's own says when the site was built."""
    files = (entry.path for _, entry in _files(theme) if _is(entry.is_file)) if theme else ()
    return any(_says(Path(path), b"build_date") for path in files)


def _says(path: Path, word: bytes) -> bool:
    try:
        return word in path.read_bytes()
    except OSError:
        return False


def _folder(root: Path) -> Iterator[bytes]:
    """The name of each file below `root` and a hash of its bytes, in a fixed order."""
    for name, entry in _files(root):
        yield name.encode("utf-8", "surrogateescape")
        yield _content(entry.path) if _is(entry.is_file) else b""  # a pipe, a link to nowhere


def _files(root: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Each file with its name below `root`, in a fixed order; hidden ones are none.

    Links to folders are followed; a second link to the same folder counts as a file.
    """
    waiting = [("", str(root))]
    followed: set[str] = set()
    while waiting:
        prefix, folder = waiting.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=attrgetter("name"))
        except OSError:
            continue
        for entry in entries:
            name = entry.name
            if name[0] == "." or name == "__pycache__" or name.endswith(".pyc"):
                continue
            if not _is(entry.is_dir):
                yield prefix + name, entry
                continue
            if entry.is_symlink():
                place = os.path.realpath(entry.path)
                if place in followed:
                    yield f"{prefix}{name} {place}", entry
                    continue
                followed.add(place)
            waiting.append((f"{prefix}{name}/", entry.path))


def _is(test: Callable[[], bool]) -> bool:
    """What a test of an entry says; a link that leads to itself is nothing."""
    try:
        return test()
    except OSError:
        return False


def _content(path: str) -> bytes:
    """A hash of a file's bytes, or why it cannot be read."""
    try:
        file = os.open(path, _READ_ONLY)  # a third of the time that `open` takes
        try:
            found = hashlib.sha256()
            while part := os.read(file, _PART):
                found.update(part)
        finally:
            os.close(file)
    except OSError as error:
        return repr(error.errno).encode()
    return found.digest()


def _versions(libraries: Iterable[str]) -> Iterator[str]:
    """Name and version of each library.

    As a rule from the names of the folders that tell what is installed, in the order in which
    Python looks there; to read what is in them takes longer than to hash a project.
    """
    installed: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):  # a zip file, or nothing at all
            for name in sorted(os.listdir(folder or ".")):
                if name.endswith((".dist-info", ".egg-info")):
                    library = re.sub("[-_.]+", "-", name.partition("-")[0]).lower()
                    installed.setdefault(library, name)
    for library in libraries:
        yield installed.get(library) or f"{library} {_version(library)}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
