"""The policies of a project: `<docs>/policies/*.yml`, read once for all pages of a build.

In: the docs folder. Out: policies in the order of their file names; raises `SourceError` with
every problem of every file.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from partner_kb.errors import Problem, SourceError
from partner_kb.policy.load import LOCALES, Loaded, load_policy
from partner_kb.policy.model import Policy
from partner_kb.yaml_source import MAX_BYTES


def read_policies(root: Path) -> tuple[Policy, ...]:
    """The policies below `root`, an unfinished translation being no error here: it is marked."""
    files = sorted((root / "policies").glob("*.yml"))
    return _read(tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files))


def check_policies(root: Path) -> tuple[Problem, ...]:
    """Every problem of every policy below `root`, for `partner-kb check`."""
    files = sorted((root / "policies").glob("*.yml"))
    return tuple(problem for path in files for problem in read_file(path).problems)


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
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"not UTF-8: byte {error.start + 1} cannot be read"
        return Loaded(None, (Problem(str(path), 1, 1, "error", "encoding", message),))
    return load_policy(
        text, str(path), locales, strict=strict, allow_untranslated=allow_untranslated
    )


@lru_cache(maxsize=4)
def _read(files: tuple[tuple[str, int, int], ...]) -> tuple[Policy, ...]:
    """The key holds what changes when a file does."""
    found = [read_file(Path(name), allow_untranslated=True) for name, _, _ in files]
    errors = [p for one in found for p in one.problems if p.severity == "error"]
    if errors:
        raise SourceError(errors)
    return tuple(one.policy for one in found if one.policy is not None)
