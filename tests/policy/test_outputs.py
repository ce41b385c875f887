"""What is made of a policy: pages, files, a site, a PDF; and that all of them say the same."""

import json
import re
import subprocess
from datetime import date
from itertools import pairwise
from pathlib import Path
from shutil import which

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from partner_kb.cli.policy import command
from partner_kb.policy.directive import policy_pages, policy_refs, render
from partner_kb.policy.jsonld import policy_jsonld
from partner_kb.policy.live import live_json
from partner_kb.policy.load import load_policy, policy_schema
from partner_kb.policy.pdf import render_pdf
from partner_kb.policy.publish import published_files
from partner_kb.policy.render import (
    Request,
    policy_json,
    render_fragment,
    render_markdown,
    render_page,
)
from partner_kb.policy.site_data import site_files
from partner_kb.policy.twin.view import DOCUMENTS

DOCS = Path(__file__).parents[2] / "docs"
LOCALES = ["en", "pt-BR", "zh-CN", "ru-RU"]
NAMES = ["aurora-nuvem", "hongye-cloud", "severny-most"]


def edited(name, **fields):
    """A sample with other fields."""
    import yaml

    value = yaml.safe_load((DOCS / "policies" / f"{name}.yml").read_text("utf-8"))
    value.update(fields)
    value = {key: item for key, item in value.items() if item is not None}
    loaded = load_policy(json.dumps(value, default=str), f"{name}.yml")
    assert loaded.policy, loaded.problems
    return loaded.policy


def test_the_samples_pass_every_check(samples):
    assert sorted(samples) == NAMES
    for name in NAMES:
        text = (DOCS / "policies" / f"{name}.yml").read_text("utf-8")
        assert load_policy(text, f"{name}.yml", strict=True).problems == ()


def test_the_schema_beside_the_samples_is_ours():
    published = json.loads((DOCS / "policies" / "policy.schema.json").read_text("utf-8"))
    assert published == policy_schema()


def test_the_schema_is_a_schema_and_accepts_the_samples(samples):
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(policy_schema())
    for policy in samples.values():
        value = policy.model_dump(mode="json", exclude_none=True)
        jsonschema.validate(value, policy_schema())


def test_every_field_of_the_schema_is_described():
    for part in [policy_schema(), *policy_schema()["$defs"].values()]:
        for name, field in part.get("properties", {}).items():
            assert field.get("title"), name
            assert field.get("description"), name


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("name", NAMES)
def test_documents_are_whole_html(samples, name, document, locale):
    soup = BeautifulSoup(render_page(Request(samples[name], locale, document)), "html.parser")
    assert soup.html["lang"] == locale
    assert len(soup.find_all("h1")) == 1
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    for link in soup.find_all("a", href=re.compile("^#")):
        assert link["href"][1:] in ids
    assert soup.find(attrs={"data-pkb-policy-notice": "fictional"})
    for tag in soup.find_all(True):
        for attribute in ("src", "href"):
            if tag.name in ("img", "script", "link") and tag.get(attribute):
                assert tag[attribute].startswith("data:")
    headings = [int(tag.name[1]) for tag in soup.find_all(re.compile("^h[1-6]$"))]
    assert all(b - a <= 1 for a, b in pairwise(headings))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_untranslated(samples, name, locale):
    html = render_fragment(Request(samples[name], locale))
    assert "pkb-policy-fallback" not in html
    if locale != "en":
        text = BeautifulSoup(html, "html.parser").get_text(" ")
        for word in (" within ", "Monday", "business", "Severity", "closed", "Holiday"):
            assert word not in text


def test_sections_are_numbered_and_referred_to():
    contacts = [
        {**contact.model_dump(exclude_none=True), "severities": []}
        for contact in edited("aurora-nuvem").contacts
    ]
    policy = edited("aurora-nuvem", clauses=None, severities=[], pricing=[], contacts=contacts)
    html = render_fragment(Request(policy, "en"))
    soup = BeautifulSoup(html, "html.parser")
    numbers = [tag.get_text().split(".")[0] for tag in soup.find_all("h2")]
    assert numbers == [str(index + 1) for index in range(len(numbers))]
    assert not soup.find(id="severities")
    assert "are described in section" not in html  # what is not there is not referred to
    disputes = soup.find(id="disputes").get_text().split(".")[0]
    assert f"as section {disputes} says" in html


