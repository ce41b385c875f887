"""The look-up tables of one locale, made from a vocabulary.

In: the vocabulary's values. Out: names by their key, labels, patterns, the lexicon, and matchers
for the words between and behind names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from partner_kb.roles.infer import in_most, infer_words
from partner_kb.roles.infer_joined import infer_stretches
from partner_kb.roles.infer_rest import Rest, infer_rest, infer_vague, stems
from partner_kb.roles.learn_words import CONJUNCTIONS, FILLERS, PURPOSES
from partner_kb.roles.lexicon import Lexicon
from partner_kb.roles.words import (
    is_joined,
    key,
    label_key,
    language_keys,
    normalise,
    spellings,
)

if TYPE_CHECKING:
    from partner_kb.roles.vocabulary import Kind, Vocabulary

Ids = tuple[str, ...]
_ROUNDS = 3
_RUN = re.compile(r"[a-z0-9]+")


def exact_names(vocabulary: Vocabulary, locale: str) -> dict[str, tuple[Ids, bool]]:
    """The names and aliases that count in a locale: key to (ids, whether the locale's own)."""
    table: dict[str, tuple[Ids, bool]] = {}
    language = locale.split("-")[0]
    learned: dict[str, list[tuple[str, Ids]]] = {}
    for (found, spelling), ids in vocabulary.learned.aliases.items():
        learned.setdefault(found, []).append((spelling, ids))
    spoken = dict.fromkeys(
        found
        for entry in vocabulary.entries.values()
        for by_locale in (entry.names, entry.aliases)
        for found in by_locale
    )
    wanted = language_keys(locale, {**spoken, **learned})
    for name in dict.fromkeys((*wanted, "*", "en")):
        rows: list[tuple[str, Ids]] = []
        for entry in vocabulary.entries.values():
            words = (
                *((entry.names[name],) if name in entry.names else ()),
                *entry.aliases.get(name, ()),
            )
            rows += [(spelling, (entry.id,)) for spelling in words]
        for spelling, ids in (*rows, *learned.get(name, ())):
            table.setdefault(key(spelling), (ids, name.split("-")[0] == language))
    table.pop("", None)
    return table


def labels(vocabulary: Vocabulary, locale: str) -> dict[str, Kind]:
    """The labels that count in a locale: key to the kind of line that each opens."""
    table: dict[str, Kind] = {}
    for kind, by_locale in vocabulary.labels.items():
        for spelling in spellings(by_locale, locale):
            table.setdefault(label_key(spelling), kind)
    for (found, spelling), kind in vocabulary.learned.labels.items():
        if language_keys(locale, (found,)):
            table.setdefault(label_key(spelling), kind)
    table.pop("", None)
    return table


def patterns(vocabulary: Vocabulary, locale: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The open-ended names with their ids, the longest first."""
    rows: list[tuple[int, re.Pattern[str], str]] = []
    for entry in vocabulary.entries.values():
        for spelling in spellings(entry.patterns, locale):
            parts = [normalise(part) for part in spelling.split("*")]
            open_ended = ".*".join(re.escape(part) for part in parts)
            rows.append((-sum(map(len, parts)), re.compile(open_ended), entry.id))
    return tuple(
        (pattern, identifier) for _, pattern, identifier in sorted(rows, key=lambda r: r[0])
    )


def lexicon(vocabulary: Vocabulary, locale: str) -> Lexicon:
    """The words that the vocabulary gives, and those that learned names explain."""
    words = [
        (concept, spelling)
        for concept, by_language in vocabulary.words.items()
        for spelling in spellings(by_language, locale)
    ]
    learned_words = _agreeing(
        vocabulary.learned.words_of(locale), learned_names(vocabulary, locale)
    )
    names = learned_names(vocabulary, locale, several=False)
    words += [
        (concept, word) for concept in vocabulary.words for word in learned_words.get(concept, ())
    ]
    fillers = linking(vocabulary, locale, FILLERS)
    compounds = bool(language_keys(locale, vocabulary.compounds))
    given = Lexicon(words, fillers, compounds=compounds)
    if not names:
        return given
    known = {}
    for word in {word for spelling, _ in names for word in key(spelling).split()}:
        pieces = given.segment(word)
        if pieces and len(pieces) == 1 and len(pieces[0].concepts) == 1:
            (known[word],) = pieces[0].concepts
    inferred = infer_words(names, known)
    stretches = infer_stretches(
        [(name, concepts) for name, concepts in names if is_joined(name)], _words_of(names, given)
    )
    rows = [*inferred.meanings, *stretches.meanings]
    fresh = [row for row in rows if given.segment(row[1]) is None]
    empty = (*inferred.fillers, *stretches.fillers)
    nothing = [*fillers, *(word for word in empty if given.segment(word) is None)]
    full = Lexicon((*words, *fresh), nothing, compounds=compounds)
    for _ in range(_ROUNDS):
        rest = infer_rest(names, full)
        if rest == Rest():
            break
        fresh += rest.meanings
        nothing += rest.fillers
        full = Lexicon((*words, *fresh), nothing, compounds=compounds)
    if not is_described(vocabulary, locale):
        spoken = {word for name, _ in names for word in key(name).split()}
        fresh += stems(fresh, spoken)
        full = Lexicon((*words, *fresh), nothing, compounds=compounds)
        vague = infer_vague(names, full)
        full = Lexicon((*words, *fresh), nothing, compounds=compounds, vague=vague)
    return full


def linking(vocabulary: Vocabulary, locale: str, name: str) -> tuple[str, ...]:
    """The fillers, conjunctions or purposes of a locale: given ones, then those learned."""
    given = {
        FILLERS: vocabulary.fillers,
        CONJUNCTIONS: vocabulary.conjunctions,
        PURPOSES: vocabulary.purposes,
    }
    return (*spellings(given[name], locale), *vocabulary.learned.words_of(locale).get(name, ()))


def is_described(vocabulary: Vocabulary, locale: str) -> bool:
    """Whether the vocabulary has words of a locale's language, beside what was learned."""
    return any(language_keys(locale, by_language) for by_language in vocabulary.words.values())


def learned_names(
    vocabulary: Vocabulary, locale: str, *, several: bool = True
) -> list[tuple[str, frozenset[str]]]:
    """The names that were learned in a locale, with the concepts of what they mean.

    Without `several`, those of one role each.
    """
    names: list[tuple[str, frozenset[str]]] = []
    for (found, spelling), ids in vocabulary.learned.aliases.items():
        if (
            (several or len(ids) == 1)
            and found.split("-")[0] != "en"
            and language_keys(locale, (found,))
        ):
            english = vocabulary.index("en")
            said = (english.concepts(vocabulary.name(identifier, "en")) for identifier in ids)
            names.append((spelling, frozenset[str]().union(*said)))
    return names


def _agreeing(
    words: Mapping[str, tuple[str, ...]], names: Sequence[tuple[str, frozenset[str]]]
) -> dict[str, tuple[str, ...]]:
    """The learned words without those that names of another meaning hold."""
    bags = [(key(name), concepts) for name, concepts in names]
    return {
        concept: tuple(word for word in found if _agrees(word, concept, bags))
        for concept, found in words.items()
    }


def _agrees(word: str, concept: str, names: Sequence[tuple[str, frozenset[str]]]) -> bool:
    if concept in (FILLERS, CONJUNCTIONS, PURPOSES):
        return True
    stem = key(word)
    if not is_joined(stem):
        wanted = f" {stem}" + ("" if word.endswith("*") else " ")
        bags = {bag for name, bag in names if wanted in f" {name} "}
        return not bags or concept in in_most(bags)
    parts = {stem, *(stem[at : at + 2] for at in range(len(stem) - 1))}
    return not any(_means_another(part, concept, names) for part in parts)


def _means_another(part: str, concept: str, names: Sequence[tuple[str, frozenset[str]]]) -> bool:
    """Whether the names that hold a stretch, of two meanings or more, share another concept."""
    bags = {bag for name, bag in names if part in name}
    return len(bags) > 1 and bool(common := in_most(bags)) and concept not in common


def _words_of(
    names: Iterable[tuple[str, frozenset[str]]], given: Lexicon
) -> dict[str, frozenset[str]]:
    """The words in `names` that the vocabulary gives, with their concepts."""
    found = {}
    for stretch in {part for name, _ in names for part in _RUN.findall(key(name))}:
        pieces = given.segment(stretch)
        if pieces is not None:
            found[stretch] = frozenset(concept for piece in pieces for concept in piece.concepts)
    return found


def any_of(spoken: Iterable[str]) -> re.Pattern[str]:
    """Matches any of the words, as words; Chinese, Japanese and Korean ones anywhere."""
    parts = []
    for word in sorted(set(spoken), key=lambda w: (-len(w), w)):
        escaped = re.escape(word)
        left = "" if is_joined(word) or not word[0].isalnum() else r"(?<!\w)"
        right = "" if is_joined(word) or not word[-1].isalnum() else r"(?!\w)"
        parts.append(left + escaped + right)
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)
