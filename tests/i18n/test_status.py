"""Which blocks an edit of the English makes stale, and which edits make none."""

from __future__ import annotations

import json
import resource
import time
from pathlib import Path

import pytest

from i18n.kb import FILES, PORTUGUESE, Base
from partner_kb.translation.pages import compare_all
from partner_kb.translation.review_pages import Reviews
from partner_kb.translation.state import match_sequences
from partner_kb.translation.state_files import parse_state, parse_store, render_store
from partner_kb.translation.status import Counts, project_status

EN, PT = "docs/en/a/billing.md", "docs/pt-BR/a/billing.md"
PAGE = "a/billing.md"


def statuses(base: Base, locale: str = "pt-BR") -> list[str]:
    found = next(compare_all(base.project, (locale,), (PAGE,)))
    return [block.status for block in found.blocks]


@pytest.fixture
def recorded(base: Base) -> Base:
    base.run("update")
    assert set(statuses(base)) == {"translated"}
    return base


def stale(base: Base) -> list[str]:
    found = next(compare_all(base.project, ("pt-BR",), (PAGE,)))
    return [one.source.text for one in found.blocks if one.source and one.status == "stale"]


def test_an_edit_marks_just_its_block_and_shows_what_was(recorded: Base) -> None:
    recorded.edit(EN, "within 2 days", "within 3 days")
    found = next(compare_all(recorded.project, ("pt-BR",), (PAGE,)))
    changed = [one for one in found.blocks if one.status != "translated"]
    assert [one.status for one in changed] == ["stale"]
    assert changed[0].was is not None
    assert "within 2 days" in changed[0].was


def test_white_space_marks_nothing(recorded: Base) -> None:
    recorded.edit(EN, "Use `az login` and", "Use  `az login`\nand")
    assert stale(recorded) == []


def test_a_link_moved_by_a_redirect_marks_nothing(recorded: Base) -> None:
    recorded.edit(EN, "(read-your-bill.md)", "(understand-your-bill.md)")
    assert len(stale(recorded)) == 1
    recorded.write("docs/redirects.yml", "a/read-your-bill.md: a/understand-your-bill.md\n")
    assert stale(recorded) == []


def test_an_edit_marked_minor_marks_nothing_in_any_locale(recorded: Base) -> None:
    recorded.edit(EN, "Another thing", "Yet another thing")
    assert len(stale(recorded)) == 1
    recorded.run("minor", PAGE)
    assert stale(recorded) == []
    recorded.edit(EN, "Yet another thing", "Something else")
    assert len(stale(recorded)) == 1


def test_inserted_removed_and_moved_blocks(recorded: Base) -> None:
    recorded.edit(EN, "Use `az login`", "A new paragraph here.\n\nUse `az login`")
    assert statuses(recorded).count("untranslated") == 1
    assert stale(recorded) == []
    recorded.edit(EN, "A new paragraph here.\n\n", "")
    recorded.edit(EN, "- One thing to do\n", "")
    assert statuses(recorded).count("extra") == 1
    recorded.edit(EN, "- Another thing to do\n", "- Another thing to do\n- One thing to do\n")
    assert set(statuses(recorded)) == {"translated"}


def test_one_edit_beside_an_insertion_is_stale_not_current(recorded: Base) -> None:
    recorded.edit(EN, "- One thing to do\n", "- Zero things to do\n- One more thing to do\n")
    found = statuses(recorded)
    assert found.count("stale") == 1
    assert found.count("untranslated") == 1


def test_a_block_new_on_both_sides_is_recorded_and_can_go_stale(recorded: Base) -> None:
    recorded.edit(EN, "- One thing to do\n", "- One thing to do\n- A new thing to do\n")
    recorded.edit(PT, "- Uma coisa a fazer\n", "- Uma coisa a fazer\n- Uma coisa nova a fazer\n")
    assert set(statuses(recorded)) == {"translated"}
    recorded.run("update", "--check", code=1)
    recorded.run("update")
    recorded.run("update", "--check")
    recorded.edit(EN, "A new thing to do", "A quite new thing to do")
    assert stale(recorded) == ["A quite new thing to do"]


