"""Pages out to translators and back: other tools accept the files, and nothing breaks."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from translate.storage import tmx as toolkit_tmx
from translate.storage import xliff as toolkit_xliff

from i18n.kb import PORTUGUESE, Base
from partner_kb.translation.gather import gather_memory
from partner_kb.translation.memory import MemoryUnit
from partner_kb.translation.pages import compare_all
from partner_kb.translation.tmx import parse_tmx

EN, PT, RU = "docs/en/a/billing.md", "docs/pt-BR/a/billing.md", "docs/ru-RU/a/billing.md"
PAGE = "a/billing.md"


def exported(base: Base, form: str = "po", locale: str = "pt-BR") -> str:
    out = base.root / "out"
    base.run("export", PAGE, "--locale", locale, "--format", form, "-o", str(out))
    return f"out/a.billing.{locale}.{'po' if form == 'po' else 'xlf'}"


def apply(base: Base, name: str, code: int = 0) -> str:
    result = base.run("apply", str(base.root / name), code=code)
    return f"{result.output}{result.exception or ''}"


@pytest.mark.parametrize("form", ["po", "xliff"])
def test_nothing_translated_changes_no_byte(base: Base, form: str) -> None:
    name = exported(base, form)
    apply(base, name)
    assert base.read(PT) == PORTUGUESE


@pytest.mark.parametrize("form", ["po", "xliff"])
def test_a_new_text_changes_its_lines_only(base: Base, form: str) -> None:
    name = exported(base, form)
    base.edit(name, "Outra coisa a fazer", "Mais uma coisa a fazer")
    apply(base, name)
    assert base.read(PT) == PORTUGUESE.replace("Outra coisa", "Mais uma coisa")


def test_a_line_break_in_a_table_row_is_no_change(base: Base) -> None:
    name = exported(base)
    path = base.root / name
    text = path.read_text("utf-8")
    assert 'msgstr "| Total | O que você paga |"' in text
    path.write_text(text.replace("Total | O que você", "Total | O que\\nvocê"), "utf-8")
    before = base.snapshot()
    said = apply(base, name)
    assert "0 blocks changed" in said
    after = base.snapshot()
    assert after["docs/pt-BR/a/billing.md"] == before["docs/pt-BR/a/billing.md"]
    path.write_text(text.replace("Total | O que você", "Total | Aquilo que\\nvocê"), "utf-8")
    assert "1 block changed" in apply(base, name)
    assert "| Total | Aquilo que você paga |" in base.read("docs/pt-BR/a/billing.md")


def test_windows_line_ends_stay(base: Base) -> None:
    base.write(PT, PORTUGUESE.replace("\n", "\r\n"))
    name = exported(base)
    base.edit(name, "Outra coisa a fazer", "Mais uma coisa a fazer")
    apply(base, name)
    expected = PORTUGUESE.replace("Outra coisa", "Mais uma coisa").replace("\n", "\r\n")
    assert base.read(PT) == expected


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
def test_msgfmt_accepts_the_po_and_minds_the_placeholders(base: Base) -> None:
    path = base.root / exported(base)
    subprocess.run(["msgfmt", "-c", "-o", "-", path], check=True, stdout=subprocess.DEVNULL)
    path.write_text(path.read_text("utf-8").replace("[faturas{1}", "[faturas{2}"), "utf-8")
    broken = subprocess.run(["msgfmt", "-c", "-o", "-", path], check=False, capture_output=True)
    assert broken.returncode != 0


def test_translate_toolkit_reads_the_xliff(base: Base) -> None:
    path = base.root / exported(base, "xliff")
    store = toolkit_xliff.xlifffile.parsefile(str(path))
    units = [unit for unit in store.units if not unit.isheader()]
    assert len(units) == 8
    assert units[2].istranslated()
    assert "read-your-bill.md" in str(units[2].rich_source)
    units[5].target = "Mais uma coisa"
    path.write_bytes(bytes(store))
    apply(base, "out/a.billing.pt-BR.xlf")
    assert "- Mais uma coisa\n" in base.read(PT)


def test_a_page_that_is_missing_is_made_from_the_english(base: Base) -> None:
    name = exported(base, locale="ru-RU")
    base.edit(
        name,
        'msgid "Answer questions about [invoices{1} within 2 days."\nmsgstr ""',
        'msgid "Answer questions about [invoices{1} within 2 days."\n'
        'msgstr "Отвечайте на вопросы о [счетах{1} за 2 дня."',
    )
    apply(base, name)
    text = base.read(RU)
    assert "Отвечайте на вопросы о [счетах](read-your-bill.md) за 2 дня." in text
    assert "  locale: ru-RU\n  translation: human\n" in text
    assert "- One thing to do" in text


def test_a_new_english_block_goes_to_its_place(base: Base) -> None:
    base.run("update")
    base.edit(EN, "- One thing to do\n", "- A first thing\n- One thing to do\n")
    base.edit(EN, "Use `az login`", "A paragraph more.\n\nUse `az login`")
    name = exported(base)
    base.edit(name, 'msgid "A first thing"\nmsgstr ""', 'msgid "A first thing"\nmsgstr "Primeira"')
    base.edit(
        name, 'msgid "A paragraph more."\nmsgstr ""', 'msgid "A paragraph more."\nmsgstr "Mais um."'
    )
    apply(base, name)
    text = base.read(PT)
    assert "em até 2 dias.\n\nMais um.\n\nUse `az login`" in text
    assert "\n\n- Primeira\n- Uma coisa a fazer\n" in text
    base.run("update", "--check")


def test_a_stale_block_comes_fuzzy_with_the_english_it_was_made_from(base: Base) -> None:
    base.run("update")
    base.edit(EN, "within 2 days", "within 3 days")
    text = base.read(exported(base))
    assert '#| msgid "Answer questions about [invoices{1} within 2 days."' in text
    apply(base, "out/a.billing.pt-BR.po")
    assert base.read(PT) == PORTUGUESE, "a fuzzy unit is no translation"
    fuzzy, rest = text.split("#, fuzzy", 1)
    fixed = f"{fuzzy}#,{rest.split(chr(10), 2)[0].lstrip(',')}\n{rest.split(chr(10), 1)[1]}"
    base.write("out/a.billing.pt-BR.po", fixed.replace("em até 2 dias", "em até 3 dias"))
    apply(base, "out/a.billing.pt-BR.po")
    assert "em até 3 dias" in base.read(PT)
    assert '"stale": 1' not in base.run("status", "-l", "pt-BR", "--format", "json").output


BROKEN = {
    "link": ("[faturas{1}", "faturas", "link target"),
    "two-links": ("[faturas{1}", "[faturas{1} [x{1}", "stands 2 times"),
    "unknown": ("[faturas{1}", "[faturas{7}", "not in the English"),
    "code": ("Use {1}", "Use az login", "code"),
    "bold": ("**depois**", "**depois", "no partner"),
    "bars": ("| Total | O que", "| Total O que", "bars"),
    "heading-mark": ("Uma coisa a fazer", "# Uma coisa", "another block"),
    "paragraphs": ("Uma coisa a fazer", "Uma\\n\\ncoisa", "another block"),
    "tag": ("Uma coisa", "<b>Uma</b> coisa", "tag"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_markup_is_refused_with_its_place(base: Base, name: str) -> None:
    old, new, said = BROKEN[name]
    file = exported(base)
    base.edit(file, old, new)
    before = base.snapshot()
    output = base.run("apply", str(base.root / file), code=1).output
    number = int(output.split("error: ")[0].split(":")[-3])
    assert new in base.read(file).split("\n")[number - 1]
    assert "msgstr" in base.read(file).split("\n")[number - 1]
    assert said in output
    assert "[markup-broken]" in output
    assert base.snapshot() == before


def test_an_older_export_lists_what_changed_and_overwrites_nothing(base: Base) -> None:
    file = exported(base)
    base.edit(file, "Outra coisa", "Mais uma coisa")
    base.edit(file, "em até 2 dias", "em dois (2) dias")
    base.edit(EN, "Another thing", "Yet another thing")
    base.edit(PT, "em até 2 dias", "dentro de 2 dias")
    before = base.snapshot()
    output = base.run("apply", str(base.root / file), code=1).output
    assert "[source-changed]" in output
    assert "[target-changed]" in output
    assert base.snapshot() == before


OTHERS = {
    "page": ('original="a/billing.md"', 'original="a/other.md"', "exchange-page"),
    "path": ('original="a/billing.md"', 'original="../../x.md"', "exchange-page"),
    "locale": ('target-language="pt-BR"', 'target-language="de-DE"', "exchange-locale"),
    "xml": ("</file>", "", "exchange-form"),
    "entity": ("<xliff", '<!DOCTYPE x [<!ENTITY a "b">]><xliff', "exchange-form"),
    "ids": ('restype="x-title"', 'restype="x-title" x="1"', None),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_file_that_is_not_for_this_page_is_refused(base: Base, name: str) -> None:
    old, new, code = OTHERS[name]
    file = exported(base, "xliff")
    base.edit(file, old, new)
    before = base.snapshot()
    result = base.run("apply", str(base.root / file), code=1 if code else 0)
    if code:
        assert f"[{code}]" in result.output
        assert base.snapshot() == before


def test_one_broken_file_of_two_writes_nothing(base: Base) -> None:
    good = exported(base)
    base.edit(good, "Outra coisa", "Mais uma coisa")
    bad = exported(base, locale="ru-RU")
    base.edit(bad, 'msgstr ""\n"Project', 'msgstr "\n"Project')
    before = base.snapshot()
    base.run("apply", str(base.root / good), str(base.root / bad), code=1)
    assert base.snapshot() == before


def test_a_segment_translated_on_one_page_is_offered_on_all(base: Base) -> None:
    base.write("docs/en/a/other.md", "# Other\n\nAnother thing to do\n\nUse `az login` now.\n")
    base.run("export", "a/other.md", "--locale", "pt-BR", "-o", str(base.root / "out"))
    text = base.read("out/a.other.pt-BR.po")
    assert "# Translation memory, 100%: Outra coisa a fazer (a/billing.md)" in text
    assert 'msgid "Another thing to do"\nmsgstr "Outra coisa a fazer"' in text


def test_a_unit_of_another_tool_is_from_its_file_wherever_that_lay() -> None:
    text = (
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4"><header/><body><tu>'
        '<tuv xml:lang="EN-US"><seg>One</seg></tuv><tuv lang="pt-br"><seg>Um</seg></tuv>'
        "</tu></body></tmx>"
    )
    assert parse_tmx(text, "../work/other.tmx", "en", "pt-BR") == (
        MemoryUnit("One", "Um", "other.tmx"),
    )


def test_tmx_goes_out_and_comes_back(base: Base, tmp_path: Path) -> None:
    path = base.root / "memory.tmx"
    base.run("tmx", "--locale", "pt-BR", "-o", str(path))
    units = toolkit_tmx.tmxfile.parsefile(str(path)).units
    assert len(units) == 8
    assert toolkit_tmx.tmxfile.parsefile(str(path)).translate("One thing to do")
    other = Base(tmp_path / "other", {"mkdocs.yml": base.read("mkdocs.yml")})
    other.write("docs/en/x.md", "# Other\n\nOne thing to do\n")
    other.run("tmx", "--locale", "pt-BR", "--import", str(path))
    assert gather_memory(other.project, "pt-BR").exact("One thing to do") is not None
    first = other.snapshot()
    other.run("tmx", "--locale", "pt-BR", "--import", str(path))
    assert other.snapshot() == first
    bad = other.write("bad.tmx", '<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>')
    assert "tmx-form" in str(
        other.run("tmx", "--locale", "pt-BR", "--import", str(bad), code=1).exception
    )


def test_source_pages_are_told_at_export_and_only_changes_are_refused(base: Base) -> None:
    """Questions and answers in YAML: what came in is never written."""
    faq = "### YamlMime:FAQ\nmetadata:\n  title: {0}\ntitle: {0}\nsections:\n"
    faq += "- name: {0}\n  questions:\n"
    entry = "  - question: {0}?\n    answer: {0}.\n"
    base.write("docs/en/f.yml", faq.format("One") + entry.format("Which"))
    base.write("docs/pt-BR/f.yml", faq.format("Um") + entry.format("Qual"))
    out = base.root / "out"
    said = base.run("export", "f", "-l", "pt-BR", "-o", str(out)).output
    assert "docs/pt-BR/f.yml:1:1: warning: " in said
    before = base.snapshot()
    base.run("apply", str(out / "f.pt-BR.po"))
    assert {name for name in base.snapshot() if name.startswith("docs/")} == {
        name for name in before if name.startswith("docs/")
    }
    base.edit("out/f.pt-BR.po", 'msgstr "Qual.', 'msgstr "Este.')
    assert "page-not-writable" in apply(base, "out/f.pt-BR.po", code=1)


def test_files_in_utf_16_are_read(base: Base) -> None:
    name = exported(base, "xliff")
    text = base.read(name).replace("Outra coisa a fazer", "Mais uma coisa a fazer")
    (base.root / name).write_bytes(text.replace("UTF-8", "UTF-16").encode("utf-16"))
    apply(base, name)
    assert "Mais uma coisa a fazer" in base.read(PT)
    base.run("tmx", "-l", "pt-BR", "-o", str(base.root / "m.tmx"))
    (base.root / "m.tmx").write_bytes(base.read("m.tmx").encode("utf-16"))
    base.run("tmx", "-l", "pt-BR", "--import", str(base.root / "m.tmx"))
    (base.root / name).write_bytes(text.encode("latin-1"))
    assert "[file-charset]" in apply(base, name, code=1)


def test_sentences_translated_on_several_pages_are_put_together(base: Base) -> None:
    for number, (english, portuguese) in enumerate(
        (("Wait for the mail.", "Aguarde o e-mail."), ("Then open it.", "Depois abra-o."))
    ):
        base.write(f"docs/en/p{number}.md", f"# Page {number}\n\n{english}\n")
        base.write(f"docs/pt-BR/p{number}.md", f"# Página {number}\n\n{portuguese}\n")
    base.run("update")
    base.edit(EN, "- One thing to do\n", "- Wait for the mail. Then open it.\n")
    text = base.read(exported(base, locale="pt-BR"))
    assert "# Translation memory, 99%: Aguarde o e-mail. Depois abra-o. (p0.md, p1.md)\n" in text


def test_a_headings_own_anchor_is_not_shown_and_stays(base: Base) -> None:
    anchor = '<a name="suporte"></a>'
    base.edit(
        PT, "# Suporte de faturamento {#billing-support}", f"# {anchor}Suporte de faturamento"
    )
    base.edit(EN, "# Billing support {#billing-support}", "# Billing support")
    name = exported(base)
    assert "<a name" not in base.read(name)
    before = base.read(PT)
    apply(base, name)
    assert base.read(PT) == before
    start = base.read(name).index("#. heading")
    text = base.read(name)
    base.write(name, text[:start] + text[start:].replace('msgstr "Suporte', 'msgstr "O suporte', 1))
    apply(base, name)
    assert f"# {anchor}O suporte de faturamento\n" in base.read(PT)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[faturas{1}", "faturas{1}", "a link or image has lost one of its square brackets"),
        ("Outra coisa", "Outra\x00coisa", "U+0000 is a control character"),
    ],
)
def test_what_would_break_the_page_is_refused(base: Base, old: str, new: str, said: str) -> None:
    name = exported(base)
    base.edit(name, old, new)
    assert said in apply(base, name, code=1)
    assert base.read(PT) == PORTUGUESE


def test_a_block_deleted_since_the_export_does_not_come_back(base: Base) -> None:
    name = exported(base, "xliff")
    base.edit(PT, "- Outra coisa a fazer\n", "")
    assert "has no such block any more" in apply(base, name, code=1)


@pytest.mark.parametrize(
    ("form", "old", "new"),
    [
        ("xliff", 'target-language="pt-BR"', 'target-language="pt-br"'),
        ("xliff", 'target-language="pt-BR"', 'target-language="pt_BR"'),
        ("po", "X-Partner-KB-Locale: pt-BR", "X-Partner-KB-Locale: pt-br"),
    ],
)
def test_a_tool_may_write_the_locale_in_its_own_way(
    base: Base, form: str, old: str, new: str
) -> None:
    file = exported(base, form)
    base.edit(file, old, new)
    base.edit(file, "Outra coisa a fazer", "Mais uma coisa a fazer")
    apply(base, file)
    assert "Mais uma coisa a fazer" in base.read(PT)


def test_a_file_whose_notes_a_tool_dropped_is_refused_for_that(base: Base) -> None:
    file = exported(base)
    text = base.read(file)
    base.write(file, "".join(line for line in text.splitlines(True) if "; base " not in line))
    base.edit(file, "Outra coisa a fazer", "Mais uma coisa a fazer")
    before = base.snapshot()
    assert "the file has lost its notes" in apply(base, file, code=1)
    assert base.snapshot() == before


@pytest.mark.parametrize("form", ["po", "xliff"])
def test_what_nobody_else_changed_is_written_on_request(base: Base, form: str) -> None:
    base.run("update")
    name = exported(base, form)
    base.edit(name, "Outra coisa a fazer", "Mais uma coisa a fazer")
    base.edit(name, "O que você paga", "O que se paga")
    base.edit(EN, "within 2 days", "within 3 days")
    base.edit(PT, "Uma coisa a fazer", "Esta coisa a fazer")
    before = base.snapshot()
    assert "--partly" in apply(base, name, code=1)
    assert base.snapshot() == before
    said = base.run("apply", "--partly", str(base.root / name)).output
    assert said.count("warning: ") == 2
    assert "[source-changed]" in said
    assert "[target-changed]" in said
    text = base.read(PT)
    assert text == PORTUGUESE.replace("Outra coisa", "Mais uma coisa").replace(
        "O que você paga", "O que se paga"
    ).replace("Uma coisa a fazer", "Esta coisa a fazer", 1)
    found = next(compare_all(base.project, ("pt-BR",), (PAGE,)))
    assert [one.status for one in found.blocks].count("stale") == 1