def test_a_clause_of_ones_own_stands_where_it_is_asked_for(samples):
    soup = BeautifulSoup(render_fragment(Request(samples["aurora-nuvem"], "en")), "html.parser")
    titles = [tag["id"] for tag in soup.find_all("h2")]
    assert titles.index("accessibility") == titles.index("contacts") + 1


def test_templates_of_ones_own_replace_ours_by_name(samples, tmp_path):
    (tmp_path / "clauses").mkdir()
    (tmp_path / "clauses" / "hours.html").write_text("<p>{{ _('Ask us') }} {{ policy.id }}</p>")
    (tmp_path / "clauses" / "accessibility.html").write_text("<p>Own accessibility text</p>")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "letter.html").write_text("<article><h1>Letter</h1></article>")
    request = Request(samples["aurora-nuvem"], "en", overrides=tmp_path)
    html = render_fragment(request)
    assert "<p>Ask us aurora-nuvem</p>" in html
    assert "Own accessibility text" in html
    assert "Monday to Friday" not in html
    assert "How to reach us" in html
    letter = Request(samples["aurora-nuvem"], "en", "letter", overrides=tmp_path)
    assert render_fragment(letter) == "<article><h1>Letter</h1></article>"


def test_a_policy_without_an_effective_date_is_a_draft_everywhere():
    policy = edited("aurora-nuvem", effective=None, next_review=None, history=[])
    for document in DOCUMENTS:
        page = render_page(Request(policy, "pt-BR", document))
        assert "MINUTA" in BeautifulSoup(page, "html.parser").get_text()
        assert re.search(r'content: .*"MINUTA"', page)
        assert "MINUTA" in render_markdown(Request(policy, "pt-BR", document))
    assert json.loads(policy_json(Request(policy, "en")))["draft"] is True
    for sheet in pdf_pages(render_pdf(Request(policy, "pt-BR"))):
        assert "MINUTA" in sheet


def test_a_text_that_a_locale_lacks_is_marked():
    policy = edited("aurora-nuvem", intake=["o número da conta"])
    html = render_fragment(Request(policy, "ru-RU"))
    soup = BeautifulSoup(html, "html.parser")
    mark = soup.find(class_="pkb-policy-fallback")
    assert mark.get_text() == "o número da conta"
    assert mark["lang"] == "pt-BR"
    assert soup.find(attrs={"data-pkb-policy-notice": "untranslated"})
    said = json.loads(policy_json(Request(policy, "ru-RU")))["policy"]["intake"]
    assert said == ["o número da conta"]


def test_values_are_escaped():
    policy = edited("aurora-nuvem", intake=["<script>alert(1)</script> & *bold* [x](y)"])
    html = render_fragment(Request(policy, "en"))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    markdown = render_markdown(Request(policy, "en"))
    assert "\\<script\\>" in markdown
    assert "\\*bold\\*" in markdown


def test_markdown_says_what_the_page_says(samples):
    import markdown as md

    for name in NAMES:
        for locale in LOCALES:
            request = Request(samples[name], locale)
            page = words(BeautifulSoup(render_fragment(request), "html.parser"))
            html = md.markdown(
                render_markdown(request), extensions=["tables", "attr_list", "sane_lists"]
            )
            again = words(BeautifulSoup(html, "html.parser"))
            assert again.replace(":", "") == page.replace(":", "")


def words(soup):
    for tag in soup.find_all(attrs={"hidden": True}):
        tag.decompose()
    return re.sub(r"\s+", "", soup.get_text())


def pdf_pages(pdf):
    """The text of each page, header and footer included."""
    if not which("pdftotext"):
        pytest.skip("needs pdftotext (poppler-utils)")
    result = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return result.stdout.decode("utf-8").split("\f")[:-1]


