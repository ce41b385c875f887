"""What a flow needs of the project around it: the pages it links to, and the role ids.

In: folders. Out: values for `check_flow`. This module reads files, for the command line; the
site's plugin knows its pages already and passes them itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from markdown_it.token import Token

from partner_kb.catalog import DOMAIN, load_translations
from partner_kb.errors import Problem, SourceError
from partner_kb.flow.check import Anchors, check_flow
from partner_kb.flow.files import flow_files
from partner_kb.flow.load import LoadedFlow, load_flow, twin_problems
from partner_kb.ops.headings import slugify
from partner_kb.resources import locales_dir
from partner_kb.roles.load import load_vocabulary
from partner_kb.yaml_source import MAX_BYTES

_PARSER = MarkdownIt("commonmark").enable("table")


def read_text(path: Path) -> str:
    """The file as text; raises `SourceError` where it is too large or not UTF-8."""
    if path.stat().st_size > MAX_BYTES:
        limit = f"the file is larger than {MAX_BYTES // 1024 // 1024} MB"
        raise SourceError(Problem(str(path), 1, 1, "error", "yaml-too-large", limit))
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(Problem(str(path), 1, 1, "error", "not-utf-8", str(error))) from None


def role_ids(locales: Path | None) -> frozenset[str]:
    """Every role id of the vocabulary, with the project's own."""
    folders = [locales_dir()] + ([locales] if locales else [])
    return frozenset(role.id for role in load_vocabulary(folders).roles)


def check_flows(
    docs: Path, locales: Path | None = None, wanted: Sequence[str] = ()
) -> tuple[Problem, ...]:
    """Every problem of the flows in `DOCS/flows`, for `partner-kb check`.

    `wanted` are the locales whose missing translations are told of.
    """
    files = flow_files(docs)
    problems: list[Problem] = []
    loaded: list[LoadedFlow] = []
    for path in files:
        try:
            loaded.append(load_flow(read_text(path), str(path)))
        except SourceError as error:
            problems += error.problems
    problems += twin_problems(loaded)
    catalogs = {locale: load_translations(locale, locales) for locale in wanted}
    roles = role_ids(locales) if files else frozenset()
    pages = english_folder(docs)
    for one in loaded:
        problems += check_flow(
            one,
            anchors=anchors_below(pages) if pages else None,
            roles=roles,
            flows=frozenset(path.stem for path in files) | {other.flow.id for other in loaded},
            translations=catalogs,
        )
    return tuple(problems)


def english_folder(docs: Path) -> Path | None:
    """The folder of the English pages, where there is one."""
    folder = docs / "en"
    return folder if folder.is_dir() else None


def catalog_locales(locales: Path | None) -> tuple[str, ...]:
    """The locales that a folder has catalogs for, as BCP 47."""
    if locales is None:
        return ()
    found = sorted(locales.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    return tuple(path.parent.parent.name.replace("_", "-") for path in found)


def flow_ids(flow_file: Path) -> frozenset[str]:
    """The names of the flow files beside this one, which by convention are their ids."""
    return frozenset(path.stem for path in flow_file.resolve().parent.glob("*.yml"))


def anchors_below(folder: Path) -> Anchors:
    """A function that gives the anchors of a page; each file is read once."""

    @cache
    def anchors(page: str) -> frozenset[str] | None:
        path = (folder / page).resolve()
        if not path.is_relative_to(folder.resolve()):
            return None
        if path.is_file():
            return heading_anchors(path.read_text("utf-8", "replace"))
        # A FAQ page is written as YAML and published under the name of a Markdown page.
        return frozenset() if path.with_suffix(".yml").is_file() else None

    return anchors


def heading_anchors(markdown: str) -> frozenset[str]:
    """The anchors of a page: slugs of its headings, `{#id}`, and ids in its HTML."""
    found: set[str] = set()
    heading = False
    for token in _PARSER.parse(markdown):
        if token.type == "html_block":
            found.update(_html_ids(token.content))
        if token.type == "inline":
            for child in token.children or ():
                if child.type == "html_inline":
                    found.update(_html_ids(child.content))
            if heading:
                found.update(_heading_ids(token))
        heading = token.type == "heading_open"
    return frozenset(found)


def _heading_ids(token: Token) -> set[str]:
    shown = "".join(
        child.content for child in token.children or () if child.type in ("text", "code_inline")
    )
    text, brace, rest = shown.partition("{#")
    return {rest.partition("}")[0].strip()} if brace else {slugify(text)}


def _html_ids(html: str) -> set[str]:
    tags = BeautifulSoup(html, "html.parser").find_all(True)
    return {str(tag[name]) for tag in tags for name in ("id", "name") if tag.get(name)}
