"""What names of a language that nobody described teach beyond themselves; the language is made up.

`ask` wants what a role line asks for: the ids of one kind.
"""

from dataclasses import replace

import pytest

from partner_kb.roles.cognates import cognate, sounds
from partner_kb.roles.infer import in_most
from partner_kb.roles.learn import Evidence, learn
from partner_kb.roles.lexicon import Lexicon
from partner_kb.roles.vocabulary import Learned, Vocabulary
from partner_kb.roles.words import key

NAMES = {
    "Mastro tutmonda": "Global admin",
    "Mastro de uzantoj": "User admin",
    "Mastro de fakturoj": "Billing admin",
    "Mastro de instigoj": "Incentives admin",
    "Mastro de rekomendoj": "Referrals admin",
    "Mastra laboranto": "Admin agent",
    "Mastro MPN": "MPN partner admin",
    "Laboranto de fakturoj": "Billing agent",
    "Laboranto de vendoj": "Sales agent",
    "Laboranto de helpo": "Helpdesk agent",
    "Leganto de raportoj": "Report viewer",
    "Unua homo": "Primary contact",
}


@pytest.fixture
def knows(vocabulary: Vocabulary) -> Vocabulary:
    return taught(vocabulary, NAMES)


def taught(vocabulary: Vocabulary, names: dict[str, str]) -> Vocabulary:
    evidence = [Evidence("xx-XX", target, english, "roles") for target, english in names.items()]
    return replace(vocabulary, learned=learn(evidence, vocabulary), _indexes={})


def ask(vocabulary: Vocabulary, text: str) -> tuple[str, ...]:
    return vocabulary.recognise_all(text, "xx-XX", "roles")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Laboranto de la fako vendoj", "sales-agent"),  # one word more, and no other name has it
        ("Laboranto pri helpo", "helpdesk-agent"),
        ("Mastro de uzantaro", "user-admin"),  # another ending
        ("Mastro de programo", "program-admin"),  # what sounds like English
        ("Mastro de CPV", "cpv-admin"),
        ("Unua homo Mastro CHIP", "primary-contact chip-admin"),  # side by side
        ("Unua homo aŭ mastro de uzantoj", "primary-contact user-admin"),
    ],
)
def test_unknown_words_that_leave_one_reading(knows: Vocabulary, text: str, expected: str) -> None:
    assert ask(knows, text) == tuple(expected.split())


@pytest.mark.parametrize(
    "text",
    [
        "Mastro de sekureco",  # many names have the one known word
        "Ĉefa leganto de raportoj",  # "Executive report viewer" has all of it and more
        "Tutmonda gasto",  # the word for "admin" is well known, and not there
        "Mastro de vendoj",  # no name has both
        "Leganto",
        "Tute alia frazo",
    ],
)
def test_unknown_words_that_leave_more_than_one_reading(knows: Vocabulary, text: str) -> None:
    assert ask(knows, text) == ()


def test_no_label_or_text_is_guessed_at(knows: Vocabulary) -> None:
    assert knows.recognise_all("Laboranto de la fako vendoj", "xx-XX") == ()


def test_a_described_language_is_never_guessed_at(vocabulary: Vocabulary) -> None:
    assert vocabulary.recognise_all("Agente de vendas zumbis", "pt-BR", "roles") == ()


def test_the_unknown_half_of_a_joined_word_is_what_the_english_has_more(
    vocabulary: Vocabulary,
) -> None:
    joins = replace(vocabulary, compounds=vocabulary.compounds | {"xx"})
    knows = taught(joins, NAMES | {"Kontmastro": "Account admin"})
    assert ask(knows, "Mastro de kont") == ("account-admin",)


def test_two_sentences_leave_open_which_word_is_which(vocabulary: Vocabulary) -> None:
    """ "Any" and "account" stand in both; only "account" makes a name with "admin"."""
    sentences = {
        "Ajna konto AAD aŭ MSA por krei petojn pri helpo en la nomo de viaj propraj klientoj": (
            "Any account AAD or MSA to create requests for help on behalf of your own customers"
        ),
        "Ajna MPN konto de uzantoj por vidi la numerojn de viaj kontraktoj post la aktivigo": (
            "Any MPN user account to view the numbers of your contracts after activation"
        ),
    }
    knows = taught(vocabulary, NAMES | sentences)
    assert ask(knows, "Mastro de konto") == ("account-admin",)
    assert ask(knows, "Konto MPN") == ()


def test_most_names_decide_what_a_word_means() -> None:
    one, other = frozenset(("admin", "user")), frozenset(("deal", "manager"))
    rest = [frozenset(("admin", concept)) for concept in ("billing", "account", "global")]
    assert in_most([one, *rest, other]) == {"admin"}
    assert in_most([one, other]) == frozenset()


def test_words_that_names_contradict_are_not_used(knows: Vocabulary) -> None:
    """Statistics of running text may err; "mastro" is in the names of administrators."""
    wrong = Learned(knows.learned.aliases, words={("xx-XX", "mastr*"): "sales"})
    assert ask(replace(knows, learned=wrong, _indexes={}), "Mastro de programo") == (
        "program-admin",
    )


@pytest.mark.parametrize(
    ("word", "meaning"),
    [("programo", "program"), ("программа", "program"), ("sistemo", "system"),
     ("kontakto", "contact"), ("партнеры", "partner"), ("agendo", None), ("uzanto", None)],
)  # fmt: skip
def test_cognates(vocabulary: Vocabulary, word: str, meaning: str | None) -> None:
    assert cognate(word, sounds(vocabulary.words)) == meaning


def test_known_words_and_the_stretches_between() -> None:
    lexicon = Lexicon([("admin", "mastro"), ("billing", "faktur*")], ["de"], compounds=False)
    pieces, gaps = lexicon.read(key("Mastro de la nova fakturado"))
    assert [sorted(piece.concepts) for piece in pieces] == [["admin"], [], ["billing"]]
    assert gaps == ("la", "nova")
