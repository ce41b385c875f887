"""Source guidance to clean documents: the one function behind `import` and the plugin.

In: the files of a source tree, as values. Out: a `Conversion`: documents per locale, tables of
contents, redirects, media, learned role spellings, and every problem. Two passes, because a page
needs to know the others: the first reads all pages and learns roles from side-by-side ones, the
second resolves links and writes.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from partner_kb.errors import Problem, SourceError, has_errors, near_miss
from partner_kb.model import Document, Source
from partner_kb.ops.colon_marks import parse_attributes
from partner_kb.ops.context import ENGLISH, Labels, PageContext, Target
from partner_kb.ops.docset import RawPage, SourceFile, decode, read_page
from partner_kb.ops.emit import Emitted, emit_page
from partner_kb.ops.front_matter import split_front_matter
from partner_kb.ops.links import Inventory, Links, vendor_url
from partner_kb.ops.parser import parse_markdown, plain_text
from partner_kb.ops.places import MappedText
from partner_kb.ops.redirects import Redirect, parse_redirects
from partner_kb.ops.role_lines import (
    RoleLines,
    decided_by_english,
    evidence,
    find_role_lines,
    pair_evenly,
)
from partner_kb.ops.toc import Entry, check_toc, is_toc, parse_toc, splice
from partner_kb.roles import Evidence, Learned, Vocabulary, learn

LICENSE = "CC-BY-4.0"
"""The licence of the vendor's public documentation repositories."""

_IMAGE = re.compile(r":::+\s*image\b.*?:::+", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Options:
    """How to convert.

    `locale` is for files that name none. `labels` gives the words that conversion adds, by
    locale. `known` are pages that the knowledge base holds already, by locale. `vendor` says
    that every file is the vendor's; else only those that show it in their front matter are.
    `default` is the locale that others fall back to.
    """

    vocabulary: Vocabulary
    labels: Callable[[str], Labels] = lambda _locale: ENGLISH
    locale: str | None = None
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)
    vendor: bool = True
    default: str = "en"


@dataclass(frozen=True, slots=True)
class Media:
    """A file that goes along: from `shown` on disk to `path` below a locale's folder."""

    shown: str
    path: str
    locale: str


@dataclass(frozen=True, slots=True)
class Conversion:
    """What came out. `read` counts pages looked at, `skipped` those that could not be used.

    `origins` maps (locale, path) of a document to the file that it was read from.
    """

    documents: tuple[Document, ...]
    tocs: Mapping[str, tuple[Entry, ...]]
    redirects: Mapping[str, str]
    media: tuple[Media, ...]
    learned: Learned
    origins: Mapping[tuple[str, str], str]
    problems: tuple[Problem, ...]
    read: int = 0
    skipped: int = 0


@dataclass(slots=True)
class _Side:
    """One page in one language, on its way from raw to clean."""

    raw: RawPage
    locale: str
    text: MappedText
    roles: RoleLines
    is_english_side: bool = False
    foreign_alts: frozenset[str] | None = None


def convert(files: Iterable[SourceFile], options: Options) -> Conversion:
    """Convert a source tree; one bad file never stops the others."""
    return _Converter(files, options).run()


