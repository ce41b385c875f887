"""The JavaScript that the builder runs is the Python, translated: it must say the same."""

import json
import random
import subprocess
from pathlib import Path

import pytest

from partner_kb.policy.browser import PRIMITIVES, TWIN_MODULES, script_files
from partner_kb.policy.builder_data import data_files
from partner_kb.policy.jinja_data import template_trees
from partner_kb.policy.load import find_problems, load_policy, policy_schema
from partner_kb.policy.model import Policy
from partner_kb.policy.tojs import to_javascript
from partner_kb.policy.tojs_subset import NotInSubset
from partner_kb.policy.twin.shape import complete
from partner_kb.resources import assets_dir
from partner_kb.yaml_source import load_yaml
from policy.policy_generator import LOCALES, fields_known, fields_used, policies

HERE = Path(__file__).parent
ASSETS = assets_dir() / "js" / "policy"


def test_the_generated_modules_in_the_repository_are_up_to_date():
    for name, text in script_files().items():
        assert (ASSETS / name).read_text("utf-8") == text, (
            f"python -m partner_kb.policy.browser ({name})"
        )


def test_generated_policies_set_every_field_and_every_value_of_closed_sets():
    used = set()
    for value in policies(200):
        used |= fields_used(value, policy_schema())
    assert fields_known(policy_schema()) - used == set()


def test_defaults_are_filled_as_the_model_fills_them():
    for value in policies(40):
        filled = complete(policy_schema(), policy_schema(), value)
        assert filled == json.loads(Policy.model_validate(value).model_dump_json())


@pytest.fixture(scope="session")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("policy-data")
    for name, content in data_files(LOCALES, 2026).items():
        (folder / name).write_bytes(content)
    return folder


def run_node(script, *arguments):
    result = subprocess.run(
        ["node", str(HERE / script), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_the_same_findings_in_both_languages(tmp_path, data):
    values = [
        load_yaml(path.read_text("utf-8"), path.name).value
        for path in sorted((HERE / "bad").glob("*.yml"))
        if "yaml-" not in path.with_suffix(".txt").read_text("utf-8")
    ]
    values += [None, 5, [], {}, {"hours": [None, 3, {"weekly": [{"days": 4}]}]}, {"scope": []}]
    (tmp_path / "values.json").write_text(json.dumps(values), "utf-8")
    told = run_node("findings.mjs", data, tmp_path / "values.json")
    expected = [
        [[f.path, f.code, f.message, f.args, f.on_key, f.warning] for f in find_problems(value)]
        for value in values
    ]
    assert told == expected


@pytest.mark.parametrize(
    "text",
    [
        "def f(x):\n    return x[::2]",
        "def f(*x):\n    return x",
        "def f(x):\n    return {*x}",
        "def f(x):\n    try:\n        return x\n    finally:\n        pass",
        "def f(x):\n    return open(x)",
        "def f(x):\n    return f'{x:>4}'",
        "def f(x):\n    return x | 1",
        "class A(B):\n    def g(self):\n        return 1\n\ndef f(x):\n    return x.g()",
    ],
)
def test_what_is_not_in_the_subset_is_refused(text):
    with pytest.raises(NotInSubset):
        to_javascript({"m": text}, PRIMITIVES)


def test_a_name_is_defined_once_among_all_modules():
    with pytest.raises(NotInSubset, match="defines f"):
        to_javascript({"a": "def f(x):\n    return x", "b": "def f(x):\n    return x"}, PRIMITIVES)
    assert len(set(TWIN_MODULES)) == len(TWIN_MODULES)


@pytest.mark.parametrize(
    "text",
    [
        "{{ x | upper }}",
        "{% block a %}{% endblock %}",
        "{{ open(x) }}",
        "{% for a, b in c %}{% endfor %}",
    ],
)
def test_templates_outside_the_subset_are_refused(text):
    with pytest.raises(NotInSubset):
        template_trees({"t": text}, [])


def mutated(rng, value):
    """A policy with some of its values replaced, taken out or misnamed."""
    junk = [None, 5, -1, 2.5, True, "", "x", [], {}, ["a"], {"en": "x"}, "2026-02-30", "25:00",
            "javascript:x", "\u0007", "A" * 300, [None], {"constructor": 1}, "🙂",
            "TODO x"]  # fmt: skip
    value = json.loads(json.dumps(value))
    for _ in range(rng.randint(1, 4)):
        node = value
        while True:
            keys = list(node) if isinstance(node, dict) else list(range(len(node)))
            if not keys:
                break
            key = rng.choice(keys)
            if isinstance(node[key], (dict, list)) and rng.random() < 0.75:
                node = node[key]
                continue
            act = rng.random()
            if act < 0.6 or isinstance(node, list):
                node[key] = rng.choice(junk)
            elif act < 0.8:
                del node[key]
            else:
                node[f"{key}x"] = node.pop(key)
            break
    return value


def test_the_same_findings_for_values_that_are_broken_at_random(tmp_path, data):
    rng = random.Random(11)
    values = [mutated(rng, value) for value in policies(100)]
    (tmp_path / "values.json").write_text(json.dumps(values), "utf-8")
    told = run_node("findings.mjs", data, tmp_path / "values.json")
    for value, got in zip(values, told, strict=True):
        found = find_problems(value)
        expected = [[f.path, f.code, f.message, f.args, f.on_key, f.warning] for f in found]
        assert got == expected, json.dumps(value)
        loaded = load_policy(json.dumps(value), "x.yml")  # nor does anything raise
        assert found == [] or loaded.policy is None


def test_a_broken_draft_is_previewed_and_written_all_the_same(tmp_path, data):
    rng = random.Random(5)
    values = [mutated(rng, value) for value in policies(60)] + [{}, {"hours": [{}]}]
    (tmp_path / "values.json").write_text(json.dumps(values), "utf-8")
    assert run_node("preview.mjs", data, tmp_path / "values.json") == 5 * len(values)
