"""The data of the builder: what the package carries is right, small, and cheap to give out."""

import gzip
import json
import subprocess
import sys
from dataclasses import asdict

import pytest

from partner_kb.catalog import load_translations
from partner_kb.policy import builder_facts, packed
from partner_kb.policy import reference as reference_module
from partner_kb.policy.builder_data import data_files, strings
from partner_kb.policy.load import policy_schema
from partner_kb.policy.locale_data import zone_data
from partner_kb.policy.packed import deflated, inflated, read_packed
from partner_kb.policy.reference import reference
from policy.policy_generator import LOCALES

FACTS = [builder_facts.OWN, builder_facts.WORLD, builder_facts.PHONES]


@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: facts.name)
def test_the_package_holds_what_would_be_made(facts):
    found = read_packed(facts.name)
    if facts is builder_facts.WORLD and found.made_from["zones"] != builder_facts.zones_version():
        # Another system has other zones; then a build makes its own.
        assert inflated(facts.files()) == facts.make()
        return
    assert dict(found.made_from) == dict(facts.made_from()), "python -m partner_kb.policy.browser"
    assert inflated(found.files) == facts.make(), "python -m partner_kb.policy.browser"


def test_other_versions_are_not_taken_from_the_package(monkeypatch):
    monkeypatch.setattr(builder_facts, "version", lambda name: "0.1")
    monkeypatch.setattr(reference_module, "calling_codes", lambda: ("55",))
    assert set(json.loads(inflated(builder_facts.PHONES.files())["phones"])) == {"55"}


def test_a_site_without_policies_carries_little():
    files = data_files(LOCALES, 2026)
    letters = {country[0] for country in reference().holidays}
    assert len(files) == 4 + 2 * len(LOCALES) + len(letters)
    assert sum(map(len, files.values())) < 210_000
    assert max(len(content) for name, content in files.items() if "holidays" in name) < 8000


def test_the_same_text_is_the_same_file_on_any_day(monkeypatch):
    (content,) = deflated({"a": "[1]"}).values()
    monkeypatch.setattr("time.time", lambda: 86_400.0)
    assert deflated({"a": "[1]"}) == {"a.bin": content}
    assert content[:2] == b"\x1f\x8b", "by which the browser knows it"


def test_packing_again_leaves_what_says_the_same(monkeypatch, tmp_path):
    monkeypatch.setattr(packed, "_FOLDER", tmp_path)
    packed.write_packed("own", {"a": "1"}, {"x": "[1]", "y": "[2]"})
    other = gzip.compress(b"[1]", 1)
    (tmp_path / "own/x.bin").write_bytes(other)
    packed.write_packed("own", {"a": "2"}, {"x": "[1]", "z": "[3]"})
    found = read_packed("own")
    assert found.made_from == {"a": "2"}
    assert found.files["x.bin"] == other
    assert inflated(found.files) == {"x": "[1]", "z": "[3]"}
    assert read_packed("none") is None


def test_the_files_say_what_python_says():
    files = {name: json.loads(text) for name, text in inflated(data_files(LOCALES, 2026)).items()}
    file = files["world"]
    assert files["own"]["schema"] == policy_schema()
    assert file["zones"] == reference().zones
    assert files["subdivisions"] == dict(reference().holidays)
    valid, formats = files["phones"]["7"]
    known = asdict(reference().phones["7"])
    assert valid == known["valid"]
    assert formats == [list(one.values()) for one in known["formats"]]
    for locale in LOCALES:
        names = files[f"cldr.{locale}"]
        for place, zone in enumerate(file["zones"]):
            own = zone_data(zone, locale)
            assert names["zoneNames"][names["zoneNamesOf"][place]] == [own.standard, own.generic]
            offsets = [[one.year, one.standard, one.summer] for one in own.offsets]
            assert file["offsets"][file["offsetsOf"][place]] == offsets


def test_a_language_that_the_package_lacks_is_asked_of_unicode():
    files = inflated(data_files(["de-DE"], 2026))
    assert json.loads(files["cldr.de-DE"])["loc"]["months"][2] == "März"
    assert [name for name in files if name.startswith(("cldr", "strings"))] == [
        "cldr.de-DE",
        "strings.de-DE",
    ]


def test_strings_stand_in_the_order_of_their_keys():
    own = json.loads(inflated(builder_facts.OWN.files())["own"])
    keys = own["messages"]
    said = strings("ru-RU", own)["messages"]
    assert len(said) == len(keys)
    russian = load_translations("ru-RU")
    assert said[keys.index("Service hours")] == russian.gettext("Service hours")
    christmas = russian.pgettext("holiday", "Christmas Day")
    assert said[keys.index("holiday\x04Christmas Day")] == christmas != "Christmas Day"
    plural = next(iter(own["plurals"]))
    assert len(said[keys.index(plural)]) == 3
    assert strings("en", own)["messages"] == []


def test_a_cold_build_asks_no_library_for_its_data():
    code = (
        "import sys; from datetime import date; from pathlib import Path; "
        "from partner_kb.policy.site_data import site_files; "
        "site_files(Path('x'), ('en', 'ru-RU'), date(2026, 6, 1), catalogs='none'); "
        "print([name for name in ('babel', 'holidays', 'phonenumbers', 'pydantic', 'jinja2') "
        "if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"
