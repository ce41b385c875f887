"""One side of a page, and which English stands where several locales bring one.

In: sides of the same page, and what earlier imports brought. Out: the one to use, and where the
others differ from it. Which it is does not depend on the order of imports: the newest by its date,
then the last that was translated, then the first by the name of its locale; English that was
published as such goes before all. Alternative texts have no English beside them, so they do not
count.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from partner_kb.errors import Problem
from partner_kb.model import Segment
from partner_kb.ops.colon_marks import parse_attributes
from partner_kb.ops.docset import RawPage
from partner_kb.ops.parser import parse_markdown, plain_text
from partner_kb.ops.places import MappedText
from partner_kb.ops.role_lines import RoleLines

_IMAGE = re.compile(r":::+\s*image\b.*?:::+", re.I | re.S)
_HEADING = re.compile(r"^#[ \t]+([^\n]+)", re.M)


@dataclass(slots=True)
class Side:
    """One page in one language, on its way from raw to clean."""

    raw: RawPage
    locale: str
    text: MappedText
    roles: RoleLines
    is_english_side: bool = False
    foreign_alts: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class EnglishVersion:
    """The English of a page that stood beside `locale`, or was published itself (`en`).

    `date` and `translated` are ISO, empty where unknown; equal digests mean equal words.
    """

    locale: str
    date: str = ""
    translated: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The side that stands, or None where it is one that an earlier import brought.

    `versions` are all that is known now, the one that stands first.
    """

    side: Side | None
    versions: tuple[EnglishVersion, ...]
    problems: tuple[Problem, ...] = ()


def choose_english(
    sides: Sequence[Side],
    earlier: Sequence[EnglishVersion] = (),
    segments: Callable[[str], Sequence[Segment]] = lambda _locale: (),
) -> Choice:
    """Which English stands of `sides` and of those that came `earlier`, whose first stands now.

    `segments` gives those of an earlier one, by its locale.
    """
    coming = {side.raw.locale: side for side in sides}
    versions = {version.locale: version for version in earlier}
    versions |= {locale: _version(side) for locale, side in coming.items()}
    ranked = _ranked(versions.values())
    if ranked[0].locale not in coming and ranked[0] != earlier[0]:
        # An earlier one comes first only now, and its text is not at hand.
        ranked = _ranked(versions[locale] for locale in coming)
    stands = ranked[0]
    others = [version for version in _ranked(versions.values()) if version != stands]
    side = coming.get(stands.locale)
    problems = _differences(stands, others, coming, segments) if stands.digest else ()
    return Choice(side, (stands, *others), tuple(problems))


def published_english(earlier: Sequence[EnglishVersion]) -> tuple[EnglishVersion, ...]:
    """The versions of a page whose English was published itself, which stands."""
    return (EnglishVersion("en"), *(version for version in earlier if version.locale != "en"))


def _version(side: Side) -> EnglishVersion:
    front = side.raw.front
    return EnglishVersion(
        side.raw.locale,
        front.date.isoformat() if front.date else "",
        front.translated.isoformat() if front.translated else "",
        hashlib.sha256("\n".join(_comparable(side.text.text)).encode()).hexdigest()[:32],
    )


def _ranked(versions: Iterable[EnglishVersion]) -> list[EnglishVersion]:
    by_name = sorted(versions, key=lambda version: version.locale)
    return sorted(
        by_name,
        key=lambda version: (version.locale == "en", version.date, version.translated),
        reverse=True,
    )


def _differences(
    stands: EnglishVersion,
    others: Iterable[EnglishVersion],
    coming: dict[str, Side],
    segments: Callable[[str], Sequence[Segment]],
) -> Iterator[Problem]:
    """Where the others differ from the one that stands; one of the two came with this import."""
    ours = coming.get(stands.locale)
    for other in others:
        theirs = coming.get(other.locale)
        shown = theirs or ours
        if other.digest == stands.digest or not other.digest or shown is None:
            continue
        message = (
            f"the English beside {other.locale} differs from that beside {stands.locale}; the "
            "latter is used (the newest, then the last translated, then the first by locale)"
        )
        if ours and theirs:
            line = _first_difference(ours.text.text, theirs.text.text)
            yield theirs.text.problem(line, "warning", "english-differs", message)
            continue
        absent = other if theirs is None else stands
        line = _first_segment(segments(absent.locale), shown.raw.segments)
        yield Problem(shown.text.shown, line, 1, "warning", "english-differs", message)


def _first_segment(theirs: Sequence[Segment], ours: Sequence[Segment]) -> int:
    """The line of the first of `ours` that says something else than `theirs`."""
    for mine, other in zip_longest(ours, theirs):
        if mine and (other is None or mine.source.strip() != other.source.strip()):
            return mine.line
    return 1


def alternative_texts(text: str) -> frozenset[str]:
    """The alternative texts of a page's images, as the reader would hear them."""
    found = set()
    if "![" in text:
        try:
            images = [node for node in parse_markdown(text).walk() if node.type == "image"]
        except RecursionError:  # the page is refused when it is written
            images = []
        found |= {" ".join(plain_text(image).split()) for image in images}
    for match in _IMAGE.finditer(text):
        found.add(" ".join(parse_attributes(match[0]).get("alt-text", "").split()))
    return frozenset(found - {""})


def title_of(side: Side) -> str:
    """What a page is called in a side's language: in English by its heading, if it has one."""
    heading = _HEADING.search(side.text.text)
    words = plain_text(parse_markdown(heading[1])) if heading else ""
    raw = side.raw
    return (words or raw.english_title) if side.is_english_side else raw.front.title or words


def _comparable(text: str) -> list[str]:
    """A side's lines without what has no English: alternative texts."""
    plain = re.sub(r"!\[[^\]]*\]", "![]", _IMAGE.sub(":::image:::", text))
    return [line.rstrip() for line in plain.split("\n")]


def _first_difference(ours: str, theirs: str) -> int:
    """The first line (from 1) of `theirs` that differs, beyond alternative texts."""
    left, right = _comparable(ours), _comparable(theirs)
    for number, (mine, other) in enumerate(zip(left, right, strict=False), 1):
        if mine != other:
            return number
    return min(len(left), len(right))
