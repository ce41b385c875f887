"""Two branches that touch different blocks of a page: git merges their records by itself."""

from __future__ import annotations

import itertools
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from i18n.kb import ENGLISH, FILES, PORTUGUESE, Base
from partner_kb.translation.pages import compare_all

EN, PT = "docs/en/a/billing.md", "docs/pt-BR/a/billing.md"
PAGE = "a/billing.md"
RECORDS = ("locales/en/pages/a/billing.txt", "locales/pt_BR/pages/a/billing.txt")

#: The words of a block in both languages, each in a line of its own, in the page's order.
EDITS = (
    ("within 2 days", "within 3 days", "até 2 dias", "até 3 dias"),
    ("then** wait", "then** pause", "depois** aguarde", "depois** espere"),
    ("One thing", "A first thing", "Uma coisa", "Uma primeira coisa"),
    ("Another thing", "A second thing", "Outra coisa", "Uma segunda coisa"),
    ("| Total |", "| Sum |", "| Total |", "| Soma |"),
)


def spread(text: str) -> str:
    """The page with its list items and rows apart, so that only the records can conflict."""
    return text.replace("\n- ", "\n\n- ")


@pytest.fixture
def recorded(tmp_path: Path) -> Base:
    files = {**FILES, EN: spread(ENGLISH), PT: spread(PORTUGUESE)}
    base = Base(tmp_path / "kb", files)
    base.run("update")
    return base


def branch(base: Base, change: Callable[[], None]) -> dict[str, bytes]:
    """The files after a change, which is then taken back."""
    before = base.snapshot()
    change()
    after = base.snapshot()
    for name in after:
        (base.root / name).unlink()
    for name, content in before.items():
        (base.root / name).write_bytes(content)
    return after


def merge(tmp_path: Path, name: str, *versions: bytes) -> bytes:
    """What git makes of ours, the common ancestor and theirs; an error where they conflict."""
    files = []
    for number, content in enumerate(versions):
        file = tmp_path / f"version{number}"
        file.write_bytes(content)
        files.append(str(file))
    done = subprocess.run(["git", "merge-file", "-p", *files], check=False, capture_output=True)
    assert done.returncode == 0, f"{name}:\n{done.stdout.decode()}"
    return done.stdout


def merged(base: Base, tmp_path: Path, one: dict[str, bytes], other: dict[str, bytes]) -> None:
    start = base.snapshot()
    for name in {*one, *other}:
        if one.get(name) == start.get(name):
            content = other[name]
        elif other.get(name) == start.get(name):
            content = one[name]
        else:
            content = merge(tmp_path, name, one[name], start[name], other[name])
        (base.root / name).write_bytes(content)


def edit_both(base: Base, number: int) -> None:
    english, new_english, portuguese, new_portuguese = EDITS[number]
    base.edit(EN, english, new_english)
    base.edit(PT, portuguese, new_portuguese)
    base.run("review", PAGE, "-l", "pt-BR", "--by", "Ana", "--date", "2026-11-21")


@pytest.mark.parametrize(("first", "second"), [*itertools.combinations(range(len(EDITS)), 2)])
def test_two_reviews_of_different_blocks(
    recorded: Base, tmp_path: Path, first: int, second: int
) -> None:
    recorded.run("review", PAGE, "-l", "pt-BR", "--by", "Ana", "--date", "2026-11-20")
    one = branch(recorded, lambda: edit_both(recorded, first))
    other = branch(recorded, lambda: edit_both(recorded, second))
    both = branch(recorded, lambda: [edit_both(recorded, n) for n in (first, second)] and None)
    merged(recorded, tmp_path, one, other)
    found = next(compare_all(recorded.project, ("pt-BR",), (PAGE,)))
    assert {block.status for block in found.blocks} == {"translated"}
    for name in RECORDS:
        assert recorded.read(name).encode() == both[name], "as if one person had done both"


def test_a_new_block_beside_a_minor_edit(recorded: Base, tmp_path: Path) -> None:
    def add() -> None:
        recorded.edit(EN, "Use `az login`", "One more sentence here.\n\nUse `az login`")
        recorded.edit(PT, "Use `az login`", "Mais uma frase aqui.\n\nUse `az login`")
        recorded.run("review", PAGE, "-l", "pt-BR", "--by", "Ana", "--date", "2026-11-21")

    def minor() -> None:
        recorded.edit(EN, "One thing to do", "One thing, to do")
        recorded.run("minor", PAGE)

    recorded.run("review", PAGE, "-l", "pt-BR", "--by", "Ana", "--date", "2026-11-20")
    merged(recorded, tmp_path, branch(recorded, add), branch(recorded, minor))
    found = next(compare_all(recorded.project, ("pt-BR",), (PAGE,)))
    assert {block.status for block in found.blocks} == {"translated"}
    before = recorded.snapshot()
    recorded.run("minor", PAGE)
    assert recorded.snapshot() == before
