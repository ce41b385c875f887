"""Catalogs of a project of one's own: the product's strings are in them where they must be."""

from __future__ import annotations

import json
import shutil

import pytest

from i18n.kb import MKDOCS, Base
from partner_kb.catalog import load_translations
from partner_kb.resources import locales_dir
from partner_kb.translation.po import Key, Message, PoFile
from partner_kb.translation.po_reader import parse_po
from partner_kb.translation.template import product_template

SPANISH = "locales/es_MX/LC_MESSAGES/partner_kb.po"
PORTUGUESE = "locales/pt_BR/LC_MESSAGES/partner_kb.po"
EMPTY = '"Content-Type: text/plain; charset=UTF-8\\n"\n'
OWN = "templates/a.html"


@pytest.fixture
def own(base: Base) -> Base:
    base.write(OWN, '{{ _("Bring your own device") }}')
    return base


def catalog(base: Base, name: str) -> PoFile:
    return parse_po(base.read(name), name)


def keys(messages: tuple[Message, ...]) -> set[Key]:
    return {message.key for message in messages if not message.obsolete}


PRODUCT = keys(product_template().messages)
BRING: Key = (None, "Bring your own device")
STATUS: Key = (None, "Translation status")


def translate(base: Base, name: str, msgid: str, text: str) -> None:
    base.edit(name, f'\nmsgid "{msgid}"\nmsgstr ""', f'\nmsgid "{msgid}"\nmsgstr "{text}"')


def status(base: Base) -> dict[str, dict[str, int]]:
    found = json.loads(base.run("status", "--format", "json").output)
    return {one["locale"]: one["catalog"] for one in found}


def test_a_language_of_ones_own_keeps_every_string_of_the_product(own: Base) -> None:
    own.run("add", "es-MX")
    assert keys(catalog(own, SPANISH).messages) == {BRING} | PRODUCT
    translate(own, SPANISH, "Translation status", "Estado de la traducción")
    own.run("update")
    merged = catalog(own, SPANISH)
    assert keys(merged.messages) == {BRING} | PRODUCT
    assert merged.by_key[STATUS].strings == ("Estado de la traducción",)
    texts = load_translations("es-MX", own.root / "locales")
    assert texts.gettext("Translation status") == "Estado de la traducción"
    before = own.snapshot()
    own.run("update")
    assert own.snapshot() == before
    assert status(own)["es-MX"]["blocks"] == len(PRODUCT) + 1
    assert status(own)["es-MX"]["translated"] == 1


def test_what_an_earlier_update_took_away_comes_back(own: Base) -> None:
    own.run("add", "es-MX")
    lost = (
        f'msgid ""\nmsgstr ""\n{EMPTY}"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgid "Bring your own device"\nmsgstr ""\n\n'
        '#~ msgid "Translation status"\n#~ msgstr "Estado"\n'
    )
    own.write(SPANISH, lost)
    assert status(own)["es-MX"]["untranslated"] == len(PRODUCT) + 1
    for command in (["update"], ["add", "es-MX"]):
        own.write(SPANISH, lost)
        own.run(*command)
        merged = catalog(own, SPANISH)
        assert keys(merged.messages) == {BRING} | PRODUCT
        assert merged.by_key[STATUS].translated
        assert merged.by_key[STATUS].strings == ("Estado",)
        assert not [message for message in merged.messages if message.obsolete]


def test_a_catalog_over_a_bundled_one_stays_small(own: Base) -> None:
    own.run("add", "pt-BR")
    own.run("update")
    assert keys(catalog(own, PORTUGUESE).messages) == {BRING}
    assert keys(catalog(own, "locales/partner_kb.pot").messages) == {BRING}
    own.write(PORTUGUESE, own.read(PORTUGUESE) + '\nmsgid "Translation status"\nmsgstr "Ora"\n')
    own.run("update")
    assert keys(catalog(own, PORTUGUESE).messages) == {BRING, STATUS}
    assert load_translations("pt-BR", own.root / "locales").gettext("Translation status") == "Ora"
    assert status(own)["pt-BR"] == {**status(own)["pt-BR"], "blocks": 2, "translated": 1}


