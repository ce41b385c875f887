"""One side of a page to a document: its links resolved, its body clean, its front matter ours.

In: a `Side`, and what pages must know of the others. Out: a `Document`; the writer collects what is
wrong, and what links into other pages ask for.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import replace

from partner_kb.errors import Problem, near_miss
from partner_kb.model import Document, Source
from partner_kb.ops.context import PageContext, Target
from partner_kb.ops.conversion import LICENSE, Options
from partner_kb.ops.emit import Emitted, emit_page
from partner_kb.ops.english_side import Side
from partner_kb.ops.faq_anchors import Questions
from partner_kb.ops.fragments import Fragments
from partner_kb.ops.includes import Includes
from partner_kb.ops.links import Inventory, Links, vendor_url
from partner_kb.ops.parser import parse_markdown
from partner_kb.ops.pivot_groups import PivotGroups
from partner_kb.roles.vocabulary import Vocabulary


class DocumentWriter:
    """Writes documents, one after the other; `problems` fills on the way."""

    def __init__(
        self,
        options: Options,
        vocabulary: Vocabulary,
        inventories: Mapping[str, Inventory],
        includes: Includes,
        pivots: PivotGroups,
        questions: Questions,
    ) -> None:
        self.options, self.vocabulary = options, vocabulary
        self.inventories, self.includes, self.pivots = inventories, includes, pivots
        self.questions = questions
        self.problems: list[Problem] = []
        self._emitted: dict[tuple[str, str], Emitted] = {}
        self._fragments = Fragments()

    def fragment_problems(self) -> list[Problem]:
        """Links to headings that the pages written so far do not have."""
        return list(self._fragments.check(self._emitted, self.options.default))

    def document(self, side: Side) -> Document:
        """The document that a side becomes. Raises `RecursionError` where it is nested too deep."""
        raw, front = side.raw, side.raw.front
        links = Links(self.inventories[side.locale], raw.path)
        context = PageContext(
            text=side.text.without(side.roles.cuts),
            base=raw.file.path,
            labels=self.options.labels(side.locale),
            link=lambda href, base: self._link(links, side, context, href, base),
            picture=links.picture,
            include=lambda path, base: self.includes.find(raw.file.locale, path, base, side.locale),
            code=lambda path, base: self.includes.code(raw.file.locale, path, base, side.locale),
            pivot_title=lambda pivot: self.pivots.title(
                side.locale, raw.path, front.pivot_groups, pivot
            ),
            role_of=lambda word: word if self.vocabulary.role(word) else None,
            foreign_alts=side.foreign_alts,
            including=(raw.file.path,),
        )
        emitted = emit_page(parse_markdown(context.text.text), context)
        self._emitted[side.locale, raw.path] = emitted
        self.problems += context.problems
        self._report_roles(side)
        title, description = front.title, front.description
        if side.is_english_side:
            title, description = emitted.title or raw.english_title, raw.english_description
        extra = dict(front.extra or {})
        if raw.kind != "article":
            extra["type"] = raw.kind
        return Document(
            path=raw.path,
            locale=side.locale,
            title=title or emitted.title or _title_from(raw.path),
            description=description,
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

    def _report_roles(self, side: Side) -> None:
        vocabulary = self.vocabulary
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

    def _link(self, links: Links, side: Side, context: PageContext, href: str, base: str) -> Target:
        target = self.questions.target(links.link(href, base), side.locale, links.page)
        self._fragments.note(target, href, side.locale, links.page, context.text)
        return target


def _title_from(path: str) -> str:
    return (
        posixpath.basename(path)
        .removesuffix(".md")
        .replace("-", " ")
        .replace("_", " ")
        .capitalize()
    )
