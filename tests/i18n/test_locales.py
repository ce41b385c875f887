"""New locales: what `add` sets up builds; the pseudo-locale shows what nobody can translate."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup, Comment, Tag

from i18n.kb import Base
from partner_kb.catalog import load_translations
from partner_kb.nearest_locale import nearest_locale
from partner_kb.resources import locales_dir
from partner_kb.roles.load import load_vocabulary
from partner_kb.translation.po_reader import parse_po
from partner_kb.translation.pseudo import SITE_LOCALE, pseudo_page, pseudo_text

ROOT = Path(__file__).resolve().parents[2]


def build(root: Path) -> Path:
    code = "from partner_kb.cli import main; main()"
    arguments = ["build", "-f", str(root / "mkdocs.yml"), "--site-dir", str(root / "site")]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return root / "site"


def html(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


# --------------------------------------------------------------------------------------- add


def test_add_makes_catalog_role_names_and_the_entry(base: Base) -> None:
    base.run("update")
    base.run("add", "es_mx")
    languages = yaml.safe_load(base.read("mkdocs.yml"))["plugins"][1]["i18n"]["languages"]
    assert languages[-1] == {"locale": "es-MX", "name": "Español (México)"}
    catalog = parse_po(base.read("locales/es_MX/LC_MESSAGES/partner_kb.po"), "x.po")
    assert catalog.fields["Language"] == "es_MX"
    assert catalog.plurals == (2, "(n != 1)")
    vocabulary = load_vocabulary([locales_dir(), base.root / "locales"])
    assert all("es-MX" in role.names for role in vocabulary.entries.values())
    assert vocabulary.entries["billing-admin"].names["es-MX"] == "Administrador de facturación"
    before = base.snapshot()
    base.run("add", "es-MX")
    assert base.snapshot() == before


def test_add_keeps_what_people_wrote(base: Base) -> None:
    roles = "version: 1\n# ours\nroles:\n  global-admin:\n    names: {en: Boss}  # why\n"
    base.write("locales/roles.yml", roles)
    config = base.read("mkdocs.yml") + "# the end\nextra: {a: 1}\n"
    base.write("mkdocs.yml", config)
    base.run("add", "es-MX")
    kept = base.read("locales/roles.yml")
    assert "# ours\n" in kept
    assert "names: {en: Boss, es-MX: Administrador global}  # why\n" in kept
    assert [line for line in base.read("mkdocs.yml").split("\n") if "es-MX" not in line][
        : len(config.split("\n")) - 3
    ]
    assert base.read("mkdocs.yml").endswith("# the end\nextra: {a: 1}\n")


@pytest.mark.parametrize("locale", ["xx-YY", "", " ", "../../x", "-", "es-MX-", "12"])
def test_add_refuses_what_is_no_locale(base: Base, locale: str) -> None:
    before = base.snapshot()
    said = base.run("add", "--", locale, code=2).output
    assert f'"{locale}" is not a locale that CLDR knows' in said
    assert base.snapshot() == before


@pytest.mark.parametrize("locale", ["es-419", "fil"])
def test_add_refuses_what_no_site_can_be_built_in(base: Base, locale: str) -> None:
    before = base.snapshot()
    assert "sites can't be built in" in str(base.run("add", locale, code=1).exception)
    assert base.snapshot() == before


def test_add_says_where_a_line_cannot_be_added(base: Base) -> None:
    base.write("mkdocs.yml", "site_name: X\nplugins:\n  - i18n: {languages: [{locale: en}]}\n")
    before = base.snapshot()
    assert "config-languages" in str(base.run("add", "es-MX", code=1).exception)
    assert base.snapshot() == before


def test_a_site_in_five_languages_and_right_to_left(base: Base) -> None:
    base.run("add", "es-MX")
    base.run("add", "he")
    site = build(base.root)
    for locale, direction in (("es-MX", "ltr"), ("he", "rtl"), ("pt-BR", "ltr"), ("ru-RU", "ltr")):
        page = html(site / locale / "a/billing/index.html")
        assert page.html is not None
        assert page.html["lang"] == locale
        assert page.html["dir"] == direction
        article = page.select_one("article")
        assert article is not None
        assert article.get("lang") == (None if locale == "pt-BR" else "en")
        assert article.get("dir") == ("ltr" if direction == "rtl" else None)
        notices = [found["data-pkb-notice"] for found in page.select("[data-pkb-notice]")]
        assert ("untranslated" in notices) == (locale != "pt-BR")
        assert (site / locale / "translation-status/index.html").is_file()


LANGUAGES = ("en", "pt", "pt-BR", "sh", "sr", "zh", "zh-CN", "zh-TW")


@pytest.mark.parametrize(
    ("locale", "nearest"),
    [
        ("pt-BR", "pt-BR"),
        ("pt-AO", "pt"),
        ("zh-Hant-TW", "zh-TW"),
        ("zh-HK", "zh-TW"),
        ("zh-Hans-CN", "zh"),
        ("sr-RS", "sr"),
        ("sr-Latn", "sh"),
        ("sr-Latn-RS", "sh"),
        ("en-GB", "en"),
        ("uz-Cyrl", None),
        ("*", None),
    ],
)
def test_the_nearest_locale_is_in_the_same_script(locale: str, nearest: str | None) -> None:
    assert nearest_locale(locale, LANGUAGES) == nearest


def test_a_locale_with_a_script_gets_words_and_names_in_that_script(base: Base) -> None:
    for locale in ("zh-Hant-TW", "sr-Latn"):
        base.run("add", locale)
    names = load_vocabulary([locales_dir(), base.root / "locales"]).entries["billing-admin"].names
    assert (names["zh-Hant-TW"], names["sr-Latn"]) == ("計費管理員", "Billing admin")
    site = build(base.root)
    for locale, words in (("zh-Hant-TW", "跳轉到"), ("sr-Latn", "Idi na tekst")):
        page = html(site / locale / "a/billing/index.html")
        assert page.html is not None
        assert page.html["lang"] == locale
        skip = page.select_one("a[href='#pkb-main']")
        assert skip is not None
        assert skip.get_text(strip=True) == words


def test_a_review_takes_the_notice_from_the_page(base: Base) -> None:
    def notices() -> list[str]:
        page = html(build(base.root) / "pt-BR/a/billing/index.html")
        return [str(found["data-pkb-notice"]) for found in page.select("[data-pkb-notice]")]

    assert notices() == ["machine-translated"]
    base.run("review", "a/billing.md", "-l", "pt-BR", "--by", "Ana")
    assert notices() == []


# ------------------------------------------------------------------------------ translations


def test_a_projects_own_catalog_goes_over_the_bundled_one(tmp_path: Path) -> None:
    path = tmp_path / "pt_BR/LC_MESSAGES/partner_kb.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Translation status"\nmsgstr "Como anda a tradução"\n',
        "utf-8",
    )
    both = load_translations("pt-BR", tmp_path)
    assert both.gettext("Translation status") == "Como anda a tradução"
    assert both.pgettext("navigation", "Start here") == "Comece aqui"
    assert load_translations("pt-BR").gettext("Translation status") == "Situação da tradução"


def test_a_language_serves_its_regions(tmp_path: Path) -> None:
    path = tmp_path / "es/LC_MESSAGES/partner_kb.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Open"\nmsgstr "Abrir"\n',
        "utf-8",
    )
    assert load_translations("es-MX", tmp_path).gettext("Open") == "Abrir"


# ------------------------------------------------------------------------------------ pseudo


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open", "⟦Öþéñ ··⟧"),
        ("  Open %(n)s of {all}\n", "  ⟦Öþéñ %(n)s öƒ {all} ··⟧\n"),
        ("Read <b>it</b>, `code` and [a page](a.md#b)", None),
        ("12 %", "12 %"),
        ("Title {#slug}", "⟦Ţîţļé ··⟧ {#slug}"),
    ],
)
def test_pseudo_text(text: str, expected: str | None) -> None:
    found = pseudo_text(text)
    if expected is not None:
        assert found == expected
    else:
        assert "<b>" in found
        assert "`code`" in found
        assert "](a.md#b)" in found
        assert len(found) > len(text) + 4


def test_pseudo_page_keeps_the_markup() -> None:
    page = "---\ntitle: Hi there\nroles: [a]\n---\n\n# Hi {#hi}\n\n- one\n\n| A | B |\n|---|---|\n"
    found = pseudo_page(page)
    assert "roles: [a]\n" in found
    assert "# ⟦Ĥî ·⟧ {#hi}\n" in found
    assert "| ⟦Å ·⟧ | ⟦Ɓ ·⟧ |\n|---|---|\n" in found


@pytest.fixture(scope="module")
def pseudo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (ROOT / "mkdocs.yml").is_file():
        pytest.skip("not a checkout")
    root = tmp_path_factory.mktemp("pseudo")
    base = Base(root / "kb", {})
    shutil.copytree(ROOT / "docs", base.root / "docs")
    shutil.copytree(ROOT / "locales", base.root / "locales")
    shutil.copy(ROOT / "mkdocs.yml", base.root)
    base.run("pseudo", "-o", str(root / "copy"))
    return build(root / "copy") / SITE_LOCALE


#: Names, and what is quoted from elsewhere: they stay as they are in every language.
NAMES = re.compile(
    r"Creative Commons Attribution 4\.0 International|Material for MkDocs|Microsoft|Markdown"
    r"|https?://\S+|\S+@\S+|\S*[/.]\S*"
)


def shown_texts(page: BeautifulSoup) -> Iterator[str]:
    """The texts and labels of a page that are in the page's own language."""
    for element in page(["script", "style", "code", "pre", "template"]):
        element.decompose()
    for text in page.find_all(string=True):
        if not isinstance(text, Comment) and _language(text.parent) == SITE_LOCALE:
            yield str(text)
    for element in page.find_all(True):
        if _language(element) == SITE_LOCALE:
            yield from (
                str(element[name])
                for name in ("title", "alt", "aria-label", "aria-description", "placeholder")
                if element.get(name)
            )
    for meta in page.select('meta[name="description"], meta[property^="og:"]'):
        yield str(meta["content"])


