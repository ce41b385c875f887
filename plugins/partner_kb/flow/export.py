"""A flow as JSON: what the browser's state machine reads, and what other programs may.

In: a `Flow`. Out: plain values without text, so that one machine serves every language. The
version is a hash of them: two flows of one version route alike, and name the same roles.
"""

from __future__ import annotations

import hashlib
import json

from partner_kb.flow.explore import longest
from partner_kb.flow.model import Flow, Node, Question


def machine(flow: Flow) -> dict[str, object]:
    """The graph: `{id, version, start, questions: {id: …}, outcomes: {id: …}}`."""
    remaining = longest(flow)
    body: dict[str, object] = {
        "id": flow.id,
        "start": flow.start_id,
        "severity": flow.severity.question if flow.severity else None,
        "questions": {
            name: _question(item, remaining.get(name, 0)) for name, item in flow.questions.items()
        },
        "outcomes": {
            name: {"evidence": list(item.evidence), **_roles(item)}
            for name, item in flow.outcomes.items()
        },
        "evidence": {name: item.kind for name, item in flow.evidence.items()},
    }
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return {**body, "version": hashlib.sha256(canonical.encode()).hexdigest()[:8]}


def _question(question: Question, remaining: int) -> dict[str, object]:
    value: dict[str, object] = {"kind": question.kind, "remaining": remaining}
    if question.responses:
        value["responses"] = [item.id for item in question.responses]
        exclusive = [item.id for item in question.responses if item.exclusive]
        if exclusive:
            value["exclusive"] = exclusive
    for name in ("min", "max"):
        if getattr(question, name) is not None:
            value[name] = getattr(question, name)
    value["routes"] = [{"to": r.to, "when": r.when.as_json()} for r in question.routes]
    return value | _roles(question)


def _roles(node: Node) -> dict[str, object]:
    return {"roles": list(node.roles)} if node.roles else {}
