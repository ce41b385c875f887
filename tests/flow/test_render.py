"""The page of a flow without JavaScript: complete, translated, linked, safe."""

from __future__ import annotations

import gettext
import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from flow.site import FLOWS, LOCALES, ROOT, Where, fragment
from partner_kb.catalog import load_translations
from partner_kb.errors import SourceError
from partner_kb.flow.check import has_translation
from partner_kb.flow.directive import callout, flow_pages, render
from partner_kb.flow.explore import successors
from partner_kb.flow.load import load_flow
from partner_kb.flow.messages import messages
from partner_kb.flow.model import Flow
from partner_kb.flow.policy_link import Channel, PolicyLink, Terms
from partner_kb.flow.project import check_flows
from partner_kb.flow.render import placeholders, render_flow
from partner_kb.flow.view import Place


def read(name: str) -> Flow:
    path = ROOT / "docs" / "flows" / f"{name}.yml"
    return load_flow(path.read_text("utf-8"), str(path)).flow


@pytest.fixture(scope="module", params=LOCALES)
def locale(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("name", FLOWS)
def test_every_question_and_outcome_is_a_section_and_every_way_a_link(
    name: str, locale: str
) -> None:
    flow, page = read(name), BeautifulSoup(fragment(name, locale), "html.parser")
    for node in flow.nodes:
        section = page.find(id=f"flow-{name}-{node.id}")
        assert section is not None
        assert section.find(["h2"]) is not None
        links = {a["href"] for a in section.select(".pkb-flow-responses p a, .pkb-flow-ways a")}
        assert links == {f"#flow-{name}-{to}" for to in successors(flow, node.id)}
        assert not section.has_attr("hidden")
    for outcome in flow.outcomes:
        assert page.find(attrs={"data-pkb-outcome": outcome}) is not None
    for question in flow.questions.values():
        values = [i["value"] for i in page.select(f'input[name="{question.id}"][value]')]
        assert values == [response.id for response in question.responses]
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    anchors = {a["href"][1:] for a in page.select('a[href^="#flow-"]')}
    assert anchors <= set(ids)


@pytest.mark.parametrize("name", FLOWS)
def test_every_string_is_there_in_the_readers_language(name: str, locale: str) -> None:
    html = fragment(name, locale)
    shown = " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())
    catalog = load_translations(locale)
    for message in messages(read(name)):
        if message.note not in ("title of the flow", "description of the flow"):
            assert " ".join(catalog.gettext(message.text).split()) in shown, message
        assert locale == "en" or has_translation(catalog, message.text), message
    page = BeautifulSoup(html, "html.parser")
    foreign = page.find_all(lambda tag: tag.get("lang") == "en" and not tag.get("hreflang"))
    allowed = [tag for tag in foreign if tag.has_attr("data-pkb-english")]
    assert len(foreign) == len(allowed) == (0 if locale == "en" else 1)


def test_no_inline_style_script_or_other_origin(locale: str) -> None:
    page = BeautifulSoup(fragment("escalation", locale), "html.parser")
    assert not page.select("[style], style, [onclick]")
    assert [tag["type"] for tag in page.find_all("script")] == ["application/json"]
    hrefs = [tag.get("href") or tag.get("src") or "" for tag in page.find_all(True)]
    assert not [url for url in hrefs if "//" in url]


def test_guidance_links_lead_to_pages(locale: str) -> None:
    page = BeautifulSoup(fragment("escalation", locale), "html.parser")
    links = page.select(".pkb-flow-guidance a")
    assert len(links) > 40
    for link in links:
        path = str(link["href"]).split("#")[0]
        assert path.startswith(("../../guidance/", "../non-payment/")), path
        stem = path.removeprefix("../../").strip("/")
        known = [ROOT / "docs/en" / f"{stem}.md", ROOT / "docs/en" / f"{stem}.yml"]
        assert path == "../non-payment/" or any(one.is_file() for one in known)


def place(catalog: gettext.NullTranslations, locale: str = "pt-BR") -> Place:
    return Place(locale, catalog, lambda role: role, lambda _: None, lambda _: None)


class Broken(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return message.replace("%(date)s", "%(data)s")


def test_a_broken_placeholder_names_string_and_locale() -> None:
    flow = read("escalation")
    with pytest.raises(SourceError) as error:
        render_flow(flow, place(Broken()))
    (problem,) = error.value.problems
    assert problem.code == "placeholder-mismatch"
    assert "Facts as of %(date)s." in problem.message
    assert "pt-BR" in problem.message


@pytest.mark.parametrize("locale", LOCALES[1:])
def test_no_translation_has_broken_placeholders(locale: str) -> None:
    catalog = load_translations(locale)
    for name in FLOWS:
        for message in messages(read(name)):
            assert placeholders(message.text) == placeholders(catalog.gettext(message.text))


def test_an_untranslated_string_says_that_it_is_english() -> None:
    html = render_flow(read("escalation"), place(gettext.NullTranslations()))
    heading = BeautifulSoup(html, "html.parser").select_one("#flow-escalation-who legend [lang=en]")
    assert heading is not None
    assert heading.get_text() == "Who has the problem?"


def test_markup_in_a_flow_stays_text(tmp_path: Path) -> None:
    text = (ROOT / "tests/flow/third/flows/third.yml").read_text("utf-8")
    hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
    text = text.replace("label: Red", f"label: '{hostile}'").replace(
        "ask: How bad?", f"ask: '{hostile}'"
    )
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "third.yml").write_text(text, "utf-8")
    for locale in ("en", "ru-RU"):
        page = BeautifulSoup(fragment("third", locale, tmp_path), "html.parser")
        assert len(page.find_all("script")) == 1
        assert not page.find_all("img")
        assert hostile in page.get_text()


def test_the_pages_to_mount(locale: str) -> None:
    pages = {page.path: page.text for page in flow_pages(ROOT / "docs", locale)}
    assert list(pages) == ["flows/index.md", "flows/escalation.md", "flows/non-payment.md"]
    title = load_translations(locale).gettext("Escalation flow")
    assert f"# {title}\n" in pages["flows/escalation.md"]
    assert pages["flows/escalation.md"].endswith("::: flow escalation\n")
    index = BeautifulSoup(render("", Where(locale, "flows/index.md")), "html.parser")
    assert [a["href"] for a in index.find_all("a")] == ["escalation/", "non-payment/"]
    assert flow_pages(ROOT / "tests", locale) == ()


def test_callout_links_with_answers() -> None:
    where = Where("zh-CN", "guidance/billing-support.md")
    value = {"id": "escalation", "answers": {"issue": "billing", "baseline": ["bug", "network"]}}
    link = BeautifulSoup(callout(value, where), "html.parser").a
    assert link is not None
    assert link["href"] == "../../flows/escalation/?issue=billing&baseline=bug&baseline=network"
    assert "问题上报流程" in link.get_text()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("escalaton", 'Did you mean "escalation"?'),
        ({"id": "escalation", "answers": {"isue": "billing"}}, 'Did you mean "issue"?'),
        ({"id": "escalation", "answers": {"issue": "bilings"}}, "not among"),
        ({"flow": "escalation"}, "expected"),
        ([1], "expected"),
    ],
)
def test_bad_callouts(value: object, said: str) -> None:
    with pytest.raises(SourceError, match=re.escape(said)):
        callout(value, Where("en", "guidance/x.md"))


