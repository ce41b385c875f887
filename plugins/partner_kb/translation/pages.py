"""The pages of a project on disk, as the translator's commands need them.

In: a `Project`. Out: its pages and the records of `translation.state`, and comparisons of both. Of
a side-by-side page in a project without that page in English, both sides are read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from partner_kb.catalog import SOURCE_LOCALE, folder_name
from partner_kb.errors import Problem, SourceError
from partner_kb.ops.docset import SourceFile, read_page
from partner_kb.translation.page import Page
from partner_kb.translation.project import Project
from partner_kb.translation.state import ComparedBlock, PageState, SourceStore, compare_page
from partner_kb.translation.state_files import parse_state, parse_store
from partner_kb.yaml_source import SAFE_LOADER

_LINK = re.compile(r"(\]\()([^()\s]+)")
_SKIPPED = frozenset({"includes", "media", "assets"})


# -------------------------------------------------------------------------------- reading


def _is_own(path: Path, folder: Path) -> bool:
    """Not so pipes, links that lead out or nowhere, and names that are no text."""
    inside = os.path.realpath(path).startswith(os.path.realpath(folder.parent) + os.sep)
    return inside and path.is_file() and not any("\ud800" <= c <= "\udfff" for c in path.name)


def list_pages(project: Project, locale: str) -> tuple[str, ...]:
    """The paths of a locale's pages, sorted."""
    folder = project.docs / locale
    found = [path.relative_to(folder) for path in folder.rglob("*.md") if _is_own(path, folder)]
    found += [
        path.relative_to(folder).with_suffix(".md")
        for path in folder.rglob("*.yml")
        if _is_own(path, folder) and _is_yaml_page(path)
    ]
    return tuple(
        sorted(
            {
                path.as_posix()
                for path in found
                if not _SKIPPED & set(path.parts[:-1])
                and not path.name.startswith(".")
                and path.name.lower() != "toc.md"
            }
        )
    )


def list_sources(project: Project) -> tuple[str, ...]:
    """The paths of the pages to translate: the English ones, and those beside a translation."""
    found = set(list_pages(project, project.source_locale))
    for locale in project.targets:
        for path in list_pages(project, locale):
            if path not in found and _is_side_by_side(project.docs / locale / path):
                found.add(path)
    return tuple(sorted(found))


def load_sources(project: Project, path: str, locales: Iterable[str]) -> Mapping[str, Page]:
    """The English of a page for each of these locales; empty where nobody has any.

    The project's own English page is that of all. Without one, a side-by-side page was made from
    the English beside it; other locales have that of the first.
    """
    own = load_page(project, project.source_locale, path)
    chosen = tuple(locales)
    if own is not None:
        return dict.fromkeys(chosen, own)
    files = {locale: project.docs / locale / path for locale in project.targets}
    found = {
        locale: Page(path, project.source_locale, file, read_text(project, file), beside=True)
        for locale, file in files.items()
        if _is_side_by_side(file)
    }
    first = next(iter(found.values()), None)
    return {locale: found.get(locale, first) for locale in chosen} if first else {}


def load_source(project: Project, path: str) -> Page | None:
    """The English of a page, wherever it is."""
    return next(iter(load_sources(project, path, ("",)).values()), None)


def _is_side_by_side(file: Path) -> bool:
    return file.is_file() and b"data-ttu-id" in file.read_bytes()


