"""The JSON-LD of a policy against schema.org's own definitions, pinned in schema-org-30.1.json."""

import json
import re
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from partner_kb.policy.jsonld import policy_jsonld
from partner_kb.policy.load import load_policy
from policy.policy_generator import policies

VOCABULARY = json.loads((Path(__file__).parent / "schema-org-30.1.json").read_text("utf-8"))
LOCALES = ["en", "pt-BR", "zh-CN", "ru-RU"]


def findings(value: dict[str, Any], path: str = "") -> list[str]:
    """What is wrong with a node: unknown types and properties, values out of range."""
    kind = value.get("@type")
    known = VOCABULARY["types"].get(kind)
    if known is None:
        return [f"{path}: unknown type {kind}"]
    found = []
    for name, given in value.items():
        if name in ("@context", "@type"):
            continue
        if name not in known:
            found.append(f"{path}: {kind} has no property {name}")
            continue
        for one in given if isinstance(given, list) else [given]:
            if not any(in_range(one, wanted) for wanted in known[name]):
                found.append(f"{path}/{name}: {one!r} is none of {known[name]}")
            if isinstance(one, dict):
                found += findings(one, f"{path}/{name}")
    return found


def in_range(value: Any, wanted: str) -> bool:
    if isinstance(value, dict):
        kind = value.get("@type")
        return wanted in (kind, VOCABULARY["subclass_of"].get(kind))
    if wanted in VOCABULARY["members"]:
        match = re.fullmatch(r"https://schema\.org/(\w+)", str(value))
        return match is not None and match[1] in VOCABULARY["members"][wanted]
    reads = {
        "str": lambda text: isinstance(text, str) and text,
        "bool": lambda given: isinstance(given, bool),
        "int": lambda given: isinstance(given, int) and not isinstance(given, bool),
        "float": lambda given: isinstance(given, float),
        "Decimal": lambda given: Decimal(given) is not None,
        "date": lambda text: date.fromisoformat(text),
        "datetime": lambda text: datetime.fromisoformat(text),
        "time": lambda text: time.fromisoformat(text) is not None,
    }
    try:
        return wanted in reads and bool(reads[wanted](value))
    except (ValueError, TypeError):
        return False


def is_absolute(value: Any) -> bool:
    """Every address names its host: JSON-LD is read away from the page."""
    if isinstance(value, dict):
        urls = [str(value[name]) for name in ("url", "logo") if name in value]
        return all(re.match(r"(https|weixin)://", url) for url in urls) and all(
            is_absolute(item) for item in value.values()
        )
    return all(is_absolute(item) for item in value) if isinstance(value, list) else True


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", ["aurora-nuvem", "hongye-cloud", "severny-most"])
def test_samples_are_valid_by_schema_org(samples, name, locale):
    value = policy_jsonld(samples[name], locale)
    assert value["@context"] == "https://schema.org"
    assert findings(value) == []
    assert is_absolute(value)


def test_generated_policies_are_valid_by_schema_org():
    for value in policies(60):
        loaded = load_policy(json.dumps(value), "generated.yml", allow_untranslated=True)
        assert loaded.policy is not None, loaded.problems
        assert findings(policy_jsonld(loaded.policy, "en")) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"@type": "Organisation"}, "unknown type"),
        ({"telephon": "+1"}, "has no property"),
        ({"contactPoint": {"@type": "PostalAddress"}}, "is none of"),
        ({"makesOffer": {"@type": "Offer", "priceValidUntil": "soon"}}, "is none of"),
    ],
)
def test_what_schema_org_does_not_know_is_found(samples, change, said):
    value = policy_jsonld(samples["aurora-nuvem"], "en") | change
    assert any(said in line for line in findings(value))
