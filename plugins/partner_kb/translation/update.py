"""Merging the template into a locale's catalog: what `partner-kb i18n update` does.

In: a locale's `PoFile` and the template. Out: the catalog with the template's messages, each
translation that still fits, and everything else a translator wrote kept as obsolete. Merging
twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import SequenceMatcher

from babel import Locale

from partner_kb.translation.markup import placeholders, tags
from partner_kb.translation.plurals import plural_rule_of
from partner_kb.translation.po import Key, Message, PoFile, Previous, edited, header_message

#: How alike two msgids must be (`SequenceMatcher.ratio`) for the translation to be offered.
FUZZY_RATIO = 0.8

#: Flags that people set; the others come with the template.
_OWN_FLAGS = frozenset({"fuzzy", "no-wrap"})


def new_catalog(template: PoFile, locale: str, path: str, today: date) -> PoFile:
    """An empty catalog for a locale (BCP 47), with the plural rule of its language."""
    name = locale.replace("-", "_")
    fields = {
        "Project-Id-Version": template.fields.get("Project-Id-Version", "partner_kb"),
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": f"{today.isoformat()} 00:00+0000",
        "Last-Translator": "",
        "Language-Team": Locale.parse(name).english_name or name,
        "Language": name,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": str(plural_rule_of(locale)),
    }
    return update_catalog(PoFile(path, header_message(fields), ()), template)


def update_catalog(catalog: PoFile, template: PoFile) -> PoFile:
    """The catalog with exactly the template's messages, in its order, then the obsolete ones."""
    forms = catalog.plurals[0] if catalog.plurals else _forms_in(catalog)
    dead = {message.key: message for message in catalog.messages if message.obsolete}
    wanted = {message.key for message in template.active()}
    leaving = [message for message in catalog.active() if message.key not in wanted]
    candidates = _by_shape(m for m in (*leaving, *dead.values()) if all(m.strings) and not m.fuzzy)
    merged: list[Message] = []
    for message in template.active():
        old = catalog.by_key.get(message.key)
        if old is None and message.key in dead:
            old = _revived(dead.pop(message.key))
        if old is None:
            old = _fuzzy_match(message, candidates)
        merged.append(_merged(message, old, forms))
    return PoFile(catalog.path, catalog.header, (*merged, *_obsolete(dead, leaving)))


def _forms_in(catalog: PoFile) -> int:
    """How many plural forms the messages of a catalog have whose header doesn't say it."""
    counts = (len(one.strings) for one in catalog.messages if one.msgid_plural is not None)
    return max(counts, default=2)


def _merged(message: Message, old: Message | None, forms: int) -> Message:
    """The template's message with the translation of `old`, refitted where the plural changed."""
    count = 1 if message.msgid_plural is None else forms
    if old is None:
        return edited(message, strings=("",) * count)
    strings, flags, previous = old.strings, set(old.flags) & _OWN_FLAGS, old.previous
    if message.msgid_plural != old.msgid_plural:
        strings = (old.strings * count)[:count]
        if any(strings):
            flags.add("fuzzy")
            previous = previous or Previous(old.msgid, old.msgid_plural, old.context)
    return edited(
        old,
        msgid=message.msgid,
        msgid_plural=message.msgid_plural,
        context=message.context,
        strings=strings,
        extracted=message.extracted,
        locations=message.locations,
        flags=_in_order(flags, message.flags),
        previous=previous if "fuzzy" in flags else None,
    )


def _in_order(own: Iterable[str], template: Iterable[str]) -> tuple[str, ...]:
    """gettext writes `fuzzy` first."""
    return (*sorted(own), *(flag for flag in template if flag not in _OWN_FLAGS))


def _revived(message: Message) -> Message:
    return edited(message, obsolete=False)


_Shape = tuple[bool, frozenset[tuple[str, int]], frozenset[tuple[str, int]]]


def _shape(message: Message) -> _Shape:
    """What two messages must share for a guess: a plural or none, placeholders and tags."""
    return (
        message.msgid_plural is None,
        frozenset(placeholders(message.msgid).items()),
        frozenset(tags(message.msgid).items()),
    )


def _by_shape(candidates: Iterable[Message]) -> Mapping[_Shape, list[Message]]:
    found: dict[_Shape, list[Message]] = {}
    for candidate in candidates:
        found.setdefault(_shape(candidate), []).append(candidate)
    return found


def _fuzzy_match(message: Message, candidates: Mapping[_Shape, list[Message]]) -> Message | None:
    """The likest message with the same placeholders, tags and kind, as a fuzzy translation."""
    best = _likest(message.msgid, candidates.get(_shape(message), ()))
    if best is None:
        return None
    previous = Previous(best.msgid, best.msgid_plural, best.context)
    return edited(
        best,
        msgid=message.msgid,
        msgid_plural=message.msgid_plural,
        context=message.context,
        flags=("fuzzy",),
        previous=previous,
        obsolete=False,
        comments=(),
    )


def _likest(msgid: str, candidates: Iterable[Message]) -> Message | None:
    """The first of those whose msgid is most alike, if one is alike enough."""
    best, best_ratio = None, FUZZY_RATIO
    matcher = SequenceMatcher(None, b=msgid, autojunk=False)
    for candidate in candidates:
        if candidate.msgid == msgid:
            return candidate
        matcher.set_seq1(candidate.msgid)
        if matcher.real_quick_ratio() < best_ratio or matcher.quick_ratio() < best_ratio:
            continue
        ratio = matcher.ratio()
        if ratio > best_ratio or (ratio == best_ratio and best is None):
            best, best_ratio = candidate, ratio
    return best


def _obsolete(dead: dict[Key, Message], leaving: Iterable[Message]) -> Iterable[Message]:
    """What was obsolete before, then what leaves now, if a translator wrote anything there."""
    yield from (message for message in dead.values())
    for message in leaving:
        if (any(message.strings) or message.comments) and message.key not in dead:
            yield edited(message, obsolete=True, locations=(), extracted=())
