"""The command: exit codes, usage, the report."""

from __future__ import annotations

import json

from importer.kb import DOCSET, Kb, page


def test_a_good_import(kb: Kb) -> None:
    kb.page("one.md", page())
    done = kb.imports()
    assert (done.code, done.problems) == (0, [])
    assert done.out == "1 pages read, 1 written, 0 skipped, 0 problems\n"


def test_warnings_exit_0_and_errors_1(kb: Kb) -> None:
    kb.page("one.md", page(body="[Lá](gone.md)\n"))
    done = kb.imports()
    assert done.code == 0
    assert done.problems[0].startswith(f'{DOCSET}/one.md:7:6: warning: "gone.md" leads to a page')
    kb.page("two.md", b"\xff")
    assert kb.imports().code == 1


def test_bad_usage_exits_2_and_writes_nothing(kb: Kb) -> None:
    kb.page("one.md", page())
    kb.write("file", "x")
    for arguments in (
        ["source"],
        ["--docs", "kb/docs"],
        ["nowhere", "--docs", "kb/docs"],
        ["source", "--docs", "file"],
        ["source", "--docs", "kb/docs", "--locales", "file"],
        ["source", "--docs", "kb/docs", "--locale", "xx-yy"],
        ["source", "--docs", "kb/docs", "--locale", "../x"],
        ["source", "--docs", "kb/docs", "--report", "source"],
        ["source", "--docs", "kb/docs", "--format", "xml"],
        ["source/pt-BR", "--docs", "source"],
        ["source", "--docs", "source"],
    ):
        done = kb.run("import", *arguments)
        assert done.code == 2, arguments
        assert "Traceback" not in done.err
        assert sorted(path.name for path in kb.root.iterdir()) == ["file", "source"], arguments


def test_a_folder_without_guidance(kb: Kb) -> None:
    kb.write("source/notes.txt", "Nothing of the kind.\n")
    (kb.root / "empty").mkdir()
    done = kb.imports("source", "empty")
    assert done.code == 1
    assert len(done.of("source-empty")) == 1
    assert not (kb.root / "kb/mkdocs.yml").exists()


def test_docs_inside_the_source_are_no_source(kb: Kb) -> None:
    """As for a person who works in the checkout."""
    kb.page("one.md", page())
    for _ in range(2):
        done = kb.run("import", ".", "--docs", "source/pt-BR/kb/docs")
        assert (done.code, done.problems) == (0, [])
        assert done.out.startswith("1 pages read")


def test_the_report(kb: Kb) -> None:
    kb.page("one.md", page(body="[Lá](gone.md)\n"))
    kb.page("two.md", b"\xff")
    report = kb.report()
    assert set(report) == {"pages", "problems"}
    assert report["pages"] == {"read": 2, "written": 1, "skipped": 1}
    assert [set(problem) for problem in report["problems"]] == [
        {"path", "line", "column", "severity", "code", "message"}
    ] * 2
    assert [(one["path"], one["line"], one["severity"]) for one in report["problems"]] == [
        (f"{DOCSET}/one.md", 7, "warning"),
        (f"{DOCSET}/two.md", 1, "error"),
    ]


def test_the_report_on_standard_output(kb: Kb) -> None:
    kb.page("one.md", page())
    done = kb.run("import", "source", "--docs", "kb/docs", "--format", "json")
    assert json.loads(done.out) == {
        "pages": {"read": 1, "written": 1, "skipped": 0},
        "problems": [],
    }
    assert done.err == ""


def test_a_report_that_cannot_be_written(kb: Kb) -> None:
    kb.page("one.md", page())
    kb.write("file", "x")
    done = kb.run("import", "source", "--docs", "kb/docs", "--report", "file/r.json")
    assert done.code == 1
    assert "Traceback" not in done.err
    assert "file/r.json" in done.err
