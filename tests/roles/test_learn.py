"""What side-by-side pages teach, and the file that it is kept in."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from partner_kb.model import Segment
from partner_kb.ops.conversion import Options
from partner_kb.ops.convert import convert
from partner_kb.ops.docset import SourceFile
from partner_kb.roles.learn import Evidence, evidence_of_segments, learn, render_learned
from partner_kb.roles.load import load_vocabulary
from partner_kb.roles.vocabulary import Learned, Vocabulary


def said(target: str, english: str, locale: str = "xx-XX", label: bool = False) -> Evidence:
    return Evidence(locale, target, english, "roles", label)


def taught(vocabulary: Vocabulary, *evidence: Evidence) -> Vocabulary:
    return replace(vocabulary, learned=learn(evidence, vocabulary), _indexes={})


def test_a_pair_teaches_its_meaning(vocabulary: Vocabulary) -> None:
    knows = taught(vocabulary, said("Kaupanto agento", "Sales agent"))
    assert knows.recognise("kaupanto  AGENTO.", "xx-XX") == "sales-agent"
    assert knows.recognise("Kaupanto agento", "yy-YY") is None


def test_the_majority_decides_and_a_tie_teaches_nothing(vocabulary: Vocabulary) -> None:
    one, other = said("Agenta", "Sales agent"), said("Agenta", "Admin agent")
    assert taught(vocabulary, one, one, other).recognise("Agenta", "xx-XX") == "sales-agent"
    assert taught(vocabulary, one, other).recognise("Agenta", "xx-XX") is None


def test_english_that_is_unknown_teaches_nothing(vocabulary: Vocabulary) -> None:
    assert not learn([said("Agenta", "Secret agent")], vocabulary).aliases


def test_what_persons_wrote_is_not_learned_again(vocabulary: Vocabulary) -> None:
    assert not learn([said("Agente de vendas", "Sales agent", "pt-BR")], vocabulary).aliases


def test_words_of_learned_names_explain_new_names(vocabulary: Vocabulary) -> None:
    knows = taught(
        vocabulary,
        said("Estro de fakturoj", "Billing admin"),
        said("Estro de uzantoj", "User admin"),
        said("Laboranto de vendoj", "Sales agent"),
        said("Laboranto de helpo", "Helpdesk agent"),
    )
    assert knows.recognise("Laboranto de fakturoj", "xx-XX") == "billing-agent"
    assert knows.recognise("Laboranto de sekureco", "xx-XX") is None


def test_labels_are_learned(vocabulary: Vocabulary) -> None:
    knows = taught(vocabulary, said("Taŭgaj roloj", "Appropriate roles", label=True))
    assert knows.label("**taŭgaj roloj**:", "xx-XX") == "roles"


def test_segments_anywhere_teach_names_as_written(vocabulary: Vocabulary) -> None:
    segments = [
        Segment("a-1", "Report viewer", "Raportleganto", 3),
        Segment("a-2", "The report viewer sees reports.", "Raportleganto vidas.", 4),
    ]
    found = evidence_of_segments(segments, vocabulary, "xx-XX")
    assert [(item.target, item.english) for item in found] == [("Raportleganto", "Report viewer")]


def test_the_file_reads_back_and_a_second_import_changes_no_byte(
    vocabulary: Vocabulary, tmp_path: Path
) -> None:
    evidence = [
        said('Agento "A": vendoj', "Sales agent"),
        said("agento 'a': Vendoj", "Sales agent"),
        said("Duopo", "Primary contact CHIP admin"),
        said("Roloj", "Appropriate roles", label=True),
    ]
    first = learn(evidence, vocabulary)
    text = render_learned(first)
    (tmp_path / "roles.learned.yml").write_text(text, encoding="utf-8")
    (tmp_path / "roles.yml").write_text(
        "roles: {sales-agent: {names: {en: Sales agent}}, primary-contact: {names: {en: P c}},"
        " chip-admin: {names: {en: C a}}}",
        encoding="utf-8",
    )
    read = load_vocabulary([tmp_path]).learned
    assert read == first
    again = learn(evidence, replace(vocabulary, learned=read, _indexes={}))
    assert render_learned(again) == text
    more = learn([said("Nova", "Advisor")], replace(vocabulary, learned=read, _indexes={}))
    assert set(more.aliases) > set(first.aliases)


def test_nothing_learned_is_no_file() -> None:
    assert render_learned(Learned()) == ""


@given(st.lists(st.tuples(st.text(max_size=30), st.sampled_from(["Owner", "Manager"])), max_size=6))
def test_order_of_evidence_does_not_matter(
    vocabulary: Vocabulary, pairs: list[tuple[str, str]]
) -> None:
    evidence = [said(target, english) for target, english in pairs]
    text = render_learned(learn(evidence, vocabulary))
    assert render_learned(learn(reversed(evidence), vocabulary)) == text


def test_a_name_in_a_table_teaches_too(vocabulary: Vocabulary) -> None:
    cell = (
        '<span data-ttu-id="a-2">Raportowidz</span><span class="sxs-lookup">'
        '<span data-stu-id="a-2">Report viewer</span></span>'
    )
    page = f'# <span data-ttu-id="a-1">T</span><span class="sxs-lookup"><span data-stu-id="a-1">T</span></span>\n\n| {cell} | x |\n|---|---|\n'  # noqa: E501
    done = convert([SourceFile("p.md", "d/p.md", "page", "eo", page.encode())], Options(vocabulary))
    assert done.learned.aliases == {("eo", "Raportowidz"): ("report-viewer",)}


def test_parts_of_learned_names_explain_new_names_without_blanks(vocabulary: Vocabulary) -> None:
    """In a script without blanks a name's parts are told by the other names."""
    knows = taught(
        vocabulary,
        said("請求係長", "Billing admin", "xx"),
        said("全体係長", "Global admin", "xx"),
        said("営業担当", "Sales agent", "xx"),
        said("支援担当", "Helpdesk agent", "xx"),
        said("係長担当", "Admin agent", "xx"),
    )
    assert knows.recognise("請求担当", "xx") == "billing-agent"
    assert knows.recognise("CPV 係長", "xx") == "cpv-admin"
    assert knows.recognise("秘密係長", "xx") is None
    assert knows.recognise("請求", "xx") is None


