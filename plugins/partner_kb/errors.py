"""What can be wrong with a file, as values.

In: nothing. Out: `Problem`, which a parser collects, and `SourceError`, which carries problems
out of a call that cannot go on. The edges (cli, plugin) show them, once; the core never prints.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that a person must look at.

    `line` and `column` count from 1, `column` in code points; 0 where a whole file is meant.
    `code` is a stable kebab-case rule id, such as `link-target-missing`.
    """

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str

    def __str__(self) -> str:
        """`path:line:column: severity: message [code]`, one line whatever the message holds."""
        message = " ".join(self.message.split())
        return f"{self.path}:{self.line}:{self.column}: {self.severity}: {message} [{self.code}]"

    def as_dict(self) -> dict[str, str | int]:
        """The form that `--format json` prints."""
        return asdict(self)

    def at(self, path: str) -> Problem:
        """The same problem, told of another path."""
        return replace(self, path=path)


class SourceError(Exception):
    """One or more problems that stop a call; `problems` holds at least one `error`."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        found = (problems,) if isinstance(problems, Problem) else tuple(problems)
        if not found:
            raise ValueError("a SourceError needs at least one problem")
        self.problems: tuple[Problem, ...] = found
        super().__init__("\n".join(str(problem) for problem in found))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether a command that found these problems exits 1."""
    return any(problem.severity == "error" for problem in problems)


def near_miss(found: str, expected: Iterable[str]) -> str:
    """A sentence to end a message with: ` Did you mean "x"?`, or nothing where nothing is near."""
    choices = list(expected)
    folded = {choice.casefold(): choice for choice in choices}
    close = difflib.get_close_matches(found.casefold(), folded, n=1, cutoff=0.6)
    return f' Did you mean "{folded[close[0]]}"?' if close else ""
