"""Zones are called what the source's groups of pivots say."""

from __future__ import annotations

import re

from partner_kb.ops.conversion import Conversion, Options
from partner_kb.ops.convert import convert
from partner_kb.ops.docset import SourceFile
from partner_kb.resources import locales_dir
from partner_kb.roles.load import load_vocabulary

GROUPS = """### YamlMime:ZonePivotGroups
groups:
- id: other
  title: Other
  pivots:
  - {{id: lang-a, title: Not this}}
  - {{id: only-here, title: Elsewhere}}
# a comment
- id: languages
  title: Languages
  prompt: Choose one
  pivots:
  - {{id: lang-a, title: {title}}}
  - id: lang-b
"""
PAGE = """---
{head}
---
# A

::: zone pivot="lang-a,lang-b"
One.
::: zone-end

::: zone pivot="Only-Here"
Two.
::: zone-end

::: moniker range="lang-a"
Three.
::: moniker-end
"""


def converted(*files: tuple[str, str, str]) -> Conversion:
    sources = [SourceFile(f"{locale}/{path}", path, "page", locale, text.encode())
               for locale, path, text in files]  # fmt: skip
    return convert(sources, Options(load_vocabulary([locales_dir()])))


def titles(done: Conversion) -> dict[str, list[str]]:
    return {page.locale: re.findall('=== "(.*)"', page.body) for page in done.documents}


def test_a_zone_is_called_what_its_page_s_group_says() -> None:
    done = converted(
        ("en", "d/zone-pivot-groups.yml", GROUPS.format(title="A#")),
        ("de-DE", "d/zone-pivot-groups.yml", GROUPS.format(title="A-Sprache")),
        ("en", "d/sub/a.md", PAGE.format(head="zone_pivot_groups: languages")),
        ("de-DE", "d/sub/a.md", PAGE.format(head="zone_pivot_groups: [none, languages]")),
    )
    assert titles(done) == {
        "en": ["A#, Lang b", "Elsewhere", "Lang a"],
        "de-DE": ["A-Sprache, Lang b", "Elsewhere", "Lang a"],
    }
    assert done.problems == ()
    assert done.read == 2


def test_the_nearest_file_goes_before() -> None:
    done = converted(
        ("en", "d/far/groups.yml", GROUPS.format(title="Far")),
        ("en", "d/groups.yml", GROUPS.format(title="Above")),
        ("en", "d/sub/groups.yml", GROUPS.format(title="Near")),
        ("en", "d/sub/a.md", PAGE.format(head="zone_pivot_groups: languages")),
        ("en", "d/sub/context.yml", "### YamlMime:ContextObject\na: b\n"),
    )
    assert titles(done)["en"][0] == "Near, Lang b"
    assert done.problems == ()


def test_groups_that_are_none_are_passed_over() -> None:
    files = {"a": "[", "b": "groups: x", "c": "groups:\n- y\n- pivots: [z, {id: 1, title: [2]}]"}
    done = converted(
        *(("en", f"d/{name}.yml", f"### YamlMime:ZonePivotGroups\n{text}\n")
          for name, text in files.items()),
        ("en", "d/a.md", PAGE.format(head="zone_pivot_groups: {a: b}")),
    )  # fmt: skip
    assert titles(done) == {"en": ["Lang a, Lang b", "Only Here", "Lang a"]}
    assert [problem.code for problem in done.problems] == ["yaml-syntax"]
