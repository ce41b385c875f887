"""Statements of the subset, as lines of JavaScript: functions, records, constants.

In: nodes of one module. Out: lines. Every name that a function assigns is declared at its head.
"""

from __future__ import annotations

import ast

from partner_kb.policy.tojs_expressions import Expressions


class Statements:
    """Writes the statements of one module; `write` writes what is in them."""

    def __init__(self, write: Expressions) -> None:
        self.write = write

    def top(self, node: ast.stmt) -> list[str]:
        """A statement of the module; imports and docstrings vanish."""
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            return []
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return []
        if isinstance(node, ast.FunctionDef):
            return self._function(node)
        if isinstance(node, ast.ClassDef):
            return self._record(node)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            return [f"export const {node.targets[0].id} = {self.write.expr(node.value)};"]
        raise self.write.refused(node, "not at the top of a module")

    def _function(self, node: ast.FunctionDef) -> list[str]:
        """A function; every name that it assigns is declared at its head, as Python's scope is."""
        arguments = node.args
        if arguments.vararg or arguments.kwarg or arguments.kwonlyargs or node.decorator_list:
            raise self.write.refused(node, "plain functions only")
        parameters = [self.write.name(arg.arg) for arg in arguments.args]
        for index, default in enumerate(arguments.defaults, len(parameters)):
            parameters[index - len(arguments.defaults)] += f" = {self.write.expr(default)}"
        taken = {arg.arg for arg in arguments.args}
        local = sorted({name for name in _assigned(node.body) if name not in taken})
        lines = [f"export function {self.write.name(node.name)}({', '.join(parameters)}) {{"]
        if local:
            lines.append("let " + ", ".join(self.write.name(name) for name in local) + ";")
        lines += self._block(node.body)
        return [*lines, "}"]

    def _record(self, node: ast.ClassDef) -> list[str]:
        """A frozen dataclass: a function that makes the object."""
        names = [name for name, _ in self.write.world.calls[node.name]]
        parameters = [
            name + (f" = {self.write.expr(default)}" if default is not None else "")
            for name, default in self.write.world.calls[node.name]
        ]
        body = ", ".join(names)
        return [f"export const {node.name} = ({', '.join(parameters)}) => ({{ {body} }});"]

    def _block(self, body: list[ast.stmt]) -> list[str]:
        lines: list[str] = []
        for node in body:
            lines += self._statement(node)
        return lines

    def _statement(self, node: ast.stmt) -> list[str]:
        match node:
            case ast.Expr(value=ast.Constant()) | ast.Pass():
                return []
            case ast.Expr(value=value):
                return [self.write.expr(value) + ";"]
            case ast.Assign(targets=[target], value=value):
                return [self._store(target, self.write.expr(value))]
            case ast.AnnAssign(target=target, value=value):
                return [self._store(target, self.write.expr(value))] if value else []
            case ast.AugAssign(target=ast.Name() as target, op=op, value=value):
                result = self.write.binary(
                    node, op, self.write.expr(target), self.write.expr(value)
                )
                return [f"{self.write.name(target.id)} = {result};"]
            case ast.Return(value=value):
                return [f"return {self.write.expr(value) if value else 'null'};"]
            case ast.If(test=test, body=body, orelse=orelse):
                lines = [f"if ({self.write.truth(test)}) {{", *self._block(body), "}"]
                return [*lines, "else {", *self._block(orelse), "}"] if orelse else lines
            case ast.For(target=target, iter=source, body=body, orelse=[]):
                head = (
                    f"for ({self.write.target(target)} of $.iterate({self.write.expr(source)})) {{"
                )
                return [head, *self._block(body), "}"]
            case ast.While(test=test, body=body, orelse=[]):
                return [f"while ({self.write.truth(test)}) {{", *self._block(body), "}"]
            case ast.Continue():
                return ["continue;"]
            case ast.Break():
                return ["break;"]
        raise self.write.refused(node, "no such statement in the subset")

    def _store(self, target: ast.expr, value: str) -> str:
        match target:
            case ast.Subscript(value=holder, slice=key):
                return f"$.put({self.write.expr(holder)}, {self.write.expr(key)}, {value});"
            case _:
                return f"{self.write.target(target)} = {value};"


def _assigned(body: list[ast.stmt]) -> set[str]:
    """The names that statements assign; comprehensions keep theirs to themselves."""
    found: set[str] = set()

    def visit(node: ast.AST) -> None:
        if isinstance(node, (ast.ListComp, ast.GeneratorExp, ast.DictComp, ast.Lambda)):
            return
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        for child in ast.iter_child_nodes(node):
            visit(child)

    for statement in body:
        visit(statement)
    return found