def pdf_body(pdf):
    """The text above the footer, which is 20 mm high."""
    if not which("pdftotext"):
        pytest.skip("needs pdftotext (poppler-utils)")
    crop = ["-x", "0", "-y", "0", "-W", "596", "-H", "785"]
    result = subprocess.run(
        ["pdftotext", "-raw", *crop, "-", "-"], input=pdf, capture_output=True, check=True
    )
    return result.stdout.decode("utf-8")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", NAMES)
def test_the_pdf_says_what_the_page_says(samples, name, locale):
    request = Request(samples[name], locale)
    soup = BeautifulSoup(render_page(request), "html.parser")
    for tag in soup.find_all(["style", "title"]):
        tag.decompose()
    expected = words(soup.main)
    # The numbers and marks of lists are the renderer's; a page has them as well, not in its text.
    body = re.sub(r"[\s•◦▪]|(?m:^\d{1,2}\.(?= ))", "", strip_marks(pdf_body(render_pdf(request))))
    headers = repeated_table_heads(soup)
    assert letters(body, headers) == letters(expected, headers)


def strip_marks(text):
    return re.sub(r"(?m)^(\d{1,2}\. ?|[•◦▪] ?)", "", text)


def repeated_table_heads(soup):
    heads = {re.sub(r"\s", "", row.get_text()) for row in soup.select("thead tr")}
    return sorted(heads, key=len, reverse=True)  # one may begin as another does


def letters(text, heads):
    """Letters and digits, sorted out of heads that a table repeats on each page, and numbering."""
    text = re.sub(r"\d{1,2}\.", "", text)
    for head in heads:
        text = text.replace(head, "")
    return re.sub(r"[\W_]", "", text)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_space_stands_beside_full_width_punctuation(samples, name, document):
    html = render_fragment(Request(samples[name], "zh-CN", document))
    text = BeautifulSoup(html, "html.parser").get_text("|")
    assert re.findall(r".{,9}(?:[。，；：、！？）] | [。，；：、（！？）]).{,9}", text) == []


def test_the_pdf_is_tagged_and_its_fonts_are_embedded(samples):
    pypdf = pytest.importorskip("pypdf")
    import io

    for name, locale in (("hongye-cloud", "zh-CN"), ("severny-most", "ru-RU")):
        pdf = render_pdf(Request(samples[name], locale))
        reader = pypdf.PdfReader(io.BytesIO(pdf))
        assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert reader.trailer["/Root"]["/Lang"] == locale
        assert "/StructTreeRoot" in reader.trailer["/Root"]
        assert "pdfuaid" not in str(reader.xmp_metadata)  # nothing is claimed that is not checked
        tags = list(structure(reader.trailer["/Root"]["/StructTreeRoot"]))
        assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/Link"} <= {tag["/S"] for tag in tags}
        assert all(tag["/A"]["/Scope"] for tag in tags if tag["/S"] == "/TH")
        assert all(tag["/Alt"] for tag in tags if tag["/S"] == "/Figure")
        assert reader.metadata.title
        for sheet in reader.pages:
            for font in sheet["/Resources"]["/Font"].values():
                below = font.get_object()["/DescendantFonts"][0].get_object()
                assert any(key.startswith("/FontFile") for key in below["/FontDescriptor"])
        assert len(reader.pages) > 5


def structure(element):
    """The structure elements below one."""
    below = element.get("/K", [])
    for kid in below if isinstance(below, list) else [below]:
        tag = kid.get_object()
        if isinstance(tag, dict) and "/S" in tag:
            yield tag
            yield from structure(tag)


@pytest.mark.parametrize("name", NAMES)
def test_the_summary_is_one_page(samples, name):
    for locale in LOCALES:
        request = Request(samples[name], locale, "summary")
        assert len(pdf_pages(render_pdf(request))) == 1, locale


def test_header_and_footer_of_the_pdf(samples):
    pages = pdf_pages(render_pdf(Request(samples["aurora-nuvem"], "pt-BR")))
    for number, text in enumerate(pages, 1):
        assert f"Página {number} de {len(pages)}" in text
        assert "Versão 2.1" in text


