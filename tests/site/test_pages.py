"""What a page carries: roles, notices, attribution, facts, English beside the text, navigation."""

from __future__ import annotations

import json

import pytest

from site_project import MKDOCS_YML, PROJECT, build_project


def test_the_article_carries_roles_and_clouds(site):
    article = site.page("docset/a/").article
    assert article["data-pkb-roles"].split() == ["billing-admin", "helpdesk-agent"]
    assert article["data-pkb-applies-to"] == "partner-center"
    assert "data-pkb-applies-to" not in site.page("docset/b/").article.attrs


def test_an_unclassified_page_carries_no_roles(site):
    assert "data-pkb-roles" not in site.page("zh-CN/docset/d/").article.attrs


def test_badges_are_named_in_the_locale_and_lead_to_the_role(site):
    badge = site.page("pt-BR/docset/a/").select_one('.pkb-badges a[href$="roles/billing-admin/"]')
    assert badge["href"] == "../../roles/billing-admin/"
    assert badge.get_text() == "Administrador de cobrança"
    assert badge.find_previous("h1")


def test_a_machine_translation_says_so(site):
    notice = site.page("pt-BR/docset/a/").select_one('[data-pkb-notice="machine-translated"]')
    assert notice.a["href"] == "../../../docset/a/"
    assert site.page("docset/a/").select("[data-pkb-notice]") == []


def test_an_outdated_translation_gives_both_dates(site):
    notice = site.page("pt-BR/docset/a/").select_one('[data-pkb-notice="outdated"]')
    assert "2 de abril de 2020" in notice.get_text()
    assert "28 de janeiro de 2021" in notice.get_text()


def test_a_current_translation_has_no_notice(site):
    assert site.page("ru-RU/docset/c/").select("[data-pkb-notice]") == []


def test_attribution_names_source_licence_commit_and_change(site):
    block = site.page("pt-BR/docset/a/").select_one("[data-pkb-attribution]")
    hrefs = [link["href"] for link in block.select("a")]
    assert hrefs == [
        "https://docs.microsoft.com/pt-br/partner-center/a",
        "https://creativecommons.org/licenses/by/4.0/",
    ]
    assert "0123456789" in block.code.get_text()
    assert "1 de março de 2020" in block.get_text()


def test_a_page_of_ones_own_claims_no_author(site):
    assert site.page("docset/b/").select("[data-pkb-attribution]") == []


def test_facts_are_dated_and_sourced_with_safe_links_only(site):
    facts = site.page("pt-BR/docset/b/").select_one(".pkb-facts")
    assert "31 de julho de 2021" in facts.get_text()
    assert [link["href"] for link in facts.select("a")] == ["https://example.com/src"]


def test_edit_and_report_links(site):
    page = site.page("ru-RU/docset/c/")
    edit = page.select_one('a[rel="edit"]')
    assert edit["href"] == "https://example.com/repo/edit/main/docs/ru-RU/docset/c.md"
    report = page.select_one("[data-pkb-report]")["href"]
    assert report.startswith("https://example.com/new?title=%D0%A2")
    assert report.endswith("body=https%3A%2F%2Fexample.com%2Fkb%2Fru-RU%2Fdocset%2Fc%2F")


def test_english_stands_under_its_blocks_hidden(site):
    page = site.page("pt-BR/docset/a/")
    found = page.select("[data-pkb-english]")
    assert [item.get_text() for item in found] == [
        "First page",
        "Pay on time. See second.",
        "One thing",
    ]
    for item in found:
        assert item["lang"] == "en"
        assert item.has_attr("hidden")
    assert found[1].find_previous_sibling("p").get_text() == "Pague em dia. Veja a segunda."
    assert found[2].parent.name == "li"
    assert found[1].strong.get_text() == "Pay"


