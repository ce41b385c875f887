"""Files of people's own that are no text: a problem with the file's name, in whichever command."""

from __future__ import annotations

from pathlib import Path

import pytest

from importer.kb import Kb
from site_project import MKDOCS_YML, page


@pytest.mark.parametrize(
    ("file", "command"),
    [
        ("locales/glossary.yml", "check"),
        ("locales/glossary.yml", "i18n check"),
        ("locales/pt_BR/segments/a.jsonl", "check"),
        ("docs/redirects.yml", "check"),
        ("babel.cfg", "i18n extract"),
        ("locales/screenshots.yml", "i18n extract"),
    ],
)
def test_it_is_told_of(tmp_path: Path, file: str, command: str) -> None:
    kb = Kb(tmp_path)
    kb.write("mkdocs.yml", MKDOCS_YML)
    kb.write("docs/en/a.md", page("A", roles="[all-users]"))
    kb.write("docs/pt-BR/a.md", page("A", roles="[all-users]"))
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"a\xff\n")
    done = kb.run(*command.split())
    assert done.code == 1
    found = [line for line in done.problems if ": error: " in line]
    assert found == [f"{file}:1:1: error: not UTF-8: byte 2 cannot be read [encoding]"]