class _Converter:
    def __init__(self, files: Iterable[SourceFile], options: Options) -> None:
        self.options = options
        self.by_kind: dict[str, list[SourceFile]] = defaultdict(list)
        for file in files:
            self.by_kind[file.kind].append(file)
        self.problems: list[Problem] = []
        self.skipped = 0
        self.includes: dict[tuple[str | None, str], SourceFile] = {
            (file.locale, file.path.casefold()): file
            for file in (*self.by_kind["include"], *self.by_kind["page"])
        }
        self.include_texts: dict[tuple[str | None, str], MappedText | None] = {}
        self.emitted: dict[tuple[str, str], Emitted] = {}
        self.english_roles: dict[tuple[str, str], RoleLines] = {}
        self.target_roles: dict[tuple[str, str], RoleLines] = {}
        self.fragments: list[tuple[str, str, str, Problem]] = []

    def run(self) -> Conversion:
        pages = self._read_pages()
        learned = self._learn(pages)
        vocabulary = replace(self.options.vocabulary, learned=learned, _indexes={})
        sides = self._sides(pages, vocabulary)
        redirects = self._redirects()
        inventories = self._inventories(sides, redirects)
        documents = list(self._documents(sides, inventories, vocabulary))
        self._check_fragments(inventories)
        return Conversion(
            documents=tuple(sorted(documents, key=lambda doc: (doc.locale, doc.path))),
            tocs=self._tocs(inventories),
            redirects={item.source: item.target for item in redirects},
            media=tuple(
                Media(file.shown, file.path, file.locale or self.options.locale or "en")
                for file in self.by_kind["media"]
            ),
            learned=learned,
            origins={(side.locale, side.raw.path): side.raw.file.path for side in sides},
            problems=tuple(sorted(set(self.problems))),
            read=len(self.by_kind["page"]),
            skipped=self.skipped,
        )

    # -- first pass ----------------------------------------------------------------------------

    def _read_pages(self) -> list[RawPage]:
        pages: dict[tuple[str, str], RawPage] = {}
        for file in sorted(self.by_kind["page"], key=lambda file: (file.shown, file.path)):
            try:
                page = read_page(file, self.options.locale)
            except SourceError as error:
                self.problems += error.problems
                self.skipped += 1
                continue
            except RecursionError:
                self._too_deep(file)
                continue
            self.problems += page.problems
            first = pages.setdefault((page.locale, page.path.casefold()), page)
            if first is not page:
                self.skipped += 1
                self.problems.append(
                    Problem(file.shown, 1, 1, "error", "page-path-taken",
                            f"{page.locale}/{page.path} is the page of {first.file.shown} already")
                )  # fmt: skip
        return list(pages.values())

    def _learn(self, pages: Sequence[RawPage]) -> Learned:
        """What the side-by-side pages teach about role names."""
        vocabulary = self.options.vocabulary
        found: list[Evidence] = []
        known: dict[str, RoleLines] = {}
        for page in pages:
            if page.english is None:
                continue
            text = page.english.text  # the same beside most locales
            english = known.get(text) or find_role_lines(text, vocabulary, "en")
            known[text] = english
            self.english_roles[page.locale, page.path] = english
            target = find_role_lines(page.target.text, vocabulary, page.locale, english)
            self.target_roles[page.locale, page.path] = target
            found += evidence(english, target, page.locale)
        return learn(found, vocabulary) if found else vocabulary.learned

    # -- second pass ---------------------------------------------------------------------------

    def _sides(self, pages: Sequence[RawPage], vocabulary: Vocabulary) -> list[_Side]:
        sides: list[_Side] = []
        english: dict[str, list[_Side]] = defaultdict(list)
        for page in pages:
            if page.english is None:
                roles = find_role_lines(page.target.text, vocabulary, page.locale)
                sides.append(_Side(page, page.locale, page.target, roles))
                continue
            theirs = self.english_roles[page.locale, page.path]
            ours = self.target_roles[page.locale, page.path]
            if not pair_evenly(theirs, ours):  # else nothing that was learned could add to it
                ours = find_role_lines(page.target.text, vocabulary, page.locale, theirs)
            roles = decided_by_english(ours, theirs)
            sides.append(_Side(page, page.locale, page.target, roles))
            alts = _alts(page.target.text)
            english[page.path].append(_Side(page, "en", page.english, theirs, True, alts))
        own = {side.raw.path for side in sides if side.locale == "en"}
        for path, versions in sorted(english.items()):
            if path not in own:
                sides.append(self._choose(versions))
        return sides

    def _choose(self, versions: Sequence[_Side]) -> _Side:
        """The English that stands: the newest, then what most locales have, then by locale."""
        texts = defaultdict(list)
        for side in versions:
            texts[_comparable(side.text.text)].append(side)
        ranked = sorted(
            versions,
            key=lambda side: (
                -(side.raw.front.date.toordinal() if side.raw.front.date else 0),
                -(side.raw.front.translated.toordinal() if side.raw.front.translated else 0),
                -len(texts[_comparable(side.text.text)]),
                side.raw.locale,
            ),
        )
        chosen = ranked[0]
        for side in ranked[1:]:
            line = _first_difference(chosen.text.text, side.text.text)
            if line is not None:
                self.problems.append(
                    side.text.problem(
                        line,
                        "warning",
                        "english-differs",
                        f"the English beside {side.raw.locale} differs from that beside "
                        f"{chosen.raw.locale}; the latter is used (the newest, then what most "
                        "have)",
                    )
                )
        return chosen

    def _inventories(
        self, sides: Sequence[_Side], redirects: Sequence[Redirect]
    ) -> dict[str, Inventory]:
        pages: dict[str, set[str]] = defaultdict(set)
        media: dict[str, set[str]] = defaultdict(set)
        for side in sides:
            pages[side.locale].add(side.raw.path)
        for locale, known in self.options.known.items():
            pages[locale] |= known
        for file in self.by_kind["media"]:
            media[file.locale or self.options.locale or "en"].add(file.path)
        fallback = pages.get(self.options.default, set())
        targets = {item.source: item.target for item in redirects}
        return {
            locale: Inventory(
                locale,
                frozenset(pages[locale] | fallback),
                frozenset(media[locale] | media.get(self.options.default, set())),
                targets,
            )
            for locale in pages
        }

    def _documents(
        self, sides: Sequence[_Side], inventories: Mapping[str, Inventory], vocabulary: Vocabulary
    ) -> Iterator[Document]:
        for side in sides:
            try:
                yield self._document(side, inventories, vocabulary)
            except RecursionError:
                self._too_deep(side.raw.file)

    def _too_deep(self, file: SourceFile) -> None:
        """Nobody writes a page of a thousand levels; it must not stop the others."""
        self.skipped += 1
        self.problems.append(
            Problem(file.shown, 1, 1, "error", "page-too-deep",
                    "lists, quotes or HTML elements are nested too deep to be read")
        )  # fmt: skip

    def _document(
        self, side: _Side, inventories: Mapping[str, Inventory], vocabulary: Vocabulary
    ) -> Document:
        raw, front = side.raw, side.raw.front
        links = Links(inventories[side.locale], raw.path)
        context = PageContext(
            text=side.text.without(side.roles.cuts),
            base=raw.file.path,
            labels=self.options.labels(side.locale),
            link=lambda href, base: self._link(links, side, context, href, base),
            picture=links.picture,
            include=lambda path, base: self._include(raw.file.locale, path, base),
            role_of=lambda word: word if vocabulary.role(word) else None,
            foreign_alts=side.foreign_alts,
            including=(raw.file.path,),
        )
        emitted = emit_page(parse_markdown(context.text.text), context)
        self.emitted[side.locale, raw.path] = emitted
        self.problems += context.problems
        self._report_roles(side, vocabulary)
        title = front.title if not side.is_english_side else emitted.title
        extra = dict(front.extra or {})
        if raw.kind != "article":
            extra["type"] = raw.kind
        return Document(
            path=raw.path,
            locale=side.locale,
            title=title or emitted.title or _title_from(raw.path),
            description="" if side.is_english_side else front.description,
            body=emitted.body,
            roles=front.roles or side.roles.roles,
            applies_to=front.applies_to or side.roles.applies_to,
            source=self._source(side),
            extra=extra,
            segments=() if side.is_english_side else raw.segments,
        )

    def _source(self, side: _Side) -> Source | None:
        raw = side.raw
        vendor = self.options.vendor or raw.front.vendor
        source = raw.front.source(
            raw.file.path,
            side.locale,
            vendor_url(raw.path, side.locale) if vendor else None,
            LICENSE if vendor else None,
        )
        if side.is_english_side:
            return replace(source, translation="original", translated=None)
        return source

    def _report_roles(self, side: _Side, vocabulary: Vocabulary) -> None:
        for unknown in side.roles.unknown:
            what = "role" if unknown.kind == "roles" else "service"
            names = [
                vocabulary.name(entry.id, side.locale) for entry in vocabulary.entries.values()
            ]
            line, column = side.text.place_of(unknown.line, unknown.text)
            self.problems.append(
                Problem(side.text.shown, line, column, "warning", "role-unknown",
                        f'"{unknown.text}" is no {what} that the vocabulary knows; it stays on the '
                        f"page as text.{near_miss(unknown.text, names)}")
            )  # fmt: skip
        for key in ("roles", "applies_to"):
            for identifier in getattr(side.raw.front, key):
                if vocabulary.role(identifier) is None:
                    self.problems.append(
                        Problem(side.text.shown, 1, 1, "error", "role-id-unknown",
                                f'"{identifier}" in {key} is no id of the vocabulary.'
                                f"{near_miss(identifier, vocabulary.entries)}")
                    )  # fmt: skip

    # -- what pages ask for --------------------------------------------------------------------

    def _link(
        self, links: Links, side: _Side, context: PageContext, href: str, base: str
    ) -> Target:
        target = links.link(href, base)
        path, mark, fragment = target.href.partition("#")
        if mark and fragment and "://" not in path and not path.startswith("mailto:"):
            page = (
                posixpath.normpath(posixpath.join(posixpath.dirname(links.page), path))
                if path
                else links.page
            )
            place = context.text.place(max(context.text.text.find(f"({href}"), 0))
            problem = Problem(
                context.text.shown, *place, "warning", "anchor-missing",
                f'"{href}" leads to a heading that "{page}" does not have',
            )  # fmt: skip
            self.fragments.append((side.locale, page, fragment, problem))
        return target

    def _check_fragments(self, inventories: Mapping[str, Inventory]) -> None:
        for locale, page, fragment, problem in self.fragments:
            emitted = self.emitted.get((locale, page)) or self.emitted.get(
                (self.options.default, page)
            )
            if emitted is not None and fragment not in emitted.anchors:
                hint = near_miss(fragment, emitted.anchors)
                self.problems.append(replace(problem, message=problem.message + f".{hint}"))

    def _include(self, locale: str | None, path: str, base: str) -> tuple[str, MappedText] | None:
        path = path.replace("\\", "/")
        where = posixpath.normpath(
            path[2:] if path.startswith("~/") else posixpath.join(posixpath.dirname(base), path)
        )
        if where.startswith(("..", "/")):
            return None
        key = (locale, where.casefold())
        file = self.includes.get(key)
        if file is None:
            return None
        if key not in self.include_texts:
            try:
                text = split_front_matter(decode(file))[1]
                self.include_texts[key] = dedent_sides(text, locale)
            except SourceError as error:
                self.problems += error.problems
                self.include_texts[key] = None
        found = self.include_texts[key]
        return (file.path, found) if found is not None else None

    # -- tables of contents and redirects ------------------------------------------------------

    def _redirects(self) -> list[Redirect]:
        found: dict[str, Redirect] = {}
        for file in self.by_kind["redirects"]:
            try:
                redirects, problems = parse_redirects(decode(file).text, file.shown)
            except SourceError as error:
                self.problems += error.problems
                continue
            self.problems += problems
            for redirect in redirects:
                found.setdefault(redirect.source, redirect)
        return list(found.values())

    def _tocs(self, inventories: Mapping[str, Inventory]) -> dict[str, tuple[Entry, ...]]:
        tocs: dict[str, dict[str, tuple[Entry, ...]]] = defaultdict(dict)
        for file in self.by_kind["toc"]:
            locale = file.locale or self.options.locale or self.options.default
            try:
                tocs[locale][file.path] = parse_toc(decode(file).text, file.shown, file.path)
            except SourceError as error:
                self.problems += error.problems
        result: dict[str, tuple[Entry, ...]] = {}
        for locale, found in tocs.items():
            inventory = inventories.get(locale)
            if inventory is None:
                continue
            folded = {path.casefold(): path for path in found}
            tops = _top_tocs(found)
            entries: list[Entry] = []
            for path in tops:
                entries += splice(
                    found[path],
                    lambda nested, found=found, folded=folded: found.get(  # type: ignore[misc]
                        folded.get(nested.casefold(), "")
                    ),
                    frozenset({path}),
                )
            kept, problems = check_toc(entries, lambda href, inv=inventory: _toc_page(inv, href))  # type: ignore[misc]
            self.problems += problems
            result[locale] = kept
        return result


