"""locales/synonyms.yml: read strictly, with places."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from partner_kb.errors import SourceError
from partner_kb.resources import locales_dir
from partner_kb.search.synonyms import LocaleWords, load_synonyms

BAD = sorted((Path(__file__).parent / "bad").glob("bad.*.yml"))


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_files_name_their_faults(path, tmp_path, golden):
    shutil.copy(path, tmp_path / "synonyms.yml")
    with pytest.raises(SourceError) as caught:
        load_synonyms([tmp_path])
    told = "\n".join(str(problem.at("synonyms.yml")) for problem in caught.value.problems)
    golden.check(path.with_suffix(".txt"), told + "\n")


def test_bytes_that_are_no_utf8_are_an_error(tmp_path):
    (tmp_path / "synonyms.yml").write_bytes(b"sets:\n  pt:\n    - [cobran\xe7a, conta]\n")
    with pytest.raises(SourceError, match="not UTF-8"):
        load_synonyms([tmp_path])


def test_the_bundled_file_serves_each_locale():
    found = load_synonyms([locales_dir()])
    for locale in ("en", "pt-BR", "zh-CN", "ru-RU"):
        words = found.for_locale(locale)
        assert len(words.sets) > 20
        assert len(words.ignored) > 20
    assert ("fatura", "conta", "invoice") in found.for_locale("pt-PT").sets
    assert found.for_locale("fr").sets == ()


def test_a_projects_file_adds_to_the_bundled_one(tmp_path):
    (tmp_path / "synonyms.yml").write_text("sets:\n  pt-BR:\n    - [NF-e, nota fiscal]\n", "utf-8")
    found = load_synonyms([locales_dir(), tmp_path])
    assert ("NF-e", "nota fiscal") in found.for_locale("pt-BR").sets
    assert ("NF-e", "nota fiscal") not in found.for_locale("pt-PT").sets
    assert load_synonyms([tmp_path / "nowhere"]).for_locale("en").sets == ()


def test_sets_can_be_added_to_a_locales_words():
    words = LocaleWords(sets=(("счет", "фактура"),), ignored=("и",))
    more = words.with_sets([("Агент", "Agent"), ("Partner Center", "Partner Center")])
    assert more.sets == (("счет", "фактура"), ("Агент", "Agent"))
    assert more.ignored == ("и",)
