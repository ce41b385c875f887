"""What the build writes for the role filter, and that the browser counts as Python does."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from partner_kb.catalog import load_translations
from partner_kb.collation import sort_key
from partner_kb.mkdocs_plugin.reading_order import item_places
from partner_kb.mkdocs_plugin.script_strings import script_strings
from partner_kb.resources import locales_dir
from partner_kb.roles.load import load_vocabulary
from roles_project import FOR_BILLING, PAGES, ROLES_PROJECT
from site_project import LOCALES, Built, build_project, prefix_of


@pytest.fixture(scope="module")
def filtered(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_project(tmp_path_factory.mktemp("roles"), ROLES_PROJECT)


def data(site: Built, name: str, locale: str = "en"):
    return json.loads((site.root / f"assets/partner-kb/{name}.{locale}.json").read_text("utf-8"))


def in_node(**given: object) -> dict:
    script = Path(__file__).parent / "roles-matching.mjs"
    empty = {"choices": [], "pages": [], "numbers": [], "tree": []}
    done = subprocess.run(
        ["node", str(script)],
        input=json.dumps({**empty, **given}),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


def test_matching_roles_are_the_same_in_both_languages(filtered):
    vocabulary = load_vocabulary([locales_dir()])
    ids = [role.id for role in vocabulary.roles]
    chosen = [[], *([one] for one in ids), *([a, b] for a in ids for b in ids), ids]
    choices = [{"roles": roles, "applies": []} for roles in chosen]
    found = in_node(vocabulary=data(filtered, "roles"), choices=choices)["matching"]
    assert found == [sorted(vocabulary.matching(roles)) for roles in chosen]
    assert any(role.implies for role in vocabulary.roles)
    assert any(role.matches_all for role in vocabulary.roles)


@pytest.mark.parametrize("locale", LOCALES)
def test_plural_forms_are_those_of_the_catalog(filtered, locale):
    vocabulary = data(filtered, "roles", locale)
    translations = load_translations(locale)
    numbers = [*range(1200), 9999, 10001, 100021, 1000000]
    forms = in_node(vocabulary=vocabulary, numbers=numbers)["forms"]
    for number, form in zip(numbers, forms, strict=True):
        expected = translations.ngettext("{shown} of {all} page", "{shown} of {all} pages", number)
        assert vocabulary["strings"]["of"][form] == expected, number


@pytest.mark.parametrize("locale", LOCALES)
def test_every_string_is_in_the_language_of_the_site(locale):
    english = script_strings(load_translations("en"), "roles")[1]
    rule, texts = script_strings(load_translations(locale), "roles")
    assert len(rule) == 200
    for key, text in texts.items():
        forms = text if isinstance(text, list) else [text]
        assert all(form or key == "comma" for form in forms)
        if locale != "en" and key not in ("comma",):
            assert text != english[key], key


@pytest.mark.parametrize("locale", LOCALES)
def test_the_picker_is_localized_grouped_and_sorted(filtered, locale):
    picker = BeautifulSoup(data(filtered, "role-picker", locale)["html"], "lxml")
    vocabulary = load_vocabulary([locales_dir()])
    legends = [one.get_text() for one in picker.select(".pkb-picker__body > fieldset > legend")]
    groups = legends[:-1]  # the last one is "Applies to"
    assert groups == sorted(groups, key=lambda text: sort_key(text, locale))
    for fieldset in picker.select("fieldset"):
        names = [label.get_text() for label in fieldset.select("label > span")]
        assert names == sorted(names, key=lambda text: sort_key(text, locale))
    for box in picker.select("input[type=checkbox]"):
        assert box.parent.span.get_text() == vocabulary.name(box["value"], locale)
    chosen = {box["value"] for box in picker.select("input[name=role]")}
    assert chosen == {role.id for role in vocabulary.roles if not role.matches_all}
    with_pages = {
        box["value"] for box in picker.select(".pkb-picker__body > fieldset input[name=role]")
    }
    assert with_pages == {"billing-admin", "global-admin", "helpdesk-agent"}
    services = [box["value"] for box in picker.select("input[name=applies]")]
    assert sorted(services) == ["partner-center", "partner-center-germany"]


def test_names_are_escaped_and_a_group_without_a_name_is_its_own(tmp_path):
    roles = """\
