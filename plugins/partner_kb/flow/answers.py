"""Answers: which a question takes, in the one form in which they are kept.

In: a `Question` and what somebody typed, chose or linked. Out: the answer, or an `AnswerError`
whose code is the same here and in the browser (assets/js/flow/machine.js).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from partner_kb.flow.conditions import Answer

if TYPE_CHECKING:
    from partner_kb.flow.model import Question


class AnswerError(ValueError):
    """An answer that the question does not take; `code` is the same in Python and the browser."""

    def __init__(self, code: str, question: str, message: str) -> None:
        super().__init__(message)
        self.code, self.question = code, question


def accept(question: Question, answer: Answer) -> Answer:
    """The answer in its one form (a multiple choice in the order of the responses).

    Raises `AnswerError`, code `missing`, `unknown`, `exclusive`, `format` or `range`.
    """

    def refuse(code: str, message: str) -> AnswerError:
        return AnswerError(code, question.id, f'"{question.id}": {message}')

    if question.kind in ("single", "multiple"):
        chosen = answer if isinstance(answer, tuple) else (answer,)
        if not chosen or chosen == ("",):
            raise refuse("missing", "choose a response")
        known = [item.id for item in question.responses]
        if question.kind == "single" and len(chosen) != 1:
            raise refuse("unknown", "takes one response")
        if any(item not in known for item in chosen) or len(set(chosen)) != len(chosen):
            raise refuse("unknown", f"{list(chosen)} is not among {', '.join(known)}")
        exclusive = {item.id for item in question.responses if item.exclusive}
        if len(chosen) > 1 and exclusive.intersection(map(str, chosen)):
            raise refuse("exclusive", "an exclusive response stands alone")
        if question.kind == "single":
            return chosen[0]
        return tuple(item for item in known if item in chosen)
    if isinstance(answer, tuple):
        raise refuse("format", "takes one value")
    if answer == "":
        raise refuse("missing", "enter a value")
    value = _number(answer) if question.kind == "number" else iso_date(answer)
    if value is None:
        raise refuse("format", f"{answer!r} is not a {question.kind}")
    if not _within(question, value):
        raise refuse("range", f"{value} is outside {question.min} to {question.max}")
    return value


def _number(answer: str | int) -> int | None:
    if isinstance(answer, int):
        return None if isinstance(answer, bool) else answer
    digits = answer.removeprefix("-")
    return int(answer) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else None


def iso_date(answer: str | int) -> str | None:
    """The date as ISO text (`2026-11-21`), or None where it is none."""
    text = str(answer)
    parts = text.split("-")
    # Not every text that Python's `fromisoformat` takes: no weeks, no digits of other scripts.
    if [len(part) for part in parts] != [4, 2, 2] or not all(p.isdecimal() for p in parts):
        return None
    try:
        return date.fromisoformat(text).isoformat() if text.isascii() else None
    except ValueError:
        return None


def _within(question: Question, value: int | str) -> bool:
    low, high = question.min, question.max
    if isinstance(value, int):
        return not (isinstance(low, int) and value < low) and not (
            isinstance(high, int) and value > high
        )
    return not (isinstance(low, str) and value < low) and not (
        isinstance(high, str) and value > high
    )
