"""`::: flow <id>` on any page, `::: flow` for the list of flows, and the pages of the flows.

In: the argument of a directive and where it stands. Out: HTML (or, for `flow_pages`, Markdown
pages that hold a directive). Flows are read from `<root>/flows/*.yml`, titles of linked pages from
the pages below `<root>/<locale>/`, so this works in any host that speaks Python-Markdown.
"""

from __future__ import annotations

import gettext
import posixpath
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import yaml

from partner_kb.catalog import load_translations
from partner_kb.catalog_folder import catalog_folder
from partner_kb.directives import Context, MountedPage
from partner_kb.errors import Problem, SourceError, near_miss
from partner_kb.flow.answers import AnswerError, accept
from partner_kb.flow.files import flow_files
from partner_kb.flow.model import Flow, Link
from partner_kb.flow.policy_link import PolicyRef
from partner_kb.flow.render import render_callout, render_flow, render_index, render_page_stub
from partner_kb.flow.view import Place, Target
from partner_kb.policy.directive import policy_refs
from partner_kb.resources import locales_dir
from partner_kb.roles.load import read_vocabulary
from partner_kb.roles.vocabulary import Vocabulary

if TYPE_CHECKING:
    from partner_kb.flow.load import LoadedFlow


def render(argument: str, context: Context) -> str:
    """The flow of that id as HTML; without an id, the list of all flows.

    Raises `SourceError` where a flow is broken or the id is unknown.
    """
    root = Path(context.root)
    flows = {one.flow.id: one.flow for one in read_flows(root, context.catalogs)}
    place = _place(root, context, flows)
    if not argument.strip():
        urls = [(flow, _relative(context.page, f"flows/{flow.id}/")) for flow in flows.values()]
        return render_index(urls, place)
    flow = flows.get(argument.strip())
    if flow is None:
        message = f'there is no flow "{argument}" in {root / "flows"}.{near_miss(argument, flows)}'
        raise SourceError(Problem(context.page, 0, 0, "error", "unknown-flow", message))
    return render_flow(flow, place)


def flow_pages(root: Path, locale: str, *, catalogs: str = "") -> tuple[MountedPage, ...]:
    """`flows/index.md` and `flows/<id>.md` of a locale, as Markdown; nothing without flows.

    `catalogs` is as in `Context`.
    """
    flows = [one.flow for one in read_flows(root, catalogs)]
    if not flows:
        return ()
    catalog = load_translations(locale, catalog_folder(root, catalogs))
    pages = [MountedPage("flows/index.md", render_page_stub("index.md", catalog))]
    for flow in flows:
        text = render_page_stub(
            "flow.md",
            catalog,
            id=flow.id,
            title=catalog.gettext(flow.title),
            description=catalog.gettext(flow.description),
        )
        pages.append(MountedPage(f"flows/{flow.id}.md", text))
    return tuple(pages)


def callout(value: object, context: Context) -> str:
    """What the front matter `flow:` of a guidance page asks for, as HTML.

    `flow: escalation`, or `flow: {id: escalation, answers: {issue: billing}}`. Raises
    `SourceError` where the flow, a question or a response is unknown.
    """
    root = Path(context.root)
    flows = {one.flow.id: one.flow for one in read_flows(root, context.catalogs)}
    shape = {"id": value} if isinstance(value, str) else value
    if not isinstance(shape, Mapping) or set(shape) - {"id", "answers"}:
        raise _refuse(context, 'expected "flow: {id: escalation, answers: {issue: billing}}"')
    flow = flows.get(str(shape.get("id")))
    if flow is None:
        hint = near_miss(str(shape.get("id")), flows)
        raise _refuse(context, f'there is no flow "{shape.get("id")}".{hint}')
    query = urlencode(list(_pairs(flow, shape.get("answers") or {}, context)))
    url = _relative(context.page, f"flows/{flow.id}/") + (f"?{query}" if query else "")
    return render_callout(flow, url, _place(root, context, flows))


def read_flows(root: Path, catalogs: str = "") -> tuple[LoadedFlow, ...]:
    """The flows below `root`, in the order of their file names.

    Raises `SourceError` for whatever a reader can't walk: cycles, gaps, overlaps, nodes that
    nothing leads to, unknown roles and flows. Missing pages and translations, which leave a flow
    that works, are told by `partner-kb check`.
    """
    files = flow_files(root)
    if not files:
        return ()
    stamps = tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)
    vocabulary = _vocabulary(catalog_folder(root, catalogs))
    return _load(stamps, frozenset(role.id for role in vocabulary.roles))