def test_publishing_twice_gives_the_same_bytes(samples):
    first = published_files(samples["hongye-cloud"], ["zh-CN"], date(2026, 11, 21))
    second = published_files(samples["hongye-cloud"], ["zh-CN"], date(2026, 11, 21))
    assert first == second
    assert any(name.endswith(".pdf") for name in first)


def test_a_published_site_works_from_a_folder(samples):
    files = published_files(samples["severny-most"], LOCALES, date(2026, 11, 21), with_pdf=False)
    choices = BeautifulSoup(files["index.html"], "html.parser").select(".pkb-policy-choices a")
    assert [link.text for link in choices] == ["English", "Português", "简体中文", "Русский"]
    for name, text in files.items():
        if not name.endswith(".html"):
            continue
        soup = BeautifulSoup(text, "html.parser")
        for link in soup.find_all("a", href=True):
            target = link["href"]
            if re.match(r"https:|mailto:|tel:|#", target):
                continue
            path = (Path("/") / Path(name).parent / target).resolve().relative_to("/")
            assert str(path) in files, (name, target)
        assert not soup.find_all(src=re.compile("^https?:"))
        assert not soup.find("script", type="module")
        assert "does not exist" in text or soup.html["lang"] != "en"
    index = json.loads(files["index.json"])
    assert index["locales"] == LOCALES
    for entry in index["documents"]:
        assert all(path in files for path in entry["files"].values())


def test_publish_refuses_what_is_not_translated(tmp_path):
    source = Path(__file__).parent / "good.small.yml"
    out = tmp_path / "out"
    result = CliRunner().invoke(command, ["publish", str(source), "-o", str(out), "--no-pdf"])
    assert result.exit_code == 1
    assert "[policy-untranslated]" in result.output
    assert not out.exists()
    allowed = ["publish", str(source), "-o", str(out), "--no-pdf", "--allow-untranslated"]
    result = CliRunner().invoke(command, allowed)
    assert result.exit_code == 0, result.output
    assert "Текст" not in (out / "ru-RU/policy/index.html").read_text("utf-8")
    assert "pkb-policy-mark" in (out / "ru-RU/policy/index.html").read_text("utf-8")


@pytest.mark.parametrize("output", ["html", "md", "json", "pdf"])
def test_render_writes_one_file(tmp_path, output):
    out = tmp_path / f"x.{output}"
    source = DOCS / "policies" / "aurora-nuvem.yml"
    arguments = ["render", str(source), "--locale", "pt-BR", "--format", output, "-o", str(out)]
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 0, result.output
    content = out.read_bytes()
    assert content.startswith(
        {"html": b"<!doctype", "md": b"Aurora", "json": b"{", "pdf": b"%PDF"}[output]
    )
    if output != "pdf":
        assert b"suporte" in content


def test_bad_usage_exits_2(tmp_path):
    source = str(DOCS / "policies" / "aurora-nuvem.yml")
    out = str(tmp_path / "x")
    for arguments in (
        ["render", source, "--locale", "pt-PT", "--format", "html", "-o", out],
        ["render", source, "--locale", "en", "--format", "docx", "-o", out],
        ["new", "No Such Id"],
        ["publish", source, "-o", out, "--today", "soon"],
    ):
        assert CliRunner().invoke(command, arguments).exit_code == 2


def test_the_skeleton_passes_once_its_blanks_are_filled(tmp_path):
    path = tmp_path / "my-company.yml"
    result = CliRunner().invoke(
        command, ["new", "my-company", "--non-interactive", "-o", str(path)]
    )
    assert result.exit_code == 0
    blanks = {
        "the language that counts: pt-BR, zh-CN, ru-RU or en": "en",
        "pt-BR, zh-CN, ru-RU or en": "en",
        "the registered name of the company": "My Company Ltd.", "street and number": "Street 1",
        "city": "London", "two letters, such as BR": "GB",
        "direct-bill or indirect-reseller": "direct-bill",
        "an IANA name, such as America/Sao_Paulo": "Europe/London",
        "support address": "a@b.example",
        "+, country code and digits": "+442079460958",
    }  # fmt: skip
    before = CliRunner().invoke(command, ["check", str(path)])
    assert before.exit_code == 1
    text = path.read_text("utf-8")
    for blank, answer in blanks.items():
        assert f"TODO: {blank}" in text
        text = text.replace(f"TODO: {blank}", answer)
    path.write_text(text, "utf-8")
    after = CliRunner().invoke(command, ["check", str(path)])
    assert (after.exit_code, after.output) == (0, f"{path}: good\n")