def test_the_english_toggle_waits_for_its_script(site):
    page = site.page("pt-BR/docset/a/")
    assert page.select_one("[data-pkb-english-toggle]").has_attr("hidden")
    assert page.select_one("[data-pkb-english-page]")["href"] == "../../../docset/a/"
    assert site.page("docset/a/").select("[data-pkb-english-toggle]") == []


def test_role_blocks_become_marked_elements(site):
    block = site.page("docset/b/").select_one(".pkb-roles-block")
    assert block["data-pkb-roles"] == "billing-admin"
    assert block.get_text().strip() == "Only you."


def nav_titles(page) -> list[str]:
    return [item.get_text() for item in page.select(".pkb-nav a, .pkb-nav__group")]


def test_navigation_opens_its_own_branch_only(site):
    titles = nav_titles(site.page("docset/a/"))
    assert titles[:5] == ["Home", "Start", "First", "Second", "Money"]
    assert "Third" not in titles
    assert "Third" in nav_titles(site.page("docset/c/"))


def test_a_locale_without_a_toc_uses_the_default_one_with_its_own_titles(site):
    page = site.page("ru-RU/docset/c/")
    current = page.select_one('.pkb-nav [aria-current="page"]')
    assert current.get_text() == "Третья страница"
    assert "lang" not in current.attrs
    group = page.select_one(".pkb-nav__group")
    assert (group.get_text(), group["lang"]) == ("Money", "en")


def test_a_locales_toc_is_completed_beside_the_same_neighbours(site):
    page = site.page("pt-BR/docset/b/")
    titles = nav_titles(page)
    start = titles.index("Comece")
    assert titles[start : start + 3] == ["Comece", "Primeira", "Second"]
    assert page.select_one('.pkb-nav [aria-current="page"]')["lang"] == "en"


@pytest.mark.parametrize("prefix", ["", "pt-BR/", "zh-CN/", "ru-RU/"])
def test_role_pages_list_by_topic_and_for_everyone(site, prefix):
    page = site.page(f"{prefix}roles/billing-admin/")
    links = [link["href"] for link in page.select("article .pkb-list a")]
    assert links[0] == "../../docset/a/"
    assert "../../docset/c/" in [link["href"] for link in page.select(".pkb-everyone a")]


def test_the_role_index_counts_and_crosses_topics(site):
    page = site.page("roles/")
    counts = {item.a.get_text(): item.span.get_text() for item in page.select(".pkb-role-grid li")}
    assert counts["Billing admin"] == "1 page"
    row = next(row for row in page.select(".pkb-matrix tbody tr") if "Billing" in row.th.get_text())
    assert [cell.get_text() for cell in row.select("td")] == ["1", "–"]


def test_the_a_z_lists_every_page_once(site):
    links = [link["href"] for link in site.page("zh-CN/a-z/").select(".pkb-letter a")]
    assert sorted(links) == ["../docset/a/", "../docset/b/", "../docset/c/", "../docset/d/"]


def test_home_shows_tasks_topics_roles_and_news_in_the_locale(site):
    home = site.page("pt-BR/")
    assert home.h1.get_text() == "Base de exemplo"
    assert [h.get_text() for h in home.select(".pkb-topic h3")] == ["Comece", "Money"]
    assert home.select_one(".pkb-tasks a")["href"] == "search/"
    assert home.select_one(".pkb-newest time")["datetime"] == "2020-04-02"
    assert home.select(".pkb-role-chips a")


def test_redirects_lead_to_pages_that_exist(site):
    moved = site.page("pt-BR/docset/old/")
    assert moved.html["lang"] == "pt-BR"
    assert moved.a["href"] == "../a/"
    assert not site.has("docset/gone")


def test_data_and_fragments_are_no_pages(site):
    names = {path.name for path in site.root.rglob("*") if path.suffix in (".yml", ".md", ".txt")}
    assert names == set()
    assert not site.has("includes/part")


