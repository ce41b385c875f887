"""Tables of contents that refer to each other, and front matter that is a little unusual."""

from __future__ import annotations

from partner_kb.ops.conversion import Conversion, Options
from partner_kb.ops.convert import convert
from partner_kb.ops.docset import SourceFile
from partner_kb.resources import locales_dir
from partner_kb.roles.load import load_vocabulary


def converted(files: dict[str, str]) -> Conversion:
    sources = [
        SourceFile(
            path, path, "toc" if path.endswith("TOC.yml") else "page", "de-DE", text.encode()
        )
        for path, text in files.items()
    ]
    return convert(sources, Options(load_vocabulary([locales_dir()])))


def test_an_entry_with_a_page_and_a_table_of_its_own_has_both() -> None:
    done = converted({
        "d/TOC.yml": "- name: All\n  tocHref: sub/TOC.yml\n  topicHref: sub/a.md\n",
        "d/sub/TOC.yml": "- name: B\n  href: b.md\n",
        "d/sub/a.md": "# A\n",
        "d/sub/b.md": "# B\n",
    })  # fmt: skip
    (entry,) = done.tocs["de-DE"]
    assert (entry.name, entry.href) == ("All", "d/sub/a.md")
    assert [(item.name, item.href) for item in entry.items] == [("B", "d/sub/b.md")]
    assert done.problems == ()


def test_an_entry_of_another_docset_leads_to_the_vendor_s_site() -> None:
    entries = "".join(
        f"- name: N\n  href: {href}\n"
        for href in ("/other/x/?view=a#b", "sub/y.md", "/d/a", "/d/gone", "gone.md#c", "o.md")
    )
    redirects = (
        '{"redirections": [{"source_path": "d/o.md", "redirect_url": "https://b.example/"}]}'
    )
    files = [
        SourceFile("TOC.yml", "d/TOC.yml", "toc", "de-DE", entries.encode()),
        SourceFile("a.md", "d/a.md", "page", "de-DE", b"# A\n"),
        SourceFile("r.json", "r.json", "redirects", None, redirects.encode()),
    ]
    done = convert(files, Options(load_vocabulary([locales_dir()])))
    assert [entry.href for entry in done.tocs["de-DE"]] == [
        "https://docs.microsoft.com/de-de/other/x/?view=a#b",
        "d/a.md",
        "https://b.example/",
    ]
    assert [(problem.line, problem.code) for problem in done.problems] == [
        (4, "toc-target-missing"), (8, "toc-target-missing"), (10, "toc-target-missing"),
    ]  # fmt: skip


def test_front_matter_may_stand_below_blank_lines() -> None:
    done = converted({"d/a.md": "\n \n---\ntitle: Titel\nms.date: nie\n---\n\n# A\n"})
    assert [(page.title, page.body) for page in done.documents] == [("Titel", "# A {#a}\n")]
    assert [(problem.line, problem.code) for problem in done.problems] == [(5, "front-matter-date")]


def test_of_a_key_that_stands_twice_the_first_counts() -> None:
    done = converted({"d/a.md": "---\ntitle: Titel\nauthor: x\ntitle: Anderer\n---\n\n# A\n"})
    assert [page.title for page in done.documents] == ["Titel"]
    assert [(problem.line, problem.severity, problem.code) for problem in done.problems] == [
        (4, "warning", "yaml-duplicate-key")
    ]


def test_front_matter_may_be_side_by_side() -> None:
    def both(number: int, target: str, english: str) -> str:
        return (
            f'<span data-ttu-id="a-{number}">{target}</span><span class="sxs-lookup">'
            f'<span data-stu-id="a-{number}">{english}</span></span>'
        )

    head = f"title: {both(1, 'Titel', 'Title')}\ndescription: {both(2, 'Wovon.', 'About.')}\n"
    done = converted({"d/a.md": f"---\n{head}---\n# {both(3, 'Über', 'Heading')}\n"})
    found = {page.locale: (page.title, page.description) for page in done.documents}
    assert found == {"de-DE": ("Titel", "Wovon."), "en": ("Heading", "About.")}


def test_a_rule_below_blank_lines_is_no_front_matter() -> None:
    done = converted({"d/a.md": "\n---\n\nEin Satz: noch einer\n\n---\n"})
    assert [page.body for page in done.documents] == ["---\n\nEin Satz: noch einer\n\n---\n"]


def test_an_anchor_in_running_text_is_one_that_links_may_lead_to() -> None:
    text = 'Wort<a id="fn"></a>.\n\n<table id="t"><tr><td id="z">x</td></tr></table>\n\n'
    text += '<div id="r">\n\nWort\n\n</div>\n\n'
    done = converted({"d/a.md": f"# A\n\n{text}[a](#fn) [b](#z) [c](#r) [d](#t) [e](#none)\n"})
    assert [problem.code for problem in done.problems] == ["anchor-missing"]
