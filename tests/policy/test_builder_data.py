"""The data of the builder: what the package carries is right, small, and cheap to give out."""

import json
import subprocess
import sys
from dataclasses import asdict

import pytest

from partner_kb.catalog import load_translations
from partner_kb.policy import builder_facts
from partner_kb.policy.builder_data import data_files, strings
from partner_kb.policy.load import policy_schema
from partner_kb.policy.locale_data import zone_data
from partner_kb.policy.packed import read_packed
from partner_kb.policy.reference import reference
from policy.policy_generator import LOCALES

FACTS = [builder_facts.OWN, builder_facts.WORLD, builder_facts.PHONES]


@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: facts.name)
def test_the_package_holds_what_would_be_made(facts):
    packed = read_packed(facts.name)
    if facts is builder_facts.WORLD and packed.made_from["zones"] != builder_facts.zones_version():
        # Another system has other zones; then a build makes its own.
        assert facts.texts() == facts.make()
        return
    assert dict(packed.made_from) == dict(facts.made_from()), "python -m partner_kb.policy.browser"
    assert packed.texts == facts.make(), "python -m partner_kb.policy.browser"


def test_other_versions_are_not_taken_from_the_package(monkeypatch):
    monkeypatch.setattr(builder_facts, "version", lambda name: "0.1")
    monkeypatch.setattr(builder_facts, "calling_codes", lambda: ("55",))
    assert set(json.loads(builder_facts.PHONES.texts()["phones"])) == {"55"}


def test_a_site_without_policies_carries_little():
    files = data_files(LOCALES, 2026)
    assert len(files) == 2 + len(LOCALES) + len(reference().holidays)
    assert sum(len(text.encode()) for text in files.values()) < 700_000


def test_the_files_say_what_python_says():
    files = data_files(LOCALES, 2026)
    file = json.loads(files["reference.json"])
    assert json.loads(files["policy.schema.json"]) == policy_schema()
    assert file["zones"] == reference().zones
    assert file["holidays"] == dict(reference().holidays)
    valid, formats = file["phones"]["7"]
    known = asdict(reference().phones["7"])
    assert valid == known["valid"]
    assert formats == [list(one.values()) for one in known["formats"]]
    for locale in LOCALES:
        names = json.loads(files[f"locale.{locale}.json"])
        for place, zone in enumerate(file["zones"]):
            own = zone_data(zone, locale)
            assert names["zoneNames"][names["zoneNamesOf"][place]] == [own.standard, own.generic]
            offsets = [[one.year, one.standard, one.summer] for one in own.offsets]
            assert file["offsets"][file["offsetsOf"][place]] == offsets


def test_strings_stand_in_the_order_of_their_keys():
    own = builder_facts.OWN.texts()
    keys = json.loads(own["messages"])
    said = strings("ru-RU", own)["messages"]
    assert len(said) == len(keys)
    russian = load_translations("ru-RU")
    assert said[keys.index("Service hours")] == russian.gettext("Service hours")
    christmas = russian.pgettext("holiday", "Christmas Day")
    assert said[keys.index("holiday\x04Christmas Day")] == christmas != "Christmas Day"
    plural = next(iter(json.loads(own["plurals"])))
    assert len(said[keys.index(plural)]) == 3
    assert strings("en", own)["messages"] == []


def test_a_cold_build_asks_no_library_for_its_data():
    code = (
        "import sys; from partner_kb.policy.builder_data import data_files; "
        "data_files(('en', 'ru-RU'), 2026); "
        "print([name for name in ('holidays', 'phonenumbers', 'pydantic') if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"
