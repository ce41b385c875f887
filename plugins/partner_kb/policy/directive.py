"""`::: policy …` on any page, and the pages of the policies.

- `::: policy ID`: the whole policy; `::: policy ID SECTION`: one section of it.
- `::: policy`: the list of all; `::: policy builder`: the builder.

In: the argument and where it stands. Out: HTML (or, for `policy_pages`, Markdown pages that hold
a directive). Policies are read from `<root>/policies/*.yml`, so this works in any host that
speaks Python-Markdown. Nothing depends on the day: what does ("open now") is in `live.json`,
which `site_data` makes and the browser fetches.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partner_kb.catalog_folder import catalog_folder
from partner_kb.directives import Context, MountedPage
from partner_kb.errors import Problem, SourceError, near_miss
from partner_kb.flow.policy_link import PolicyRef
from partner_kb.policy.builder_page import render_builder
from partner_kb.policy.files import policy_files
from partner_kb.policy.templating import policy_environment

if TYPE_CHECKING:
    from partner_kb.policy.model import Policy
    from partner_kb.policy.render import Request

BUILDER = "builder"


def render(argument: str, context: Context) -> str:
    """What the directive asks for; raises `SourceError` for an unknown policy or section."""
    root = Path(context.root)
    words = argument.split()
    policies = {policy.id: policy for policy in _policies(root)}
    if not words:
        return _index(list(policies.values()), root, context)
    if words[0] == BUILDER:
        if not context.policy_builder:
            message = "this site has no policy builder: `policy_builder` in mkdocs.yml is false"
            raise _refused(context, message, "no-builder")
        catalogs = catalog_folder(root, context.catalogs)
        return render_builder(context.locale, catalogs, list(policies.values()))
    policy = policies.get(words[0])
    if policy is None:
        hint = near_miss(words[0], policies)
        raise _refused(context, f'there is no policy "{words[0]}" in {root / "policies"}.{hint}')
    return _policy(policy, words[1:], context)


def _policy(policy: Policy, section: Sequence[str], context: Context) -> str:
    """A policy on a page, or the section of that name."""
    # Here, as in `_policies`.
    from partner_kb.policy.jsonld import jsonld_text
    from partner_kb.policy.publish import logo_data
    from partner_kb.policy.render import Request, render_fragment

    root = Path(context.root)
    request = Request(
        policy,
        context.locale,
        overlay=catalog_folder(root, context.catalogs),
        logo=logo_data(policy, root / "policies"),
        embedded=True,
    )
    page = context.page == f"policies/{policy.id}.md"
    return _site(
        "policy/site.html",
        context,
        root,
        fragment=_section(request, section[0], context) if section else render_fragment(request),
        live=f"{_relative(context.page, f'policies/{policy.id}/')}live.json",
        jsonld=jsonld_text(policy, context.locale) if page else "",
    )


def _section(request: Request, name: str, context: Context) -> str:
    from partner_kb.policy.render import render_section
    from partner_kb.policy.twin.view import sections_of

    known = [section.id for section in sections_of(request.policy, "policy")]
    if name not in known:
        message = f'the policy "{request.policy.id}" has no section "{name}"'
        raise _refused(context, f"{message}; it has: {', '.join(known)}.{near_miss(name, known)}")
    return render_section(request, name)


def _index(policies: Sequence[Policy], root: Path, context: Context) -> str:
    if not policies and not context.policy_builder:
        message = f"there is no policy to list in {root / 'policies'}"
        raise _refused(context, message, "no-policies")
    listed = [(policy, _relative(context.page, f"policies/{policy.id}/")) for policy in policies]
    builder = _relative(context.page, f"policies/{BUILDER}/") if context.policy_builder else ""
    return _site("policy/index.html", context, root, policies=listed, builder=builder)


def _site(template: str, context: Context, root: Path, **values: Any) -> str:
    catalogs = catalog_folder(root, context.catalogs)
    environment = policy_environment(context.locale, catalogs)
    return environment.get_template(template).render(locale=context.locale, **values)


def policy_pages(
    root: Path, locale: str, *, builder: bool = True, catalogs: str = ""
) -> tuple[MountedPage, ...]:
    """`policies/index.md`, `policies/builder.md` and one page for each policy of a locale.

    Without `builder` and without a policy there is nothing to list. `catalogs` is as in `Context`.
    """
    policies = _policies(root)
    names = ("index", BUILDER) if builder else ("index",) if policies else ()
    if not names:
        return ()
    environment = policy_environment(locale, catalog_folder(root, catalogs))
    pages = [
        MountedPage(
            f"policies/{name}.md",
            environment.get_template("policy/pages/page.md").render(name=name, policy=None),
        )
        for name in names
    ]
    for policy in policies:
        template = environment.get_template("policy/pages/page.md")
        text = template.render(name="policy", policy=policy)
        pages.append(MountedPage(f"policies/{policy.id}.md", text))
    return tuple(pages)


def policy_refs(root: Path, page: str) -> tuple[PolicyRef, ...]:
    """The policies that a flow's reader may choose, with addresses seen from `page`."""
    return tuple(
        PolicyRef(
            policy.id,
            policy.identity.trading_name or policy.identity.legal_name,
            f"{_relative(page, f'policies/{policy.id}/')}live.json",
            _relative(page, f"policies/{policy.id}/"),
        )
        for policy in _policies(root)
    )


def _policies(root: Path) -> tuple[Policy, ...]:
    """The policies below `root`, in the order of their file names."""
    if not policy_files(root):
        return ()
    # Here, so that a site without policies does not wait for pydantic.
    from partner_kb.policy.project import read_policies

    return read_policies(root)


def _refused(context: Context, message: str, code: str = "unknown-policy") -> SourceError:
    return SourceError(Problem(context.page, 1, 1, "error", code, message))


def _relative(page: str, target: str) -> str:
    """The address `target` seen from `page`; both below the locale's root."""
    stem = page.removesuffix(".md")
    place = (
        stem.removesuffix("index") if stem in ("index",) or stem.endswith("/index") else f"{stem}/"
    )
    return posixpath.relpath(f"/{target}", f"/{place}") + "/"
