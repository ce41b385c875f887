"""A person takes responsibility for a machine translation.

In: the text of a translated page. Out: the same with `translation: reviewed` in its `source:`
block, by whom, when and of which text; OPS source says `ms.translationtype: PE` (post-edited),
and the same three beside it.
"""

from __future__ import annotations

import re
from datetime import date

import yaml

from partner_kb.errors import Problem, SourceError
from partner_kb.segments import text_hash

_FRONT = re.compile(r"\A(\ufeff?---[ \t]*\n)(.*?)(^---[ \t]*$)", re.DOTALL | re.MULTILINE)
_BLOCK = re.compile(r"^source:[ \t]*\n((?:[ \t]+.*\n|[ \t]*\n)+)", re.MULTILINE)
_FLOW = re.compile(r"^source:[ \t]*(\{.*\})[ \t]*\n", re.MULTILINE)
_OPS = re.compile(r"^(ms\.translationtype:[ \t]*)(\S.*)$", re.MULTILINE | re.IGNORECASE)
_REVIEWED = re.compile(r"^reviewed(?:_by|_hash)?:.*\n", re.MULTILINE)
_REVIEW_KEYS = ("reviewed", "reviewed_by", "reviewed_hash")


def reviewed_page(text: str, path: str, *, by: str, on: date) -> str:
    """The page, marked as reviewed; only lines of its front matter change.

    Raises `SourceError` where the page has no machine translation to review.
    """
    crlf = "\r\n" in text
    text = text.replace("\r\n", "\n")
    match = _FRONT.match(text)
    front = _as_block(match[2]) if match else ""
    block = _BLOCK.search(front)
    ops = _OPS.search(front)
    if match is None or not (block or ops):
        message = "the page has no `source:` block in its front matter, so nothing to review"
        raise SourceError(Problem(path, 1, 1, "error", "review-nothing", message))
    body = text[match.end() :]
    if block:
        lines = _source_lines(block[1], path, by, on, text_hash(body))
        front = front[: block.start(1)] + lines + front[block.end(1) :]
    elif ops:
        said = "\n".join(_said(by, on, text_hash(body)))
        kept = _REVIEWED.sub("", front[ops.end(2) :].removeprefix("\n"))
        front = f"{front[: ops.start(2)]}PE\n{said}\n{kept}"
    result = f"{match[1]}{front}{match[3]}{body}"
    return result.replace("\n", "\r\n") if crlf else result


def _as_block(front: str) -> str:
    """The front matter with a `source: {…}` on one line written as a block."""
    flow = _FLOW.search(front)
    value = yaml.safe_load(flow[1]) if flow else None
    if flow is None or not isinstance(value, dict):
        return front
    block = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, default_flow_style=False)
    lines = "".join(f"  {line}\n" for line in block.splitlines())
    return f"{front[: flow.start()]}source:\n{lines}{front[flow.end() :]}"


def _source_lines(block: str, path: str, by: str, on: date, body_hash: str) -> str:
    lines = [line for line in block.split("\n") if line.strip()]
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    stated = next((line for line in lines if line.strip().startswith("translation:")), "")
    kind = stated.partition(":")[2].strip().strip("\"'")
    if kind not in {"machine", "reviewed"}:
        message = f'the translation is "{kind or "human"}"; only a machine translation is reviewed'
        raise SourceError(Problem(path, 1, 1, "error", "review-nothing", message))
    kept = [
        f"{indent}translation: reviewed" if line == stated else line
        for line in lines
        if line.strip().partition(":")[0] not in _REVIEW_KEYS
    ]
    kept += [f"{indent}{line}" for line in _said(by, on, body_hash)]
    return "\n".join(kept) + "\n"


def _said(by: str, on: date, body_hash: str) -> tuple[str, ...]:
    """The lines that say who read which text when; a name is one line, whatever it holds."""
    quoted = " ".join(by.split()).replace("\\", "\\\\").replace('"', '\\"')
    return (
        f"reviewed: {on.isoformat()}",
        f'reviewed_by: "{quoted}"',
        f'reviewed_hash: "{body_hash}"',
    )
