"""Source guidance to clean documents: the one function behind `import` and the plugin.

In: the files of a source tree, as values. Out: a `Conversion`: documents per locale, tables of
contents, redirects, media, learned role spellings, and every problem. Two passes, because a page
needs to know the others: the first reads all pages and learns roles from side-by-side ones, the
second resolves links and writes.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from partner_kb.errors import Problem, SourceError, near_miss
from partner_kb.model import Document, Segment, Source
from partner_kb.ops.context import PageContext, Target
from partner_kb.ops.conversion import LICENSE, Conversion, Media, Options
from partner_kb.ops.docset import RawPage, SourceFile, decode, read_page
from partner_kb.ops.emit import Emitted, emit_page
from partner_kb.ops.english_side import (
    EnglishVersion,
    Side,
    alternative_texts,
    choose_english,
    published_english,
)
from partner_kb.ops.fragments import Fragments
from partner_kb.ops.includes import Includes
from partner_kb.ops.kept_english import kept_english
from partner_kb.ops.links import Inventory, Links, vendor_url
from partner_kb.ops.parser import parse_markdown
from partner_kb.ops.redirects import Redirect, page_redirect, parse_redirects
from partner_kb.ops.role_lines import (
    RoleLines,
    decided_by_english,
    evidence,
    find_role_lines,
    pair_evenly,
)
from partner_kb.ops.tocs import join_tocs
from partner_kb.roles import Evidence, Learned, Vocabulary, evidence_of_segments, learn


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
        self.includes = Includes((*self.by_kind["include"], *self.by_kind["page"]))
        self.emitted: dict[tuple[str, str], Emitted] = {}
        self.english_roles: dict[tuple[str, str], RoleLines] = {}
        self.target_roles: dict[tuple[str, str], RoleLines] = {}
        self.english: dict[str, tuple[EnglishVersion, ...]] = {}
        self.moved: dict[tuple[str, str], Redirect] = {}
        self.fragments = Fragments()

    def run(self) -> Conversion:
        pages = self._read_pages()
        learned = self._learn(pages)
        vocabulary = replace(self.options.vocabulary, learned=learned, _indexes={})
        sides = self._sides(pages, vocabulary)
        redirects = self._redirects()
        inventories = self._inventories(sides, redirects)
        documents = list(self._documents(sides, inventories, vocabulary))
        self.problems += self.fragments.check(self.emitted, self.options.default)
        tocs, missing = join_tocs(
            self.by_kind["toc"], inventories, self.options.locale or self.options.default
        )
        self.problems += [*self.includes.problems, *missing]
        return Conversion(
            documents=tuple(sorted(documents, key=lambda doc: (doc.locale, doc.path))),
            tocs=tocs,
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
            english=self.english,
            moved=frozenset(self.moved),
        )

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
            if page.front.redirect and not page.target.text.strip():
                self._moved(page)
                continue
            first = pages.setdefault((page.locale, page.path.casefold()), page)
            if first is not page:
                self.skipped += 1
                self.problems.append(
                    Problem(file.shown, 1, 1, "error", "page-path-taken",
                            f"{page.locale}/{page.path} is the page of {first.file.shown} already")
                )  # fmt: skip
        return list(pages.values())

    def _moved(self, page: RawPage) -> None:
        """A page that says nothing but where its readers are sent."""
        text = page.file.data.decode("utf-8-sig", "replace")
        before, _, _ = text.partition(page.front.redirect)
        place = before.count("\n") + 1, len(before) - before.rfind("\n")
        try:
            redirect = page_redirect(page.path, page.front.redirect, page.file.shown, place)
        except SourceError as error:
            self.problems += error.problems
            self.skipped += 1
        else:
            self.moved[page.locale, page.path] = redirect

    def _learn(self, pages: Sequence[RawPage]) -> Learned:
        """What the side-by-side pages teach about role names."""
        vocabulary = self.options.vocabulary
        found: list[Evidence] = []
        known: dict[str, RoleLines] = {}
        segments: dict[str, list[Segment]] = defaultdict(list)
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
            found += evidence_of_segments(page.segments, vocabulary, page.locale)
            segments[page.locale] += page.segments
        return learn(found, vocabulary, segments) if found else vocabulary.learned

    def _sides(self, pages: Sequence[RawPage], vocabulary: Vocabulary) -> list[Side]:
        sides: list[Side] = []
        english: dict[str, list[Side]] = defaultdict(list)
        for page in pages:
            if page.english is None:
                sides.append(
                    Side(page, page.locale, page.target, self._roles_alone(page, vocabulary))
                )
                continue
            theirs = self.english_roles[page.locale, page.path]
            ours = self.target_roles[page.locale, page.path]
            if not pair_evenly(theirs, ours):  # else nothing that was learned could add to it
                ours = find_role_lines(page.target.text, vocabulary, page.locale, theirs)
            roles = decided_by_english(ours, theirs)
            sides.append(Side(page, page.locale, page.target, roles))
            alts = alternative_texts(page.target.text)
            english[page.path].append(Side(page, "en", page.english, theirs, True, alts))
        own = {side.raw.path for side in sides if side.locale == "en"}
        for path in own:
            self.english[path] = published_english(self.options.english(path))
        for path, versions in sorted(english.items()):
            if path not in own:
                sides += self._chosen(path, versions)
        return sides

    def _chosen(self, path: str, versions: Sequence[Side]) -> Iterator[Side]:
        """The English side that stands, where it is one of `versions`."""
        choice = choose_english(
            versions,
            self.options.english(path),
            lambda locale: self.options.segments(locale, path),
        )
        self.english[path] = choice.versions
        self.problems += choice.problems
        if choice.side is not None:
            yield choice.side

    def _roles_alone(self, page: RawPage, vocabulary: Vocabulary) -> RoleLines:
        """Whom a page without English is for; what an earlier import saw beside it decides."""
        kept = self.options.segments(page.locale, page.path)
        english = kept_english(page.target, kept) if kept else None
        if english is None:
            return find_role_lines(page.target.text, vocabulary, page.locale)
        theirs = find_role_lines(english.text, vocabulary, "en")
        ours = find_role_lines(page.target.text, vocabulary, page.locale, theirs)
        return decided_by_english(ours, theirs)

    def _inventories(
        self, sides: Sequence[Side], redirects: Sequence[Redirect]
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
        targets = {**self.options.redirects, **{item.source: item.target for item in redirects}}
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
        self, sides: Sequence[Side], inventories: Mapping[str, Inventory], vocabulary: Vocabulary
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
        self, side: Side, inventories: Mapping[str, Inventory], vocabulary: Vocabulary
    ) -> Document:
        raw, front = side.raw, side.raw.front
        links = Links(inventories[side.locale], raw.path)
        context = PageContext(
            text=side.text.without(side.roles.cuts),
            base=raw.file.path,
            labels=self.options.labels(side.locale),
            link=lambda href, base: self._link(links, side, context, href, base),
            picture=links.picture,
            include=lambda path, base: self.includes.find(raw.file.locale, path, base),
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

    def _source(self, side: Side) -> Source | None:
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

    def _report_roles(self, side: Side, vocabulary: Vocabulary) -> None:
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
        for redirect in self.moved.values():
            found.setdefault(redirect.source, redirect)
        return list(found.values())

    def _link(self, links: Links, side: Side, context: PageContext, href: str, base: str) -> Target:
        target = links.link(href, base)
        self.fragments.note(target, href, side.locale, links.page, context.text)
        return target


def _title_from(path: str) -> str:
    return (
        posixpath.basename(path)
        .removesuffix(".md")
        .replace("-", " ")
        .replace("_", " ")
        .capitalize()
    )
