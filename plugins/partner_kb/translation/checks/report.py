"""Problems in the forms that build servers read: GitHub annotations and SARIF 2.1.0.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from partner_kb import __version__
from partner_kb.errors import Problem
from partner_kb.translation.checks import RULES


def github_annotations(problems: Sequence[Problem]) -> str:
    """One `::error file=…,line=…::message` line for each problem."""
    return "\n".join(
        f"::{one.severity} file={_property(one.path)},line={max(1, one.line)},"
        f"col={max(1, one.column)},title={_property(one.code)}::{_data(one.message)}"
        for one in problems
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def sarif(problems: Sequence[Problem]) -> str:
    """A SARIF log with one run."""
    codes = sorted({one.code for one in problems} | set(RULES))
    rules = [{"id": code, "shortDescription": {"text": RULES.get(code, code)}} for code in codes]
    log: dict[str, Any] = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "partner-kb", "version": __version__, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(one, codes.index(one.code)) for one in problems],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1)


def _result(problem: Problem, index: int) -> dict[str, Any]:
    region = {"startLine": max(1, problem.line), "startColumn": max(1, problem.column)}
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": problem.severity,
        "message": {"text": problem.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(problem.path)},
                    "region": region,
                }
            }
        ],
    }


def _uri(path: str) -> str:
    """A relative path as a relative reference, so that it holds wherever the files lie."""
    return Path(path).as_uri() if Path(path).is_absolute() else quote(path)