@pytest.mark.parametrize("locale", ["pt_BR", "zh_CN", "ru_RU"])
def test_a_copy_of_a_bundled_catalog_keeps_what_the_site_shows(own: Base, locale: str) -> None:
    own.edit("mkdocs.yml", "ru-RU\n", "ru-RU\n        - locale: zh-CN\n")
    name = f"{locale}/LC_MESSAGES/partner_kb.po"
    own.write(f"locales/{name}", (locales_dir() / name).read_text("utf-8"))
    own.run("update")
    merged = catalog(own, f"locales/{name}")
    assert keys(merged.messages) == {BRING} | PRODUCT
    bundled = parse_po((locales_dir() / name).read_text("utf-8"), name)
    assert {m.key: m.strings for m in merged.messages if m.key in PRODUCT} == {
        m.key: m.strings for m in bundled.messages if m.key in PRODUCT
    }
    kept = {message.msgid for message in merged.messages}
    assert {message.msgid for message in bundled.messages} <= kept
    before = own.snapshot()
    own.run("update")
    assert own.snapshot() == before


def test_update_makes_the_catalogs_that_there_is_something_for(own: Base) -> None:
    own.edit("mkdocs.yml", "ru-RU\n", "ru-RU\n        - locale: de\n        - locale: es-MX\n")
    name = "locales/es/LC_MESSAGES/partner_kb.po"
    own.write(name, f'msgid ""\nmsgstr ""\n{EMPTY}\nmsgid "Open"\nmsgstr "Abrir"\n')
    own.run("update", "--locale", "pt-BR", "--locale", "es-MX")
    assert keys(catalog(own, PORTUGUESE).messages) == {BRING}
    assert "file-missing" in str(own.run("compile", "--locale", "de", code=1).exception)
    own.run("update")
    assert keys(catalog(own, "locales/de/LC_MESSAGES/partner_kb.po").messages) == {BRING} | PRODUCT
    assert keys(catalog(own, "locales/ru_RU/LC_MESSAGES/partner_kb.po").messages) == {BRING}
    assert not (own.root / SPANISH).exists(), "the catalog of the language serves the region"
    (own.root / OWN).unlink()
    (own.root / PORTUGUESE).unlink()
    own.run("update")
    assert not (own.root / PORTUGUESE).exists(), "nothing of it is the project's own"


def test_all_strings_can_be_put_over_a_bundled_catalog(own: Base) -> None:
    own.run("update", "--all", "--locale", "pt-BR")
    merged = catalog(own, PORTUGUESE)
    assert keys(merged.messages) == {BRING} | PRODUCT
    assert merged.by_key[STATUS].strings == ("Situação da tradução",)
    own.edit(PORTUGUESE, "Situação da tradução", "Como anda")
    own.run("update")
    assert catalog(own, PORTUGUESE).by_key[STATUS].strings == ("Como anda",)


def test_check_counts_what_readers_lack(own: Base) -> None:
    def missing() -> list[str]:
        lines = own.run("check").stderr.splitlines()
        return [line for line in lines if "[missing-translation]" in line and "strings" in line]

    own.run("update")
    own.write(PORTUGUESE, own.read(PORTUGUESE) + '\nmsgid "Translation status"\nmsgstr ""\n')
    assert [line.split("warning: ")[1][:9] for line in missing() if PORTUGUESE in line] == [
        "1 of 1 st"
    ]
    translate(own, PORTUGUESE, "Bring your own device", "Traga o seu")
    assert not [line for line in missing() if PORTUGUESE in line]
    own.run("add", "es-MX")
    own.edit(SPANISH, 'msgid "Translation status"', 'msgid "Another status"')
    assert "strings of the product that are not in this catalog: 1;" in "".join(missing())


def test_strings_are_found_in_the_folders_of_mkdocs_yml(base: Base) -> None:
    flow = (locales_dir().parent / "docs/flows/escalation.yml").read_text("utf-8")
    shutil.move(base.root / "docs", base.root / "kb")
    base.write("mkdocs.yml", f"docs_dir: kb\n{MKDOCS}")
    base.write("kb/flows/escalation.yml", flow)
    base.run("update")
    found = catalog(base, "locales/partner_kb.pot").messages
    assert {name for message in found for name in message.locations} == {"kb/flows/escalation.yml"}


def test_a_pseudo_site_has_the_strings_of_the_product(own: Base) -> None:
    own.run("update")
    out = own.root.parent / "copy"
    own.run("pseudo", "-o", str(out))
    (made,) = (out / "locales").glob("*/LC_MESSAGES/partner_kb.po")
    assert keys(parse_po(made.read_text("utf-8"), "x").messages) == {BRING} | PRODUCT
