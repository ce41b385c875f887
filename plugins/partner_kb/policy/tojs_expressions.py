"""Expressions of the subset, as JavaScript.

In: nodes of one module, and the names that all modules define. Out: text. What differs between the
two languages is asked of the runtime, called `$`.
"""

from __future__ import annotations

import ast
import json

from partner_kb.policy.tojs_subset import NotInSubset, World, refused

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


class Expressions:
    """Writes the expressions of one module."""

    def __init__(self, module: str, world: World) -> None:
        self.module, self.world = module, world

    def refused(self, node: ast.AST, what: str) -> NotInSubset:
        """What to raise where there is no translation."""
        return refused(self.module, node, what)

    def target(self, node: ast.expr) -> str:
        """What is assigned to: a name, or several."""
        match node:
            case ast.Name(id=name):
                return self.name(name)
            case ast.Tuple(elts=parts):
                return "[" + ", ".join(self.target(part) for part in parts) + "]"
        raise self.refused(node, "cannot be assigned to")

    def name(self, name: str) -> str:
        """A name as JavaScript may have it."""
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
        """An expression; raises `NotInSubset`."""
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
                return self._call(node)
            case ast.BinOp(left=left, op=op, right=right):
                return self.binary(node, op, self.expr(left), self.expr(right))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return f"!({self.truth(operand)})"
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return f"(-{self.expr(operand)})"
            case ast.BoolOp(op=op, values=values):
                return self._either(op, [self.expr(value) for value in values])
            case ast.Compare():
                return self._compare(node)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return f"({self.truth(test)} ? {self.expr(body)} : {self.expr(orelse)})"
            case ast.List(elts=parts) | ast.Tuple(elts=parts):
                return "[" + ", ".join(self._item(part) for part in parts) + "]"
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
                return self._comprehension(self.expr(result), loop)
            case ast.DictComp(key=key, value=value, generators=[loop]):
                pair = f"[{self.expr(key)}, {self.expr(value)}]"
                return f"$.record({self._comprehension(pair, loop)})"
            case ast.Lambda(args=args, body=body):
                return f"(({', '.join(arg.arg for arg in args.args)}) => {self.expr(body)})"
            case ast.JoinedStr(values=parts):
                return "(" + " + ".join(['""', *(self._piece(part) for part in parts)]) + ")"
        raise self.refused(node, "no such expression in the subset")

    def _item(self, node: ast.expr) -> str:
        if isinstance(node, ast.Starred):
            return f"...$.iterate({self.expr(node.value)})"
        return self.expr(node)

    def _piece(self, node: ast.expr) -> str:
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

    def _either(self, op: ast.boolop, values: list[str]) -> str:
        name = "$.and" if isinstance(op, ast.And) else "$.or"
        result = values[-1]
        for value in reversed(values[:-1]):
            result = f"{name}_({value}, () => {result})"
        return result

    def _comprehension(self, result: str, loop: ast.comprehension) -> str:
        """`$.collect(iterable, each, where)`; a tuple target is taken apart."""
        target = self.target(loop.target)
        tests = " && ".join(self.truth(test) for test in loop.ifs) or "true"
        source = self.expr(loop.iter)
        return f"$.collect({source}, ({target}) => {result}, ({target}) => {tests})"

    def binary(self, node: ast.AST, op: ast.operator, left: str, right: str) -> str:
        """Two expressions, written already, with an operator between."""
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

    def _compare(self, node: ast.Compare) -> str:
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

    def _call(self, node: ast.Call) -> str:
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
                return f"$.isinstance({given[0]}, {self._types(node.args[1])})"
            case ast.Name(id="sorted"):
                keys = {keyword.arg: self.expr(keyword.value) for keyword in node.keywords}
                return f"$.sorted({given[0]}, {keys.get('key', 'null')})"
            case ast.Name(id=name) if name in BUILTINS and not node.keywords:
                return f"$.{name}({', '.join(given)})"
            case ast.Name(id=name) if name in self.world.calls:
                return f"{self.name(name)}({', '.join(self._ordered(node, name, given))})"
            case ast.Name(id=name) if name in self.world.names and not node.keywords:
                return f"{name}({', '.join(given)})"
        raise self.refused(node, "a call of something unknown")

    def _ordered(self, node: ast.Call, name: str, given: list[str]) -> list[str]:
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

    def _types(self, node: ast.expr) -> str:
        parts = node.elts if isinstance(node, ast.Tuple) else [node]
        return json.dumps([part.id for part in parts if isinstance(part, ast.Name)])