def test_editing_the_translation_changes_nothing_but_saying_so_does(recorded: Base) -> None:
    recorded.edit(EN, "within 2 days", "within 3 days")
    recorded.edit(PT, "em até 2 dias", "em até 3 dias")
    assert len(stale(recorded)) == 1, "an edit of both sides is stale until a person says so"
    recorded.run("review", PAGE, "--locale", "pt-BR", "--by", "Ana", "--date", "2026-11-21")
    assert stale(recorded) == []


def test_text_left_in_english_is_untranslated(recorded: Base) -> None:
    recorded.edit(PT, "Uma coisa a fazer", "One thing to do")
    recorded.edit(EN, "One thing to do", "One thing to do with care")
    recorded.edit(PT, "One thing to do", "One thing to do with care")
    assert statuses(recorded)[4] != "translated"


def test_status_counts_and_forms(recorded: Base) -> None:
    value = json.loads(recorded.run("status", "--format", "json").output)
    portuguese = next(one for one in value if one["locale"] == "pt-BR")
    russian = next(one for one in value if one["locale"] == "ru-RU")
    page = portuguese["pages"][0]
    assert (page["blocks"], page["machine"], page["translated"]) == (8, 8, 0)
    assert russian["pages"][0]["missing"] is True
    assert russian["total"]["missing_pages"] == 1
    table = recorded.run("status").output
    assert "page missing" in table
    markdown = recorded.run("status", "--format", "markdown").output
    assert markdown.startswith("| locale | page |")


def test_review_turns_machine_into_reviewed(recorded: Base) -> None:
    recorded.run(
        "review", PAGE, "--locale", "pt-BR", "--by", 'Ana "A" Lima', "--date", "2026-11-21"
    )
    text = recorded.read(PT)
    assert "  translation: reviewed\n" in text
    assert "  reviewed: 2026-11-21\n" in text
    assert '  reviewed_by: "Ana \\"A\\" Lima"\n' in text
    assert text.split("---\n")[2] == PORTUGUESE.split("---\n")[2]
    result = recorded.run("review", PAGE, "--locale", "pt-BR", "--by", "Ana", code=1)
    assert "review-nothing" in str(result.exception)


def test_review_of_one_block_leaves_the_others_stale(recorded: Base) -> None:
    recorded.edit(EN, "within 2 days", "within 3 days")
    recorded.edit(EN, "Another thing", "Yet another thing")
    found = next(compare_all(recorded.project, ("pt-BR",), (PAGE,)))
    one = next(b.source for b in found.blocks if b.status == "stale" and b.source)
    arguments = ("review", PAGE, "--locale", "pt-BR", "--by", "Ana", "--block", one.hash)
    recorded.run(*arguments)
    assert len(stale(recorded)) == 1
    assert "translation: machine" in recorded.read(PT)


def test_ops_source_is_reviewed_as_post_edited(base: Base) -> None:
    base.write(PT, PORTUGUESE.replace("source:\n", "ms.translationtype: MT\nsource_:\n"))
    arguments = ("review", PAGE, "--locale", "pt-BR", "--by", "Ana\nevil: 1")
    base.run(*arguments, "--date", "2026-11-21")
    assert (
        'ms.translationtype: PE\nreviewed: 2026-11-21\nreviewed_by: "Ana evil: 1"\nreviewed_hash: "'
    ) in base.read(PT)
    base.edit(PT, "ms.translationtype: PE", "ms.translationtype: MT")
    base.run("review", PAGE, "--locale", "pt-BR", "--by", "Rui", "--date", "2026-11-22")
    assert base.read(PT).count("reviewed: ") == 1
    assert 'reviewed_by: "Rui"\n' in base.read(PT)


@pytest.mark.parametrize("command", ["status", "check", "update", "compile", "tmx", "export"])
def test_a_locale_that_the_site_lacks_is_told(recorded: Base, command: str) -> None:
    page = [PAGE] if command == "export" else []
    before = recorded.snapshot()
    output = recorded.run(command, *page, "-l", "de", code=2).output
    assert 'the site has no locale "de"; it has pt-BR, ru-RU (i18n add makes one)' in " ".join(
        output.split()
    )
    assert recorded.snapshot() == before


def test_the_record_is_small_mergeable_text(recorded: Base) -> None:
    record = recorded.read("locales/pt_BR/pages/a/billing.txt")
    head, *lines = record.splitlines()
    assert head.startswith("# ")
    assert [len(line) for line in lines] == [0, 33] * 8
    assert "within" not in record
    store = recorded.read("locales/en/pages/a/billing.txt")
    assert render_store(parse_store(store, "x")) == store
    with pytest.raises(Exception, match="state-conflict-marker"):
        parse_state("<<<<<<< HEAD\n", "x")


