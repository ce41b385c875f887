"""YAML with places: texts that need no second look are read as those that get one."""

from __future__ import annotations

import random

import pytest

from partner_kb import yaml_source
from partner_kb.yaml_source import MAX_DEPTH, read_yaml

TEXT = """title: "Report a problem: what to say"
description: Questions - and answers
roles: [billing-admin, helpdesk-agent]
applies_to:
- azure
- {id: cloud, name: Cloud}
source:
  path: partner-center/report.md
  date: 2021-05-13
"""
PIECES = (
    "&a ", "*a", "- ", "[", "]", "{", "}", ":", "? ", "\n", "  ", '"', "'", "---\n", "...\n", "!x ",
    "| ", "\t", "#", "%YAML 1.3\n", "\x07", "\ud800", "\u2028", "- " * MAX_DEPTH, "[" * MAX_DEPTH,
    "? " * MAX_DEPTH, "-\n" * 3,
)  # fmt: skip


def _told(text: str) -> object:
    source, problems = read_yaml(text, "x.yml")
    return source and (source.value, source.places, source.key_places), problems


def test_whatever_happened_to_a_text_both_ways_tell_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = random.Random(4)
    plain = 0
    for _ in range(4000):
        text = TEXT
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(text))
            if chance.random() < 0.5:
                at = text.rfind("\n", 0, at) + 1
            text = text[:at] + chance.choice(PIECES) + text[at + chance.choice((0, 0, 1, 4)) :]
        plain += yaml_source._is_plain(text)
        told = _told(text)
        with monkeypatch.context() as context:
            context.setattr(yaml_source, "_is_plain", lambda _text: False)
            assert told == _told(text), text
    assert 1000 < plain < 3900, "both kinds are tried"


@pytest.mark.parametrize(
    "text",
    [
        "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1),
        "- " * (MAX_DEPTH + 1) + "a",
        "".join(f"{' ' * depth}a:\n" for depth in range(MAX_DEPTH + 1)) + " " * 99 + "b",
        "".join(f"{' ' * depth}-\n" for depth in range(MAX_DEPTH + 1)) + " " * 99 + "b",
    ],
)
def test_what_nests_too_deep_is_seen(text: str) -> None:
    assert [problem.code for problem in read_yaml(text, "x.yml")[1]] == ["yaml-depth"]