def test_the_page_list_for_scripts(site):
    pages = json.loads((site.root / "assets/partner-kb/pages.ru-RU.json").read_text("utf-8"))
    by_url = {page["url"]: page for page in pages}
    assert by_url["ru-RU/docset/a/"]["lang"] == "en"
    assert by_url["ru-RU/docset/c/"]["title"] == "Третья страница"
    assert by_url["ru-RU/docset/a/"]["roles"] == ["billing-admin", "helpdesk-agent"]


def test_the_footer_holds_what_the_operator_set(site):
    footer = site.page("ru-RU/").select_one(".pkb-footer")
    links = {link["href"]: link.get_text() for link in footer.select("a")}
    assert links["https://beian.miit.gov.cn/"] == "京ICP备00000000号"
    assert "https://example.com/privacy" in links
    assert "Microsoft" in footer.get_text()


def test_no_page_asks_another_origin_for_anything(site):
    for path in site.root.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "fonts.g" not in text
        page = site.page(path.relative_to(site.root).as_posix())
        for element in page.select("script[src], img[src], link[rel=stylesheet], link[rel=icon]"):
            assert "://" not in (element.get("src") or element.get("href"))


def test_a_strict_build_warns_of_nothing(site):
    assert site.warnings == ()


def test_a_nav_of_ones_own_stands_for_every_locale(tmp_path, dead_links):
    nav = "nav: [docset/c.md, {Mine: [docset/a.md, docset/b.md]}]\n"
    files = {**PROJECT, "mkdocs.yml": MKDOCS_YML + nav}
    built = build_project(tmp_path, files)
    assert dead_links(built.root) == []
    page = built.page("pt-BR/docset/a/")
    assert nav_titles(page)[1:5] == ["Third page", "Mine", "Primeira página", "Second page"]


def test_a_faq_page_has_its_questions_as_structured_data(site):
    script = site.page("ru-RU/docset/faq/").select_one('script[type="application/ld+json"]')
    data = json.loads(script.string)
    assert (data["@type"], data["inLanguage"]) == ("FAQPage", "ru-RU")
    assert [question["name"] for question in data["mainEntity"]] == ["Можно?", "Нужно?"]
    assert "<em>можно</em>" in data["mainEntity"][0]["acceptedAnswer"]["text"]


@pytest.mark.parametrize("prefix", ["", "pt-BR/", "zh-CN/", "ru-RU/"])
def test_the_frame_of_a_page_is_small(site, prefix):
    for url in ("", "docset/a/", "a-z/", "roles/billing-admin/"):
        html = (site.root / prefix / url / "index.html").read_text("utf-8")
        before, article = html.split("<article", 1)
        _, after = article.rsplit("</article>", 1)
        assert len((before + after).encode()) < 5600, url


def test_styles_of_few_pages_are_linked_there_only(site):
    def parts(url: str) -> set[str]:
        links = site.page(url).select("link[rel=stylesheet]")
        return {link["href"].rsplit("/", 1)[-1].split(".")[0] for link in links}

    assert parts("") == {"material", "site", "home"}
    assert parts("ru-RU/docset/a/") == {"material", "site"}
    assert parts("search/") == {"material", "site", "search"}
    for path in site.root.rglob("index.html"):
        page = site.page(path.relative_to(site.root).as_posix())
        for link in page.select("link[rel=stylesheet]"):
            assert (path.parent / link["href"]).resolve().is_file()


@pytest.mark.parametrize("front", ["", "\n", "# title: none yet\n", "\n# a\n\n"])
def test_front_matter_that_says_nothing_is_none(tmp_path, front):
    text = f"---\n{front}---\n\n# Heading\n\nThe text.\n"
    site = build_project(tmp_path, {"mkdocs.yml": MKDOCS_YML, "docs/en/a.md": text})
    article = site.page("a/").select_one("article")
    assert article.h1.get_text() == "Heading"
    assert "--" not in article.get_text()
    assert not article.select("hr")
    assert "# a" not in article.get_text()
