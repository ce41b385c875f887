"""A project written on Windows, with its line ends and byte order marks: all works, and stays."""

from __future__ import annotations

import pytest

from i18n.kb import Base

ENDINGS = (".md", ".yml", ".po", ".pot", ".txt")


@pytest.fixture
def base(base: Base) -> Base:
    base.write("templates/a.html", '{{ _("Open") }}')
    base.write("babel.cfg", "[jinja2: templates/**.html]\n")
    base.write("locales/roles.yml", "version: 1\nroles:\n  global-admin:\n    names: {en: Boss}\n")
    base.run("update")
    return base


def to_windows(base: Base) -> None:
    for name, content in base.snapshot().items():
        if name.endswith(ENDINGS):
            base.write(name, content.decode("utf-8").replace("\n", "\r\n"))


def mixed(base: Base) -> list[str]:
    """The files with line ends of both kinds, or of the other."""
    return [
        name
        for name, content in base.snapshot().items()
        if name.endswith(ENDINGS) and content.count(b"\n") != content.count(b"\r\n")
    ]


def test_nothing_is_new_or_unknown_for_them(base: Base) -> None:
    before = base.run("status", "--format", "json").output
    to_windows(base)
    assert base.run("status", "--format", "json").output == before
    as_it_was = base.snapshot()
    base.run("update", "--check")
    assert "everything is current" in base.run("update").output
    assert base.snapshot() == as_it_was


def test_they_stay_where_something_changes(base: Base) -> None:
    to_windows(base)
    base.edit("templates/a.html", "Open", "Open now")
    base.run("update")
    base.run("review", "a/billing.md", "-l", "pt-BR", "--by", "Ana")
    assert "translation: reviewed\r\n" in base.read("docs/pt-BR/a/billing.md")
    base.edit("docs/en/a/billing.md", "within 2 days", "within 3 days")
    base.run("export", "a/billing.md", "--locale", "pt-BR", "-o", str(base.root / "out"))
    base.edit("out/a.billing.pt-BR.po", "#, fuzzy, ", "#, ")
    base.edit("out/a.billing.pt-BR.po", "em até 2 dias", "em até 3 dias")
    base.run("apply", str(base.root / "out/a.billing.pt-BR.po"))
    assert "em até 3 dias.\r\n" in base.read("docs/pt-BR/a/billing.md")
    assert mixed(base) == ["out/a.billing.pt-BR.po"], "that one is new"


def test_a_new_language_goes_into_such_files(base: Base) -> None:
    to_windows(base)
    base.run("add", "es-MX")
    assert mixed(base) == ["locales/es_MX/LC_MESSAGES/partner_kb.po"], "that one is new"


def test_a_byte_order_mark_is_no_text(base: Base) -> None:
    before = base.run("status", "--format", "json").output
    for name in ("docs/en/a/billing.md", "docs/pt-BR/a/billing.md"):
        base.write(name, "\ufeff" + base.read(name))
    assert base.run("status", "--format", "json").output == before
    assert "U+FEFF" not in base.run("check").output
    base.run("export", "a/billing.md", "--locale", "ru-RU", "-o", str(base.root / "out"))
    base.edit("out/a.billing.ru-RU.po", 'msgid "One thing to do"\nmsgstr ""',
              'msgid "One thing to do"\nmsgstr "Первое дело"')  # fmt: skip
    base.run("apply", str(base.root / "out/a.billing.ru-RU.po"))
    made = base.read("docs/ru-RU/a/billing.md")
    assert made.startswith("---\ntitle: ")
    assert "- Первое дело\n" in made
    base.run("review", "a/billing.md", "-l", "pt-BR", "--by", "Ana")
    assert base.read("docs/pt-BR/a/billing.md").startswith("\ufeff---\ntitle: Suporte")
