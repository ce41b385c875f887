"""Source guidance to clean documents: the one function behind `import` and the plugin.

In: the files of a source tree, as values. Out: a `Conversion`: documents per locale, tables of
contents, redirects, media, learned role spellings, and every problem. Two passes, because a page
needs to know the others: the first reads all pages and learns roles from side-by-side ones, the
second resolves links and writes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from partner_kb.errors import Problem, SourceError
from partner_kb.model import Document
from partner_kb.ops.conversion import Conversion, Media, Options
from partner_kb.ops.docset import RawPage, SourceFile, decode, read_page
from partner_kb.ops.documents import DocumentWriter
from partner_kb.ops.english_side import Side, title_of
from partner_kb.ops.faq_anchors import Questions
from partner_kb.ops.includes import Includes
from partner_kb.ops.links import Inventory
from partner_kb.ops.pivot_groups import SCHEMA, PivotGroups, data_schema
from partner_kb.ops.redirects import Redirect, page_redirect, parse_redirects
from partner_kb.ops.sides import SideReader
from partner_kb.ops.tocs import join_tocs


def convert(files: Iterable[SourceFile], options: Options) -> Conversion:
    """Convert a source tree; one bad file never stops the others."""
    return _Converter(files, options).run()


class _Converter:
    def __init__(self, files: Iterable[SourceFile], options: Options) -> None:
        self.options = options
        self.by_kind: dict[str, list[SourceFile]] = defaultdict(list)
        for file in files:
            schema = data_schema(file) if file.kind == "page" else ""
            self.by_kind[schema or file.kind].append(file)
        self.problems: list[Problem] = []
        self.skipped = 0
        self.moved: dict[tuple[str, str], Redirect] = {}

    def run(self) -> Conversion:
        pages = self._read_pages()
        reader = SideReader(self.options)
        learned = reader.learn(pages)
        vocabulary = replace(self.options.vocabulary, learned=learned, _indexes={})
        sides = reader.sides(pages, vocabulary)
        redirects = self._redirects()
        inventories = self._inventories(sides, redirects)
        files = (*self.by_kind["include"], *self.by_kind["page"])
        includes = Includes(files, self.options.default)
        default = self.options.locale or self.options.default
        pivots = PivotGroups(self.by_kind[SCHEMA], default)
        questions = Questions(sides, self.options.default)
        writer = DocumentWriter(self.options, vocabulary, inventories, includes, pivots, questions)
        documents = list(self._documents(sides, writer))
        self.problems += [*reader.problems, *writer.problems, *writer.fragment_problems()]
        tocs, missing = join_tocs(self.by_kind["toc"], inventories, default)
        self.problems += [*includes.problems, *pivots.problems, *missing]
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
            english=reader.english,
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

    def _inventories(
        self, sides: Sequence[Side], redirects: Sequence[Redirect]
    ) -> dict[str, Inventory]:
        pages: dict[str, set[str]] = defaultdict(set)
        media: dict[str, set[str]] = defaultdict(set)
        uids: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
        for side in sides:
            pages[side.locale].add(side.raw.path)
            if side.raw.front.uid:
                uids[side.locale][side.raw.front.uid] = side.raw.path, title_of(side)
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
                {**uids[self.options.default], **uids[locale]},
            )
            for locale in pages
        }

    def _documents(self, sides: Sequence[Side], writer: DocumentWriter) -> Iterator[Document]:
        for side in sides:
            try:
                yield writer.document(side)
            except RecursionError:
                self._too_deep(side.raw.file)

    def _too_deep(self, file: SourceFile) -> None:
        """Nobody writes a page of a thousand levels; it must not stop the others."""
        self.skipped += 1
        self.problems.append(
            Problem(file.shown, 1, 1, "error", "page-too-deep",
                    "lists, quotes or HTML elements are nested too deep to be read")
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
