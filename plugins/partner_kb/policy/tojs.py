"""Python to JavaScript, for the few modules that run twice.

In: the text of the modules of `policy.twin`, in the order of their imports. Out: one ES module.
Whatever lies outside the subset raises `NotInSubset` with its place, so that nothing is
translated by half. The meaning of operators that differ (truth of empty lists, `==` of lists,
floor division, code points) is in assets/js/policy/runtime.js, called `$` here.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

METHODS = {
    "append", "endswith", "extend", "get", "index", "insert", "isdigit", "items", "join", "keys",
    "lower", "lstrip", "replace", "rstrip", "split", "startswith", "strip", "upper", "values",
    "zfill",
}  # fmt: skip
DIRECT = {"gettext", "ngettext", "pgettext", "npgettext"}  # methods of the translations
BUILTINS = {
    "abs", "all", "any", "dict", "enumerate", "int", "isinstance", "len", "list", "max", "min",
    "ord", "range", "reversed", "sorted", "str", "sum", "zip",
}  # fmt: skip
_RESERVED = {"default", "delete", "export", "function", "new", "this", "typeof", "var", "void"}
_COMPARE = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}


class NotInSubset(Exception):  # noqa: N818 - a statement about code, shown to its author
    """A construct that has no translation."""


@dataclass(slots=True)
class _World:
    """What the modules define: names of functions with their parameters, constants."""

    calls: dict[str, list[tuple[str, ast.expr | None]]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def to_javascript(modules: Mapping[str, str], primitives: Iterable[str]) -> str:
    """One ES module from modules by name; `primitives` come from the runtime.

    Names are shared by all modules, so a name that two of them define is refused.
    """
    world = _World(names=dict.fromkeys(primitives, "primitives"))
    trees = {name: ast.parse(text, name) for name, text in modules.items()}
    for name, tree in trees.items():
        for node in tree.body:
            _declare(node, name, world)
    out = [
        "// Made by partner_kb.policy.tojs from partner_kb/policy/twin/*.py: change it there.",
        'import * as $ from "./runtime.js";',
        "const { " + ", ".join(sorted(primitives)) + " } = $;",
    ]
    for name, tree in trees.items():
        writer = _Writer(name, world)
        for node in tree.body:
            out += writer.top(node)
    return "\n".join(out) + "\n"


def _declare(node: ast.stmt, module: str, world: _World) -> None:
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


class _Writer:
    """Writes one module; `local` are the names of the function that is being written."""

    def __init__(self, module: str, world: _World) -> None:
        self.module, self.world = module, world

    def refused(self, node: ast.AST, what: str) -> NotInSubset:
        line = getattr(node, "lineno", 0)
        return NotInSubset(f"{self.module}:{line}: {what} ({type(node).__name__})")

    # Statements

    def top(self, node: ast.stmt) -> list[str]:
        """A statement of the module; imports and docstrings vanish."""
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            return []
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return []
        if isinstance(node, ast.FunctionDef):
            return self.function(node)
        if isinstance(node, ast.ClassDef):
            return self.record(node)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            return [f"export const {node.targets[0].id} = {self.expr(node.value)};"]
        raise self.refused(node, "not at the top of a module")

    def function(self, node: ast.FunctionDef) -> list[str]:
        """A function; every name that it assigns is declared at its head, as Python's scope is."""
        arguments = node.args
        if arguments.vararg or arguments.kwarg or arguments.kwonlyargs or node.decorator_list:
            raise self.refused(node, "plain functions only")
        parameters = [self.name(arg.arg) for arg in arguments.args]
        for index, default in enumerate(arguments.defaults, len(parameters)):
            parameters[index - len(arguments.defaults)] += f" = {self.expr(default)}"
        taken = {arg.arg for arg in arguments.args}
        local = sorted({name for name in _assigned(node.body) if name not in taken})
        lines = [f"export function {self.name(node.name)}({', '.join(parameters)}) {{"]
        if local:
            lines.append("let " + ", ".join(self.name(name) for name in local) + ";")
        lines += self.block(node.body)
        return [*lines, "}"]

    def record(self, node: ast.ClassDef) -> list[str]:
        """A frozen dataclass: a function that makes the object."""
        names = [name for name, _ in self.world.calls[node.name]]
        parameters = [
            name + (f" = {self.expr(default)}" if default is not None else "")
            for name, default in self.world.calls[node.name]
        ]
        body = ", ".join(names)
        return [f"export const {node.name} = ({', '.join(parameters)}) => ({{ {body} }});"]

    def block(self, body: list[ast.stmt]) -> list[str]:
        lines: list[str] = []
        for node in body:
            lines += self.statement(node)
        return lines

    def statement(self, node: ast.stmt) -> list[str]:
        match node:
            case ast.Expr(value=ast.Constant()) | ast.Pass():
                return []
            case ast.Expr(value=value):
                return [self.expr(value) + ";"]
            case ast.Assign(targets=[target], value=value):
                return [self.store(target, self.expr(value))]
            case ast.AnnAssign(target=target, value=value):
                return [self.store(target, self.expr(value))] if value else []
            case ast.AugAssign(target=ast.Name() as target, op=op, value=value):
                result = self.binary(node, op, self.expr(target), self.expr(value))
                return [f"{self.name(target.id)} = {result};"]
            case ast.Return(value=value):
                return [f"return {self.expr(value) if value else 'null'};"]
            case ast.If(test=test, body=body, orelse=orelse):
                lines = [f"if ({self.truth(test)}) {{", *self.block(body), "}"]
                return [*lines, "else {", *self.block(orelse), "}"] if orelse else lines
            case ast.For(target=target, iter=source, body=body, orelse=[]):
                head = f"for ({self.target(target)} of $.iterate({self.expr(source)})) {{"
                return [head, *self.block(body), "}"]
            case ast.While(test=test, body=body, orelse=[]):
                return [f"while ({self.truth(test)}) {{", *self.block(body), "}"]
            case ast.Continue():
                return ["continue;"]
            case ast.Break():
                return ["break;"]
        raise self.refused(node, "no such statement in the subset")

    def store(self, target: ast.expr, value: str) -> str:
        match target:
            case ast.Subscript(value=holder, slice=key):
                return f"$.put({self.expr(holder)}, {self.expr(key)}, {value});"
            case _:
                return f"{self.target(target)} = {value};"

    def target(self, node: ast.expr) -> str:
        match node:
            case ast.Name(id=name):
                return self.name(name)
            case ast.Tuple(elts=parts):
                return "[" + ", ".join(self.target(part) for part in parts) + "]"
        raise self.refused(node, "cannot be assigned to")

    # Expressions

    def name(self, name: str) -> str:
        return name + "_" if name in _RESERVED else name

    def truth(self, node: ast.expr) -> str:
        """An expression as a condition; comparisons are booleans already."""
        if isinstance(node, ast.Compare) or (
            isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
        ):
            return self.expr(node)
        if isinstance(node, ast.BoolOp):
            sign = " && " if isinstance(node.op, ast.And) else " || "
            return "(" + sign.join(self.truth(value) for value in node.values) + ")"
        return f"$.truth({self.expr(node)})"

    def expr(self, node: ast.expr) -> str:
        match node:
            case ast.Constant(value=None):
                return "null"
            case ast.Constant(value=bool() as value):
                return "true" if value else "false"
            case ast.Constant(value=int() | str() as value):
                return json.dumps(value)
            case ast.Name(id=name):
                return self.name(name)
            case ast.Attribute(value=value, attr=attr):
                return f"{self.expr(value)}.{attr}"
            case ast.Subscript(value=value, slice=ast.Slice(lower=low, upper=high, step=None)):
                start = self.expr(low) if low else "0"
                end = self.expr(high) if high else "null"
                return f"$.slice({self.expr(value)}, {start}, {end})"
            case ast.Subscript(value=value, slice=key):
                return f"$.at({self.expr(value)}, {self.expr(key)})"
            case ast.Call():
                return self.call(node)
            case ast.BinOp(left=left, op=op, right=right):
                return self.binary(node, op, self.expr(left), self.expr(right))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return f"!({self.truth(operand)})"
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return f"(-{self.expr(operand)})"
            case ast.BoolOp(op=op, values=values):
                return self.either(op, [self.expr(value) for value in values])
            case ast.Compare():
                return self.compare(node)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return f"({self.truth(test)} ? {self.expr(body)} : {self.expr(orelse)})"
            case ast.List(elts=parts) | ast.Tuple(elts=parts):
                return "[" + ", ".join(self.item(part) for part in parts) + "]"
            case ast.Dict(keys=keys, values=values):
                pairs = zip(keys, values, strict=True)
                if None in keys:
                    raise self.refused(node, "** in a dict")
                listed = [f"[{self.expr(key)}, {self.expr(value)}]" for key, value in pairs if key]
                return f"$.record([{', '.join(listed)}])"
            case (
                ast.ListComp(elt=result, generators=[loop])
                | ast.GeneratorExp(elt=result, generators=[loop])
            ):
                return self.comprehension(self.expr(result), loop)
            case ast.DictComp(key=key, value=value, generators=[loop]):
                pair = f"[{self.expr(key)}, {self.expr(value)}]"
                return f"$.record({self.comprehension(pair, loop)})"
            case ast.Lambda(args=args, body=body):
                return f"(({', '.join(arg.arg for arg in args.args)}) => {self.expr(body)})"
            case ast.JoinedStr(values=parts):
                return "(" + " + ".join(['""', *(self.piece(part) for part in parts)]) + ")"
        raise self.refused(node, "no such expression in the subset")

    def item(self, node: ast.expr) -> str:
        if isinstance(node, ast.Starred):
            return f"...$.iterate({self.expr(node.value)})"
        return self.expr(node)

    def piece(self, node: ast.expr) -> str:
        """A part of an f-string; `:02d` is the only kind of format."""
        match node:
            case ast.Constant(value=str() as text):
                return json.dumps(text)
            case ast.FormattedValue(value=value, conversion=-1, format_spec=None):
                return f"$.str({self.expr(value)})"
            case ast.FormattedValue(
                value=value,
                format_spec=ast.JoinedStr(values=[ast.Constant(value=str() as spec)]),
            ) if spec[0] == "0" and spec[-1] == "d":
                return f"$.zfill($.str({self.expr(value)}), {int(spec[:-1])})"
        raise self.refused(node, "format not in the subset")

    def either(self, op: ast.boolop, values: list[str]) -> str:
        name = "$.and" if isinstance(op, ast.And) else "$.or"
        result = values[-1]
        for value in reversed(values[:-1]):
            result = f"{name}_({value}, () => {result})"
        return result

    def comprehension(self, result: str, loop: ast.comprehension) -> str:
        """`$.collect(iterable, each, where)`; a tuple target is taken apart."""
        target = self.target(loop.target)
        tests = " && ".join(self.truth(test) for test in loop.ifs) or "true"
        source = self.expr(loop.iter)
        return f"$.collect({source}, ({target}) => {result}, ({target}) => {tests})"

    def binary(self, node: ast.AST, op: ast.operator, left: str, right: str) -> str:
        match op:
            case ast.Add():
                return f"$.add({left}, {right})"
            case ast.Sub():
                return f"({left} - {right})"
            case ast.Mult():
                return f"$.times({left}, {right})"
            case ast.FloorDiv():
                return f"Math.floor({left} / {right})"
            case ast.Mod():
                return f"$.modulo({left}, {right})"
        raise self.refused(node, "no such operator in the subset")

    def compare(self, node: ast.Compare) -> str:
        parts: list[str] = []
        left = node.left
        for op, right in zip(node.ops, node.comparators, strict=True):
            one, two = self.expr(left), self.expr(right)
            match op:
                case ast.Eq():
                    parts.append(f"$.equal({one}, {two})")
                case ast.NotEq():
                    parts.append(f"!$.equal({one}, {two})")
                case ast.Is():
                    parts.append(f"$.is({one}, {two})")
                case ast.IsNot():
                    parts.append(f"!$.is({one}, {two})")
                case ast.In():
                    parts.append(f"$.within({one}, {two})")
                case ast.NotIn():
                    parts.append(f"!$.within({one}, {two})")
                case _:
                    parts.append(f"($.compare({one}, {two}) {_COMPARE[type(op)]} 0)")
            left = right
        return "(" + " && ".join(parts) + ")"

    def call(self, node: ast.Call) -> str:
        if any(isinstance(arg, ast.Starred) for arg in node.args):
            raise self.refused(node, "* in a call")
        given = [self.expr(arg) for arg in node.args]
        match node.func:
            case ast.Attribute(value=value, attr=attr) if attr in METHODS:
                return f"$.{attr}({', '.join([self.expr(value), *given])})"
            case ast.Attribute(value=value, attr=attr) if attr in DIRECT:
                return f"{self.expr(value)}.{attr}({', '.join(given)})"
            case ast.Name(id="N_"):
                return given[0]
            case ast.Name(id="isinstance"):
                return f"$.isinstance({given[0]}, {self.types(node.args[1])})"
            case ast.Name(id="sorted"):
                keys = {keyword.arg: self.expr(keyword.value) for keyword in node.keywords}
                return f"$.sorted({given[0]}, {keys.get('key', 'null')})"
            case ast.Name(id=name) if name in BUILTINS and not node.keywords:
                return f"$.{name}({', '.join(given)})"
            case ast.Name(id=name) if name in self.world.calls:
                return f"{self.name(name)}({', '.join(self.ordered(node, name, given))})"
            case ast.Name(id=name) if name in self.world.names and not node.keywords:
                return f"{name}({', '.join(given)})"
        raise self.refused(node, "a call of something unknown")

    def ordered(self, node: ast.Call, name: str, given: list[str]) -> list[str]:
        """Arguments given by name, put into their places."""
        parameters = self.world.calls[name]
        named = {keyword.arg: keyword.value for keyword in node.keywords}
        for parameter, default in parameters[len(given) :]:
            if parameter in named:
                given.append(self.expr(named.pop(parameter)))
            elif default is None:
                raise self.refused(node, f"{name} lacks {parameter}")
            elif named:
                given.append("undefined")
        if named:
            raise self.refused(node, f"{name} has no {', '.join(map(str, named))}")
        return given

    def types(self, node: ast.expr) -> str:
        parts = node.elts if isinstance(node, ast.Tuple) else [node]
        return json.dumps([part.id for part in parts if isinstance(part, ast.Name)])


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
