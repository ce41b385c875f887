"""Writing is atomic: a process killed anywhere leaves each file old or new, never a mixture."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from i18n.kb import Base
from killed import ALIVE, killed_at
from partner_kb.files import write_all_atomic, write_atomic


def visible(base: Base) -> dict[str, bytes]:
    """The files without leftover temporary ones, which nothing reads."""
    return {name: text for name, text in base.snapshot().items() if not name.endswith(".tmp")}


@pytest.mark.parametrize("what", ["update", "apply"])
def test_killed_in_the_middle(base: Base, tmp_path: Path, what: str) -> None:
    config = ["-f", str(base.root / "mkdocs.yml")]
    base.write("templates/a.html", '{{ _("Open") }}{{ _("Close") }}')
    for locale in ("pt-BR", "ru-RU"):
        base.write(
            f"locales/{locale.replace('-', '_')}/LC_MESSAGES/partner_kb.po",
            'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
            'msgid "Open"\nmsgstr "Translated"\n',
        )
    arguments = ["i18n", "update", *config]
    if what == "apply":
        base.run("update")
        base.run("export", "a/billing.md", "--locale", "pt-BR", "-o", str(tmp_path / "out"))
        file = tmp_path / "out/a.billing.pt-BR.po"
        file.write_text(file.read_text("utf-8").replace("Outra coisa", "Mais uma"), "utf-8")
        arguments = ["i18n", "apply", *config, str(file)]
    old = visible(base)
    assert killed_at(ALIVE, *arguments) == 0
    new = visible(base)
    assert new != old
    step = 1
    while True:
        for name in base.snapshot():
            (base.root / name).unlink()
        for name, content in old.items():
            (base.root / name).write_bytes(content)
        code = killed_at(step, *arguments)
        now = visible(base)
        for name in {*now, *old}:
            assert now.get(name) in (old.get(name), new.get(name)), (step, name)
        if code == 0:
            break
        assert code == 9
        if step % 4 == 1:
            assert killed_at(ALIVE, *arguments) == 0, "the next run completes it"
            assert visible(base) == new
        step += 1
    assert step > 3


def test_an_error_leaves_all_files_as_they_were(tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "b"
    one.write_text("old", "utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_all_atomic({one: "new", other: "\ud800"})
    assert one.read_text("utf-8") == "old"
    assert os.listdir(tmp_path) == ["a"]


def test_an_equal_text_does_not_touch_the_file(tmp_path: Path) -> None:
    path = tmp_path / "deep/a"
    assert write_atomic(path, "text")
    before = path.stat()
    assert not write_atomic(path, "text")
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino


def test_what_a_killed_command_left_is_removed_when_it_is_old(base: Base) -> None:
    old = base.write("locales/pt_BR/.pkb-old.tmp", "half")
    fresh = base.write("docs/en/.pkb-fresh.tmp", "half")
    os.utime(old, (1_000_000, 1_000_000))
    base.run("update")
    assert (old.exists(), fresh.exists()) == (False, True)
