"""What a module of `policy.twin` may hold, and what it says when it holds more.

The names that the modules define are known before the first of them is written.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field


class NotInSubset(Exception):  # noqa: N818 - a statement about code, shown to its author
    """A construct that has no translation."""


@dataclass(slots=True)
class World:
    """What the modules define: names of functions with their parameters, constants."""

    calls: dict[str, list[tuple[str, ast.expr | None]]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def declare(node: ast.stmt, module: str, world: World) -> None:
    """Add to `world` what a statement at the top of a module defines."""
    if isinstance(node, ast.FunctionDef):
        arguments = node.args
        missing: list[ast.expr | None] = [None] * (len(arguments.args) - len(arguments.defaults))
        parameters = zip(arguments.args, [*missing, *arguments.defaults], strict=True)
        world.calls[node.name] = [(arg.arg, default) for arg, default in parameters]
        name = node.name
    elif isinstance(node, ast.ClassDef):
        world.calls[node.name] = [
            (item.target.id, item.value)
            for item in node.body
            if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
        ]
        name = node.name
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        name = node.targets[0].id
    else:
        return
    if name in world.names:
        raise NotInSubset(f"{module} defines {name}, which {world.names[name]} has defined")
    world.names[name] = module


def refused(module: str, node: ast.AST, what: str) -> NotInSubset:
    """What to raise where there is no translation, with the place."""
    line = getattr(node, "lineno", 0)
    return NotInSubset(f"{module}:{line}: {what} ({type(node).__name__})")
