"""`.openpublishing.redirection.json`: pages that moved.

https://learn.microsoft.com/contribute/content/how-to-write-redirects
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import yaml

from partner_kb.errors import Problem, SourceError
from partner_kb.ops.sanitize import is_safe_url

_LOCALE = re.compile(r"\A/?[a-z]{2,3}-[a-z]{2}/", re.I)


@dataclass(frozen=True, slots=True)
class Redirect:
    """From a docset path (`partner-center/old.md`) to a docset path or a URL."""

    source: str
    target: str
    place: tuple[int, int] = (1, 1)


def parse_redirects(text: str, shown: str) -> tuple[tuple[Redirect, ...], tuple[Problem, ...]]:
    """Read the file; a redirection that can't be used is a problem, the others stay.

    Raises `SourceError` where the JSON itself is broken.
    """
    try:
        value = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise SourceError(
            Problem(shown, line, getattr(error, "colno", 1), "error", "redirects-syntax",
                    f"not valid JSON: {getattr(error, 'msg', error)}")
        ) from error  # fmt: skip
    items = value.get("redirections") if isinstance(value, dict) else None
    if not isinstance(items, list):
        raise SourceError(
            Problem(shown, 1, 1, "error", "redirects-form",
                    'expected {"redirections": [{"source_path": …, "redirect_url": …}]}')
        )  # fmt: skip
    found: dict[str, Redirect] = {}
    problems: list[Problem] = []
    position = 0
    for item in items:
        source = _field(item, "source_path_from_root", "source_path").lstrip("/")
        target = _field(item, "redirect_url")
        at = text.find(json.dumps(source)[1:-1], position) if source else position
        position = at if at >= position else position
        place = (text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position))
        problem = _unusable(source, target)
        if problem:
            problems.append(Problem(shown, *place, "error", "redirect-unusable", problem))
        elif source in found and found[source].target != _target(target):
            problems.append(
                Problem(shown, *place, "warning", "redirect-duplicate",
                        f'"{source}" is redirected a second time; the first stays')
            )  # fmt: skip
        else:
            found.setdefault(source, Redirect(source, _target(target), place))
    return tuple(found.values()), tuple(problems)


def page_redirect(page: str, url: str, shown: str, place: tuple[int, int]) -> Redirect:
    """Where a page at docset path `page` leads, by its `redirect_url`, which may be relative to it.

    Raises `SourceError` where nobody can be sent there.
    """
    target = url.replace("\\", "/")
    if not urlsplit(target).scheme and not target.startswith("/"):
        folder = posixpath.dirname(page) if not target.startswith("~/") else ""
        inner = posixpath.normpath(posixpath.join(folder, target.removeprefix("~/")))
        target = inner if inner.startswith("..") else f"/{inner}"
    fault = _unusable(page, target)
    if ".." in target.split("/"):
        fault = f'"{url}" leads out of the source'
    elif not fault and _target(target) == page:
        fault = f'"{url}" leads to the page itself'
    if fault:
        raise SourceError(Problem(shown, *place, "error", "redirect-unusable", fault))
    return Redirect(page, _target(target), place)


def render_redirects(redirects: Mapping[str, str]) -> str:
    """The text of `redirects.yml`: one `from: to` a line, sorted."""
    return yaml.dump(
        dict(sorted(redirects.items())), allow_unicode=True, width=10_000,
        Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper),
    )  # fmt: skip


def _field(item: object, *names: str) -> str:
    if not isinstance(item, dict):
        return ""
    return next((str(item[name]).strip() for name in names if isinstance(item.get(name), str)), "")


def _unusable(source: str, target: str) -> str:
    if not source or not target:
        return "a redirection needs source_path and redirect_url, both texts"
    if ".." in source.split("/"):
        return f'"{source}" leads out of the docset'
    if not is_safe_url(target):
        return f'"{target}" is not an address that a reader may be sent to'
    return ""


def _target(url: str) -> str:
    """A redirect's target as a docset path where it is one."""
    parts = urlsplit(url)
    if parts.netloc and parts.netloc.lower() not in ("docs.microsoft.com", "learn.microsoft.com"):
        return url
    if not parts.netloc and parts.scheme:
        return url
    path = _LOCALE.sub("", parts.path).strip("/")
    return f"{path}.md" if path and not path.endswith(".md") else path or url