def dedent_sides(text: MappedText, locale: str | None) -> MappedText:
    """An included file in the language of the page that includes it."""
    from partner_kb.ops.docset import dedent_columns
    from partner_kb.ops.sxs import split_sides

    sides = split_sides(dedent_columns(text))
    return sides.english if locale == "en" and sides.english is not None else sides.target


def _toc_page(inventory: Inventory, href: str) -> str | None:
    found, _ = inventory.find(href)
    if found is None:
        moved = inventory.redirected(href)
        found = inventory.find(moved)[0] if moved and "://" not in moved else None
    return found if found in inventory.pages else None


def _top_tocs(found: Mapping[str, tuple[Entry, ...]]) -> list[str]:
    """The tables of contents that no other one refers to, in path order."""

    def references(entries: Sequence[Entry]) -> Iterator[str]:
        for entry in entries:
            if entry.href and "://" not in entry.href:
                href = entry.href.partition("?")[0]
                yield href.casefold()
                if href.endswith("/"):
                    yield f"{href}toc.yml".casefold()
                    yield f"{href}toc.md".casefold()
            yield from references(entry.items)

    referred = {
        href
        for path, entries in found.items()
        for href in references(entries)
        if href != path.casefold()
    }
    tops = sorted(path for path in found if path.casefold() not in referred)
    return tops or sorted(found)[:1]