def test_unknown_flow_in_a_directive() -> None:
    with pytest.raises(SourceError, match='Did you mean "escalation"'):
        render("escalatoin", Where("en", "index.md"))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("to: none-left", "to: when"), "cycle"),
        (("steps: [Run.]", "steps: [Run.], roles: [nobody]"), "unknown-role"),
        (("steps: [Run.]", 'steps: [Run.], links: ["flow:fourth"]'), "unknown-flow"),
    ],
    ids=["cycle", "role", "flow"],
)
def test_no_page_of_a_flow_that_nobody_can_walk(
    change: tuple[str, str], code: str, tmp_path: Path
) -> None:
    text = (ROOT / "tests/flow/third/flows/third.yml").read_text("utf-8")
    assert change[0] in text
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "third.yml").write_text(text.replace(*change, 1), "utf-8")
    with pytest.raises(SourceError) as error:
        fragment("third", "en", tmp_path)
    assert code in [problem.code for problem in error.value.problems]


def test_the_policys_json() -> None:
    link = PolicyLink("c", "C", (Channel("P", "1", hours="desk"),), {"a": Terms("Soon")})
    value = json.loads(json.dumps(link.as_json()))
    assert value["terms"] == {"a": {"target": "Soon", "price": None}}
    assert value["channels"][0]["hours"] == "desk"


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "flows"
    folder.mkdir()
    path = folder / "third.yml"
    shutil.copy(ROOT / "tests/flow/third/flows/third.yml", path)
    assert "How many?" in fragment("third", "en", tmp_path)
    path.write_text(path.read_text("utf-8").replace("How many?", "How many now?"), "utf-8")
    assert "How many now?" in fragment("third", "en", tmp_path)


def test_guidance_pages_lead_into_flows() -> None:
    """The front matter `flow:` of every bundled page is sound, and the same in each language."""
    found: dict[str, set[str]] = {}
    for locale in LOCALES:
        for path in sorted((ROOT / "docs" / locale / "guidance").glob("*.md")):
            front = yaml.safe_load(path.read_text("utf-8").split("\n---", 1)[0].removeprefix("---"))
            if "flow" in front:
                html = callout(front["flow"], Where(locale, f"guidance/{path.name}"))
                link = BeautifulSoup(html, "html.parser").a
                assert link is not None
                found.setdefault(path.name, set()).add(str(link["href"]))
    assert len(found) >= 10
    assert all(len(urls) == 1 for urls in found.values()), found


def test_check_flows_looks_at_a_whole_project(tmp_path: Path) -> None:
    assert check_flows(ROOT / "docs", wanted=["pt-BR", "zh-CN", "ru-RU"]) == ()
    folder = tmp_path / "flows"
    folder.mkdir()
    text = (ROOT / "tests/flow/third/flows/third.yml").read_text("utf-8")
    for name in ("a", "b"):
        (folder / f"{name}.yml").write_text(text, "utf-8")
    (folder / "c.yml").write_bytes(b"id: \xff\n")
    codes = [problem.code for problem in check_flows(tmp_path)]
    assert codes == ["not-utf-8", "duplicate-flow"]
    assert check_flows(tmp_path / "nothing") == ()
