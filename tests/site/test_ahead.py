"""What is compiled before the locales part is what they render: none compiles it again."""

from __future__ import annotations

import subprocess
import sys

CHECK = """
from gettext import NullTranslations
import jinja2
from partner_kb.mkdocs_plugin.ahead import load_ahead

load_ahead()

def refuse(*_):
    raise AssertionError("compiled once more")

jinja2.Environment.compile = refuse

from partner_kb.mkdocs_plugin.role_data import picker_template
from partner_kb.mkdocs_plugin.script_strings import script_strings
from partner_kb.policy.builder_page import render_builder
from partner_kb.policy.templating import policy_environment
from partner_kb.translation import site_pages

class Other(NullTranslations):
    pass

for folder in ("roles", "search"):
    script_strings(Other(), folder)
picker_template(Other())
render_builder("pt-BR", None, [])
policy_environment("ru-RU").get_template("policy/index.html")
for name in ("strings.json", "status.html"):
    site_pages._environment(Other()).get_template(f"translation/{name}")
try:
    site_pages._environment(Other()).get_template("translation/review.html")
except AssertionError:
    print("all", end="")
"""


def test_nothing_is_compiled_twice() -> None:
    """In a process of its own, since what was compiled earlier would count too."""
    done = subprocess.run(
        [sys.executable, "-c", CHECK], check=True, stdout=subprocess.PIPE, text=True
    )
    assert done.stdout == "all"
