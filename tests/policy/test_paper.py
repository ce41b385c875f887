"""HTML as the tree that goes on paper: what is in it, and what is left to an HTML5 parser."""

import io
from xml.etree.ElementTree import tostring

import pypdf
import pytest

from partner_kb.policy.paper import paper_tree
from partner_kb.policy.pdf import render_pdf
from partner_kb.policy.render import Request, render_page
from policy.policy_generator import LOCALES

DOCUMENTS = ["policy", "summary", "announcement", "collections", "addendum"]


def test_what_only_a_screen_needs_is_left_out():
    text = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title>'
        "<style>p > b { color: red }</style></head><body><main>a<header>b<br>c</header>d"
        '<p hidden>gone <b>too</b></p><div class="pkb-policy-scroll"><table><tbody><tr>'
        '<td>1 &lt; 2</td></tr></tbody></table></div>e <time datetime="2026">f</time> g'
        "<script>1 </ 2</script></main></body></html>"
    )
    assert tostring(paper_tree(text), encoding="unicode", method="html") == (
        '<html lang="en"><head><title>T</title></head><body>ab<br>cd<table><tbody><tr>'
        "<td>1 &lt; 2</td></tr></tbody></table>e f g</body></html>"
    )


def test_a_paragraph_is_marked_that_leads_to_a_list_or_a_table():
    text = (
        '<html><body><p>a</p>\n<ul><li>1</li></ul><p class="x">b</p><div class="pkb-policy-scroll">'
        "<table></table></div><p>c</p>text<ol></ol><p>d</p><p>e</p></body></html>"
    )
    classes = {p.text: p.get("class") for p in paper_tree(text).iter("p")}
    lead = "pkb-policy-lead"
    assert classes == {"a": lead, "b": f"x {lead}", "c": None, "d": None, "e": None}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "text",
        "<p>a<p>b",
        "<html><body><p>a</body></html>",
        "<html><body><p>a<ul></ul></p></body></html>",
        "<html><body><b><i>a</b></i></body></html>",
        "<html><body><table><tr><td>1</td></tr></table></body></html>",
        "<html><body><ul><li>a<li>b</ul></body></html>",
        "<html><body><svg></svg></body></html>",
        "<html></html><p>a</p>",
        "<html><body></p></body></html>",
    ],
)
def test_html_that_is_not_written_out_in_full_is_left_to_another_parser(text):
    assert paper_tree(text) is None


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_our_own_templates_are_written_out_in_full(samples, document, locale):
    for policy in samples.values():
        tree = paper_tree(render_page(Request(policy, locale, document), style=""))
        assert tree is not None
        assert tree.find(".//main") is None
        assert tree.find(".//h1") is not None


def test_a_template_of_the_partners_own_may_leave_tags_out(samples, tmp_path):
    (tmp_path / "clauses").mkdir()
    (tmp_path / "clauses" / "hours.html").write_text("<p>First words<p>Second words")
    request = Request(samples["aurora-nuvem"], "en", "addendum", overrides=tmp_path)
    text = "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(render_pdf(request))).pages
    )
    assert "First words" in text
    assert "Second words" in text


def test_no_word_is_longer_than_a_line(samples):
    name = "Donaudampfschifffahrt" * 9
    policy = samples["aurora-nuvem"]
    identity = policy.identity.model_copy(update={"legal_name": name, "trading_name": name})
    request = Request(policy.model_copy(update={"identity": identity}), "en")
    pages = pypdf.PdfReader(io.BytesIO(render_pdf(request))).pages
    text = pages[0].extract_text()
    assert "Donaudampfschifffahrt" in text
    assert name in "".join(text.split())
    assert max(map(len, text.split())) < 120, "a name ran out of the page"
