"""`partner-kb check`: each kind of fault in a small project, told of once and with its place."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from importer.kb import Kb
from site_project import MKDOCS_YML, page

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def kb(tmp_path: Path) -> Kb:
    """A project of four clean pages without a fault."""
    made = Kb(tmp_path)
    made.write("mkdocs.yml", MKDOCS_YML)
    made.write("docs/en/a.md", page("One", "See [two](b.md#deep).", roles="[global-admin]"))
    made.write("docs/en/b.md", page("Two", "## Deep\n\nText.", roles="[all-users]"))
    made.write("docs/pt-BR/a.md", page("Um", "Veja [dois](b.md#deep).", roles="[global-admin]"))
    made.write("docs/pt-BR/b.md", page("Dois", "## Fundo {#deep}\n\nTexto.", roles="[all-users]"))
    return made


def problems(kb: Kb, *, but: tuple[str, ...] = ()) -> list[str]:
    """What check says in text, apart from some codes."""
    lines = kb.run("check").problems
    return [line for line in lines if line.rpartition(" [")[2].removesuffix("]") not in but]


def test_a_project_without_a_fault(kb: Kb) -> None:
    before = kb.snapshot("docs")
    done = kb.run("check")
    assert (done.code, done.problems) == (0, [])
    assert done.out == "0 errors, 0 warnings in 0 files\n"
    assert kb.snapshot("docs") == before
    left = {path.name for path in kb.root.iterdir()} - {".cache"}
    assert left == {"docs", "mkdocs.yml"}, "nothing is written but to the cache"


def test_an_anchor_that_the_english_has_of_itself(kb: Kb) -> None:
    kb.write("docs/pt-BR/b.md", page("Dois", "## Fundo {#depth}\n\nx.", roles="[all-users]"))
    assert [line for line in problems(kb) if "{#depth} is not in the English" in line]


def test_paths_are_those_that_a_person_would_type(kb: Kb) -> None:
    kb.write("docs/en/a.md", "---\ntitle: [\n---\n")
    assert problems(kb)[0].startswith("docs/en/a.md:")
    inner = Kb(kb.root / "docs")
    assert inner.run("check", "-f", "../mkdocs.yml").problems[0].startswith("../docs/en/a.md:")
    absolute = kb.root / "mkdocs.yml"
    done = kb.run("check", "-f", str(absolute))
    assert done.problems[0].startswith(f"{kb.root}/docs/en/a.md:")


def test_an_unknown_role_is_told_of_at_its_place(kb: Kb) -> None:
    kb.write("docs/en/a.md", page("One", roles="[global-admin, biling-admin]"))
    kb.write("docs/pt-BR/a.md", page("Um", roles="[global-admin, biling-admin]"))
    assert problems(kb) == [
        f'docs/{locale}/a.md:3:23: error: "biling-admin" in roles is no id of the vocabulary. '
        'Did you mean "billing-admin"? [role-id-unknown]'
        for locale in ("en", "pt-BR")
    ]
    assert kb.run("check").code == 1


def test_an_unknown_service(kb: Kb) -> None:
    kb.write("docs/en/a.md", page("One", roles="[global-admin]", applies_to="[partner-centre]"))
    assert problems(kb, but=("link-target",)) == [
        'docs/en/a.md:4:14: error: "partner-centre" in applies_to is no id of the vocabulary. '
        'Did you mean "partner-center"? [role-id-unknown]'
    ]


def test_a_page_for_nobody_is_told_of_once(kb: Kb) -> None:
    for locale in ("en", "pt-BR"):
        kb.write(f"docs/{locale}/c.md", page("Three"))
    found = problems(kb, but=("untranslated",))
    assert len(found) == 1
    assert found[0].startswith("docs/en/c.md:1:1: warning: the page names no role")
    assert kb.run("check").code == 0


def test_translations_for_other_roles(kb: Kb) -> None:
    kb.write("docs/pt-BR/a.md", page("Um", roles="[sales-agent]"))
    assert problems(kb, but=("link-target", "number"))[:1] == [
        "docs/pt-BR/a.md:3:8: warning: roles differ from those of en: it lacks global-admin; "
        "it adds sales-agent [roles-differ]"
    ]


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("[x](bb.md)", 'warning: "bb.md" leads to a page that is not here. Did you mean "b.md"?'),
        ("![x](no.png)", 'warning: "no.png" leads to a file that is not here'),
        ("[x](b.md#depe)", 'warning: "b.md#depe" leads to a heading that "b.md" does not have. '
         'Did you mean "deep"?'),
        ("[x](#nowhere)", 'warning: "#nowhere" leads to a heading that "c.md" does not have.'),
        ("> - [x](../../b.md)", 'warning: "../../b.md" leads to a page that is not here.'),
        ("!!! note\n\n    [x](bb.md)", 'warning: "bb.md" leads to a page that is not here.'),
    ],
)  # fmt: skip
def test_links_that_lead_nowhere(kb: Kb, link: str, message: str) -> None:
    text = page("Three", f"Some words.\n\n{link}", roles="[all-users]")
    kb.write("docs/en/c.md", text)
    line = next(n for n, one in enumerate(text.split("\n"), 1) if "[x]" in one)
    column = text.split("\n")[line - 1].index("](") + 3
    found = problems(kb)
    assert len(found) == 1
    assert found[0].startswith(f"docs/en/c.md:{line}:{column}: {message}")


@pytest.mark.parametrize(
    "link",
    ["[x](a.md)", "[x](b.md#deep)", "[x](https://example.com/no.md)", "[x](mailto:a@b.c)",
     "[x](#own)\n\n## Own", "`[x](no.md)`", "```\n[x](no.md)\n```", "[x](a.md#)", "[x](../a-z/)",
     '<a id="here"></a>[x](#here)', "[x](%61.md)", "!!! note\n\n    ## In {#in}\n\n[x](#in)",
     "[x](a-z.md)", "[x](roles/global-admin.md)"],
)  # fmt: skip
def test_links_that_lead_somewhere(kb: Kb, link: str) -> None:
    kb.write("docs/en/c.md", page("Three", link, roles="[all-users]"))
    assert problems(kb) == []


def test_a_translation_may_lead_to_a_page_that_falls_back(kb: Kb) -> None:
    kb.write("docs/en/c.md", page("Three", roles="[all-users]"))
    kb.write(
        "docs/ru-RU/a.md", page("Раз", "См. [два](b.md#deep), [три](c.md).", roles="[global-admin]")
    )
    assert problems(kb, but=("link-target",)) == []


def test_roles_that_imply_each_other(kb: Kb) -> None:
    kb.write(
        "locales/roles.yml",
        "roles:\n"
        "  role-a: {names: {en: Role A}, implies: [role-b]}\n"
        "  role-b: {names: {en: Role B}, implies: [role-a]}\n",
    )
    kb.write("docs/en/a.md", page("One", "[x](bb.md)", roles="[role-a]"))
    found = problems(kb)
    assert any(line.startswith("locales/roles.yml:") and " error: " in line for line in found)
    assert any("bb.md" in line for line in found), "the rest is checked all the same"
    assert not any("role-id-unknown" in line for line in found)


def test_broken_front_matter_and_bytes(kb: Kb) -> None:
    kb.write("docs/en/c.md", "---\ntitle: 'x\n---\n")
    kb.write("docs/en/d.md", b"caf\xe9")
    kb.write("docs/en/e.md", "")
    kb.write("docs/en/f.md", "---\ntitle: x\nroles: {a: b}\n---\n# X\n")
    kb.write("docs/en/g.md", "# X\n\na\x00b\n")
    done = kb.run("check")
    assert done.code == 1
    errors = [line for line in done.problems if " error: " in line]
    assert [line.partition(": ")[0] for line in errors] == [
        "docs/en/c.md:3:1", "docs/en/d.md:1:1", "docs/en/e.md:1:1", "docs/en/f.md:3:8",
        "docs/en/g.md:3:2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("report_url:", "report_ulr:", '9:7: error: partner-kb: report_ulr: "report_ulr" is not an '
         'option. Did you mean "report_url"?'),
        ("icp_number:", "icp_numbr:", '10:16: error: partner-kb: footer: "icp_numbr" is not an '
         'option. Did you mean "icp_number"?'),
        ("docs_structure: folder", "docs_structure: flder", "12:7: error: i18n: docs_structure: "
         "Expected one of: ['folder', 'suffix']"),
        ("docs_structure: folder", "docs_structure: suffix", "12:7: error: partner-kb: the i18n "
         "plugin needs `docs_structure: folder`"),
        ("locale: zh-CN", "locale: zh_CN", "16:20: error: i18n: a locale is written with a hyphen. "
         'Did you mean "zh-CN"?'),
        ("locale: zh-CN", "locale: zh-XX", '16:20: error: i18n: nothing is known of the locale '
         '"zh-XX"'),
        ("locale: zh-CN", "locale: pt-BR", "15:20: error: i18n: the language "),
        ("name: material", "name: readthedocs", "6:9: error: partner-kb needs Material"),
        ("report_url:", "cache_dir: docs/x\n      report_url:", "9:7: error: partner-kb: cache"),
        ("report_url:", "cache_dir: ..\n      report_url:", "9:7: error: partner-kb: cache"),
        ("site_description:", "use_directory_urls: false\nsite_description:", "3:1: error: "
         "partner-kb needs `use_directory_urls: true`"),
        ("site_description:", "site_descripton:", '3:1: warning: "site_descripton" is not an '
         'option of MkDocs. Did you mean "site_description"?'),
        ("  - i18n:", "  - i18m:", '11:5: error: The "i18m" plugin is not installed. '
         'Did you mean "i18n"?'),
        ("name: material", "name: materal", "6:1: error: theme: Unrecognised theme name"),
        ("repo_url:", "site_name: Again\nrepo_url:", '4:1: error: the key "site_name" stands here '
         "a second time"),
        ("plugins:", "plugins: [", "8:"),
        ("site_name: Example base", "site_name: 'x", ""),
        ("theme: {name: material}", "theme: {name: material}\ndocs_dir: nowhere", "7:1: error: "
         "docs_dir:"),
    ],
)  # fmt: skip
def test_faults_of_mkdocs_yml(kb: Kb, old: str, new: str, expected: str) -> None:
    kb.write("mkdocs.yml", MKDOCS_YML.replace(old, new, 1))
    done = kb.run("check")
    found = [line for line in done.problems if line.startswith("mkdocs.yml:")]
    assert found
    assert found[0].startswith(f"mkdocs.yml:{expected}"), found
    assert done.code == (0 if "warning" in found[0] else 1)
    assert len(found) == len(set(found))


def test_a_plugin_that_is_not_there(kb: Kb) -> None:
    kb.write("mkdocs.yml", "site_name: T\ntheme: {name: material}\nplugins: [search]\n")
    assert [line.partition(": ")[0] for line in problems(kb)] == ["mkdocs.yml:3:1"] * 2


def test_a_table_of_contents(kb: Kb) -> None:
    kb.write("docs/en/toc.yml", "- name: One\n  href: a.md\n- name: Gone\n  href: gone.md\n")
    assert problems(kb) == [
        'docs/en/toc.yml:4:9: warning: the entry "Gone" leads to "gone.md", which is not here '
        "[toc-target-missing]"
    ]


def test_policies_and_flows_once_each(kb: Kb) -> None:
    kb.write("docs/policies/bad.yml", "id: bad\n")
    kb.write("docs/flows/bad.yml", "id: bad\n")
    done = kb.run("check")
    assert done.code == 1
    for name in ("docs/policies/bad.yml", "docs/flows/bad.yml"):
        found = [line for line in done.problems if line.startswith(f"{name}:")]
        assert found
        assert len(found) == len(set(found))
    assert {line.partition(":")[0] for line in done.problems} == {
        "docs/policies/bad.yml", "docs/flows/bad.yml",
    }  # fmt: skip


def test_catalogs_and_translations(kb: Kb) -> None:
    kb.write(
        "locales/pt_BR/LC_MESSAGES/partner_kb.po",
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: pt_BR\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\nmsgid "Hello %(name)s"\n'
        'msgstr "Olá"\n',
    )
    kb.write("docs/en/c.md", page("Three", "It costs 12 dollars.", roles="[all-users]"))
    kb.write("docs/pt-BR/c.md", page("Três", "Custa dólares.", roles="[all-users]"))
    found = problems(kb)
    assert any(line.startswith("locales/pt_BR/LC_MESSAGES/partner_kb.po:") for line in found)
    assert any(line.endswith("[number]") for line in found)


def test_what_the_vendor_translated_badly_fails_nothing(kb: Kb) -> None:
    block = 'source: {path: c.md, locale: pt-BR, translation: machine, url: "https://x.y"}'
    kb.write("docs/en/c.md", page("Three", "See `code`.", roles="[all-users]"))
    own = page("Três", "Veja.", roles="[all-users]")
    kb.write("docs/pt-BR/c.md", own)
    assert [line for line in problems(kb) if " error: " in line]
    kb.write("docs/pt-BR/c.md", own.replace("title:", f"{block}\ntitle:", 1))
    done = kb.run("check")
    assert done.code == 0
    assert done.of("code-span")
    reviewed = block.replace("machine", "reviewed")
    kb.write("docs/pt-BR/c.md", own.replace("title:", f"{reviewed}\ntitle:", 1))
    assert kb.run("check").code == 1, "a person answers for it now"


def test_the_vendors_words_weigh_the_same_where_mkdocs_yml_is_wrong(kb: Kb) -> None:
    block = 'source: {path: c.md, locale: pt-BR, translation: machine, url: "https://x.y"}'
    kb.write("docs/en/c.md", page("Three", "See `code`.", roles="[all-users]"))
    own = page("Três", "Veja.", roles="[all-users]")
    kb.write("docs/pt-BR/c.md", own.replace("title:", f"{block}\ntitle:", 1))
    found = kb.run("check").of("code-span")
    assert len(found) == 1
    assert " warning: " in found[0]
    kb.write("mkdocs.yml", MKDOCS_YML.replace("docs_structure: folder", "docs_structure: x"))
    done = kb.run("check")
    assert done.of("config")
    assert done.of("code-span") == found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "1:1: error: the file is empty [page-empty]"),
        (" \n\n", "1:1: error: the file is empty [page-empty]"),
        ("# A\n\nx\x00y\n", "3:2: error: a NUL character: this is not a text file [page-binary]"),
    ],
)
def test_a_page_that_says_nothing_is_an_error_of_check_and_of_build(
    kb: Kb, text: str, message: str
) -> None:
    kb.write("docs/pt-BR/c.md", text)
    for command in ("check", "build"):
        done = kb.run(command)
        assert done.code == 1
        errors = [line for line in done.problems if " error: " in line]
        assert errors == [f"docs/pt-BR/c.md:{message}"], command


def test_files_that_no_site_can_be_made_of(kb: Kb) -> None:
    kb.write("outside/secret.md", page("Secret", "[x](no.md)", roles="[all-users]"))
    folder = kb.root / "docs/en"
    (folder / "itself.md").symlink_to("itself.md")
    (folder / "nothing.md").symlink_to("nowhere.md")
    (folder / "out.md").symlink_to("../../outside/secret.md")
    (folder / "up").symlink_to("../../outside")
    (folder / "loop").symlink_to(".")
    os.mkfifo(folder / "pipe.md")
    kb.write("docs/en/a\nb.md", page("New line", roles="[all-users]"))
    with open(os.fsencode(folder) + b"/\xff.md", "wb") as file:
        file.write(b"# X\n")
    done = kb.run("check")
    assert done.code == 1
    assert [line.partition(": ")[0] for line in done.problems] == [
        f"docs/en/{name}:1:1"
        for name in (
            "\\udcff.md", "a\\nb.md", "itself.md", "loop", "nothing.md", "out.md", "pipe.md", "up",
        )
    ]  # fmt: skip
    assert "Secret" not in done.err


def test_a_project_file_that_is_no_text(kb: Kb) -> None:
    kb.write("mkdocs.yml", b"site_name: caf\xe9\n")
    assert problems(kb) == [
        "mkdocs.yml:1:1: error: not UTF-8: byte 15 cannot be read [encoding]",
    ]


def test_every_fault_at_once(kb: Kb) -> None:
    kb.write("docs/en/a.md", page("One", "[x](no.md)", roles="[nobody-knows]"))
    kb.write("docs/en/raw.md", "---\nms.topic: article\n---\n# Raw\n\n<span data-ttu-id='a'>x\n")
    kb.write("docs/policies/bad.yml", "id: bad\n")
    kb.write("docs/flows/bad.yml", "- x\n")
    kb.write("docs/en/toc.yml", "- {name: x, href: gone.md}\n")
    kb.write("mkdocs.yml", MKDOCS_YML + "unknown_thing: 1\n")
    done = kb.run("check")
    assert {line.partition(":")[0] for line in done.problems} >= {
        "docs/en/a.md", "docs/en/raw.md", "docs/policies/bad.yml", "docs/flows/bad.yml",
        "docs/en/toc.yml", "mkdocs.yml",
    }  # fmt: skip
    paths = [line.partition(":")[0] for line in done.problems]
    assert paths == sorted(paths)
    assert len(set(done.problems)) == len(done.problems)


def test_the_report_as_json(kb: Kb) -> None:
    kb.write("docs/en/a.md", page("One", roles="[nobody-knows]"))
    done = kb.run("check", "--format", "json")
    assert done.code == 1
    first = json.loads(done.out)["problems"][0]
    assert set(first) == {"path", "line", "column", "severity", "code", "message"}
    assert (first["path"], first["line"], first["code"]) == ("docs/en/a.md", 3, "role-id-unknown")


def test_other_forms(kb: Kb) -> None:
    kb.write("docs/en/a.md", page("One", roles="[nobody-knows]"))
    github = kb.run("check", "--format", "github").out
    assert github.startswith("::error file=docs/en/a.md,line=3,col=9,title=role-id-unknown::")
    log = json.loads(kb.run("check", "--format", "sarif").out)
    assert log["runs"][0]["results"][0]["ruleId"] == "role-id-unknown"


def test_bad_usage(kb: Kb) -> None:
    assert kb.run("check", "-f", "nowhere.yml").code == 2
    assert kb.run("check", "--format", "xml").code == 2


def test_a_summary_line(kb: Kb) -> None:
    kb.write("docs/en/c.md", page("Three", "[x](no.md)", roles="[nobody-knows]"))
    assert kb.run("check").out == "1 error, 1 warning in 1 file\n"


def test_the_bundled_project_has_no_error() -> None:
    done = Kb(ROOT).run("check")
    assert done.code == 0, done.err
    assert done.out.startswith("0 errors, ")


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("::: policy nobody", "10:1", 'error: there is no policy "nobody"'),
        ("::: flow nothing", "10:1", 'error: there is no flow "nothing"'),
        ("- item\n\n    ::: policy nobody", "12:5", 'error: there is no policy "nobody"'),
        ("```\n::: policy nobody\n```\n\n::: polcy x", "14:5",
         'warning: there is no directive "polcy": the line is shown as it is. '
         'Did you mean "policy"?'),
        ("::: roles all-users biling-admin\nText.\n\n:::", "10:21",
         'error: "biling-admin" in a block for roles is no id of the vocabulary. '
         'Did you mean "billing-admin"?'),
        ("::: roles\nText.\n\n:::", "10:1", "error: no role is named"),
        ("::: roles all-users\nText.\n\n::: roles billing-admin\nx\n\n:::", "10:1",
         'warning: no line ":::" ends the block'),
    ],
)  # fmt: skip
def test_directives_inside_a_page(kb: Kb, text: str, place: str, message: str) -> None:
    kb.write("docs/en/c.md", page("Three", f"Some words.\n\n{text}", roles="[all-users]"))
    found = problems(kb)
    assert len(found) == 1
    assert found[0].startswith(f"docs/en/c.md:{place}: {message}")
    assert kb.run("check").code == (1 if "error" in message else 0)


@pytest.mark.parametrize(
    "text",
    ["```\n::: policy nobody\n```", "    ::: flow nothing\n", "Text with ::: policy nobody in it.",
     "::: roles billing-admin\nText.\n\n::: roles helpdesk-agent\n\nx\n\n:::\n\n:::\n\nEnd."],
)  # fmt: skip
def test_what_is_no_directive_or_a_good_one(kb: Kb, text: str) -> None:
    kb.write("docs/en/c.md", page("Three", text, roles="[all-users]"))
    assert problems(kb) == []


def test_the_same_fault_twice_has_two_places(kb: Kb) -> None:
    text = "::: policy nobody\n\nWords.\n\n::: policy nobody"
    kb.write("docs/en/c.md", page("Three", text, roles="[all-users]"))
    assert [line.partition(": ")[0] for line in problems(kb)] == [
        "docs/en/c.md:8:1", "docs/en/c.md:12:1",
    ]  # fmt: skip


def test_a_page_that_leads_into_no_flow(kb: Kb) -> None:
    text = page("Three", roles="[all-users]").replace("title:", "flow: {id: nothing}\ntitle:", 1)
    kb.write("docs/en/c.md", text)
    assert problems(kb) == ['docs/en/c.md:2:7: error: there is no flow "nothing". [bad-flow-link]']


def test_a_broken_policy_is_told_of_once_where_a_page_shows_it(kb: Kb) -> None:
    kb.write("docs/policies/bad.yml", "id: bad\n")
    kb.write("docs/en/c.md", page("Three", "::: policy bad", roles="[all-users]"))
    found = problems(kb)
    assert found
    assert {line.partition(":")[0] for line in found} == {"docs/policies/bad.yml"}
    assert len(found) == len(set(found))


def test_synonyms(kb: Kb) -> None:
    kb.write("locales/synonyms.yml", "sets:\n  pt: [[fatura]]\n  en: [[a, b]]\nstes: 1\n")
    found = problems(kb)
    assert found == [
        "locales/synonyms.yml:2:8: error: a set has two or more words, as [fatura, conta] "
        "[synonyms-set]",
        'locales/synonyms.yml:4:1: error: "stes" is not known here. Did you mean "sets"? '
        "[synonyms-unknown-key]",
    ]
    assert kb.run("check").code == 1