def _alts(text: str) -> frozenset[str]:
    """The alternative texts of a page's images, as the reader would hear them."""
    found = set()
    if "![" in text:
        for node in parse_markdown(text).walk():
            if node.type == "image":
                found.add(" ".join(plain_text(node).split()))
    for match in _IMAGE.finditer(text):
        found.add(" ".join(parse_attributes(match[0]).get("alt-text", "").split()))
    return frozenset(found - {""})


def _comparable(text: str) -> str:
    """A side's text without what has no English: alternative texts."""
    return re.sub(r"!\[[^\]]*\]", "![]", _IMAGE.sub(":::image:::", text))


def _first_difference(ours: str, theirs: str) -> int | None:
    """The first line (from 1) of `theirs` that differs, beyond alternative texts."""
    left, right = _comparable(ours).split("\n"), _comparable(theirs).split("\n")
    for number, (mine, other) in enumerate(zip(left, right, strict=False), 1):
        if mine.rstrip() != other.rstrip():
            return number
    return None if len(left) == len(right) else min(len(left), len(right))


def _title_from(path: str) -> str:
    return (
        posixpath.basename(path)
        .removesuffix(".md")
        .replace("-", " ")
        .replace("_", " ")
        .capitalize()
    )


__all__ = ["LICENSE", "Conversion", "Media", "Options", "convert", "has_errors", "is_toc"]
