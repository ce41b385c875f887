"""What can be wrong with a flow that reads well: a `LoadedFlow` in, problems with places out.

First the graph (cycles, nodes that nothing leads to), then all situations that answers can make
(`explore`): conditions on questions that may not have been answered, routes that overlap or
leave a gap. Last what the flow names outside itself: pages, anchors, roles, translations.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from partner_kb.errors import Problem, near_miss
from partner_kb.flow.conditions import Answer
from partner_kb.flow.explore import Fault, TooComplexError, explore, order
from partner_kb.flow.messages import messages
from partner_kb.flow.model import Flow, Link, Route

if TYPE_CHECKING:
    from partner_kb.flow.load import LoadedFlow

Anchors = Callable[[str], Collection[str] | None]
"""Gives the anchors of a page by its path below the locale's folder; None where it has no page."""


def check_flow(
    loaded: LoadedFlow,
    *,
    anchors: Anchors | None = None,
    roles: Collection[str] | None = None,
    flows: Collection[str] | None = None,
    translations: Mapping[str, gettext.NullTranslations] | None = None,
    allow_untranslated: bool = False,
) -> tuple[Problem, ...]:
    """All problems of one flow, in the order of the file.

    What is None is not checked. A missing translation is an error in every language of the site,
    or a warning with `allow_untranslated`; the page would show English.
    """
    problems = [*_graph_problems(loaded)]
    if roles is not None:
        problems += _role_problems(loaded, roles)
    problems += _link_problems(loaded, anchors, flows)
    for locale, catalog in (translations or {}).items():
        problems += _translation_problems(loaded, locale, catalog, allow_untranslated)
    return tuple(sorted(problems))


def find_cycles(flow: Flow) -> tuple[tuple[Route, ...], ...]:
    """Cycles, each by its routes: one for each route that has to go for none to be left."""
    done: set[str] = set()
    found: list[tuple[Route, ...]] = []
    for first in flow.questions:
        walk: list[tuple[str, Iterator[Route]]] = []
        trail: list[Route] = []
        if first not in done:
            walk.append((first, iter(flow.questions[first].routes)))
        while walk:
            name, ahead = walk[-1]
            route = next((item for item in ahead if item.to not in done), None)
            open_names = [item for item, _ in walk]
            if route is None:
                done.add(name)
                walk.pop()
                if trail:
                    trail.pop()
            elif route.to in open_names:
                found.append((*trail[open_names.index(route.to) :], route))
            elif route.to in flow.questions:
                trail.append(route)
                walk.append((route.to, iter(flow.questions[route.to].routes)))
            else:
                done.add(route.to)
    return tuple(found)


def _graph_problems(loaded: LoadedFlow) -> Iterator[Problem]:
    flow, source = loaded.flow, loaded.source
    cycles = find_cycles(flow)
    for cycle in cycles:
        names = " → ".join((cycle[-1].to, *(route.to for route in cycle)))
        message = f"the flow comes back to a question it has asked: {names}"
        yield source.problem((*cycle[-1].at, "to"), "cycle", message)
    linked = set(order(flow))
    for node in flow.nodes:
        if node.id not in linked:
            message = f'nothing leads to "{node.id}" from the start, "{flow.start_id}"'
            yield source.problem((*node.at, "id"), "unreachable-node", message)
    if cycles:
        return
    try:
        found = explore(flow)
    except TooComplexError as error:
        at = (*flow.questions[error.question].at, "id")
        message = f"{error}: routes and conditions were not compared; condition on fewer questions"
        yield source.problem(at, "too-complex", message)
        return
    for name in found.never_reached:
        if name in linked:
            node_at = (flow.questions.get(name) or flow.outcomes[name]).at
            message = f'no answers lead to "{name}": the conditions before it never hold together'
            yield source.problem((*node_at, "id"), "unreachable-node", message)
    yield from _fault_problems(loaded, found.faults)
    if not found.faults:
        yield from _idle_routes(loaded, found.taken, linked.difference(found.never_reached))


def _idle_routes(
    loaded: LoadedFlow, taken: frozenset[Route], reached: Collection[str]
) -> Iterator[Problem]:
    for question in map(loaded.flow.questions.get, reached):
        if question is None:
            continue
        by_place: dict[tuple[str | int, ...], bool] = {}
        for route in question.routes:
            by_place[route.at] = by_place.get(route.at, False) or route in taken
        for at, used in by_place.items():
            if not used:
                message = f'no answers take this route of "{question.id}"'
                yield loaded.source.problem(at, "route-never-taken", message, warning=True)