def outside_brackets(text: str) -> str:
    """What of a text is not made up; a made-up text can be put into another one."""
    inner = re.compile("⟦[^⟦⟧]*⟧")
    while inner.search(text):
        text = inner.sub(" ", text)
    return text


def _language(element: Tag | None) -> str:
    while element is not None:
        if element.get("lang"):
            return str(element["lang"])
        element = element.parent
    return ""


def test_no_bare_english_on_any_page(pseudo_site: Path) -> None:
    english = {
        word
        for message in parse_po((locales_dir() / "partner_kb.pot").read_text("utf-8"), "x").messages
        for word in re.findall(r"[a-z]{3,}", message.msgid.lower())
    }
    # What a partner wrote into its policy is its own: names, addresses, quoted terms.
    data = {
        word
        for path in sorted((ROOT / "docs/policies").glob("*.yml"))
        for word in re.findall(r"[A-Za-z]{3,}", path.read_text("utf-8"))
    }
    bare: dict[str, str] = {}
    for path in sorted(pseudo_site.rglob("*.html")):
        for text in shown_texts(html(path)):
            words = re.findall(r"[A-Za-z]{3,}", NAMES.sub(" ", outside_brackets(text)))
            found = [word for word in words if word.lower() in english]
            if found and not data.issuperset(words):
                said = " ".join(text.split())[:80]
                bare.setdefault(said, path.relative_to(pseudo_site).as_posix())
    assert "\n".join(f"{text!r} on {page}" for text, page in bare.items()) == ""
