"""The policies of a project: `<docs>/policies/*.yml`, read once for all pages of a build.

In: the docs folder. Out: policies in the order of their file names; raises `SourceError` with
every problem of every file.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from partner_kb.errors import Problem, SourceError
from partner_kb.files import read_text
from partner_kb.policy.files import policy_files
from partner_kb.policy.load import LOCALES, Loaded, load_policy
from partner_kb.policy.model import Policy
from partner_kb.yaml_source import MAX_BYTES, read_yaml

SITE_PAGES = ("index", "builder")
"""What lies beside the policies' pages below `policies/`."""


def read_policies(root: Path) -> tuple[Policy, ...]:
    """The policies below `root`, an unfinished translation being no error here: it is marked."""
    files = policy_files(root)
    return _read(tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files))


def check_policies(root: Path, locales: Sequence[str] = LOCALES) -> tuple[Problem, ...]:
    """Every problem of every policy below `root`, for `partner-kb check`.

    `locales` are those of the site: texts that are given by language are wanted in each of them.
    """
    files = policy_files(root)
    found = [read_file(path, locales) for path in files]
    taken = _taken_identifiers(files, found)
    return (*(problem for one in found for problem in one.problems), *taken)


def read_file(
    path: Path,
    locales: Sequence[str] = LOCALES,
    *,
    strict: bool = False,
    allow_untranslated: bool = False,
) -> Loaded:
    """One file, however large or broken it is; the options are those of `load_policy`."""
    if path.stat().st_size > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1024 // 1024} MB"
        return Loaded(None, (Problem(str(path), 1, 1, "error", "yaml-too-large", message),))
    try:
        text = read_text(path)
    except SourceError as error:
        return Loaded(None, error.problems)
    return load_policy(
        text, str(path), locales, strict=strict, allow_untranslated=allow_untranslated
    )


@lru_cache(maxsize=4)
def _read(files: tuple[tuple[str, int, int], ...]) -> tuple[Policy, ...]:
    """The key holds what changes when a file does."""
    paths = [Path(name) for name, _, _ in files]
    found = [read_file(path, allow_untranslated=True) for path in paths]
    errors = [p for one in found for p in one.problems if p.severity == "error"]
    errors += _taken_identifiers(paths, found)
    if errors:
        raise SourceError(errors)
    return tuple(one.policy for one in found if one.policy is not None)


def _taken_identifiers(files: Sequence[Path], found: Sequence[Loaded]) -> list[Problem]:
    """A policy's page is at its identifier, where there must be no other page."""
    problems: list[Problem] = []
    first: dict[str, Path] = {}
    for path, policy in ((path, one.policy) for path, one in zip(files, found, strict=True)):
        if policy is None:
            continue
        if policy.id in SITE_PAGES:
            other = f"a page of every site, policies/{policy.id}"
        elif policy.id in first:
            other = first[policy.id].name
        else:
            first[policy.id] = path
            continue
        source, _ = read_yaml(path.read_text("utf-8-sig"), str(path))
        if source is not None:
            message = f'the identifier "{policy.id}" belongs to {other}: choose another'
            problems.append(source.problem(("id",), "policy-id-taken", message))
    return problems
