"""The translators' guide: its commands exist, and it asks for no programming."""

from __future__ import annotations

import re
from pathlib import Path

from partner_kb.cli.i18n import command
from partner_kb.translation.checks import RULES

GUIDE = Path(__file__).resolve().parents[2] / "TRANSLATING.md"


def test_no_word_of_the_programming_language() -> None:
    assert "python" not in GUIDE.read_text("utf-8").lower()


def test_every_command_and_option_exists() -> None:
    text = GUIDE.read_text("utf-8")
    for name, rest in re.findall(r"partner-kb i18n ([a-z]+)([^\n`]*)", text):
        found = command.commands[name]
        known = {option for parameter in found.params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, name


def test_the_rules_that_it_shows_exist() -> None:
    text = GUIDE.read_text("utf-8")
    assert set(re.findall(r"partner-kb: allow(?:-file)? ([a-z-]+):", text)) <= set(RULES)