def _fault_problems(loaded: LoadedFlow, faults: tuple[Fault, ...]) -> Iterator[Problem]:
    """One problem for each place, told with the first walk that shows it."""
    flow, source = loaded.flow, loaded.source
    told: set[tuple[object, ...]] = set()
    for fault in faults:
        walk = _walk(fault.sample)
        if fault.unanswered is not None:
            at = _condition_place(flow, fault)
            code = "condition-unanswered"
            message = (
                f'the condition asks for "{fault.unanswered}", which has not been answered '
                f"after {walk or 'the start'}"
            )
        elif fault.routes:
            at, code = fault.routes[1].at, "rules-overlap"
            line, column = source.place(fault.routes[0].at)
            message = f"this route and the one at {line}:{column} both fit after {walk}"
        else:
            at, code = (*flow.questions[fault.question].at, "to"), "rules-gap"
            response = flow.questions[fault.question].response(str(fault.sample[-1][1]))
            at = (*response.at, "to") if response else at
            message = f"no route fits after {walk}; add one, or {{otherwise: node}}"
        if (key := (at, code, fault.unanswered)) not in told:
            told.add(key)
            yield source.problem(at, code, message)


def _condition_place(flow: Flow, fault: Fault) -> tuple[str | int, ...]:
    if fault.question in flow.questions:
        routes = flow.questions[fault.question].routes
        return next((*r.at, "when") for r in routes if r.when == fault.condition)
    outcome = flow.outcomes[fault.question]
    lines = [line for line in outcome.lines if line.when == fault.condition]
    return (*lines[0].at, "when") if lines else (*outcome.at, "response")


def _walk(sample: tuple[tuple[str, Answer], ...]) -> str:
    answers = ((name, ",".join(a) if isinstance(a, tuple) else a) for name, a in sample)
    return " ".join(f"{name}={answer}" for name, answer in answers)


def _role_problems(loaded: LoadedFlow, roles: Collection[str]) -> Iterator[Problem]:
    for node in loaded.flow.nodes:
        for index, role in enumerate(node.roles):
            if role not in roles:
                message = f'unknown role "{role}".{near_miss(role, roles)}'
                yield loaded.source.problem((*node.at, "roles", index), "unknown-role", message)


def _link_problems(
    loaded: LoadedFlow, anchors: Anchors | None, flows: Collection[str] | None
) -> Iterator[Problem]:
    for link in (link for node in loaded.flow.nodes for link in node.links):
        if link.external:
            continue
        if link.flow is None:
            if ":" in link.page:
                message = f'"{link.page}" is no address to link to: those begin with https://'
                yield loaded.source.problem(link.at, "link-not-https", message)
            elif anchors is not None:
                yield from _page_problems(loaded, link, anchors)
        elif flows is not None and link.flow not in flows:
            message = f'there is no flow "{link.flow}".{near_miss(link.flow, flows)}'
            yield loaded.source.problem(link.at, "unknown-flow", message)


def _page_problems(loaded: LoadedFlow, link: Link, anchors: Anchors) -> Iterator[Problem]:
    found = anchors(link.page)
    if found is None:
        message = f'there is no page "{link.page}"; paths start below docs/<locale>/'
        yield loaded.source.problem(link.at, "page-missing", message)
    elif link.anchor and link.anchor not in found:
        message = f'"{link.page}" has no anchor "{link.anchor}".{near_miss(link.anchor, found)}'
        yield loaded.source.problem(link.at, "anchor-missing", message)


def _translation_problems(
    loaded: LoadedFlow, locale: str, catalog: gettext.NullTranslations, warning: bool
) -> Iterator[Problem]:
    """Each string that a locale lacks; one problem where its catalogs hold nothing yet."""
    texts = list(messages(loaded.flow))
    if not _is_begun(catalog):
        said = (
            f"none of the {len(texts)} texts is translated into {locale}; "
            f"run partner-kb i18n add {locale}, and translate them in its catalog"
        )
        yield loaded.source.problem(texts[0].at, "missing-translation", said, warning=warning)
        return
    for message in texts:
        if has_translation(catalog, message.text):
            continue
        text = message.text if len(message.text) <= 50 else f"{message.text[:47]}…"
        said = f'no {locale} translation of "{text}"; run partner-kb i18n update'
        yield loaded.source.problem(message.at, "missing-translation", said, warning=warning)


def _is_begun(catalog: gettext.NullTranslations) -> bool:
    """Whether a catalog, or one that it falls back on, translates anything."""
    one: gettext.NullTranslations | None = catalog
    while one is not None:
        if any(getattr(one, "_catalog", {})):
            return True
        one = getattr(one, "_fallback", None)
    return False


def has_translation(catalog: gettext.NullTranslations, text: str) -> bool:
    """Whether a catalog, or one that it falls back on, holds `text`, be it equal to the English."""
    one: gettext.NullTranslations | None = catalog
    while one is not None:
        # gettext has no public way to ask; both attributes are as old as the module.
        if text in getattr(one, "_catalog", {}):
            return True
        one = getattr(one, "_fallback", None)
    return False