def _is_yaml_page(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(64).removeprefix(b"\xef\xbb\xbf").startswith(b"### YamlMime:")


def load_page(project: Project, locale: str, path: str) -> Page | None:
    """A page, or nothing where the locale doesn't have it; raises `SourceError` if not UTF-8."""
    file = project.docs / locale / path
    if file.is_file():
        return Page(path, locale, file, read_text(project, file))
    source = file.with_suffix(".yml")
    if source.is_file() and _is_yaml_page(source):
        return Page(path, locale, source, _yaml_page_text(project, source, path, locale))
    return None


def _yaml_page_text(project: Project, file: Path, path: str, locale: str) -> str:
    """The Markdown that a FAQ or hub page becomes, with what its metadata says."""
    name = str(Path(path).with_suffix(".yml").as_posix())
    source = SourceFile(project.shown(file), name, "page", locale, file.read_bytes())
    raw = read_page(source, locale)
    errors = [problem for problem in raw.problems if problem.severity == "error"]
    if errors:
        raise SourceError(errors)
    origin = {
        "translation": raw.front.translation,
        "hash": raw.front.hash,
        "date": raw.front.date,
        "translated": raw.front.translated,
    }
    front = {
        "title": raw.front.title,
        "description": raw.front.description,
        "source": {key: value for key, value in origin.items() if value is not None},
    }
    text = yaml.safe_dump(
        {key: value for key, value in front.items() if value}, allow_unicode=True, width=10**9
    )
    return f"---\n{text}---\n{raw.target.text}"


def read_text(project: Project, file: Path) -> str:
    """A file's text with its own line ends; raises `SourceError` where it is not UTF-8."""
    content = file.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(
            Problem(project.shown(file), line, 1, "error", "file-charset", "the file is not UTF-8")
        ) from error


def state_path(project: Project, locale: str, path: str) -> Path:
    """Where the record of a translated page lies; for the source locale, its English blocks."""
    name = Path(path).with_suffix(".txt")
    return project.locales / folder_name(locale) / "pages" / name


def load_state(project: Project, locale: str, path: str) -> PageState | None:
    """The record of a translated page, if there is one."""
    file = state_path(project, locale, path)
    if not file.is_file():
        return None
    return parse_state(read_text(project, file), project.shown(file))


def load_store(project: Project, path: str) -> SourceStore:
    """The English blocks that the page's translations were made from."""
    file = state_path(project, SOURCE_LOCALE, path)
    if not file.is_file():
        return SourceStore()
    return parse_store(read_text(project, file), project.shown(file))


# ------------------------------------------------------------------------------ comparing


@dataclass(frozen=True, slots=True)
class Comparison:
    """A page in two languages, block by block; `target` is None where the page is missing."""

    path: str
    locale: str
    source: Page
    target: Page | None
    state: PageState | None
    store: SourceStore
    blocks: tuple[ComparedBlock, ...]


def is_outdated(source: Page, target: Page) -> bool:
    """The rule for pages without a record: hashes differ; without hashes, English is later."""
    if source.hash and target.hash:
        return source.hash != target.hash
    english = source.date("date", "ms.date")
    translated = target.date("translated", "ms.lasthandoff", "date", "ms.date")
    return bool(english and translated and english > translated)


def compare(
    project: Project,
    source: Page,
    locale: str,
    *,
    normalize: Callable[[str], str] = lambda text: text,
) -> Comparison:
    """Compare an English page with its translation into `locale`."""
    target = load_page(project, locale, source.path)
    state = load_state(project, locale, source.path)
    store = load_store(project, source.path)
    blocks = compare_page(
        source.blocks,
        target.blocks if target else (),
        state if target else None,
        store,
        outdated=bool(target and is_outdated(source, target)),
        normalize=normalize,
    )
    return Comparison(source.path, locale, source, target, state, store, blocks)


def compare_all(
    project: Project, locales: Iterable[str], paths: Iterable[str] | None = None
) -> Iterator[Comparison]:
    """Compare every English page with every locale, each page read once."""
    normalize = redirect_normalizer(load_redirects(project))
    chosen = list(locales)
    for path in paths if paths is not None else list_sources(project):
        for locale, source in load_sources(project, path, chosen).items():
            yield compare(project, source, locale, normalize=normalize)


def load_redirects(project: Project) -> Mapping[str, str]:
    """`DOCS/redirects.yml`: old page to new page, where import wrote one."""
    file = project.docs / "redirects.yml"
    if not file.is_file():
        return {}
    value = yaml.load(read_text(project, file), Loader=SAFE_LOADER)  # noqa: S506 - a safe loader
    pairs = value.get("redirects", value) if isinstance(value, dict) else {}
    if not isinstance(pairs, dict):
        return {}
    return {str(old): new for old, new in pairs.items() if isinstance(new, str)}


def redirect_normalizer(redirects: Mapping[str, str]) -> Callable[[str], str]:
    """A function that makes texts equal which differ only by where a redirect moved a link."""
    names = {_page_name(old): _page_name(new) for old, new in redirects.items()}

    def normalize(text: str) -> str:
        words = " ".join(text.split())
        return _LINK.sub(lambda match: f"{match[1]}{_moved(match[2], names)}", words)

    return normalize


def _moved(target: str, names: Mapping[str, str]) -> str:
    page, mark, anchor = target.partition("#")
    name, seen = _page_name(page), set[str]()
    while name in names and name not in seen:
        seen.add(name)
        name = names[name]
    return f"{name}{mark}{anchor}" if seen or page.endswith(".md") else target


def _page_name(target: str) -> str:
    """What of a link or a redirect names the page, without folders' dots and suffix."""
    return target.rsplit("/", 1)[-1].removesuffix(".md").lower() or target
