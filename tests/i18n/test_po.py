"""PO files: what is read comes back, and what msgfmt would refuse is refused with its place."""

from __future__ import annotations

import random
import shutil
import subprocess
from dataclasses import astuple

import pytest

from partner_kb.errors import SourceError
from partner_kb.resources import locales_dir
from partner_kb.translation import po_reader
from partner_kb.translation.mo import compile_translations
from partner_kb.translation.po import Previous, edited, render_po
from partner_kb.translation.po_reader import decode_po, parse_po

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && '
    '(n%100<10 || n%100>=20) ? 1 : 2);\\n"\n'
)
CATALOG = (
    HEADER
    + """
# A translator's remark.
#. A comment for translators
#: templates/a.html
#, fuzzy, python-format
#| msgctxt "menu"
#| msgid "Opened %(n)s"
msgctxt "menu"
msgid "Open %(n)s"
msgstr ""
"Открыть "
"%(n)s"

#: templates/a.html templates/b.html
msgid "%(count)s page"
msgid_plural "%(count)s pages"
msgstr[0] "%(count)s страница"
msgstr[1] "%(count)s страницы"
msgstr[2] "%(count)s страниц"

msgid "Tab\\tand \\"quote\\"\\nline"
msgstr "Таб\\tи «кавычки»\\nстрока"

#~ msgid "Gone"
#~ msgstr "Исчезло"
"""
)


def test_reads_every_part_and_writes_the_same_bytes() -> None:
    catalog = parse_po(CATALOG, "x.po")
    first = catalog.messages[0]
    assert first.context == "menu"
    assert first.strings == ("Открыть %(n)s",)
    assert first.flags == ("fuzzy", "python-format")
    assert first.previous == Previous("Opened %(n)s", None, "menu")
    assert first.comments == ("A translator's remark.",)
    assert catalog.messages[1].locations == ("templates/a.html", "templates/b.html")
    assert catalog.messages[3].obsolete
    assert catalog.plurals is not None
    assert catalog.plurals[0] == 3
    assert render_po(catalog) == CATALOG


def test_a_changed_message_is_written_anew_and_reads_the_same() -> None:
    catalog = parse_po(CATALOG, "x.po")
    for message in catalog.messages:
        changed = edited(message, comments=(*message.comments, "more"))
        again = parse_po(HEADER + "\n" + render_po(type(catalog)("", changed, ())), "x.po")
        assert again.messages == (changed,)


def test_compiles_what_gettext_reads() -> None:
    strings = compile_translations(parse_po(CATALOG, "x.po"))
    assert strings.ngettext("%(count)s page", "%(count)s pages", 3) == "%(count)s страницы"
    assert strings.pgettext("menu", "Open %(n)s") == "Open %(n)s", "fuzzy is not used"
    assert strings.gettext("Gone") == "Gone", "obsolete is not used"


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
def test_msgfmt_compiles_the_same(tmp_path) -> None:
    (tmp_path / "x.po").write_text(render_po(parse_po(CATALOG, "x.po")), "utf-8")
    subprocess.run(["msgfmt", "-c", "-o", tmp_path / "x.mo", tmp_path / "x.po"], check=True)


PIECES = (
    "", " ", "\n", "#", "# x", "#~ ", "#| ", "#, ", '"', '""', '"a"', "\\", "\\n", "\\x41",
    "\u2068a b\u2069:3", "msgid", 'msgid ""', "msgid_plural ", 'msgstr "x"', 'msgstr[1] "x"',
    "msgctxt ", "[0]", "\xa0", "\t",
)  # fmt: skip


def _told(text: str) -> object:
    """Everything that is read of a catalog, or all that is wrong with it."""
    try:
        catalog = parse_po(text, "x.po")
    except SourceError as error:
        return error.problems
    return [(astuple(message), message.raw) for message in (catalog.header, *catalog.messages)]


def _line_by_line(text: str, patch: pytest.MonkeyPatch) -> object:
    with patch.context() as context:
        context.setattr(po_reader, "read_entry", lambda _text, _line: None)
        return _told(text)


