"""Vocabulary files: what is refused, with its place, and how folders lie over one another."""

import re
from pathlib import Path

import pytest

from partner_kb.errors import SourceError
from partner_kb.roles.load import load_vocabulary, read_vocabulary

BAD = sorted((Path(__file__).parent / "bad").glob("bad.*.yml"))
EXPECT = re.compile(r"^# expect: (\d+):(\d+): ([\w-]+): (.*)$", re.MULTILINE)


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_files_are_refused_with_their_place(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    line, column, code, words = EXPECT.findall(text)[0]
    write(tmp_path, "roles.yml", text)
    with pytest.raises(SourceError) as refused:
        load_vocabulary([tmp_path])
    found = [(p.line, p.column, p.code) for p in refused.value.problems]
    assert found == [(int(line), int(column), code)], [str(p) for p in refused.value.problems]
    assert words in refused.value.problems[0].message


def test_all_files_problems_come_at_once(tmp_path: Path) -> None:
    one = write(tmp_path / "one", "roles.yml", "role: {}\n")
    two = write(tmp_path / "two", "roles.yml", "roles: [\n")
    with pytest.raises(SourceError) as refused:
        load_vocabulary([one, two])
    assert {p.code for p in refused.value.problems} == {"vocabulary-unknown-key", "yaml-syntax"}


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "roles.yml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourceError):
        load_vocabulary([tmp_path])


def test_an_overlay_holds_only_what_differs(tmp_path: Path) -> None:
    base = write(tmp_path / "base", "roles.yml", """
roles:
  seller: {names: {en: Seller, pt-BR: Vendedor}, aliases: {pt-BR: [Balcão]}, group: shop}
  buyer: {names: {en: Buyer}}
""")  # fmt: skip
    own = write(tmp_path / "own", "roles.yml", """
roles:
  seller: {names: {pt-BR: Lojista}, implies: [cleaner]}
  buyer: {aliases: {pt-BR: [Balcão]}}
  cleaner: {names: {en: Cleaner}}
""")  # fmt: skip
    vocabulary = load_vocabulary([base, own, tmp_path / "absent"])
    assert vocabulary.name("seller", "pt-BR") == "Lojista"
    assert vocabulary.name("seller", "en") == "Seller"
    assert vocabulary.recognise("balcao", "pt-BR") == "buyer"
    assert vocabulary.implied(["seller"]) == {"seller", "cleaner"}
    assert [role.id for role in vocabulary.roles] == ["seller", "buyer", "cleaner"]
    assert vocabulary.entries["seller"].group == "shop"


def test_what_was_learned_never_wins_over_a_person(tmp_path: Path) -> None:
    write(tmp_path, "roles.yml", """
roles:
  seller: {names: {en: Seller}, aliases: {de-DE: [Händler]}}
  buyer: {names: {en: Buyer}}
""")  # fmt: skip
    write(tmp_path, "roles.learned.yml", """
aliases:
  de-DE: {"Händler": [buyer], "Kunde": [buyer], "Paar": [seller, buyer], "Geist": [ghost]}
labels: {roles: {de-DE: [Wer]}}
""")  # fmt: skip
    vocabulary = load_vocabulary([tmp_path])
    assert vocabulary.recognise("Händler", "de-DE") == "seller"
    assert vocabulary.recognise("Kunde", "de-DE") == "buyer"
    assert vocabulary.recognise_all("Paar", "de-DE") == ("seller", "buyer")
    assert vocabulary.recognise_all("Geist", "de-DE") == ()
    assert vocabulary.label("Wer", "de-DE") == "roles"
    assert vocabulary.label("Wer", "fr-FR") is None


def test_a_vocabulary_is_read_again_when_a_file_changes(tmp_path: Path) -> None:
    base = write(tmp_path / "base", "roles.yml", "roles: {seller: {names: {en: Seller}}}\n")
    folders = [base, tmp_path / "own"]
    first = read_vocabulary(folders)
    assert read_vocabulary(folders) is first
    own = write(tmp_path / "own", "roles.yml", "roles: {seller: {names: {en: Vendor}}}\n")
    assert read_vocabulary(folders).name("seller", "en") == "Vendor"
    (own / "roles.yml").unlink()
    assert read_vocabulary(folders).name("seller", "en") == "Seller"
