"""Translators' comments name screenshots, and those exist to be taken."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

from partner_kb.errors import SourceError
from partner_kb.translation.extract import extract
from partner_kb.translation.screenshots import FILE, name_for, parse_notes, parse_screenshots

ROOT = Path(__file__).resolve().parents[2]


def test_every_comment_names_a_screenshot_of_the_list() -> None:
    listed = {one.name for one in parse_screenshots((ROOT / FILE).read_text("utf-8"))}
    template = polib.pofile(str(ROOT / "locales" / "partner_kb.pot"))
    named = {name for entry in template for name in re.findall(r"Screenshot: (\S+)", entry.comment)}
    assert named == listed
    without = [entry.msgid for entry in template if "Screenshot: " not in entry.comment]
    assert without == ["This page has moved"], "what no page of the bundled site shows"


def test_every_string_says_what_it_is() -> None:
    template = polib.pofile(str(ROOT / "locales" / "partner_kb.pot"))
    said = [
        re.sub(r"^Screenshot: .*$", "", entry.comment, flags=re.MULTILINE) for entry in template
    ]
    assert [
        entry.msgid for entry, text in zip(template, said, strict=True) if not text.strip()
    ] == []


def test_labels_in_narrow_places_have_limits() -> None:
    template = polib.pofile(str(ROOT / "locales" / "partner_kb.pot"))
    limited = {entry.msgid for entry in template if "max-length" in entry.comment}
    assert {"Menu", "My roles", "Continue", "Done", "Preview"} <= limited


def test_a_label_tells_its_help_text() -> None:
    template = polib.pofile(str(ROOT / "locales" / "partner_kb.pot"))
    label = next(entry for entry in template if entry.msgid == "From" and not entry.msgctxt)
    assert "Its help text: HH:MM, 24-hour clock." in label.comment.splitlines()


def test_a_file_belongs_to_the_first_entry_that_names_it() -> None:
    text = "a.png: {page: a/, files: [x/one.html]}\nb.png: {page: b/, files: ['x/**']}\n"
    screenshots = parse_screenshots(text)
    assert [name_for(screenshots, file) for file in ("x/one.html", "x/y/z.html", "q.html")] == [
        "a.png", "b.png", None
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "notes: a",
        "notes: [a]",
        "notes: [{note: a}]",
        "notes: [{note: a, files: b}]",
        "notes: [{note: a, files: [b], texts: c}]",
    ],
)
def test_a_bad_note_is_told(text: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_notes(text)
    assert caught.value.problems[0].code == "screenshots"


@pytest.mark.parametrize(
    "text", ["- a", "a.png: 1", "a.png: {page: x}", "a.png: {page: [", "x: {page: a, files: b}"]
)
def test_a_bad_list_is_told(text: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_screenshots(text)
    assert caught.value.problems[0].path == FILE


def test_extraction_tells_the_screenshot(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "a.html").write_text("{{ _('Hello') }}", "utf-8")
    (tmp_path / "locales").mkdir()
    (tmp_path / FILE).write_text("a.png: {page: '', files: ['templates/**']}\n", "utf-8")
    found = extract(tmp_path).template.messages
    assert [one.extracted for one in found if one.msgid == "Hello"] == [("Screenshot: a.png",)]


def test_extraction_tells_what_a_file_is_for_with_pictures_last(tmp_path: Path) -> None:
    (tmp_path / "locales").mkdir()
    for name in ("a", "b"):
        (tmp_path / "templates" / name).mkdir(parents=True)
        (tmp_path / "templates" / name / "x.html").write_text("{{ _('Hello') }}", "utf-8")
    (tmp_path / FILE).write_text(
        "a.png: {page: '', files: ['templates/a/**']}\n"
        "notes: [{note: In a, files: ['templates/a/*']}, {note: Not in a, files: ['**']},\n"
        "  {note: max-length 9, files: ['templates/b/*'], texts: [Hello]},\n"
        "  {note: for others, files: ['**'], texts: [Bye]}]\n",
        "utf-8",
    )
    found = extract(tmp_path).template.messages
    assert found[0].extracted == ("In a", "Not in a", "max-length 9", "Screenshot: a.png")