def test_a_word_beside_others_that_say_it_means_nothing_itself(vocabulary: Vocabulary) -> None:
    knows = taught(
        vocabulary,
        said("Estro de la programo Instigoj", "Incentives admin"),
        said("Uzanto de la programo Instigoj", "Incentives user"),
        said("Estro Instigoj", "Incentives admin"),
        said("Uzanto Rekomendoj", "Referrals user"),
        said("Estro de fakturoj", "Billing admin"),
    )
    assert knows.recognise("Estro de la programo", "xx-XX") is None
    assert knows.recognise("Estro de la programo Rekomendoj", "xx-XX") == "referrals-admin"


def _said(*pairs: tuple[str, str]) -> list[Segment]:
    return [Segment(f"a-{n}", source, target, n) for n, (source, target) in enumerate(pairs)]


SPOKEN = _said(
    ("Sales grow.", "Vendoj kreskas."),
    ("We speak of sales.", "Ni parolas pri vendoj."),
    ("More sales for you", "Pli da vendoj por vi"),
    ("Ask about sales.", "Demandu pri vendoj."),
    ("We speak of trees.", "Ni parolas pri arboj."),
    ("Trees grow.", "Arboj kreskas."),
    ("More trees for you", "Pli da arboj por vi"),
)


def test_segments_teach_the_words_of_a_language_that_nobody_described(
    vocabulary: Vocabulary,
) -> None:
    names = [
        said("Agento fakturoj", "Billing agent"),
        said("Estro fakturoj", "Billing admin"),
        said("Estro uzantoj", "User admin"),
    ]
    knows = replace(vocabulary, learned=learn(names, vocabulary, {"xx-XX": SPOKEN}), _indexes={})
    assert knows.learned.words["xx-XX", "vendoj"] == "sales"
    assert not any(word.startswith("arb") for _, word in knows.learned.words)
    assert knows.recognise("Agento vendoj", "xx-XX") == "sales-agent"
    assert knows.recognise("Agento arboj", "xx-XX") is None


def test_segments_teach_nothing_where_the_names_are_known(vocabulary: Vocabulary) -> None:
    names = [said("Agente de vendas", "Sales agent", "pt-BR")]
    assert learn(names, vocabulary, {"pt-BR": SPOKEN}) == Learned()


def test_learned_words_read_back(vocabulary: Vocabulary, tmp_path: Path) -> None:
    learned = Learned(
        words={("xx-XX", "vendoj"): "sales", ("xx-XX", "uz*"): "user", ("xx-XX", "de"): "fillers"}
    )
    text = render_learned(learned)
    (tmp_path / "roles.learned.yml").write_text(text, encoding="utf-8")
    read = load_vocabulary([Path(__file__).parents[2] / "locales", tmp_path]).learned
    assert read.words == learned.words
    assert render_learned(read) == text


def test_a_concept_that_is_gone_is_a_warning(vocabulary: Vocabulary, tmp_path: Path) -> None:
    (tmp_path / "roles.learned.yml").write_text(
        'words: {xx-XX: {salse: ["vendoj"], sales: ["vendo"]}}', encoding="utf-8"
    )
    read = load_vocabulary([Path(__file__).parents[2] / "locales", tmp_path]).learned
    assert read.words == {("xx-XX", "vendo"): "sales"}


def test_an_open_ended_role_needs_no_pattern_in_its_language(vocabulary: Vocabulary) -> None:
    words = {("xx-XX", "ciuj"): "all", ("xx-XX", "partner*"): "partner"}
    knows = replace(vocabulary, learned=Learned(words=words), _indexes={})
    assert knows.recognise("Ciuj partneroj kiuj volas vendi", "xx-XX") == "all-partners"
    assert knows.recognise("Kelkaj partneroj kiuj volas vendi", "xx-XX") is None
