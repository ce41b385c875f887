"""Learn spellings from side-by-side pages: evidence in, the text of roles.learned.yml out.

The English beside a translated role says what the translation means. One slip of a translator
must not teach the vocabulary: the majority decides, and a tie teaches nothing. What persons'
files know is not learned again.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, cast

from partner_kb.model import Segment
from partner_kb.roles.learn_words import CONJUNCTIONS, PURPOSES, words_of_segments
from partner_kb.roles.tables import lexicon
from partner_kb.roles.vocabulary import KINDS, Kind, Learned, Vocabulary
from partner_kb.roles.words import MAX_LENGTH, key, label_key

_T = TypeVar("_T")

_KNOWN_WELL = 0.1
"""Up to which share of a locale's names may be unknown where nothing is asked of its words."""

_HEADER = """\
# Written by `partner-kb import` from side-by-side pages; the next import uses it and adds to it.
# Corrections belong in roles.yml beside this file: it wins.
"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One translated string and the English beside it.

    `label` is set where the strings are the labels of a line; else they are its values.
    """

    locale: str
    target: str
    english: str
    kind: Kind
    label: bool = False


def evidence_of_segments(
    segments: Iterable[Segment], vocabulary: Vocabulary, locale: str
) -> tuple[Evidence, ...]:
    """The segments anywhere on a page whose English is a role's or service's name, as written.

    Headings, table cells and list items of that kind name roles that few role lines do.
    """
    found: list[Evidence] = []
    for segment in segments:
        entry = vocabulary.role(vocabulary.index("en").named(segment.source) or "")
        if entry:
            found.append(Evidence(locale, segment.target, segment.source, entry.kind))
    return tuple(found)


def learn(
    evidence: Iterable[Evidence],
    vocabulary: Vocabulary,
    segments: Mapping[str, Sequence[Segment]] | None = None,
) -> Learned:
    """What to know from now on: all that `vocabulary` had learned, and what the evidence adds.

    `segments` are all that the pages say in each locale. Where the vocabulary does not know many
    of a locale's names, they teach single words.
    """
    taught = replace(vocabulary, learned=Learned(), _indexes={})
    values: dict[tuple[str, str], Counter[tuple[str, ...]]] = defaultdict(Counter)
    labels: dict[tuple[str, str], Counter[tuple[str, ...]]] = defaultdict(Counter)
    written: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for item in evidence:
        form = label_key(item.target) if item.label else key(item.target)
        if not form or len(item.target) > MAX_LENGTH:
            continue
        if item.label:
            kind = taught.label(item.english, "en") or item.kind
            labels[item.locale, form][(kind,)] += 1
        else:
            ids = taught.recognise_all(item.english, "en", item.kind)
            ids = ids or taught.recognise_all(item.english, "en")
            if not ids:
                continue
            values[item.locale, form][ids] += 1
        written[item.locale, form][" ".join(item.target.split())] += 1
    aliases = dict(vocabulary.learned.aliases)
    for (locale, form), votes in values.items():
        _forget(aliases, locale, form, key)
        ids = _majority(votes)
        if ids and taught.recognise_all(form, locale) != ids:
            aliases[locale, _most(written[locale, form])] = ids
    known_labels = dict(vocabulary.learned.labels)
    for (locale, form), votes in labels.items():
        _forget(known_labels, locale, form, label_key)
        kinds = _majority(votes)
        if kinds and taught.label(form, locale) != kinds[0]:
            known_labels[locale, _most(written[locale, form])] = cast("Kind", kinds[0])
    words = dict(vocabulary.learned.words)
    for locale, said in (segments or {}).items():
        forms = [form for found, form in values if found == locale]
        unknown = [form for form in forms if not taught.recognise_all(form, locale)]
        if len(unknown) > len(forms) * _KNOWN_WELL:
            for word, concept in _words(said, taught, locale).items():
                _forget(words, locale, key(word), key)
                words[locale, word] = concept
    return Learned(aliases, known_labels, words)


def _words(segments: Sequence[Segment], vocabulary: Vocabulary, locale: str) -> dict[str, str]:
    """The words that `segments` teach beyond what the vocabulary's files know."""
    english: dict[str, str] = {}
    for concept, by_language in vocabulary.words.items():
        for word in map(key, by_language.get("en", ())):
            if " " not in word:
                english.setdefault(word, concept)
    linking = dict.fromkeys(vocabulary.conjunctions.get("en", ()), CONJUNCTIONS)
    linking |= dict.fromkeys(vocabulary.purposes.get("en", ()), PURPOSES)
    return words_of_segments(segments, english, linking, lexicon(vocabulary, locale))


def render_learned(learned: Learned) -> str:
    """The text of roles.learned.yml, the same for the same knowledge; empty where there is none."""
    if learned == Learned():
        return ""
    lines = [_HEADER, "version: 1\n"]
    if learned.labels:
        lines.append("labels:\n")
        for kind in KINDS:
            rows = sorted(row for row, found in learned.labels.items() if found == kind)
            if not rows:
                continue
            lines.append(f"  {kind}:\n")
            for locale in dict.fromkeys(locale for locale, _ in rows):
                words = ", ".join(_quoted(word) for found, word in rows if found == locale)
                lines.append(f"    {locale}: [{words}]\n")
    if learned.words:
        lines.append("words:\n")
        for locale in sorted({locale for locale, _ in learned.words}):
            lines.append(f"  {locale}:\n")
            meanings = {word: c for (found, word), c in learned.words.items() if found == locale}
            for concept in sorted(set(meanings.values())):
                words = ", ".join(
                    _quoted(word) for word in sorted(meanings) if meanings[word] == concept
                )
                lines.append(f"    {_quoted(concept)}: [{words}]\n")
    if learned.aliases:
        lines.append("aliases:\n")
        rows = sorted(learned.aliases)
        for locale in dict.fromkeys(locale for locale, _ in rows):
            lines.append(f"  {locale}:\n")
            for found, word in rows:
                if found == locale:
                    ids = ", ".join(learned.aliases[locale, word])
                    lines.append(f"    {_quoted(word)}: [{ids}]\n")
    return "".join(lines)


def _majority(votes: Counter[tuple[str, ...]]) -> tuple[str, ...]:
    """What most say; nothing where two say it equally often."""
    ranked = votes.most_common(2)
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return ()
    return ranked[0][0]


def _most(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda word: (-spellings[word], word))


def _forget(
    known: dict[tuple[str, str], _T], locale: str, form: str, by: Callable[[str], str]
) -> None:
    for found in [row for row in known if row[0] == locale and by(row[1]) == form]:
        del known[found]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
