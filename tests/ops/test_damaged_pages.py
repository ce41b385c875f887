"""Pages with random damage: converted or refused with a reason, never an exception, no leak."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from ops.mutations import mutate
from ops.rendering import render_clean
from partner_kb.ops.conversion import Conversion, Options
from partner_kb.ops.convert import convert
from partner_kb.ops.docset import SourceFile
from partner_kb.resources import locales_dir
from partner_kb.roles.load import load_vocabulary

GOLDEN = Path(__file__).parent / "golden"
SYNTAX = (":::", "[!", "sxs-lookup", "data-ttu-id", "data-stu-id", "<a name", "**")
ATTRIBUTES = re.compile(
    r"\[?[!！]\s*\w+|[(（][^()（）\n]*[)）]|<[^<>]*>|[\"“«][^\"“”«»]*[\"”»«“]|:{2}.*"
)


def converted(text: str, locale: str) -> Conversion:
    page = SourceFile("page.md", "docset/page.md", "page", locale, text.encode())
    return convert([page], Options(load_vocabulary([locales_dir()])))


def assert_clean(done: Conversion) -> None:
    assert done.documents or any(problem.severity == "error" for problem in done.problems)
    for document in done.documents:
        soup = BeautifulSoup(render_clean(document.body), "html.parser")
        for code in soup.select("code, pre"):
            code.decompose()
        shown = soup.get_text()
        assert [syntax for syntax in SYNTAX if syntax in shown] == []


def letters(text: str) -> Counter[str]:
    """Cyrillic and Chinese letters: no markup has them."""
    return Counter(re.findall(r"[\u0400-\u04ff\u3400-\u9fff]", text))


@pytest.mark.source
@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_page_shows_no_syntax(source: Path, seed: int) -> None:
    files = sorted(source.rglob("*.md"))
    file = files[seed * 7919 % len(files)]
    locale = file.relative_to(source).parts[1]
    text = mutate(file.read_text("utf-8"), seed, 1 + seed % 12)
    assert_clean(converted(text, locale))


@pytest.mark.source
@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_page_keeps_its_words(source: Path, seed: int) -> None:
    files = [*sorted((source / "live" / "ru-RU").rglob("*.md")),
             *sorted((source / "live" / "zh-CN").rglob("*.md"))]  # fmt: skip
    file = files[seed * 7919 % len(files)]
    text = mutate(file.read_text("utf-8"), seed, 1 + seed % 12)
    done = converted(text, file.relative_to(source / "live").parts[0])
    shown = "".join(document.title + document.body for document in done.documents)
    body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
    _head, _, tail = body.partition("\n## ")  # role lines stand above the first section
    lost = letters(ATTRIBUTES.sub("", tail)) - letters(shown)
    assert not lost


@pytest.mark.parametrize("name", sorted(path.stem for path in GOLDEN.glob("*.md")))
@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_construct_shows_no_syntax(name: str, seed: int) -> None:
    text = mutate((GOLDEN / f"{name}.md").read_text("utf-8"), seed, 1 + seed)
    assert_clean(converted(text, "de-DE"))


def test_a_broken_tag_of_a_segment_is_an_error() -> None:
    done = converted('# A\n\n<span data-ttu-id="x">B</span\n\n<span data-stu-id="x"\n', "de-DE")
    assert not done.documents
    assert "sxs-broken-tag" in [problem.code for problem in done.problems]
    assert done.problems[0].line == 3


def test_damage_is_the_same_each_time() -> None:
    text = "# A\n\n" + "word **bold**\n" * 20
    assert mutate(text, 3, 5) == mutate(text, 3, 5) != text


def test_a_title_that_is_side_by_side_is_read_in_the_page_s_language() -> None:
    def both(number: int, target: str, english: str) -> str:
        return (
            f'<span data-ttu-id="a-{number}">{target}</span><span class="sxs-lookup">'
            f'<span data-stu-id="a-{number}">{english}</span></span>'
        )

    text = f"---\ntitle: {both(1, 'Wege', 'Paths')}\n---\n# {both(2, 'Alle Wege', 'All paths')}\n"
    done = converted(text, "de-DE")
    assert {document.locale: document.title for document in done.documents} == {
        "de-DE": "Wege",
        "en": "All paths",
    }


def test_a_style_called_like_the_look_up_breaks_no_page() -> None:
    div = '> [!div class="sxs-lookup"]\n> Inner\n'
    english = '<span class="sxs-lookup"><span data-stu-id="a">C</span></span>'
    pair = f'<span data-ttu-id="a">B</span>{english}'
    assert converted(f"# A\n\n{div}", "de-DE").problems == ()
    done = converted(f"# A\n\n{div}\n{pair}\n", "de-DE")
    assert done.problems == ()
    assert [document.body for document in done.documents] == [
        "# A {#a}\n\nInner\n\nB\n",
        "# A {#a}\n\nInner\n\nC\n",
    ]