@pytest.mark.parametrize("locale", ["pt_BR", "zh_CN", "ru_RU"])
def test_whole_entries_read_as_line_by_line(locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (locales_dir() / locale / "LC_MESSAGES/partner_kb.po").read_text("utf-8")
    assert isinstance(_told(text), list)
    assert _told(text) == _line_by_line(text, monkeypatch)


def test_whatever_happened_to_a_file_both_ways_tell_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = random.Random(3)
    sound = 0
    for _ in range(3000):
        text = CATALOG
        for _ in range(chance.randint(1, 3)):
            start = chance.randrange(len(text))
            end = start + chance.choice((0, 0, 1, 3, 20))
            if chance.random() < 0.5:  # else anywhere
                start = text.rfind("\n", 0, start) + 1
                end = chance.choice((start, text.find("\n", start) + 1))
            text = text[:start] + chance.choice(PIECES) + text[max(start, end) :]
        told = _told(text)
        sound += isinstance(told, list)
        assert told == _line_by_line(text, monkeypatch), text
    assert 300 < sound < 2700, "both sound and broken files are tried"


BAD = {
    "conflict": (
        '\nmsgid "a"\n<<<<<<< HEAD\nmsgstr "b"\n=======\nmsgstr "c"\n>>>>>>> other\n',
        "po-conflict-marker",
        3,
    ),
    "duplicate": ('\nmsgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "po-duplicate", 5),
    "open-quote": ('\nmsgid "a"\nmsgstr "b\n', "po-syntax", 3),
    "stray-quote": ('\nmsgid "a"\nmsgstr "b"c"\n', "po-syntax", 3),
    "no-msgstr": ('\nmsgid "a"\n\nmsgid "b"\nmsgstr "c"\n', "po-syntax", 2),
    "keyword": ('\nmsgid "a"\nmsgsrt "b"\n', "po-syntax", 3),
    "escape": ('\nmsgid "a"\nmsgstr "b\\q"\n', "po-syntax", 3),
    "plural-gap": ('\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "d"\n', "po-syntax", 2),
    "plural-count": ('\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n', "po-plural-count", 2),
    "plural-missing": ('\nmsgid "a"\nmsgstr[0] "c"\n', "po-syntax", 3),
}


@pytest.mark.parametrize("name", BAD)
def test_refuses_with_the_place(name: str) -> None:
    text, code, line = BAD[name]
    with pytest.raises(SourceError) as raised:
        parse_po(HEADER + text, "x.po")
    found = [(one.code, one.line) for one in raised.value.problems]
    assert (code, HEADER.count("\n") + line) in found


def test_refuses_another_charset() -> None:
    with pytest.raises(SourceError, match="not UTF-8"):
        decode_po(HEADER.encode() + 'msgid "a"\nmsgstr "é"\n'.encode("latin-1"), "x.po")
    with pytest.raises(SourceError, match="koi8-r"):
        parse_po(HEADER.replace("UTF-8", "KOI8-R"), "x.po")


def test_refuses_a_file_without_header() -> None:
    with pytest.raises(SourceError, match="header"):
        parse_po('msgid "a"\nmsgstr "b"\n', "x.po")


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("nplurals=2;", "it must be of the form"),
        ("nplurals=2; plural=n/0;", "it cannot be used"),
        ("nplurals=2; plural=n;", "gives form 199"),
        ("nplurals=2; plural=__import__;", "it cannot be used"),
    ],
)
def test_refuses_a_plural_rule_that_cannot_be_used(rule: str, said: str) -> None:
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    with pytest.raises(SourceError) as raised:
        parse_po(f'{head}"Plural-Forms: {rule}\\n"\n', "x.po")
    problem = raised.value.problems[0]
    assert (problem.code, problem.line) == ("po-plural-rule", 4)
    assert said in problem.message


@pytest.mark.parametrize(
    ("english", "text", "said"),
    [
        ("Open %(name)s", "Откройте %(имя)s", "%(имя)s is not in the English"),
        ("%(n)s%% done", "%(n)s% готово", '"%" must be written "%%"'),
        ("All done", "100% готово", '"%" must be written "%%"'),
    ],
)
def test_a_translation_that_cannot_be_filled_in_is_not_compiled(
    english: str, text: str, said: str
) -> None:
    catalog = parse_po(f'{HEADER}\n#: a.html\nmsgid "{english}"\nmsgstr "{text}"\n', "x.po")
    with pytest.raises(SourceError) as raised:
        compile_translations(catalog)
    assert raised.value.problems[0].code == "placeholder"
    assert raised.value.problems[0].line == HEADER.count("\n") + 4
    assert said in raised.value.problems[0].message


@pytest.mark.parametrize(
    ("place", "english", "text"),
    [
        ("flows/a.yml", "Half of it", "50% этого"),
        ("flows/a.yml", "50% of it", "50 % этого"),
        ("a.html", "Open %(name)s", "Откройте"),
        ("a.html", "%(n)s%% done", "готово %(n)s %%"),
    ],
)
def test_a_sound_translation_is_compiled(place: str, english: str, text: str) -> None:
    catalog = parse_po(f'{HEADER}\n#: {place}\nmsgid "{english}"\nmsgstr "{text}"\n', "x.po")
    assert compile_translations(catalog).gettext(english) == text
