"""The paths of a flow: every walk from the start to an outcome, as values and as JSON.

In: a flow that `check` has passed. Out: paths one after another, lazily, or a report of them.
A path answers with one answer for each class (see `explore`), so the paths are finite and cover
every turn that the flow can take.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from partner_kb.flow.explore import classes, explore, longest
from partner_kb.flow.model import Flow, State


def paths(flow: Flow) -> Iterator[State]:
    """Every walk to an outcome, depth first in the order of the responses."""
    answers = {name: classes(flow, question) for name, question in flow.questions.items()}
    stack = [flow.start()]
    while stack:
        state = stack.pop()
        if state.question is None:
            yield state
            continue
        stack.extend(state.respond(answer) for answer in reversed(answers[state.node_id]))


def report(flow: Flow, limit: int) -> dict[str, object]:
    """What `partner-kb flow paths` prints: counts are exact, at most `limit` paths are listed."""
    found = explore(flow)
    listed = list(islice(paths(flow), limit))
    return {
        "flow": flow.id,
        "count": found.count,
        "listed": len(listed),
        "questions": len(flow.questions),
        "outcomes": {name: found.paths.get(name, 0) for name in flow.outcomes},
        "never_reached": [name for name in found.never_reached if name in flow.outcomes],
        "longest": longest(flow)[flow.start_id],
        "longest_path": _path(max(listed, key=lambda state: len(state.given))) if listed else None,
        "paths": [_path(state) for state in listed],
    }


def _path(state: State) -> dict[str, object]:
    steps = [
        {"question": name, "answer": list(answer) if isinstance(answer, tuple) else answer}
        for name, answer in state.given
    ]
    return {"answers": steps, "outcome": state.node_id}
