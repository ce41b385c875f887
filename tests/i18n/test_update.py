"""Merging: nothing a translator wrote is lost, and nothing changes that need not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from gettext import c2py
from pathlib import Path

import pytest
from click.testing import CliRunner

from partner_kb.cli.i18n import command
from partner_kb.translation.extract import extract
from partner_kb.translation.po import Message, PoFile, header_message, render_po
from partner_kb.translation.po_reader import parse_po
from partner_kb.translation.update import new_catalog, update_catalog

TODAY = date(2026, 1, 2)


def template(*messages: Message) -> PoFile:
    header = header_message({"Content-Type": "text/plain; charset=UTF-8"})
    return PoFile("partner_kb.pot", header, messages)


def one(msgid: str, **values: object) -> Message:
    return replace(Message(msgid, locations=("a.html",)), **values)  # type: ignore[arg-type]


def translated(catalog: PoFile, **texts: str) -> PoFile:
    messages = tuple(
        replace(m, strings=(texts.get(m.msgid.split()[0].lower(), m.strings[0]),))
        for m in catalog.messages
    )
    return parse_po(render_po(replace(catalog, messages=messages)), "x.po")


def test_twice_changes_nothing() -> None:
    first = new_catalog(template(one("Open"), one("Close")), "ru-RU", "x.po", TODAY)
    done = translated(first, open="Открыть", close="Закрыть")
    changed = template(one("Open"), one("Close now"), one("New"))
    once = update_catalog(done, changed)
    again = update_catalog(parse_po(render_po(once), "x.po"), changed)
    assert render_po(again) == render_po(once)


def test_a_moved_string_keeps_its_translation() -> None:
    done = translated(
        new_catalog(template(one("Open"), one("Close")), "ru-RU", "x.po", TODAY), open="Открыть"
    )
    moved = update_catalog(done, template(one("Close"), one("Open", locations=("b.html",))))
    assert moved.by_key[(None, "Open")].strings == ("Открыть",)
    assert moved.by_key[(None, "Open")].locations == ("b.html",)


def test_a_similar_string_is_offered_as_fuzzy_with_the_previous_msgid() -> None:
    old = template(one("Delete the selected page now"))
    done = translated(new_catalog(old, "pt-BR", "x.po", TODAY), delete="Excluir a página")
    merged = update_catalog(done, template(one("Delete the selected page")))
    message = merged.by_key[(None, "Delete the selected page")]
    assert message.fuzzy
    assert message.previous is not None
    assert message.previous.msgid == "Delete the selected page now"
    assert '#| msgid "Delete the selected page now"' in render_po(merged)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Delete %(count)s pages of this site", "Delete %(number)s pages of this site"),
        ("Delete {name} from this site now", "Delete it from this site now"),
        ("Open <b>this</b> page of the site", "Open <i>this</i> page of the site"),
    ],
)
def test_fuzzy_never_crosses_placeholders(before: str, after: str) -> None:
    first = new_catalog(template(one(before)), "pt-BR", "x.po", TODAY)
    done = replace(first, messages=(replace(first.messages[0], strings=("Texto",)),))
    assert update_catalog(done, template(one(after))).by_key[(None, after)].strings == ("",)


def test_a_new_context_offers_the_same_words_first() -> None:
    old = template(one("Open the page now"), one("Open the page"))
    done = translated(new_catalog(old, "pt-BR", "x.po", TODAY), open="Abrir")
    messages = tuple(
        replace(m, strings=("Agora",)) if m.msgid.endswith("now") else m for m in done.messages
    )
    merged = update_catalog(
        replace(done, messages=messages), template(one("Open the page", context="button"))
    )
    message = merged.by_key[("button", "Open the page")]
    assert (message.strings, message.fuzzy) == (("Abrir",), True)
    assert message.previous is not None
    assert message.previous.context is None


def test_obsolete_strings_stay_and_come_back() -> None:
    old = template(one("Open"), one("Close"))
    done = translated(new_catalog(old, "pt-BR", "x.po", TODAY), open="Abrir", close="Fechar")
    gone = update_catalog(done, template(one("Close")))
    assert '#~ msgid "Open"\n#~ msgstr "Abrir"' in render_po(gone)
    back = update_catalog(parse_po(render_po(gone), "x.po"), old)
    assert back.by_key[(None, "Open")].strings == ("Abrir",)
    assert not back.by_key[(None, "Open")].fuzzy


def test_a_new_plural_makes_the_translation_fuzzy() -> None:
    done = translated(new_catalog(template(one("Page")), "ru-RU", "x.po", TODAY), page="Страница")
    plural = one("Page", msgid_plural="Pages", strings=("", ""))
    message = update_catalog(done, template(plural)).by_key[(None, "Page")]
    assert message.fuzzy
    assert len(message.strings) == 3


@pytest.mark.parametrize(
    ("locale", "rule"),
    [
        ("pt-BR", (2, "(n > 1)")),
        ("es-MX", (2, "(n != 1)")),
        ("id", (1, "0")),
        ("mk", (2, "n % 10 == 1 && n % 100 != 11 ? 0 : 1")),
    ],
)
def test_a_new_catalog_has_the_plural_rule_of_its_language(
    locale: str, rule: tuple[int, str]
) -> None:
    catalog = new_catalog(template(), locale, "x.po", TODAY)
    assert catalog.plurals is not None
    assert catalog.plurals[0] == rule[0]
    stated, wanted = c2py(catalog.plurals[1]), c2py(rule[1])
    assert [stated(number) for number in range(200)] == [wanted(number) for number in range(200)]


def test_without_a_plural_rule_a_new_plural_has_the_forms_of_the_others() -> None:
    first = one("Page", msgid_plural="Pages", strings=("", ""))
    done = new_catalog(template(first), "ru-RU", "x.po", TODAY)
    bare = replace(done, header=header_message({"Language": "ru_RU"}))
    second = one("Link", msgid_plural="Links", strings=("", ""))
    merged = update_catalog(bare, template(first, second))
    assert [len(message.strings) for message in merged.messages] == [3, 3]


# ------------------------------------------------------------------------------ extraction

FILES = {
    "templates/a.html": """
{# Translators: a button, max-length 12 #}
<p>{{ _("Open") }}</p>
{% trans count=n %}{{ count }} page{% pluralize %}{{ count }} pages{% endtrans %}
{{ pgettext("verb", "Open") }}
""",
    "clauses/c.yml": """
questions:
  - text: What is it?
    id: not a text
    translators: Asked on the telephone
    steps:
      - "Call {name}"
""",
    "babel.cfg": """
[jinja2: templates/**.html]
silent = false
[partner_kb_policy: clauses/*.yml]
keys = text steps
[partner_kb_toc: docs/en/**.yml]
""",
    "docs/en/TOC.yml": """
- name: Start here
  items:
  - name: Open
    href: b.md
""",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_extracts_templates_yaml_and_navigation(project: Path) -> None:
    found = extract(project, (project / "babel.cfg").read_text()).template
    keys = {message.key: message for message in found.messages}
    assert (None, "Open") in keys
    assert ("verb", "Open") in keys
    assert ("navigation", "Open") in keys
    assert keys[(None, "%(count)s page")].msgid_plural == "%(count)s pages"
    assert keys[(None, "%(count)s page")].flags == ("python-format",)
    assert keys[(None, "Call {name}")].flags == ("python-brace-format",)
    assert "a button, max-length 12" in keys[(None, "Open")].extracted
    assert (None, "not a text") not in keys
    assert "Asked on the telephone" in keys[(None, "What is it?")].extracted


def test_a_moved_line_changes_no_byte(project: Path) -> None:
    before = render_po(extract(project, (project / "babel.cfg").read_text()).template)
    path = project / "templates/a.html"
    path.write_text("\n\n\n" + path.read_text("utf-8"), "utf-8")
    assert render_po(extract(project, (project / "babel.cfg").read_text()).template) == before


def test_a_broken_template_is_told_and_nothing_is_written(project: Path) -> None:
    runner = CliRunner()
    config = str(project / "mkdocs.yml")
    assert runner.invoke(command, ["extract", "-f", config]).exit_code == 0
    before = (project / "locales/partner_kb.pot").read_bytes()
    (project / "templates/b.html").write_text("{% trans %}never closed", "utf-8")
    result = runner.invoke(command, ["update", "-f", config])
    assert "template-syntax" in str(result.exception)
    assert (project / "locales/partner_kb.pot").read_bytes() == before


def test_update_check_tells_what_is_not_current(project: Path) -> None:
    runner = CliRunner()
    config = str(project / "mkdocs.yml")
    assert runner.invoke(command, ["update", "-f", config, "--check"]).exit_code == 1
    assert runner.invoke(command, ["update", "-f", config]).exit_code == 0
    assert runner.invoke(command, ["update", "-f", config, "--check"]).exit_code == 0