def test_policy_new_asks(tmp_path):
    path = tmp_path / "mine.yml"
    answers = (
        "My Company Ltd.\nLondon\nGB\nen\nEurope/London\ndirect-bill\na@b.example\n+442079460958\n"
    )
    result = CliRunner().invoke(command, ["new", "mine", "-o", str(path)], input=answers)
    assert result.exit_code == 0, result.output
    text = path.read_text("utf-8").replace("TODO: street and number", "Street 1")
    assert load_policy(text, "mine.yml").policy.identity.legal_name == "My Company Ltd."
    again = CliRunner().invoke(command, ["new", "mine", "-o", str(path)], input=answers)
    assert again.exit_code == 2


def test_json_ld_has_the_types_and_no_empty_values(samples):
    for name in NAMES:
        value = policy_jsonld(samples[name], "en")
        assert value["@type"] == "Organization"
        assert len(value["contactPoint"]) == len(samples[name].contacts)
        assert {offer["priceCurrency"] for offer in value["makesOffer"]} <= {
            "BRL",
            "CNY",
            "RUB",
            "EUR",
            "USD",
        }
        for point in value["contactPoint"]:
            for opening in point["hoursAvailable"]:
                assert re.fullmatch(r"\d\d:\d\d", opening["opens"])
                assert re.fullmatch(r"\d\d:\d\d", opening["closes"])
        assert "null" not in json.dumps(value)


class Place:
    def __init__(self, locale, page):
        self.locale, self.page, self.root = locale, page, str(DOCS)
        self.policy_builder, self.catalogs = True, ""


def test_the_directive_quotes_a_policy_and_a_part_of_it():
    from partner_kb.errors import SourceError

    whole = render("aurora-nuvem", Place("pt-BR", "policies/aurora-nuvem.md"))
    assert "application/ld+json" in whole
    assert "<h1>" not in whole
    part = render("aurora-nuvem hours", Place("en", "guidance/x.md"))
    assert "Monday to Friday" in part
    assert "How to reach us" not in part
    assert 'data-pkb-policy-live="../../policies/aurora-nuvem/live.json"' in part
    assert "Aurora Nuvem" in render("", Place("en", "policies/index.md"))
    with pytest.raises(SourceError, match="Did you mean"):
        render("aurora-nuvm", Place("en", "x.md"))
    with pytest.raises(SourceError, match="has no section"):
        render("aurora-nuvem hour", Place("en", "x.md"))


def test_pages_are_mounted_in_each_locale():
    for locale in LOCALES:
        pages = {page.path: page.text for page in policy_pages(DOCS, locale)}
        assert set(pages) == {
            "policies/index.md", "policies/builder.md", *(f"policies/{name}.md" for name in NAMES)
        }  # fmt: skip
        assert all(text.startswith("---\ntitle: ") for text in pages.values())


def test_live_data_is_what_flows_read(samples):
    value = json.loads(live_json(samples["severny-most"], "ru-RU", date(2026, 11, 21)))
    assert value["id"] == "severny-most"
    assert set(value["terms"]) == {"a", "b", "c", ""}
    duty = value["channels"][0]
    assert duty["severities"] == ["a"]
    assert len(value["openNow"]["hours"][duty["hours"]]) == 1
    assert (
        policy_refs(DOCS, "flows/escalation.md")[0].data_url
        == "../../policies/aurora-nuvem/live.json"
    )


def test_site_files_are_cached_and_complete(tmp_path):
    files = site_files(DOCS, LOCALES, date(2026, 11, 21), tmp_path)
    again = site_files(DOCS, LOCALES, date(2026, 11, 21), tmp_path)
    assert files == again
    assert "policies/aurora-nuvem/live.json" in files
    assert "pt-BR/policies/aurora-nuvem/live.json" in files
    assert "assets/partner-kb/policy/holidays.B.bin" in files