def test_hashes_decide_without_a_record(base: Base) -> None:
    same = "  translation: machine\n  hash: abc\n"
    base.write(PT, PORTUGUESE.replace("  translation: machine\n", same))
    base.edit(EN, "  translation: original\n", "  translation: original\n  hash: abc\n")
    assert set(statuses(base)) == {"translated"}
    base.edit(EN, "hash: abc", "hash: def")
    assert set(statuses(base)) == {"stale"}


def test_matching_pairs_equal_items_first_then_equal_gaps() -> None:
    assert match_sequences(list("abcd"), list("axcd")) == {0: 0, 1: 1, 2: 2, 3: 3}
    assert match_sequences(list("abcd"), list("acd")) == {0: 0, 2: 1, 3: 2}
    assert match_sequences(list("abc"), list("cab")) == {0: 1, 1: 2, 2: 0}


@pytest.mark.source
def test_status_of_350_pages_in_3_locales_is_quick(source: Path, tmp_path: Path) -> None:
    base = Base(tmp_path / "big", {"mkdocs.yml": FILES["mkdocs.yml"]})
    base.edit(
        "mkdocs.yml", "        - locale: ru-RU", "        - locale: zh-CN\n        - locale: ru-RU"
    )
    for target, origin in (
        ("en", "pt-BR"),
        ("pt-BR", "pt-BR"),
        ("zh-CN", "zh-CN"),
        ("ru-RU", "ru-RU"),
    ):
        pages = sorted((source / "live" / origin).rglob("*.md"))
        for number in range(350):
            page = pages[number % len(pages)]
            base.write(f"docs/{target}/p{number:03}.md", page.read_text("utf-8"))
    before = _cpu_seconds()
    started = time.perf_counter()
    base.run("status")
    cold = time.perf_counter() - started
    spent = _cpu_seconds() - before
    started = time.perf_counter()
    base.run("status")
    warm = time.perf_counter() - started
    print(f"status of 350 pages in 3 locales: {cold:.2f} s ({spent:.2f} s CPU), again {warm:.2f} s")
    # 3 s on two free cores; counted in CPU time, which a loaded machine does not stretch as much.
    assert spent < 6
    assert warm < cold


def _cpu_seconds() -> float:
    """What this process and those it started have used."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def test_the_cache_never_hides_a_change(recorded: Base) -> None:
    def total() -> dict[str, int]:
        value = json.loads(recorded.run("status", "--format", "json").output)
        found: dict[str, int] = next(one["total"] for one in value if one["locale"] == "pt-BR")
        return found

    first = total()
    assert total() == first
    recorded.edit(EN, "within 2 days", "within 3 days")
    assert total()["stale"] == 1
    recorded.run("review", PAGE, "--locale", "pt-BR", "--by", "Ana")
    assert total()["stale"] == 0
    assert total()["machine"] == 0
    for broken in ('{"x": [', '{"pages": null}', '{"pages": [1], "rows": []}', '{"rows": [1]}'):
        (recorded.root / ".cache/partner-kb/translation-status.json").write_text(broken, "utf-8")
        assert total()["stale"] == 0
    recorded.edit("docs/pt-BR/a/billing.md", "- Outra coisa a fazer\n", "")
    assert total()["untranslated"] == 1


def test_under_a_stamp_that_was_seen_nothing_is_read_again(recorded: Base) -> None:
    def total(stamp: str, *, seen: bool = False) -> Counts:
        (found,) = project_status(
            recorded.project,
            ("pt-BR",),
            seen=Reviews(recorded.project) if seen else None,
            stamp=stamp,
        )
        return found.total

    targets = recorded.project.targets
    project_status(recorded.project, targets, stamp="one")
    first = total("one")
    recorded.edit(EN, "within 2 days", "within 3 days")
    assert total("one") == first
    assert total("one", seen=True).stale == 1, "nobody was shown the pages before"
    assert total("").stale == 1, "no stamp is none that was seen"
    project_status(recorded.project, targets, stamp="two")
    assert total("two").stale == 1
    assert total("two").blocks == first.blocks