roles:
  odd: {group: <b>odd</b>, names: {en: "<img src=x>"}}
  boss: {names: {en: Boss}, implies: [odd]}
"""
    files = {
        **{name: ROLES_PROJECT[name] for name in ("mkdocs.yml", "docs/en/open.md")},
        "docs/en/odd.md": ROLES_PROJECT["docs/en/a.md"].replace("billing-admin", "odd"),
        "locales/roles.yml": roles,
    }
    site = build_project(tmp_path, files)
    picker = BeautifulSoup(data(site, "role-picker")["html"], "lxml")
    assert picker.select("img, b") == []
    assert "<b>odd</b>" in [legend.get_text() for legend in picker.select("legend")]
    assert (
        site.page("roles/boss/").select_one("[data-pkb-listed] > li a").get_text() == "Alpha page"
    )
    assert "Boss" in site.page("roles/").select_one(".pkb-role-grid").get_text()
    assert picker.find("input", value="odd").parent.span.get_text() == "<img src=x>"


@pytest.mark.parametrize("locale", LOCALES)
def test_pages_are_in_reading_order_and_lists_know_their_places(filtered, locale):
    pages = data(filtered, "pages", locale)
    assert len(pages) == PAGES
    urls = [listed["url"].removeprefix(prefix_of(locale)) for listed in pages]
    assert urls[:4] == ["a/", "b/", "everyone/", "open/"]
    assert urls[-1] == "mixed/"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_tree_for_scripts_is_that_of_the_pages(filtered, locale):
    """Its leaves in order are the pages; what a page shows of the navigation is in it."""
    pages = data(filtered, "pages", locale)
    tree = in_node(tree=data(filtered, "nav", locale), pages=pages)["tree"]
    leaves = [node for node in _walk(tree) if node["place"] >= 0]
    assert [node["place"] for node in leaves] == list(range(PAGES))
    assert [node["url"] for node in leaves] == [page["url"] for page in pages]
    known = {(node["name"], node["lang"], node["first"]) for node in _walk(tree)}
    for address in ("", "a/", "many/m00/", "many/m15/", "many/m29/", "a-z/"):
        path = prefix_of(locale) + address
        page = filtered.page(path)
        base = f"http://x/{path}"
        for link in page.select(".pkb-nav > ul:first-child li:not(.pkb-nav__cut) > a"):
            url = urlsplit(urljoin(base, link["href"])).path.removeprefix("/")
            assert (link.get_text(), link.get("lang", ""), url) in known
        for cut in page.select(".pkb-nav__cut a"):
            assert urljoin(base, cut["href"]) == f"http://x/{prefix_of(locale)}a-z/"
    page = filtered.page(f"{prefix_of(locale)}many/m15/")
    shown = [link.get_text() for link in page.select(".pkb-nav ul ul li:not(.pkb-nav__cut) > a")]
    assert [name for name in shown if name.startswith("Many ")] == [
        f"Many {number}" for number in range(11, 20)
    ]
    assert "11" in page.select_one(".pkb-nav__cut").get_text()


def _walk(nodes: list[dict]) -> list[dict]:
    return [one for node in nodes for one in (node, *_walk(node["children"]))]


def _read(text: str) -> list[int]:
    found: list[int] = []
    for part in text.split():
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def test_the_browser_counts_what_python_lists(filtered):
    pages, vocabulary = data(filtered, "pages"), data(filtered, "roles")
    choices = [
        {"roles": ["billing-admin"], "applies": []},
        {"roles": ["billing-admin"], "applies": ["partner-center"]},
        {"roles": ["helpdesk-agent"], "applies": ["partner-center"]},
        {"roles": ["global-admin"], "applies": []},
        {"roles": ["sales-agent"], "applies": []},
        {"roles": [], "applies": []},
    ]
    found = in_node(vocabulary=vocabulary, choices=choices, pages=pages)["shown"]
    assert found == [FOR_BILLING, FOR_BILLING - 1, 25, FOR_BILLING + 1, 2, PAGES]


@pytest.mark.parametrize(
    ("places", "text"),
    [
        ([], ""),
        ([4], "4"),
        ([4, 5, 6, None, 2], "4-6,,2"),
        ([None, 3, 2, 1], ",3,2,1"),
        ([0, 1, 3, 4], "0-1,3-4"),
        ([1, None], "1,"),
    ],
)
def test_a_list_tells_the_place_of_each_item(places, text):
    assert item_places(places) == text


@pytest.mark.parametrize("locale", LOCALES)
def test_each_list_names_the_places_of_its_items_in_their_order(filtered, locale):
    prefix = prefix_of(locale)
    pages = json.loads(
        (filtered.root / f"assets/partner-kb/pages.{locale}.json").read_text("utf-8")
    )
    for address in ("", "a-z/", "roles/", "roles/global-admin/"):
        page = filtered.page(f"{prefix}{address}")
        lists = page.select("[data-pkb-listed]")
        assert lists or address == "roles/"
        for found in lists:
            titles = [item.a.get_text() for item in found.select(":scope > li")]
            places = _read_items(found["data-pkb-listed"])
            assert [pages[place]["title"] for place in places] == titles
    items = filtered.page(f"{prefix}a-z/").select("[data-pkb-listed] > li")
    assert len(items) == len(pages)


@pytest.mark.parametrize("locale", LOCALES)
def test_without_scripts_a_landing_page_lists_all_that_the_role_may_want(filtered, locale):
    page = filtered.page(f"{prefix_of(locale)}roles/global-admin/")
    own = page.select("[data-pkb-section]:not(.pkb-everyone) [data-pkb-listed] > li > a")
    for_all = page.select(".pkb-everyone [data-pkb-listed] > li > a")
    assert len(own) + len(for_all) == FOR_BILLING + 1  # implied roles count
    assert len(for_all) == 2
    index = filtered.page(f"{prefix_of(locale)}roles/")
    grid = {link["href"].strip("./") for link in index.select(".pkb-role-grid a")}
    assert grid == {"all-users", "billing-admin", "global-admin", "helpdesk-agent"}
    link = filtered.page(f"{prefix_of(locale)}a/").select_one("header [data-pkb-role-picker] a")
    assert link["href"] == "../roles/"
    assert link.get_text(strip=True)


def test_front_matter_wins_over_a_role_line(tmp_path):
    raw = (
        "---\ntitle: T\nms.topic: article\nroles: [sales-agent]\n---\n\n"
        "# T\n\n**Appropriate roles**\n\n- Billing admin\n- Global admin\n\nText.\n"
    )
    plain = raw.replace("roles: [sales-agent]\n", "")
    files = {
        "mkdocs.yml": ROLES_PROJECT["mkdocs.yml"],
        "docs/en/partner-center/own.md": raw,
        "docs/en/partner-center/line.md": plain,
    }
    site = build_project(tmp_path, files)
    own = site.page("partner-center/own/").article
    assert own["data-pkb-roles"] == "sales-agent"
    assert "Appropriate roles" not in own.get_text()
    assert "Text." in own.get_text()
    line = site.page("partner-center/line/").article
    assert line["data-pkb-roles"] == "billing-admin global-admin"


def test_without_a_table_of_contents_nothing_is_called_a_topic(tmp_path):
    text = "---\ntitle: T\nroles: [sales-agent]\n---\n\n# T\n\nText.\n"
    files = {"mkdocs.yml": ROLES_PROJECT["mkdocs.yml"], "docs/en/a.md": text, "docs/en/b.md": text}
    site = build_project(tmp_path, files)
    home, index, role = (site.page(path).article for path in ("", "roles/", "roles/sales-agent/"))
    assert home.select_one("#pkb-topics").get_text() == "All pages"
    assert index.select(".pkb-role-grid a")
    assert not index.select(".pkb-matrix")
    assert [heading.get_text() for heading in role.select("h2")] == ["Pages"]


def _read_items(text: str) -> list[int]:
    """The numbers in "4-6,2"."""
    return [number for part in text.split(",") for number in _read(part)]
