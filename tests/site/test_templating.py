"""Environments of catalogs: each speaks its own language, and what is compiled is shared."""

from __future__ import annotations

from gettext import NullTranslations
from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest
from markupsafe import Markup

from partner_kb.mkdocs_plugin.environment import words_language
from partner_kb.resources import templates_dir
from partner_kb.templating import catalog_environment


class _Spanish(NullTranslations):
    def gettext(self, message: str) -> str:
        return {"Yes": "Sí"}.get(message, message)


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that Jinja compiles from here on."""
    names: list[str] = []
    compile_one = jinja2.Environment.compile

    def remember(env: jinja2.Environment, source: str, name: str, filename: str) -> object:
        names.append(name)
        return compile_one(env, source, name, filename)

    monkeypatch.setattr(jinja2.Environment, "compile", remember)
    return names


def test_a_template_is_compiled_once_for_all_languages(tmp_path: Path, compiled: list[str]) -> None:
    (tmp_path / "page.html").write_text('{{ _("Yes") }}', "utf-8")

    def render(catalog: NullTranslations) -> str:
        return catalog_environment(catalog, folder=tmp_path).get_template("page.html").render()

    assert [render(NullTranslations()), render(_Spanish())] == ["Yes", "Sí"]
    assert compiled == ["page.html"]


def test_other_options_compile_anew(tmp_path: Path, compiled: list[str]) -> None:
    (tmp_path / "page.txt").write_text("{% if true %}\n{{ '<' ~ text }}\n{% endif %}\n", "utf-8")

    def render(**options: bool) -> str:
        env = catalog_environment(NullTranslations(), folder=tmp_path, **options)
        return env.get_template("page.txt").render(text="<")

    assert render() == "\n&lt;&lt;\n"
    assert render(autoescape=False) == "\n<<\n"
    assert render(autoescape=False, trim_blocks=True) == "<<\n"
    assert render() == "\n&lt;&lt;\n"
    assert len(compiled) == 3


def test_a_changed_template_is_compiled_anew(tmp_path: Path, compiled: list[str]) -> None:
    page = tmp_path / "page.html"
    for text in ("one", "two", "one"):
        page.write_text(text, "utf-8")
        env = catalog_environment(NullTranslations(), folder=tmp_path)
        assert env.get_template("page.html").render() == text
    assert len(compiled) == 3


def test_folders_with_one_name_do_not_share(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.html").write_text(name, "utf-8")
        env = catalog_environment(NullTranslations(), folder=tmp_path / name)
        assert env.get_template("page.html").render() == name


def test_sentences_of_ours_are_marked_as_english_where_a_locale_has_no_catalog() -> None:
    marked = ' lang="en" dir="ltr"'
    assert words_language("ar-SA", NullTranslations()) == marked
    assert words_language("es-MX", _Spanish()) == ""
    assert words_language("en-GB", NullTranslations()) == ""
    env = catalog_environment(NullTranslations(), folder=templates_dir() / "theme" / "pkb")
    footer = env.get_template("footer.html")
    options = SimpleNamespace(disclaimer=True, privacy_url="", icp_number="")
    kb = SimpleNamespace(options=SimpleNamespace(footer=options))
    html = footer.render(kb=kb, config={"copyright": ""}, pkb_words_language=Markup(marked))
    assert '<p lang="en" dir="ltr">This site is not affiliated' in html
