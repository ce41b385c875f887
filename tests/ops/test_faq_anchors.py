"""Links to the questions of a FAQ, by the ids that the vendor's site has for them."""

from __future__ import annotations

import re

from partner_kb.ops.conversion import Options
from partner_kb.ops.convert import convert
from partner_kb.ops.docset import SourceFile
from partner_kb.resources import locales_dir
from partner_kb.roles.load import load_vocabulary

FRAGMENTS = (
    "what-s-new-in-it-", "whats-new-in-it", "is-it--really---", "same-", "name", "none-at-all-",
)  # fmt: skip


def faq(first: str, second: str) -> str:
    return (
        f"### YamlMime:FAQ\ntitle: F\nsections:\n- name: Name\n  questions:\n"
        f"  - question: {first}\n    answer: 'See [own](#is-it-really).'\n"
        f"  - question: {second}\n    answer: B\n"
        "  - question: 'Same?'\n    answer: C\n  - question: 'Same!'\n    answer: D\n"
    )


def converted(pages: dict[str, str], locale: str) -> tuple[list[str], list[str], str]:
    page = "# A\n\n" + " ".join(f"[x](faq.yml#{name})" for name in FRAGMENTS)
    files = [SourceFile(f"{where}/faq.yml", "d/faq.yml", "page", where, text.encode())
             for where, text in pages.items()]  # fmt: skip
    files.append(SourceFile("a.md", "d/a.md", "page", locale, page.encode()))
    done = convert(files, Options(load_vocabulary([locales_dir()])))
    bodies = {(each.locale, each.path): each.body for each in done.documents}
    missing = [problem.message.split('"')[1] for problem in done.problems]
    found = re.findall(r"faq\.md#([^)]*)", bodies[locale, "d/a.md"])
    return found, missing, bodies[locale, "d/faq.md"]


ENGLISH = faq("What's new (in it)?", "'Is it, really?'")


def test_a_question_is_found_by_its_words_if_no_other_has_them() -> None:
    found, missing, own = converted({"en": ENGLISH}, "en")
    assert found == [
        "whats-new-in-it", "whats-new-in-it", "is-it-really", "same-", "name", "none-at-all-",
    ]  # fmt: skip
    assert missing == ["faq.yml#same-", "faq.yml#none-at-all-"]
    assert "[own](#is-it-really)" in own


def test_a_translated_question_is_found_by_its_english() -> None:
    pages = {"en": ENGLISH, "de-DE": faq("Was ist neu?", "Ist es wirklich so?")}
    found, missing, own = converted(pages, "de-DE")
    assert found[:3] == ["was-ist-neu", "was-ist-neu", "ist-es-wirklich-so"]
    assert missing == ["faq.yml#same-", "faq.yml#none-at-all-"]
    assert "[own](#ist-es-wirklich-so)" in own
