"""Python to JavaScript, for the few modules that run twice.

In: the text of the modules of `policy.twin`, in the order of their imports. Out: one ES module.
Whatever lies outside the subset raises `NotInSubset` with its place, so that nothing is
translated by half. The meaning of operators that differ (truth of empty lists, `==` of lists,
floor division, code points) is in assets/js/policy/runtime.js, called `$` here.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping

from partner_kb.policy.tojs_expressions import Expressions
from partner_kb.policy.tojs_statements import Statements
from partner_kb.policy.tojs_subset import World, declare


def to_javascript(modules: Mapping[str, str], primitives: Iterable[str]) -> str:
    """One ES module from modules by name; `primitives` come from the runtime.

    Names are shared by all modules, so a name that two of them define is refused.
    """
    world = World(names=dict.fromkeys(primitives, "primitives"))
    trees = {name: ast.parse(text, name) for name, text in modules.items()}
    for name, tree in trees.items():
        for node in tree.body:
            declare(node, name, world)
    out = [
        "// Made by partner_kb.policy.tojs from partner_kb/policy/twin/*.py: change it there.",
        'import * as $ from "./runtime.js";',
        "const { " + ", ".join(sorted(primitives)) + " } = $;",
    ]
    for name, tree in trees.items():
        writer = Statements(Expressions(name, world))
        for node in tree.body:
            out += writer.top(node)
    return "\n".join(out) + "\n"
