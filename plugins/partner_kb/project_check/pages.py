"""The written pages of a project, and what is wrong with whom they are for.

In: the staged `Site`. Out: `WrittenPage`s with the files that people see; problems with role ids
that nobody knows, pages that name no role, and translations that name others than the original.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from partner_kb.corpus import Page
from partner_kb.errors import Problem, SourceError, near_miss
from partner_kb.mkdocs_plugin.site import Site
from partner_kb.ops.front_matter import read_front_matter
from partner_kb.pages import front_matter, parse_page
from partner_kb.roles.vocabulary import Vocabulary
from partner_kb.yaml_source import YamlSource


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page that a person wrote or imported.

    `file` is what they see, `staged` the clean text of it that is built; `clean` says that the two
    are the same. `front` is the front matter of the file, where it can be read.
    """

    locale: str
    path: str
    page: Page
    file: Path
    staged: Path
    clean: bool
    front: YamlSource | None


def written_pages(site: Site, docs: Path) -> tuple[WrittenPage, ...]:
    """The pages below `docs`, in the order of locales and paths; generated ones are not among."""
    found = []
    default = site.corpus.default
    for (locale, path), page in sorted(site.corpus.originals.items()):
        origin = site.origins.get((locale, path))
        names = [origin] if origin else [f"{locale}/{path}", *([path] if locale == default else [])]
        file = next((docs / name for name in names if (docs / name).is_file()), None)
        if file is None:
            continue
        found.append(
            WrittenPage(
                locale,
                path,
                page,
                file,
                site.docs_dir / locale / path,
                origin is None,
                _front(file),
            )
        )
    return tuple(found)


def is_vendors(file: str) -> bool:
    """Whether a page's words are the vendor's own, which no person has gone over since.

    Its front matter tells, so that it is the same whatever else is wrong with the project.
    """
    try:
        text = Path(file).read_text("utf-8-sig")
        source = parse_page(text, file, locale="").source
        raw, _ = read_front_matter(front_matter(text, file))
    except (OSError, UnicodeDecodeError, SourceError):
        return False
    if source is not None:
        return bool(source.url or source.license) and source.translation != "reviewed"
    return raw.vendor and raw.translation != "reviewed"


def check_roles(
    pages: Sequence[WrittenPage], vocabulary: Vocabulary, default: str
) -> Iterator[Problem]:
    """Unknown ids, pages for nobody in particular, and translations that differ."""
    versions: dict[str, dict[str, WrittenPage]] = defaultdict(dict)
    for page in pages:
        versions[page.path][page.locale] = page
        yield from _unknown_ids(page, vocabulary)
    for locales in versions.values():
        yield from _unclassified(locales, default)
        yield from _differing(locales, default)


def _unknown_ids(page: WrittenPage, vocabulary: Vocabulary) -> Iterator[Problem]:
    kinds = {"roles": page.page.roles, "applies_to": page.page.applies_to}
    for key, ids in kinds.items():
        for index, identifier in enumerate(ids):
            if vocabulary.role(identifier) is None:
                message = (
                    f'"{identifier}" in {key} is no id of the vocabulary.'
                    f"{near_miss(identifier, vocabulary.entries)}"
                )
                place = _place(page, (key, index))
                yield Problem(str(page.file), *place, "error", "role-id-unknown", message)


def _unclassified(locales: Mapping[str, WrittenPage], default: str) -> Iterator[Problem]:
    """One problem for a page that names no role in any language."""
    first = _first(locales, default)
    if any(page.page.roles for page in locales.values()) or not first.staged.read_text("utf-8"):
        return
    message = (
        "the page names no role: a filter by role never hides it; "
        "add `roles: [all-users]` to its front matter, or those it is for"
    )
    yield Problem(str(first.file), 1, 1, "warning", "page-unclassified", message)


def _differing(locales: Mapping[str, WrittenPage], default: str) -> Iterator[Problem]:
    """Translations for other roles, or about other services, than the original."""
    original = _first(locales, default)
    for page in locales.values():
        for key, code in (("roles", "roles-differ"), ("applies_to", "applies-to-differ")):
            theirs, own = set(_ids(original, key)), set(_ids(page, key))
            if own == theirs or (key == "applies_to" and not own):
                continue
            parts = [
                f"{word} {', '.join(sorted(ids))}"
                for word, ids in (("it lacks", theirs - own), ("it adds", own - theirs))
                if ids
            ]
            message = f"{key} differ from those of {original.locale}: {'; '.join(parts)}"
            yield Problem(str(page.file), *_place(page, (key,)), "warning", code, message)


def _first(locales: Mapping[str, WrittenPage], default: str) -> WrittenPage:
    return locales.get(default) or locales[min(locales)]


def _ids(page: WrittenPage, key: str) -> Iterable[str]:
    return page.page.roles if key == "roles" else page.page.applies_to


def _place(page: WrittenPage, path: tuple[str | int, ...]) -> tuple[int, int]:
    if page.front is None or path[0] not in (page.front.value or {}):
        return (1, 1)
    return page.front.place(path)


def _front(file: Path) -> YamlSource | None:
    """The front matter with its places; None where there is none, or it is told of already."""
    try:
        return front_matter(file.read_text("utf-8-sig"), str(file))
    except (SourceError, UnicodeDecodeError):
        return None
