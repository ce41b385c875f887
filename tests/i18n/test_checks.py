"""The rules: each fault is caught by its rule, and sound translations pass."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from i18n.broken_translations import REPAIRED, STRINGS
from i18n.kb import FILES, Base
from partner_kb.catalog import load_translations
from partner_kb.resources import locales_dir
from partner_kb.translation.checks import RULES
from partner_kb.translation.checks.catalogs import check_catalog
from partner_kb.translation.checks.external import installed_tools
from partner_kb.translation.checks.glossary import Glossary, load_glossary, parse_glossary
from partner_kb.translation.extract import extract
from partner_kb.translation.po import Message, PoFile, header_message, render_po
from partner_kb.translation.po_reader import parse_po
from partner_kb.translation.project import load_project
from partner_kb.translation.update import new_catalog, update_catalog

TODAY = date(2026, 1, 2)
ROOT = Path(__file__).resolve().parents[2]
OWN = """
terms:
  - term: baseline support
    ru-RU: {use: базовая поддержка, match: [базов]}
"""


@pytest.fixture(scope="session")
def glossary() -> Glossary:
    bundled = load_glossary(locales_dir() / "glossary.yml", "glossary.yml")
    own = parse_glossary(OWN, "own.yml")
    return Glossary((*bundled.terms, *own.terms), bundled.kept)


def rules_found(locale: str, message: Message, glossary: Glossary) -> set[str]:
    header = new_catalog(PoFile("", header_message({}), ()), locale, "x.po", TODAY).header
    text = render_po(PoFile("x.po", header, (message,)))
    return {problem.code for problem in check_catalog(parse_po(text, "x.po"), locale, glossary)}


def test_there_are_forty_of_them() -> None:
    assert len(STRINGS) >= 40


@pytest.mark.parametrize("case", STRINGS, ids=lambda case: f"{case[0]}-{case[1]}")
def test_finds_what_is_broken(case: tuple[str, str, str, str], glossary: Glossary) -> None:
    rule, locale, english, translation = case
    assert rule in rules_found(locale, Message(english, (translation,)), glossary)


@pytest.mark.parametrize("case", REPAIRED, ids=lambda case: f"{case[0]}-{case[1][:20]}")
def test_passes_what_is_sound(case: tuple[str, str, str], glossary: Glossary) -> None:
    locale, english, translation = case
    assert rules_found(locale, Message(english, (translation,)), glossary) == set()


@pytest.mark.parametrize(
    ("locale", "english", "translation"),
    [
        ("ar", "Answer within 4 hours?", "هل الرد في غضون ٤ ساعات؟"),
        ("fa", "Pay 1,000 by card", "۱٬۰۰۰ را با کارت بپردازید"),
        ("hi", "Pay 100,000 now.", "अभी 1,00,000 का भुगतान करें।"),
        ("ur", "It is done.", "ہو گیا۔"),
        ("hy", "It is done.", "Կատարված է։"),
        ("my", "Is it done?", "ပြီးပါပြီလား။"),
        ("ja", "Is it open?", "開いていますか。"),
        ("th", "It is done.", "เสร็จแล้ว"),
        ("he", "What is it?", "מה זה?"),
    ],
)
def test_each_language_has_its_own_digits_and_marks(
    locale: str, english: str, translation: str, glossary: Glossary
) -> None:
    assert rules_found(locale, Message(english, (translation,)), glossary) == set()


def test_digits_of_a_language_are_compared(glossary: Glossary) -> None:
    wrong = Message("Answer within 4 hours", ("الرد في غضون ٥ ساعات",))
    assert rules_found("ar", wrong, glossary) == {"number"}


def test_plural_forms(glossary: Glossary) -> None:
    one, many = "%(n)s page", "%(n)s pages"
    whole = Message(one, ("Одна страница", "%(n)s страницы", "%(n)s страниц"), msgid_plural=many)
    assert rules_found("ru-RU", whole, glossary) == set()
    gap = Message(one, ("%(n)s страница", "", "%(n)s страниц"), msgid_plural=many)
    assert "plural-forms" in rules_found("ru-RU", gap, glossary)
    wrong = Message(one, ("%(n)s страница", "страницы", "%(k)s страниц"), msgid_plural=many)
    assert "placeholder" in rules_found("ru-RU", wrong, glossary)


FORMS_3 = "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2"
FORMS_4 = (
    "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 :"
    " n%10==0 || (n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14) ? 2 : 3"
)


@pytest.mark.parametrize(
    ("locale", "count", "rule", "severity"),
    [
        ("ru-RU", 3, FORMS_3, None),
        ("ru-RU", 4, FORMS_4, None),  # of other tools: one more for fractions
        ("ru-RU", 2, "n != 1", "error"),
        ("ru-RU", 3, "n==1 ? 0 : n>1 && n<5 ? 1 : 2", "warning"),
        ("es-MX", 3, "n==1 ? 0 : n!=0 && n%1000000==0 ? 1 : 2", None),
        ("pt-BR", 2, "n > 1", None),
        ("zh-CN", 1, "0", None),
        ("zh-CN", 2, "n != 1", None),
        ("id", 1, "0", None),
        ("hi", 2, "n > 1", None),
        ("is", 2, "n != 1", "warning"),
    ],
)
def test_a_header_may_tell_more_numbers_apart(
    locale: str, count: int, rule: str, severity: str | None, glossary: Glossary
) -> None:
    forms = "".join(f'msgstr[{number}] "x"\n' for number in range(count))
    catalog = parse_po(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Plural-Forms: nplurals={count}; plural={rule};\\n"\n\n'
        f'msgid "page"\nmsgid_plural "pages"\n{forms}',
        "x.po",
    )
    rules = ("plural-forms", "babel")
    found = [one for one in check_catalog(catalog, locale, glossary) if one.code in rules]
    assert [(one.severity, one.line) for one in found] == ([(severity, 4)] if severity else [])


@pytest.mark.parametrize(
    ("language", "locale", "told"),
    [
        ("ru_RU", "ru-RU", False),
        ("ru", "ru-RU", False),
        ("", "ru-RU", False),
        ("iw", "he", False),
        ("sr@latin", "sr-Latn", False),
        ("pt_BR", "ru-RU", True),
    ],
)
def test_a_header_names_the_language(
    language: str, locale: str, told: bool, glossary: Glossary
) -> None:
    catalog = parse_po(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Language: {language}\\n"\n',
        "x.po",
    )
    found = [(one.code, one.line) for one in check_catalog(catalog, locale, glossary)]
    assert found == ([("language-header", 4)] if told else [])


def test_length_of_labels(glossary: Glossary) -> None:
    label = Message(
        "Save", ("Guardar as alterações agora",), extracted=("A button, max-length 12",)
    )
    assert rules_found("pt-BR", label, glossary) == {"length"}


def test_missing_translations(glossary: Glossary) -> None:
    assert rules_found("pt-BR", Message("Save"), glossary) == {"missing-translation"}
    fuzzy = Message("Save", ("Salvar",), flags=("fuzzy",))
    assert rules_found("pt-BR", fuzzy, glossary) == {"missing-translation"}


def test_other_tools_add_what_ours_do_not_say(glossary: Glossary) -> None:
    assert installed_tools() == ("Babel", "dennis", "translate-toolkit")
    tab = Message("one\ttwo", ("um dois",))
    assert "pofilter" in rules_found("pt-BR", tab, glossary)
    mail = Message("Write to a@example.com", ("Escreva para b@example.org",))
    assert "pofilter" in rules_found("pt-BR", mail, glossary)
    brace = Message("Save {name now", ("Salvar {name agora",), flags=("python-brace-format",))
    assert "dennis" in rules_found("pt-BR", brace, glossary)
    percent = Message("Save %(n)d", ("Salvar %(n)s",), flags=("python-format",))
    assert {"babel", "placeholder"} & rules_found("pt-BR", percent, glossary)


@pytest.mark.parametrize("locale", ["pt-BR", "zh-CN", "ru-RU"])
def test_bundled_catalogs_raise_no_alarm(locale: str) -> None:
    path = locales_dir() / locale.replace("-", "_") / "LC_MESSAGES/partner_kb.po"
    glossary = load_glossary(locales_dir() / "glossary.yml", "glossary.yml")
    problems = check_catalog(parse_po(path.read_text("utf-8"), path.name), locale, glossary)
    assert [str(one) for one in problems] == []


def test_the_chinese_catalog_keeps_to_one_form_of_address() -> None:
    text = (locales_dir() / "zh_CN/LC_MESSAGES/partner_kb.po").read_text("utf-8")
    assert "您" in text
    assert "你" not in text


def test_bundled_catalogs_match_the_templates() -> None:
    if not (ROOT / "babel.cfg").is_file():
        pytest.skip("not a checkout")
    project = load_project(ROOT / "mkdocs.yml")
    found = extract(ROOT, (ROOT / "babel.cfg").read_text("utf-8"))
    assert found.problems == ()
    assert render_po(found.template) == project.template.read_text("utf-8")
    for locale in project.catalog_locales:
        catalog = project.read_catalog(locale)
        assert render_po(update_catalog(catalog, found.template)) == render_po(catalog)


# ------------------------------------------------------------------------------------ pages


def problems(base: Base, *arguments: str, code: int = 0) -> list[dict[str, object]]:
    output = base.run("check", "-l", "pt-BR", "--format", "json", *arguments, code=code).output
    found: list[dict[str, object]] = json.loads(output)["problems"]
    return found


PT = "docs/pt-BR/a/billing.md"

PAGES = {
    "anchor": ("{#billing-support}", "{#suporte}", "anchor", 1),
    "link": ("(read-your-bill.md)", "(leia.md)", "link-target", 1),
    "code": ("`az login`", "az login", "code-span", 1),
    "bold": ("**depois**", "**depois", "markup", 1),
    "number": ("2 dias", "alguns dias", "number", 0),
    "control": ("Uma coisa", "Uma \u200bcoisa", "control-character", 1),
    "english": ("Responda a perguntas", "Answer questions", "untranslated", 0),
    "end": ("aguarde.", "aguarde", "end-punctuation", 0),
}


def test_a_sound_page_raises_no_alarm(base: Base) -> None:
    assert problems(base) == []


@pytest.mark.parametrize("name", PAGES)
def test_finds_what_is_broken_on_a_page(base: Base, name: str) -> None:
    old, new, rule, code = PAGES[name]
    if name == "english":
        base.write(PT, base.read(PT).replace(
            "Responda a perguntas sobre [faturas](read-your-bill.md) em até 2 dias.",
            "Answer questions about [invoices](read-your-bill.md) within 2 days.",
        ))  # fmt: skip
    else:
        base.edit(PT, old, new)
    found = [one for one in problems(base, code=code) if one["code"] == rule]
    assert found
    line = int(str(found[0]["line"]))
    changed = base.read(PT).split("\n")[line - 1]
    assert changed not in FILES[PT].split("\n"), "the place is the line that was broken"


def test_a_directive_is_not_translated(base: Base) -> None:
    base.edit("docs/en/a/billing.md", "- One thing", "::: flow escalation\n\n- One thing")
    base.edit(PT, "- Uma coisa", "::: fluxo escalonamento\n\n- Uma coisa")
    assert [one["code"] for one in problems(base)] == ["directive"]


def test_a_rule_is_switched_off_with_a_reason(base: Base) -> None:
    base.edit(PT, "2 dias", "alguns dias")
    why = "<!-- partner-kb: allow number: the offer differs in Brazil -->"
    base.edit(PT, "Responda a", f"{why}\nResponda a")
    assert problems(base) == []
    base.edit(PT, "allow number: the offer differs in Brazil", "allow number")
    assert {str(one["code"]) for one in problems(base, code=1)} == {"number", "suppression"}
    base.edit(PT, "allow number", "allow-file numbre: why")
    message = next(one for one in problems(base, code=1) if one["code"] == "suppression")
    assert 'Did you mean "number"?' in str(message["message"])


def test_a_rule_is_switched_off_in_a_whole_file(base: Base) -> None:
    base.edit(PT, "2 dias", "alguns dias")
    base.edit(PT, "# Suporte", "<!-- partner-kb: allow-file number: as agreed -->\n\n# Suporte")
    catalog = (
        "# partner-kb: allow-file end-punctuation: our buttons have none\n"
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Save the file."\nmsgstr "Salve o arquivo"\n'
    )
    base.write("locales/pt_BR/LC_MESSAGES/partner_kb.po", catalog)
    assert problems(base) == []
    base.edit(PT, "allow-file number", "allow-file date")
    assert [one["code"] for one in problems(base)] == ["number"]


def test_a_rule_is_switched_off_in_a_catalog(glossary: Glossary) -> None:
    message = Message("Save the file.", ("Salve o arquivo",))
    assert rules_found("pt-BR", message, glossary) == {"end-punctuation"}
    why = ("partner-kb: allow end-punctuation: a button has no full stop",)
    quiet = Message("Save the file.", ("Salve o arquivo",), comments=why)
    assert rules_found("pt-BR", quiet, glossary) == set()


def test_a_catalog_for_a_locale_that_the_site_lacks(base: Base) -> None:
    base.write(
        "locales/de_DE/LC_MESSAGES/partner_kb.po",
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n',
    )
    assert [one["code"] for one in problems(base, code=1)] == ["catalog-locale"]
    before = base.snapshot()
    for command in ("update", "compile"):
        assert "catalog-locale" in str(base.run(command, code=1).exception)
    assert base.snapshot() == before


def test_a_catalog_in_the_folder_of_another_tool_is_told_its_own(base: Base) -> None:
    base.write(
        "locales/pt_PT/LC_MESSAGES/partner_kb.po",
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n',
    )
    (problem,) = problems(base, code=1)
    said = "; a catalog of pt-BR lies in "
    assert said in str(problem["message"])
    assert str(problem["message"]).endswith("locales/pt_BR/LC_MESSAGES")


def test_a_translated_placeholder_is_refused_before_anything_is_written(base: Base) -> None:
    base.write(
        "locales/pt_BR/LC_MESSAGES/partner_kb.po",
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Start: %(title)s"\nmsgstr "Comece: %(titulo)s"\n',
    )
    before = base.snapshot()
    for command in ("update", "compile"):
        told = str(base.run(command, code=1).exception)
        assert "partner_kb.po:5:" in told
        assert "%(titulo)s is not in the English" in told
    assert base.snapshot() == before


def test_role_names_that_a_new_locale_lacks(base: Base) -> None:
    base.edit("mkdocs.yml", "        - locale: ru-RU", "        - locale: et-EE")
    found = json.loads(base.run("check", "-l", "et-EE", "--format", "json").output)["problems"]
    assert [one["code"] for one in found] == ["missing-translation"]
    base.run("add", "et-EE")
    found = json.loads(base.run("check", "-l", "et-EE", "--format", "json").output)["problems"]
    drafts = [one["message"] for one in found if "roles" in one["path"]]
    assert len(drafts) == 1
    assert "have their English name in et-EE" in drafts[0]


def test_role_names_that_the_vocabulary_has_for_a_language(base: Base) -> None:
    base.edit("mkdocs.yml", "        - locale: ru-RU", "        - locale: es-MX")
    assert json.loads(base.run("check", "-l", "es-MX", "--format", "json").output)["problems"] == []
    base.run("add", "es-MX")
    found = json.loads(base.run("check", "-l", "es-MX", "--format", "json").output)["problems"]
    assert not [one for one in found if "roles" in one["path"]]


def test_a_language_serves_its_regions(base: Base) -> None:
    path = "locales/pt/LC_MESSAGES/partner_kb.po"
    base.write(path, 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n')
    assert problems(base) == []
    base.run("update")


def test_broken_catalogs_are_told_and_the_rest_is_checked(base: Base) -> None:
    base.write("locales/pt_BR/LC_MESSAGES/partner_kb.po", 'msgid "x"\n<<<<<<< HEAD\n')
    base.edit(PT, "(read-your-bill.md)", "(leia.md)")
    codes = {one["code"] for one in problems(base, code=1)}
    assert codes == {"po-conflict-marker", "link-target"}


def test_github_and_sarif(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(base.root)
    base.edit(PT, "`az login`", "`az: entrar, 100%`")
    lines = base.run("check", "-l", "pt-BR", "--format", "github", code=1).output.splitlines()
    assert lines[0].startswith(f"::error file={PT},line=13,col=")
    assert "title=code-span::" in lines[0]
    assert "100%25" in "".join(lines)
    log = json.loads(base.run("check", "-l", "pt-BR", "--format", "sarif", code=1).output)
    run = log["runs"][0]
    result = run["results"][0]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == PT
    assert place["region"]["startLine"] == 13


def test_every_rule_has_a_test() -> None:
    tested = {case[0] for case in STRINGS} | {case[2] for case in PAGES.values()}
    tested |= {"plural-forms", "length", "missing-translation", "directive", "catalog-locale"}
    tested |= {"suppression", "dennis", "pofilter", "babel", "language-header"}
    assert tested == set(RULES)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("terms:\n  - trem: x\n", "expected a mapping with `term:`"),
        ("terms:\n  - term: x\n    ru-RU: {usee: y}\n", 'Did you mean "use"?'),
        ("terms:\n  - term: x\n    notes: y\n", 'Did you mean "note"?'),
        ("names:\n  - {name: x, except: ru-RU}\n", "expected a list"),
        ("trems: []\n", 'Did you mean "terms"?'),
    ],
)
def test_a_glossary_with_faults_is_refused(text: str, said: str) -> None:
    with pytest.raises(Exception, match="glossary-form") as raised:
        parse_glossary(text, "glossary.yml")
    assert said in str(raised.value)


def test_english_needs_no_catalog() -> None:
    assert load_translations("en").gettext("Open") == "Open"
