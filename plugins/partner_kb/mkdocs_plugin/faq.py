"""schema.org data of a FAQ page: https://schema.org/FAQPage.

In: the rendered page. Out: a value for JSON-LD; None where the page holds no question. Questions
are the deepest headings that the page uses, h3 below sections, else h2; an answer is what stands
between one and the next heading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

_HEADINGS = ("h1", "h2", "h3", "h4")


def faq_data(html: str, language: str) -> dict[str, object] | None:
    """The questions and answers of a rendered page in `language`."""
    from bs4 import BeautifulSoup  # here, since only pages of questions need it

    soup = BeautifulSoup(html, "html.parser")
    for english in soup.select("[data-pkb-english]"):
        english.decompose()
    questions = soup.find_all("h3") or soup.find_all("h2")
    entities = [
        {
            "@type": "Question",
            "name": question.get_text(" ", strip=True),
            "acceptedAnswer": {"@type": "Answer", "text": answer},
        }
        for question in questions
        if (answer := _answer(question))
    ]
    if not entities:
        return None
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": language,
        "mainEntity": entities,
    }


def _answer(question: Tag) -> str:
    """The HTML between a question and the next heading."""
    parts = []
    for sibling in question.next_siblings:
        if getattr(sibling, "name", None) in _HEADINGS:
            break
        parts.append(str(sibling))
    return "".join(parts).strip()
