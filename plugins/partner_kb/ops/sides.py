"""Pages to sides: whom each is for, what side-by-side pages teach of roles, which English stands.

In: the pages of a source. Out: what they teach, then, read with that, one `Side` for each page and
one English side for each that came beside translations only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from partner_kb.errors import Problem
from partner_kb.model import Segment
from partner_kb.ops.conversion import Options
from partner_kb.ops.docset import RawPage
from partner_kb.ops.english_side import (
    EnglishVersion,
    Side,
    alternative_texts,
    choose_english,
    published_english,
)
from partner_kb.ops.kept_english import kept_english
from partner_kb.ops.role_lines import (
    RoleLines,
    decided_by_english,
    evidence,
    find_role_lines,
    pair_evenly,
)
from partner_kb.roles.learn import Evidence, evidence_of_segments, learn
from partner_kb.roles.vocabulary import Learned, Vocabulary


class SideReader:
    """Reads the sides of pages; `english` and `problems` fill on the way.

    `english` maps a path to the versions of its English, the one that stands first.
    """

    def __init__(self, options: Options) -> None:
        self.options = options
        self.english: dict[str, tuple[EnglishVersion, ...]] = {}
        self.problems: list[Problem] = []
        self._english_roles: dict[tuple[str, str], RoleLines] = {}
        self._target_roles: dict[tuple[str, str], RoleLines] = {}

    def learn(self, pages: Sequence[RawPage]) -> Learned:
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
            self._english_roles[page.locale, page.path] = english
            target = find_role_lines(page.target.text, vocabulary, page.locale, english)
            self._target_roles[page.locale, page.path] = target
            found += evidence(english, target, page.locale)
            found += evidence_of_segments(page.segments, vocabulary, page.locale)
            segments[page.locale] += page.segments
        return learn(found, vocabulary, segments) if found else vocabulary.learned

    def sides(self, pages: Sequence[RawPage], vocabulary: Vocabulary) -> list[Side]:
        """The sides of the pages that `learn` has seen."""
        sides: list[Side] = []
        english: dict[str, list[Side]] = defaultdict(list)
        for page in pages:
            if page.english is None:
                sides.append(
                    Side(page, page.locale, page.target, self._roles_alone(page, vocabulary))
                )
                continue
            theirs = self._english_roles[page.locale, page.path]
            ours = self._target_roles[page.locale, page.path]
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