@lru_cache(maxsize=4)
def _load(files: tuple[tuple[str, int, int], ...], roles: frozenset[str]) -> tuple[LoadedFlow, ...]:
    """Read once for all pages of a build; the key holds what changes when a file does."""
    # Here, so that a site without flows does not wait for pydantic.
    from partner_kb.flow.check import check_flow
    from partner_kb.flow.load import load_flows
    from partner_kb.flow.project import read_text

    loaded = load_flows([(read_text(Path(name)), name) for name, _, _ in files])
    known = frozenset(one.flow.id for one in loaded)
    found = [item for one in loaded for item in check_flow(one, roles=roles, flows=known)]
    errors = [item for item in found if item.severity == "error"]
    if errors:
        raise SourceError(errors)
    return loaded


def _refuse(context: Context, message: str) -> SourceError:
    return SourceError(Problem(context.page, 1, 1, "error", "bad-flow-link", message))


def _pairs(flow: Flow, answers: object, context: Context) -> Iterator[tuple[str, str]]:
    if not isinstance(answers, Mapping):
        raise _refuse(context, '"answers" is a mapping of questions to responses')
    for name, answer in answers.items():
        question = flow.questions.get(str(name))
        if question is None:
            hint = near_miss(str(name), flow.questions)
            raise _refuse(context, f'the flow "{flow.id}" has no question "{name}".{hint}')
        value = tuple(map(str, answer)) if isinstance(answer, list) else answer
        try:
            accepted = accept(question, value)
        except AnswerError as error:
            raise _refuse(context, f'the flow "{flow.id}": {error}') from None
        for item in accepted if isinstance(accepted, tuple) else (accepted,):
            yield question.id, str(item)


def _place(root: Path, context: Context, flows: Mapping[str, Flow]) -> Place:
    overlay = catalog_folder(root, context.catalogs)
    catalog = load_translations(context.locale, overlay)
    vocabulary = _vocabulary(overlay)

    def link(one: Link) -> Target | None:
        if one.external:
            return Target(one.page, catalog.gettext(one.text) if one.text else one.page)
        if one.flow is not None:
            title = catalog.gettext(flows[one.flow].title) if one.flow in flows else None
            url = _relative(context.page, f"flows/{one.flow}/")
            return Target(url, title) if title else None
        return _page_target(root, context, one, catalog)

    return Place(
        locale=context.locale,
        translations=catalog,
        role_name=lambda role: vocabulary.name(role, context.locale),
        role_url=lambda _role: None,
        link=link,
        policies=_policies(root, context.page),
    )


def _policies(root: Path, page: str) -> tuple[PolicyRef, ...]:
    """The policies that a reader may choose; none where one is broken, which its page tells."""
    try:
        return policy_refs(root, page)
    except SourceError:
        return ()


def _page_target(
    root: Path, context: Context, link: Link, catalog: gettext.NullTranslations
) -> Target | None:
    """A guidance page with its title in the page's locale, or else in English; None without it."""
    for locale in dict.fromkeys((context.locale, "en")):
        title = _page_title(root / locale / link.page)
        if title is not None:
            url = _relative(context.page, _url(link.page))
            url = f"{url}#{link.anchor}" if link.anchor else url
            if link.text:
                return Target(url, catalog.gettext(link.text))
            return Target(url, title, None if locale == context.locale else locale)
    return None


def _page_title(path: Path) -> str | None:
    """The title in a page's front matter; for a FAQ, in the metadata of its YAML file."""
    for candidate in (path, path.with_suffix(".yml")):
        if candidate.is_file():
            stamp = candidate.stat()
            return _read_title(str(candidate), stamp.st_mtime_ns, stamp.st_size)
    return None


@lru_cache(maxsize=4096)
def _read_title(path: str, _time: int, _size: int) -> str:
    text = Path(path).read_text("utf-8-sig", "replace")
    block = text.split("\n---", 1)[0].removeprefix("---") if text.startswith("---") else text
    try:
        value = yaml.safe_load(block)
    except yaml.YAMLError:  # the page's own check says what is wrong with it
        value = None
    fields = value if isinstance(value, dict) else {}
    nested = fields.get("metadata")
    title = fields.get("title") or (nested.get("title") if isinstance(nested, dict) else None)
    return str(title) if title else Path(path).stem


def _url(page: str) -> str:
    """A page's address below its locale's root, as MkDocs makes it with directory URLs."""
    stem = page.removesuffix(".md")
    if stem == "index":
        return ""
    return stem.removesuffix("index") if stem.endswith("/index") else f"{stem}/"


def _relative(page: str, target: str) -> str:
    """The address `target` seen from `page`; both below the locale's root."""
    return posixpath.relpath(f"/{target}", f"/{_url(page)}") + "/"


def _vocabulary(overlay: Path | None) -> Vocabulary:
    return read_vocabulary([locales_dir(), *([overlay] if overlay else [])])
